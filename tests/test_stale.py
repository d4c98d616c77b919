"""After a change only what it can have touched is resolved and planned anew; and what is held is what all would give."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from glossary.build.keeper import shelf_of, state_after
from glossary.build.memo import EMPTY, State
from glossary.build.plan import Plan, make_plan
from glossary.build.reading import Reading, read_folder
from glossary.build.run import Options
from glossary.exporters.artifact import Workshop
from glossary.graph.edges import make_ties
from glossary.pages import term
from glossary.text.english import ENGLISH
from tests.builds import write
from tests.histories import (
    NAMES,
    OF_TERMS,
    Edit,
    Folder,
    as_yaml,
    break_term,
    fresh_folder,
    name_otherwise,
    numbers,
    relate,
    rename_term,
    set_path,
    term_file,
)

MOST = 16
"""Terms that are planned, or resolved, again at most: a new name also moves its term, and so shows on its neighbours."""
SOUND = 31
"""Terms of a glossary in which nothing is wrong."""


class Planned(NamedTuple):
    """A folder that was read, its plan, and what a build would remember of both."""

    reading: Reading
    plan: Plan
    state: State


class Place:
    """A folder of sources that changes, and a memo."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._there: Mapping[str, bytes] = {}
        self._memos = 0

    def put(self, files: Mapping[str, bytes]) -> None:
        """The sources are these now."""
        write(self.root / "sources", dict.fromkeys(self._there.keys() - files.keys()))
        write(self.root / "sources", {path: data for path, data in files.items() if self._there.get(path) != data})
        self._there = files

    def memo(self) -> str:
        """A new memo."""
        self._memos += 1
        made = self.root / f"memo-{self._memos}"
        made.mkdir()
        return str(made)

    def planned(self, memo: str, before: State = EMPTY) -> Planned:
        """The sources, read and planned with what is known from `before`."""
        options = Options(root=str(self.root / "sources"), out=str(self.root / "site"))
        reading = read_folder(options, before, memo, None, lambda *_: None)
        shelf = shelf_of(memo, reading)
        workshop = Workshop(glossary=reading.glossary, shelf=shelf, theme=reading.theme, labels=ENGLISH)
        plan = make_plan(workshop, reading.files, reading.world, options.root, before)
        pages = {path: artifact.key for path, artifact in plan.artifacts.items()}
        after = state_after(before, reading)
        state = replace(after, pages=pages, facts=plan.facts)
        return Planned(reading, plan, state)


@contextmanager
def place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory() as folder:
        yield Place(Path(folder))


def same(one: Planned, other: Planned) -> None:
    """Both know the same of the folder, wherever their terms lie."""
    mine, theirs = one.reading.glossary, other.reading.glossary
    assert mine.terms == theirs.terms
    assert mine.ties == theirs.ties
    assert mine.linked == theirs.linked
    assert mine.mentioned_in == theirs.mentioned_in
    assert sorted(map(repr, one.reading.faults)) == sorted(map(repr, other.reading.faults))
    assert one.plan.artifacts == other.plan.artifacts
    assert one.plan.facts == other.plan.facts


# Relations and names are what changes are followed along.
told = st.tuples(
    st.sampled_from((*OF_TERMS, relate, relate, rename_term, name_otherwise, break_term, set_path)), numbers, numbers
)

quick = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(first=st.lists(told, max_size=12), then=st.lists(st.lists(told, min_size=1, max_size=2), min_size=1, max_size=4))
def test_what_is_held_is_what_reading_and_planning_all_gives(
    first: list[tuple[Edit, int, int]], then: list[list[tuple[Edit, int, int]]]
) -> None:
    folder = fresh_folder(len(NAMES))
    with place() as here:
        for edit, a, b in first:
            edit(folder, a, b)
        here.put(folder.files())
        memo = here.memo()
        warm = here.planned(memo)
        for step in then:
            for edit, a, b in step:
                edit(folder, a, b)
            here.put(folder.files())
            warm = here.planned(memo, warm.state)
            same(warm, here.planned(here.memo()))


def term_of(name: str, **fields: object) -> bytes:
    return term_file({"term": name, "definition": f"It is {name}.", **fields})


ROW = {f"terms/t{at}.md": term_of(f"T{at}") for at in range(9)}
"""Terms that know nothing of each other; t0 is the first in the book, t8 the last."""

TABLE = {"tradeoffs": [{"options": ["Omega", "t0"], "rows": [{"dimension": "x", "values": ["a", "b"]}]}]}

CHANGES: Mapping[str, tuple[Mapping[str, bytes], Mapping[str, bytes]]] = {
    "what is to be read first, far before": (
        {"terms/t8.md": term_of("T8", prerequisites=["t4"]), "terms/t4.md": term_of("T4", prerequisites=["t0"])},
        {"terms/t0.md": term_of("T0 and more")},
    ),
    "the minutes of what is to be read first, far before": (
        {"terms/t8.md": term_of("T8", prerequisites=["t4"]), "terms/t4.md": term_of("T4", prerequisites=["t0"])},
        {"terms/t0.md": term_of("T0", body="word " * 900)},
    ),
    "what a term asks for, far before": (
        {"terms/t8.md": term_of("T8", prerequisites=["t4"]), "terms/t4.md": term_of("T4", prerequisites=["t0"])},
        {"terms/t4.md": term_of("T4", prerequisites=["t2"])},
    ),
    "the level of what is to be read first": (
        {"terms/t8.md": term_of("T8", prerequisites=["t0", "t4"]), "terms/t4.md": term_of("T4", level="intermediate")},
        {"terms/t0.md": term_of("T0", level="advanced")},
    ),
    "the places of three that stay together": (
        {f"terms/t{at}.md": term_of(f"T{at}", section="s", order=at + 1) for at in range(8)}
        | {"terms/t8.md": term_of("T8", prerequisites=["t1", "t4"])},
        {f"terms/t{at}.md": term_of(f"T{at}", section="s", order=at + 20) for at in range(3)},
    ),
    "a definition on a card": (
        {"terms/t8.md": term_of("T8", see_also=["t0"])},
        {"terms/t0.md": term_of("T0", plain="Said otherwise.")},
    ),
    "an option of a borrowed table": (
        {"terms/t8.md": term_of("T8", **TABLE), "terms/t4.md": term_of("T4", aliases=["Omega"])},
        {"terms/t0.md": term_of("T0 and more")},
    ),
    "the place in the book": (
        {path: term_of(f"T{at}", section="s") for at, path in enumerate(ROW)},
        {"terms/t6.md": term_of("T6", section="s", order=1)},
    ),
    "a name that another term has, too": (
        {"terms/t8.md": term_of("T8", body="See [[Omega]]."), "terms/t0.md": term_of("T0", aliases=["Omega"])},
        {"terms/t4.md": term_of("T4", aliases=["omega"])},
    ),
    "a stronger claim on a name": (
        {"terms/t8.md": term_of("T8", body="See [[Omega]]."), "terms/t0.md": term_of("T0", forms=["Omega"])},
        {"terms/t4.md": term_of("T4", aliases=["Omega"])},
    ),
    "a name that was a phrase": (
        {"terms/t8.md": term_of("T8", **TABLE)},
        {"terms/last.md": term_of("Omega")},
    ),
    "a name in letters that fold": (
        {"terms/t8.md": term_of("T8", body="See [[Straße]]."), "terms/t0.md": term_of("T0", forms=["Straße"])},
        {"terms/t4.md": term_of("T4", aliases=["STRASSE"])},
    ),
    "a heading that goes": (
        {"terms/t8.md": term_of("T8", body="See [[T0#part]]."), "terms/t0.md": term_of("T0", body="## Part\n\nText.")},
        {"terms/t0.md": term_of("T0", body="Text.")},
    ),
    "an address that becomes a term": (
        {"terms/t8.md": term_of("T8", body="See [it](/elsewhere/omega/).")},
        {"terms/omega.md": term_of("Omega")},
    ),
    "a name that another term is replaced by": (
        {
            "terms/t8.md": term_of("T8", body="See [[Rope]]."),
            "terms/rope.md": term_file({"term": "Rope", "replaced_by": "Silk"}),
            "terms/t4.md": term_of("T4", forms=["Silk"]),
        },
        {"terms/t0.md": term_of("T0", forms=["Silk"])},
    ),
    "an heir that was not there": (
        {
            "terms/t8.md": term_of("T8", body="See [[Rope]]."),
            "terms/rope.md": term_file({"term": "Rope", "replaced_by": "Silk"}),
        },
        {"terms/hemp.md": term_of("Silk")},
    ),
    "the index of a folder": (
        {"terms/loom/warp.md": term_of("Warp", body="See [it](.)."), "terms/loom.md": term_of("Loom")},
        {"terms/loom/index.md": term_of("Frame", id="frame")},
    ),
    "a file at the address that was served from another": (
        {
            "glossary.yml": as_yaml({"links": {"base": "/words/"}}).encode(),
            "terms/loom/warp.md": term_of("Warp", body="See [it](../omega/)."),
            "terms/loom/omega.md": term_of("Omega"),
        },
        {"terms/omega.md": term_of("Last of all", id="last")},
    ),
    "a folder that is a term no more": (
        {
            "glossary.yml": as_yaml({"links": {"base": "/words/"}, "rules": {"dangling-link": "warning"}}).encode(),
            "terms/warp.md": term_of("Warp", body="See [it](loom/)."),
            "terms/t0.md": term_of("T0", id="loom"),
        },
        {"terms/loom/weft.md": term_of("Weft")},
    ),
    "a former id": (
        {"terms/t8.md": term_of("T8", body="See [[old]]."), "terms/t0.md": term_of("T0", redirects=["old"])},
        {"terms/t0.md": term_of("T0"), "terms/t4.md": term_of("T4", redirects=["old"])},
    ),
    "a former id that was a phrase": (
        {"terms/t8.md": term_of("T8", **TABLE)},
        {"terms/t4.md": term_of("T4", redirects=["omega"])},
    ),
    "the title of a section": (
        {
            "glossary.yml": as_yaml({"sections": [{"id": "s", "title": "One"}]}).encode(),
            **{path: term_of(f"T{at}", section="s") for at, path in enumerate(ROW)},
        },
        {"glossary.yml": as_yaml({"sections": [{"id": "s", "title": "Another"}]}).encode()},
    ),
    "a lesson beside": (
        {"glossary.yml": as_yaml({"paths": [{"id": "p", "title": "P", "terms": ["t0", "t8", "t4"]}]}).encode()},
        {"terms/t8.md": term_of("T8 and more")},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_page_is_held_that_shows_what_changed(change: str) -> None:
    first, then = CHANGES[change]
    rules = as_yaml(
        {"rules": {"ambiguous-link": "warning", "dangling-fragment": "warning", "dangling-link": "warning"}}
    )
    start = {"glossary.yml": rules.encode(), **ROW, **first}
    with place() as here:
        here.put(start)
        memo = here.memo()
        before = here.planned(memo)
        here.put({**start, **then})
        warm = here.planned(memo, before.state)
        same(warm, here.planned(here.memo()))

    keys = {path: artifact.key for path, artifact in before.plan.artifacts.items() if artifact.kind == "term"}
    changed = {path for path, key in keys.items() if warm.plan.artifacts[path].key != key}
    # Else nothing would have been at stake.
    assert changed - {f"{Path(path).stem}.html" for path in then} or warm.reading.faults != before.reading.faults


def body(folder: Folder) -> None:
    folder.terms["filler-005"]["body"] += "\nAnd some words more.\n"


def name(folder: Folder) -> None:
    folder.terms["filler-005"]["term"] = "Modulus"


def heading(folder: Folder) -> None:
    folder.terms["filler-005"]["body"] += "\n## A part more\n"


def arrival(folder: Folder) -> None:
    folder.terms["new"] = {"term": "Newcomer", "definition": "It was not there."}


def departure(folder: Folder) -> None:
    del folder.terms["filler-013"]


@pytest.mark.parametrize("change", [body, name, heading, arrival, departure])
def test_little_is_done_again_after_a_small_change(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Folder], None]
) -> None:
    """Of 31 terms at most 16 are planned, and resolved, again."""
    counts = {"planned": 0, "resolved": 0}

    def counted(kind: str, made: Callable[..., object]) -> Callable[..., object]:
        def count(*values: object) -> object:
            counts[kind] += 1
            return made(*values)

        return count

    folder = fresh_folder(SOUND)
    with place() as here:
        here.put(folder.files())
        memo = here.memo()
        before = here.planned(memo)
        monkeypatch.setattr(term, "_key", counted("planned", term._key))
        monkeypatch.setattr("glossary.graph.assemble.make_ties", counted("resolved", make_ties))
        change(folder)
        here.put(folder.files())
        after = here.planned(memo, before.state)

    assert not before.reading.faults
    assert {fault.rule for fault in after.reading.faults} <= {"orphan"}
    assert 0 < counts["planned"] <= MOST
    assert 0 < counts["resolved"] <= MOST
