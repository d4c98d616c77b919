"""Lines with a hyphen that YAML folds into the text above, and that were meant as items of a list."""

from __future__ import annotations

import re
from typing import Final

from glossary.yaml.quotes import cut
from glossary.yaml.rows import spaces

FOLDED: Final = "this line is no item of a list: it continues the text above"

_LINE = re.compile(r"[^\n\r]+")
_WIDTH: Final = 80
"""Columns after which programs that write YAML break a text: at the last blank before, or the first behind."""

_LEAD: Final = 200
"""Characters in front of a text in which its line begins: all of them, for each of many texts, would be quadratic."""


def item_within(text: str, start: int, end: int, *, item: bool) -> tuple[int, str] | None:
    """The place of the first hyphen that begins a line of the text between `start` and `end`, which stands without
    quotes where a list is wanted, or is an `item` of one; and what to write instead. Nothing where no line does, where
    it was folded at the width of a page, and between brackets.
    """
    near = max(start - _LEAD, 0)
    begin = max(text.rfind("\n", near, start), text.rfind("\r", near, start), near - 1) + 1
    lead = text[begin:start]
    above = ""
    if "[" in lead or "{" in lead:
        return None
    for line in _LINE.finditer(text, begin, end):
        written = line.group().strip()
        if above and written.startswith("- ") and not _full(above):
            indent = len(line.group()) - len(line.group().lstrip())
            first = above.removeprefix(lead).strip()
            return line.start() + indent, _below(lead, indent) if item else _in_front(first)
        above = line.group().rstrip() if written else above
    return None


def _full(line: str) -> bool:
    """Whether a line ends where programs break one: a hyphen more is too wide, its last word less is not."""
    return line.rfind(" ") <= _WIDTH < len(line) + len(" -")


def _below(lead: str, indent: int) -> str:
    column = lead.rfind("-")
    return spaces(column, "it", "the item above", indent) if column >= 0 else "put its hyphen right below that above"


def _in_front(first: str) -> str:
    return f"write `- ` in front of `{cut(first)}`, on a line of its own"
