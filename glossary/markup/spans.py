"""`[a phrase]{.nolink}`: running text in which no name is linked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.markup.states import InlineState

_NOLINK = re.compile(r"\{\s*\.nolink\s*\}")


def nolink(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: tokens `nolink_open` and `nolink_close` around the tokens of the phrase.

    No attribute but this one is understood, so there is nothing to sanitise.
    """
    if not state.has_nolink:
        return False
    start, limit = state.pos, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, start)
    found = _NOLINK.match(state.src, label_end + 1, limit) if label_end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        state.push("nolink_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("nolink_close", "", -1)
    state.pos, state.posMax = found.end(), limit
    return True
