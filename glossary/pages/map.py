"""The map: terms as boxes, their relations as lines, and the same as a list."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.chart import KINDS, Chart, make_chart, make_edges
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import in_line
from glossary.pages.sheets import ADDRESS, UNSORTED, Sheet, make_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.term.schema import TermId

KIND: Final = "map"

MOST_LINKS: Final = 12
"""More links of one kind than this a line of the list does not name: the term's own page does."""
MOST_NAMED: Final = 18
"""Where a term has more links of all kinds than this, fewer of each are named: the list would grow with every line."""


class Choice(msgspec.Struct, frozen=True):
    """Something to filter by; `chosen` where it is shown at first."""

    id: str
    title: str
    chosen: bool = False


class Kin(msgspec.Struct, frozen=True):
    """The terms that stand in one relation to a term; `more` counts those that are not named."""

    label: str
    links: tuple[Link, ...]
    more: str


class Row(msgspec.Struct, frozen=True):
    """A term in the list."""

    at: int
    number: str
    name: str
    href: str
    section: str
    kin: tuple[Kin, ...]


class Leaf(msgspec.Struct, frozen=True):
    """A sheet in the list of sheets."""

    number: str
    title: str
    href: str
    count: str


class MapPage(msgspec.Struct, frozen=True):
    """What a sheet of the map shows; the list of sheets has `sheets` instead of a drawing."""

    head: Head
    home: Link | None
    sheet: str
    count: str
    title: str
    intro: str
    chart: Chart | None
    kinds: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    rows: tuple[Row, ...]
    sheets: tuple[Leaf, ...]
    previous: Link | None
    next: Link | None


def plan(keys: Keys) -> Iterator[Planned]:
    """The sheets, and the list of them where there are several; nothing where no term is related to another."""
    glossary = keys.glossary
    sheets = make_sheets(glossary)
    titles = [(chapter.id, chapter.number, chapter.title) for chapter in glossary.sections]
    ways = [(sheet.address, len(sheet.terms)) for sheet in sheets]
    if sheets and sheets[0].address != ADDRESS:
        yield Planned(ADDRESS, keys.of(b"map", titles, ways))
    relations: list[Mapping[TermId, tuple[TermId, ...]]] = [getattr(glossary, kind) for kind, _ in _LISTED]
    for sheet in sheets:
        related = [[relation.get(term, ()) for term in sheet.terms] for relation in relations]
        others = set(chain.from_iterable(chain.from_iterable(related)))
        sections = [glossary.section_of.get(term, "") for term in sheet.terms]
        shown = (keys.joined(sheet.terms), related, keys.joined(sorted(others)), sections)
        yield Planned(sheet.address, keys.of(b"map", sheet, titles, ways, shown), sheet.address)


def view(desk: Desk, id_: str, address: str) -> MapPage:
    """The sheet at the address `id_`; the list of sheets where that is empty."""
    joiner = desk.joiner(address)
    sheets = make_sheets(desk.glossary)
    at = next((at for at, sheet in enumerate(sheets) if sheet.address == id_), None)
    return _index(desk, sheets, joiner) if at is None else _sheet(desk, sheets, at, joiner)


def _index(desk: Desk, sheets: tuple[Sheet, ...], joiner: Joiner) -> MapPage:
    labels = desk.labels
    title = labels.text("map.title")
    leaves = tuple(
        Leaf(*_title_of(desk, sheet), joiner.local(sheet.address), labels.count("list.terms", len(sheet.terms)))
        for sheet in sheets
    )
    return MapPage(
        head=make_head(desk.glossary, labels, title, labels.text("map.sheets"), joiner.address),
        home=None,
        sheet=labels.count("map.count", len(sheets)),
        count=labels.count("list.terms", len(desk.glossary.terms)),
        title=title,
        intro=labels.text("map.sheets"),
        chart=None,
        kinds=(),
        sections=(),
        rows=(),
        sheets=leaves,
        previous=None,
        next=None,
    )


def _sheet(desk: Desk, sheets: tuple[Sheet, ...], at: int, joiner: Joiner) -> MapPage:
    glossary, labels = desk.glossary, desk.labels
    sheet = sheets[at]
    edges = make_edges(glossary, sheet)
    number, section = _title_of(desk, sheet)
    title = " ".join(part for part in (number, section) if part) or labels.text("map.title")
    present = [(kind, label) for kind, label in KINDS if edges[kind]]
    first = present[0][0] if present else ""
    head = labels.text("map.of", section=title) if section else title
    intro = labels.text("map.intro" if first == "prerequisites" else "map.related")
    return MapPage(
        head=msgspec.structs.replace(
            make_head(glossary, labels, head, intro, joiner.address), scripts=(joiner.local("assets/map.js"),)
        ),
        home=Link(labels.text("map.title"), joiner.local(ADDRESS)) if section else None,
        sheet=labels.text("map.sheet", n=sheet.number, m=sheet.count),
        count=labels.count("list.terms", len(sheet.terms)),
        title=title,
        intro=intro,
        chart=make_chart(desk, sheet, edges, joiner),
        kinds=tuple(Choice(kind, labels.text(label), kind == first) for kind, label in present),
        sections=_sections(desk, sheet),
        rows=tuple(_row(desk, sheet, place, joiner) for place in range(len(sheet.terms))),
        sheets=(),
        previous=_neighbour(desk, sheets, at - 1, joiner),
        next=_neighbour(desk, sheets, at + 1, joiner),
    )


def _sections(desk: Desk, sheet: Sheet) -> tuple[Choice, ...]:
    """The sections to filter by, where there are several on the sheet."""
    inside = {desk.glossary.section_of.get(term, "") for term in sheet.terms}
    found = tuple(
        Choice(chapter.id, " ".join(part for part in (chapter.number, chapter.title) if part))
        for chapter in desk.glossary.sections
        if chapter.id in inside
    )
    return found if len(inside) > 1 else ()


_LISTED: Final = (
    ("prerequisites", "term.first"), ("leads_to", "term.leads"), ("broader", "term.broader"),
    ("narrower", "term.narrower"), ("see_also", "see_also.title"), ("contrast", "term.contrast"),
)  # fmt: skip
"""The relations that the list names."""


def _related(glossary: Glossary, term: TermId) -> Iterator[tuple[str, int, tuple[TermId, ...]]]:
    """The relations that `term` stands in: what each is called, to how many terms, and those that the list names."""
    found: list[tuple[str, tuple[TermId, ...]]] = [
        (label, others) for kind, label in _LISTED if (others := getattr(glossary, kind).get(term, ()))
    ]
    most = MOST_LINKS if sum(len(others) for _, others in found) <= MOST_NAMED else MOST_NAMED // len(found)
    for label, others in found:
        yield label, len(others), others[:most]


def _row(desk: Desk, sheet: Sheet, at: int, joiner: Joiner) -> Row:
    glossary, labels, term = desk.glossary, desk.labels, sheet.terms[at]
    kin = []
    for label, count, others in _related(glossary, term):
        links = tuple([Link(glossary.terms[other].term, joiner.term_href(other)) for other in others])
        more = labels.count("list.more", count - len(others)) if count > len(others) else ""
        kin.append(Kin(labels.text(label), links, more))
    name, number = glossary.terms[term].term, glossary.numbers.get(term, "")
    return Row(at, number, name, joiner.term_href(term), glossary.section_of.get(term, UNSORTED), tuple(kin))


def _title_of(desk: Desk, sheet: Sheet) -> tuple[str, str]:
    """The number and the title of a sheet's section; empty where it shows all."""
    if sheet.section == UNSORTED:
        return "", desk.labels.text("list.other")
    chapter = desk.chapter(sheet.section)
    return (chapter.number, chapter.title) if chapter else ("", "")


def _neighbour(desk: Desk, sheets: tuple[Sheet, ...], at: int, joiner: Joiner) -> Link | None:
    if not 0 <= at < len(sheets):
        return None
    sheet = sheets[at]
    title = " ".join(part for part in _title_of(desk, sheet) if part)
    if sheet.count > 1:
        title = in_line((title, desk.labels.text("map.sheet", n=sheet.number, m=sheet.count)), ", ")
    return Link(title, joiner.local(sheet.address))
