"""Names that several terms claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.term.card import Rank
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card, Claim


def check_names(glossary: Glossary) -> Iterator[Diagnostic]:
    """`ambiguous-name` for each name that two terms or more claim alike. That one of them has it as its id settles what
    a link means, not what a mention does.
    """
    shared = _shared(glossary)
    best: dict[str, list[tuple[Card, Claim]]] = {}
    for card in glossary.terms.values() if shared else ():
        for claim in card.claims:
            if claim.rank != Rank.ID and claim.key in shared:
                _hold(best.setdefault(claim.key, []), card, claim)
    for claims in best.values():
        if len(claims) > 1:
            yield _contested(sorted(claims, key=lambda pair: (pair[0].path, pair[1].start)))


def _shared(glossary: Glossary) -> set[str]:
    """The keys of the names that several terms claim, however."""
    first: dict[str, Card] = {}
    return {
        claim.key
        for card in glossary.terms.values()
        for claim in card.claims
        if claim.rank != Rank.ID and first.setdefault(claim.key, card) is not card
    }


def _hold(held: list[tuple[Card, Claim]], card: Card, claim: Claim) -> None:
    """Keep the strongest claims on a name, one of each term."""
    if held and claim.rank < held[0][1].rank:
        held.clear()
    if not held or (claim.rank == held[0][1].rank and held[-1][0] is not card):
        held.append((card, claim))


def _contested(claims: list[tuple[Card, Claim]]) -> Diagnostic:
    (card, claim), *others = claims
    ids = " and ".join(f"`{other.id}`" for other, _ in claims)
    return Diagnostic.of(
        "ambiguous-name",
        Span(card.path, claim.start, claim.end),
        f"`{claim.name}` is a name of {ids}, so a mention links to none of them, unless its page tells which is meant",
        f"leave the name to one of them, or write `[[{card.id}|{claim.name}]]` where that one is meant",
        tuple(Related(Span(c.path, other.start, other.end), f"`{c.id}` claims it here") for c, other in others),
    )
