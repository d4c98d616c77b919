"""A file's bytes, once, and the text that they hold."""

import re
from bisect import bisect_right
from itertools import accumulate

import msgspec

from glossary.text.conflicts import conflict
from glossary.text.diagnostic import Diagnostic, Report, Span

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of a text that some editors on Windows save as “Unicode”."""

KEEP_ONE = "keep one of the two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROLS = re.compile(f"{CONTROL.pattern}+")


class Source(msgspec.Struct, frozen=True):
    """The bytes of one file. `path` is POSIX text relative to the site's folder; `digest` is of `data`."""

    path: str
    data: bytes
    digest: str


class Text(msgspec.Struct, frozen=True):
    """The decoded text of a source, and how its characters lie over the source's bytes."""

    source: Source
    content: str
    shift: int
    ascii: bool
    marks: tuple[int, ...] = ()
    """How many bytes stand before every 4,096th character, where characters are not bytes."""

    def span(self, start: int, end: int) -> Span:
        """The bytes that the characters `start` to `end` came from."""
        return Span(self.source.path, self.offset(start), self.offset(end))

    def offset(self, index: int) -> int:
        """The byte offset of the character at `index`."""
        if self.ascii:
            return self.shift + index
        mark = min(index, len(self.content)) // STEP
        return self.shift + self.marks[mark] + len(self.content[mark * STEP : index].encode())

    def index(self, offset: int) -> int:
        """The character that starts at a byte offset."""
        if self.ascii:
            return offset - self.shift
        mark = min(bisect_right(self.marks, offset - self.shift) - 1, len(self.content) // STEP)
        return mark * STEP + len(self.source.data[self.shift + self.marks[mark] : offset].decode())


def read_text(source: Source) -> tuple[Text | None, tuple[Diagnostic, ...]]:
    """The text of `source` without its byte order mark, or `None` where its bytes are not UTF-8 text.

    Control characters are reported, those in a row once, and the first mark of a merge conflict; then the text is
    `None`, too.
    """
    text, faults = decode(source)
    if text is None:
        return None, faults
    content = text.content
    report = Report(text)
    if place := conflict(content):
        report.add("merge-conflict", *place, "a merge conflict is left here", KEEP_ONE)
    for match in _CONTROLS.finditer(content):
        report.add(
            "control-character",
            match.start(),
            match.end(),
            f"the control character U+{ord(match.group()[0]):04X} cannot stand in a text",
            "delete it; it often comes from copying out of a terminal or a PDF",
        )
        if len(report.found) >= CONTROLS_TOLD:
            break
    return (None if report.found else text), tuple(report.found)


def decode(source: Source) -> tuple[Text | None, tuple[Diagnostic, ...]]:
    """The text of `source` without its byte order mark, or `None` and the reason where its bytes are not UTF-8 text."""
    if source.data.startswith(UTF_16) or _is_wide(source.data[:_START]):
        help_ = "save the file as UTF-8: in Notepad, “Save as”, encoding “UTF-8”"
        return None, (
            Diagnostic.of("invalid-utf8", Span(source.path, 0, 2), "the file is UTF-16 text, not UTF-8", help_),
        )
    shift = len(BOM) if source.data.startswith(BOM) else 0
    try:
        content = source.data[shift:].decode("utf-8")
    except UnicodeDecodeError as error:
        start = shift + error.start
        found = Diagnostic.of(
            "invalid-utf8",
            Span(source.path, start, start + 1),
            f"the byte 0x{source.data[start]:02x} is not UTF-8 text",
            "save the file as UTF-8; editors offer this under “Save with encoding”",
        )
        return None, (found,)
    plain = len(content) == len(source.data) - shift
    return Text(source, content, shift, plain, () if plain else _marks(content)), ()


def _is_wide(data: bytes) -> bool:
    """Whether bytes look like UTF-16 text without a mark: every second one is NUL, and no other."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    return len(data) >= _SHORTEST and min(even, odd) == 0 and max(even, odd) * 3 > len(data)


_SHORTEST = 4
"""Bytes that can look like anything."""


def start_of_line(content: str, at: int) -> int:
    """Where the line around the character `at` starts."""
    return max(content.rfind("\n", 0, at), content.rfind("\r", 0, at)) + 1


def _marks(content: str) -> tuple[int, ...]:
    sizes = (len(content[at : at + STEP].encode()) for at in range(0, len(content), STEP))
    return tuple(accumulate(sizes, initial=0))


STEP = 4096

_START = 512
"""Bytes that tell what a file is."""

CONTROLS_TOLD = 20
"""After so many control characters the file is plainly not text; the rest tell nothing new."""
