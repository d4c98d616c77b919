"""Comments that their authors did not mean as such, or that stand where a text is to go on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.columns import BEHIND
from glossary.yaml.nodes import short
from glossary.yaml.quotes import cut
from glossary.yaml.rows import row_of, rows_above, spaces
from glossary.yaml.trouble import Complaint

if TYPE_CHECKING:
    from glossary.text.diagnostic import Report
    from glossary.yaml.trouble import Trouble

CUT: Final = re.compile(r"(?<=\S)[ \t]+(#[^\s#][^\n]*)")
"""What YAML takes for a comment and its author hardly: a sign that belongs to the next word."""

_ITEM = re.compile(r"(?:[ \t]*-)?[ \t]*(?P<comment>#[^\n]*)")
_BEHIND = re.compile(r"[ \t](?P<comment>#.*)")
_ENDED: Final = ('"', "'", "[", "{")
"""Signs with which a text starts that ends elsewhere, or a value that is none."""


def tell_cut(found: re.Match[str], read: str, shift: int, report: Report) -> None:
    """Report a text without quotes that ends where a `#` follows a blank."""
    at, end = found.span(1)
    whole = f"{read.splitlines()[-1].strip()} {found[1].rstrip()}"
    help_ = f"put the text in quotes: `{short(_in_quotes(whole))}`; a comment has a blank after its `#`"
    report.add("cut-text", at + shift, end + shift, "for YAML a comment begins here, so this is not read", help_)


def tell_lost_item(text: str, at: int, shift: int, report: Report) -> None:
    """Report an item of a list, empty at `at`, that is nothing but a comment."""
    if found := _ITEM.match(text, at):
        start, end = found.start("comment"), found.start("comment") + len(found["comment"].rstrip())
        help_ = f"put the text in quotes: `- {_in_quotes(cut(text[start:end]))}`"
        report.add(
            "cut-text", start + shift, end + shift, "for YAML a comment begins here, so this item is empty", help_
        )


def _in_quotes(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def commented(trouble: Trouble) -> Complaint | None:
    """A comment between the lines of a text: it ends the text."""
    own = row_of(trouble.text, trouble.at)
    if own.item or own.key or not trouble.says(*BEHIND):
        return None
    begun = next((row for row in rows_above(trouble.text, own.start) if row.key or row.item), None)
    place = _comment_above(trouble.text, own.start)
    if place is None or begun is None or begun.column >= own.column or begun.value[:1] in _ENDED:
        return None
    help_ = "delete it" + (f", or put it above `{cut(begun.key)}:`" if begun.key else "")
    if begun.value[:1] in {"|", ">"}:
        help_ += f"; if it is part of the text, {spaces(own.column, 'it')}"
    end = trouble.text.find("\n", place)
    return Complaint(place, "a comment ends the text in front of it, which goes on below", help_, end - place)


def _comment_above(text: str, start: int) -> int | None:
    """The place of the comment, or of the first of several, that the lines in front of `start` end with."""
    found = None
    while start:
        begin = text.rfind("\n", 0, start - 1) + 1
        line = text[begin : start - 1]
        start = begin
        if line.lstrip().startswith("#"):
            found = begin + len(line) - len(line.lstrip())
        elif line.strip():
            behind = _BEHIND.search(line) if found is None else None
            return begin + behind.start("comment") if behind else found
    return found
