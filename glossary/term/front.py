"""Where front matter starts and ends, for terms and pages alike."""

from __future__ import annotations

import re
from typing import Final

from glossary.text.invisible import INVISIBLE, code, shown
from glossary.yaml.nodes import short

OPENING: Final = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
CLOSING: Final = re.compile(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_BLANK: Final = rf"(?:[ \t\r]|{INVISIBLE.pattern})*"
NEARLY: Final = re.compile(rf"{_BLANK}(?:[-\u2010-\u2015\u2212_=*~+]{{2,}}|[\u2012-\u2015]|\.\.\.){_BLANK}")
"""A line that was meant to be `---`: other dashes, more or fewer of them, a long one, spaces in front, or what nobody
sees.
"""

_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)(?:\s*(?P<key>[\w-]+)[ \t]*=[ \t]*(?P<value>[^\r\n]{1,80}))?")
_NEARLY_LINE = re.compile(rf"^{NEARLY.pattern}$", re.MULTILINE)
_NOT_ALONE = re.compile(r"^---(?:[ \t]+|(?=[\w\[#!(\"'`]))(?P<rest>[^\s-][^\n]*)$", re.MULTILINE)
_KEY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FIELD = re.compile(r"(?:(?P<key>[\w-]+)[ \t]*:|[ \t]+\S|- )[^\n]*(?:\n|\Z)|[ \t\r]*\n(?=[a-z_]+:\s)")
_LATER = re.compile(r"(?P<above>\s+|(?:[^\n]*\n){1,5}?)---[ \t]*\n(?=[\w-]+[ \t]*:)")

Told = tuple[int, int, str, str]
"""Where, what and what helps."""


def missing(content: str) -> Told:
    """What is wrong with a file that does not start with front matter."""
    first = content.split("\n", 1)[0].rstrip(" \t\r")
    if not content.strip():
        return 0, 0, "the file is empty", "start it with `---`, `term: …`, `definition: …`, `---`, a line each"
    if is_toml(content):
        return toml(content)
    if NEARLY.fullmatch(first):
        return _nearly(first, 0, "open front matter")
    if first.startswith(("```", "~~~")) and _LATER.match(content):
        message = "the front matter stands in a code block"
        return 0, len(first), message, "delete this line, and the one that closes the block"
    if found := _LATER.match(content):
        at = found.end("above")
        return at, at + 3, "something stands above this line", "delete it: the fields come first in a file"
    help_ = "put the fields between two lines `---` at the very top of the file"
    if _KEY.match(content):
        help_ = "write a line `---` above it, and one below the last field"
    return 0, len(first), "the file does not start with a line `---`", help_


def _nearly(line: str, at: int, aim: str) -> Told:
    """What is wrong with a line at the character `at` that was meant to open or to close front matter."""
    message = f"`{shown(line)[:20]}` does not {aim}"
    if (found := INVISIBLE.search(line)) and INVISIBLE.sub("", line).rstrip() == "---":
        return at + found.start(), at + found.end(), message, f"delete {code(found)}, which cannot be seen"
    return at, at + len(line), message, "write three hyphens at the start of the line: `---`"


def is_toml(content: str) -> bool:
    """Whether a file starts with front matter in TOML, as Hugo writes it."""
    return _TOML.match(content) is not None


def toml(content: str) -> Told:
    """What to write instead of front matter in TOML; its first line is the example."""
    found = _TOML.match(content)
    help_ = "write it as YAML between two lines `---`"
    if found and found["key"]:
        help_ += f": `{found['key']}: {short(found['value'].rstrip())}` and so on"
    return 0, 3, "the front matter is TOML, which is not read", help_


def unclosed(content: str) -> Told:
    """What is wrong with front matter that is opened and not closed."""
    opening = OPENING.match(content)
    start = opening.end() if opening else 0
    if found := _NOT_ALONE.search(content, start):
        message = "something stands after `---`, so it does not close the front matter"
        help_ = "leave `---` on a line of its own, and start the body on the next one"
        return found.start("rest"), found.end(), message, help_
    if found := _NEARLY_LINE.search(content, start):
        return _nearly(found.group().rstrip(" \t\r"), found.start(), "close the front matter")
    last, place = "", (0, 3)
    while start < len(content) and (field := _FIELD.match(content, start)):
        last, start = field["key"] or last, field.end()
        place = (field.start(), field.start() + len(field.group().rstrip())) if field.group().strip() else place
    help_ = "write a line `---` below this one" + (f", which ends the last field, `{short(last)}`" if last else "")
    return *place, "the front matter is never closed", help_
