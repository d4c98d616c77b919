"""What looks like markup and is none, and what to write instead."""

from __future__ import annotations

from typing import Final, NamedTuple


class Sign(NamedTuple):
    """Why the characters `start` to `end` are not read, and what to write instead."""

    start: int
    end: int
    message: str
    help: str
    rule: str = "unread-markup"


FOREIGN: Final = "foreign-markup"
"""The rule of what another program reads, and ours shows as it stands."""

MOST: Final = 40
"""So many signs of one text are told: more are one mistake, or no mistake at all."""


def short(text: str) -> str:
    """`text` on one line, cut to what a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


_LONGEST = 60
