"""Which file is which term: ids, clashes, redirects."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from glossary.term.card import Card
from glossary.term.schema import TermId
from glossary.text.address import name_key
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Identity(msgspec.Struct, frozen=True):
    """The terms that have a page, those that only stand for another one, and where former ids lead."""

    terms: Mapping[TermId, Card]
    replaced: tuple[Card, ...]
    redirected: Mapping[str, TermId]
    faults: tuple[Diagnostic, ...]

    def final(self, term: TermId) -> TermId:
        """The term itself, or the one that took its place."""
        return self.redirected.get(term, term)


def settle(cards: Sequence[Card]) -> Identity:
    """Give each id to one file, in the order of paths, and follow `replaced_by` and `redirects` to their ends."""
    faults: list[Diagnostic] = []
    kept = _unique(cards, faults)
    terms = {card.id: card for card in kept if not _only_stands_for_another(card)}
    replaced = tuple(card for card in kept if _only_stands_for_another(card))
    redirected: dict[str, TermId] = {}
    for card in terms.values():
        for former in card.redirects:
            _redirect(former, card, terms, redirected, faults)
    names = {claim.key: card.id for card in reversed(kept) for claim in reversed(card.claims)}
    instead = {card.id: names.get(name_key(card.replaced_by), TermId(card.replaced_by)) for card in replaced}
    for card in replaced:
        if (end := _end(card.id, instead)) in terms:
            redirected[card.id] = end
        elif end == "":
            faults.append(_circle(card))
    return Identity(terms, replaced, redirected, tuple(faults))


def _only_stands_for_another(card: Card) -> bool:
    return bool(card.replaced_by) and not card.definition


def _unique(cards: Sequence[Card], faults: list[Diagnostic]) -> list[Card]:
    seen: dict[str, Card] = {}
    kept = []
    for card in cards:
        folded = unicodedata.normalize("NFC", card.id).casefold()
        first = seen.setdefault(folded, card)
        if first is card:
            kept.append(card)
        elif first.id == card.id:
            faults.append(_clash("duplicate-id", card, first, f"the id `{card.id}` belongs to another file already"))
        else:
            faults.append(_clash("clashing-id", card, first, f"the ids `{card.id}` and `{first.id}` are one on some systems"))
    return kept


def _clash(rule: str, card: Card, first: Card, message: str) -> Diagnostic:
    related = (Related(Span(first.path, *first.name), f"`{first.term}` has it here"),)
    return Diagnostic.of(rule, Span(card.path, *card.name), message, "give one of them another file name or `id:`", related)


def _redirect(
    former: str, card: Card, terms: Mapping[TermId, Card], redirected: dict[str, TermId], faults: list[Diagnostic]
) -> None:
    other = terms.get(TermId(former)) or terms.get(redirected.get(former, TermId("")))
    if other is None:
        redirected[former] = card.id
    elif other.id != card.id:
        message = f"`redirects` takes the address `{former}`, which leads to `{other.id}`"
        faults.append(_clash("clashing-id", card, other, message))


def _end(term: TermId, instead: Mapping[TermId, TermId]) -> TermId:
    """The term at the end of the chain; nothing where it goes round."""
    seen = set()
    while term in instead:
        if term in seen:
            return TermId("")
        seen.add(term)
        term = instead[term]
    return term


def _circle(card: Card) -> Diagnostic:
    return Diagnostic.of(
        "cycle", Span(card.path, *card.name), f"`{card.id}` is replaced by itself, over others", "let the last of them have a definition"
    )
