"""Nodes become values of given types; every fault is gathered with its place.

The types drive the decoder: a struct is a mapping, a tuple a list (a single item is taken, too), a `Mapping` a mapping
with free keys. What a scalar must look like is a *leaf*: a function that the caller gives for a type of its own. The
decoder is ours because `msgspec.convert` stops at the first fault and knows no place
(docs/decisions/0004-decoder.md).
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin, get_type_hints

from glossary.text.near import nearest
from glossary.yaml.hints import LINES, flat, no_list, not_parted, not_split, unlisted
from glossary.yaml.keys import in_comment, misplaced, outdented, unknown
from glossary.yaml.nodes import KIND, Mapping, Node, Scalar, Sequence, empty, short
from glossary.yaml.parts import Parts
from glossary.yaml.reading import NOTHING
from glossary.yaml.shapes import KEPT, Decodable, inner_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Dictionary

    from glossary.yaml.reading import Decoder, Leaf, Reading


def decoder(kind: Any, leaves: Dictionary[Any, Leaf]) -> Decoder:
    """A function that reads a node as `kind`. Made once; `leaves` maps types to the readers of their scalars."""
    return _Maker(leaves).make(kind)


class _Maker:
    def __init__(self, leaves: Dictionary[Any, Leaf]) -> None:
        self.leaves = leaves
        self.made: dict[Any, Decoder] = {}

    def make(self, kind: Any) -> Decoder:
        if kind not in self.made:
            self.made[kind] = self._make(kind)
        return self.made[kind]

    def _make(self, kind: Any) -> Decoder:  # noqa: C901 - one line for each kind of type
        if kind is Any:
            return data
        if kind in self.leaves:
            return _scalar(self.leaves[kind], WANTED.get(kind.__name__, "a text"))
        origin = get_origin(kind)
        if origin is typing.Annotated:
            inner = kind.__origin__
            return _kept(self.leaves[inner]) if KEPT in kind.__metadata__ else self.make(inner)
        if origin is Literal:
            return _scalar(_choice(get_args(kind)), "one of " + ", ".join(get_args(kind)))
        if origin in {typing.Union, types.UnionType}:
            return self.make(next(part for part in get_args(kind) if part is not type(None)))
        if origin is tuple:
            return self._list(get_args(kind)[0])
        if origin is not None and issubclass(origin, typing.Mapping):
            return _free(self.make(get_args(kind)[1]))
        if isinstance(kind, type) and issubclass(kind, Decodable):
            return _struct(kind, self)
        message = f"no leaf for {kind}"
        raise TypeError(message)

    def _list(self, kind: Any) -> Decoder:
        item = self.make(kind)
        entries = kind.shape.entries if isinstance(kind, type) and issubclass(kind, Decodable) else ("", "")
        if not entries[0]:
            return _list(item, kind)
        fields = get_type_hints(kind, include_extras=True)
        return _entries(kind, item, self.make(fields[entries[0]]), self.make(fields[entries[1]]))


WANTED: Final = {
    "Count": "a whole number",
    "Day": "a date",
    "Flag": "`true` or `false`",
    "Slug": "an id",
    "TermId": "an id",
    "SectionId": "an id",
    "Name": "an id or a name",
    "Block": LINES,
    "Url": "an address",
}
"""What kinds of scalar are called that are more than a text."""


def _scalar(leaf: Leaf, wanted: str) -> Decoder:
    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return leaf(node, reading) if node.value.strip() else NOTHING
        return reading.wrong(node, wanted, flat(node, wanted, reading))

    return read


def _kept(leaf: Leaf) -> Decoder:
    def read(node: Node, reading: Reading) -> Any:
        return (
            leaf(node, reading)
            if isinstance(node, Scalar)
            else reading.wrong(node, "a text", flat(node, "a text", reading))
        )

    return read


def data(node: Node, reading: Reading) -> Any:
    """The node as plain lists, dicts and texts: data of the author's own."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [data(item, reading) for item in node.items]
    return {key.value: data(inner, reading) for key, inner in node.items}


def _choice(choices: tuple[str, ...]) -> Leaf:
    def read(node: Scalar, reading: Reading) -> Any:
        value = node.value.strip()
        if value in choices:
            return value
        meant = nearest(value.rstrip(",;."), choices) if "," not in value[:-1] else ""
        return reading.fault(
            "invalid-value",
            node,
            f"`{reading.key}` cannot be `{short(value)}`",
            (f"did you mean `{meant}`? It is" if meant else "write") + " one of: " + ", ".join(choices),
        )

    return read


def _list(item: Decoder, kind: Any) -> Decoder:
    by_comma = getattr(kind, "__name__", "") == "Plain"
    struct = kind if isinstance(kind, type) and issubclass(kind, Decodable) else None
    choices = get_args(kind) if get_origin(kind) is Literal else ()

    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        if isinstance(node, Sequence):
            nodes = node.items
            if by_comma:
                not_parted(node, reading)
        elif isinstance(node, Scalar):
            nodes = () if not_split(node, reading, choices, by_comma=by_comma) else (node,)
        elif struct:
            nodes = () if unlisted(node, struct, reading) else (node,)
        else:
            no_list(node, reading)
            nodes = ()
        return tuple(value for each in nodes if (value := item(each, reading)) is not NOTHING)

    return read


def _entries(kind: Any, item: Decoder, key: Decoder, value: Decoder) -> Decoder:
    plain = _list(item, kind)
    one, other = kind.shape.entries
    names = frozenset(kind.__struct_fields__)

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping) or names.issuperset(name.value for name, _ in node.items):
            return plain(node, reading)
        found = []
        for name, inner in node.items:
            values = {one: key(name, reading), other: value(inner, reading)}
            if NOTHING not in values.values():
                found.append(kind(**values))
        return tuple(found)

    return read


def _free(value: Decoder) -> Decoder:
    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        if not isinstance(node, Mapping):
            return reading.wrong(node, KIND[Mapping], "write `key: value` lines below it")
        read_ = {name.value: reading.within(name.value, value, inner) for name, inner in node.items}
        return {name: inner for name, inner in read_.items() if inner is not NOTHING}

    return read


def _struct(kind: type[Decodable], maker: _Maker) -> Decoder:
    parts = Parts(kind, maker)

    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        if isinstance(node, Scalar) and parts.shape.short:
            return parts.one(parts.shape.short, node, reading)
        if isinstance(node, Sequence) and parts.shape.items:
            return parts.one(parts.shape.items, node, reading)
        if isinstance(node, Mapping):
            return parts.build(node, reading)
        wanted = f"a text or {KIND[Mapping]}" if parts.shape.short else KIND[Mapping]
        return reading.wrong(node, wanted, kind.complete or parts.hint(node, reading))

    return read


def top(
    kind: type[Decodable], leaves: Dictionary[Any, Leaf], without: frozenset[str] = frozenset()
) -> Callable[[Mapping, Reading], dict[str, Any]]:
    """A function that reads a file's outermost mapping as the fields of `kind`; what is missing is left out.

    The caller decides what a missing field means. Fields in `without` are no keys.
    """
    maker = _Maker(leaves)
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: maker.make(hints[name]) for name in kind.__struct_fields__ if name not in without}
    below = {name: inner_names(hints[name]) for name in fields}

    def read(node: Mapping, reading: Reading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        reading.strays |= frozenset(key.value for key, _ in node.items if key.value not in fields)
        above: tuple[Scalar, Node] | None = None
        for key, inner in node.items:
            if (field := fields.get(key.value)) is None:
                if not (above and outdented(key, *above, below[above[0].value], reading)) and not misplaced(
                    key, fields, below, reading
                ):
                    reading.meant.add(unknown(key, fields, reading))
                continue
            above = key, inner
            reading.field = key.value
            if (value := field(inner, reading)) is not NOTHING:
                values[key.value] = value
            elif empty(inner) and in_comment(key, reading.report):
                reading.meant.add(key.value)
            reading.field = ""
        return values

    return read
