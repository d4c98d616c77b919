"""The other names of a term, below its name: in a line or two, and where they are many, the others in a fold."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.text.labels import Labels

LONGEST: Final = 100
"""So many characters of names stand in full: two to three lines of a phone."""
SHOWN: Final = 70
"""So many stand before a fold."""


class Aliases(msgspec.Struct, frozen=True):
    """The names in a line. Where they are too many, `more` says how many `others` the fold holds."""

    line: str
    more: str = ""
    others: str = ""


def make_aliases(names: Sequence[str], labels: Labels) -> Aliases:
    """The other names of a term, in their order; at least one stands in the line."""
    lengths = list(accumulate(map(len, names)))
    split = len(names)
    if names and lengths[-1] > LONGEST:
        split = max(sum(length <= SHOWN for length in lengths), 1)
    comma = labels.text("term.comma")
    more = labels.count("list.more", len(names) - split) if split < len(names) else ""
    return Aliases(comma.join(names[:split]), more, comma.join(names[split:]))
