"""Texts as they are written in YAML, in the quotes that stand there already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.nodes import Node, Scalar
from glossary.yaml.splice import Cut

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARE: Final = re.compile(r"(?![-?:](?:\s|\Z)|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.)\S(?:.*\S)?")
"""What may stand without quotes, as far as its ends tell."""

_WITHIN: Final = re.compile(r":(?:\s|\Z)|\s#")
_IN_FLOW: Final = re.compile(r"[,\[\]{}]|:(?=\Z)|^[-:](?=[,\[\]{}])|^\?")
_TYPED: Final = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?\d[\d_,.:]*(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan)|0[xo][\da-f]+|=|<<"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?)",
    re.IGNORECASE,
)
"""What other readers of YAML would not take for a text."""


def written(value: str, *, flow: bool, like: str = "") -> str:
    """`value`, one line of text, as a scalar: in the quotes of the scalar `like`, else without where they are not
    needed. `flow` tells that it stands between brackets.
    """
    if like[:1] == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if like[:1] != '"' and _is_bare(value, flow=flow):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_bare(value: str, *, flow: bool) -> bool:
    return bool(
        _BARE.fullmatch(value)
        and value.isprintable()
        and not _WITHIN.search(value)
        and not _TYPED.fullmatch(value)
        and not (flow and _IN_FLOW.search(value))
    )


def is_flow(node: Node, content: str) -> bool:
    """Whether a list or a mapping is written between brackets."""
    return not isinstance(node, Scalar) and content[node.start : node.start + 1] in {"[", "{"}


def scalars(node: Node | None, content: str, *, flow: bool = False) -> Iterator[tuple[Scalar, bool]]:
    """All values in a node that are texts, in their order, and whether each stands between brackets."""
    if isinstance(node, Scalar):
        yield node, flow
        return
    if node is None:
        return
    flow = flow or is_flow(node, content)
    for item in node.items:
        yield from scalars(item[1] if isinstance(item, tuple) else item, content, flow=flow)


def rewritten(node: Scalar, value: str, content: str, *, flow: bool) -> Cut:
    """The scalar with another value, quoted as it is; without quotes, if it is of a kind that has none."""
    before = content[node.start : node.end]
    plain = before[:1] not in {"|", ">", "'", '"'}
    if plain and _TYPED.fullmatch(before) and _TYPED.fullmatch(value):
        return Cut(node.start, node.end, value)
    return Cut(node.start, node.end, written(value, flow=flow, like="" if plain else before))
