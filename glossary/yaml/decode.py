"""Nodes become values of given types; every fault is gathered with its place.

The types drive the decoder: a struct is a mapping, a tuple a list (a single item is taken, too), a `Mapping` a mapping
with free keys. What a scalar must look like is a *leaf*: a function that the caller gives for a type of its own. The
decoder is ours because `msgspec.convert` stops at the first fault and knows no place
(docs/decisions/0004-decoder.md).
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from glossary.text.near import nearest
from glossary.yaml.nodes import KIND, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report

Leaf = typing.Callable[[Scalar, "Reading"], Any]
"""Reads a scalar; reports to the reading and returns `NOTHING` where it cannot."""

Decoder = typing.Callable[[Node, "Reading"], Any]


class Nothing:
    """There is no value here: the key had none, or it was reported."""


NOTHING: Final = Nothing()


class Shape(msgspec.Struct, frozen=True):
    """What a struct's value may also be written as."""

    short: str = ""
    """The field that a scalar goes to: `see_also: [model]` is `{term: model}`."""
    items: str = ""
    """The field that a list goes to: `stages: […]` is `{steps: […]}`."""
    entries: tuple[str, str] = ("", "")
    """A list of this struct may be written as one mapping; key and value go to these two fields."""


class Decodable(msgspec.Struct, frozen=True, kw_only=True):
    """A struct that is read from YAML. `shape` tells its short forms; what has no default must be there."""

    shape: ClassVar[Shape] = Shape()

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report what is wrong with a value whose parts are right; called once, with the node it was made of."""


class Reading:
    """One file on its way: where faults go, which top-level field is being read, and what the caller keeps of it.

    `called` tells what the author calls a field of ours, where that differs.
    """

    def __init__(
        self, report: Report, extra: Any = None, called: Dictionary[str, str] | None = None
    ) -> None:
        self.report = report
        self.extra = extra
        self.called = called or {}
        self.field = ""

    @property
    def key(self) -> str:
        """The top-level key as the author wrote it: another glossary may call our fields otherwise."""
        return self.called.get(self.field, self.field)

    def fault(self, rule: str, node: Node, message: str, help_: str = "") -> Nothing:
        """Report a fault of `node`; the answer stands for the missing value."""
        self.report.add(rule, node.start, node.end, message, help_)
        return NOTHING

    def wrong(self, node: Node, wanted: str, help_: str = "") -> Nothing:
        """Report a node of the wrong kind."""
        where = f"`{self.key}` " if self.key else ""
        return self.fault("wrong-type", node, f"{where}wants {wanted}, but here is {KIND[type(node)]}", help_)


def empty(node: Node) -> bool:
    """Whether nothing stands there: `key:` alone. (`key: ""` is an empty text, and as good as nothing.)"""
    return isinstance(node, Scalar) and not node.value.strip()


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

    def _make(self, kind: Any) -> Decoder:
        if kind is Any:
            return data
        if kind in self.leaves:
            return _scalar(self.leaves[kind])
        origin = get_origin(kind)
        if origin is typing.Annotated:
            return self.make(kind.__origin__)
        if origin is Literal:
            return _scalar(_choice(get_args(kind)))
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
            return _list(item)
        fields = get_type_hints(kind, include_extras=True)
        return _entries(kind, item, self.make(fields[entries[0]]), self.make(fields[entries[1]]))


def _scalar(leaf: Leaf) -> Decoder:
    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return leaf(node, reading) if node.value.strip() else NOTHING
        return reading.wrong(node, "a text", _flat(node))

    return read


def _flat(node: Node) -> str:
    if isinstance(node, Mapping) and len(node.items) == 1:
        return "a text with a colon and a space in it needs quotes"
    if isinstance(node, Sequence):
        return "write one text; for text that starts with `[`, quote it"
    return "write one text; for text that starts with `{`, quote it"


def part(node: Mapping, name: str) -> Node | None:
    """The value of the key `name`."""
    return next((inner for key, inner in node.items if key.value == name), None)


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; a single item is a list of one, nothing is none."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


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
        meant = nearest(value, choices)
        return reading.fault(
            "invalid-value",
            node,
            f"`{reading.key}` cannot be `{short(value)}`",
            f"did you mean `{meant}`?" if meant else "write one of: " + ", ".join(choices),
        )

    return read


def short(value: str, most: int = 60) -> str:
    """The value as a message shows it: one line, not too long."""
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _list(item: Decoder) -> Decoder:
    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        nodes = node.items if isinstance(node, Sequence) else (node,)
        return tuple(value for each in nodes if (value := item(each, reading)) is not NOTHING)

    return read


def _entries(kind: Any, item: Decoder, key: Decoder, value: Decoder) -> Decoder:
    plain = _list(item)
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
            return reading.wrong(node, "a mapping", "write `key: value` lines below it")
        read_ = {name.value: value(inner, reading) for name, inner in node.items}
        return {name: inner for name, inner in read_.items() if inner is not NOTHING}

    return read


def _struct(kind: type[Decodable], maker: _Maker) -> Decoder:
    parts = _Parts(kind, maker)

    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        if isinstance(node, Scalar) and parts.shape.short:
            return parts.one(parts.shape.short, node, reading)
        if isinstance(node, Sequence) and parts.shape.items:
            return parts.one(parts.shape.items, node, reading)
        if isinstance(node, Mapping):
            return parts.build(node, reading)
        return reading.wrong(node, "a mapping", "write `key: value` pairs: " + ", ".join(parts.names[:6]))

    return read


class _Parts:
    """The fields of a struct, ready to be read. Made before its fields' decoders, which may need it."""

    def __init__(self, kind: type[Decodable], maker: _Maker) -> None:
        self.kind = kind
        self.shape = kind.shape
        found = msgspec.structs.fields(kind)
        hints = get_type_hints(kind, include_extras=True)
        self.names = tuple(field.encode_name for field in found)
        self.fields = {field.encode_name: (field.name, maker.make(hints[field.name])) for field in found}
        self.needed = tuple(field.encode_name for field in found if field.required)

    def one(self, name: str, node: Node, reading: Reading) -> Any:
        field, read = self.fields[name]
        value = read(node, reading)
        return NOTHING if value is NOTHING else self.kind(**{field: value})

    def build(self, node: Mapping, reading: Reading) -> Any:
        values = {}
        for key, inner in node.items:
            field = self.fields.get(key.value)
            if field is None:
                unknown(key, self.names, reading)
            elif (value := field[1](inner, reading)) is not NOTHING:
                values[field[0]] = value
        complete = True
        for name in self.needed:
            if self.fields[name][0] not in values:
                complete = False
                if not any(key.value == name and not empty(inner) for key, inner in node.items):
                    self._missing(name, node, reading)
        if not complete:
            return NOTHING
        made = self.kind(**values)
        made.check(node, reading)
        return made

    def _missing(self, name: str, node: Mapping, reading: Reading) -> None:
        reading.report.add(
            "missing-field",
            node.start,
            node.start + 1,
            f"`{name}` is missing here" + (f" in `{reading.key}`" if reading.key else ""),
            f"add `{name}: …`",
        )


def unknown(key: Scalar, names: typing.Iterable[str], reading: Reading) -> None:
    """Report a key that the format does not have, with the nearest one that it has."""
    meant = nearest(key.value, names)
    reading.fault(
        "unknown-key",
        key,
        f"there is no key `{short(key.value)}`" + (f" in `{reading.key}`" if reading.key else ""),
        f"did you mean `{meant}`?" if meant else "keys here: " + ", ".join(names),
    )


def top(
    kind: type[Decodable], leaves: Dictionary[Any, Leaf]
) -> Callable[[Mapping, Reading], dict[str, Any]]:
    """A function that reads a file's outermost mapping as the fields of `kind`; what is missing is left out.

    The caller decides what a missing field means.
    """
    maker = _Maker(leaves)
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: maker.make(hints[name]) for name in kind.__struct_fields__}

    def read(node: Mapping, reading: Reading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, inner in node.items:
            if (field := fields.get(key.value)) is None:
                unknown(key, fields, reading)
                continue
            reading.field = key.value
            if (value := field(inner, reading)) is not NOTHING:
                values[key.value] = value
            reading.field = ""
        return values

    return read
