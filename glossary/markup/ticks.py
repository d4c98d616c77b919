"""Code in a line that nothing closes: its backtick stands in the text as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.markup.markdown import backtick
from glossary.markup.signs import MOST, Sign

if TYPE_CHECKING:
    from glossary.markup.states import InlineState

_OPENING: Final = re.compile(r"(?<![^\s(\[])`(?=\w)(?![^\s`']{1,80}')(?![^`'\n]{1,80}'(?!\w))")
"""A backtick in front of a word; not one that opens a quotation, which `'` closes."""


def code_span(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: markdown-it's, which tells of a backtick that opens code and has no other to close it."""
    start, told = state.pos, state.env.get("unread", 0)
    if not backtick(state, silent):
        return False
    if state.pos == start + 1 and not silent and told < MOST and _OPENING.match(state.src, start):
        state.env["unread"] = told + 1
        help_ = "close it with another backtick in the same paragraph; write \\` for the sign itself"
        sign = Sign(start, start + 1, "code that is not closed: its backtick stands in the text", help_)
        state.push("unread", "", 0).meta = {"sign": sign}
    return True
