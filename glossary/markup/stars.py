"""Bold or struck-out text that nothing closes: two stars or tildes open it (CommonMark § 6.2), and stand in the text.

Most of them are one of a pair that was forgotten, or that has a space on the wrong side.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from glossary.markup.markdown import emphasis, strikethrough
from glossary.markup.signs import MOST, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.markup.states import InlineState

_BOLD: Final = {2, 3}
"""How many stars open bold text. More are a line, or a row of stars."""

_ENDED = re.compile(r"\*\*(?P<text>[^*\s][^*\n]{0,120}?)(?P<space>[ \t]{0,9})(?P<last>\*\*)(?!\*)")
_LOOSE = re.compile(r"\*\*[ \t]+(?P<text>[^\W\d_]{2}[^*\n\d`]{0,80}?)[ \t]*\*\*(?![\w*])")
_STARS: Final = "bold text that is not closed: the last stars stand"
_LOOSELY: Final = "stars that make nothing bold: a space stands behind"
_UNSTRUCK: Final = "close it with `~~` in the same paragraph; write `\\~\\~` for two tildes"
_CLOSE: Final = "close it with `**` in the same paragraph; write `\\*\\*` for two stars, or put code between backticks"


def stars(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: markdown-it's, which notes where runs of stars begin that could be bold text."""
    start = state.pos
    if not emphasis.tokenize(state, silent):
        return False
    if (length := state.pos - start) in _BOLD:
        state.stars[len(state.tokens) - length] = start
    return True


def tildes(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - as above
    """An inline rule: markdown-it's, which notes where runs of two tildes begin."""
    start = state.pos
    if not strikethrough.tokenize(state, silent):
        return False
    if state.pos - start == len("~~"):
        state.stars[len(state.tokens) - 1] = start
    return True


def tell_unclosed(state: InlineState) -> None:
    """Append tokens without text, which tell of the stars and tildes that were paired with no others."""
    told = state.env.get("unread", 0)
    for sign in islice(_signs(state.src, sorted(_unpaired(state))), max(0, MOST - told)):
        state.env["unread"] = told = told + 1
        state.push("unread", "", 0).meta = {"sign": sign}


def _unpaired(state: InlineState) -> Iterator[tuple[int, int]]:
    """Where runs stand that cannot close, and of which no sign was paired."""
    nested = (meta["delimiters"] for meta in state.tokens_meta if meta)
    for delimiters in (state.delimiters, *nested):
        paired = {place for place, each in enumerate(delimiters) if each.end >= 0}
        for place, first in enumerate(delimiters):
            start = state.stars.get(first.token)
            run = range(place, place + (first.length or 1))
            if start is None or first.close or not paired.isdisjoint(run):
                continue
            if first.open or _LOOSE.match(state.src, start):
                yield start, start + (first.length or len("~~"))


def _signs(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[Sign]:
    starts = {start for start, _ in runs}
    reached = 0
    for start, end in runs:
        if start < reached:  # the stars that were to end what is told
            continue
        found = _LOOSE.match(text, start) or _ENDED.match(text, start)
        reached = found.end() if found else end
        if text[start] == "~":
            yield Sign(start, end, "struck-out text that is not closed", _UNSTRUCK)
        elif found and found.re is _LOOSE:
            yield Sign(start, reached, f"{_LOOSELY} the first stars", f"write `**{found['text']}**`")
        elif found is None:
            yield Sign(start, end, "bold text that is not closed", _CLOSE)
        elif found["space"]:
            yield Sign(start, reached, f"{_STARS} behind a space", f"write `**{found['text']}**`")
        elif found.start("last") in starts:
            inner, mark = found["text"][:-1], found["text"][-1]
            help_ = f"write `**{inner}**{mark}`, or a space behind the stars"
            yield Sign(start, reached, f"{_STARS} between a punctuation mark and a letter", help_)
        else:
            reached = end
            yield Sign(start, end, "bold text that is not closed", _CLOSE)
