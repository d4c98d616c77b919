"""Bytes put in the place of others: what no splice names stays as it is, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.text.source import Text


class Splice(NamedTuple):
    """`data` for the bytes `start` to `end` of a file."""

    start: int
    end: int
    data: bytes


class Cut(NamedTuple):
    """The same in characters of a text."""

    start: int
    end: int
    text: str


def splice(data: bytes, splices: Iterable[Splice]) -> bytes:
    """`data` with the bytes of each splice in their place; of several at one place in the order in which they come.

    Raises `ValueError` where two overlap, or one lies outside: that would be a bug.
    """
    found: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda each: each[:2]):
        if not at <= start <= end <= len(data):
            message = f"bytes {start} to {end} overlap with others that are changed"
            raise ValueError(message)
        found += (data[at:start], new)
        at = end
    found.append(data[at:])
    return b"".join(found)


def splices_of(text: Text, cuts: Iterable[Cut]) -> list[Splice]:
    """The cuts of a text as splices of its source."""
    return [Splice(text.offset(start), text.offset(end), new.encode()) for start, end, new in cuts]
