"""From a place in the text of a scalar back to its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from glossary.yaml.nodes import Scalar

_WORD = re.compile(r"\S+")
_REST = re.compile(r"\s*\S*")
_ESCAPED: Final = {'"': (re.compile(r'["\\]'), r"\\\g<0>"), "'": (re.compile("'"), "''")}
"""By the quote around a text: what takes two characters in it, and which."""

_FAR: Final = 1000
"""Characters within which the next word is looked for: behind words that are not found, all would be too many."""


class Shifted:
    """Places of a text that stands in the file as it is."""

    def __init__(self, start: int) -> None:
        self.start = start

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the file for the characters of the text."""
        return self.start + start, self.start + end


class Places:
    """Places of a scalar's text in its file. Quotes, folding and escapes move it: then its words are searched for in
    the scalar's own lines, one behind the other, and the whole scalar answers for a word that cannot be found.
    """

    def __init__(self, node: Scalar, value: str, content: str) -> None:
        self.node = node
        self.value = value
        self.written = content[node.start : node.end]
        self.whole = self.written.find(value)
        self.escaped = _ESCAPED.get(self.written[:1])
        self.words: list[int] = []
        """Where each word starts in the value, ..."""
        self.places: list[int] = []
        """... and in what is written; below 0 where that is not known."""

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the file for the characters of the value."""
        node = self.node
        if self.whole >= 0:
            return node.start + self.whole + start, node.start + self.whole + end
        if not self.words:
            self._search()
        first, last = self._place(start, start), self._place(max(end - 1, start), end)
        if first < 0 or last <= first:
            return node.start, node.end
        return node.start + first, node.start + last

    def _place(self, inside: int, offset: int) -> int:
        """Where the character `offset` of the value is written; it is one of the word around `inside`, or ends it."""
        nth = bisect_right(self.words, inside) - 1
        if nth < 0 or self.places[nth] < 0:
            return -1
        begin = self.words[nth]
        return self.places[nth] + len(self._as_written(self.value[begin:offset]))

    def _search(self) -> None:
        """Fill `words` and `places`."""
        at = self._begin()
        for word in _WORD.finditer(self.value):
            wanted = self._as_written(word.group())
            place = self.written.find(wanted, at, at + len(wanted) + _FAR)
            rest = _REST.match(self.written, at)
            self.words.append(word.start())
            self.places.append(place)
            at = place + len(wanted) if place >= 0 else rest.end() if rest else at

    def _begin(self) -> int:
        """Where the text begins: behind its quote, or behind the line of a `|` or `>`."""
        if self.written[:1] in {"|", ">"}:
            return self.written.find("\n") + 1
        return int(self.escaped is not None)

    def _as_written(self, text: str) -> str:
        return self.escaped[0].sub(self.escaped[1], text) if self.escaped else text
