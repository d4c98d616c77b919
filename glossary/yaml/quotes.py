"""Quotes that are opened and not closed: YAML reads on, and stumbles over a later line that is right."""

from __future__ import annotations

import re
from typing import Final

_LINE = re.compile(
    r"(?P<lead>[ ]*(?P<dashes>(?:- +)*)(?P<key>[^\s:#\-\"'\[{][^:\n]*:(?:[ ]+|(?=\n|\Z)))?)(?P<value>[^\n]*)(?:\n|\Z)"
)
_BLOCK = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?")
_TOKEN = re.compile(r"[\[{,:]\s*([\"'])")
_CLOSED: Final = {
    '"': re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL),
    "'": re.compile(r"'[^']*(?:''[^']*)*'"),
}


def unclosed(text: str, end: int) -> int | None:
    """The place of the first quote before `end` that is not closed within its text; `None` where all are.

    A text goes on while its lines are indented deeper than the key or the hyphen that it belongs to.
    """
    at = 0
    while at <= end and at < len(text) and (line := _LINE.match(text, at)):
        at = line.end()
        value = line["value"]
        if not value or value.startswith("#"):
            continue
        column = line.start("key") if line["key"] else line.start("dashes")
        at = _end_of_text(text, at, column - line.start())
        if _BLOCK.fullmatch(value):
            continue
        place = _open_quote(text, line.start("value"), at)
        if place is not None and (line["key"] or line["dashes"] or value[0] in "[{"):
            return place
    return None


def _end_of_text(text: str, at: int, column: int) -> int:
    """The start of the first line from `at` on that is not indented deeper than `column`."""
    deeper = re.compile(rf"(?:[ ]{{{column + 1},}}[^\n]*|[ \t]*)(?:\n|\Z)")
    while at < len(text) and (found := deeper.match(text, at)):
        at = found.end()
    return at


def _open_quote(text: str, start: int, end: int) -> int | None:
    """The place of the first quote between `start` and `end` that starts a text there and does not end it."""
    first = text[start]
    if first in _CLOSED:
        return None if _CLOSED[first].match(text, start, end) else start
    if first not in "[{":
        return None
    at = start
    while found := _TOKEN.search(text, at, end):
        closed = _CLOSED[found[1]].match(text, found.start(1), end)
        if closed is None:
            return found.start(1)
        at = closed.end()
    return None
