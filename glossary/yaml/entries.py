"""Keys and list items that come and go: each as its neighbours are written, and nothing else touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.text.source import start_of_line
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence
from glossary.yaml.splice import Cut
from glossary.yaml.written import is_flow, rewritten, written

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Sequence as List

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def line_end(content: str) -> str:
    """How lines end in the text: as its first one does."""
    found = _LINE_END.search(content)
    return found.group() if found else "\n"


def end_of_line(content: str, at: int) -> int:
    """Where the line around the character `at` ends, in front of its line end."""
    found = _LINE_END.search(content, at)
    return found.start() if found else len(content)


def next_line(content: str, at: int) -> int:
    """Where the line below the character `at` starts."""
    found = _LINE_END.search(content, at)
    return found.end() if found else len(content)


def end_of(node: Node, content: str) -> int:
    """Where a node ends, comments behind it left out."""
    if isinstance(node, Scalar) or is_flow(node, content):
        return node.end
    if not node.items:
        return node.start
    last = node.items[-1]
    return end_of(last[1] if isinstance(last, tuple) else last, content)


def add_entry(content: str, node: Mapping | None, after: Scalar | None, at: int, lines: List[str]) -> Cut:
    """A new entry, behind that with the key `after`, else in front of all. `lines` are its own, the first with its key;
    without any other entry it stands at the character `at`.
    """
    ending = line_end(content)
    if node is None or not node.items:
        return Cut(at, at, "".join(line + ending for line in lines))
    if is_flow(node, content):
        return _add_in_flow(content, node, after, lines)
    first = node.items[0][0].start
    indent = content[start_of_line(content, first) : first]
    if after is None:
        place = start_of_line(content, first)
        return Cut(place, place, "".join(indent + line + ending for line in lines))
    value = next(value for key, value in node.items if key is after)
    place = end_of_line(content, end_of(value, content))
    return Cut(place, place, "".join(ending + indent + line for line in lines))


def _add_in_flow(content: str, node: Mapping, after: Scalar | None, lines: List[str]) -> Cut:
    """The same between brackets; further lines are the entries of a mapping."""
    key, *inner = (line.strip() for line in lines)
    entry = f"{key} {{{', '.join(inner)}}}" if inner else key
    if after is None:
        return Cut(node.start + 1, node.start + 1, f"{entry}, ")
    value = next(value for key, value in node.items if key is after)
    place = end_of(value, content)
    return Cut(place, place, f", {entry}")


def drop_entries(content: str, node: Mapping, names: Container[str]) -> list[Cut]:
    """The mapping without the entries of some names."""
    spans = [(key.start, end_of(value, content)) for key, value in node.items]
    gone = [place for place, (key, _) in enumerate(node.items) if key.value in names]
    if is_flow(node, content):
        return _without(spans, gone)
    return [Cut(start_of_line(content, spans[place][0]), next_line(content, spans[place][1]), "") for place in gone]


def _without(spans: List[tuple[int, int]], gone: List[int]) -> list[Cut]:
    """What stands between brackets without some of its parts, and the commas that part them from others."""
    cuts = []
    for first in (place for place in gone if place - 1 not in gone):
        behind = next(place for place in range(first, len(spans) + 1) if place not in gone)
        if behind < len(spans):
            cuts.append(Cut(spans[first][0], spans[behind][0], ""))
        else:
            cuts.append(Cut(spans[first - 1][1] if first else spans[first][0], spans[-1][1], ""))
    return cuts


def drop_item(content: str, node: Sequence, place: int) -> Cut:
    """A list of several items without one of them."""
    if is_flow(node, content):
        return _without([(item.start, end_of(item, content)) for item in node.items], [place])[0]
    item = node.items[place]
    return Cut(_dash(content, item)[0], next_line(content, end_of(item, content)), "")


def _dash(content: str, item: Node) -> tuple[int, str]:
    """Where the line with the hyphen of a list item starts, and what stands in front of that."""
    dash = content.rfind("-", 0, max(item.start, 1))
    start = start_of_line(content, dash)
    return start, content[start:dash]


def add_item(content: str, node: Node, value: str, *, flow: bool) -> Cut:
    """A list with one more text at its end; a single item becomes a list."""
    if not isinstance(node, Sequence):
        return _listed(content, node, value, flow=flow)
    if not node.items:
        return Cut(node.start + 1, node.start + 1, written(value, flow=True))
    last = node.items[-1]
    end = end_of(last, content)
    if not is_flow(node, content):
        place = end_of_line(content, end)
        text = written(value, flow=False, like=_quote(last, content))
        return Cut(place, place, f"{line_end(content)}{_dash(content, last)[1]}- {text}")
    lead = content[start_of_line(content, last.start) : last.start]
    between = f",{line_end(content)}{lead}" if not lead.strip() else ", "
    return Cut(end, end, between + written(value, flow=True, like=_quote(last, content)))


def _quote(node: Node, content: str) -> str:
    """How a neighbour is quoted."""
    return content[node.start : node.end] if isinstance(node, Scalar) else ""


def _listed(content: str, node: Node, value: str, *, flow: bool) -> Cut:
    """A list of what stands alone, and a text."""
    before = content[node.start : node.end]
    if isinstance(node, Scalar):
        if not node.value.strip():
            gap = "" if content[node.start - 1 : node.start].isspace() else " "
            return Cut(node.start, node.end, f"{gap}[{written(value, flow=True)}]")
        before = rewritten(node, node.value.strip(), content, flow=True).text
    new = written(value, flow=True, like=before)
    if isinstance(node, Mapping) and not (flow or is_flow(node, content)):
        indent = content[start_of_line(content, node.start) : node.start]
        lines = content[node.start : end_of(node, content)].replace("\n", "\n  ")
        return Cut(node.start, end_of(node, content), f"- {lines}{line_end(content)}{indent}- {new}")
    return Cut(node.start, node.end, f"[{before}, {new}]")


def relisted(content: str, node: Mapping, key: Scalar, out: str, new: str) -> list[Cut]:
    """The list of one key without the text `out`, and with `new` at its end, where these are not empty. What comes
    takes the place of what goes; a list of which nothing is left goes with its key.
    """
    value = next(value for other, value in node.items if other is key)
    flow = is_flow(node, content)
    items = value.items if isinstance(value, Sequence) else (value,)
    gone = next(
        (at for at, item in enumerate(items) if out and isinstance(item, Scalar) and item.value.strip() == out), None
    )
    if gone is None:
        return [add_item(content, value, new, flow=flow)] if new else []
    item = items[gone]
    if new and isinstance(item, Scalar):
        return [rewritten(item, new, content, flow=flow or is_flow(value, content))]
    if len(items) == 1 or not isinstance(value, Sequence):
        return drop_entries(content, node, {key.value})
    return [drop_item(content, value, gone)]
