"""The pages of learning paths, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import Leads
from glossary.pages.bar import Link
from glossary.pages.entries import Entry, make_entries, make_turns, portion_title
from glossary.pages.first import MOST as MOST_FIRST
from glossary.pages.first import First, first_facts, make_first
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup, in_line, plain
from glossary.pages.portions import portion_at, portions
from glossary.pages.structured import path_data
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary, Lessons
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.pages.portions import Portion
    from glossary.term.schema import TermId

KIND: Final = "path"
ADDRESS: Final = "paths/index.html"
MOST_FURTHER: Final = 4


class Way(msgspec.Struct, frozen=True):
    """A path in the list of paths."""

    name: str
    href: str
    intro: Markup
    count: str


class Step(msgspec.Struct, frozen=True):
    """A lesson: its place on the way, and in one line its number in the book, its length, what it builds on here."""

    place: int
    id: str
    name: str
    href: str
    definition: str
    line: str


class PathPage(msgspec.Struct, frozen=True):
    """What the page of a path shows; the list of paths has `paths` instead of `steps`."""

    head: Head
    home: Link | None
    title: str
    count: str
    minutes: str
    intro: Markup
    lacking: First | None
    """What its lessons build on and it does not have."""
    steps: tuple[Step, ...]
    turns: tuple[Link, ...]
    """The pages of its lessons, where it has several."""
    progress: str
    """Words for the script: how many of how many steps are done."""
    further: tuple[Entry, ...]
    """Terms that the lessons lead to."""
    paths: tuple[Way, ...]
    """All paths in the list of them, the others on the page of one."""


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each path, after the list of them; nothing where there are none."""
    glossary = keys.glossary
    if not glossary.paths:
        return
    yield Planned(ADDRESS, keys.of(b"path", glossary.paths))
    for path in glossary.paths:
        inside = frozenset(path.terms)
        after = [_after(glossary, inside, term) for term in path.terms]
        further = _further(glossary, path)
        lacking = first_facts(keys.guide.lacking(path, MOST_FIRST), glossary.terms)
        shown = (path, after, keys.joined(path.terms), lacking, further, keys.joined(further), glossary.paths)
        for portion in portions(f"paths/{term_address(path.id)}", path.terms):
            yield Planned(portion.address, keys.of(b"path", *shown), path.id)


def view(desk: Desk, id_: str, address: str) -> PathPage:
    """The page of the path `id_`; the list where that is empty."""
    joiner = desk.joiner(address)
    if not id_:
        return _index(desk, joiner)
    glossary, labels = desk.glossary, desk.labels
    path = next(path for path in glossary.paths if path.id == id_)
    minutes = sum(glossary.terms[term].minutes for term in path.terms)
    found = portions(f"paths/{term_address(path.id)}", path.terms)
    here = portion_at(address, found)
    head = make_head(glossary, labels, portion_title(path.title, here, labels), _description(path), address)
    return PathPage(
        head=msgspec.structs.replace(
            head,
            data=path_data(glossary, path, head.description, here),
            scripts=(joiner.local("assets/path.js"),),
        ),
        home=Link(labels.text("path.title"), joiner.local(ADDRESS)),
        title=path.title,
        count=labels.count("path.steps", len(path.terms)),
        minutes=labels.text("list.minutes", n=minutes),
        intro=joiner.inline(path.intro, Leads(path.intro_targets)),
        lacking=make_first(desk.glossary.guide.lacking(path, MOST_FIRST), joiner, ()) if here.number == 1 else None,
        steps=_steps(frozenset(path.terms), here, joiner),
        turns=make_turns(found, here, joiner),
        progress=labels.text("path.progress"),
        further=make_entries(_further(glossary, path), joiner),
        paths=tuple(_way(other, joiner) for other in glossary.paths if other.id != path.id),
    )


def _steps(path: frozenset[TermId], shown: Portion, joiner: Joiner) -> tuple[Step, ...]:
    return tuple(_step(path, term, place, joiner) for place, term in enumerate(shown.terms, shown.start + 1))


def _step(path: frozenset[TermId], term: TermId, place: int, joiner: Joiner) -> Step:
    glossary, labels = joiner.glossary, joiner.labels
    card = glossary.terms[term]
    names = [glossary.terms[other].term for other in _after(glossary, path, term)]
    after = labels.text("path.after", terms=labels.text("term.comma").join(names)) if names else ""
    line = (glossary.numbers.get(card.id, ""), labels.text("list.minutes", n=card.minutes), after)
    return Step(
        place=place,
        id=card.id,
        name=card.term,
        href=joiner.term_href(card.id),
        definition=card.definition,
        line=in_line(line, " · "),
    )


def _after(glossary: Glossary, path: frozenset[TermId], term: TermId) -> list[TermId]:
    """The lessons of the path that a lesson builds on."""
    return [other for other in glossary.prerequisites.get(term, ()) if other in path]


def _further(glossary: Glossary, path: Lessons) -> tuple[TermId, ...]:
    """The terms outside of the path that its lessons lead to, the last lessons' first."""
    inside = frozenset(path.terms)
    found = dict.fromkeys(
        other for term in reversed(path.terms) for other in glossary.leads_to.get(term, ()) if other not in inside
    )
    return tuple(found)[:MOST_FURTHER]


def _description(path: Lessons) -> str:
    if path.intro is None:
        return path.title
    return plain(path.intro.segments) if path.intro.segments else path.intro.source


def _index(desk: Desk, joiner: Joiner) -> PathPage:
    glossary, labels = desk.glossary, desk.labels
    paths = tuple(_way(path, joiner) for path in glossary.paths)
    title = labels.text("path.title")
    names = ", ".join(path.name for path in paths)
    return PathPage(
        head=make_head(glossary, labels, title, names, joiner.address),
        home=None,
        title=title,
        count="",
        minutes="",
        intro=Markup(),
        lacking=None,
        steps=(),
        turns=(),
        progress="",
        further=(),
        paths=paths,
    )


def _way(path: Lessons, joiner: Joiner) -> Way:
    return Way(
        path.title,
        joiner.local(f"paths/{term_address(path.id)}"),
        joiner.inline(path.intro, Leads(path.intro_targets)),
        joiner.labels.count("path.steps", len(path.terms)),
    )
