"""Names that several terms claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.term.card import Rank
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card, Claim


def check_names(glossary: Glossary) -> Iterator[Diagnostic]:
    """`ambiguous-name` for each name that two terms or more claim alike, and for each that a term shows as another name
    of its own though it is what another term is called. That one of them has it as its id settles what a link means,
    not what a mention does.
    """
    shared = _shared(glossary)
    best: dict[str, list[tuple[Card, Claim]]] = {}
    for card in glossary.terms.values() if shared else ():
        for claim in card.claims:
            if claim.rank != Rank.ID and claim.key in shared:
                _hold(best.setdefault(claim.key, []), card, claim)
    yield from (_contested(_sorted(claims)) for claims in best.values() if len(claims) > 1)
    alone = {key: claims[0] for key, claims in best.items() if len(claims) == 1}
    for card in glossary.terms.values() if alone else ():
        for claim in card.claims:
            if claim.field in _SHOWN and claim.key in alone and _yields(card, claim, *alone[claim.key]):
                yield _overruled(card, claim, alone[claim.key])


def _yields(card: Card, claim: Claim, other: Card, held: Claim) -> bool:
    """Whether a claim gives way to the one that another card holds."""
    return other is not card and held.rank < claim.rank


_SHOWN: Final = frozenset({"aliases", "abbreviation"})


def _sorted(claims: list[tuple[Card, Claim]]) -> list[tuple[Card, Claim]]:
    return sorted(claims, key=lambda pair: (pair[0].path, pair[1].start))


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


def _overruled(card: Card, claim: Claim, holder: tuple[Card, Claim]) -> Diagnostic:
    other, name = holder
    return Diagnostic.of(
        "ambiguous-name",
        Span(card.path, claim.start, claim.end),
        f"`{claim.name}` is what `{other.id}` is called, so no link or mention by that name leads to `{card.id}`",
        "delete it; where the two are often taken for each other, name the other under `contrast`",
        (Related(Span(other.path, name.start, name.end), f"`{other.id}` claims it here"),),
    )


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
