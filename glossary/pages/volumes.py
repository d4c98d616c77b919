"""The glossary in portions of bounded size: all of it, or above a number of terms a section at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.graph.glossary import Chapter, Glossary
    from glossary.term.schema import TermId


class Volume(NamedTuple):
    """Terms in the order of the book, by section; `id` is empty where these are all of the glossary.

    `part` counts the portions of one section from 1, and is 0 where it is whole.
    """

    id: str
    part: int
    shelves: tuple[tuple[Chapter | None, tuple[TermId, ...]], ...]
    """A section with its terms; without one, the terms that stand in none."""


def volumes(glossary: Glossary, most: int) -> tuple[Volume, ...]:
    """The glossary in one volume; with more than `most` terms a volume for each section, or for `most` terms of it."""
    shelves = tuple((chapter, terms) for chapter, terms in _shelves(glossary) if terms)
    if len(glossary.terms) <= most:
        return (Volume("", 0, shelves),)
    return tuple(volume for chapter, terms in shelves for volume in _portions(chapter, terms, most))


def _shelves(glossary: Glossary) -> Iterator[tuple[Chapter | None, tuple[TermId, ...]]]:
    for chapter in glossary.sections:
        yield chapter, chapter.terms
    yield None, tuple(term for term in glossary.terms if term not in glossary.section_of)


def _portions(chapter: Chapter | None, terms: tuple[TermId, ...], most: int) -> Iterable[Volume]:
    name = chapter.id if chapter else OTHER
    if len(terms) <= most:
        return (Volume(name, 0, ((chapter, terms),)),)
    starts = range(0, len(terms), most)
    parts = [
        Volume(f"{name}_{at}", at, ((chapter, terms[start : start + most]),)) for at, start in enumerate(starts, 1)
    ]
    return [parts[0]._replace(id=name), *parts[1:]]


OTHER = "_other"
"""The id of the volume of terms without a section: no section has an underscore in its id."""
