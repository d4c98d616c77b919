"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["same", "lost", "new"]

MOST: Final = 5_000_000
"""Steps that a comparison may take; beyond that the one text is shown whole, then the other."""

_TOKEN: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]\\s*"
    r"|\w+(?:[-‐’'.]\w+)*\s*|\s+|.\s*",
    re.DOTALL,
)
"""A word with the white space behind it; a sign; a character of a script without spaces."""


class Piece(msgspec.Struct, frozen=True):
    """A part of two texts: what both have, what the first lost, what is new in the second."""

    kind: Kind
    text: str


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """The parts of the two texts in their order. Where both differ in one place, what was lost comes first."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    for equal, start, end, first, last in _steps([token.strip() for token in old], [token.strip() for token in new]):
        if equal:
            found.append(Piece("same", "".join(new[first:last])))
            continue
        parts = (Piece("lost", "".join(old[start:end])), Piece("new", "".join(new[first:last])))
        found += [part for part in parts if part.text]
    return tuple(found)


def tally_words(before: str, after: str) -> tuple[int, int]:
    """How many words are new in the second text, and how many of the first are not in it; their order counts for
    nothing.
    """
    old, new = counted_words(before), counted_words(after)
    return (new - old).total(), (old - new).total()


def counted_words(text: str) -> Counter[str]:
    """How often each word stands in the text."""
    return Counter(word for token in _TOKEN.findall(text) if (word := token.strip())[:1].isalnum())


Step = tuple[bool, int, int, int, int]
"""Whether both texts are alike here; from and to which token of the first, and of the second."""


def _steps(one: list[str], other: list[str]) -> list[Step]:
    """What makes the second text of the first. A lone sign between two changes is a part of them."""
    found: list[Step] = []
    steps = _opcodes(one, other)
    for at, (equal, start, end, first, last) in enumerate(steps, 1):
        lone = end - start == 1 and not one[start][:1].isalnum() and at < len(steps)
        if found and not found[-1][0] and (lone or not equal):
            found[-1] = (False, found[-1][1], end, found[-1][3], last)
        else:
            found.append((equal, start, end, first, last))
    return found


def _opcodes(one: list[str], other: list[str]) -> Sequence[Step]:
    """The same as difflib has it; long texts are alike at their start and at their end, and all between is replaced."""
    often = Counter(other)
    pairs = sum(count * often[token] for token, count in Counter(one).items())
    if pairs * min(len(one), len(other)) <= MOST:
        steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        return [(tag == "equal", start, end, first, last) for tag, start, end, first, last in steps]
    return [step for step in _ends(one, other) if step[1] < step[2] or step[3] < step[4]]


def _ends(one: list[str], other: list[str]) -> tuple[Step, Step, Step]:
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    middle = (False, start, len(one) - end, start, len(other) - end)
    return (True, 0, start, 0, start), middle, (True, len(one) - end, len(one), len(other) - end, len(other))
