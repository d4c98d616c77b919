"""A warm build's output is a cold build's, byte for byte, whatever happened before; and it depends on its sources alone.

The warm builds run in one process and the cold ones in another, with another hash seed, locale, time zone and working
directory, so every comparison asks for both at once.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.build.keeper import LITTLE
from glossary.build.pool import FEW
from glossary.build.scan import scan
from glossary.build.stamp import theme_folders
from glossary.config.exports import MOST_PRINTED
from glossary.pages.portions import MOST
from tests.builds import Builder, Run, build, difference, environment, run, tree, write
from tests.shown import templates

LATER = 10**10
"""Nanoseconds that a builder's clock is ahead: then it believes what stat calls say, and leaves a stamp."""

MANY = 2 * FEW + 14
"""Terms that are enough for two processes; with fewer changes than `2 * FEW` one does the work."""

SIDES = ("see_also", "contrast", "broader", "prerequisites", "vocabulary", "match")
BAR = ["a-z", "about", {"title": "One", "url": "sections/one.html"}, {"kind": "terms", "title": "All"}]
FOOTER = "By [[former]], [b](pages/about.md) ![c](/picture.png)."
RULES = ("dangling-link", "ambiguous-name", "raw-html", "unknown-section", "duplicate-item")

# The smallest PNG there is: one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

NAMES = {
    "alpha": "Alpha",
    "beta": "Beta",
    "deep/gamma-ray": "Gamma ray",
    "model": "Model",
    "model-card": "Model card",
    "metric": "Metric",
    "delta": "Delta (DLT)",
    "gross": "Große Straße",
    "istanbul": "İstanbul",
    "eclair": "Éclair",
}
"""Files without `.md`, and the names in them: with brackets, accents, a name inside a name, letters that fold oddly."""

OTHERS = (
    "Omega",
    "data model",
    "model",
    "Metrics",
    "STRASSE",
    "DLT",
    "ISTANBUL",
    "Éclair",
    "Nothing",
    "The end",
    "<b>&amp;</b>",
)
"""Names that terms may get: some are taken."""

TEXTS = (
    "",
    "A model and a metric, and a Model card beside them. Omegas, alphas and data models.",
    "See [[Alpha]], [[Delta|deltas]] and [the metric](metric.md).",
    "## A heading\n\nThe Große Straße leads to İstanbul, twice: a große Straße.\n\n## Another\n\n- Beta\n- `Beta`\n- DLTs",
    "```python\nmodel = 1  # a comment\n```\n\n> A block quote with Alpha\n\n| a | b |\n|---|---|\n| Beta | Éclair |",
    "A note.[^1] ![a picture](picture.png)\n\n[^1]: It says Model, and [[Metric#definition]].",
    "A link to [[Nowhere]] that dangles.",
    "Some <b>HTML</b>, and a [[Beta#no-such-place]].",
    "Text before.\n\n<!-- faq -->\n\nText after, with $x_1$ in it and Omega.",
    "Escaped \\[[Alpha]] and an [address](https://example.org/?a=1&b=2).",
    "Many *gamma* rays, BETAS and betas, [[Omega|the end]], ISTANBUL, DLT; model-based metrics.\n\n> A quoted metric\n",
    "[Alpha]{.nolink}, ~~Beta~~, new-1 and the strasse, model\n*cards*. The Model Foundation.",
)


@dataclass
class Folder:
    """The sources of a site as a test wants them."""

    terms: dict[str, dict[str, Any]]
    config: dict[str, Any] | None
    others: dict[str, bytes] = field(default_factory=dict)
    """Pages, templates, static files, pictures: by path."""

    def files(self) -> dict[str, bytes]:
        """The files by path."""
        found = {f"terms/{name}.md": _term(fields) for name, fields in self.terms.items()}
        if self.config is not None:
            found["glossary.yml"] = _yaml(self.config).encode()
        return found | self.others

    def name(self, number: int) -> str:
        """One of the terms, by its file's name."""
        names = [name for name in self.terms if not name.startswith("filler")]
        return names[number % len(names)]

    def term(self, number: int) -> dict[str, Any]:
        """The fields of one of the terms."""
        return self.terms[self.name(number)]


def _yaml(fields: Mapping[str, Any]) -> str:
    # JSON is YAML as far as the format goes.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def _term(fields: Mapping[str, Any]) -> bytes:
    front = {key: value for key, value in fields.items() if key != "body"}
    return f"---\n{_yaml(front)}---\n{fields.get('body', '')}\n".encode()


def fresh_folder(count: int) -> Folder:
    """Ten terms that change, each named by the next, and others, up to `count`, that only mention them."""
    terms: dict[str, dict[str, Any]] = {}
    before = "Éclair and Filler 0"
    for place, (name, term) in enumerate(NAMES.items()):
        terms[name] = {"term": term, "definition": f"A {term} is number {place}, {before}.", "body": TEXTS[place % 6]}
        before = f"behind {term}"
    for place in range(count - len(terms)):
        terms[f"filler-{place:03}"] = {
            "term": f"Filler {place}",
            "definition": f"It stands before Filler {place + 1}.",
            "tags": [f"tag {place % 7}"],
            "body": f"A model, a metric and [[{list(NAMES.values())[place % 10]}]].",
        }
    config = {
        "title": "A glossary",
        "rules": {"dangling-link": "warning"},
        "sections": [{"id": "one", "title": "One"}, {"id": "two", "title": "Two", "intro": "About [[Alpha]]."}],
    }
    others = {"terms/picture.png": PIXEL, "pages/about.md": b"# About\n\nThis is about [[Beta]] and the model.\n"}
    return Folder(terms, config, others)


# What can happen to a folder. Each edit takes two numbers, and does something with whatever they are.

Edit = Callable[[Folder, int, int], None]


def edit_body(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["body"] = TEXTS[b % len(TEXTS)]


def edit_definition(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["definition"] = (
        "It is a model.", "What [[Beta]] is not.", "Short.", "A *long* one, and Éclair.", "A ![b](picture.png)."
    )[b % 5]  # fmt: skip


def rename_term(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["term"] = OTHERS[b % len(OTHERS)]


def rename_file(folder: Folder, a: int, b: int) -> None:
    old = folder.name(a)
    new = ("renamed", "deep/down/renamed", old.rpartition("/")[2], f"moved/{old}", "Case", "case")[b % 6]
    if new not in folder.terms:
        folder.terms[new] = folder.terms.pop(old)


def delete_term(folder: Folder, a: int, _b: int) -> None:
    if len(folder.terms) > 3:
        del folder.terms[folder.name(a)]


def add_term(folder: Folder, a: int, b: int) -> None:
    name = f"new-{a % 4}"
    folder.terms[name] = {"term": OTHERS[b % len(OTHERS)], "definition": "It is new.", "body": TEXTS[a % len(TEXTS)]}


def relate(folder: Folder, a: int, b: int) -> None:
    """A relation to another term; those without circles mostly point backwards."""
    names = sorted(folder.terms)
    one, other = sorted((a % len(names), b % len(names)), reverse=b % 5 > 0)
    folder.terms[names[one]].setdefault(SIDES[(a + b) % len(SIDES)], []).append(names[other].rpartition("/")[2])


def explain(folder: Folder, a: int, b: int) -> None:
    other = folder.name(b).rpartition("/")[2]
    folder.term(a)["see_also"] = [{"term": other, "why": "as a model, see [[Metric]]"}, "alpha"]
    folder.term(a)["vocabulary"] = [{"term": OTHERS[b % len(OTHERS)], "plain": "![p](/picture.png)"}]


def unrelate(folder: Folder, a: int, b: int) -> None:
    folder.term(a).pop(SIDES[b % len(SIDES)], None)


def place_in_section(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["section"] = ("one", "two", "three")[min(b % 7, 2) if b % 7 < 3 else b % 2]


def order(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["order"] = b % 5


def tag(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["tags"] = [("Tag", "tag", "Other tag", "tag 1")[(a + n) % 4] for n in range(b % 3)]


def name_otherwise(folder: Folder, a: int, b: int) -> None:
    key = ("aliases", "abbreviation", "forms", "covers", "hidden", "not_in")[b % 6]
    folder.term(a)[key] = [OTHERS[(a + b) % len(OTHERS)]]


def set_status(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["status"] = ("draft", "published", "deprecated", "review")[b % 4]


def replace(folder: Folder, a: int, b: int) -> None:
    term = folder.term(a)
    term["replaced_by"] = folder.name(b).rpartition("/")[2]
    if b % 2:
        term.pop("definition", None)


def redirect(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["redirects"] = [("former", "older", "alpha", "former-2")[b % 4]]


def set_linking(folder: Folder, a: int, b: int) -> None:
    key, value = (("autolink", "never"), ("case", "exact"), ("autolink", "always"), ("case", "folded"))[b % 4]
    folder.term(a)[key] = value


def mean_otherwise(folder: Folder, a: int, b: int) -> None:
    """Meanings that list other terms, on whose pages they are meant."""
    folder.term(a)["senses"] = [
        {"id": "one", "definition": "A sense of a model.", "see_also": folder.name(b).rpartition("/")[2]},
        {"id": "two", "definition": "Another, of DLTs.", "see_also": folder.name(a + b).rpartition("/")[2]},
    ][: b % 3]


def share_a_name(folder: Folder, a: int, b: int) -> None:
    """Two terms claim one name that stands in texts."""
    name = OTHERS[b % len(OTHERS)]
    folder.term(a)["covers"] = [name]
    folder.term(a + b + 1)["covers"] = [name]


def weigh_options(folder: Folder, a: int, b: int) -> None:
    """A table that other terms' pages show, too."""
    other = folder.name(b).rpartition("/")[2]
    rows = [{"dimension": "Cost", "values": ["![p](picture.png)", "a model"][: 2 - (a % 6 == 5)]}]
    option = ({"term": other}, OTHERS[a % len(OTHERS)])[a % 2]
    folder.term(a)["tradeoffs"] = [{"title": "Which", "options": [option, "nothing"], "rows": rows}]


def ask(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["faq"] = [{"question": "Why?", "answer": TEXTS[b % len(TEXTS)] or "No."}]
    folder.term(a)["quiz"] = [{"question": "Which?", "choices": [{"text": "Beta", "correct": b % 4 > 0}, "Alpha"]}]


def illustrate(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["cover"] = ({"image": "picture.png", "alt": "a"}, {"text": "ART", "alt": "art"})[b % 2]


def tell_more(folder: Folder, a: int, b: int) -> None:
    """What other pages show of a term besides its name and definition."""
    key, values = (
        ("plain", ("In plain words.", "Plainer, like [[Beta]].")),
        ("level", ("beginner", "advanced")),
        ("updated", ("2026-11-22", "2026-11-23")),
        ("added", ("2026-11-20",)),
        ("body", ("A word. " * 500, "Two words. " * 300)),
        ("subtitle", ("A hook.", "Another *hook*.")),
        ("reviewed", ({"by": "A. Reader", "on": "2026-11-22", "digest": "1:" + "0" * 64},)),
        ("sources", ("https://example.org/", {"title": "A source", "note": "See [[Metric]]."})),
        ("senses", ([{"id": "one", "definition": "A sense.", "see_also": "beta"}],)),
        ("definition", ("",)),
    )[a % 10]
    folder.term(a // 10)[key] = values[b % len(values)]


def break_term(folder: Folder, a: int, b: int) -> None:
    folder.term(a)[("sea_also", "definition", "level", "added")[b % 4]] = ("x", [], "no level", "2019-29-11")[b % 4]


def mend_term(folder: Folder, a: int, _b: int) -> None:
    name = folder.name(a)
    term = NAMES.get(name, name.rpartition("/")[2].capitalize())
    folder.terms[name] = {"term": term, "definition": f"A {term} is as it was.", "body": "A body."}


def set_title(folder: Folder, _a: int, b: int) -> None:
    if folder.config is not None:
        folder.config["title"] = ("A glossary", "Other", "A <b> title")[b % 3]


def set_sections(folder: Folder, a: int, b: int) -> None:
    if folder.config is not None:
        ids = ("one", "two", "three")[: b % 4]
        folder.config["sections"] = [{"id": id_, "title": f"The {id_} {a % 2}"} for id_ in ids[:: 1 if a % 3 else -1]]


def set_rule(folder: Folder, a: int, b: int) -> None:
    if folder.config is not None:
        folder.config["rules"] = {**folder.config.get("rules", {}), RULES[a % 5]: ("off", "warning", "error")[b % 3]}


def set_path(folder: Folder, a: int, b: int) -> None:
    if folder.config is not None:
        terms = [folder.name(a).rpartition("/")[2], folder.name(b).rpartition("/")[2]]
        folder.config["paths"] = [
            {"id": "way", "title": f"Way {b % 2}", "intro": "By [[Beta]] ![p](/picture.png).", "terms": terms}
        ][: a % 4]


def set_other_key(folder: Folder, a: int, b: int) -> None:
    if folder.config is not None:
        key, values = (
            ("math", (True, False)),
            ("links", ({"autolink": False}, {"base": "/words/"}, {"not_in": ["a metric", "model card"]}, {})),
            ("url", ("https://example.org/words/", "https://example.com/")),
            ("repository", ("https://example.org/r", {"url": "https://example.org/r", "branch": "next"})),
            ("theme", ({"footer": FOOTER}, {"accent": "#123"}, {"logo": "static/logo.svg"}, {"navigation": BAR}, {})),
            ("ignore", (["model*"], ["_*"])),
            ("license", ("MIT", "CC-BY-4.0")),
            ("language", ("en", "de", "tr")),
            ("pages", ("pages", "leaves")),
            ("exports", (["html"], ["html", "sitemap"])),
            ("image", ("static/picture.png",)),
            ("no_such_key", ("x",)),
        )[a % 12]
        folder.config[key] = values[b % len(values)]


def drop_key(folder: Folder, a: int, _b: int) -> None:
    if folder.config:
        del folder.config[sorted(folder.config)[a % len(folder.config)]]


def toggle_config(folder: Folder, _a: int, _b: int) -> None:
    folder.config = None if folder.config is not None else {"title": "Again"}


def override_template(folder: Folder, a: int, b: int) -> None:
    """A template of the site's own: as ours but for a comment, sound in itself, or broken."""
    name, ours = _template(a)
    folder.others[f"templates/{name}"] = (
        f"{ours}<!-- {b} -->",
        ours.replace("</body>", "<p>{{ page.head.title }}</p></body>"),
        ours.replace("<h1>", "<h1 class=own>"),
        ours + "{% if %}",
        ours + "{{ page.no_such_thing }}",
        '{% include "no-such.html" %}' + ours,
    )[b % 6].encode()


def remove_template(folder: Folder, a: int, _b: int) -> None:
    folder.others.pop(f"templates/{_template(a)[0]}", None)


def _template(number: int) -> tuple[str, str]:
    place = Path(theme_folders()[0])
    files = sorted(path for path in place.rglob("*.html"))
    wanted = [
        path for path in files if path.name in {"term.html", "layout.html", "home.html", "footer.html", "faq.html"}
    ]
    path = (wanted or files)[number % len(wanted or files)]
    return path.relative_to(place).as_posix(), path.read_text(encoding="utf-8")


def remove_templates(folder: Folder, _a: int, _b: int) -> None:
    folder.others = {path: data for path, data in folder.others.items() if not path.startswith("templates/")}


def set_static(folder: Folder, a: int, b: int) -> None:
    """A file of the site's own, or in place of one of ours; sometimes none."""
    name = ("own.css", "code.css", "logo.svg", "deep/down/data.json", "icon.svg", "terms/picture.png")[a % 6]
    if b % 4 == 3:
        folder.others.pop(f"static/{name}", None)
    else:
        folder.others[f"static/{name}"] = b"/* %d */" % (b % 4)


def set_root(folder: Folder, a: int, b: int) -> None:
    """A file for the top of the site; some would stand where a page or a folder stands."""
    name = ("CNAME", ".nojekyll", ".well-known/own.txt", "robots.txt", "index.html", "assets", "beta.html")[a % 7]
    if b % 4 == 3:
        folder.others.pop(f"root/{name}", None)
    else:
        folder.others[f"root/{name}"] = b"%d" % (b % 4)


def set_picture(folder: Folder, a: int, b: int) -> None:
    path = ("terms/picture.png", "static/picture.png", "pages/picture.png", "terms/deep/picture.png")[a % 4]
    if b % 3 == 2:
        folder.others.pop(path, None)
    else:
        folder.others[path] = PIXEL + b"\0" * (b % 3)


def set_page(folder: Folder, a: int, b: int) -> None:
    path = ("pages/about.md", "pages/other.md", "leaves/about.md", "terms/README.md")[a % 4]
    if b % 4 == 3:
        folder.others.pop(path, None)
    else:
        folder.others[path] = f"---\ntitle: Page {b % 2}\norder: {b % 3}\n---\n{TEXTS[b % len(TEXTS)]}\n".encode()


def set_odd_file(folder: Folder, a: int, b: int) -> None:
    """A file in `terms` that is no term, or not quite."""
    path = ("terms/notes.txt", "terms/odd.md", "terms/_hidden.md", "terms/odd.markdown")[a % 4]
    if b % 3 == 2:
        folder.others.pop(path, None)
    else:
        folder.others[path] = (b"no front matter", b"---\nterm: Odd\ndefinition: \xff\n---\n")[b % 3]


EDITS: tuple[Edit, ...] = (
    edit_body, edit_definition, rename_term, rename_file, delete_term, add_term, relate, explain, unrelate,
    place_in_section, order, tag, name_otherwise, set_status, replace, redirect, set_linking, mean_otherwise, share_a_name,
    weigh_options, ask,
    illustrate, tell_more, break_term, mend_term, set_title, set_sections, set_rule, set_path, set_other_key, drop_key,
    toggle_config, override_template, remove_template, remove_templates, set_static, set_root, set_picture, set_page,
    set_odd_file,
)  # fmt: skip


# What can happen to what earlier builds left.


def delete_page(out: Path, _cache: Path) -> None:
    for page in sorted(out.glob("*.html"))[:1]:
        page.unlink()


def change_page(out: Path, _cache: Path) -> None:
    for page in sorted(out.glob("*.html"))[-1:]:
        page.write_bytes(b"changed")


def add_litter(out: Path, _cache: Path) -> None:
    if out.is_dir():
        write(out, {".DS_Store": b"strange", "deep/Thumbs.db": b"strange"})


def make_folder_of_page(out: Path, _cache: Path) -> None:
    for page in sorted(out.glob("*.html"))[:1]:
        page.unlink()
        write(page, {"desktop.ini": b"inside"})


def delete_out(out: Path, _cache: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)


def delete_staging(out: Path, _cache: Path) -> None:
    shutil.rmtree(out.with_name(f".{out.name}.glossary"), ignore_errors=True)


def delete_cache(_out: Path, cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def cut_state(_out: Path, cache: Path) -> None:
    for state in cache.glob("*/state"):
        os.truncate(state, state.stat().st_size // 2)


def delete_packs(_out: Path, cache: Path) -> None:
    for pack in cache.glob("*/*.pack"):
        pack.unlink()


HARMS: tuple[Callable[[Path, Path], None], ...] = (
    delete_page, change_page, add_litter, make_folder_of_page, delete_out, delete_staging, delete_cache, cut_state,
    delete_packs,
)  # fmt: skip


class Step(NamedTuple):
    """What happens before a build, and how it is called."""

    edits: Sequence[tuple[Edit, int, int]]
    harm: Callable[[Path, Path], None] | None
    later: bool
    keep_going: bool
    drafts: bool
    touched: bool


numbers = st.integers(0, 59)
edits = st.tuples(st.sampled_from(EDITS), numbers, numbers)
rarely = st.sampled_from((False, False, False, True))
steps = st.builds(
    Step,
    edits=st.lists(edits, max_size=4),
    harm=st.one_of(st.none(), st.none(), st.none(), st.sampled_from(HARMS)),
    later=st.booleans(),
    keep_going=st.booleans(),
    drafts=rarely,
    touched=rarely,
)


class Pair(NamedTuple):
    """A process for warm builds and one for cold ones."""

    warm: Builder
    cold: Builder


@pytest.fixture(scope="module")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    here, there = (tmp_path_factory.mktemp(name) for name in ("here", "there"))
    warm = Builder(here, PYTHONHASHSEED="1", LC_ALL="C", TZ="America/St_Johns", XDG_CACHE_HOME=str(here))
    cold = Builder(there, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Kolkata", XDG_CACHE_HOME=str(there))
    yield Pair(warm, cold)
    warm.close()
    cold.close()


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A folder for one example."""
    with tempfile.TemporaryDirectory(dir=parent) as name:
        yield Path(name)


def live(folder: Folder, history: Sequence[Step], builders: Pair, place: Path) -> None:
    """Go through a history, building after each step; a warm build must do what a cold one does."""
    root, out, cache = place / "sources", place / "out" / "site", place / "cache"
    there: dict[str, bytes] = {}
    for number, step in enumerate(history):
        for edit, a, b in step.edits:
            edit(folder, a, b)
        files = folder.files()
        write(root, dict.fromkeys(there.keys() - files.keys()))
        write(root, files)
        there = files
        if step.touched:
            for path in sorted(files)[:3]:
                os.utime(root / path)
        if step.harm:
            step.harm(out, cache)
        before = tree(out)
        flags = [*["--keep-going"][: step.keep_going], *["--drafts"][: step.drafts]]
        jobs = number % 2
        cold = place / f"cold-{number}"
        later = LATER if step.later else 0
        builders.warm.begin(*_call(root, out, cache), f"--jobs={2 - jobs}", *flags, later=later)
        builders.cold.begin(*_call(root, cold / "site", cold / "cache"), f"--jobs={1 + jobs}", *flags)
        mine, theirs = builders.warm.end(), builders.cold.end()
        _compare(mine, theirs, out, cold / "site", before)
        again = _again(builders.warm, out, (*_call(root, out, cache), *flags), later)
        assert again == theirs, f"the second build says otherwise\n{again}\n{theirs}"
        shutil.rmtree(cold)


def _compare(warm: Run, cold: Run, out: Path, fresh: Path, before: Mapping[str, bytes | None]) -> None:
    assert warm.status == cold.status, f"warm: {warm}\ncold: {cold}"
    assert warm.out == cold.out, f"warm says {warm.out}\ncold says {cold.out}"
    assert warm.err == cold.err == ""
    assert warm.status in {0, 1}
    wanted = tree(fresh) if fresh.is_dir() else before
    assert not (found := difference(tree(out), wanted)), found


def _call(root: Path, out: Path, cache: Path) -> tuple[str | Path, ...]:
    return "build", root, "--out", out, "--cache", cache, "--format", "json"


def _again(builder: Builder, out: Path, call: Sequence[str | Path], later: int) -> Run:
    """How a build ends that finds nothing changed; it must touch no file."""
    before = scan(out) if out.is_dir() else {}
    builder.begin(*call, later=later)
    ended = builder.end()
    after = scan(out) if out.is_dir() else {}
    touched = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    assert not touched, f"a build with nothing changed touched {touched}"
    return ended


# Only while a failing history is made shorter does it take longer than the limit of all tests.
patient = pytest.mark.timeout(900)
quick = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@patient
@settings(quick, max_examples=30)
@given(history=st.lists(steps, min_size=2, max_size=7))
def test_a_warm_build_of_a_small_folder_is_a_cold_one(builders: Pair, tmp_path: Path, history: list[Step]) -> None:
    with scratch(tmp_path) as place:
        live(fresh_folder(len(NAMES)), history, builders, place)


quiet = steps.filter(lambda step: not any("template" in edit.__name__ for edit, _, _ in step.edits))


@patient
@settings(quick, max_examples=30)
@given(history=st.lists(quiet, min_size=2, max_size=7))
def test_a_page_is_made_again_when_anything_changes_that_its_template_could_show(
    builders: Pair, tmp_path: Path, history: list[Step]
) -> None:
    folder = fresh_folder(len(NAMES))
    folder.others |= {path: text.encode() for path, text in templates().items()}
    with scratch(tmp_path) as place:
        live(folder, history, builders, place)


@patient
@settings(quick, max_examples=4)
@given(history=st.lists(steps, min_size=2, max_size=5))
def test_a_warm_build_of_a_large_folder_is_a_cold_one(builders: Pair, tmp_path: Path, history: list[Step]) -> None:
    with scratch(tmp_path) as place:
        live(fresh_folder(MANY), [FIRST, *history], builders, place)


FIRST = Step((), None, later=True, keep_going=True, drafts=False, touched=False)


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    write(root, fresh_folder(MANY).files())
    one = build(root, tmp_path / "one", tmp_path / "cache", "--jobs", "1", "--format", "json")
    two = build(root, tmp_path / "two", tmp_path / "cache", "--jobs", "2", "--format", "json")

    assert (one.status, one.out) == (two.status, two.out)
    assert not difference(tree(tmp_path / "one"), tree(tmp_path / "two"))
    # Each process keeps the terms that it compiled in a pack of its own, and what is read of them in another.
    for kind in ("terms", "texts"):
        assert sorted(len(list(memo.glob(f"{kind}-*.pack"))) for memo in (tmp_path / "cache").iterdir()) == [1, 2]


def test_the_folder_that_histories_begin_with_is_sound(builders: Pair, tmp_path: Path) -> None:
    # A build that has something to tell leaves no stamp, and then half of what a history is about would not happen.
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    write(root, fresh_folder(len(NAMES)).files())
    builders.warm.begin(*_call(root, out, cache), later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    assert list(cache.glob("*/stamp"))


def test_a_same_sized_edit_with_the_old_mtime_is_seen(builders: Pair, tmp_path: Path) -> None:
    root, out = tmp_path / "sources", tmp_path / "site"
    write(root, fresh_folder(3).files())
    term = root / "terms" / "alpha.md"
    call = _call(root, out, tmp_path / "cache")
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end().status == 0
    stat = term.stat()
    term.write_bytes(term.read_bytes().replace(b"number 0", b"number 9"))
    os.utime(term, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end().status == 0

    assert b"number 9" in (out / "alpha.html").read_bytes()


def linked(folder: dict[str, str], builders: Pair, place: Path, later: Mapping[str, str | None]) -> list[str]:
    """Build the sources, then again after `later`: the pages that the second build wrote. They are those of a cold one."""
    root, out = place / "sources", place / "site"
    write(root, folder)
    call = (*_call(root, out, place / "cache"), "--keep-going")
    builders.warm.begin(*call, later=LATER)
    builders.warm.end()
    before = scan(out)
    write(root, later)
    builders.warm.begin(*call, later=LATER)
    builders.cold.begin(*_call(root, place / "cold", place / "other"), "--keep-going")
    assert builders.warm.end() == builders.cold.end()
    assert not (found := difference(tree(out), tree(place / "cold"))), found
    return sorted(path for path, stat in scan(out).items() if before.get(path) != stat and path.endswith(".html"))


def term(name: str, **fields: Any) -> str:
    return _term({"term": name, "definition": f"It is {name}.", **fields}).decode()


PICTURED = {
    "terms/one.md": term("One", definition="A ![p](picture.png)."),
    "terms/two.md": term(
        "Two",
        tradeoffs=[{"options": ["three", "b"], "rows": [{"dimension": "x", "values": ["![p](picture.png)", ""]}]}],
    ),
    "terms/three.md": term("Three"),
    "terms/deep/four.md": term("Four", takeaways=["![p](../picture.png)"], section="s"),
    "terms/five.md": term("Five", body="![p](other.png)", contrast=[{"term": "six", "why": "![p](picture.png)"}]),
    "terms/six.md": term("Six"),
    "terms/seven.md": term("Seven", cover={"image": "picture.png", "alt": "p"}),
    "pages/page.md": "![p](../terms/picture.png)\n",
    "pages/other.md": "No picture.\n",
    "glossary.yml": _yaml({"sections": [{"id": "s", "intro": "![p](terms/picture.png)"}, "t"]}),
}
SHOWING = ["compare/index", "five", "four", "index", "one", "pages/page", "sections/s", "seven", "six", "three", "two"]


@pytest.mark.parametrize("there", [True, False])
def test_a_picture_that_comes_or_goes_changes_the_pages_that_show_it(
    builders: Pair,
    tmp_path: Path,
    there: bool,  # noqa: FBT001 - what happens
) -> None:
    picture = {"terms/picture.png": "p"}
    start, later = (PICTURED, picture) if there else (PICTURED | picture, dict.fromkeys(picture))
    changed = linked(start, builders, tmp_path, later)

    assert changed == sorted(["all/index.html", *(f"{name}.html" for name in SHOWING)])


def test_a_name_in_glossary_yml_changes_no_page_but_those_that_show_it(builders: Pair, tmp_path: Path) -> None:
    files = {
        "terms/one.md": term("One"),
        "terms/two.md": term("Two"),
        "terms/three.md": term("Three", redirects=["former"]),
    }
    theme = {"footer": "[[former]], [a page](pages/about.md)"}
    config = {"paths": [{"id": "way", "title": "Way", "terms": ["one"]}], "theme": theme}
    longer = {**config, "paths": [{"id": "way", "title": "Way", "terms": ["one", "two"]}]}
    start = {**files, "pages/about.md": "Us.\n", "glossary.yml": _yaml(config)}
    changed = linked(start, builders, tmp_path / "a", {"glossary.yml": _yaml(longer)})
    page_gone = linked(start, builders, tmp_path / "b", {"pages/about.md": None})

    # The first lesson names the next one, and the next one says which it is.
    assert changed == ["one.html", "paths/index.html", "paths/way.html", "two.html"]
    assert {"one.html", "two.html", "index.html"} <= set(page_gone)


def test_the_names_of_a_term_count_again_once_its_page_is_its_own(builders: Pair, tmp_path: Path) -> None:
    files = {
        "terms/sub/a.md": term("Apple"),
        "terms/t.md": term("Tree", body="A tree has an apple."),
        "terms/a.md": term("Avocado", body="Green."),
    } | templates()
    place = tmp_path / "sources"
    write(place, files)
    call = (*_call(place, tmp_path / "site", tmp_path / "cache"), "--keep-going")
    for change in ({}, {"terms/a.md": None}, {"terms/a.md": term("Avocado")}, {"terms/a.md": term("Avocado", id="k")}):
        write(place, change)
        builders.warm.begin(*call, later=LATER)
        builders.warm.end()
        builders.cold.begin(*_call(place, tmp_path / "cold", tmp_path / f"c{len(change)}{change}"[:40]), "--keep-going")
        builders.cold.end()
        assert not (found := difference(tree(tmp_path / "site"), tree(tmp_path / "cold"))), (change, found)


def test_what_stands_far_before_a_term_changes_its_page_and_no_definition_does(builders: Pair, tmp_path: Path) -> None:
    words = "A body. " * 400
    files = {
        "terms/one.md": term("Aaa"),
        "terms/beside.md": term("Abb"),  # in the book between that and all others
        "terms/two.md": term("Two", prerequisites=["one"]),
        "terms/three.md": term("Three", prerequisites=["two"]),
        "terms/four.md": term("Four", prerequisites=["three"]),
        "terms/five.md": term("Five"),
        "glossary.yml": _yaml({"paths": [{"id": "way", "title": "Way", "terms": ["five", "four"]}]}),
    } | templates()
    later = ["four.html", "paths/way.html", "three.html", "two.html"]
    renamed = linked(files, builders, tmp_path / "a", {"terms/one.md": term("Aab")})
    longer = linked(files, builders, tmp_path / "b", {"terms/one.md": term("Aaa", body=words)})
    told = linked(files, builders, tmp_path / "c", {"terms/one.md": term("Aaa", definition="Another.")})
    nearer = linked(files, builders, tmp_path / "d", {"terms/two.md": term("Two")})
    easier = linked(files, builders, tmp_path / "e", {"terms/five.md": term("Five", prerequisites=["one"])})

    assert {*later} <= {*renamed}
    assert {*later} <= {*longer}
    assert "two.html" in told  # whose page names it among the terms of its fields
    assert not {"three.html", "four.html", "paths/way.html"} & {*told}
    assert {*later} <= {*nearer}
    assert "paths/way.html" in easier
    assert not {"three.html", "four.html", "two.html"} & {*easier}


def test_a_table_changes_its_own_page_and_the_list(builders: Pair, tmp_path: Path) -> None:
    def table(**fields: object) -> list[object]:
        return [{"id": "t", "options": ["one", "two"], "rows": [{"dimension": "x", "values": ["", "a"]}]} | fields]

    files = {
        "terms/one.md": term("One", tradeoffs=table()),
        "terms/two.md": term("Two"),
        "terms/three.md": term("Three", tradeoffs=[table()[0] | {"options": ["three", "two"]}]),  # type: ignore[operator]  # a mapping
        "terms/four.md": term("Four"),
    } | templates()
    own, other = "compare/one/t.html", "compare/three/t.html"
    told = linked(files, builders, tmp_path / "a", {"terms/one.md": term("One", tradeoffs=table(takeaway="So."))})
    renamed = linked(files, builders, tmp_path / "b", {"terms/two.md": term("Other", aliases=["two"])})
    gone = linked(files, builders, tmp_path / "c", {"terms/one.md": term("One", tradeoffs=table(options=["one", "2"]))})
    aside = linked(files, builders, tmp_path / "d", {"terms/four.md": term("Four", definition="Another.")})

    assert {own, "compare/index.html", "one.html", "two.html"} <= {*told}
    assert other not in told
    assert {own, other, "compare/index.html"} <= {*renamed}
    assert {"compare/index.html", "one.html"} <= {*gone}
    assert not [address for address in aside if address.startswith("compare/")]


def test_what_a_name_leads_to_changes_the_pages_that_show_it(builders: Pair, tmp_path: Path) -> None:
    option = [{"options": ["lent", "b"], "rows": [{"dimension": "x", "values": ["", ""]}]}]
    files = {
        "terms/one.md": term("One", vocabulary=[{"term": "later", "plain": "It comes."}]),
        "terms/two.md": term("Two", tradeoffs=option),
        "terms/three.md": term("Three"),
        "terms/four.md": term("Four", replaced_by="three"),
        "terms/five.md": term("Five", section="s"),
    }
    changed = linked(files, builders, tmp_path, {"terms/three.md": term("Three", redirects=["later", "lent"])})

    assert {"one.html", "two.html", "three.html"} <= set(changed)
    assert "four.html" not in changed


def test_a_memo_that_was_tidied_serves_as_before(builders: Pair, tmp_path: Path) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    count = LITTLE // 2 + 20
    folder = fresh_folder(count)
    assert folder.config is not None
    sizes: list[int] = []
    # One term stays as it is, so the first pack is still needed; the third time, what is of no use is more than a little.
    for number in range(3):
        for name, term in folder.terms.items():
            if name != "alpha":
                term["body"] = f"Body number {number}."
        write(root, folder.files())
        builders.warm.begin(*_call(root, out, cache), "--jobs=1", later=LATER)
        assert builders.warm.end() == Run(0, "[]\n", "")
        sizes.append(sum(pack.stat().st_size for pack in cache.glob("*/*.pack")))
    builders.cold.begin(*_call(root, tmp_path / "cold", tmp_path / "other"))
    assert builders.cold.end() == Run(0, "[]\n", "")

    assert not (found := difference(tree(out), tree(tmp_path / "cold"))), found
    assert sizes[1] > sizes[0] * 1.5
    assert sizes[2] < sizes[0] * 1.5


def test_what_another_dialect_compiled_is_not_kept(builders: Pair, tmp_path: Path) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    folder = fresh_folder(20)
    assert folder.config is not None
    sizes: list[int] = []
    for math in (False, True, False):
        folder.config["math"] = math
        write(root, folder.files())
        builders.warm.begin(*_call(root, out, cache), later=LATER)
        assert builders.warm.end() == Run(0, "[]\n", "")
        sizes.append(sum(pack.stat().st_size for pack in cache.glob("*/*.pack")))

    assert max(sizes) < min(sizes) * 1.5


# What a build must not depend on.


def locales() -> list[str]:
    """The locales of this machine among those that tempt programs to write something else."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=False).stdout.split()
    return ["C", "C.UTF-8", *(name for name in ("tr_TR.utf8", "de_DE.utf8", "th_TH.utf8") if name in listed)]


class Reference(NamedTuple):
    """Sources, and what their build says and writes."""

    files: dict[str, bytes]
    said: Run
    site: dict[str, bytes | None]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    place = tmp_path_factory.mktemp("reference")
    folder = fresh_folder(30)
    for number in range(8):
        edit_body(folder, number, number)
        tag(folder, number, number)
        explain(folder, number, number + 3)
    chosen: tuple[tuple[Edit, int, int], ...] = (
        (name_otherwise, 0, 0), (name_otherwise, 1, 6), (set_path, 3, 4), (weigh_options, 2, 5), (edit_body, 9, 9)
    )  # fmt: skip
    for edit, a, b in chosen:
        edit(folder, a, b)
    files = folder.files() | {
        "static/own.css": b"own",
        "static/deep/own.txt": b"own",
        "pages/b.md": b"# B",
        "pages/a.md": b"# A",
    }
    write(place / "sources", files)
    said = build(place / "sources", place / "site", place / "cache", "--format", "json")
    assert said.status == 0, said
    assert len(json.loads(said.out)) > 3
    return Reference(files, said, tree(place / "site"))


def same(reference: Reference, said: Run, out: Path) -> None:
    assert said == reference.said
    assert not (found := difference(tree(out), reference.site)), found


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_changes_nothing(reference: Reference, tmp_path: Path, seed: str) -> None:
    write(tmp_path / "sources", reference.files)
    said = build(
        tmp_path / "sources",
        tmp_path / "site",
        tmp_path / "cache",
        "--format",
        "json",
        env=environment(PYTHONHASHSEED=seed),
    )
    same(reference, said, tmp_path / "site")


@pytest.mark.parametrize("locale", locales())
def test_the_locale_changes_nothing(reference: Reference, tmp_path: Path, locale: str) -> None:
    write(tmp_path / "sources", reference.files)
    said = build(
        tmp_path / "sources", tmp_path / "site", tmp_path / "cache", "--format", "json",
        env=environment(LC_ALL=locale, LANG=locale, LANGUAGE=locale, PYTHONIOENCODING="utf-8"),
    )  # fmt: skip
    same(reference, said, tmp_path / "site")


def test_the_time_and_its_zone_change_nothing(reference: Reference, tmp_path: Path) -> None:
    write(tmp_path / "sources", reference.files)
    years_later = "import time; clock = time.time_ns, time.time; time.time_ns = lambda: clock[0]() + 10**18"
    years_later += "; time.time = lambda: clock[1]() + 10**9"
    said = build(
        tmp_path / "sources", tmp_path / "site", tmp_path / "cache", "--format", "json",
        before=years_later, env=environment(TZ="Pacific/Kiritimati"),
    )  # fmt: skip
    same(reference, said, tmp_path / "site")


def test_where_the_folder_stands_changes_nothing(reference: Reference, tmp_path: Path) -> None:
    place = tmp_path / "Another name, with spaces & ümlauts" / "deep"
    write(place / "x", reference.files)
    said = build(place / "x", place / "y" / "z", tmp_path / "cache", "--format", "json", cwd="/")
    same(reference, said, place / "y" / "z")


def test_where_the_build_is_started_changes_nothing(reference: Reference, tmp_path: Path) -> None:
    write(tmp_path / "sources", reference.files)
    said = run("build", "--cache", "../cache", "--out", "../site", "--format", "json", cwd=tmp_path / "sources")
    same(reference, said, tmp_path / "site")


def test_the_default_folder_for_the_site_lies_in_the_sources_and_is_no_source(
    reference: Reference, tmp_path: Path
) -> None:
    write(tmp_path / "sources", reference.files)
    for _ in range(2):
        said = run("build", "--cache", "../cache", "--format", "json", cwd=tmp_path / "sources")
        same(reference, said, tmp_path / "sources" / "site")


def test_the_order_and_the_age_of_files_change_nothing(reference: Reference, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    for number, path in enumerate(sorted(reference.files, key=lambda path: path[::-1], reverse=True)):
        write(root, {path: reference.files[path]})
        os.utime(root / path, ns=(0, (number * 7919 % 1000) * 10**12))
    said = build(root, tmp_path / "site", tmp_path / "cache", "--format", "json")
    same(reference, said, tmp_path / "site")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_memo_is_made_anew(builders: Pair, tmp_path: Path, jobs: int) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    write(root, fresh_folder(3 * FEW).files())
    call = (*_call(root, out, cache), f"--jobs={jobs}")
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    good = tree(out)
    for pack in cache.glob("*/*.pack"):
        pack.write_bytes(bytes(byte ^ 1 for byte in pack.read_bytes()))
    (out / "index.html").unlink()
    write(root, {"templates/footer.html": "{% macro footer(site) %}<footer>Mine</footer>{% endmacro %}"})
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    assert tree(out).keys() == good.keys()
    assert b"<footer>Mine</footer>" in (out / "alpha.html").read_bytes()


def test_a_glossary_that_outgrows_its_print_has_no_link_to_it(builders: Pair, tmp_path: Path) -> None:
    files = {f"terms/t{number}.md": term(f"T {number}") for number in range(MOST_PRINTED)}
    changed = linked(files, builders, tmp_path, {"terms/one-more.md": term("One more")})

    assert "t7.html" in changed


def test_a_term_that_goes_to_the_end_moves_others_to_the_pages_before(builders: Pair, tmp_path: Path) -> None:
    asked = [{"question": "Why?", "choices": [{"text": "a", "correct": True}, {"text": "b"}]}]
    shown = {"tags": ["new"], "section": "s", "quiz": asked}
    files = {f"terms/t{number:03}.md": term(f"T {number:03}", **shown) for number in range(2 * MOST + 2)}
    changed = linked(files | templates(), builders, tmp_path, {"terms/t000.md": term("Z", **shown)})

    for stem in ("tags/new", "sections/s", "quiz/in-s"):
        assert {f"{stem}.html", f"{stem}/2.html", f"{stem}/3.html"} <= set(changed), stem


def test_a_quiz_of_the_site_s_own_shows_the_site_of_today(builders: Pair, tmp_path: Path) -> None:
    macro = "{% macro quiz(item, site) %}<p>{{ site.title }}</p>{% endmacro %}"
    asked = [{"question": "Why?", "choices": [{"text": "a", "correct": True}, {"text": "b"}]}]
    files = {
        "glossary.yml": "title: First\n",
        "templates/components/quiz.html": macro,
        "terms/one.md": term("One", quiz=asked),
    }
    changed = linked(files, builders, tmp_path, {"glossary.yml": "title: Second\n"})

    assert "one.html" in changed  # and the questions are those of a cold build


def things(**texts: str) -> dict[str, str]:
    """Sixty terms, of which those in `texts`, by number, have a text."""
    found = {}
    for number in range(60):
        body = texts.get(f"t{number}", "Nothing.")
        found[f"terms/thing-{number:02}.md"] = term(f"Thing {number:02}", definition="One of many.", body=body)
    return found


LISTS = {"404.html", "a-z/index.html", "all/index.html", "index.html", "map/index.html", "search/index.html"}
"""The pages that list all terms."""


def test_a_new_term_changes_the_texts_that_name_it_its_neighbours_and_the_lists(builders: Pair, tmp_path: Path) -> None:
    files = things(t5="Two widgets.", t17="A widget-based thing.", t20="A **wid**get.", t30="`widget`", t40="A fidget.")
    changed = linked(files, builders, tmp_path, {"terms/widget.md": term("Widget")})

    assert {*changed} - LISTS == {"widget.html", "thing-59.html", "thing-05.html", "thing-20.html"}


def test_a_new_name_changes_the_texts_that_hold_it(builders: Pair, tmp_path: Path) -> None:
    files = things(t5="Two widgets.", t17="Two gadgets.", t20="A cog.") | {"terms/widget.md": term("Widget")}
    later = {"terms/widget.md": term("Gadget", definition="It is Widget.")}
    changed = linked(files, builders, tmp_path, later)

    # The old name's page loses its link, the new one's gets one; between them the order of the terms changes.
    assert {*changed} - LISTS == {"widget.html", "thing-59.html", "thing-00.html", "thing-05.html", "thing-17.html"}


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ({"not_in": ["widget shop"]}, {"thing-17.html"}),
        ({"autolink": "never"}, {"thing-05.html", "thing-17.html"}),
        ({"autolink": "always"}, {"thing-05.html"}),
        ({"case": "exact"}, {"thing-05.html", "thing-17.html"}),
        ({"forms": ["widgeting"]}, {"thing-20.html"}),
        ({"abbreviation": ["WDG"]}, {"thing-30.html"}),
        ({"status": "deprecated"}, {"thing-05.html", "thing-17.html"}),
    ],
)
def test_how_a_term_is_linked_changes_the_texts_that_name_it(
    builders: Pair, tmp_path: Path, fields: dict[str, Any], pages: set[str]
) -> None:
    files = things(t5="Two widgets. A widget.", t17="A widget shop.", t20="The widgeting.", t30="A WDG.")
    start = files | {"terms/widget.md": term("Widget")}
    changed = linked(start, builders, tmp_path, {"terms/widget.md": term("Widget", **fields)})

    assert {page for page in changed if page.startswith("thing")} - {"thing-59.html"} == pages


def test_two_claims_alike_unlink_the_texts_that_name_both(builders: Pair, tmp_path: Path) -> None:
    start = things(t5="Two widgets.", t17="See [[widget]].") | {"terms/widget.md": term("Widget (tool)")}
    other = {"terms/other.md": term("Widget (toy)")}
    changed = linked(start, builders, tmp_path, other)

    assert {page for page in changed if page.startswith("thing")} == {"thing-05.html"}


def test_a_meaning_that_lists_another_term_changes_that_term_s_page(builders: Pair, tmp_path: Path) -> None:
    def widget(*listed: str) -> str:
        meanings = [{"id": "one", "definition": "A sense.", "see_also": [*listed]}]
        return term("Small part", aliases=["widget"], senses=meanings)

    claimed = {"terms/widget.md": widget("thing-30"), "terms/gadget.md": term("Gadget", aliases=["widget"])}
    start = things(t5="Two widgets.", t17="A widget.") | claimed
    changed = linked(start, builders, tmp_path, {"terms/widget.md": widget("thing-17")})

    assert "thing-17.html" in changed
    assert "thing-05.html" not in changed


@pytest.mark.parametrize(
    "written", ["GİZMO", "giz&shy;mo", "giz&#x200b;mo", "GIZMO", "gizmo’s", "big&nbsp;gizmo", "«gizmo»"]
)
def test_a_name_is_found_again_however_it_is_written(builders: Pair, tmp_path: Path, written: str) -> None:
    changed = linked(things(t5=f"A {written}."), builders, tmp_path, {"terms/gizmo.md": term("Gizmo")})

    assert "thing-05.html" in changed
