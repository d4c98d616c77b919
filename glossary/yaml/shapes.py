"""What a struct says of how it is read from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, get_args

import msgspec

if TYPE_CHECKING:
    from glossary.yaml.nodes import Mapping, Scalar
    from glossary.yaml.reading import Reading

KEPT: Final = "kept"
"""Marks the kind of a list's items of which an empty one keeps its place: a cell of a table."""


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

    @classmethod
    def stray(cls, key: Scalar, node: Mapping) -> str:  # noqa: ARG003 - structs that know better use them
        """What helps where the mapping `node` has a key that the struct does not; empty where its keys are enough."""
        return ""

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report what is wrong with a value whose parts are right; called once, with the node it was made of."""


def inner_names(kind: Any) -> frozenset[str]:
    """The keys that may stand in a value of that type, or in an item of it."""
    if isinstance(kind, type) and issubclass(kind, Decodable):
        return frozenset(kind.__struct_encode_fields__)
    return frozenset().union(*(inner_names(each) for each in get_args(kind)))
