"""Texts in YAML: Markdown and names in a field become compiled texts and references with their places."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NewType

import msgspec

from glossary.markup.segments import Link, Segment
from glossary.text.address import name_key
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.markup.compiler import Compiler
    from glossary.markup.segments import Compiled
    from glossary.text.diagnostic import Report
    from glossary.yaml.decode import Leaf, Reading
    from glossary.yaml.nodes import Scalar

Name = NewType("Name", str)
"""The id or any name of a term; `[[…]]` around it is understood."""


class Inline(msgspec.Struct, frozen=True, array_like=True):
    """An inline Markdown text: its source, and what it was compiled to (nothing where the source is plain prose).

    `base` is the place of its first link in the list of references of its file.
    """

    source: str
    segments: tuple[Segment, ...] = ()
    base: int = 0


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A block Markdown text; like `Inline`."""

    source: str
    segments: tuple[Segment, ...] = ()
    base: int = 0


class Ref(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link of a file that is still a name. `field` is the key it stands in (`body` for the body), `kind` as in
    `Link`, or `id` for a name that a field asks for; `start` and `end` are byte offsets in the file.
    """

    field: str
    kind: str
    target: str
    fragment: str
    start: int
    end: int


class Writing:
    """Compiles the texts of one file and keeps their references; given to the leaves as `Reading.extra`."""

    def __init__(self, compiler: Compiler, report: Report) -> None:
        self.compiler = compiler
        self.report = report
        self.refs: list[Ref] = []
        self.words = 0

    def inline(self, node: Scalar, field: str) -> Inline:
        """The text of a scalar, compiled."""
        value = node.value.strip()
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        compiled = self.compiler.inline(value)
        self.words += compiled.words
        base = len(self.refs)
        if compiled.links or compiled.faults:
            self._keep(compiled, Places(node, value, self.report.text.content), field)
        if len(compiled.segments) == 1 and type(compiled.segments[0]).__name__ == "Prose" and "\n" not in value:
            return Inline(value)
        return Inline(value, compiled.segments, base)

    def block(self, node: Scalar, field: str) -> Block:
        """The block text of a scalar, compiled."""
        compiled = self.compiler.block(node.value)
        self.words += compiled.words
        base = len(self.refs)
        self._keep(compiled, Places(node, node.value, self.report.text.content), field)
        return Block(node.value, compiled.segments, base)

    def text(self, text: str, start: int, field: str, ids: frozenset[str] = frozenset()) -> Block:
        """A block text that stands in the file as it is, from the character `start` on."""
        compiled = self.compiler.block(text, ids=ids)
        self.words += compiled.words
        base = len(self.refs)
        self._keep(compiled, Shifted(start), field)
        return Block(text, compiled.segments, base)

    def name(self, node: Scalar, field: str) -> Name:
        """A name, and a reference to it."""
        value = node.value.strip()
        if match := _WIKI.fullmatch(value):
            value = match[1].strip()
        self.refs.append(self._ref(field, Link("id", value, "", 0, 0), node.start, node.end))
        return Name(value)

    def _keep(self, compiled: Compiled, places: Places | Shifted, field: str) -> None:
        for link in compiled.links:
            start, end = places.find(link.start, link.end)
            self.refs.append(self._ref(field, link, start, end))
        for fault in compiled.faults:
            start, end = places.find(fault.start, fault.end)
            self.report.add(fault.rule, start, end, fault.message, fault.help)

    def _ref(self, field: str, link: Link, start: int, end: int) -> Ref:
        text = self.report.text
        return Ref(field, link.kind, link.target, link.fragment, text.offset(start), text.offset(end))


_WIKI = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


class Shifted:
    """Places of a text that stands in the file as it is."""

    def __init__(self, start: int) -> None:
        self.start = start

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the file for the characters of the text."""
        return self.start + start, self.start + end


class Places:
    """Places of a scalar's text in its file. Quotes, folding and escapes move it: what stands at a place is searched
    for in the scalar's own lines, from left to right, and the whole scalar answers where it cannot be found.
    """

    def __init__(self, node: Scalar, value: str, content: str) -> None:
        self.node = node
        self.value = value
        written = content[node.start : node.end]
        self.whole = written.find(value)
        self.written = written
        self.cursor = 0

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the file for the characters of the value."""
        node = self.node
        if self.whole >= 0:
            return node.start + self.whole + start, node.start + self.whole + end
        pattern = r"\s+".join(re.escape(part) for part in self.value[start:end].split())
        found = re.compile(pattern).search(self.written, self.cursor) if pattern else None
        if not found:
            return node.start, node.end
        self.cursor = found.start() + 1
        return node.start + found.start(), node.start + found.end()


def _inline(node: Scalar, reading: Reading) -> Any:
    return reading.extra.inline(node, reading.field)


def _block(node: Scalar, reading: Reading) -> Any:
    return reading.extra.block(node, reading.field)


def _name(node: Scalar, reading: Reading) -> Any:
    if not name_key(node.value.strip("[]")):
        return reading.fault(
            "invalid-value", node, f"`{short(node.value)}` is no name of a term", "write a term’s id or name"
        )
    return reading.extra.name(node, reading.field)


TEXT_LEAVES: dict[Any, Leaf] = {Inline: _inline, Block: _block, Name: _name}
"""How texts and names are read; `Reading.extra` must be a `Writing`."""
