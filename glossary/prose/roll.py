"""The running text of a file, and where in the file its characters stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.markup.passages import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Piece(NamedTuple):
    """The running text from `at` on is the file's text from `start` to `end`, or is read instead of it."""

    at: int
    start: int
    end: int


class Prose(NamedTuple):
    """The running text of a file: an `END` stands between blocks, and where code or the like is left out.

    `pieces` are in order. In the parts `silent` of the file, pairs of characters in order, nothing is to be told.
    Behind the character `unread` nothing of the file could be read; `None` where all was.
    """

    text: str
    pieces: Sequence[Piece]
    silent: Sequence[tuple[int, int]] = ()
    unread: int | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the file for those of the running text."""
        first = self.pieces[bisect_right(self.pieces, start, key=_AT) - 1]
        last = self.pieces[bisect_right(self.pieces, end - 1, key=_AT) - 1]
        return min(first.start + start - first.at, first.end), min(last.start + end - last.at, last.end)

    def is_silent(self, place: int) -> bool:
        """Whether nothing is to be told of the character of the file."""
        at = bisect_right(self.silent, place, key=itemgetter(0)) - 1
        return at >= 0 and place < self.silent[at][1]


_AT: Final = itemgetter(0)


class Roll:
    """Gathers the running text of the file that holds `source`, in its order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._switches: list[tuple[int, bool]] = []
        self._silent: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> None:
        """The characters from `start` to `end` are read as they stand."""
        if start < end:
            self._put(self.source[start:end], start, end)

    def entity(self, start: int, end: int) -> None:
        """`&amp;` is read as what it stands for."""
        self._put(unescape(self.source[start:end]), start, end)

    def stop(self, at: int, mark: str = END) -> None:
        """Something that is not read stands at the character `at`, or a block ends there."""
        self._put(mark, at, at)

    def _put(self, text: str, start: int, end: int) -> None:
        self._texts.append(text)
        self._pieces.append(Piece(self._length, start, end))
        self._length += len(text)

    def note(self, start: int, end: int) -> None:
        """A comment stands there, which may switch the check off or on."""
        if found := SWITCH.search(self.source, start, end):
            self._switches.append((start, found["state"] == "off"))

    def hush(self, start: int, end: int) -> None:
        """Nothing is to be told of what stands there."""
        self._silent.append((start, end))

    def prose(self, unread: int | None = None) -> Prose:
        """All of it."""
        silent = sorted([*self._silent, *_ranges(self._switches, len(self.source))])
        return Prose("".join(self._texts), self._pieces, _merged(silent), unread)


SWITCH: Final = re.compile(r"glossary-lint:[ \t]*(?P<state>off|on)\b")
"""What an author writes into a comment."""


def _ranges(switches: Iterable[tuple[int, bool]], end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin = -1
    for place, is_off in switches:
        if is_off and begin < 0:
            begin = place
        elif not is_off and begin >= 0:
            found.append((begin, place))
            begin = -1
    return [*found, (begin, end)] if begin >= 0 else found


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
