"""The first page: the sections with their terms, the letters, and in a glossary of moderate size every definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import Leads
from glossary.pages.bar import Link
from glossary.pages.comparisons import ADDRESS as COMPARE
from glossary.pages.comparisons import is_compared
from glossary.pages.entries import Entry, Letters, make_entries, make_letters
from glossary.pages.frame import Desk, Head, Planned, make_head, site_title
from glossary.pages.join import Face, Markup, in_line
from glossary.pages.scopes import QUIZ
from glossary.pages.sheets import ADDRESS as MAP
from glossary.pages.sheets import is_mapped
from glossary.pages.structured import set_data
from glossary.term.card import Standing
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Chapter, Glossary
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.term.card import Card
    from glossary.term.schema import TermId

KIND: Final = "home"
ADDRESS: Final = "index.html"

MOST_DEFINED: Final = 300
"""With more terms than this the first page shows names only: it would grow without bound."""
MOST_NAMED: Final = 1000
"""With more terms than this a section shows its first ones only, and leads to its own page."""
FIRST: Final = 24
MOST_PATHS: Final = 3


class Shelf(msgspec.Struct, frozen=True):
    """A section with its terms. `more` counts all of them where not all are shown."""

    id: str
    number: str
    title: str
    href: str
    intro: Markup
    entries: tuple[Entry, ...]
    more: str


class Specimen(msgspec.Struct, frozen=True):
    """An entry that shows what entries hold."""

    number: str
    name: str
    href: str
    definition: str
    verified: bool
    avoid: Markup
    write: Markup
    first: tuple[Face, ...]


class HomePage(msgspec.Struct, frozen=True):
    """What the first page shows."""

    head: Head
    count: str
    title: str
    lead: str
    ways: tuple[Link, ...]
    """Where to start: paths, the map, the questions."""
    specimen: Specimen | None
    sections: tuple[Shelf, ...]
    letters: tuple[Letters, ...]
    definitions: tuple[Letters, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """The first page."""
    glossary = keys.glossary
    minutes = [card.minutes for card in glossary.terms.values()]
    standing = [card.standing for card in glossary.terms.values()]
    paths = [(path.id, path.title) for path in glossary.paths]
    facts = (keys.joined(glossary.terms), minutes, standing, paths, glossary.sections)
    specimen = _example(glossary)
    shown = (specimen.id, specimen.digest, glossary.leads_key(specimen.id)) if specimen else ()
    first = glossary.prerequisites.get(specimen.id, ()) if specimen else ()
    ways = (
        is_mapped(glossary),
        is_compared(glossary),
        [card.id for card in glossary.terms.values() if card.questions][:1],
    )
    yield Planned(ADDRESS, keys.of(b"home", *facts, shown, first, ways))


def view(desk: Desk, _id: str, address: str) -> HomePage:
    """The first page."""
    glossary, labels = desk.glossary, desk.labels
    config = glossary.site.config
    joiner = desk.joiner(address)
    title = site_title(config, labels)
    head = make_head(glossary, labels, "", config.description, address)
    return HomePage(
        head=msgspec.structs.replace(head, data=set_data(glossary, labels)),
        count=_count(desk),
        title=title,
        lead=config.description,
        ways=tuple(_ways(glossary, joiner)),
        specimen=_specimen(desk, joiner),
        sections=tuple(_sections(desk, joiner)),
        letters=make_letters(desk.letters(), joiner),
        definitions=make_letters(desk.letters(), joiner, "*") if len(glossary.terms) <= MOST_DEFINED else (),
    )


def _count(desk: Desk) -> str:
    glossary, labels = desk.glossary, desk.labels
    terms = labels.count("list.terms", len(glossary.terms))
    filled = sum(bool(chapter.terms) for chapter in glossary.sections)
    return in_line((terms, labels.count("list.sections", filled) if filled else ""), " · ")


def _sections(desk: Desk, joiner: Joiner) -> Iterator[Shelf]:
    glossary = desk.glossary
    most = FIRST if len(glossary.terms) > MOST_NAMED else len(glossary.terms)
    for chapter in glossary.sections:
        if chapter.terms:
            yield _section(chapter, joiner, most)
    rest = [term for term in glossary.terms if term not in glossary.section_of]
    if rest:
        title = desk.labels.text("list.other") if glossary.sections else desk.labels.text("nav.terms")
        more = desk.labels.count("list.all", len(rest)) if len(rest) > most else ""
        entries = make_entries(rest[:most], joiner)
        yield Shelf("other", "", title, joiner.local("a-z/index.html"), Markup(), entries, more)


def _section(chapter: Chapter, joiner: Joiner, most: int) -> Shelf:
    count = len(chapter.terms)
    return Shelf(
        id=f"section-{chapter.id}",
        number=chapter.number,
        title=chapter.title,
        href=joiner.local(f"sections/{chapter.id}.html"),
        intro=joiner.inline(chapter.intro, Leads(chapter.intro_targets)),
        entries=make_entries(chapter.terms[:most], joiner),
        more=joiner.labels.count("list.all", count) if count > most else "",
    )


def _example(glossary: Glossary) -> Card | None:
    """The term that is shown as an example: the first that is verified, else the first that asks for another one, if
    it can be with questions.
    """
    usable = [card for card in glossary.terms.values() if card.definition and card.status == "published"]
    verified = [card for card in usable if card.standing == Standing.VERIFIED]
    linked = [card for card in usable if glossary.prerequisites.get(card.id)]
    asked = [card for card in linked if card.questions]
    return next(iter((*verified[:1], *asked[:1], *linked[:1])), None)


def _ways(glossary: Glossary, joiner: Joiner) -> Iterator[Link]:
    for path in glossary.paths[:MOST_PATHS]:
        yield Link(path.title, joiner.local(f"paths/{term_address(path.id)}"))
    if is_mapped(glossary):
        yield Link(joiner.labels.text("home.map"), joiner.local(MAP))
    if any(card.questions for card in glossary.terms.values()):
        yield Link(joiner.labels.text("home.quiz"), joiner.local(QUIZ))
    if is_compared(glossary):
        yield Link(joiner.labels.text("compare.title"), joiner.local(COMPARE))


def _specimen(desk: Desk, joiner: Joiner) -> Specimen | None:
    glossary = desk.glossary
    card = _example(glossary)
    if card is None:
        return None
    usage = next((usage for usage in desk.shelf.term(card.id).avoid if usage.write), None)
    leads = glossary.leads(card.id)
    first: tuple[TermId, ...] = glossary.prerequisites.get(card.id, ())
    return Specimen(
        number=glossary.numbers.get(card.id, ""),
        name=card.term,
        href=joiner.term_href(card.id),
        definition=card.definition,
        verified=card.standing == Standing.VERIFIED,
        avoid=joiner.inline(usage.avoid, leads) if usage else Markup(),
        write=joiner.inline(usage.write, leads) if usage else Markup(),
        first=joiner.faces(first),
    )
