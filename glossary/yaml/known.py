"""The keys of a format, wherever they stand in it: what a word in front of a colon may be, where the YAML is broken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from glossary.yaml.leaves import Flag
from glossary.yaml.shapes import Decodable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary


class Known(NamedTuple):
    """All keys of a format, and the structs that the value of each holds, itself or in a list."""

    names: frozenset[str] = frozenset()
    within: Dictionary[str, tuple[type[Decodable], ...]] = {}
    texts: frozenset[str] = frozenset()
    """Those whose value is one text, and can be nothing else."""

    def text_key(self, parent: str, beside: str) -> str:
        """The key of a text that stands for a struct below `parent`, if `beside` is a key of that struct, too."""
        return next((kind.shape.short for kind in self.within.get(parent, ()) if _takes(kind, beside)), "")

    def list_key(self, parent: str, inner: str) -> str:
        """The key below `parent` that holds a list of structs with the key `inner`."""
        for kind in self.within.get(parent, ()):
            for name in kind.__struct_encode_fields__:
                if any(inner in item.__struct_encode_fields__ for item in self.within.get(name, ())):
                    return name
        return ""

    def marked(self, parent: str) -> tuple[str, str]:
        """Of a struct below `parent` that a text stands for: the key of that text, and that of its only mark."""
        for kind in self.within.get(parent, ()):
            hints = get_type_hints(kind)
            marks = [name for name in kind.__struct_fields__ if hints[name] is Flag]
            if kind.shape.short and len(marks) == 1:
                return kind.shape.short, marks[0]
        return "", ""


def _takes(kind: type[Decodable], beside: str) -> bool:
    return bool(kind.shape.short) and beside != kind.shape.short and beside in kind.__struct_encode_fields__


@cache
def known_of(kind: type[Decodable] | None) -> Known:
    """The keys of the format that a struct describes; none where nobody named one. Only who reports a fault asks: to
    walk the types of a term takes 5 ms.
    """
    if kind is None:
        return Known()
    within: dict[str, tuple[type[Decodable], ...]] = {}
    waiting, seen = [kind], {kind}
    texts: set[str] = set()
    others: set[str] = set()
    while waiting:
        struct = waiting.pop()
        hints = get_type_hints(struct, include_extras=True)
        for field, name in zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True):
            inner = tuple(dict.fromkeys(_structs(hints[field])))
            within[name] = tuple(dict.fromkeys((*within.get(name, ()), *inner)))
            (others if inner or _holds_several(hints[field]) else texts).add(name)
            waiting += [each for each in inner if each not in seen]
            seen.update(inner)
    return Known(frozenset(within), within, frozenset(texts - others))


def _holds_several(kind: Any) -> bool:
    """Whether a list, or data of any kind, may be the value."""
    return kind is Any or get_origin(kind) is tuple or any(map(_holds_several, get_args(kind)))


def _structs(kind: Any) -> Iterator[type[Decodable]]:
    if isinstance(kind, type) and issubclass(kind, Decodable):
        yield kind
    for part in get_args(kind):
        yield from _structs(part)
