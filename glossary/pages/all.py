"""The glossary to print: every entry in full, the addresses in notes, an index. Large ones come in volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.config.exports import MOST_PRINTED, is_printed
from glossary.graph.glossary import Leads
from glossary.pages.alphabet import letters
from glossary.pages.bar import Link
from glossary.pages.frame import WHOLE, Desk, Head, Planned, make_head, site_title
from glossary.pages.join import Defined, Markup
from glossary.pages.parts import Part, make_parts
from glossary.pages.printed import PrintJoiner, anchor
from glossary.pages.standing import Stamp, make_stamp
from glossary.pages.volumes import Volume, volumes
from glossary.term.schema import TermId
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from glossary.graph.glossary import Chapter, Glossary
    from glossary.pages.keys import Keys
    from glossary.text.labels import Labels

KIND: Final = "all"


class Note(msgspec.Struct, frozen=True):
    """An address elsewhere, at the end of the entry whose text leads there."""

    id: str
    mark: str
    address: str


class Article(msgspec.Struct, frozen=True):
    """An entry in full."""

    id: str
    number: str
    name: str
    also: str
    stamp: Stamp
    definition: Defined | None
    plain: Markup
    analogy: Markup
    limits: Markup
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


class Division(msgspec.Struct, frozen=True):
    """A section with its entries; without a title where the glossary has no sections."""

    id: str
    number: str
    title: str
    intro: Markup
    articles: tuple[Article, ...]


class Indexed(msgspec.Struct, frozen=True):
    """A line of the index: a name, its entry's other names, and where that stands."""

    name: str
    also: str
    number: str
    href: str


class Group(msgspec.Struct, frozen=True):
    """The lines of the index under one letter."""

    letter: str
    lines: tuple[Indexed, ...]


class AllPage(msgspec.Struct, frozen=True):
    """What a volume shows; the page that leads to volumes has no divisions."""

    head: Head
    title: str
    part: str
    """What of the glossary the volume holds, where that is not all."""
    lead: str
    count: str
    volumes: tuple[Link, ...]
    divisions: tuple[Division, ...]
    index: tuple[Group, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """The volume of all terms; with too many for one a page that leads to the volumes."""
    glossary = keys.glossary
    if not is_printed(glossary.site.config, len(glossary.terms)):
        return
    found = volumes(glossary, MOST_PRINTED)
    chapters = [(chapter.id, chapter.number, chapter.title) for chapter in glossary.sections]
    for volume in found:
        yield Planned(_address(volume), keys.of(b"all", chapters, volume, *_shown(volume, keys)), volume.id or WHOLE)
    if found[0].id:
        counts = [(volume.id, len(_terms(volume))) for volume in found]
        yield Planned(WHOLE, keys.of(b"all", chapters, counts), WHOLE)


def _shown(volume: Volume, keys: Keys) -> Iterator[object]:
    """All that the entries of a volume show."""
    glossary = keys.glossary
    for chapter, terms in volume.shelves:
        yield chapter
        for term in terms:
            owners = [*glossary.contrasted.get(term, ()), *(lent.owner for lent in glossary.borrowed.get(term, ()))]
            yield [keys.said(each) for each in (term, *owners)], glossary.borrowed.get(term, ())


def view(desk: Desk, id_: str, address: str) -> AllPage:
    """A volume, or what leads to the volumes."""
    glossary, labels = desk.glossary, desk.labels
    found = volumes(glossary, MOST_PRINTED)
    chosen = next((volume for volume in found if volume.id == id_), None)
    if chosen is None and len(found) == 1:
        chosen = found[0]
    held = frozenset(_terms(chosen)) if chosen else frozenset[TermId]()
    part = _title(chosen, glossary, labels) if chosen and chosen.id else ""
    title = site_title(glossary.site.config, labels)
    joiner = desk.joiner(address)
    links = (
        () if chosen else tuple(Link(_title(each, glossary, labels), joiner.local(_address(each))) for each in found)
    )
    count = len(held) if chosen else len(glossary.terms)
    head = make_head(glossary, labels, part or labels.text("all.title"), glossary.site.config.description, address)
    return AllPage(
        head=msgspec.structs.replace(head, scripts=(joiner.local("assets/all.js"),) if chosen else ()),
        title=title,
        part=part,
        lead=glossary.site.config.description,
        count=labels.count("list.terms", count),
        volumes=links,
        divisions=tuple(_divisions(desk, chosen, address, held)) if chosen else (),
        index=tuple(_index(glossary, held, labels)),
    )


def _divisions(desk: Desk, volume: Volume, address: str, held: Collection[TermId]) -> Iterator[Division]:
    for chapter, terms in volume.shelves:
        articles = tuple(_article(desk, term, address, held) for term in terms)
        if chapter is None:
            title = desk.labels.text("list.other") if desk.glossary.sections else ""
            yield Division(":other", "", title, Markup(), articles)
        else:
            intro = desk.joiner(address).inline(chapter.intro, Leads(chapter.intro_targets))
            yield Division(f":{chapter.id}", chapter.number, chapter.title, intro, articles)


def _article(desk: Desk, id_: TermId, address: str, held: Collection[TermId]) -> Article:
    glossary, labels = desk.glossary, desk.labels
    card, term, leads = glossary.terms[id_], desk.shelf.term(id_), glossary.leads(id_)
    joiner = PrintJoiner(glossary, labels, address, id_, held)
    definition = joiner.definition(term.term, term.definition, leads) if term.definition else None
    analogy = term.analogy
    made = Article(
        id=anchor(id_),
        number=glossary.numbers.get(id_, ""),
        name=card.term,
        also=labels.text("term.comma").join(card.also),
        stamp=make_stamp(card, labels),
        definition=definition,
        plain=joiner.inline(term.plain, leads),
        analogy=joiner.inline(analogy.text, leads) if analogy else Markup(),
        limits=joiner.inline(analogy.limits, leads) if analogy else Markup(),
        parts=make_parts(desk, term, joiner, leads)[0],
        notes=(),
    )
    notes = tuple(Note(joiner.note(mark), mark, address) for address, mark in joiner.notes.items())
    return msgspec.structs.replace(made, notes=notes)


def _index(glossary: Glossary, held: Collection[TermId], labels: Labels) -> Iterator[Group]:
    """The terms `held` by letter."""
    cards = [card for card in glossary.terms.values() if card.id in held]
    for letter in letters(cards, glossary.site.config.language):
        if letter.terms:
            lines = tuple(_line(term, glossary, labels) for term in letter.terms)
            yield Group(letter.name or labels.text("az.other"), lines)


def _line(term: TermId, glossary: Glossary, labels: Labels) -> Indexed:
    card = glossary.terms[term]
    also = labels.text("term.comma").join(card.also)
    return Indexed(card.term, also, glossary.numbers.get(term, ""), f"#{anchor(term)}")


def _terms(volume: Volume) -> list[TermId]:
    return [term for _, terms in volume.shelves for term in terms]


def _title(volume: Volume, glossary: Glossary, labels: Labels) -> str:
    chapter: Chapter | None = volume.shelves[0][0]
    other = "list.other" if glossary.sections else "nav.terms"
    title = f"{chapter.number} {chapter.title}".strip() if chapter else labels.text(other)
    return f"{title} ({volume.part})" if volume.part else title


def _address(volume: Volume) -> str:
    """Where a volume stands."""
    return f"all/{term_address(volume.id)}" if volume.id else WHOLE
