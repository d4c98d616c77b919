"""A folder of sources as a test wants it, and what can happen to it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from glossary.build.stamp import theme_folders

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
        found = {f"terms/{name}.md": term_file(fields) for name, fields in self.terms.items()}
        if self.config is not None:
            found["glossary.yml"] = as_yaml(self.config).encode()
        return found | self.others

    def name(self, number: int) -> str:
        """One of the terms, by its file's name."""
        names = [name for name in self.terms if not name.startswith("filler")]
        return names[number % len(names)]

    def term(self, number: int) -> dict[str, Any]:
        """The fields of one of the terms."""
        return self.terms[self.name(number)]


def as_yaml(fields: Mapping[str, Any]) -> str:
    """The fields as YAML."""
    # JSON is YAML as far as the format goes.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def term_file(fields: Mapping[str, Any]) -> bytes:
    """A term's file: its fields, and its `body`."""
    front = {key: value for key, value in fields.items() if key != "body"}
    return f"---\n{as_yaml(front)}---\n{fields.get('body', '')}\n".encode()


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


def set_level(folder: Folder, a: int, b: int) -> None:
    folder.term(a)["level"] = ("beginner", "intermediate", "advanced")[b % 3]


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


OF_TERMS: tuple[Edit, ...] = (
    edit_body, edit_definition, rename_term, rename_file, delete_term, add_term, relate, explain, unrelate,
    place_in_section, order, set_level, tag, name_otherwise, set_status, replace, redirect, set_linking, mean_otherwise,
    share_a_name, weigh_options, ask, illustrate, tell_more,
)  # fmt: skip
EDITS: tuple[Edit, ...] = (
    *OF_TERMS, break_term, mend_term, set_title, set_sections, set_rule, set_path, set_other_key, drop_key,
    toggle_config, override_template, remove_template, remove_templates, set_static, set_root, set_picture, set_page,
    set_odd_file,
)  # fmt: skip

numbers = st.integers(0, 59)
edits = st.tuples(st.sampled_from(EDITS), numbers, numbers)
"""What happens to a folder, and the two numbers that say to what in it."""
