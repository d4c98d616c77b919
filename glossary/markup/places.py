"""From a place in a token's text back to the text that was compiled.

markdown-it tells the lines of a block, and its rules (`marks.py`) the place within the inline text. A line of inline
text is the end of its source line without the markers before it; a table cell is a part of its row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.markup.markdown import Token

_LINE_END = re.compile(r"\r\n?|\n")
_PIPE = re.compile(r"(?<!\\)\|")


def normal(text: str) -> str:
    """`text` as markdown-it wants it: lines end with LF, no NUL (CommonMark § 2.3)."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return text.replace("\0", "\ufffd") if "\0" in text else text


class _Piece(NamedTuple):
    """A line of an inline token: `begin` to `end` of its text lie `shift` characters further on in the source."""

    token: Token
    line: int
    begin: int
    end: int
    shift: int


class Places:
    """Places in one text. `source` is the normal form of `text`, in which block tokens count."""

    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source
        self._starts: list[int] = []
        self._normal_starts: list[int] = []
        self._piece: _Piece | None = None
        self._row: tuple[int, int] | None = None
        self._edges: list[int] = []

    def original(self, offset: int) -> int:
        """The offset in the text as given of an offset in its normal form."""
        if "\r" not in self._text:
            return offset
        if not self._starts:
            self._starts = _starts(self._text)
            self._normal_starts = _starts(self._source)
        line = bisect_right(self._normal_starts, offset) - 1
        return self._starts[line] + offset - self._normal_starts[line]

    def line(self, number: int) -> tuple[int, int]:
        """Start and end in the text of a line of the source, without the spaces around it."""
        start, full = self._source_line(number)
        return self.original(start + len(full) - len(full.lstrip())), self.original(start + len(full.rstrip()))

    def inline(self, token: Token, start: int, end: int, row: tuple[int, int] | None, cell: int) -> tuple[int, int]:
        """Start and end in the text of what stands there in the content of an inline token.

        For a table cell, `row` holds the offsets of its row in the source, and `cell` is its number.
        """
        if row is not None:
            find = self._cell(row, cell)
            return self.original(find(start)), self.original(find(end - 1) + 1)
        if token.map is None:
            return start, end
        return self._place(token, start), self._place(token, end - 1) + 1

    def _place(self, token: Token, offset: int) -> int:
        piece = self._piece
        if piece is None or piece.token is not token or not piece.begin <= offset <= piece.end:
            piece = self._piece = self._find(token, offset)
        return self.original(piece.shift + offset)

    def _find(self, token: Token, offset: int) -> _Piece:
        line, begin = self._line_of(token, offset)
        end = token.content.find("\n", begin)
        end = len(token.content) if end < 0 else end
        text = token.content[begin:end]
        start, full = self._source_line((token.map or [0])[0] + line)
        indent = len(text) - len(text.lstrip())
        column = max(0, full.rfind(text.strip()))
        return _Piece(token, line, begin, end, start + column - indent - begin)

    def _line_of(self, token: Token, offset: int) -> tuple[int, int]:
        """Which line of the token's text `offset` is in, and where that starts; counted from the last one asked for."""
        piece = self._piece
        line, since = (piece.line, piece.begin) if piece and piece.token is token and piece.begin <= offset else (0, 0)
        line += token.content.count("\n", since, offset)
        return line, token.content.rfind("\n", since, offset) + 1 or since

    def _source_line(self, number: int) -> tuple[int, str]:
        if not self._normal_starts:
            self._normal_starts = _starts(self._source)
        start = self._normal_starts[min(number, len(self._normal_starts) - 1)]
        end = self._source.find("\n", start)
        return start, self._source[start : end if end >= 0 else None]

    def _cell(self, row: tuple[int, int], number: int) -> _Cell:
        if row != self._row:
            self._row, self._edges = row, self._cell_edges(row)
        edges = self._edges
        start, end = edges[min(number, len(edges) - 2)] + 1, edges[min(number + 1, len(edges) - 1)]
        text = self._source[start:end]
        return _Cell(start + len(text) - len(text.lstrip()), text.strip())

    def _cell_edges(self, row: tuple[int, int]) -> list[int]:
        """The offsets in the source between which the cells of a row stand: just before the first, then each pipe."""
        raw = self._source[row[0] : row[1]].rstrip()
        edges = [row[0] + found.start() for found in _PIPE.finditer(raw)]
        return [*([] if raw.startswith("|") else [row[0] - 1]), *edges, row[0] + len(raw)]


class _Cell:
    r"""From offsets in a cell's text, in which `\|` has become `|`, to offsets in the source."""

    def __init__(self, start: int, text: str) -> None:
        self._start = start
        self._pipes = [found.start() - nth for nth, found in enumerate(re.finditer(r"\\\|", text))]

    def __call__(self, offset: int) -> int:
        return self._start + offset + bisect_right(self._pipes, offset - 1)


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(found.end() for found in _LINE_END.finditer(text))]
    return list(accumulate(map(_LINE_FEED, map(len, text.split("\n"))), initial=0))


_LINE_FEED = (1).__add__
