"""Tables of contents that stand in a body: pages list their sections by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.markup.fences import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM: Final = r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+"
_LINK: Final = re.compile(rf"{_ITEM}\[.*\]\(#[^()\s]*\)\s*")
"""An item that is a link within the page and nothing else."""
_MARK: Final = re.compile(
    r"\s*(?:\{:\s*toc\s*\}|\[toc\]|\[TOC\]|\[\[toc\]\]|\[\[_TOC_\]\]|\{\{[<%]\s*toc\s*[>%]\}\})\s*"
)
"""In its place another program writes a table of contents."""
_LISTED: Final = re.compile(rf"{_ITEM}\S.*\s*")
_ABOVE: Final = re.compile(r"^ {0,3}(?P<level>#{1,6})[ \t][^\n]*\n\s*\Z", re.MULTILINE)
_NEXT: Final = re.compile(r"\s*(?:(?: {0,3})(?P<level>#{1,6})[ \t]|\Z)")
_VISIBLE: Final = re.compile(r"[^\r\n]")

_NEAR: Final = 400
"""Characters above a list in which its heading is looked for."""


def without_contents(body: str) -> str:
    """The body without its tables of contents (two items or more that are links within the page, or the mark of a
    program that writes them), each with the heading that would stand above nothing; blanked, so that places hold.
    """
    parts = []
    done = 0
    for start, end in _found(body) if "](#" in body or "toc" in body.lower() else ():
        above = _ABOVE.search(body, max(start - _NEAR, 0), start)
        below = _NEXT.match(body, end)
        empty = above and below and len(below["level"] or "") <= len(above["level"])
        first = above.start() if above and empty else start
        parts += [body[done:first], _VISIBLE.sub(" ", body[first:end])]
        done = end
    return "".join((*parts, body[done:])) if parts else body


def _found(body: str) -> Iterator[tuple[int, int]]:
    """Where they start and end, but for those in code."""
    at = start = items = 0
    before = ""
    lines = body.split("\n")
    for line, in_code in zip(lines, coded(line.lstrip() for line in lines), strict=True):
        if "](#" in line and not in_code and _LINK.fullmatch(line):
            start, items = (start, items + 1) if items else (at, 1)
        else:
            if items > 1:
                yield start, at
            items = 0
            if len(line) < _LONGEST and not in_code and _MARK.fullmatch(line):
                listed = ":" in line and _LISTED.fullmatch(before)
                yield at - (len(before) + 1 if listed else 0), at + len(line)
        before = line
        at += len(line) + 1
    if items > 1:
        yield start, len(body)


_LONGEST: Final = 40
"""Characters of a line that is such a mark."""
