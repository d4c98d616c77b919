"""Texts in YAML: Markdown and names in a field become compiled texts and references with their places."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NewType

import msgspec

from glossary.config.places import Places, Shifted
from glossary.markup.links import target
from glossary.markup.segments import Link, Prose, Segment
from glossary.markup.words import count_words
from glossary.text.address import name_key
from glossary.yaml.leaves import plain
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.markup.compiler import Compiler
    from glossary.markup.passages import Scribe
    from glossary.markup.segments import Compiled
    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Scalar
    from glossary.yaml.reading import Leaf, Reading

Name = NewType("Name", str)
"""The id or any name of a term; `[[…]]` around it is understood."""

Phrase = NewType("Phrase", str)
"""As `Name`, or else any words."""

Picture = NewType("Picture", str)
"""The relative path of a picture, as in a text."""


class Inline(msgspec.Struct, frozen=True, array_like=True):
    """An inline Markdown text: its source, and what it was compiled to (nothing where the source is plain prose).

    `base` is the place of its first link in the list of references of its file, `piece` that of its first running text
    among the pieces of its passage; below 0 where no names are linked.
    """

    source: str
    segments: tuple[Segment, ...] = ()
    base: int = 0
    piece: int = -1


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A block Markdown text; like `Inline`."""

    source: str
    segments: tuple[Segment, ...] = ()
    base: int = 0
    piece: int = -1


class Ref(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link or a picture of a file that is still a name or a path. `field` is the key it stands in (`body` for the
    body); `kind` is as in `Link`, or `id` for a name that a field asks for, `phrase` for one that may be mere words;
    `start` and `end` are byte offsets in the file.
    """

    field: str
    kind: str
    target: str
    fragment: str
    start: int
    end: int


NAMED: Final = frozenset({"id", "phrase"})
"""Kinds of references that are whole values of fields, of which the term's name is shown."""


UNREAD: Final = frozenset({"definition", "cover"})
"""Fields whose texts the index of bodies leaves out: the search has them elsewhere, or nobody looks for them."""


LINKED: Final = frozenset(
    {"body", "definition", "plain", "analogy", "senses", "stages", "groups", "implications"}
    | {"decision", "takeaways", "misconceptions"}
)
"""Fields in whose texts names are linked."""

LINKED_WITHIN: Final = frozenset({("tradeoffs", "values"), ("faq", "answer")})
"""Fields of which some texts are so, with their keys (docs/term-format.md, *Bare mentions, exactly*)."""

UNSAID: Final = frozenset({("misconceptions", "claim"), ("tradeoffs", "values")})
"""Texts of which no other page quotes a sentence, with their keys: a claim is wrong, and a cell is no sentence."""


class Writing:
    """Compiles the texts of one file and keeps their references; given to the leaves as `Reading.extra`. In what
    `scribe` writes names can be found; without one none are.
    """

    def __init__(self, compiler: Compiler, report: Report, scribe: Scribe | None = None) -> None:
        self.compiler = compiler
        self.report = report
        self.scribe = scribe
        self.refs: list[Ref] = []
        self.texts: list[str] = []
        """What is read of the texts, without any markup, but of those that are `UNREAD`."""
        self.words = 0

    def inline(self, node: Scalar, field: str, key: str = "") -> Inline:
        """The text of a scalar, compiled; `key` is where in the field it stands."""
        value = node.value.strip()
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        compiled = self.compiler.inline(value)
        self._note(compiled, field)
        base = len(self.refs)
        piece = -1 if self.scribe is None else self._read(compiled, field, key, node.start)
        if compiled.links or compiled.faults:
            self._keep(compiled, Places(node, value, self.report.text.content), field)
        if compiled.segments == (Prose(value),):
            return Inline(value, (), 0, piece)
        return Inline(value, compiled.segments, base, piece)

    def block(self, node: Scalar, field: str, key: str = "") -> Block:
        """The block text of a scalar, compiled; `key` is where in the field it stands."""
        compiled = self.compiler.block(node.value)
        self._note(compiled, field)
        base = len(self.refs)
        piece = -1 if self.scribe is None else self._read(compiled, field, key, node.start)
        self._keep(compiled, Places(node, node.value, self.report.text.content), field)
        return Block(node.value, compiled.segments, base, piece)

    def text(self, text: str, start: int, field: str, ids: frozenset[str] = frozenset()) -> Block:
        """A block text that stands in the file as it is, from the character `start` on."""
        compiled = self.compiler.block(text, ids=ids)
        self._note(compiled, field)
        base = len(self.refs)
        piece = -1 if self.scribe is None else self._read(compiled, field, "", start)
        self._keep(compiled, Shifted(start), field)
        return Block(text, compiled.segments, base, piece)

    def refer(self, kind: str, target: str, node: Scalar, field: str) -> None:
        """Keep a reference that is the whole value of a field; `kind` as in `Ref`."""
        self.refs.append(self._ref(field, Link(kind, target, "", 0, 0), node.start, node.end))

    def _read(self, compiled: Compiled, field: str, key: str, start: int) -> int:
        """Give the text to the scribe; the number of its first piece."""
        scribe: Scribe = self.scribe  # type: ignore[assignment]  # asked for only where there is one
        linked = field in LINKED or (field, key) in LINKED_WITHIN
        if not linked and not compiled.links:
            return -1
        scribe.enter(field, start)
        piece = scribe.pieces
        write = scribe.write_unsaid if (field, key) in UNSAID else scribe.write
        write(compiled.segments, len(self.refs), linked=linked)
        return piece if linked and scribe.pieces > piece else -1

    def _note(self, compiled: Compiled, field: str) -> None:
        self.words += count_words(compiled.text)
        if field not in UNREAD:
            self.texts.append(compiled.text)

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


def _inline(node: Scalar, reading: Reading) -> Any:
    return reading.extra.inline(node, reading.field, reading.inner)


def _block(node: Scalar, reading: Reading) -> Any:
    return reading.extra.block(node, reading.field, reading.inner)


def _name(node: Scalar, reading: Reading) -> Any:
    if not name_key(node.value.strip("[]")):
        return reading.fault(
            "invalid-value", node, f"`{short(node.value)}` is no name of a term", "write a term’s id or name"
        )
    return _named("id", node.value.strip(), node, reading)


def _phrase(node: Scalar, reading: Reading) -> Any:
    return _named("phrase", plain(node, reading), node, reading)


def _named(kind: str, value: str, node: Scalar, reading: Reading) -> str:
    if match := _WIKI.fullmatch(value):
        value = match[1].strip()
    reading.extra.refer(kind, value, node, reading.field)
    return value


def _picture(node: Scalar, reading: Reading) -> Any:
    value: str = plain(node, reading)
    to = target(value, "")
    if to.kind == "external":
        message = f"the picture `{short(value)}` is elsewhere, so only its description is shown"
        reading.fault("remote-image", node, message, "put a copy beside the term or page, or in `static/`")
    elif to.kind == "unknown":
        message = f"a picture may not start with `{short(to.fragment)}`, so only its description is shown"
        reading.fault("unknown-scheme", node, message, "write a path, such as `loss.png`")
    else:
        reading.extra.refer("image", value, node, reading.field)
    return value


TEXT_LEAVES: dict[Any, Leaf] = {
    Inline: _inline,
    Block: _block,
    Name: _name,
    Phrase: _phrase,
    Picture: _picture,
}
"""How texts, names and pictures are read; `Reading.extra` must be a `Writing`."""
