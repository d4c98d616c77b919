"""A mapping becomes a struct, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, get_args, get_type_hints

import msgspec

from glossary.yaml.hints import FEW, field_of_text, in_link_brackets, instead, one_of_many, under_key, unlisted
from glossary.yaml.keys import bare, cut_text, in_comment, misplaced, near, strayed, unknown, unspaced
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, empty, part
from glossary.yaml.reading import NOTHING
from glossary.yaml.shapes import Decodable, inner_names

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

    from glossary.yaml.reading import Decoder, Leaf, Reading


class Maker(Protocol):
    """Makes decoders."""

    leaves: Dictionary[Any, Leaf]

    def make(self, kind: Any) -> Decoder:
        """The decoder of a type."""
        ...


class Parts:
    """The fields of a struct, ready to be read. Made before its fields' decoders, which may need it."""

    def __init__(self, kind: type[Decodable], maker: Maker) -> None:
        self.kind = kind
        self.shape = kind.shape
        found = msgspec.structs.fields(kind)
        hints = get_type_hints(kind, include_extras=True)
        self.names = tuple(field.encode_name for field in found)
        self.fields = {field.encode_name: (field.name, maker.make(hints[field.name])) for field in found}
        self.needed = tuple(field.encode_name for field in found if field.required)
        self.order = (*self.needed, *(name for name in self.names if name not in self.needed))
        kinds = {field.encode_name: hints[field.name] for field in found}
        self.inner = {name: inner_names(of) for name, of in kinds.items()}
        self.known = frozenset(self.names).union(*self.inner.values())
        self.steps = next(iter(get_args(kinds[self.shape.items])), None) if self.shape.items else None
        self.text = field_of_text(self.needed, kinds, maker.leaves)

    def hint(self, node: Node, reading: Reading) -> str:
        """What to write for a node that is no mapping."""
        if help_ := in_link_brackets(node, reading):
            return help_
        if isinstance(node, Sequence):
            return one_of_many(node, self.inner)
        if self.text and isinstance(node, Scalar):
            return under_key(node, self.text, self.needed, reading)
        return "write `key: value` pairs: " + ", ".join(self.order[:6])

    def one(self, name: str, node: Node, reading: Reading) -> Any:
        """The struct with nothing but the field `name`, which the whole node is."""
        field, read = self.fields[name]
        value = read(node, reading)
        return NOTHING if value is NOTHING else self.kind(**{field: value})

    def build(self, node: Mapping, reading: Reading) -> Any:
        """The struct of a mapping; nothing where a part that it needs is missing, or could not be read."""
        values = {}
        lost = set()
        for key, inner in node.items:
            if found := self.fields.get(key.value):
                field, read = found
                if (value := reading.within(key.value, read, inner)) is not NOTHING:
                    values[field] = value
                elif empty(inner) and in_comment(key, reading.report):
                    lost.add(key.value)
        missing = [name for name in self.needed if self.fields[name][0] not in values]
        meant = self._unknown(node, [name for name in missing if part(node, name) is None], reading)
        if missing:
            told = (meant or set()) | lost | reading.strays
            self._missing([name for name in missing if meant is not None and name not in told], node, reading)
            return NOTHING
        made = self.kind(**values)
        if meant == set() and self.known.isdisjoint(reading.strays):
            made.check(node, reading)
        return made

    def _unknown(self, node: Mapping, absent: list[str], reading: Reading) -> set[str] | None:
        """Report keys that the struct does not have. The fields that they stand for; `None` where the mapping is of
        another kind altogether, which is told once. `absent` are the fields that must be there and are not.
        """
        strange = [pair for pair in node.items if pair[0].value not in self.fields]
        run = [unspaced(key, self.names, reading, alone=bare(key, inner, reading)) for key, inner in strange]
        strange = [pair for pair, name in zip(strange, run, strict=True) if not name]
        if cut := [key for key, inner in strange if bare(key, inner, reading)]:
            cut_text(node, cut[0], reading)
            strange = [pair for pair in strange if pair[0] not in cut]
        if len(strange) == len(node.items) > 0 and not any(near(key.value, self.names) for key, _ in strange[:FEW]):
            if self.steps and unlisted(node, self.steps, reading):
                return None
            single = len(strange) == 1 and (self.needed or self.shape.short)
            written = instead(self.kind, *strange[0], reading) if single else ""
            if not misplaced(strange[0][0], self.names, self.inner, reading):
                unknown(strange[0][0], self.order, reading, example=written)
            return None
        missing = absent[0] if len(strange) == len(absent) == 1 else ""
        return set(filter(None, run)) | {
            ""
            if strayed(key, self.kind.stray(key, node), reading) or misplaced(key, self.names, self.inner, reading)
            else unknown(key, self.order, reading, missing)
            for key, _ in strange
        }

    def _missing(self, names: list[str], node: Mapping, reading: Reading) -> None:
        """Report fields that must be there: where their key stands and nothing behind it, else where all begins."""
        where = f" here in `{reading.key}`" if reading.key else " here"
        for name in names:
            stands = ((key, inner) for key, inner in node.items if key.value == name and not bare(key, inner, reading))
            key, inner = next(stands, (None, None))
            if key is None or inner is None:
                help_ = self.kind.complete or f"add `{name}: …`"
                message = f"`{name}` is missing{where}"
                reading.report.add("missing-field", node.start, node.start + 1, message, help_)
            elif empty(inner):
                help_ = self.kind.complete or f"write it after the colon: `{name}: …`"
                reading.report.add("missing-field", key.start, key.end, f"`{name}` is empty{where}", help_)
