"""What may be written in a site's own template, and the guards around what walks a value (decision 0038)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.exporters.guards import COMPARED, COPIED, SEARCHED, TOO_LARGE, TURNING, is_moderate
from glossary.exporters.jinja import Parser, TemplateSyntaxError, nodes

if TYPE_CHECKING:
    from glossary.exporters.jinja import Environment

DEEPEST: Final = 50
"""Levels of a template; ours have eleven. Jinja2 and Python recurse over them, and give up somewhere above 60."""

LOOP: Final = 3
"""Levels for which a loop counts: Python nests twenty at most."""

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no file can hold."""


def read_tree(environment: Environment, source: str, name: str | None, file: str | None) -> nodes.Template:
    """The template, parsed. Raises `TemplateSyntaxError`, with its line, also for what Jinja2 reads and no page can
    show, and for what is deeper than it can be read.
    """
    parser = Parser(environment, source, name, file)
    try:
        tree = parser.parse()
    except RecursionError:
        raise TemplateSyntaxError(_DEEP, parser.stream.current.lineno, name, file) from None
    except ValueError:  # of more digits than Python reads
        raise TemplateSyntaxError(TOO_LARGE, parser.stream.current.lineno, name, file) from None
    left: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while left:
        node, depth = left.pop()
        if wrong := _DEEP if depth > DEEPEST else _wrong(node):
            raise TemplateSyntaxError(wrong, node.lineno, name, file)
        deeper = depth + (LOOP if isinstance(node, nodes.For) else 1)
        left += reversed([(inner, deeper) for inner in node.iter_child_nodes()])
    return tree


_DEEP: Final = "it is nested too deeply"


def _wrong(node: nodes.Node) -> str:
    if isinstance(node, nodes.EvalContextModifier):
        return "there is no tag `autoescape` here: text is always escaped"
    if isinstance(node, nodes.Const):
        if isinstance(node.value, int | float) and not is_moderate(node.value):
            return TOO_LARGE
        if isinstance(node.value, str) and _HALF.search(node.value):
            return "this text holds half a character, by a `\\ud800` to `\\udfff`"
    return ""


def guard(tree: nodes.Template) -> None:
    """Put a filter around each value that the template loops over, compares, looks for, or copies a part of."""
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _through(TURNING, loop.iter)
    for pair in list(tree.find_all(nodes.Pair)):
        pair.key = _through(COMPARED, pair.key)
    for item in list(tree.find_all(nodes.Getitem)):
        if isinstance(item.arg, nodes.Slice):
            item.node = _through(COPIED, item.node)
    for compare in list(tree.find_all(nodes.Compare)):
        compare.expr = _through(COMPARED, compare.expr)
        for operand in compare.ops:
            # In `a in b in c`, `b` is looked for, too.
            last = operand is compare.ops[-1]
            operand.expr = _through(SEARCHED if last and operand.op in {"in", "notin"} else COMPARED, operand.expr)


def _through(filter_: str, value: nodes.Node) -> nodes.Filter:
    return nodes.Filter(value, filter_, [], [], None, None, lineno=value.lineno)
