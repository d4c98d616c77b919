"""`<!-- … -->` on lines of its own: a component of the term, or nothing (CommonMark § 4.6, start condition 2)."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.markup.markdown import StateBlock

_PLACED = re.compile(r"<!--\s*([A-Za-z][\w-]*)\s*(?::\s*(\S*?))?\s*-->")
_NEAR = 0.75
"""How alike a word must be to count as a misspelt noun: `quizz` is, `more` is not near any."""


def comment_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A block rule: a token `comment`; `content` is the comment, `meta["rest"]` what follows it on its last line.

    A comment with text behind it on its only line is left to the inline rule. One that is never closed goes on to the
    end of the text, as in CommonMark; then `meta["open"]` is true.
    """
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("<!--", start) or state.is_code_block(first):
        return False
    last, close = _closing(state, first, end, start)
    rest = state.src[close : state.eMarks[last]].strip() if close else ""
    if rest and last == first:
        return False
    if not silent:
        state.line = last + 1
        token = state.push("comment", "", 0)
        token.content = state.src[start : close or state.eMarks[last]]
        token.meta = {"at": (start, close or state.eMarks[first]), "rest": rest, "open": not close}
    return True


def _closing(state: StateBlock, first: int, end: int, start: int) -> tuple[int, int]:
    """The last line of the comment and the offset behind its `-->`; 0 for the offset if it has none."""
    close = state.src.find("-->", start + 2, state.eMarks[end - 1])
    if close < 0:
        return end - 1, 0
    for line in range(first, end):
        if line > first and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line - 1, 0
        if state.eMarks[line] >= close:
            return line, close + 3
    return end - 1, 0


class Placed(NamedTuple):
    """What a comment names: a noun and an id of a component, or the noun that was `meant`."""

    noun: str
    id: str
    meant: str = ""


def read_placed(comment: str, nouns: tuple[str, ...]) -> Placed | None:
    """The component that `comment` names or nearly names; `None` for a comment that says something else."""
    found = _PLACED.fullmatch(comment)
    if found is None:
        return None
    word, known = found[1].lower().replace("-", "_"), {noun.replace("-", "_"): noun for noun in nouns}
    if word in known:
        return Placed(known[word], found[2] or "")
    near = get_close_matches(word, known, 1, _NEAR)
    return Placed(found[1], found[2] or "", known[near[0]]) if near else None
