"""The pages of learning paths, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.entries import Entry, make_entries
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup, in_line, plain
from glossary.pages.structured import path_data
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary, Lessons
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
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
    steps: tuple[Step, ...]
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
        after = [_after(glossary, path, term) for term in path.terms]
        further = _further(glossary, path)
        shown = (path, after, keys.joined(path.terms), further, keys.joined(further), glossary.paths)
        yield Planned(f"paths/{term_address(path.id)}", keys.of(b"path", *shown), path.id)


def view(desk: Desk, id_: str, address: str) -> PathPage:
    """The page of the path `id_`; the list where that is empty."""
    joiner = desk.joiner(address)
    if not id_:
        return _index(desk, joiner)
    glossary, labels = desk.glossary, desk.labels
    path = next(path for path in glossary.paths if path.id == id_)
    minutes = sum(glossary.terms[term].minutes for term in path.terms)
    head = make_head(glossary, labels, path.title, _description(path), address)
    return PathPage(
        head=msgspec.structs.replace(head, data=path_data(glossary, path, head.description, address)),
        home=Link(labels.text("path.title"), joiner.local(ADDRESS)),
        title=path.title,
        count=labels.count("path.steps", len(path.terms)),
        minutes=labels.text("list.minutes", n=minutes),
        intro=joiner.inline(path.intro, path.intro_targets),
        steps=tuple(_step(glossary, path, at, joiner) for at in range(len(path.terms))),
        progress=labels.text("path.progress"),
        further=make_entries(_further(glossary, path), joiner),
        paths=tuple(_way(other, joiner) for other in glossary.paths if other.id != path.id),
    )


def _step(glossary: Glossary, path: Lessons, at: int, joiner: Joiner) -> Step:
    labels, card = joiner.labels, glossary.terms[path.terms[at]]
    names = [glossary.terms[other].term for other in _after(glossary, path, card.id)]
    after = labels.text("path.after", terms=labels.text("term.comma").join(names)) if names else ""
    line = (glossary.numbers.get(card.id, ""), labels.text("list.minutes", n=card.minutes), after)
    return Step(
        place=at + 1,
        id=card.id,
        name=card.term,
        href=joiner.term_href(card.id),
        definition=card.definition,
        line=in_line(line, " · "),
    )


def _after(glossary: Glossary, path: Lessons, term: TermId) -> list[TermId]:
    """The lessons of the path that a lesson builds on."""
    return [other for other in glossary.prerequisites.get(term, ()) if other in path.terms]


def _further(glossary: Glossary, path: Lessons) -> tuple[TermId, ...]:
    """The terms outside of the path that its lessons lead to, the last lessons' first."""
    found = dict.fromkeys(
        other for term in reversed(path.terms) for other in glossary.leads_to.get(term, ()) if other not in path.terms
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
        steps=(),
        progress="",
        further=(),
        paths=paths,
    )


def _way(path: Lessons, joiner: Joiner) -> Way:
    return Way(
        path.title,
        joiner.local(f"paths/{term_address(path.id)}"),
        joiner.inline(path.intro, path.intro_targets),
        joiner.labels.count("path.steps", len(path.terms)),
    )
