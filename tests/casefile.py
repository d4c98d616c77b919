"""Golden cases in Markdown: a `##` a case, fences for the files that go in, fences for what must come out.

A fence whose info string is a language and a path (```` ```md terms/model.md ````) is an input file. Any other fence is
an expectation, named by its info string (```` ```output ````, ```` ```html model.html .quiz ````). Prose around the fences
is for the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>(?:html|json|files) \S+ [^\n]+|[\w-]+)(?: (?P<path>[^\n]+))?\n(?P<text>.*?)^(?P=fence)\n",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One `##` of a case file."""

    title: str
    source: Path
    files: Mapping[str, str]
    expected: Mapping[str, str]

    @property
    def name(self) -> str:
        """How pytest calls the case."""
        return f"{self.source.stem}: {self.title}"

    def write(self, folder: Path) -> None:
        """Put the input files into `folder`."""
        for path, text in self.files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of all files of `folder`, in order."""
    for source in sorted(folder.glob("*.md")):
        yield from _cases(source)


def _cases(source: Path) -> Iterator[Case]:
    for title, body in split(source.read_bytes().decode()):
        fences = list(_FENCE.finditer(body))
        files = {fence["path"]: fence["text"] for fence in fences if fence["path"]}
        expected = {fence["kind"]: fence["text"] for fence in fences if not fence["path"]}
        yield Case(title=title, source=source, files=files, expected=expected)


def split(text: str) -> Iterator[tuple[str, str]]:
    """Titles and bodies; a `## ` inside a fence is not a title."""
    title, start, closing, place = "", 0, "", 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        if closing:
            closing = "" if line.rstrip("\n") == closing else closing
        elif fence := re.match(r"`{3,}", line):
            closing = fence.group()
        elif line.startswith("## "):
            if title:
                yield title, text[start:place]
            title, start = line[3:].strip(), place + len(line)
        place += len(line)
    if title:
        yield title, text[start:]


def update(case: Case, kind: str, text: str) -> None:
    """Write `text` as the expectation `kind` of the case into its file; a fence that is not there is added at its end.

    Where there is nothing to expect any more, the fence is taken out.
    """
    whole = case.source.read_bytes().decode()
    body = next(body for title, body in split(whole) if title == case.title)
    fence = _longer(text)
    made = f"{fence}{kind}\n{text}{fence}\n"
    old = next((found for found in _FENCE.finditer(body) if found["kind"] == kind and not found["path"]), None)
    if not text:
        new = f"{body[: old.start()].rstrip()}\n\n{body[old.end() :].lstrip()}" if old else body
    else:
        new = body[: old.start()] + made + body[old.end() :] if old else f"{body.rstrip()}\n\n{made}\n"
    case.source.write_bytes(
        (whole.replace(f"## {case.title}\n{body}", f"## {case.title}\n{new}", 1).rstrip() + "\n").encode()
    )


def _longer(text: str) -> str:
    """A fence that nothing in `text` closes."""
    runs = [len(run) for run in re.findall(r"^`{3,}", text, re.MULTILINE)]
    return "`" * (max(runs, default=2) + 1)
