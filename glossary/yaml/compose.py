"""YAML events, read by libyaml, composed into nodes by one loop of ours.

The C composer is not used: it crashes the process on 50,000 nested brackets, and it hides anchors that nothing uses
(docs/decisions/0003-yaml.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from yaml import MarkedYAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs do not name what the module re-exports
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from glossary.text.source import CONTROL
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, short
from glossary.yaml.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.text.diagnostic import Report

DEPTH: Final = 32
"""How deep YAML may nest; term-format.md, *Rules for the whole file*."""

REPAIRS: Final = 20
"""After so many top-level entries that cannot be read, the rest of the file is not tried any more."""

_REFUSED = re.compile("[\x80-\x9f\u2028\u2029]")
"""What libyaml stops at, or counts as a line break where editors see none."""

_ENTRY = re.compile(r"^(?![\s#\-\]}])[^\n]*?", re.MULTILINE)
_KEY = re.compile(r"""^[ ]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s:#][^:\n]*))[ ]*:""", re.MULTILINE)
_WITHIN = re.compile(r"([\w-]+):(?=\s)|^([\w-]+)", re.MULTILINE)
SEPARATORS: Final = "\x85\u2028\u2029"
_LONE = re.compile(r"\r(?!\n)")
_OPEN = re.compile(r"[:|>][+-]?\s*\Z")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?P<line>%[^\n]*(?:\n%[^\n]*)*)")
_DOTS = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)


class Composed:
    """What could be composed: the node (`None` for an empty text), and the top-level keys that had to be left out."""

    def __init__(self, node: Node | None, lost: frozenset[str]) -> None:
        self.node = node
        self.lost = lost


def compose(start: int, end: int, report: Report) -> Composed:
    """The YAML that stands between the characters `start` and `end` of the report's text.

    Never raises. A top-level entry that cannot be read is reported and left out, and the rest is read again, so that
    one slip does not hide the next.
    """
    text = _only_document(report.text.content[start:end], start, report)
    text = _readable(text, start, report)
    lost: set[str] = set()
    for _ in range(REPAIRS):
        try:
            return Composed(_Composer(text, start, report).document(), frozenset(lost))
        except _Refused as refused:
            text = _without_entry(text, refused.at, lost)
        except MarkedYAMLError as error:
            found = explain(error, text)
            report.add("yaml-syntax", start + found.at, start + found.at + found.width, found.message, found.help)
            text = _without_entry(text, found.at, lost)
    return Composed(None, frozenset(lost))


class _Refused(Exception):
    """The entry around the character `at` is refused; the reason was reported."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


def _readable(text: str, start: int, report: Report) -> str:
    """The text with LF for a CR alone, and spaces for what libyaml does not read: that is reported."""
    for match in _REFUSED.finditer(text):
        kind = "line separator" if match.group() in SEPARATORS else "control character"
        message = f"the {kind} U+{ord(match.group()):04X} cannot stand in YAML"
        at, end = start + match.start(), start + match.end()
        report.add("control-character", at, end, message, "replace it by an ordinary line break or space")
    return _LONE.sub("\n", _REFUSED.sub(" ", text))


def _only_document(text: str, start: int, report: Report) -> str:
    """The text without a directive, up to a line `...`: both are reported, and what cannot be read is blanked."""
    if found := _DIRECTIVE.match(text):
        at, end = found.span("line")
        report.add("yaml-feature", start + at, start + end, "a YAML directive", "delete the line that starts with `%`")
        text = text[:at] + _blank(text[at:end]) + text[end:]
    if found := _DOTS.search(text):
        at = found.start()
        report.add(
            "yaml-feature",
            start + at,
            start + at + 3,
            "a line `...`, which ends the YAML",
            "delete it; `---` closes front matter",
        )
        text = text[:at] + _blank(text[at:])
    return text


def _without_entry(text: str, at: int, lost: set[str]) -> str:
    """The text with the top-level entry around `at` blanked; every character keeps its place."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    first = max((place for place in starts if place <= at), default=0)
    after = min((place for place in starts if place > at), default=len(text))
    previous = max((place for place in starts if place < first), default=-1)
    if previous >= 0 and not _KEY.match(text, first) and _OPEN.search(text[previous:first]):
        first = previous
    lost.update((key[1] or key[2] or key[3] or "").strip() for key in _KEY.finditer(text, first, after))
    lost.update(word for found in _WITHIN.findall(text, first, after) for word in found)
    return text[:first] + _blank(text[first:after]) + text[after:]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


_CUT = re.compile(r"(?<=\S)[ \t]+(#[^\s#][^\n]*)")
"""What YAML takes for a comment and its author hardly: a sign that belongs to the next word."""


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


class _Composer:
    """One document's events, in one loop with a stack of its own: depth costs no recursion."""

    def __init__(self, text: str, shift: int, report: Report) -> None:
        self.text = text
        self.shift = shift
        self.report = report
        self.parser = CParser(text)
        self.cuts = {found.start(): found for found in _CUT.finditer(text)}

    def document(self) -> Node | None:
        """The node of the only document; raises what libyaml raises."""
        event: Callable[[], Any] = self.parser.get_event
        event()
        if not isinstance(event(), DocumentStartEvent):
            return None
        node = self._node()
        event()
        if isinstance(second := event(), DocumentStartEvent):
            mark: Any = second.start_mark
            at = mark.index + self.shift
            self.report.add(
                "yaml-feature", at, at + 3, "a second YAML document", "delete the line `---`, or what stands below it"
            )
        return node

    def _node(self) -> Node:
        stack: list[tuple[Any, list[Node]]] = []
        event: Callable[[], Any] = self.parser.get_event
        while True:
            found = event()
            kind = type(found)
            if kind is ScalarEvent:
                node: Node = self._scalar(found)
            elif kind is SequenceStartEvent or kind is MappingStartEvent:
                self._open(found, len(stack))
                stack.append((found, []))
                continue
            elif kind is SequenceEndEvent or kind is MappingEndEvent:
                opening, items = stack.pop()
                node = self._close(opening, items, found)
            else:
                self._alias(found)
            if not stack:
                return node
            stack[-1][1].append(node)

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor or (event.tag and event.tag != "!"):
            self._decorated(event)
        start = event.start_mark.index
        end = event.end_mark.index
        value = event.value
        raw = not event.style and end - start == len(value)
        if not raw and event.style in {'"', "'"}:
            raw = end - start - 2 == len(value)
        elif event.style in {"|", ">"} or not raw:
            end = start + len(self.text[start:end].rstrip())
        if not event.style and start < end and end in self.cuts:
            self._cut(self.cuts[end], self.text[start:end])
        if event.style == '"' and not raw and CONTROL.search(value):
            value = self._escaped(value, start, end)
        return Scalar(value, start + self.shift, max(end, start) + self.shift, raw)

    def _cut(self, found: re.Match[str], read: str) -> None:
        """A text without quotes ends where a `#` follows a blank."""
        at, end = found.span(1)
        whole = f"{read.splitlines()[-1].strip()} {found[1].rstrip()}"
        help_ = f"put the text in quotes: `{short(_quoted(whole))}`; a comment has a blank after its `#`"
        self.report.add(
            "cut-text", at + self.shift, end + self.shift, "for YAML a comment begins here, so this is not read", help_
        )

    def _escaped(self, value: str, start: int, end: int) -> str:
        """The value without the control characters that escapes brought in; they were not in the file's own text."""
        self.report.add(
            "control-character",
            start + self.shift,
            end + self.shift,
            "an escape stands for a control character",
            "take it out; a line break is written \\n",
        )
        return CONTROL.sub("", value)

    def _open(self, event: Any, depth: int) -> None:
        if event.anchor or (event.tag and event.tag != "!"):
            self._decorated(event)
        if depth >= DEPTH:
            message = f"this is nested deeper than {DEPTH} levels"
            self._refuse(event.start_mark.index, message, "flatten it; no field needs so many levels", "limit")

    def _close(self, opening: Any, items: list[Node], closing: Any) -> Node:
        start = opening.start_mark.index + self.shift
        end = start + len(self.text[start - self.shift : closing.end_mark.index].rstrip())
        if type(opening) is SequenceStartEvent:
            return Sequence(tuple(items), start, end)
        return Mapping(self._pairs(items), start, end)

    def _pairs(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for at in range(0, len(items), 2):
            key, value = items[at], items[at + 1]
            if not isinstance(key, Scalar):
                self.report.add(
                    "wrong-type", key.start, key.end, "a key that is not text", "write a plain word before the colon"
                )
            elif key.value == "<<" and key.raw:
                self.report.add(
                    "yaml-feature",
                    key.start,
                    key.end,
                    "a YAML merge key `<<`: only plain data is read",
                    "write the keys out where they are meant",
                )
            elif key.value in pairs:
                line = self.report.text.content.count("\n", 0, pairs[key.value][0].start) + 1
                self.report.add(
                    "duplicate-key",
                    key.start,
                    key.end,
                    f"the key `{key.value}` stands twice",
                    f"it stands on line {line} already: keep one of them",
                )
            else:
                pairs[key.value] = (key, value)
        return tuple(pairs.values())

    def _decorated(self, event: Any) -> NoReturn:
        at = event.start_mark.index
        if event.anchor:
            message = f"a YAML anchor `&{event.anchor}`: only plain data is read"
            self._refuse(at, message, "write the value out; quote a text that starts with `&`")
        tag = self.text[at : event.end_mark.index].split(maxsplit=1)[0] if at < len(self.text) else "!"
        message = f"a YAML tag `{tag[:40]}`: only plain data is read"
        self._refuse(at, message, "delete the tag; quote a text that starts with `!`")

    def _alias(self, event: Any) -> NoReturn:
        message = f"a YAML alias `*{event.anchor}`: only plain data is read"
        self._refuse(event.start_mark.index, message, "write the value out; quote a text that starts with `*`")

    def _refuse(self, at: int, what: str, help_: str, rule: str = "yaml-feature") -> NoReturn:
        self.report.add(rule, at + self.shift, at + self.shift + 1, what, help_)
        raise _Refused(at)


__all__ = ["Composed", "MarkedYAMLError", "compose"]
