"""Other people's files, held against the wordings of a glossary."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.output import MARKER
from glossary.build.refused import Refused
from glossary.build.run import consult
from glossary.build.sources import read_bytes
from glossary.checks.prose import Finder, check_prose
from glossary.graph.wordings import wordings
from glossary.prose.kinds import KINDS, kind_called, kind_of
from glossary.text.diagnostic import Diagnostic, Span, weigh
from glossary.text.source import UTF_16, Source, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.graph.glossary import Glossary
    from glossary.graph.wordings import Wording
    from glossary.prose.kinds import Kind
    from glossary.text.diagnostic import Severity

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a file that is read for its prose."""

STDIN: Final = "-"
STDIN_SHOWN: Final = "<stdin>"

PASSED: Final = frozenset({"node_modules", "__pycache__"})
"""Folders of which nothing is read unless they are named: others' programs."""

_LOOKED_AT: Final = 8000
"""Bytes at the start of a file among which a NUL says that it is no text."""


class Rules(NamedTuple):
    """What a folder's glossary is against: how bad that is, and how many errors the glossary itself has."""

    glossary: Glossary
    wordings: tuple[Wording, ...]
    severities: Mapping[str, Severity]
    errors: int


class Linted(NamedTuple):
    """What was found. `texts` are the bytes of the files in which something was, by path as it is told."""

    files: int
    rules: Rules
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, bytes]
    seconds: float


class Asked(NamedTuple):
    """What is to be read: the paths as they were named, what was piped in, and a kind where not the names tell it."""

    paths: Sequence[str]
    piped: bytes = b""
    kind: str = ""


def read_rules(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Rules:
    """The wordings of the folder's glossary; raises as `build` does."""

    def ask(reading: Reading, shelf: Packs) -> Rules:
        severities = reading.site.config.rules
        errors = sum(found.severity == "error" for found in weigh(reading.faults, severities))
        return Rules(reading.glossary, wordings(reading.glossary, shelf), severities, errors)

    return consult(options, ask, progress)


def lint(options: Options, asked: Asked, progress: Callable[[str, int, int], None] = lambda *_: None) -> Linted:
    """All that is told of the files. Raises as `build` does, and `Refused` where a path is not there."""
    started = time.perf_counter()
    for path in asked.paths:
        if path != STDIN and not os.path.exists(path):
            raise Refused(f"{path} does not exist", "name files or folders, or `-` for what is piped in")
    rules = read_rules(options, progress)
    finder = Finder(rules.glossary, rules.wordings)
    found: list[Diagnostic] = []
    texts: dict[str, bytes] = {}
    files = 0
    for file in _files(asked):
        files += 1
        data = asked.piped if file.place == STDIN else _bytes(file)
        told = [data] if isinstance(data, Diagnostic) else list(_told(file, data, finder))
        if told:
            texts[file.path] = data if isinstance(data, bytes) else b""
        found += told
    weighed = weigh(found, rules.severities, strict=options.strict)
    return Linted(files, rules, weighed, texts, time.perf_counter() - started)


class _File(NamedTuple):
    """A file to be read: where it is, its path as it is told, and as what it is read."""

    place: str
    path: str
    kind: Kind
    named: bool = True


def _files(asked: Asked) -> Iterator[_File]:
    """The files that are meant, each once, in the order of the paths; those of a folder in the order of their names."""
    seen: set[str] = set()
    for path in asked.paths:
        for file in _below(path, asked.kind):
            place = file.place if file.place == STDIN else os.path.realpath(file.place)
            if place not in seen:
                seen.add(place)
                yield file


def _below(path: str, kind: str) -> Iterator[_File]:
    if path == STDIN:
        yield _File(STDIN, STDIN_SHOWN, kind_called(kind) if kind else KINDS[-1])
    elif os.path.isdir(path):
        yield from _walk(path, kind)
    else:
        yield _File(path, _shown(path), kind_called(kind) if kind else kind_of(path) or KINDS[-1])


def _walk(folder: str, kind: str) -> Iterator[_File]:
    """The files below a folder whose names tell that they hold prose; hidden ones and links are passed over."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue  # it went meanwhile
        if here != folder and any(entry.name == MARKER for entry in entries):
            continue  # a site that was built from a glossary
        folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False) and not _is_passed(entry.name)]
        pending += [os.path.join(here, entry.name) for entry in reversed(folders)]
        for entry in entries:
            known = kind_of(entry.name)
            if known and entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
                place = os.path.join(here, entry.name)
                yield _File(place, _shown(place), kind_called(kind) if kind else known, named=False)


def _is_passed(name: str) -> bool:
    return name.startswith(".") or name in PASSED


def _shown(place: str) -> str:
    """The path as it is told: as it was named, with `/`, in letters that can be written."""
    path = os.path.normpath(place).replace(os.sep, "/")
    return path.encode("utf-8", "replace").decode()


def _bytes(file: _File) -> bytes | Diagnostic:
    real = os.path.realpath(file.place)
    data = read_bytes(os.path.dirname(real), os.path.basename(real), LARGEST)
    if isinstance(data, bytes):
        return data
    span = Span(file.path, 0, 0)
    if data.rule == "limit":
        message, help_ = "the file has more than 8 MiB", "split it, or take out what is not text"
        return Diagnostic.of("limit", span, message, help_)
    return Diagnostic.of(data.rule, span, data.message, data.help)


def _told(file: _File, data: bytes, finder: Finder) -> Iterator[Diagnostic]:
    """What is to be told of a file's bytes."""
    if b"\0" in data[:_LOOKED_AT] and not data.startswith(UTF_16):
        if file.named:
            message, help_ = "this file is no text", "name files of text: Markdown, HTML, reStructuredText, Python"
            yield Diagnostic.of("unread-prose", Span(file.path, 0, 0), message, help_)
        return
    text, fault = decode(Source(file.path, data, ""))
    if text is None:
        yield from fault
        return
    prose = file.kind.read(text.content)
    yield from check_prose(text, prose, finder)
    if prose.unread is not None:
        message = "from here on the file is no Python that can be read"
        help_ = "mend it, or read it as plain text with `--as text`"
        yield Diagnostic.of("unread-prose", text.span(prose.unread, prose.unread), message, help_)
