"""Reviews that do not hold any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.term.card import Standing
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary


def check_reviews(glossary: Glossary) -> Iterator[Diagnostic]:
    """`lapsed-review` for each term whose text is not the one that was reviewed."""
    for card in glossary.terms.values():
        if card.standing == Standing.CHANGED:
            yield Diagnostic.of(
                "lapsed-review",
                Span(card.path, *card.name),
                f"`{card.term}` changed since its review, so it is not shown as verified",
                f"let somebody read it and sign: `glossary review {card.id} --by NAME`; until then take `reviewed` out",
            )
        elif card.standing == Standing.UNSOURCED:
            yield Diagnostic.of(
                "lapsed-review",
                Span(card.path, *card.name),
                f"`{card.term}` is reviewed, but names no sources, so it is not shown as verified",
                "add `sources:`: a review says what the text was checked against",
            )
