"""Fenced code that is never closed (CommonMark 0.31.2, § 4.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.markup.markdown import Token

NOT_CLOSED: Final = "a code block that is never closed"

_EDGE: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?P<signs>`{2,40}|~{2,40})(?P<info>[ \t]*[\w+#.-]{0,40})[ \t]*$", re.MULTILINE
)

_FENCE: Final = re.compile(r" {0,3}(?P<signs>`{3,}(?=[^`]*\Z)|~{3,})(?P<info>.*)", re.DOTALL)


def coded(lines: Iterable[str]) -> Iterator[bool]:
    """For each line of a text whether it is fenced code or the edge of some. Of code in a list or a quotation its
    indent and marks must be taken away before (CommonMark 0.31.2, § 4.5).

    >>> list(coded(["a", "~~~", "```", "~~~ b", "~~~~", "c"]))
    [False, True, True, True, True, False]
    """
    opened = ""
    for line in lines:
        found = _FENCE.match(line)
        if not opened:
            opened = found["signs"] if found else ""
            yield bool(found)
        else:
            yield True
            if found and found["signs"].startswith(opened) and not found["info"].strip():
                opened = ""


def is_open(fence: Token) -> bool:
    """Whether the fence takes all text to the end of where it stands: of closed ones two lines are no code."""
    if not fence.content.strip():
        return False
    first, end = fence.map or (0, 2)
    lines = fence.content.count("\n") + (not fence.content.endswith("\n"))
    return end - first - lines < 2


def remedy(fence: Token) -> str:
    """How to close it; of the first line in it that was to do so, why it does not."""
    signs = fence.markup
    help_ = f"close it with a line {signs}"
    if not fence.info.strip():
        help_ += "; if this was to close a block above, that one is closed too early"
    found = _EDGE.search(fence.content)
    if found is None:
        return help_
    edge = found["signs"]
    if edge[0] != signs[0]:
        return f"write {signs} where {edge} stands: a block ends with the signs that it starts with"
    if found["info"].strip():
        return f"close it with a line {signs}: {found.group().strip()} closes none, for behind the signs stands nothing"
    if len(edge) < len(signs):
        return f"write {signs} where {edge} stands: a block ends with as many signs as it starts with"
    return f"close it with a line {signs} without spaces in front of it: four of them make it code"
