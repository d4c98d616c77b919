"""Emphasis of plain words, read at once.

markdown-it notes every run of `*` and `_` and pairs them when the text is done: 12 µs a pair. Where a run stands
between white space and a letter, and the next one between a letter and white space or punctuation, with nothing marked
between them, the two can only be each other's (CommonMark § 6.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.markup.states import InlineState

_PLAIN = re.compile(
    r"(?<![^\s(])(?P<run>\*\*|\*|__|_)(?=[^\W_])(?P<text>[^\n!$&*<\[\\\]_`~]*)(?<=[^\W_])(?P=run)(?=[\s.,;:!?)]|\Z)"
)
_NAMES = {"*": "em", "_": "em", "**": "strong", "__": "strong"}


def plain_emphasis(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: `*word*`, `**two words**`. It takes no text with bare addresses, which would be links inside."""
    if silent or state.addressed:
        return False
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    run, text = found.groups()
    name = _NAMES[run]
    state.append_pair(name, text)
    state.pos = found.end()
    return True
