"""What a term's page says about its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.dates import Moment, moment
from glossary.pages.join import Markup
from glossary.term.card import Standing

if TYPE_CHECKING:
    from glossary.graph.glossary import Leads
    from glossary.pages.join import Joiner
    from glossary.term.card import Card
    from glossary.term.schema import Term
    from glossary.text.labels import Labels

_OF_STATUS: Final = (("draft", "status.draft"), ("review", "status.review"), ("deprecated", "status.deprecated"))
_OF_STANDING: Final = (
    (Standing.VERIFIED, "status.verified"),
    (Standing.CHANGED, "status.changed"),
    (Standing.UNSOURCED, "status.unsourced"),
    (Standing.NONE, "status.none"),
)


class Stamp(msgspec.Struct, frozen=True):
    """The stamp on a term; `solid` where it is verified."""

    text: str
    solid: bool


class Check(msgspec.Struct, frozen=True):
    """A review: who, when, against what, until when. `sources` counts these in words."""

    title: str
    by: str
    on: Moment
    sources: str
    until: Moment | None
    note: Markup


def make_stamp(card: Card, labels: Labels) -> Stamp:
    """The stamp: how far along the entry is, and once it is published what its review says."""
    key = dict(_OF_STATUS).get(card.status) or dict(_OF_STANDING)[card.standing]
    return Stamp(labels.text(key), key == "status.verified")


def verified(term: Term, card: Card, labels: Labels) -> str:
    """The review in one line, while it holds; else nothing."""
    review = term.reviewed
    if review is None or card.standing != Standing.VERIFIED or card.status != "published":
        return ""
    by, on = labels.text("term.comma").join(review.by), moment(review.on, labels).text
    return labels.count("verify.line", len(term.sources), by=by, on=on)


def make_check(term: Term, card: Card, joiner: Joiner, leads: Leads) -> Check | None:
    """The review; nothing where there is none."""
    review = term.reviewed
    if review is None or not card.standing:
        return None
    labels = joiner.labels
    title = "verify.how" if card.standing == Standing.VERIFIED else "verify.changed"
    return Check(
        labels.text(title),
        labels.text("term.comma").join(review.by),
        moment(review.on, labels),
        labels.count("verify.sources", len(term.sources)) if term.sources else "",
        moment(review.until, labels) if review.until else None,
        joiner.inline(review.note, leads),
    )
