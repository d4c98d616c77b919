"""HTML: what stands between its tags.

Not by `html.parser`: it has no offsets, and takes the square of the time for tags that are not closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.prose.roll import Roll

if TYPE_CHECKING:
    from glossary.prose.roll import Prose

QUIET: Final = frozenset({"code", "kbd", "samp", "tt", "var"})
"""Elements within a line whose text is not prose; an end of their block ends them, too."""

_SHUT: Final = frozenset({"math", "noscript", "pre", "script", "style", "svg", "template", "textarea"})
"""Elements of which nothing is read until their end tag."""

_WITHIN: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "q",
    }
    | {"ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)
"""Elements that part no words."""

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAME: Final = re.compile(r"</?([A-Za-z][\w:.-]{0,80}+)(?=[\s/>])")
_QUOTED: Final = re.compile(r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")


class Tags:
    """Finds where tags end. Once quotes in one are not closed, those in the tags behind it count no more: else each
    would be read to the end of the text.
    """

    def __init__(self, source: str, end: int) -> None:
        self.source = source
        self.end = end
        self._quotes = True
        self._open = True

    def match(self, at: int) -> tuple[str, int]:
        """The name of the tag that begins at a `<`, and where it ends; nothing where none does."""
        name = _NAME.match(self.source, at, self.end) if self._open else None
        if name is None:
            return "", at
        if self._quotes:
            if found := _QUOTED.match(self.source, name.end(), self.end):
                return name[1].lower(), found.end()
            self._quotes = False
        end = self.source.find(">", name.end(), self.end) + 1
        self._open = end > 0
        return (name[1].lower(), end) if end else ("", at)


def read_html(source: str) -> Prose:
    """The text of a page: without tags, comments, scripts, styles and code."""
    roll = Roll(source)
    read_page(roll, 0, len(source))
    return roll.prose()


def read_page(roll: Roll, start: int, end: int) -> None:
    """Add the text of the HTML between two characters."""
    source, tags = roll.source, Tags(roll.source, end)
    quiet: tuple[str, ...] = ()
    at = start
    while at < end:
        begin = source.find("<", at, end)
        begin = end if begin < 0 else begin
        if not quiet:
            _text(roll, at, begin)
        at, quiet = _mark(roll, begin, tags, quiet) if begin < end else (end, quiet)
    roll.stop(end)


def _mark(roll: Roll, at: int, tags: Tags, quiet: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Behind what begins at a `<`: the place, and the elements there whose text is not read."""
    if roll.source.startswith(("<!", "<?"), at):
        return read_comment(roll, at, tags.end), quiet
    name, behind = tags.match(at)
    if not name:
        if not quiet:
            roll.take(at, at + 1)
        return at + 1, quiet
    if name in _SHUT and roll.source[at + 1] != "/":
        roll.stop(at)
        return closing(roll.source, name, behind, tags.end), quiet
    return behind, _enter(roll, name, at, quiet)


def _enter(roll: Roll, name: str, at: int, quiet: tuple[str, ...]) -> tuple[str, ...]:
    """The elements whose text is not read, behind a tag; where it parts words, that is noted."""
    if name in QUIET:
        if roll.source[at + 1] != "/":
            roll.stop(at)
            return (*quiet[-_DEEPEST:], name)
        return quiet[:-1]
    if name in _WITHIN:
        return quiet
    if name == "br":
        roll.stop(at, "\n")
        return quiet
    roll.stop(at)
    return ()


_DEEPEST: Final = 40
"""So many elements of code are counted within each other."""


def _text(roll: Roll, start: int, end: int) -> None:
    for found in _ENTITY.finditer(roll.source, start, end):
        roll.take(start, found.start())
        roll.entity(*found.span())
        start = found.end()
    roll.take(start, end)


def read_comment(roll: Roll, at: int, end: int) -> int:
    """Where a comment, a declaration or an instruction ends that begins at `at`."""
    mark = "-->" if roll.source.startswith("<!--", at) else ">"
    found = roll.source.find(mark, at + 2, end)
    behind = end if found < 0 else found + len(mark)
    roll.note(at, behind)
    return behind


def closing(source: str, name: str, start: int, end: int) -> int:
    """Where the end tag of the element ends: the end of the text where there is none."""
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])[^>]*+>", re.IGNORECASE).search(source, start, end)
    return found.end() if found else end
