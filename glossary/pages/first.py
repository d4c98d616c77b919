"""What to read first: all that a term, or the lessons of a path, build on, in the order in which to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.join import in_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from glossary.graph.guide import Before
    from glossary.pages.join import Joiner
    from glossary.term.card import Card
    from glossary.term.schema import TermId

MOST: Final = 12
"""Terms that are named: those that are further back stand on the pages of these."""


class Earlier(msgspec.Struct, frozen=True):
    """A term to be read before; `direct` where the page itself asks for it. The line has its length, and else what asks
    for it.
    """

    id: str
    name: str
    href: str
    line: str
    direct: bool


class First(msgspec.Struct, frozen=True):
    """What to read first. `sum` says how much that is where it is more than one term, `more` what is not named."""

    sum: str
    terms: tuple[Earlier, ...]
    more: str


def first_facts(before: Before | None, cards: Mapping[TermId, Card]) -> object:
    """All that is shown of it, for the key of a page."""
    if before is None:
        return None
    named = [(term, cards[term].term, cards[term].minutes, by, cards[by].term) for term, by in before.nearest.items()]
    return named, before.total, before.minutes


def make_first(before: Before | None, joiner: Joiner, here: Collection[TermId]) -> First | None:
    """What to read before the terms `here`; `None` where that is nothing."""
    if before is None:
        return None
    labels = joiner.labels
    left = before.total - len(before.nearest)
    return First(
        labels.count("term.first.sum", before.total, minutes=before.minutes) if before.total > 1 else "",
        tuple(_earlier(term, by, by in here, joiner) for term, by in before.nearest.items()),
        labels.count("term.first.more", left) if left else "",
    )


def _earlier(term: TermId, by: TermId, direct: bool, joiner: Joiner) -> Earlier:  # noqa: FBT001 - a fact of the view
    cards, labels = joiner.glossary.terms, joiner.labels
    card = cards[term]
    minutes = labels.text("list.minutes", n=card.minutes)
    reason = "" if direct else labels.text("term.first.for", term=cards[by].term)
    return Earlier(card.id, card.term, joiner.term_href(term), in_line((minutes, reason), ", "), direct)
