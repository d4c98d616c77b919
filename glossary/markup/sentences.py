"""The sentence in which a link of a passage stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from glossary.markup.passages import END

LONGEST: Final = 200
"""Characters; of a longer sentence the part around the link is kept."""

_NEAR: Final = 4 * LONGEST
"""A sentence of more characters is not looked at whole: each of many links in it would cost as much as all of it."""

_ENDS: Final = re.compile(
    rf"[{END}.!?…\u3002\uff01\uff1f](?:(?<=[{END}\u3002\uff01\uff1f])|[\"”’»)\]]*\s+(?=[^a-z\s]))"
)
"""Where a sentence ends: a small letter after a full stop says that it was an abbreviation's."""

_WHOLE: Final = re.compile(r"[.!?…\u3002\uff01\uff1f\u061f\u06d4\u0964][\"”’»)\]」』]*\Z")


def is_whole(words: str) -> bool:
    """Whether words end as a sentence does: those of a cell, a label or an item of a list do not.

    >>> is_whole("It stops early."), is_whole("data, loss, learning rate")
    (True, False)
    """
    return _WHOLE.search(words) is not None


class Sentences:
    """The sentences of one passage's text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [0, *[match.end() for match in _ENDS.finditer(text)], len(text)]

    def around(self, start: int, end: int) -> str:
        """The sentence around the characters from `start` to `end`, on one line; of a long one the part around them,
        cut at words.
        """
        after = min(bisect_right(self._ends, start), len(self._ends) - 1)
        return _cut(self._text, self._ends[after - 1], max(self._ends[after], end), (start, end))


def _cut(text: str, start: int, end: int, link: tuple[int, int]) -> str:
    if end - start <= _NEAR and len(sentence := " ".join(text[start:end].replace(END, " ").split())) <= LONGEST:
        return sentence
    spare = max(LONGEST - (link[1] - link[0]), 0) // 2
    first, last = max(start, link[0] - spare), min(end, link[1] + spare)
    before = "…" + text[first : link[0]].partition(" ")[2] if first > start else text[first : link[0]]
    behind = text[link[1] : last].rpartition(" ")[0] + "…" if last < end else text[link[1] : last]
    return " ".join((before + text[link[0] : link[1]] + behind).replace(END, " ").split())
