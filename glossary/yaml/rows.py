"""Lines as their authors mean them: where each starts, its hyphen, its key, and what it opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.yaml.quotes import cut
from glossary.yaml.trouble import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)(?P<key>[^\s:#\-\"'\[{][^:\n]*:(?=\s|\Z))?(?P<rest>[^\n]*)"
)
NUMBERED: Final = re.compile(r"(?P<sign>[|>])(?P<before>[+-]?)(?P<indent>[1-9])(?P<behind>[+-]?)")
"""The sign of a text on lines of its own that says how many spaces these have in front."""

_FURTHER: Final = 500
"""Lines above, or below, that are looked at: what a line belongs to stands near."""


class Row(NamedTuple):
    """A line: where it starts in the text, the column of its first character and of its key, and its value; `open`
    tells that what stands below belongs to its key.
    """

    start: int
    column: int
    item: bool
    key_column: int
    key: str
    value: str
    open: bool
    whole: str

    @property
    def at(self) -> int:
        """Where its first character stands in the text."""
        return self.start + self.column

    @property
    def called(self) -> str:
        """How a help names it."""
        return f"`{cut(self.key)}:`" if self.key and not self.item else "the item" if self.item else "the text"


def row_of(text: str, at: int) -> Row:
    """The line around the character `at`."""
    return _row(text.rfind("\n", 0, at) + 1, text_of(text, at))


def rows_above(text: str, start: int) -> Iterator[Row]:
    """The lines above that which starts at `start`, the nearest first; empty ones and comments are passed over."""
    end = start
    for _ in range(_FURTHER):
        if end <= 0:
            return
        begin = text.rfind("\n", 0, end - 1) + 1
        line = text[begin : end - 1]
        end = begin
        if line.strip() and not line.lstrip().startswith("#"):
            yield _row(begin, line)


def rows_below(text: str, start: int) -> Iterator[Row]:
    """The line that starts at `start`, and those below it."""
    for _ in range(_FURTHER):
        if start >= len(text):
            return
        line = text_of(text, start)
        yield _row(start, line)
        start += len(line) + 1


def _row(start: int, line: str) -> Row:
    """A line in its parts; a tab in front of it counts as two spaces."""
    found = _ROW.match(line.rstrip())
    if found is None:
        return Row(start, 0, False, 0, "", "", False, line)  # noqa: FBT003 - the pattern matches any line
    indent = len(found["indent"].replace("\t", "  "))
    key = (found["key"] or "").rstrip(":")
    value = found["rest"].strip()
    beside = found["rest"].partition(" #")[0].strip()
    opens = bool(key) and not (beside.strip(" |>+-") and not NUMBERED.fullmatch(beside))
    item = bool(found["dashes"])
    return Row(start, indent, item, indent + len(found["dashes"]), key, value, opens, line.strip())


def column(text: str, start: int) -> tuple[int, str]:
    """Where the line at `start` has to begin, as those above it are written, and what stands there right above it."""
    own = row_of(text, start)
    for place, above in enumerate(rows_above(text, start)):
        if above.open and not (own.key and place and above.value):
            return above.key_column + 2, ""
        if own.item and above.item:
            return above.column, "the item above"
        if own.key and not own.item and above.key:
            return above.key_column, above.called if not above.item else f"`{cut(above.key)}:`"
        if not (own.item or own.key) and not above.item:
            return (above.key_column + 2, "") if above.key else (above.column, "the text above")
        if own.key and above.item:
            below = (other for other in rows_above(text, start) if other.open and other.key_column <= above.column)
            return next(((parent.key_column, f"`{cut(parent.key)}:`") for parent in below), (0, ""))
    return 0, ""


def spaces(count: int, what: str, below: str = "", stand: int = 0) -> str:
    """The help to put so many spaces in front of a line, where so many `stand` there."""
    if not count:
        return f"delete the spaces in front of {what}" + (f", so that it starts where {below} does" if below else "")
    put = f"put {count} space{'s' * (count > 1)} in front of {what}"
    put += f" instead of {stand}" if stand else ""
    return put + (f", so that it stands right below {below}" if below else "")


def runs_on(above: Row) -> bool:
    """Whether the text of a line looks as if it went on in the next one."""
    text = above.value or above.whole
    return not (above.key or above.item) or (len(text.split()) > _RUNNING and text[-1] not in ".!?\"'])}")


_RUNNING: Final = 3
"""So many words are a text that may go on in the next line, unless a sign ends it."""
