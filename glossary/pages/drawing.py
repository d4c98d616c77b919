"""Terms as boxes and their relations as lines: the last step of a layered drawing, in pixels of an SVG picture.

The columns come from `glossary.graph.layers`. The first stands at the top, where a small screen begins to read. Within
the others boxes stand as near to their neighbours' height as order and distance allow: least squares under these
bounds, by pooling adjacent violators (Barlow and others: *Statistical inference under order restrictions*, 1972).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import east_asian_width

from glossary.graph.layers import layered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.graph.layers import Edge, Layers

HEIGHT: Final = 28
BETWEEN: Final = 11
BEND: Final = 4
GAP: Final = 46
EDGE: Final = 14
TOP: Final = 44
NARROWEST: Final = 1072
"""The width that boxes without lines fill, where columns do not need more: that of the page."""
NUMBER: Final = 38
LETTER: Final = 7
LONGEST: Final = 30
ROUNDS: Final = 10


class Box(NamedTuple):
    """Where the box of a thing stands."""

    x: int
    y: int
    width: int

    @property
    def right(self) -> int:
        """The end of the box."""
        return self.x + self.width

    @property
    def middle(self) -> int:
        """The height at which lines meet the box."""
        return self.y + HEIGHT // 2


class _Grid(NamedTuple):
    """Boxes in columns; the upper end of each, and the height of each bend; where columns start and end."""

    boxes: Mapping[int, Box]
    heights: Mapping[int, int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Drawing(NamedTuple):
    """A drawing: its size, a box for each thing, where columns start, the height below which boxes have no place in
    the columns (0 where there are none), and the lines of the columns by edge, as data of SVG paths.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    order: tuple[int, ...]
    """The things as they are read: column by column, from top to bottom."""
    columns: tuple[int, ...]
    apart: int
    lines: Mapping[Edge, str]


def shorten_name(name: str) -> str:
    """The name as it fits into a box."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def width_of(name: str, *, numbered: bool) -> int:
    """How wide the box of a name is."""
    short = shorten_name(name)
    wide = 0 if short.isascii() else sum(east_asian_width(letter) in "WF" for letter in short)
    return round(20 + (len(short) + wide) * LETTER) + NUMBER * numbered


def draw(widths: Sequence[int], edges: Sequence[Edge]) -> Drawing:
    """The drawing of things with these widths; `edges` lead from left to right."""
    count = len(widths)
    layers = layered(count, edges)
    grid = _placed(layers, widths)
    boxes = grid.boxes
    placed = [thing for column in layers.columns for thing in column if thing < count]
    loose = [thing for thing in range(count) if thing not in boxes]
    bottom = max([0, *(y + HEIGHT for y in grid.heights.values())])
    width = max([NARROWEST, *grid.ends]) + EDGE
    apart = (bottom + TOP if boxes else TOP) if loose else 0
    lines = {edge: _line(edge, bends, grid) for edge, bends in layers.routes.items()}
    boxes = {**boxes, **_rows(loose, widths, width, apart)}
    height = max([bottom, *(box.y + HEIGHT for box in boxes.values())]) + EDGE
    return Drawing(
        width=width,
        height=height,
        boxes=tuple(boxes[thing] for thing in range(count)),
        order=(*placed, *loose),
        columns=grid.starts,
        apart=apart,
        lines=lines,
    )


def curve(one: Box, other: Box) -> str:
    """A line between two boxes that the columns know nothing of."""
    if one.x > other.x:
        one, other = other, one
    if one.right < other.x:
        reach = max((other.x - one.right) // 2, 12)
        ends = f"{one.right + reach} {one.middle} {other.x - reach} {other.middle} {other.x} {other.middle}"
        return f"M{one.right} {one.middle}C{ends}"
    bulge = max(one.right, other.right) + 16
    return f"M{one.right} {one.middle}C{bulge} {one.middle} {bulge} {other.middle} {other.right} {other.middle}"


def _placed(layers: Layers, widths: Sequence[int]) -> _Grid:
    starts: list[int] = []
    ends: list[int] = []
    for column in layers.columns:
        starts.append(ends[-1] + GAP if ends else EDGE)
        ends.append(starts[-1] + max([widths[thing] for thing in column if thing < len(widths)], default=0))
    heights = _down(layers, len(widths))
    boxes = {
        thing: Box(starts[at], heights[thing], widths[thing])
        for at, column in enumerate(layers.columns)
        for thing in column
        if thing < len(widths)
    }
    return _Grid(boxes, heights, tuple(starts), tuple(ends))


def _down(layers: Layers, count: int) -> dict[int, int]:
    """The upper end of each box and the height of each bend."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in layers.lines:
        beside[one].append(other)
        beside[other].append(one)
    half = {thing: (HEIGHT if thing < count else BEND) / 2 for column in layers.columns for thing in column}
    middle: dict[int, float] = {}
    for column in layers.columns:
        middle.update(zip(column, _apart([0.0] * len(column), column, half), strict=True))
    movable = layers.columns[1:]
    for turn in range(ROUNDS):
        for column in movable if turn % 2 == 0 else reversed(movable):
            wanted = [sum(middle[other] for other in beside[thing]) / len(beside[thing]) for thing in column]
            middle.update(zip(column, _apart(wanted, column, half), strict=True))
    top = min((middle[thing] - half[thing] for thing in half), default=0)
    return {thing: round(TOP + middle[thing] - top - (half[thing] if thing < count else 0)) for thing in half}


def _apart(wanted: Sequence[float], column: Sequence[int], half: Mapping[int, float]) -> list[float]:
    """The heights nearest to `wanted` at which the things of a column keep their order and distance, none above the
    top.
    """
    offsets = [0.0]
    for one, other in pairwise(column):
        offsets.append(offsets[-1] + half[one] + half[other] + BETWEEN)
    pools: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=True):
        total, count = value - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    levels = [max(total / count, 0.0) for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _rows(loose: Sequence[int], widths: Sequence[int], width: int, top: int) -> dict[int, Box]:
    """The things without lines in rows, in their order."""
    boxes = {}
    x, y = EDGE, top
    for thing in loose:
        if x > EDGE and x + widths[thing] > width - EDGE:
            x, y = EDGE, y + HEIGHT + BETWEEN
        boxes[thing] = Box(x, y, widths[thing])
        x += widths[thing] + BETWEEN
    return boxes


def _line(edge: Edge, bends: Sequence[int], grid: _Grid) -> str:
    """The line of an edge: level through each column that it passes, a curve between two."""
    one, other = grid.boxes[edge[0]], grid.boxes[edge[1]]
    y = one.middle
    data = f"M{one.right} {y}"
    for at, bend in enumerate((*bends, None), grid.starts.index(one.x)):
        to = other.middle if bend is None else grid.heights[bend]
        between = grid.ends[at] + GAP // 2
        data += f"H{grid.ends[at]}C{between} {y} {between} {to} {grid.starts[at + 1]} {to}"
        y = to
    return data
