"""Raw HTML within a line: comments vanish, everything else is shown as the text that it is (CommonMark § 6.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from glossary.markup.states import InlineState

    InlineRule = Callable[[InlineState, bool], bool]


def raw_tag(tag: re.Pattern[str]) -> InlineRule:
    """The inline rule that finds what `tag` matches: no token for a comment, else a token `raw`."""

    def run(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start = state.pos
        if not _may_close(state, start):
            return False
        found = tag.match(state.src, start, state.posMax)
        if found is None:
            return False
        if not silent and not found.group().startswith("<!--"):
            token = state.push("raw", "", 0)
            token.content = found.group()
            token.meta["at"] = found.span()
        state.pos = found.end()
        return True

    return run


def _may_close(state: InlineState, start: int) -> bool:
    """Whether what starts here can end: without this a run of openers is quadratic."""
    for opening, closing in _PAIRS:
        if state.src.startswith(opening, start):
            return state.html_terminator_last(closing) > start
    return False


_PAIRS = (
    ("<!-->", ">"),
    ("<!--->", ">"),
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<?", "?>"),
    ("<", ">"),
)
