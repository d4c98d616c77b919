"""Phrases that are used often, weighed against the longer ones of which they are a part.

The measure is the C-value: Frantzi, Ananiadou, Mima, *Automatic recognition of multi-word terms* (2000).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Phrase = tuple[str, ...]
Run = list[str]
"""Words that stand side by side, none of which ends a phrase."""

LONGEST: Final = 4
"""Words of a phrase."""


class Tally(NamedTuple):
    """How often a phrase is used, in how many texts, and the number of the first one."""

    uses: int
    texts: int
    first: int


def count_phrases(texts: Sequence[Sequence[Run]], least: int, names: Iterable[Phrase]) -> dict[Phrase, Tally]:
    """The phrases of up to four words that are used `least` times or more.

    A phrase of two words or more is counted only where both its beginning and its end were found often enough, so the
    rare ones, which are nearly all, are never held. Within one of `names` of several words nothing is counted, for the
    name is meant; what holds a whole name is.
    """
    known = _Names(names)
    found: dict[Phrase, Tally] = {}
    shorter: dict[Phrase, Tally] = {}
    for length in range(1, LONGEST + 1):
        seen: dict[Phrase, list[int]] = {}
        for number, runs in enumerate(texts):
            for run in runs:
                if len(run) >= length:
                    _count(run, length, number, (seen, shorter, known))
        shorter = {phrase: Tally(*tally[:3]) for phrase, tally in seen.items() if tally[0] >= least}
        found |= shorter
    return found


def _count(
    run: Run,
    length: int,
    number: int,
    among: tuple[dict[Phrase, list[int]], Mapping[Phrase, Tally], _Names],
) -> None:
    seen, shorter, known = among
    names = known.over(run) if len(run) > 1 else []
    for at in range(len(run) - length + 1):
        phrase = tuple(run[at : at + length])
        if names and _cut(at, at + length, names):
            continue
        if length > 1:
            begins = phrase[:-1] in shorter or _cut(at, at + length - 1, names)
            if not begins or not (phrase[1:] in shorter or _cut(at + 1, at + length, names)):
                continue
        tally = seen.setdefault(phrase, [0, 0, number, -1])
        tally[0] += 1
        if tally[3] != number:
            tally[1] += 1
            tally[3] = number


_Place = tuple[int, int]


class _Names:
    """Names of several words."""

    def __init__(self, names: Iterable[Phrase]) -> None:
        self._names = frozenset(name for name in names if len(name) > 1)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[0]].add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def over(self, run: Run) -> list[_Place | None]:
        """By word of the run the name that stands there, of several the longest; nothing at all where none does."""
        found: list[_Place | None] = []
        at = 0
        while at < len(run):
            lengths = self._lengths.get(run[at], ())
            length = next((each for each in lengths if tuple(run[at : at + each]) in self._names), 0)
            found += [(at, at + length)] * length or [None]
            at += length or 1
        return found if any(found) else []


def _cut(start: int, end: int, names: Sequence[_Place | None]) -> bool:
    """Whether the words are a name, or share some with one without holding all of it."""
    return any(
        name is not None and not (start <= name[0] and name[1] <= end and (start, end) != name)
        for name in names[start:end]
    )


def c_values(phrases: Mapping[Phrase, Tally]) -> dict[Phrase, float]:
    """The C-value of each phrase: what it is used for itself, not as a part of longer ones, times the logarithm of its
    words. One is added to these, so that single words have a value, too (Barrón-Cedeño, Sierra, Drouin, Ananiadou: *An
    improved automatic term recognition method for Spanish*, 2009).
    """
    longer: Counter[Phrase] = Counter()
    uses: Counter[Phrase] = Counter()
    for phrase, tally in phrases.items():
        for part in set(_parts(phrase)):
            longer[part] += 1
            uses[part] += tally.uses
    return {
        phrase: log2(len(phrase) + 1) * (tally.uses - (uses[phrase] / longer[phrase] if phrase in longer else 0))
        for phrase, tally in phrases.items()
    }


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    for length in range(1, len(phrase)):
        for at in range(len(phrase) - length + 1):
            yield phrase[at : at + length]
