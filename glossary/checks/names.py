"""Names that several terms claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.graph.names import Found
    from glossary.term.card import Card, Claim


def check_names(glossary: Glossary) -> Iterator[Diagnostic]:
    """`ambiguous-name` for each name that two terms or more claim alike."""
    for key, found in glossary.names.table.items():
        if len(found.terms) > 1:
            yield _contested(_claims(key, found, glossary))


def _claims(key: str, found: Found, glossary: Glossary) -> list[tuple[Card, Claim]]:
    """One claim of each term on the name, in file order."""
    pairs = []
    for term in found.terms:
        card = glossary.terms[term]
        pairs.append((card, next(claim for claim in card.claims if claim.key == key and claim.rank == found.rank)))
    return sorted(pairs, key=lambda pair: (pair[0].path, pair[1].start))


def _contested(claims: list[tuple[Card, Claim]]) -> Diagnostic:
    (card, claim), *others = claims
    ids = " and ".join(f"`{other.id}`" for other, _ in claims)
    return Diagnostic.of(
        "ambiguous-name",
        Span(card.path, claim.start, claim.end),
        f"`{claim.name}` is a name of {ids} alike, so a mention of it links to neither",
        "leave the name to one of them; a link that means one writes its id",
        tuple(Related(Span(c.path, other.start, other.end), f"`{c.id}` claims it here") for c, other in others),
    )
