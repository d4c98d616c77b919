"""Plain text, and reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.prose.roll import Prose, Roll
from glossary.text.source import start_of_line

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
"""A line with its end. Line ends are those that diagnostics count."""

URL: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"'`]*|www\.[^\s<>\"'`]+", re.IGNORECASE)

_COMMENT: Final = re.compile(r"[ \t]*(?:\.\. |# ?|<!--[ \t]*)glossary-lint:")


def read_plain(source: str) -> Prose:
    """A text whose paragraphs are parted by empty lines; addresses are left out."""
    roll = Roll(source)
    for start, end in lines(source, 0, len(source)):
        if _COMMENT.match(source, start, end):
            roll.note(start, end)
            roll.stop(start)
        elif source[start:end].isspace():
            roll.stop(start)
        else:
            read_line(roll, start, end, URL)
    return roll.prose()


def lines(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each line between two characters starts and ends."""
    while start < end:
        found = LINE.match(source, start, end)
        begin, start = start, found.end() if found else end
        yield begin, start


def read_line(roll: Roll, start: int, end: int, apart: re.Pattern[str]) -> None:
    """A line of running text without what `apart` matches: signs of emphasis part no words."""
    for found in apart.finditer(roll.source, start, end):
        roll.take(start, found.start())
        if found[0].strip("`*"):
            roll.stop(found.start())
        start = found.end()
    roll.take(start, end)


def read_rst(source: str) -> Prose:
    """Text in reStructuredText, without literals, code, comments, addresses and the fields of directives."""
    roll = Roll(source)
    read_marked(roll, 0, len(source), RST)
    return roll.prose()


RST: Final = re.compile(
    rf"``[^`]*+``|<[^<>\s]*+>`?_{{0,2}}|:[\w:.+-]{{1,60}}:(?=`)|`__?|`|\*+|{URL.pattern}", re.IGNORECASE
)
"""Literals, the addresses of links, roles, and signs around what they apply to."""

TICKED: Final = re.compile(rf"``[^`]*+``|`[^`\n]*+`|<[^<>\s]*+>|\*+|{URL.pattern}", re.IGNORECASE)
"""The same in docstrings and comments, where single backquotes mostly hold code, too."""

_CODE: Final = re.compile(
    r"\.\. +(?:code|code-block|sourcecode|literalinclude|math|raw|doctest|testcode|testoutput|highlight|include|image"
    r"|figure|toctree|parsed-literal|autoclass|automodule|autofunction)::"
)
_DIRECTIVE: Final = re.compile(r"\.\. +[\w:.+-]+::")
_EXPLICIT: Final = re.compile(r"\.\.(?:\s|\Z)")
_OPTION: Final = re.compile(r":[\w -]+:(?:\s|\Z)")
_LITERAL: Final = re.compile(r"::\s*\Z")
_PROMPT: Final = (">>> ", "... ", ">>>")


def read_marked(roll: Roll, start: int, end: int, apart: re.Pattern[str]) -> None:
    """Add the running text of reStructuredText between two characters."""
    literal = -1
    shown = False
    for begin, behind in lines(roll.source, start, end):
        line = roll.source[begin:behind]
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if not text:
            roll.stop(begin)
            shown = False
            continue
        if literal >= 0 and indent > literal:
            continue
        literal = -1
        shown = shown or text.startswith(_PROMPT)  # a session goes on to the next empty line
        if not shown:
            literal = _marked_line(roll, begin + indent, behind, apart)


def _marked_line(roll: Roll, start: int, end: int, apart: re.Pattern[str]) -> int:
    """Add a line; its indent, where what stands further in below it is not read, else below 0."""
    source = roll.source
    text = source[start:end]
    indent = start - start_of_line(source, start)
    roll.stop(start, " ")
    if _OPTION.match(text) and not text.rstrip().endswith("`"):
        start += len(_OPTION.match(text)[0])  # type: ignore[index]  # it matched
    elif found := _DIRECTIVE.match(text):
        if _CODE.match(text):
            return indent
        start += found.end()
        roll.stop(start)
    elif _EXPLICIT.match(text):
        roll.note(start, end)
        return indent
    read_line(roll, start, end, apart)
    return indent if _LITERAL.search(text) else -1
