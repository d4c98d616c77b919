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
from glossary.yaml.hints import (
    FEW,
    example,
    field_of_text,
    flat,
    in_link_brackets,
    not_split,
    one_of_many,
    pair,
    under_key,
    unlisted,
)
from glossary.yaml.keys import bare, cut_text, in_comment, near, unknown
from glossary.yaml.nodes import KIND, Mapping, Node, Scalar, Sequence, empty, short

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report

Leaf = typing.Callable[[Scalar, "Reading"], Any]
"""Reads a scalar; reports to the reading and returns `NOTHING` where it cannot."""

Decoder = typing.Callable[[Node, "Reading"], Any]


KEPT: Final = "kept"
"""Marks the kind of a list's items of which an empty one keeps its place: a cell of a table."""


class Nothing:
    """There is no value here: the key had none, or it was reported."""


NOTHING: Final = Nothing()

GUESSES: Final = 100
"""After so many unknown keys the file is no term; what each was meant to be is not searched for any more."""


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
    complete: ClassVar[str] = ""
    """The help where a part is missing, if it is not to add that part by hand."""

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report what is wrong with a value whose parts are right; called once, with the node it was made of."""


class Reading:
    """One file on its way: where faults go, which top-level field is being read, and what the caller keeps of it.

    `called` tells what the author calls a field of ours, where that differs; `spare` where a key of the author's own
    goes. `meant` gathers the fields that misspelt keys stand for, or whose values were lost in a comment.
    """

    def __init__(
        self, report: Report, extra: Any = None, called: Dictionary[str, str] | None = None, spare: str = ""
    ) -> None:
        self.report = report
        self.extra = extra
        self.called = called or {}
        self.spare = spare
        self.field = ""
        self.inner = ""
        self.meant: set[str] = set()
        self.guesses = GUESSES

    @property
    def key(self) -> str:
        """The key whose value is read, as the author wrote it: another glossary may call our fields otherwise."""
        return self.inner or self.called.get(self.field, self.field)

    def fault(self, rule: str, node: Node, message: str, help_: str = "") -> Nothing:
        """Report a fault of `node`; the answer stands for the missing value."""
        self.report.add(rule, node.start, node.end, message, help_)
        return NOTHING

    def wrong(self, node: Node, wanted: str, help_: str = "") -> Nothing:
        """Report a node of the wrong kind."""
        where = f"`{self.key}`" if self.key else "the file"
        return self.fault("wrong-type", node, f"{where} wants {wanted}, but here is {KIND[type(node)]}", help_)

    def misread(self, node: Scalar, wanted: str, help_: str) -> Nothing:
        """Report a scalar that is not what its key asks for."""
        return self.fault("wrong-type", node, f"`{self.key}` wants {wanted}, but here is `{short(node.value)}`", help_)


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


def inner_names(kind: Any) -> frozenset[str]:
    """The keys that may stand in a value of that type, or in an item of it."""
    if isinstance(kind, type) and issubclass(kind, Decodable):
        return frozenset(kind.__struct_encode_fields__)
    return frozenset().union(*(inner_names(each) for each in get_args(kind)))


def part(node: Mapping, name: str) -> Node | None:
    """The value of the key `name`."""
    for key, inner in node.items:
        if key.value == name:
            return inner
    return None


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
        meant = "" if "," in value else nearest(value, choices)
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

    def read(node: Node, reading: Reading) -> Any:
        if empty(node):
            return NOTHING
        if isinstance(node, Sequence):
            nodes = node.items
        elif isinstance(node, Scalar):
            nodes = () if not_split(node, reading, by_comma=by_comma) else (node,)
        else:
            nodes = () if struct and unlisted(node, struct, reading) else (node,)
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
            return reading.wrong(node, "a mapping", "write `key: value` lines below it")
        read_ = {name.value: _within(name.value, value, inner, reading) for name, inner in node.items}
        return {name: inner for name, inner in read_.items() if inner is not NOTHING}

    return read


def _within(name: str, read: Decoder, node: Node, reading: Reading) -> Any:
    """What `read` makes of the value of the key `name`; faults name that key."""
    outer, reading.inner = reading.inner, name
    value = read(node, reading)
    reading.inner = outer
    return value


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
        return reading.wrong(node, "a mapping", kind.complete or parts.hint(node, reading))

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
        self.order = (*self.needed, *(name for name in self.names if name not in self.needed))
        kinds = {field.encode_name: hints[field.name] for field in found}
        self.inner = {name: inner_names(of) for name, of in kinds.items()}
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
        field, read = self.fields[name]
        value = read(node, reading)
        return NOTHING if value is NOTHING else self.kind(**{field: value})

    def build(self, node: Mapping, reading: Reading) -> Any:
        values = {}
        lost = set()
        for key, inner in node.items:
            if found := self.fields.get(key.value):
                field, read = found
                if (value := _within(key.value, read, inner, reading)) is not NOTHING:
                    values[field] = value
                elif empty(inner) and in_comment(key, reading.report):
                    lost.add(key.value)
        missing = [name for name in self.needed if self.fields[name][0] not in values]
        meant = self._unknown(node, [name for name in missing if part(node, name) is None], reading)
        for name in missing:
            told = meant is None or name in meant or name in lost
            if not told and ((place := part(node, name)) is None or empty(place)):
                self._missing(name, node, reading)
        if missing:
            return NOTHING
        made = self.kind(**values)
        made.check(node, reading)
        return made

    def _unknown(self, node: Mapping, absent: list[str], reading: Reading) -> set[str] | None:
        """Report keys that the struct does not have. The fields that they stand for; `None` where the mapping is of
        another kind altogether, which is told once. `absent` are the fields that must be there and are not.
        """
        strange = [pair for pair in node.items if pair[0].value not in self.fields]
        if cut := [key for key, inner in strange if bare(key, inner, reading)]:
            cut_text(node, cut[0], reading)
            strange = [pair for pair in strange if pair[0] not in cut]
        if len(strange) == len(node.items) > 0 and not any(near(key.value, self.names) for key, _ in strange[:FEW]):
            written = "write " + example(*pair(self.kind), *strange[0], reading) if len(strange) == 1 else ""
            unknown(strange[0][0], self.order, reading, example=written)
            return None
        missing = absent[0] if len(strange) == len(absent) == 1 else ""
        return {unknown(key, self.order, reading, missing) for key, _ in strange}

    def _missing(self, name: str, node: Mapping, reading: Reading) -> None:
        reading.report.add(
            "missing-field",
            node.start,
            node.start + 1,
            f"`{name}` is missing here" + (f" in `{reading.key}`" if reading.key else ""),
            self.kind.complete or f"add `{name}: …`",
        )


def top(
    kind: type[Decodable], leaves: Dictionary[Any, Leaf], without: frozenset[str] = frozenset()
) -> Callable[[Mapping, Reading], dict[str, Any]]:
    """A function that reads a file's outermost mapping as the fields of `kind`; what is missing is left out.

    The caller decides what a missing field means. Fields in `without` are no keys.
    """
    maker = _Maker(leaves)
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: maker.make(hints[name]) for name in kind.__struct_fields__ if name not in without}

    def read(node: Mapping, reading: Reading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, inner in node.items:
            if (field := fields.get(key.value)) is None:
                reading.meant.add(unknown(key, fields, reading))
                continue
            reading.field = key.value
            if (value := field(inner, reading)) is not NOTHING:
                values[key.value] = value
            elif empty(inner) and in_comment(key, reading.report):
                reading.meant.add(key.value)
            reading.field = ""
        return values

    return read
