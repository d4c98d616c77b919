r"""`$…$` and `$$…$$`: TeX that Markdown must not touch.

Pandoc's rule: no space inside the opening and closing `$`, no digit behind the closing one. And one of ours: what
starts with a digit, has a space and no sign of TeX is about money (`$5 (or 5$`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.markup.markdown import StateBlock, StateInline

_FORMULA = re.compile(
    r"\$\$(?P<wide>(?:[^$\\]|\\.)+)\$\$|\$(?P<tex>(?!\s)(?:[^$\\]|\\.)*?(?:[^$\\\s]|\\\S))\$(?![\d$])",
    re.DOTALL,
)
_MONEY = re.compile(r"\d[^\\^_={}+*/<>]*\s[^\\^_={}+*/<>]*$")
_LONGEST = 5000


def formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: a token `formula`; `content` is as written, `info` the TeX."""
    start = state.pos
    if start and (state.src[start - 1].isalnum() or state.src[start - 1] == "$"):
        return False
    found = _FORMULA.match(state.src, start, min(state.posMax, start + _LONGEST))
    if found is None or (found["tex"] and _MONEY.match(found["tex"])):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = found.group()
        token.info = (found["wide"] or found["tex"]).strip()
        token.markup = "$$" if found["wide"] else "$"
        token.meta = {"at": (start, found.end())}
    state.pos = found.end()
    return True


def formula_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
    """A block rule: from a line that starts with `$$` to the next that ends with it, without an empty line between."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("$$", start) or state.is_code_block(first):
        return False
    last = _closing_line(state, first, end)
    if last is None:
        return False
    if not silent:
        state.line = last + 1
        text = state.getLines(first, last + 1, state.blkIndent, keepLastLF=False).strip()
        token = state.push("formula_block", "", 0)
        token.map = [first, last + 1]
        token.content = text
        token.info = text[2:-2].strip()
    return True


def _closing_line(state: StateBlock, first: int, end: int) -> int | None:
    for line in range(first, end):
        if state.isEmpty(line) or (line > first and state.sCount[line] < state.blkIndent):
            return None
        start = state.bMarks[line] + state.tShift[line] + (2 if line == first else 0)
        text = state.src[start : state.eMarks[line]].rstrip()
        if text.endswith("$$"):
            return line if line > first or len(text) > 2 else None
        if "$$" in text:
            return None
    return None
