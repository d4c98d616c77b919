"""Quotes: how a text is put into them, and those that are opened and not closed, so that YAML reads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Scalar

VALUE: Final = re.compile(
    r"(?P<lead>[ ]*(?P<dashes>(?:- +)*)(?P<key>[^\s:#\-\"'\[{][^:\n]*:(?:[ ]+|(?=\n|\Z)))?)(?P<value>[^\n]*)(?:\n|\Z)"
)
"""A line with its hyphens, its key and its value."""

_BLOCK = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?")
_SIGNS = re.compile(r"[,\[\]{}#]|:(?:\s|\Z)")
_TOKEN = re.compile(r"[\[{,:]\s*([\"'])")
CLOSED: Final = {
    '"': re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL),
    "'": re.compile(r"'[^']*(?:''[^']*)*'"),
}
"""A quoted text, by its quote."""

TYPED: Final = {"“": "”", "„": "“”", "‘": "’", "«": "»", "»": "«"}
"""Quotes that word processors write, and what closes each: to YAML they are letters."""

_TRIPLE: Final = ('"""', "'''")
"""How Python and TOML begin a long text."""

MOST: Final = 60
"""Characters of a text that a help repeats."""


def cut(value: str) -> str:
    """The text as a help repeats it: not too long."""
    return value if len(value) <= MOST else value[: MOST - 1] + "…"


def quoted(value: str) -> str:
    """The text in those quotes that change least of it; quotes that stood around it already are taken off."""
    if len(value) > 6 and value[:3] in _TRIPLE and value[-3:] == value[:3]:
        value = value[3:-3]
    elif len(value) > 1 and value[0] in TYPED and value[-1] in TYPED[value[0]]:
        value = value[1:-1]
    elif len(value) > 1 and value[0] in {'"', "'"} and value[-1] == value[0]:
        value = value[1:-1].replace("''", "'").replace("\\'", "'") if value[0] == "'" else value[1:-1]
    value = cut(value)
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def check_quotes(text: Scalar, report: Report) -> None:
    """Report quotes around a whole text that a word processor wrote."""
    value = text.value.strip()
    if value[:1] not in TYPED:
        return
    inner = value[1:-1]
    if value[-1:] in TYPED[value[0]] and not any(sign in inner for sign in {value[0], value[-1]}):
        message = f"the quotes {value[0]}…{value[-1]} are letters to YAML, and become part of the text"
        report.add("unread-markup", text.start, text.end, message, f"delete them: `{short(inner)}`")


def in_flow(value: str) -> str:
    """The text as it may stand between brackets: in quotes, if it needs them there."""
    plain = not _SIGNS.search(value) and value[:1] not in "&*!|>%@`?-'\""
    own = value[:1] in "[{" or (value[:1] in CLOSED and CLOSED[value[:1]].fullmatch(value))
    return cut(value) if plain or own else quoted(value)


def unclosed(text: str, end: int) -> int | None:
    """The place of the first quote before `end` that is not closed within its text; `None` where all are.

    A text goes on while its lines are indented deeper than the key or the hyphen that it belongs to.
    """
    at = 0
    while at <= end and at < len(text) and (line := VALUE.match(text, at)):
        at = line.end()
        value = line["value"]
        if not value or value.startswith("#"):
            continue
        at = end_of_text(text, at, line)
        if _BLOCK.fullmatch(value):
            continue
        place = _open_quote(text, line.start("value"), at)
        if place is not None and (line["key"] or line["dashes"] or value[0] in "[{"):
            return place
    return None


def end_of_text(text: str, at: int, line: re.Match[str]) -> int:
    """The start of the first line from `at` on that is not indented deeper than the key or hyphen of `line`."""
    column = (line.start("key") if line["key"] else line.start("dashes")) - line.start()
    deeper = re.compile(rf"(?:[ ]{{{column + 1},}}[^\n]*|[ \t]*)(?:\n|\Z)")
    while at < len(text) and (found := deeper.match(text, at)):
        at = found.end()
    return at


def _open_quote(text: str, start: int, end: int) -> int | None:
    """The place of the first quote between `start` and `end` that starts a text there and does not end it."""
    first = text[start]
    if first in CLOSED:
        return None if CLOSED[first].match(text, start, end) else start
    if first not in "[{":
        return None
    at = start
    while found := _TOKEN.search(text, at, end):
        closed = CLOSED[found[1]].match(text, found.start(1), end)
        if closed is None:
            return found.start(1)
        at = closed.end()
    return None
