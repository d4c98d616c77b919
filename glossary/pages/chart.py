"""The drawing on a sheet of the map: terms as boxes, their relations as lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.drawing import HEIGHT, NUMBER, curve, draw, shorten_name, width_of
from glossary.pages.sheets import UNSORTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.graph.layers import Edge
    from glossary.pages.drawing import Drawing
    from glossary.pages.frame import Desk
    from glossary.pages.join import Joiner
    from glossary.pages.sheets import Sheet
    from glossary.term.schema import TermId

KINDS: Final = (
    ("prerequisites", "term.first"), ("broader", "term.broader"), ("see_also", "see_also.title"),
    ("contrast", "term.contrast"),
)  # fmt: skip
"""The relations that are drawn, and what they are called. The first that there is makes the columns."""
ORDERING: Final = ("prerequisites", "broader")
"""Those of them that have a direction."""

MOST_LINES: Final = 1000
"""Lines on a sheet: more are a black field, and weigh more than a page may."""


class Node(msgspec.Struct, frozen=True):
    """The box of a term. `at` is its place among the terms of the sheet, `section` that of its section."""

    at: int
    href: str
    name: str
    whole: str
    """The name where the box has it cut, else nothing."""
    number: str
    section: str
    x: int
    y: int
    width: int
    height: int
    base: int
    start: int
    indent: int


class Line(msgspec.Struct, frozen=True):
    """A relation: its kind, the data of the path, the places of the two terms."""

    kind: str
    data: str
    ends: str


class Step(msgspec.Struct, frozen=True):
    """The heading above a column, and where the line before it stands; 0 before the first."""

    text: str
    x: int
    rule: int


class Chart(msgspec.Struct, frozen=True):
    """A drawing. `apart` is where the heading stands above boxes that are in no column; 0 where there are none."""

    label: str
    width: int
    height: int
    steps: tuple[Step, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    cut: bool
    """Whether there are more lines than can be drawn."""
    apart: int


def make_edges(glossary: Glossary, sheet: Sheet) -> dict[str, list[Edge]]:
    """The relations within a sheet by kind, as places of terms; from left to right where the kind has a direction."""
    place = {term: at for at, term in enumerate(sheet.terms)}
    found: dict[str, list[Edge]] = {}
    for kind, _ in KINDS:
        relation: Mapping[TermId, tuple[TermId, ...]] = getattr(glossary, kind)
        edges: dict[Edge, None] = {}
        for at, term in enumerate(sheet.terms):
            for other in relation.get(term, ()):
                to = place.get(other, at)
                if to != at and (kind in ORDERING or (at, to) not in edges):
                    edges[to, at] = None
        found[kind] = list(edges)
    return found


def make_chart(desk: Desk, sheet: Sheet, edges: Mapping[str, list[Edge]], joiner: Joiner) -> Chart:
    """The drawing of a sheet; `edges` are those of `make_edges`."""
    glossary, labels = desk.glossary, desk.labels
    numbers = glossary.numbers
    names = [glossary.terms[term].term for term in sheet.terms]
    widths = [width_of(name, numbered=term in numbers) for name, term in zip(names, sheet.terms, strict=True)]
    first = next((kind for kind in ORDERING if edges[kind]), "")
    drawing = draw(widths, edges.get(first, ()))
    lines = tuple(islice(_lines(edges, first, drawing), MOST_LINES + 1))
    return Chart(
        label=labels.count("map.label", len(names)),
        width=drawing.width,
        height=drawing.height,
        steps=tuple(_steps(drawing, desk)) if first == "prerequisites" else (),
        nodes=tuple(_node(desk, sheet, at, drawing, joiner) for at in drawing.order),
        lines=lines[:MOST_LINES],
        cut=len(lines) > MOST_LINES,
        apart=drawing.apart - 14 if drawing.apart and drawing.columns else 0,
    )


def _steps(drawing: Drawing, desk: Desk) -> Iterator[Step]:
    for at, x in enumerate(drawing.columns):
        yield Step(desk.labels.text("map.step", n=at + 1), x, x - 12 if at else 0)


def _node(desk: Desk, sheet: Sheet, at: int, drawing: Drawing, joiner: Joiner) -> Node:
    glossary, term = desk.glossary, sheet.terms[at]
    box, name = drawing.boxes[at], glossary.terms[term].term
    number, short = glossary.numbers.get(term, ""), shorten_name(name)
    return Node(
        at=at,
        href=joiner.term_href(term),
        name=short,
        whole="" if short == name else name,
        number=number,
        section=glossary.section_of.get(term, UNSORTED),
        x=box.x,
        y=box.y,
        width=box.width,
        height=HEIGHT,
        base=box.middle + 5,
        start=box.x + 8,
        indent=box.x + (NUMBER + 6 if number else 10),
    )


def _lines(edges: Mapping[str, list[Edge]], first: str, drawing: Drawing) -> Iterator[Line]:
    """The lines: of the kind that makes the columns those that no longer way stands for, of the others all."""
    boxes = drawing.boxes
    for kind, found in edges.items():
        for one, other in found:
            if kind != first:
                yield Line(kind, curve(boxes[one], boxes[other]), f"{one} {other}")
            elif data := drawing.lines.get((one, other)):
                yield Line(kind, data, f"{one} {other}")
