"""Colons: lines without one, or with another sign in its place, and colons where none can stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.columns import BEHIND, NO_HYPHEN, beside_text, outlier, unseen
from glossary.yaml.quotes import cut, quoted
from glossary.yaml.rows import column, row_of, rows_above, runs_on, spaces
from glossary.yaml.trouble import Complaint, code, text_of

if TYPE_CHECKING:
    from glossary.yaml.rows import Row
    from glossary.yaml.trouble import Trouble

NO_COLON: Final = "a line without a colon among `key: value` lines"
BULLETS: Final = "\u2010-\u2015\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7\u2212+*"
"""Signs that people and word processors start an item of a list with, as a class of characters."""

REMARKS: Final = ("<!--", "//", "/*")
"""How a comment begins in other languages."""

_ENTRY_COLON = re.compile(r"[ ]*(?:- +)*[^\s:#][^:\n]*:$")
_KEY_WITHIN = re.compile(r" {2,}([a-z_]+)")
_UNSPACED = re.compile(r"\s*(?P<key>[\w-]+):(?![ \t]|$)\s*(?P<value>.*)")
_FULL_WIDTH = re.compile(r"\s*(?P<key>[\w-]+)\s*\uff1a\s*(?P<value>.*)")
_EQUALS = re.compile(r"\s*(?P<key>[\w-]+)\s*:?=>?\s*(?P<value>.*)")
_REMARK = re.compile(r"(?:<!--|//+|/\*+)\s*(?P<text>.*?)\s*(?:-->|\*/)?$")
_LEFT = re.compile(r"={7}$|[|]{7} ")
_BULLET = re.compile(rf"\s*(?P<sign>[{BULLETS}]|o(?=\s\s)|\d+[.)](?=\s)|-(?=[^\s-]))\s*(?P<rest>\S.*)")
_WORD = re.compile(r"(?P<key>[a-z_]+)(?P<value>\s+\S.*)?$")
_BRACED = re.compile(r"\{\s*(?P<key>\"[\w-]+\"|[\w-]+)\s*:\s*(?P<value>\"[^\"]*\"|[^,{}\[\]\"]+)")


def no_colon(line: str) -> tuple[str, str]:
    """What is wrong with a line that is no `key: value`, and what to write instead."""
    if _LEFT.match(line):
        return "a line that a merge left behind", "delete it, and keep one of the two versions"
    if found := _REMARK.match(line):
        written = f"# {cut(found['text'])}".rstrip()
        return "a comment of another language", f"write {code(written)}: in YAML a comment starts with `#`"
    for pattern, message in (
        (_UNSPACED, "no space after the colon"),
        (_FULL_WIDTH, "a full-width colon, where YAML wants `:` and a space"),
        (_EQUALS, "an equals sign, where YAML wants `:` and a space"),
    ):
        if match := pattern.match(line):
            return message, f"write `{match['key']}: {cut(match['value'].rstrip())}`"
    if match := _BRACED.match(line):
        key = match["key"].strip('"')
        written = f"{key}: {cut(match['value'].strip())}"
        return "braces among `key: value` lines", f"write one key a line, without braces: {code(written)}"
    if match := _BULLET.match(line):
        written = code(f"- {cut(match['rest'].rstrip())}")
        return f"`{match['sign']}` starts no item of a list", f"write {written}, with a hyphen and a space"
    if match := _WORD.match(line):
        return NO_COLON, "write " + code(f"{match['key']}: {cut((match['value'] or '').strip())}".rstrip())
    return NO_COLON, "write `key: value`"


def colon(trouble: Trouble) -> Complaint | None:
    """A colon where none can stand: inside a text, or behind a key that libyaml took for the text above."""
    if not trouble.says("mapping values are not allowed"):
        return None
    _, text, at, line, *_ = trouble
    if not _ENTRY_COLON.match(text[line.start : at + 1]):
        own = _KEY_WITHIN.search(text, line.start, at)
        split = f", or start `{own[1]}:` on a line of its own" if own and own.end() == at else ""
        return Complaint(at, "a colon and a space inside a text that is not quoted", line.quoting() + split)
    below = row_of(text, at)
    above = next(rows_above(text, line.start), None)
    if above and (found := outlier(text, below, above)):
        return found
    if above and (found := unseen(text, above.start)):
        return found
    if above and above.item and not above.key and above.key_column == below.column:
        told = beside_text(trouble, above, below) or no_colon(above.value)
        return Complaint(above.start + above.key_column, *told, len(above.value))
    if above and (above.column < below.column or _goes_on(text, above, below)):
        return _indented(trouble, below, above)
    written = text[: line.start].rstrip()
    before = text_of(written, len(written)).lstrip()
    return Complaint(len(written) - len(before), *no_colon(before), len(before))


def _goes_on(text: str, above: Row, below: Row) -> bool:
    """Whether the line above continues a text that began further left than the key `below`."""
    if above.key or above.item:
        return False
    begun = next((row for row in rows_above(text, above.start) if row.key or row.item), None)
    return begun is not None and not begun.open and (begun.key_column if begun.key else begun.column) < below.column


def _indented(trouble: Trouble, own: Row, above: Row) -> Complaint:
    """A key with too many spaces in front of it."""
    count, below = column(trouble.text, trouble.line.start)
    help_ = spaces(count, "it", below, own.column)
    if runs_on(above):
        help_ += "; if it is part of the text above, put that in quotes"
    key = cut(own.key)
    message = f"`{key}:` is indented, so it continues the text above"
    return Complaint(trouble.at - len(own.key), message, help_, len(own.key))


def colonless(trouble: Trouble) -> Complaint | None:
    """A line without a colon."""
    if not trouble.says("could not find expected ':'"):
        return None
    text, start = trouble.text, trouble.line.start
    written = text_of(text, trouble.at).strip()
    above = next(rows_above(text, start), None)
    message, help_ = no_colon(written)
    beside = next((found for found in rows_above(text, start) if found.column <= trouble.at - start), None)
    if beside and beside.item and beside.column == trouble.at - start and not _BULLET.match(written):
        return Complaint(trouble.at, NO_HYPHEN, f"write {code(f'- {cut(written)}')}", len(written))
    if message == NO_COLON and above:
        message, help_ = _below(written, above, help_)
        if message == NO_COLON and text[:start].endswith("\n\n"):
            help_ = f"if the body starts here, write a line `---` above it; else {help_}"
    return Complaint(trouble.at, message, help_, len(written))


def bulleted(trouble: Trouble) -> Complaint | None:
    """A line among the items of a list that starts with a number, or another sign than a hyphen."""
    own = row_of(trouble.text, trouble.at)
    found = _BULLET.match(text_of(trouble.text, own.start))
    above = next(rows_above(trouble.text, own.start), None)
    if not (found and above and (above.item or above.open)) or own.item or not trouble.says(*BEHIND):
        return None
    rest = found["rest"].rstrip()
    key = rest.partition(":")[0]
    written = cut(rest) if key in trouble.known.names or ": " not in rest else quoted(rest)
    help_ = f"write {code(f'- {written}')}, with a hyphen and a space"
    return Complaint(own.at, f"`{found['sign']}` starts no item of a list", help_, len(own.whole))


def _below(written: str, above: Row, help_: str) -> tuple[str, str]:
    """What is wrong with a line without a colon below another one; `help_` is how it would have one."""
    if above.open and above.whole.endswith(":"):
        help_ = f"write it behind the key: {code(f'{above.key}: {cut(written)}')}"
        return "a text on the line below its key, without spaces in front of it", help_
    if above.open:
        return NO_COLON, spaces(above.key_column + 2, "it") + f", so that it belongs to `{above.key}:`"
    if runs_on(above):
        return NO_COLON, f"put {above.column or 2} spaces in front of it, if it continues the text above; else {help_}"
    return NO_COLON, f"{help_}; or put two spaces in front of it, if it continues the text above"
