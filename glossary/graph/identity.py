"""Which file is which term: ids, clashes, redirects."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from glossary.term.card import Card
from glossary.term.schema import TermId
from glossary.text.address import name_key
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        for former, place in zip(card.redirects, card.redirect_places, strict=True):
            _redirect(former, place, card=card, terms=terms, redirected=redirected, faults=faults)
    instead = _instead(replaced, kept)
    for card in replaced:
        if (end := _end(card.id, instead)) in terms:
            redirected[card.id] = end
    faults += _circles(replaced, instead)
    return Identity(terms, replaced, redirected, tuple(faults))


def _instead(replaced: Sequence[Card], kept: Sequence[Card]) -> dict[TermId, TermId]:
    """What each of the replaced terms names in its place."""
    if not replaced:
        return {}
    names = {claim.key: card.id for card in reversed(kept) for claim in reversed(card.claims)}
    return {card.id: names.get(name_key(card.replaced_by), TermId(card.replaced_by)) for card in replaced}


def _only_stands_for_another(card: Card) -> bool:
    return bool(card.replaced_by) and not card.definition


def _unique(cards: Sequence[Card], faults: list[Diagnostic]) -> list[Card]:
    seen: dict[str, Card] = {}
    kept = []
    for card in cards:
        first = seen.setdefault(folded_id(card.id), card)
        if first is card:
            kept.append(card)
        elif first.id != card.id:
            faults.append(
                _clash("clashing-id", card, first, f"the ids `{card.id}` and `{first.id}` are one on some systems")
            )
        elif first.path != card.path and first.path.casefold() == card.path.casefold():
            faults.append(
                _clash(
                    "clashing-id", card, first, "two file names that differ only in case are one file on some systems"
                )
            )
        else:
            faults.append(_clash("duplicate-id", card, first, f"the id `{card.id}` belongs to another file already"))
    return kept


def folded_id(term: str) -> str:
    """What the ids of two files must not have alike: some systems take names that differ in case or form for one."""
    return (term if term.isascii() else unicodedata.normalize("NFC", term)).casefold()


def _clash(rule: str, card: Card, first: Card, message: str) -> Diagnostic:
    """Told of the one that is given its id, where the other has it from its file's name; else of the later one."""
    if first.claims[0].end and not card.claims[0].end:
        card, first = first, card
    related = (Related(_place(first), f"`{first.term}` has it here"),)
    return Diagnostic.of(rule, _place(card), message, "give one of them another file name or `id:`", related)


def _place(card: Card) -> Span:
    """Where the term's id is written; the term's name, where the id is the file's."""
    given = card.claims[0]
    return Span(card.path, given.start, given.end) if given.end else Span(card.path, *card.name)


def _redirect(  # noqa: PLR0913 - two of them are filled
    former: str,
    place: tuple[int, int],
    *,
    card: Card,
    terms: Mapping[TermId, Card],
    redirected: dict[str, TermId],
    faults: list[Diagnostic],
) -> None:
    other = terms.get(TermId(former)) or terms.get(redirected.get(former, TermId("")))
    if other is None:
        redirected[former] = card.id
    elif other.id != card.id:
        message = f"the address `{former}` leads to `{other.id}` already"
        if other.id == former:
            message = f"`{former}` is the id of another term, so it cannot lead here"
        related = (Related(_place(other), f"`{other.term}` has it"),)
        faults.append(
            Diagnostic.of("clashing-id", Span(card.path, *place), message, f"delete `{former}` here", related)
        )


def _end(term: TermId, instead: Mapping[TermId, TermId]) -> TermId:
    """The term at the end of the chain; nothing where it goes round."""
    seen = set()
    while term in instead:
        if term in seen:
            return TermId("")
        seen.add(term)
        term = instead[term]
    return term


def _circles(replaced: Sequence[Card], instead: Mapping[TermId, TermId]) -> list[Diagnostic]:
    """One diagnostic for each circle of `replaced_by`, at its first term by path."""
    cards = {card.id: card for card in replaced}
    told: set[TermId] = set()
    found = []
    for card in replaced:
        if card.id in told or _end(card.id, instead):
            continue
        circle = [card.id]
        while (following := instead[circle[-1]]) not in circle:
            circle.append(following)
        told.update(circle)
        circle = circle[circle.index(following) :]
        related = tuple(
            Related(_replaced_place(cards[term]), f"`{term}` names `{instead[term]}` here") for term in circle[1:]
        )
        message = f"`{circle[0]}` is replaced by itself: " + " → ".join((*circle, circle[0]))
        help_ = "name a term that has a definition, or give one of these a definition"
        found.append(Diagnostic.of("cycle", _replaced_place(cards[circle[0]]), message, help_, related))
    return found


def _replaced_place(card: Card) -> Span:
    ref = next((ref for ref in card.refs if ref.field == "replaced_by"), None)
    return Span(card.path, ref.start, ref.end) if ref else Span(card.path, *card.name)
