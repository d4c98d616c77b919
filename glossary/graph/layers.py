"""Things in columns, so that what leads to another stands left of it: the first three steps of a layered drawing
(Sugiyama, Tagawa, Toda: *Methods for visual understanding of hierarchical system structures*, 1981).

Things are numbers from 0; numbers after the last thing are *bends*, places in the columns that a long line passes. All
lines of one thing share their bends, and so run as one for as long as they can.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]

SWEEPS: Final = 12


class Layers(NamedTuple):
    """The columns from left to right, each from top to bottom; the lines between neighbouring columns; for each edge
    that is drawn the bends that it passes.
    """

    columns: tuple[tuple[int, ...], ...]
    lines: tuple[Edge, ...]
    routes: Mapping[Edge, tuple[int, ...]]


def layered(count: int, edges: Iterable[Edge]) -> Layers:
    """`count` things in columns by the longest way that leads to each; things without an edge are left out.

    An edge that would close a circle is left out, and so is one that says no more than others in a row say. The order
    within a column is that of the numbers, changed to have lines cross less; equal input gives equal output.
    """
    kept = reduced(acyclic(edges))
    rank = _ranks(kept)
    columns: list[list[int]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for thing in sorted(rank):
        columns[rank[thing]].append(thing)
    lines, routes = _routed(kept, rank, columns, count)
    return Layers(_ordered(columns, lines), tuple(lines), routes)


def acyclic(edges: Iterable[Edge]) -> list[Edge]:
    """The edges, in order, without those that would close a circle with earlier ones."""
    ahead: dict[int, list[int]] = defaultdict(list)
    kept = []
    for one, other in edges:
        if one != other and one not in _reached(other, ahead):
            ahead[one].append(other)
            kept.append((one, other))
    return kept


def reduced(edges: Sequence[Edge]) -> list[Edge]:
    """The edges of a graph without circles, each once, without those that a longer way stands for."""
    ahead: dict[int, list[int]] = defaultdict(list)
    for one, other in dict.fromkeys(edges):
        ahead[one].append(other)
    beyond = {
        one: {far for other in others for far in _reached(other, ahead) - {other}} for one, others in ahead.items()
    }
    return [(one, other) for one, others in ahead.items() for other in others if other not in beyond[one]]


def _reached(start: int, ahead: Mapping[int, Sequence[int]]) -> set[int]:
    """What the edges lead to from `start`, itself included."""
    found = {start}
    open_ = [start]
    while open_:
        for other in ahead.get(open_.pop(), ()):
            if other not in found:
                found.add(other)
                open_.append(other)
    return found


def _ranks(edges: Sequence[Edge]) -> dict[int, int]:
    """For each thing the length of the longest way that leads to it."""
    ahead: dict[int, list[int]] = defaultdict(list)
    before: dict[int, int] = defaultdict(int)
    for one, other in edges:
        ahead[one].append(other)
        before[other] += 1
    rank = {thing: 0 for edge in edges for thing in edge if thing not in before}
    open_ = list(rank)
    while open_:
        one = open_.pop()
        for other in ahead.get(one, ()):
            rank[other] = max(rank.get(other, 0), rank[one] + 1)
            before[other] -= 1
            if not before[other]:
                open_.append(other)
    return rank


def _routed(
    edges: Sequence[Edge], rank: Mapping[int, int], columns: list[list[int]], count: int
) -> tuple[list[Edge], dict[Edge, tuple[int, ...]]]:
    """The lines from column to column and the bends of each edge; new bends are put into their columns."""
    bends: dict[Edge, int] = {}
    lines: dict[Edge, None] = {}
    routes = {}
    for one, other in edges:
        way = [one]
        for column in range(rank[one] + 1, rank[other]):
            if (one, column) not in bends:
                bends[one, column] = count + len(bends)
                columns[column].append(bends[one, column])
            way.append(bends[one, column])
        routes[one, other] = tuple(way[1:])
        lines.update(dict.fromkeys(zip(way, (*way[1:], other), strict=True)))
    return list(lines), routes


def _ordered(columns: list[list[int]], lines: Sequence[Edge]) -> tuple[tuple[int, ...], ...]:
    """The columns, each sorted again and again by the mean place of its neighbours; the order with the fewest crossings
    is kept, the first of several.
    """
    left: dict[int, list[int]] = defaultdict(list)
    right: dict[int, list[int]] = defaultdict(list)
    for one, other in lines:
        right[one].append(other)
        left[other].append(one)
    best = [list(column) for column in columns]
    fewest = crossings(best, right)
    now = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forwards = sweep % 2 == 0
        steps = range(1, len(now)) if forwards else range(len(now) - 2, -1, -1)
        for at in steps:
            now[at] = _sorted(now[at], now[at - 1 if forwards else at + 1], left if forwards else right)
        found = crossings(now, right)
        if found < fewest:
            fewest, best = found, [list(column) for column in now]
    return tuple(tuple(column) for column in best)


def _sorted(column: list[int], beside: list[int], neighbours: Mapping[int, Sequence[int]]) -> list[int]:
    place = {thing: at / len(beside) for at, thing in enumerate(beside)}
    wanted = {}
    for at, thing in enumerate(column):
        near = neighbours.get(thing, ())
        wanted[thing] = sum(place[other] for other in near) / len(near) if near else at / len(column)
    return sorted(column, key=wanted.__getitem__)


def crossings(columns: Sequence[Sequence[int]], right: Mapping[int, Sequence[int]]) -> int:
    """How many pairs of lines cross; `right` names the neighbours of each thing in the next column."""
    found = 0
    for at, column in enumerate(columns[:-1]):
        place = {thing: place for place, thing in enumerate(columns[at + 1])}
        seen: list[int] = []
        for thing in column:
            ends = sorted(place[other] for other in right.get(thing, ()))
            found += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return found
