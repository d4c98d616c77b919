"""The texts of a file as one passage: in it names are looked for, and the sentences of links are found."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.markup.segments import Component, Heading, Html, Prose, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.markup.segments import Segment

END: Final = "\x1e"
"""Stands between two blocks of a passage: no text holds it (see `text/source.py`)."""


class Spot(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link in a passage: the characters of its label, and its place in the list of references of its file."""

    start: int
    end: int
    ref: int


class Piece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Running text in which names may be linked: its characters in a passage, and how many tags of its block are open
    around it. Pieces have the order in which `Prose` is numbered.

    `opened` are how many tags open directly before it, `closed` how many close directly behind it, or below 0 where
    something stands there that cannot be in a link.
    """

    start: int
    end: int
    depth: int
    opened: int = 0
    closed: int = 0


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """What is read of a file's texts, block by block, without any markup.

    `parts` are the places at which the parts of the page start.
    """

    text: str = ""
    parts: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()
    spots: tuple[Spot, ...] = ()
    definition: tuple[int, int] = (0, 0)
    """The characters of the term's definition."""
    unlinked: bool = False
    """Whether the author wants no name in it linked but by a link."""
    unsaid: tuple[tuple[int, int], ...] = ()
    """The characters of texts that say nothing by themselves: a wrong claim, a cell of a table."""


class Scribe:
    """Gathers the texts of one file, in their order."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._parts: list[int] = []
        self._pieces: list[Piece] = []
        self._spots: list[Spot] = []
        self._field = ""
        self._tables: list[tuple[int, int]] = []
        self._definition = -1
        self._unsaid: list[tuple[int, int]] = []

    @property
    def pieces(self) -> int:
        """How many pieces of running text there are so far: the number of the next one."""
        return len(self._pieces)

    def enter(self, field: str, start: int) -> None:
        """What is written next stands in the field `field`, at the character `start` of the file."""
        if field != self._field:
            self._field = field
            self._parts.append(self._length)
            if field == "definition":
                self._definition = self._length
        elif field == "tradeoffs":
            self._tables.append((start, self._length))

    def write(self, segments: Sequence[Segment], base: int, *, linked: bool) -> None:
        """A compiled text whose first reference has the number `base`; names in it may be linked if it is `linked`."""
        inside, depth, opened = False, 0, 0
        last: type | None = None
        for segment in segments:
            kind = type(segment)  # a comparison of types is faster here than `isinstance` or `match`
            if kind is not Prose:
                opened = self._leave(segment, apart=last is not Prose, linked=linked)
            last = kind
            if kind is Html:
                before, behind, inside, tags = _read(segment.html, inside)  # type: ignore[union-attr]
                self._put(before if behind is None else before + END + behind)
                depth = tags if behind is not None else depth + tags
            elif kind is Prose:
                self._prose(segment.text, depth, opened, linked=linked)  # type: ignore[union-attr]
                opened = 0
            elif kind is Reference:
                self._link(segment.label, base + segment.link)  # type: ignore[union-attr]
            elif kind is Heading:
                self._head(segment.text)  # type: ignore[union-attr]
            elif kind is Component:
                self._put(END)
        self._put(END)

    def write_unsaid(self, segments: Sequence[Segment], base: int, *, linked: bool) -> None:
        """The same with a text of which no other page quotes a sentence."""
        start = self._length
        self.write(segments, base, linked=linked)
        self._unsaid.append((start, self._length))

    def _head(self, text: str) -> None:
        self._put(END)
        self._parts.append(self._length)
        self._put(text + END)

    def _prose(self, text: str, depth: int, opened: int, *, linked: bool) -> None:
        if linked:
            self._pieces.append(Piece(self._length, self._length + len(text), depth, opened))
        self._put(text)

    def _leave(self, segment: Segment, *, apart: bool, linked: bool) -> int:
        """Note what stands behind the last piece, `apart` from it where something else does before; how many tags it
        opens for the next one.
        """
        closed, opened = _edges(segment.html) if type(segment) is Html else (-1, 0)
        piece = self._pieces[-1] if linked and self._pieces else None
        if piece is not None and piece.end == self._length and (piece.depth or closed < 0):
            closed = -1 if apart else closed
            self._pieces[-1] = Piece(piece.start, piece.end, piece.depth, piece.opened, closed)
        return opened

    def _link(self, html: str, ref: int) -> None:
        label = _words(html) if "<" in html or "&" in html else html
        self._spots.append(Spot(self._length, self._length + len(label), ref))
        self._put(label)

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def passage(self, tables: Sequence[int]) -> Passage:
        """All of it. Each of the trade-off tables, which start at the characters `tables` of the file, is a part."""
        for table in tables[1:]:
            first = bisect_left(self._tables, (table, 0))
            self._parts += [place for _, place in self._tables[first : first + 1]]
        parts = tuple(sorted(set(self._parts)))
        text, start = "".join(self._text), self._definition
        definition = (start, text.index(END, start)) if start >= 0 else (0, 0)
        return Passage(text, parts, tuple(self._pieces), tuple(self._spots), definition, unsaid=tuple(self._unsaid))


_BLOCK: Final = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|td|th|tr|table|blockquote|div|pre|section|h\d|br|hr)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_NOTE: Final = re.compile(r">\s*\d+</a></sup>")


@lru_cache(maxsize=1024)
def _read(html: str, inside: bool) -> tuple[str, str | None, bool, int]:  # noqa: FBT001 - a key of the cache
    """What is read of a piece of HTML: the text before its first block tag, and that behind, block by block but for
    blocks of code, or nothing where it has none. `inside` says whether it starts inside a tag; so does the third value
    for what follows. The fourth is how many tags it opens more than it closes, behind the last block tag.
    """
    html = _NOTE.sub(">", html)
    if inside:
        _, closed, html = html.partition(">")
        if not closed:
            return "", None, True, 0
    opened = html.rfind("<")
    inside = opened > html.rfind(">")
    if inside:
        html = html[:opened]
    if "<" not in html:
        return unescape(html), None, inside, 0
    first, *inner = _BLOCK.split(_CODE.sub("<pre>", html))
    before = _words(first)
    if not inner:
        return before, None, inside, _open(first)
    *middle, last = inner
    quiet = [words for part in middle if (words := _words(part).strip())]
    return before, END.join([*quiet, _words(last)]), inside, _open(last)


_CODE: Final = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html) if "<" in html else html)


def _open(html: str) -> int:
    """How many tags more are opened than closed."""
    return html.count("<") - 2 * html.count("</")


_OPENING: Final = re.compile(r"(?:<[a-z][^<>]*>)*\Z")
_CLOSING: Final = re.compile(r"(?:</[^<>]*>)*")
_NEAR: Final = 400
"""Characters at the end of a piece of HTML in which tags are looked for."""


@lru_cache(maxsize=1024)
def _edges(html: str) -> tuple[int, int]:
    """How many tags a piece of HTML closes at its start and opens at its end, both without anything between. The first
    is below 0 where it holds a link.
    """
    closed = _CLOSING.match(html)
    opened = _OPENING.search(html, max(len(html) - _NEAR, 0))
    return -1 if "<a" in html or "<" not in html else closed[0].count("<"), opened[0].count("<")  # type: ignore[index]
