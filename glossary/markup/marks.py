"""Tokens that know where they stand: markdown-it's rules know the place of a link and forget it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.markdown import StateBlock, Token
    from glossary.markup.states import InlineState

    InlineRule = Callable[[InlineState, bool], bool]
    BlockRule = Callable[[StateBlock, int, int, bool], bool]


def located(rule: InlineRule) -> InlineRule:
    """`rule`, but the first token that it makes has `meta["at"]`: start and end within the inline text."""

    def run(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            mark(state.tokens, count, start, state.pos)
        return True

    return run


def closed(rule: InlineRule) -> InlineRule:
    """`rule`, tried only where a `]` still follows: without this a run of `[` is quadratic."""

    def run(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - as above
        return state.pos < state.last_bracket and rule(state, silent)

    return run


def mark(tokens: list[Token], count: int, start: int, end: int) -> None:
    """Note the place in the first token from `count` on that is not the text flushed before it."""
    token = tokens[count]
    if token.type == "text":
        token = tokens[count + 1]
    token.meta["at"] = (start, end)


def located_rows(rule: BlockRule) -> BlockRule:
    """`rule`, but its first token has `meta["rows"]`: line → start and end of the row's text within the source."""

    def run(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        count = len(state.tokens)
        if not rule(state, first, end, silent):
            return False
        if not silent:
            state.tokens[count].meta["rows"] = rows = {
                line: (state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(first, state.line)
            }
            state.tokens[count].meta["wide"] = _wide(state.src, list(rows.values()))
            state.tokens[count].meta["head"] = cells(state.src[slice(*rows[first])])
        return True

    return run


def cells(row: str) -> list[str]:
    """The texts between the bars of a row."""
    inner = row.strip()
    inner = inner.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [text.strip() for text in _BAR.split(inner)]


_CUT = re.compile(r"\[\[[^\]|\\]*\|")
_BAR = re.compile(r"(?<!\\)\|")


def _wide(src: str, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows that have more cells than the first one. What is too many is not shown.

    Where a bar cuts a link in two, that is told by itself: see `unread.py`.
    """
    bars = src.count("|", *rows[0])
    if all(src.count("|", *row) <= bars for row in rows):
        return []
    most = len(cells(src[slice(*rows[0])]))
    return [row for row in rows[2:] if len(cells(text := src[slice(*row)])) > most and not _CUT.search(text)]
