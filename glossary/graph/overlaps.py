"""Of names that share words in a text, those that take them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.graph.lexicon import Claimed
    from glossary.graph.mentions import Why
    from glossary.term.schema import TermId


class Name(NamedTuple):
    """Words of a text that some terms have for a name: where they stand, what says that they are no word by themselves
    (a `Why`), the terms, and their claims.
    """

    start: int
    end: int
    why: Why
    terms: tuple[TermId, ...]
    claims: tuple[Claimed, ...]


def paired(found: list[Name], refused: list[Name]) -> tuple[list[Name], list[Name]]:
    """Both sides of a stroke between capitals are names where the glossary has both (*PTX/SASS*); else neither is."""
    if not any(name.why == "compound" for name in found):
        return found, refused
    places = {place for name in found for place in (name.start - 1, name.end + 1)}
    kept = []
    for name in found:
        if name.why == "compound" and not {name.start, name.end} & places:
            refused.append(name)
        else:
            kept.append(name)
    return kept, refused


def longest(names: list[Name]) -> list[Name]:
    """Of names that overlap the longest one takes its words; of those of one length the first. In order."""
    names.sort(key=attrgetter("start"))
    taken: list[Name] = []
    at = 0
    while at < len(names):
        behind = at + 1
        end = names[at].end
        while behind < len(names) and names[behind].start < end:
            end = max(end, names[behind].end)
            behind += 1
        group = names[at:behind]
        taken += group if len(group) == 1 else _settled(group)
        at = behind
    return taken


def _settled(group: list[Name]) -> list[Name]:
    """The same for names of which each overlaps another. What is taken already is at least as long as the next one, so
    it lies under one of that one's ends.
    """
    first = group[0].start
    taken = bytearray(max(name.end for name in group) - first)
    kept: list[Name] = []
    for name in sorted(group, key=lambda name: (name.start - name.end, name.start)):
        start, end = name.start - first, name.end - first
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(name)
    return sorted(kept, key=attrgetter("start"))


def is_covered(name: Name, taken: Sequence[Name]) -> bool:
    """Whether a longer name took the words."""
    at = bisect_right(taken, name.end, key=attrgetter("start"))
    return any(other.start < name.end and name.start < other.end for other in taken[max(at - 3, 0) : at])
