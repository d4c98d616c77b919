"""Trade-off tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import Target
from glossary.pages.comparisons import FEWEST, comparison_address
from glossary.pages.components.works import Work, works
from glossary.pages.join import Markup, escape, plain
from glossary.term.anchors import table_ids
from glossary.term.schema import TermId
from glossary.text.address import name_key

if TYPE_CHECKING:
    from glossary.config.texts import Inline
    from glossary.pages.components.view import Scene
    from glossary.term.schema import Option, Row, Term, Tradeoff

WIDE = 4
"""So many columns, that of the dimensions included, are too wide for a phone."""
NOBODY: Final = TermId("")
"""Stands for the term of a page that is no term's."""


class OptionView(msgspec.Struct, frozen=True):
    """A column: its name, the page of its term, and whether it is the term of this page."""

    name: str
    id: str
    href: str
    own: bool


class CellView(msgspec.Struct, frozen=True):
    """A value; `best` is a word for who cannot see how it is set."""

    text: Markup
    best: str
    own: bool


class RowView(msgspec.Struct, frozen=True):
    """A row."""

    dimension: str
    cells: tuple[CellView, ...]


class TableView(msgspec.Struct, frozen=True):
    """A table. Its caption is its title, or else its question, without links where it leads to a page. `owner` is the
    term that declares it, where that is another one.
    """

    id: str
    caption: Markup
    label: str
    """What the table is called where it has no caption: by its options."""
    question: Markup
    role: str
    """What scrolls by keys: a landmark, but in the volume to print, which has too many for that."""
    wide: bool
    options: tuple[OptionView, ...]
    rows: tuple[RowView, ...]
    takeaway: Markup
    caveat: Markup
    as_of: str
    sources: tuple[Work, ...]
    owner: str
    owner_href: str
    page: str
    """Leads to the table on a page of its own; empty there, on paper, and where it has none."""


class TradeoffsView(msgspec.Struct, frozen=True):
    """The tables of a term."""

    corner: str
    tables: tuple[TableView, ...]


def tradeoffs(term: Term, scene: Scene, page: TermId | None = None) -> TradeoffsView | None:
    """The tables that the term declares; with `page` as that term's page shows them."""
    ids = table_ids(term.tradeoffs)
    tables = tuple(
        _table(made, table, scene, term.id if page is None else page)
        for made, table in zip(ids, term.tradeoffs, strict=True)
        if scene.only in {"", made}
    )
    return TradeoffsView(scene.word("tradeoffs.corner"), tables) if tables else None


def _table(made: str, table: Tradeoff, scene: Scene, page: TermId) -> TableView:
    options = tuple(_option(option, scene, page) for option in table.options)
    owner = scene.term.id
    borrowed = owner != page
    question = scene.inline(table.question)
    own = _page(made, options, scene) if page else ""
    return TableView(
        scene.join.prefix + (f"{owner}:{made}" if borrowed else made),  # no id that is made of words has a colon
        escape(table.title or asked(table)) if table.title or own else question,
        scene.word("tradeoffs.title")
        + scene.word("term.colon")
        + scene.word("term.comma").join(option.name for option in options),
        question if table.title else Markup(),
        "group" if scene.join.prefix else "region",
        len(options) + 1 >= WIDE,
        options,
        tuple(_row(row, table, options, scene) for row in table.rows),
        scene.inline(table.takeaway),
        scene.inline(table.caveat),
        scene.word("tradeoffs.as_of", date=table.as_of) if table.as_of else "",
        works(table.sources, scene),
        scene.term.term if borrowed else "",
        scene.join.href(Target("term", owner, made)) if borrowed else "",
        own,
    )


def asked(table: Tradeoff) -> str:
    """The question of a table, without markup."""
    return _bare(table.question)


def summed(table: Tradeoff) -> str:
    """The question of a table and what to take away, without markup."""
    return f"{_bare(table.question)} {_bare(table.takeaway)}".strip()


def _bare(text: Inline | None) -> str:
    return (plain(text.segments) or text.source) if text else ""


def _page(made: str, options: tuple[OptionView, ...], scene: Scene) -> str:
    terms = {option.id for option in options if option.id}
    if scene.join.prefix or len(terms) < FEWEST:
        return ""
    return scene.join.local(comparison_address(scene.term.id, made))


def _option(option: Option, scene: Scene, page: TermId) -> OptionView:
    name = option.term or option.text or ""
    term = scene.leads.named.get(name)
    if term is None:
        return OptionView(option.label or name, "", "", own=False)
    own = scene.join.glossary.terms[term].term
    shown = option.label or (own if option.term or name_key(name) == name_key(term) else name)
    return OptionView(shown, term, "" if term == page else scene.join.term_href(term), own=term == page)


def _row(row: Row, table: Tradeoff, options: tuple[OptionView, ...], scene: Scene) -> RowView:
    best = {place for name in row.best for place in _places(name_key(name.strip("[]")), table.options)}
    word = scene.word("tradeoffs.best")
    # With --keep-going a ragged row is shown, too: cut, or filled up with dashes.
    values = (*row.values, *(None for _ in options))[: len(options)]
    return RowView(
        row.dimension,
        tuple(
            CellView(scene.inline(value), word if place in best else "", option.own)
            for place, (value, option) in enumerate(zip(values, options, strict=True))
        ),
    )


def _places(key: str, options: tuple[Option, ...]) -> list[int]:
    """The columns that a name in `best` means: those with that label, else those of that term or text."""
    labelled = [place for place, option in enumerate(options) if option.label and name_key(option.label) == key]
    return labelled or [
        place
        for place, option in enumerate(options)
        if key in {name_key(name) for name in (option.term, option.text) if name}
    ]
