"""What a YAML text is composed into. Places are character offsets in the whole text of the file."""

from __future__ import annotations

from typing import Final

import msgspec

from glossary.text.invisible import shown


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """The text that stands there, whatever it looks like. `raw` tells that the text stands in the file as it is."""

    value: str
    start: int
    end: int
    raw: bool = True


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


class Mapping(msgspec.Struct, frozen=True):
    """Pairs in the order of the file; each key stands once."""

    items: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int


Node = Scalar | Sequence | Mapping

KIND: dict[type, str] = {Scalar: "text", Sequence: "a list", Mapping: "a mapping (`key: value`)"}
"""How a node is named to an author."""


def empty(node: Node) -> bool:
    """Whether nothing stands there: `key:` alone. (`key: ""` is an empty text, and as good as nothing.)"""
    return isinstance(node, Scalar) and not node.value.strip()


def is_null(node: Node) -> bool:
    """Whether others read nothing there: `null` or `~` without quotes (YAML 1.2.2, § 10.3.2). In our format it is text.

    >>> is_null(Scalar("null", 0, 4)), is_null(Scalar("null", 0, 6))
    (True, False)
    """
    return isinstance(node, Scalar) and node.value in NULLS and node.end - node.start == len(node.value)


NULLS: Final = frozenset({"null", "Null", "NULL", "~"})


def short(value: str, most: int = 60) -> str:
    """The value as a message shows it: one line, not too long, with nothing in it that cannot be seen."""
    line = " ".join(shown(value).split())
    return line if len(line) <= most else line[: most - 1] + "…"


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
