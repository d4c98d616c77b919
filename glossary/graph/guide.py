"""How a reader comes to each term: what is to be read before it, and its places on learning paths."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

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
        self.ancestry = Ancestry(terms, prerequisites)
        self.totals = self.ancestry.totals()
        self.lessons: Mapping[TermId, list[tuple[Lessons, int]]] = _lessons(paths)

    def before(self, term: TermId, most: int) -> Before | None:
        """What is to be read before a term, of which the `most` nearest are named; `None` where that is nothing."""
        if term not in self.totals:
            return None
        return Before(self.ancestry.nearest((term,), most), *self.totals[term])

    def lacking(self, path: Lessons, most: int) -> Before | None:
        """What the lessons of a path build on and the path does not have; as `before`."""
        found = self.ancestry.nearest(path.terms, inside=frozenset(path.terms))
        if not found:
            return None
        named = found if len(found) <= most else self.ancestry.nearest(path.terms, most, frozenset(path.terms))
        return Before(named, len(found), sum(self.ancestry.cards[term].minutes for term in found))


def _lessons(paths: tuple[Lessons, ...]) -> dict[TermId, list[tuple[Lessons, int]]]:
    found: dict[TermId, list[tuple[Lessons, int]]] = defaultdict(list)
    for path in paths:
        for place, term in enumerate(path.terms, 1):
            found[term].append((path, place))
    return found
