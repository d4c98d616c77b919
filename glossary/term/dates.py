"""Dates that cannot be."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from glossary.yaml.nodes import Mapping, Node, part

if TYPE_CHECKING:
    from glossary.term.schema import Term
    from glossary.text.diagnostic import Report
    from glossary.yaml.reading import Reading

_AS_OF: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
"""`as_of` is any words; these are a day or a month."""


def check_as_of(as_of: str | None, node: Mapping, reading: Reading) -> None:
    """Report a day or a month that does not exist."""
    place = part(node, "as_of")
    if as_of is None or place is None or not (found := _AS_OF.fullmatch(as_of)):
        return
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        kind = "day" if found[3] else "month"
        help_ = "write it as YYYY-MM-DD, YYYY-MM, or in words"
        reading.fault("impossible-date", place, f"there is no {kind} {as_of}", help_)


def check_days(term: Term, node: Mapping, report: Report) -> None:
    """Report a term that changed before it was there, and a review that ended before it was given."""
    if term.updated and term.added and term.updated < term.added:
        _tell(part(node, "updated"), f"`updated` is {term.updated}, before `added`, which is {term.added}", report)
    review, written = term.reviewed, part(node, "reviewed")
    if review and review.until and review.until < review.on and isinstance(written, Mapping):
        _tell(part(written, "until"), f"`until` is {review.until}, before `on`, which is {review.on}", report)


def _tell(place: Node | None, message: str, report: Report) -> None:
    if place is not None:
        report.add("impossible-date", place.start, place.end, message, "correct one of the two")
