"""What libyaml's complaints mean to somebody who wrote a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_COLON = re.compile(r"^\s*(?:-\s+)?([^\s:#][^:]*):\s+(.*\S)\s*$")


def explain(error: yaml.MarkedYAMLError, text: str, at: int) -> tuple[str, str]:
    """What is wrong at the character `at`, and what to write instead."""
    problem = str(error.problem or "")
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    for pattern, message, help_ in COMPLAINTS:
        if pattern in problem:
            if pattern == "mapping values are not allowed":
                return message, _quoted(line) or help_
            return message, help_
    if text[at : at + 1] == "\t" or "\t" in line[: at - text.rfind("\n", 0, at)]:
        return TAB
    return f"the YAML cannot be read here: {problem}", "put texts that hold special characters in quotes"


def _quoted(line: str) -> str:
    """How the line reads once its value is quoted; empty where it cannot be made out."""
    if not (match := _COLON.match(line)):
        return ""
    value = match[2].replace("\\", "\\\\").replace('"', '\\"')
    short = value if len(value) <= 60 else value[:57] + "…"
    return f'quote the text: `{match[1]}: "{short}"`'


TAB = ("a tab where YAML wants spaces", "replace the tab by two spaces")

COMPLAINTS = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a text that is not quoted",
        "put the text in quotes",
    ),
    ("found character that cannot start any token", "a character that no YAML value can start with", "put the text in quotes; a tab must be spaces"),
    ("could not find expected ':'", "a line without a colon among `key: value` lines", "write `key: value`, or indent the line so that it continues the text above"),
    ("did not find expected key", "a line that fits neither the mapping nor the list around it", "indent it like its neighbours; a quote inside a quoted text must be doubled or escaped"),
    ("did not find expected '-' indicator", "a line among list items that is no item", "start it with `- `, or indent it to belong to the item above"),
    ("did not find expected ',' or ']'", "a list `[…]` that is not closed, or lacks a comma", "close it with `]`; quote items that hold commas, colons or brackets"),
    ("did not find expected ',' or '}'", "a mapping `{…}` that is not closed, or lacks a comma", "close it with `}`; quote values that hold commas, colons or braces"),
    ("found unexpected end of stream", "a quoted text that is never closed", "add the closing quote"),
    ("found unexpected document indicator", "a quoted text that is never closed", "add the closing quote before the line `---`"),
    ("found unknown escape character", "an unknown escape after a backslash", "inside \"…\" write \\\\ for a backslash, or use '…' quotes"),
    ("did not find expected hexdecimal number", "an escape \\x or \\u without its digits", "write all digits, or use '…' quotes"),
    ("found invalid Unicode character escape code", "an escape for a character that does not exist", "write the character itself"),
    ("found a tab character", *TAB),
    ("block sequence entries are not allowed", "a list item where none can stand", "start the list on a line of its own below the key"),
    ("block mapping entries", "a `key:` where none can stand", "start it on a line of its own"),
    ("did not find expected alphabetic or numeric character", "an anchor or alias sign (& or *) without a name", "put a text that starts with & or * in quotes"),
    ("did not find URI escape", "a tag that cannot be read", "put a text that starts with ! in quotes"),
    ("did not find expected whitespace or line break", "a quoted text with something right behind its closing quote", "quote the whole value, or escape the inner quotes"),
    ("did not find expected comment or line break", "something behind `|` or `>`", "start the text on the next line, indented"),
    ("found extra document", "a second YAML document", "delete the line `---` inside the front matter"),
    ("did not find expected <document start>", "a text behind the first value", "put texts with special characters in quotes"),
    ("did not find expected node content", "a value is missing here", "write the value, or quote it where it starts with a special character"),
    ("invalid leading UTF-8 octet", "bytes that are not UTF-8", "save the file as UTF-8"),
    ("control characters are not allowed", "a control character", "delete it"),
    ("found undefined tag handle", "a tag", "put a text that starts with ! in quotes"),
    ("simple key", "a key that runs over more than one line", "quote a text that holds a colon"),
)  # fmt: skip
"""What libyaml says, what it means here, and what helps. From the problem strings of libyaml's scanner and parser."""
