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
        self._known: dict[tuple[str, frozenset[str]], str] = {}

    def find(self, word: str, but: frozenset[str] = frozenset()) -> str:
        """The one of the words that was probably meant, or nothing; none of those in `but`."""
        if not self._all:
            self._index()
        asked = word.casefold()[:80], but
        if asked not in self._known:
            self._known[asked] = _closest(asked[0], [other for other in self._candidates(asked[0]) if other not in but])
        return self._known[asked]

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


def is_slip(word: str, other: str) -> bool:
    """Whether `word` is `other` but for a letter left out, added or changed, or two neighbours that changed places."""
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    short, long = sorted((word, other), key=len)
    if min(len(short), len(long) - 1) < SHORT or word == other or len(long) - len(short) > 1:
        return False
    at = len(short) if start is None else start
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def slips(word: str, other: str) -> int:
    """How many letters must be left out, added or changed, or neighbours swapped, to make one of the other (the
    optimal string alignment of Damerau and Levenshtein); each letter counts once.

    >>> slips("halucination", "hallucination"), slips("modle", "model"), slips("lag", "latency")
    (1, 1, 5)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        row = [at]
        for place, sign in enumerate(other, 1):
            least = min(last[place] + 1, row[-1] + 1, last[place - 1] + (letter != sign))
            if before and place > 1 and letter == other[place - 2] and word[at - 2] == sign:
                least = min(least, before[place - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
