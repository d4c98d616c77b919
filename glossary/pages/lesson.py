"""The places of a term on learning paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.portions import portion_address
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.graph.glossary import Glossary, Lessons
    from glossary.pages.join import Joiner
    from glossary.term.schema import TermId

MOST: Final = 12
"""Paths that a term names; any other one names the term."""


class Lesson(msgspec.Struct, frozen=True):
    """A lesson of a path: the path, which of how many it is, the lessons before and after it."""

    place: str
    path: Link
    previous: Link | None
    next: Link | None


def lesson_facts(lessons: Sequence[tuple[Lessons, int]], glossary: Glossary) -> object:
    """All that is shown of a term's places on paths, for the key of its page."""
    return [
        (
            path.id,
            path.title,
            place,
            len(path.terms),
            [(term, glossary.terms[term].term) for term in (before, after) if term],
        )
        for path, place, before, after in _around(lessons)
    ]


def make_lessons(lessons: Sequence[tuple[Lessons, int]], joiner: Joiner) -> tuple[Lesson, ...]:
    """A term's places on paths."""
    return tuple(
        Lesson(
            joiner.labels.text("lesson.place", n=place, m=len(path.terms)),
            Link(path.title, joiner.local(f"{_address(path, place)}#step-{place}")),
            _link(before, joiner),
            _link(after, joiner),
        )
        for path, place, before, after in _around(lessons)
    )


def _around(lessons: Sequence[tuple[Lessons, int]]) -> Iterator[tuple[Lessons, int, TermId | None, TermId | None]]:
    """Each path and place, with the lessons before and after it."""
    for path, place in lessons[:MOST]:
        terms = path.terms
        yield path, place, terms[place - 2] if place > 1 else None, terms[place] if place < len(terms) else None


def _address(path: Lessons, place: int) -> str:
    """Where the lesson stands."""
    return portion_address(f"paths/{term_address(path.id)}", place - 1)


def _link(term: TermId | None, joiner: Joiner) -> Link | None:
    return Link(joiner.glossary.terms[term].term, joiner.term_href(term)) if term else None
