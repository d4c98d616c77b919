"""How problems look: for people, for programs, for GitHub, for CI services."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import click
import msgspec

from glossary.build.repository import place_in_repository
from glossary.build.sources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.text.diagnostic import Diagnostic, Span

WIDTH: Final = 100
"""Columns of a source line that are shown; a longer one is cut around its fault."""

NEAR: Final = 8 * WIDTH
"""Bytes of a long line that are looked at on each side of a fault: a character has four at most."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What would act on a terminal, or hide what stands there."""


_BREAK = re.compile(rb"\r\n|\n|\r")


class Place(NamedTuple):
    """Where a span starts and ends: line and column from 1, in code points, and the line's text.

    Of a long line `text` is a part; `cut` code points stand before it, and with `more` some behind it.
    """

    line: int
    column: int
    width: int
    text: str
    cut: int = 0
    more: bool = False


class Lines(NamedTuple):
    """A file's bytes, and where each of its lines begins: line ends are LF, CRLF and CR alone."""

    data: bytes
    begins: tuple[int, ...]


class Files:
    """The files that problems lie in, read once each, to show their lines."""

    def __init__(self, root: str, texts: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.root = root
        self.texts = texts
        """Bytes of files that are not what stands on the disk."""
        self.read: dict[str, Lines] = {}
        self.last = ("", 0, 0)
        """A path, an offset in it, and the code points from its line's start to there: the next problem is near."""
        self.above = place_in_repository(root)

    def whole(self, path: str) -> str:
        """The path from the top of the repository, as programs name it that look at a repository as a whole."""
        return path if os.path.isabs(path) else posixpath.normpath(posixpath.join(self.above, path))

    def place(self, span: Span) -> Place:
        """Where `span` is; line 1, column 1 of an empty line where the file cannot be read."""
        if span.path not in self.read:
            found = self.texts[span.path] if span.path in self.texts else read_bytes(self.root, span.path)
            data = found if isinstance(found, bytes) else b""
            self.read[span.path] = Lines(data, (0, *(match.end() for match in _BREAK.finditer(data))))
        data, begins = self.read[span.path]
        start = min(span.start, len(data))
        number = bisect_right(begins, start)
        begin = begins[number - 1]
        end = begins[number] if number < len(begins) else len(data)
        if number < len(begins):
            end -= 2 if data[end - 2 : end] == b"\r\n" else 1
        before = self._before(span.path, data, begin, start)
        inside = _text(data[start : max(start, min(span.end, end, start + NEAR))])
        first, after = max(begin, start - NEAR), min(end, start + NEAR)
        while begin < first < start and data[first] & 0xC0 == 0x80:
            first += 1
        cut = before - len(_text(data[first:start])) if first > begin else 0
        return Place(number, before + 1, max(1, len(inside)), _text(data[first:after]), cut, after < end)

    def _before(self, path: str, data: bytes, begin: int, start: int) -> int:
        """The code points between the start of the line and the place."""
        last_path, last, count = self.last
        known = path == last_path and begin <= last <= start
        found = count + len(_text(data[last:start])) if known else len(_text(data[begin:start]))
        self.last = (path, start, found)
        return found


def _text(data: bytes) -> str:
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def safe(text: str) -> str:
    """The text with all that a terminal would act on made visible."""
    return _UNSEEN.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < "\x20" else "\ufffd", text)


def one_line(text: str) -> str:
    """The text as `safe` has it, and on one line: the name of a file can hold a line break."""
    return safe(text).replace("\n", "\u240a").replace("\t", "\u2409")


def render(
    diagnostics: Sequence[Diagnostic],
    form: str,
    root: str,
    *,
    color: bool,
    texts: Mapping[str, bytes] = MappingProxyType({}),
) -> str:
    """The problems in one of the forms of `FORMATS`; always the same order and bytes for the same problems. `texts` are
    the bytes of files of which others stand on the disk.
    """
    files = Files(root, texts)
    if form == "json":
        return _json(diagnostics, files)
    if form == "sarif":
        from glossary.cli.sarif import sarif  # rules and their examples, which no other form needs

        return sarif(diagnostics, files)
    if form == "junit":
        return _junit(diagnostics, files)
    one = _github if form == "github" else _colored if color else _plain
    return "\n".join(one(found, files) for found in diagnostics)


def _plain(found: Diagnostic, files: Files) -> str:
    return _shown(found, files, color=False)


def _colored(found: Diagnostic, files: Files) -> str:
    return _shown(found, files, color=True)


def _shown(found: Diagnostic, files: Files, *, color: bool) -> str:
    def paint(text: str, **style: object) -> str:
        return click.style(text, **style) if color else text  # type: ignore[arg-type]  # styles are passed on

    place = files.place(found.span)
    hue = "red" if found.severity == "error" else "yellow"
    head = f"{one_line(found.span.path)}:{place.line}:{place.column}: "
    lines = [
        paint(head, bold=True)
        + paint(f"{found.severity}[{found.rule}]", fg=hue, bold=True)
        + f": {safe(found.message)}"
    ]
    if place.text.strip():
        number = str(place.line)
        text, caret = snippet(place)
        lines += [f"{number} | {text}", " " * len(number) + " | " + paint(caret, fg=hue, bold=True)]
    for other in found.related:
        there = files.place(other.span)
        lines.append(f"  also {one_line(other.span.path)}:{there.line}:{there.column}: {safe(other.message)}")
    if found.help:
        lines.append(paint("  help: ", fg="cyan") + safe(found.help))
    return "\n".join(lines) + "\n"


def snippet(place: Place) -> tuple[str, str]:
    """The line, and a line with carets under what is meant; cut to the width, wide characters counted."""
    start, width = place.column - 1 - place.cut, place.width
    text = place.text.replace("\t", " ")
    if len(text) > WIDTH:
        cut = max(0, min(start - WIDTH // 3, len(text) - WIDTH))
        piece = text[cut : cut + WIDTH]
        text = ("…" if cut or place.cut else "") + piece + ("…" if place.more or cut + WIDTH < len(place.text) else "")
        start = start - cut + (1 if cut or place.cut else 0)
        width = min(width, len(text) - start)
    shown = safe(text)
    return shown, " " * columns(shown[:start]) + "^" * max(1, columns(shown[start : start + width]))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes (UAX 11: wide and full-width take two, combining marks none)."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


class Entry(msgspec.Struct, frozen=True):
    """A problem for programs. Lines and columns from 1, columns in code points; offsets in bytes."""

    rule: str
    severity: str
    path: str
    line: int
    column: int
    start: int
    end: int
    message: str
    help: str
    related: tuple[Entry, ...] = ()


def _json(diagnostics: Sequence[Diagnostic], files: Files) -> str:
    entries = [_entry(found, files) for found in diagnostics]
    return msgspec.json.format(msgspec.json.encode(entries), indent=1).decode()


def _entry(found: Diagnostic, files: Files) -> Entry:
    place = files.place(found.span)
    span = found.span
    related = tuple(
        Entry(
            found.rule,
            "note",
            other.span.path,
            *files.place(other.span)[:2],
            other.span.start,
            other.span.end,
            other.message,
            "",
        )
        for other in found.related
    )
    return Entry(
        found.rule,
        found.severity,
        span.path,
        place.line,
        place.column,
        span.start,
        span.end,
        found.message,
        found.help,
        related,
    )


def _junit(diagnostics: Sequence[Diagnostic], files: Files) -> str:
    from glossary.cli.junit import junit  # its library is dear

    problems: dict[str, list[tuple[Diagnostic, str]]] = {}
    for found in diagnostics:
        problems.setdefault(safe(files.whole(found.span.path)), []).append((found, _plain(found, files)))
    return junit(problems)


def _github(found: Diagnostic, files: Files) -> str:
    """A workflow command (GitHub Docs, *Workflow commands*): shown at its line in a pull request.

    The runner takes a path as one from the top of the repository, wherever the command ran.
    """
    place = files.place(found.span)
    level = "error" if found.severity == "error" else "warning"
    also = [
        f"also {files.whole(other.span.path)}:{files.place(other.span).line}: {other.message}"
        for other in found.related
    ]
    text = "\n".join(filter(None, (found.message, *also, found.help)))
    where = f"line={place.line},col={place.column},endColumn={place.column + place.width}"
    path = _property(files.whole(found.span.path))
    return f"::{level} file={path},{where},title={_property(found.rule)}::{_data(text)}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
