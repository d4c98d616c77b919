"""Lists of terms that would grow without bound, in portions: each stands on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST: Final = 300
"""Terms on a page: with definitions of 500 characters less than 300 KiB."""


class Portion(msgspec.Struct, frozen=True):
    """Terms of a list, which of how many portions they are (from 1), where they stand, and their place in the list."""

    address: str
    number: int
    count: int
    start: int
    terms: tuple[TermId, ...]


def portions(address: str, terms: Sequence[TermId]) -> tuple[Portion, ...]:
    """The portions of a list whose first page stands at `address`; one where it is short or empty.

    >>> [portion.address for portion in portions("tags/new.html", ["a"] * 601)]
    ['tags/new.html', 'tags/new/2.html', 'tags/new/3.html']
    """
    count = max(1, -(-len(terms) // MOST))
    found = []
    for at in range(count):
        start = at * MOST
        where = portion_address(address, start)
        found.append(Portion(where, at + 1, count, start, tuple(terms[start : start + MOST])))
    return tuple(found)


def portion_address(address: str, place: int) -> str:
    """Where the portion stands that has the term at `place` (from 0) of the list whose first page stands at `address`.

    >>> portion_address("tags/new.html", 299), portion_address("tags/new.html", 300)
    ('tags/new.html', 'tags/new/2.html')
    """
    at = place // MOST
    return f"{address.removesuffix('.html')}/{at + 1}.html" if at else address


def portion_at(address: str, found: Iterable[Portion]) -> Portion:
    """The portion that stands at `address`."""
    return next(portion for portion in found if portion.address == address)
