"""A complaint of libyaml with the line that it is about, and what is told of it instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.yaml.quotes import quoted

if TYPE_CHECKING:
    from glossary.yaml.compose import MarkedYAMLError
    from glossary.yaml.known import Known


class Complaint(NamedTuple):
    """What is wrong at the character `at` of the YAML text, and what to write instead."""

    at: int
    message: str
    help: str
    width: int = 1


class Line(NamedTuple):
    """A line of the form `- key: value`; the key may be missing. `start` and `value_at` are places in the text."""

    start: int
    lead: str
    value: str

    @property
    def value_at(self) -> int:
        """Where the value starts."""
        return self.start + len(self.lead)

    def quoting(self, what: str = "the text") -> str:
        """The help to put the value into quotes."""
        return f"quote {what}: " + code(" ".join(filter(None, (self.lead.strip(), quoted(self.value)))))


class Progress(NamedTuple):
    """How far libyaml came: where the lists and mappings begin that are not ended, and where its last value ends."""

    begun: frozenset[int]
    reached: int

    def ended(self, at: int) -> bool:
        """Whether the list or mapping that begins at `at` has an end."""
        return at < self.reached and at not in self.begun


class Trouble(NamedTuple):
    """A complaint of libyaml, where it is best told, the line there, and the keys of the format."""

    error: MarkedYAMLError
    text: str
    at: int
    line: Line
    progress: Progress
    known: Known

    def says(self, *parts: str) -> bool:
        """Whether one of the parts is in what libyaml says."""
        return any(part in str(self.error.problem) for part in parts)

    @property
    def stumbled(self) -> int:
        """The character at which libyaml could not go on."""
        mark = self.error.problem_mark
        return min(mark.index, len(self.text)) if mark else self.at


_LINE = re.compile(r"(?P<lead>[ ]*(?:- +)*(?:[^\s:#\-\"'\[{][^:\n]*:[ ]+)?)(?P<value>[^\n]*)")
_PART = re.compile(r"[^\s,\[\]{}][^,\[\]{}\n]*")


def quoting(text: str, at: int) -> str:
    """The help to quote the text that starts at `at`: the value of a line, or a part of a value between brackets."""
    line = line_of(text, at)
    if at == line.value_at:
        return line.quoting()
    found = _PART.match(text, at)
    return f"quote the text: {code(quoted(found.group().strip()))}" if found else "put the text in quotes"


def line_of(text: str, at: int) -> Line:
    """The line around the character `at`, in its parts."""
    start = text.rfind("\n", 0, at) + 1
    match = _LINE.match(text, start)
    return Line(start, match["lead"], match["value"].rstrip()) if match else Line(start, "", "")


def text_of(text: str, at: int) -> str:
    """The line around the character `at`, as it stands."""
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def code(written: str) -> str:
    """What to write, between backticks where it has none of its own."""
    return written if "`" in written else f"`{written}`"
