"""What was probably meant."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW: Final = 400
"""Up to so many words all are compared (5 ms); above, those that begin or end alike."""

CUTOFF: Final = 0.6
"""How alike two words must be: difflib's ratio, twice the matching characters over all characters."""

SHORT: Final = 3
"""Characters. Of words that short any two are somewhat alike: *CPU* is no slip for *GPU*."""

STRICT: Final = 0.8
"""How alike they must be where one of them is short: *GPUS* and *GPU* are. One of two characters is near to nothing."""


class Near:
    """Finds near misses among `words`. The index is made when the first question comes: most builds ask none."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = words
        self._all: list[str] = []
        self._ends: dict[str, list[str]] = {}
        self._known: dict[str, str] = {}

    def find(self, word: str) -> str:
        """The one of the words that was probably meant, or nothing."""
        if not self._all:
            self._index()
        folded = word.casefold()[:80]
        if folded not in self._known:
            self._known[folded] = _closest(folded, self._candidates(folded))
        return self._known[folded]

    def _index(self) -> None:
        self._all = sorted(self._words)
        if len(self._all) > FEW:
            ends = defaultdict(list)
            for word in self._all:
                ends["^" + word[:2]].append(word)
                ends["$" + word[-3:]].append(word)
            self._ends = dict(ends)

    def _candidates(self, word: str) -> list[str]:
        if not self._ends:
            return self._all
        near = {*self._ends.get("^" + word[:2], ()), *self._ends.get("$" + word[-3:], ())}
        return sorted(near, key=lambda other: (abs(len(other) - len(word)), other))[:FEW]


def _closest(word: str, words: list[str]) -> str:
    if len(word) < SHORT:
        return ""
    long = [other for other in words if len(other) > SHORT] if len(word) > SHORT else []
    found = get_close_matches(word, long, n=1, cutoff=CUTOFF) or get_close_matches(word, words, n=1, cutoff=STRICT)
    return found[0] if found else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """The one of a few `words` that was probably meant, or nothing."""
    return Near(words).find(word)
