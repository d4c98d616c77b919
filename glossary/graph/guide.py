"""How a reader comes to each term: what is to be read before it, and its places on learning paths."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.graph.ancestry import Ancestry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.graph.glossary import Lessons
    from glossary.term.card import Card
    from glossary.term.schema import TermId


class Before(NamedTuple):
    """What is to be read before something: the nearest terms in order, each with a term that needs it; how many terms
    there are in all, and how many minutes they take.
    """

    nearest: Mapping[TermId, TermId]
    total: int
    minutes: int


FEW: Final = 50
"""For so many terms what is to be read before them is found one by one."""


class _Part(NamedTuple):
    """The prerequisites of some terms, and of each how many there are and how many minutes they take."""

    ancestry: Ancestry
    totals: Mapping[TermId, tuple[int, int]]


class Guide:
    """The ways to the terms of a glossary. `lessons` are the places of each term on paths: the path, and the place from
    1 on.
    """

    def __init__(
        self,
        terms: Mapping[TermId, Card],
        prerequisites: Mapping[TermId, tuple[TermId, ...]],
        paths: tuple[Lessons, ...],
    ) -> None:
        self._terms = terms
        self._edges = prerequisites
        self._all: _Part | None = None
        self._asked = 0
        self.lessons: Mapping[TermId, list[tuple[Lessons, int]]] = _lessons(paths)

    @property
    def ancestry(self) -> Ancestry:
        """What is to be read before each term."""
        return self._whole().ancestry

    def before(self, term: TermId, most: int) -> Before | None:
        """What is to be read before a term, of which the `most` nearest are named; `None` where that is nothing."""
        if term not in self._edges:
            return None
        ancestry, totals = self._about(term)
        return Before(ancestry.nearest((term,), most), *totals[term]) if term in totals else None

    def lacking(self, path: Lessons, most: int) -> Before | None:
        """What the lessons of a path build on and the path does not have; as `before`."""
        found = self.ancestry.nearest(path.terms, inside=frozenset(path.terms))
        if not found:
            return None
        named = found if len(found) <= most else self.ancestry.nearest(path.terms, most, frozenset(path.terms))
        return Before(named, len(found), sum(self.ancestry.cards[term].minutes for term in found))

    def _about(self, term: TermId) -> _Part:
        """All that concerns a term: for a few of them less than the whole has to be gone through."""
        if self._all is None and self._asked < FEW:
            self._asked += 1
            return self._behind(term) or self._whole()
        return self._whole()

    def _whole(self) -> _Part:
        if self._all is None:
            ancestry = Ancestry(self._terms, self._edges)
            self._all = _Part(ancestry, ancestry.totals())
        return self._all

    def _behind(self, term: TermId) -> _Part | None:
        """A term and what is to be read before it; nothing where that goes in a circle: then all others count."""
        inside = {term}
        pending = [term]
        while pending:
            others = [other for other in self._edges.get(pending.pop(), ()) if other not in inside]
            inside.update(others)
            pending += others
        cards = {each: card for each, card in self._terms.items() if each in inside}
        edges = {each: self._edges[each] for each in cards if each in self._edges}
        ancestry = Ancestry(cards, edges)
        return _Part(ancestry, ancestry.totals()) if ancestry.edges is edges else None


def _lessons(paths: tuple[Lessons, ...]) -> dict[TermId, list[tuple[Lessons, int]]]:
    found: dict[TermId, list[tuple[Lessons, int]]] = defaultdict(list)
    for path in paths:
        for place, term in enumerate(path.terms, 1):
            found[term].append((path, place))
    return found
