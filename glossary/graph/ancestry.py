"""What is to be read before a term, in order: its prerequisites, theirs, and so on."""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from glossary.term.card import Card
    from glossary.term.schema import TermId

_LEVELS: Final = {"beginner": 0, None: 1, "intermediate": 1, "advanced": 2}


class Ancestry:
    """The prerequisites of all terms, without those that would close a circle.

    `place` numbers the terms that have any or are one so that each comes after what it needs: of two that could be next
    the easier comes first, then the one that the book has first. What one term needs stands in the same order as if
    there were no others.
    """

    def __init__(self, terms: Mapping[TermId, Card], edges: Mapping[TermId, tuple[TermId, ...]]) -> None:
        inside = {*edges, *chain.from_iterable(edges.values())}
        cards = {term: card for term, card in terms.items() if term in inside}
        order = _order(cards, edges)
        if len(order) < len(cards):
            edges = _without_circles(cards, edges)
            order = _order(cards, edges)
        self.edges: Mapping[TermId, tuple[TermId, ...]] = edges
        self.place = {term: at for at, term in enumerate(order)}
        self.cards = terms

    def nearest(
        self, starts: Iterable[TermId], most: int | None = None, inside: Collection[TermId] = ()
    ) -> dict[TermId, TermId]:
        """What is to be read before `starts`, and is not `inside`, each with a term that needs it, in order of reading.
        With `most`, no more than these: the nearest.
        """
        edges = self.edges
        found: dict[TermId, TermId] = {}
        queue = list(starts)
        for term in queue:
            for other in edges.get(term, ()):
                if other not in found and other not in inside and len(found) != most:
                    found[other] = term
                    queue.append(other)
            if len(found) == most:
                break
        return {term: found[term] for term in sorted(found, key=self.place.__getitem__)}

    def totals(self) -> dict[TermId, tuple[int, int]]:
        """How many terms are to be read before each, and how many minutes that takes; terms without any are left out.

        What is needed for a term is one number with a bit for each, and kept while a later term asks for it: in a row
        of 10,000 prerequisites sets would hold 50 million terms.
        """
        asked: dict[TermId, int] = defaultdict(int)
        for others in self.edges.values():
            for other in others:
                asked[other] += 1
        planes = _planes([self.cards[term].minutes for term in self.place])
        sets: dict[TermId, int] = {}
        found = {}
        for term in sorted(self.edges, key=self.place.__getitem__):
            bits = 0
            for other in self.edges[term]:
                bits |= sets.get(other, 0) | 1 << self.place[other]
                asked[other] -= 1
                if not asked[other]:
                    sets.pop(other, None)
            if asked[term]:
                sets[term] = bits
            if bits:
                found[term] = bits.bit_count(), _weight(bits, planes)
        return found


def _planes(values: list[int]) -> list[int]:
    """The values by their binary digits: of each digit a number that has a bit for each value with that digit."""
    digits = max(values, default=0).bit_length()
    return [int("".join("01"[value >> digit & 1] for value in reversed(values)), 2) for digit in range(digits)]


def _weight(bits: int, planes: list[int]) -> int:
    """The sum of the values that `bits` chooses."""
    return sum((bits & plane).bit_count() << digit for digit, plane in enumerate(planes))


def _order(cards: Mapping[TermId, Card], edges: Mapping[TermId, tuple[TermId, ...]]) -> list[TermId]:
    """The terms, each after those that its edges lead to (Kahn 1962), without circles and what stands behind them."""
    needed_by: dict[TermId, list[TermId]] = defaultdict(list)
    left = {}
    for term, others in edges.items():
        left[term] = len(others)
        for other in others:
            needed_by[other].append(term)
    rank = {term: (_LEVELS[card.level], at, term) for at, (term, card) in enumerate(cards.items())}
    free = [rank[term] for term in cards if not left.get(term)]
    heapify(free)
    found = []
    while free:
        term = heappop(free)[2]
        found.append(term)
        for other in needed_by.get(term, ()):
            left[other] -= 1
            if not left[other]:
                heappush(free, rank[other])
    return found


def _without_circles(
    cards: Iterable[TermId], edges: Mapping[TermId, tuple[TermId, ...]]
) -> dict[TermId, tuple[TermId, ...]]:
    """The edges without those that lead back to a term on the way to which they are met."""
    kept: dict[TermId, list[TermId]] = {term: [] for term in cards if term in edges}
    entered: set[TermId] = set()
    for start in kept:
        way = {} if start in entered else {start: iter(edges[start])}
        entered.update(way)
        while way:
            term = next(reversed(way))
            for other in way[term]:
                if other not in way:
                    kept[term].append(other)
                if other in kept and other not in entered:
                    entered.add(other)
                    way[other] = iter(edges[other])
                    break
            else:
                del way[term]
    return {term: tuple(others) for term, others in kept.items() if others}
