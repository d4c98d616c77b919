"""The sheets of the map: one for a small glossary, else one or more for each section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.schema import TermId
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Chapter, Glossary

ADDRESS: Final = "map/index.html"
MOST: Final = 120
"""More terms than this do not stand on one sheet: nobody would find one there."""
UNSORTED: Final = "_"
"""Stands for terms without a section; no section can be called so."""


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: where it stands, its section (empty where it shows all, `UNSORTED` where its terms have none), which of
    how many it is, and its terms in the order of the book.
    """

    address: str
    section: str
    number: int
    count: int
    terms: tuple[TermId, ...]


def is_mapped(glossary: Glossary) -> bool:
    """Whether there is a map: whether any term is related to another."""
    return bool(glossary.prerequisites or glossary.broader or glossary.see_also or glossary.contrast)


def make_sheets(glossary: Glossary) -> tuple[Sheet, ...]:
    """All sheets in the order of the book; none where there is no map."""
    if not is_mapped(glossary):
        return ()
    if len(glossary.terms) <= MOST:
        return (Sheet(ADDRESS, "", 1, 1, tuple(glossary.terms)),)
    inside = glossary.section_of
    rest = tuple(term for term in glossary.terms if term not in inside) if len(inside) < len(glossary.terms) else ()
    return (
        *(sheet for chapter in glossary.sections for sheet in _split(chapter.id, chapter.terms)),
        *_split(UNSORTED, rest),
    )


def sheet_of(glossary: Glossary, chapter: Chapter) -> str:
    """The address of the first sheet with a section's terms; empty where there is none."""
    if not chapter.terms or not is_mapped(glossary):
        return ""
    return ADDRESS if len(glossary.terms) <= MOST else _address(chapter.id, 1)


def _split(section: str, terms: tuple[TermId, ...]) -> Iterator[Sheet]:
    count = -(-len(terms) // MOST)
    for at in range(count):
        yield Sheet(_address(section, at + 1), section, at + 1, count, terms[at * MOST : (at + 1) * MOST])


def _address(section: str, number: int) -> str:
    stem = section if section == UNSORTED else term_address(section).removesuffix(".html")
    return f"map/{stem}.html" if number == 1 else f"map/{stem}/{number}.html"
