"""Dates in the words of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from glossary.text.labels import Labels


class Moment(msgspec.Struct, frozen=True):
    """A date: for programs, for readers, and what happened then."""

    date: str
    text: str
    label: str = ""


def moment(date: str, labels: Labels, label: str = "") -> Moment:
    """The date `YYYY-MM-DD`; `label` is the key of what happened then."""
    year, month, day = date.split("-")
    text = labels.text("date", day=int(day), month=labels.text(f"month.{int(month)}"), year=year)
    return Moment(date, text, labels.text(label) if label else "")
