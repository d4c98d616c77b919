"""The page of a section: its introduction, and its terms with their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import Leads
from glossary.pages.bar import Link
from glossary.pages.entries import Entry, make_entries, make_turns, portion_title
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup, plain
from glossary.pages.outline import Outline, whole
from glossary.pages.portions import portion_at, portions
from glossary.pages.sheets import sheet_of
from glossary.pages.structured import section_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Chapter, Glossary
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys

KIND: Final = "section"


class SectionPage(msgspec.Struct, frozen=True):
    """What the page of a section shows."""

    head: Head
    home: Link
    number: str
    title: str
    count: str
    minutes: str
    map: str
    """Leads to the sheet of the map with its terms; empty where there is none."""
    intro: Markup
    body: Markup
    entries: tuple[Entry, ...]
    turns: tuple[Link, ...]
    """The pages of its terms, where it has several."""
    previous: Link | None
    next: Link | None


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each section."""
    glossary = keys.glossary
    leaflets = {leaf.id: leaf for leaf in glossary.pages if leaf.section}
    titles = [(chapter.id, chapter.number, chapter.title) for chapter in glossary.sections]
    for at, chapter in enumerate(glossary.sections):
        opening = leaflets.get(chapter.opening)
        body = (opening.digest, glossary.page_key(opening.path)) if opening else ()
        around = titles[max(at - 1, 0) : at + 2]
        minutes = sum(glossary.terms[term].minutes for term in chapter.terms)
        shown = (chapter, around, body, sheet_of(glossary, chapter), minutes)
        for portion in portions(f"sections/{chapter.id}.html", chapter.terms):
            rows = [glossary.terms[term].minutes for term in portion.terms], keys.joined(portion.terms)
            yield Planned(portion.address, keys.of(b"section", *shown, rows), chapter.id)


def view(desk: Desk, id_: str, address: str) -> SectionPage:
    """The page of the section `id_`."""
    glossary, labels = desk.glossary, desk.labels
    joiner = desk.joiner(address)
    at = next(at for at, chapter in enumerate(glossary.sections) if chapter.id == id_)
    chapter = glossary.sections[at]
    sheet = sheet_of(glossary, chapter)
    found = portions(f"sections/{chapter.id}.html", chapter.terms)
    here = portion_at(address, found)
    opening = here.number == 1
    title = portion_title(chapter.title, here, labels)
    head = make_head(glossary, labels, title, _description(chapter, joiner), address)
    return SectionPage(
        head=msgspec.structs.replace(head, data=section_data(glossary, chapter, address, labels)),
        home=Link(labels.text("nav.terms"), joiner.local("index.html")),
        number=chapter.number,
        title=chapter.title,
        count=labels.count("list.terms", len(chapter.terms)),
        minutes=labels.text("list.minutes", n=sum(glossary.terms[term].minutes for term in chapter.terms)),
        map=joiner.local(sheet) if sheet else "",
        intro=joiner.inline(chapter.intro, Leads(chapter.intro_targets)) if opening else Markup(),
        body=_body(glossary, chapter, joiner) if opening else Markup(),
        entries=make_entries(here.terms, joiner),
        turns=make_turns(found, here, joiner),
        previous=_neighbour(glossary, at - 1, joiner),
        next=_neighbour(glossary, at + 1, joiner),
    )


def _description(chapter: Chapter, joiner: Joiner) -> str:
    if chapter.intro is not None:
        return plain(chapter.intro.segments) if chapter.intro.segments else chapter.intro.source
    return joiner.labels.count("list.terms", len(chapter.terms))


def _body(glossary: Glossary, chapter: Chapter, joiner: Joiner) -> Markup:
    """The text of the page that introduces the section."""
    opening = next((leaf for leaf in glossary.pages if leaf.section and leaf.id == chapter.opening), None)
    if opening is None:
        return Markup()
    return whole(opening.body, glossary.page_leads(opening.path), joiner, Outline(numbered=False))


def _neighbour(glossary: Glossary, at: int, joiner: Joiner) -> Link | None:
    if not 0 <= at < len(glossary.sections):
        return None
    chapter = glossary.sections[at]
    return Link(
        " ".join(part for part in (chapter.number, chapter.title) if part), joiner.local(f"sections/{chapter.id}.html")
    )
