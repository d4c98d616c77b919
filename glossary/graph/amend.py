"""A text changed, and nothing by which anything else is resolved: the glossary with that term as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from glossary.graph.edges import make_ties
from glossary.graph.glossary import UNLINKED, Target
from glossary.graph.linking import listed
from glossary.graph.resolve import places_of, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary, Linked, Ties
    from glossary.graph.resolve import Places
    from glossary.term.card import Card, Claim
    from glossary.term.schema import TermId

BEARING: Final = (
    "id",
    "path",
    "call",
    "called",
    "voice",
    "section",
    "order",
    "level",
    "status",
    "tags",
    "replaced_by",
    "redirects",
    "added",
    "updated",
    "shared",
    "anchors",
    "minutes",
    "questions",
    "autolink",
)
"""What of a card is seen in the order of the book, in lists, and in what links elsewhere are resolved by."""

_TARGETS = msgspec.msgpack.Decoder(tuple[Target, ...])


class Amended(NamedTuple):
    """A term as it is now, and what its references come to."""

    card: Card
    ties: Ties
    targets: tuple[Target, ...]


def amend(glossary: Glossary, card: Card, read: Callable[[Amended], Linked]) -> Glossary | None:
    """The glossary with this card in the place of the one with its id; nothing where more would change with it than the
    term's own texts, what they mention, and what other pages show of it. Then all is to be assembled anew.

    `read` finds the mentions in the texts of the term.
    """
    old = glossary.terms.get(card.id)
    if old is None or not are_alike(old, card):
        return None
    targets = _targets(glossary, old, card)
    if targets is None:
        return None
    before = glossary.ties[card.id]
    ties, faults = make_ties(card, targets)
    if faults or ties.edges != before.edges or ties.named != before.named:
        return None
    if (old.senses or card.senses) and listed(old, before) != listed(card, ties):
        return None
    linked = read(Amended(card, ties, targets))
    return _with(glossary, card, ties, linked)


def are_alike(old: Card, new: Card) -> bool:
    """Whether all lists of terms show the same of both, but for their definitions, and all links are resolved alike."""
    if any(getattr(old, name) != getattr(new, name) for name in BEARING):
        return False
    return [_claim(claim) for claim in old.claims] == [_claim(claim) for claim in new.claims]


def _claim(claim: Claim) -> tuple[object, ...]:
    """A claim without its place in the file."""
    return claim.name, claim.key, claim.rank, claim.field


def _targets(glossary: Glossary, old: Card, new: Card) -> tuple[Target, ...] | None:
    """Where the references of the term lead now; nothing where one leads nowhere, or to what only the folder knows."""
    before = _TARGETS.decode(glossary.ties[old.id].targets)
    known = {_key(ref): target for ref, target in zip(old.refs, before, strict=True)}
    found = []
    places: Places | None = None
    for ref in new.refs:
        target = known.get(_key(ref))
        if target is None:
            places = places or places_of(glossary)
            target, faults = resolve(ref, new.path, places)
            if faults:
                return None
        if target.kind == "none" and ref.kind != "phrase":
            return None
        found.append(target)
    return tuple(found)


def _key(ref: Ref) -> tuple[str, str, str]:
    return ref.kind, ref.target, ref.fragment


def _with(glossary: Glossary, card: Card, ties: Ties, linked: Linked) -> Glossary:
    term = card.id
    before = _led_to(glossary.ties[term], glossary.linked.get(term, UNLINKED))
    after = _led_to(ties, linked)
    mentioned = dict(glossary.mentioned_in)
    for other in before - after:
        mentioned[other] = tuple(by for by in mentioned[other] if by != term)
        if not mentioned[other]:
            del mentioned[other]
    if after - before:
        place = {each: at for at, each in enumerate(glossary.terms)}
        for other in after - before:
            mentioned[other] = tuple(sorted((*mentioned.get(other, ()), term), key=place.__getitem__))
    return msgspec.structs.replace(
        glossary,
        terms={**glossary.terms, term: card},
        ties={**glossary.ties, term: ties},
        linked={**glossary.linked, term: linked},
        mentioned_in=mentioned,
    )


def _led_to(ties: Ties, linked: Linked) -> set[TermId]:
    """The terms to which the texts link: as in `make_mentions`."""
    return {*ties.cited, *linked.said}
