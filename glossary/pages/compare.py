"""The pages of trade-off tables, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.comparisons import ADDRESS, Comparison, comparison_address, comparisons, comparisons_of
from glossary.pages.components import view_shared
from glossary.pages.components.tables import TradeoffsView, asked, summed
from glossary.pages.entries import Entry, make_entries, make_turns, portion_title
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup
from glossary.pages.portions import portion_at, portions
from glossary.term.anchors import table_ids
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.pages.portions import Portion
    from glossary.term.schema import Tradeoff

KIND: Final = "compare"


class Row(msgspec.Struct, frozen=True):
    """A table in the list: its options (those that are no terms without an address), and the term that declares it."""

    title: str
    href: str
    options: tuple[Link, ...]
    owner: Link


class ComparePage(msgspec.Struct, frozen=True):
    """What the page of a table shows; the list of tables has `rows` instead of `item`."""

    head: Head
    home: Link | None
    title: str
    count: str
    item: TradeoffsView | None
    entries: tuple[Entry, ...]
    """The options that are terms."""
    rows: tuple[Row, ...]
    turns: tuple[Link, ...]
    """The pages of the list, where it has several."""


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each table that compares terms, after the list of all; nothing where there are none."""
    found = comparisons(keys.glossary)
    if not found:
        return
    for portion in _portions(found):
        shown = [(each, keys.said(each.owner)) for each in _on(portion, found)]
        yield Planned(portion.address, keys.of(b"compare", len(found), portion.number, shown))
    for each in found:
        if each.paged:
            key = keys.of(b"compare", each, keys.said(each.owner), keys.joined(each.terms))
            yield Planned(comparison_address(each.owner, each.table), key, f"{each.owner}/{each.table}")


def view(desk: Desk, id_: str, address: str) -> ComparePage:
    """The page of the table `id_`, its owner's id and its own; the list where that is empty."""
    joiner = desk.joiner(address)
    if not id_:
        return _index(desk, comparisons(desk.glossary), joiner)
    labels = desk.labels
    owner, _, shown = id_.partition("/")
    each = next(each for each in comparisons_of(TermId(owner), desk.glossary) if each.table == shown)
    title, item = _table(each, desk, joiner)
    table = item.tables[0]
    said = summed(_told(each, desk))
    # Its caption is the heading of the page.
    bare = msgspec.structs.replace(item, tables=(msgspec.structs.replace(table, caption=Markup()),))
    return ComparePage(
        head=make_head(desk.glossary, labels, title, said or table.label, address),
        home=Link(labels.text("compare.title"), joiner.local(ADDRESS)),
        title=title,
        count=labels.count("compare.options", len(table.options)),
        item=bare,
        entries=make_entries(each.terms, joiner),
        rows=(),
        turns=(),
    )


def _index(desk: Desk, found: tuple[Comparison, ...], joiner: Joiner) -> ComparePage:
    labels = desk.labels
    split = _portions(found)
    here = portion_at(joiner.address, split)
    rows = tuple(_row(each, desk, joiner) for each in _on(here, found))
    title = labels.text("compare.title")
    names = "; ".join(row.title for row in rows)
    return ComparePage(
        head=make_head(desk.glossary, labels, portion_title(title, here, labels), names, joiner.address),
        home=None,
        title=title,
        count=labels.count("compare.count", len(found)),
        item=None,
        entries=(),
        rows=rows,
        turns=make_turns(split, here, joiner),
    )


def _portions(found: tuple[Comparison, ...]) -> tuple[Portion, ...]:
    """The pages of the list; their terms are those that declare the tables."""
    return portions(ADDRESS, [each.owner for each in found])


def _on(portion: Portion, found: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    return found[portion.start :][: len(portion.terms)]


def _row(each: Comparison, desk: Desk, joiner: Joiner) -> Row:
    title, item = _table(each, desk, joiner)
    table = item.tables[0]
    href = joiner.local(comparison_address(each.owner, each.table)) if each.paged else table.owner_href
    return Row(
        title,
        href,
        tuple(Link(option.name, option.href) for option in table.options),
        Link(table.owner, table.owner_href),
    )


def _table(each: Comparison, desk: Desk, joiner: Joiner) -> tuple[str, TradeoffsView]:
    """What a table is called, by its title, else its question, else its options; and the table."""
    term = desk.shelf.term(each.owner)
    item = view_shared(term, each.table, joiner, desk.glossary.leads(each.owner))
    told = _told(each, desk)
    return told.title or asked(told) or item.tables[0].label, item


def _told(each: Comparison, desk: Desk) -> Tradeoff:
    """The table as its owner declares it."""
    declared = desk.shelf.term(each.owner).tradeoffs
    return dict(zip(table_ids(declared), declared, strict=True))[each.table]
