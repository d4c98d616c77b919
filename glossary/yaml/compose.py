"""YAML events, read by libyaml, composed into nodes by one loop of ours.

The C composer is not used: it crashes the process on 50,000 nested brackets, and it hides anchors that nothing uses
(docs/decisions/0003-yaml.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
from glossary.yaml.colons import BULLETS
from glossary.yaml.comments import CUT, tell_cut, tell_lost_item
from glossary.yaml.document import Entries, only_document, readable
from glossary.yaml.escapes import tell_control
from glossary.yaml.folds import FOLDED, item_within
from glossary.yaml.known import known_of
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, short
from glossary.yaml.syntax import explain
from glossary.yaml.trouble import Progress, quoting

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.shapes import Decodable

DEPTH: Final = 32
"""How deep YAML may nest; term-format.md, *Rules for the whole file*."""

REPAIRS: Final = 20
"""After so many top-level entries that cannot be read, the rest of the file is not tried any more."""

READ: Final = 1_000_000
"""Nor after so many characters in all rounds: a file of 50,000 has them all, the largest may have a single one."""

DOUBLES: Final = 1000
"""So many keys that stand twice are told; a file with more is no term."""


class Composed:
    """What could be composed: the node (`None` for an empty text), and the top-level keys that had to be left out."""

    def __init__(self, node: Node | None, lost: frozenset[str]) -> None:
        self.node = node
        self.lost = lost


def compose(start: int, end: int, report: Report, kind: type[Decodable] | None = None) -> Composed:
    """The YAML that stands between the characters `start` and `end` of the report's text; `kind` is the struct that its
    top level is meant for.

    Never raises. A top-level entry that cannot be read is reported and left out, and the rest is read again, so that
    one slip does not hide the next.
    """
    text = only_document(report.text.content[start:end], start, report)
    text = readable(text, start, report)
    entries: Entries | None = None
    cuts = {found.start(): found for found in CUT.finditer(text)}
    read = 0
    for _ in range(REPAIRS):
        before = len(report.found)
        composer = _Composer(text, start, report, cuts)
        try:
            return Composed(composer.document(), entries.lost if entries else frozenset())
        except _Refused as refused:
            del report.found[before:-1]
            at = reached = refused.at
        except MarkedYAMLError as error:
            found = explain(error, text, composer.progress(), known_of(kind))
            del report.found[before:]
            report.add("yaml-syntax", start + found.at, start + found.at + found.width, found.message, found.help)
            at, reached = found.at, error.problem_mark.index if error.problem_mark else found.at
        entries = entries or Entries(text)
        text = entries.without(text, at)
        read += reached
        if read > READ:
            break
    return Composed(None, entries.lost if entries else frozenset())


class _Refused(Exception):
    """The entry around the character `at` is refused; the reason was reported."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


_BULLET = re.compile(f"[-{BULLETS}]")


class _Composer:
    """One document's events, in one loop with a stack of its own: depth costs no recursion."""

    def __init__(self, text: str, shift: int, report: Report, cuts: Dictionary[int, re.Match[str]]) -> None:
        self.text = text
        self.shift = shift
        self.report = report
        self.parser = CParser(text)
        self.stack: list[tuple[Any, list[Node]]] = []
        self.cuts = cuts
        self.lines: tuple[int, ...] = ()
        self.doubles = DOUBLES

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

    def progress(self) -> Progress:
        """How far the events came."""
        begun = frozenset(opening.start_mark.index for opening, _ in self.stack)
        ended = (items[-1].end - self.shift for _, items in self.stack if items)
        return Progress(begun, max(ended, default=0))

    def _node(self) -> Node:
        stack = self.stack
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
                node = self._close(opening, items, found, nested=bool(stack))
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
            tell_cut(self.cuts[end], self.text[start:end], self.shift, self.report)
        if start >= end and not event.style and self._listed():
            tell_lost_item(self.text, start, self.shift, self.report)
        if not (raw or event.style or _BULLET.match(self.text, start)) and self._listed():
            self._item(start, end)
        if event.style == '"' and not raw and CONTROL.search(value):
            tell_control(self.text, (start, end), self.shift, self.report)
            value = CONTROL.sub("", value)
        return Scalar(value, start + self.shift, max(end, start) + self.shift, raw)

    def _listed(self) -> bool:
        """Whether what comes is an item of a list that is written without brackets."""
        opening = self.stack[-1][0] if self.stack else None
        return type(opening) is SequenceStartEvent and not opening.flow_style

    def _item(self, start: int, end: int) -> None:
        """A line with a hyphen that YAML takes for more of the item above."""
        if found := item_within(self.text, start, end, item=True):
            at = found[0] + self.shift
            self.report.add("unsplit-list", at, at + 1, FOLDED, found[1])

    def _line(self, at: int) -> int:
        """The number of the line around a place in the file."""
        if not self.lines:
            self.lines = tuple(found.start() for found in re.finditer("\n", self.report.text.content))
        return bisect_left(self.lines, at) + 1

    def _open(self, event: Any, depth: int) -> None:
        if event.anchor or (event.tag and event.tag != "!"):
            self._decorated(event)
        if depth >= DEPTH:
            message = f"this is nested deeper than {DEPTH} levels"
            self._refuse(event.start_mark.index, message, "flatten it; no field needs so many levels", "limit")

    def _close(self, opening: Any, items: list[Node], closing: Any, *, nested: bool) -> Node:
        start = opening.start_mark.index + self.shift
        end = start + len(self.text[start - self.shift : closing.end_mark.index].rstrip())
        if type(opening) is SequenceStartEvent:
            return Sequence(tuple(items), start, end)
        return Mapping(self._pairs(items, nested=nested), start, end)

    def _pairs(self, items: list[Node], *, nested: bool) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        listed = ""
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
                if listed:
                    continue
                self.doubles -= 1
                if self.doubles < 0:
                    continue
                line = self._line(pairs[key.value][0].start)
                help_ = f"it stands on line {line} already: keep one of them"
                if nested and key.value == next(iter(pairs)):
                    listed = key.value
                    help_ += f"; or write `- ` in front of each `{short(listed)}:`, if each starts an item of a list"
                self.report.add("duplicate-key", key.start, key.end, f"the key `{key.value}` stands twice", help_)
            else:
                pairs[key.value] = (key, value)
        return tuple(pairs.values())

    def _decorated(self, event: Any) -> NoReturn:
        at = event.start_mark.index
        if event.anchor:
            message = f"a YAML anchor `&{event.anchor}`: only plain data is read"
            self._refuse(at, message, self._undecorated(at, f"&{event.anchor}"))
        tag = self.text[at : event.end_mark.index].split(maxsplit=1)[0] if at < len(self.text) else "!"
        message = f"a YAML tag `{tag[:40]}`: only plain data is read"
        self._refuse(at, message, self._undecorated(at, tag))

    def _undecorated(self, at: int, sign: str) -> str:
        """The help to delete an anchor or a tag, or to quote it, where it may be the start of a text."""
        behind = self.text[at + len(sign) :].lstrip(" ")[:1]
        delete = f"delete `{short(sign)}`"
        return (
            delete if sign.startswith("!!") or behind in {"[", "{", "\n"} else f"{quoting(self.text, at)}; or {delete}"
        )

    def _alias(self, event: Any) -> NoReturn:
        message = f"a YAML alias `*{event.anchor}`: only plain data is read"
        at = event.start_mark.index
        self._refuse(at, message, f"{quoting(self.text, at)}; or write out what it stands for")

    def _refuse(self, at: int, what: str, help_: str, rule: str = "yaml-feature") -> NoReturn:
        self.report.add(rule, at + self.shift, at + self.shift + 1, what, help_)
        raise _Refused(at)


__all__ = ["Composed", "MarkedYAMLError", "compose"]
