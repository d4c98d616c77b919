"""Names and who claims them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.schema import TermId
from glossary.text.address import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.term.card import Card


class Found(msgspec.Struct, frozen=True):
    """Who claims a name: one term, several alike, or none."""

    terms: tuple[TermId, ...]
    rank: int = 0

    def one(self) -> TermId | None:
        """The term, where the name is clear."""
        return self.terms[0] if len(self.terms) == 1 else None


NOBODY: Final = Found(())


class Names(msgspec.Struct, frozen=True):
    """One table of names: the strongest claims on each, by `name_key`. Ids stand in it as the strongest names."""

    table: Mapping[str, Found]

    def find(self, name: str) -> Found:
        """Who is meant by `name`: an id first, then a term, then abbreviations, aliases and `covers`, then forms."""
        return self.table.get(name_key(name), NOBODY)


def make_names(cards: Iterable[Card]) -> Names:
    """The table of the names that `cards` claim; of two claims on a name the stronger holds."""
    best: dict[str, tuple[int, list[TermId]]] = {}
    for card in cards:
        for claim in card.claims:
            held = best.get(claim.key)
            if held is None or claim.rank < held[0]:
                best[claim.key] = (claim.rank, [card.id])
            elif claim.rank == held[0] and card.id not in held[1]:
                held[1].append(card.id)
    return Names({key: Found(tuple(sorted(ids)), rank) for key, (rank, ids) in best.items() if key})
