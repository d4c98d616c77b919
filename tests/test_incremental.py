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
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.build.keeper import LITTLE
from glossary.build.memo import read_state
from glossary.build.pool import FEW
from glossary.build.scan import scan
from glossary.config.exports import MOST_PRINTED
from glossary.pages.portions import MOST
from tests.builds import Builder, Run, build, difference, environment, run, tree, write
from tests.histories import (
    NAMES,
    Edit,
    Folder,
    as_yaml,
    edit_body,
    edits,
    explain,
    fresh_folder,
    name_otherwise,
    set_path,
    tag,
    term_file,
    weigh_options,
)
from tests.shown import templates

LATER = 10**10
"""Nanoseconds that a builder's clock is ahead: then it believes what stat calls say, and leaves a stamp."""

MANY = 2 * FEW + 14
"""Terms that are enough for two processes; with fewer changes than `2 * FEW` one does the work."""


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


def flip_state(_out: Path, cache: Path) -> None:
    for state in cache.glob("*/state"):
        flip(state, state.stat().st_size // 3)


def flip(path: Path, at: int) -> None:
    """Change one bit of a file, as a failing disk does."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def delete_packs(_out: Path, cache: Path) -> None:
    for pack in cache.glob("*/*.pack"):
        pack.unlink()


HARMS: tuple[Callable[[Path, Path], None], ...] = (
    delete_page, change_page, add_litter, make_folder_of_page, delete_out, delete_staging, delete_cache, cut_state,
    flip_state, delete_packs,
)  # fmt: skip


class Step(NamedTuple):
    """What happens before a build, and how it is called."""

    edits: Sequence[tuple[Edit, int, int]]
    harm: Callable[[Path, Path], None] | None
    later: bool
    keep_going: bool
    drafts: bool
    touched: bool


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


def test_a_state_of_which_a_bit_changed_is_not_believed(tmp_path: Path) -> None:
    root, cache = tmp_path / "sources", tmp_path / "cache"
    write(root, fresh_folder(len(NAMES)).files())
    build(root, tmp_path / "site", cache)
    (memo,) = cache.iterdir()
    sound = (memo / "state").read_bytes()
    assert read_state(str(memo)).sources
    for at in range(0, len(sound), max(len(sound) // 200, 1)):
        flip(memo / "state", at)
        assert not read_state(str(memo)).sources, at
        (memo / "state").write_bytes(sound)


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
    return term_file({"term": name, "definition": f"It is {name}.", **fields}).decode()


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
    "glossary.yml": as_yaml({"sections": [{"id": "s", "intro": "![p](terms/picture.png)"}, "t"]}),
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
    start = {**files, "pages/about.md": "Us.\n", "glossary.yml": as_yaml(config)}
    changed = linked(start, builders, tmp_path / "a", {"glossary.yml": as_yaml(longer)})
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
        "glossary.yml": as_yaml({"paths": [{"id": "way", "title": "Way", "terms": ["five", "four"]}]}),
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
