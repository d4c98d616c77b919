"""The page of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import NOWHERE
from glossary.pages.aliases import Aliases, make_aliases
from glossary.pages.bar import Link
from glossary.pages.dates import Moment, moment
from glossary.pages.first import MOST as MOST_FIRST
from glossary.pages.first import First, first_facts, make_first
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Defined, Face, Markup, rendered
from glossary.pages.lesson import Lesson, lesson_facts, make_lessons
from glossary.pages.outline import Content
from glossary.pages.parts import Part, make_parts
from glossary.pages.repository import edit_link, report_link
from glossary.pages.standing import Check, Stamp, make_check, make_stamp, verified
from glossary.pages.structured import term_data
from glossary.term.schema import TermId
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.graph.glossary import Chapter, Leads, Target
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.term.card import Card
    from glossary.term.schema import Term
    from glossary.text.labels import Labels

KIND: Final = "term"

MOST_MENTIONS: Final = 8
MOST_KIN: Final = 100
"""Terms in one relation that a page names."""


class Notice(msgspec.Struct, frozen=True):
    """That a term is out of use, and what to write instead."""

    text: str
    instead: Face | None


class Art(msgspec.Struct, frozen=True):
    """The decoration of a page: fixed-width art or a picture, with its description."""

    text: str
    picture: Markup
    alt: str


class Analogy(msgspec.Struct, frozen=True):
    """What the concept is like, and where the picture breaks."""

    text: Markup
    limits: Markup


class Kin(msgspec.Struct, frozen=True):
    """Terms, or tags, that stand in one relation to the page's term."""

    label: str
    links: tuple[Link, ...]
    more: str = ""
    """How many others stand in it: their own pages lead here."""


class Mention(msgspec.Struct, frozen=True):
    """A term whose text links to the page's term, and the sentence in which it does."""

    name: str
    href: str
    number: str
    sentence: str


class TermPage(msgspec.Struct, frozen=True):
    """What the page of a term shows. Texts that are missing are empty, and nothing is shown for them."""

    head: Head
    home: Link
    section: Link | None
    number: str
    minutes: str
    level: str
    verified: str
    """By whom, when and against what, while the review holds."""
    title: str
    pronunciation: str
    also: Aliases
    subtitle: Markup
    notice: Notice | None
    definition: Defined | None
    stamp: Stamp
    moment: Moment | None
    first: First | None
    check: Check | None
    cover: Art | None
    plain: Markup
    analogy: Analogy | None
    parts: tuple[Part, ...]
    kin: tuple[Kin, ...]
    mentions: tuple[Mention, ...]
    more: str
    """How many other terms mention it."""
    lessons: tuple[Lesson, ...]
    previous: Face | None
    next: Face | None
    edit: str
    report: str
    source: str
    contents: tuple[Content, ...]
    see_also: tuple[Face, ...]
    railed: bool
    """Whether there is anything beside the text."""


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each term."""
    glossary = keys.glossary
    chapters = {chapter.id: (chapter.id, chapter.number, chapter.title) for chapter in glossary.sections}
    for term, card in glossary.terms.items():
        yield Planned(term_address(term), keys.holding.get(term) or _key(card, keys, chapters), term)


def _key(card: Card, keys: Keys, chapters: dict[str, tuple[str, str, str]]) -> bytes:
    glossary, term = keys.glossary, card.id
    ties = glossary.ties[term]
    others = [
        *(other for other in glossary.neighbours[term] if other is not None),
        *(narrower := glossary.narrower.get(term, ()))[:MOST_KIN],
        *(leads := glossary.leads_to.get(term, ()))[:MOST_KIN],
        *(mentions := (mentioned := glossary.mentioned_in.get(term, ()))[:MOST_MENTIONS]),
        # By names in fields names and definitions are shown; other links show their own words.
        *ties.named.values(),
    ]
    return keys.of(
        b"term",
        card.digest,
        keys.marks[term],
        chapters.get(glossary.section_of.get(term, "")),
        glossary.leads_key(term),
        others,
        keys.joined(others),
        len(narrower),
        len(leads),
        [glossary.sentence(term, other) for other in mentions],
        len(mentioned),
        _drawn(card, keys),
        [tag for tag in card.tags if tag in keys.tags],
        first_facts(keys.guide.before(term, MOST_FIRST), glossary.terms),
        lesson_facts(keys.guide.lessons.get(term, ()), glossary),
    )


def _drawn(card: Card, keys: Keys) -> object:
    """What the page shows of other terms beyond its links: their tables, and what they say of it."""
    glossary, term = keys.glossary, card.id
    borrowed = glossary.borrowed.get(term, ())
    owners = [*glossary.contrasted.get(term, ()), *(table.owner for table in borrowed)]
    return borrowed, [keys.said(owner) for owner in owners]


def view(desk: Desk, id_: str, address: str) -> TermPage:
    """The page of the term `id_`."""
    glossary, labels = desk.glossary, desk.labels
    term_id = TermId(id_)
    card = glossary.terms[term_id]
    term = desk.shelf.term(term_id)
    leads = glossary.leads(term_id)
    joiner = desk.joiner(address)
    chapter = desk.chapter(glossary.section_of.get(term_id, ""))
    parts, contents = make_parts(desk, term, joiner, leads)
    head = make_head(glossary, labels, card.term, card.definition, address)
    see_also = joiner.faces(glossary.see_also.get(term_id, ()))
    before, after = glossary.neighbours[term_id]
    repository = glossary.site.config.repository
    return TermPage(
        head=msgspec.structs.replace(head, data=term_data(glossary, card, chapter, labels)),
        home=Link(labels.text("nav.terms"), joiner.local("index.html")),
        section=_section(chapter, joiner),
        number=glossary.numbers.get(term_id, ""),
        minutes=labels.text("term.minutes", n=card.minutes),
        level=_level(card, labels),
        verified=verified(term, card, labels),
        title=card.term,
        pronunciation=term.pronunciation or "",
        also=make_aliases(card.also, labels),
        subtitle=joiner.inline(term.subtitle, leads),
        notice=_notice(term, joiner, leads),
        definition=joiner.definition(term.term, term.definition, leads) if term.definition else None,
        stamp=make_stamp(card, labels),
        moment=_moment(card, labels),
        first=make_first(desk.glossary.guide.before(term_id, MOST_FIRST), joiner, {term_id}),
        check=make_check(term, card, joiner, leads),
        cover=_cover(term, card, joiner, leads.targets),
        plain=joiner.inline(term.plain, leads),
        analogy=_analogy(term, joiner, leads),
        parts=parts,
        kin=tuple(_kin(desk, card, joiner)),
        mentions=_mentions(term_id, joiner),
        more=_more(glossary.mentioned_in.get(term_id, ()), labels),
        lessons=make_lessons(desk.glossary.guide.lessons.get(term_id, ()), joiner),
        previous=joiner.face(before) if before else None,
        next=joiner.face(after) if after else None,
        edit=edit_link(repository, card.path),
        report=report_link(repository, card.term),
        source=card.path,
        contents=contents,
        see_also=see_also,
        railed=bool(contents or see_also),
    )


def _section(chapter: Chapter | None, joiner: Joiner) -> Link | None:
    if chapter is None:
        return None
    title = f"{chapter.number} {chapter.title}" if chapter.number else chapter.title
    return Link(title, joiner.local(f"sections/{chapter.id}.html"))


def _level(card: Card, labels: Labels) -> str:
    return labels.text("term.level", level=labels.text(f"level.{card.level}")) if card.level else ""


def _notice(term: Term, joiner: Joiner, leads: Leads) -> Notice | None:
    if term.status != "deprecated" and not term.replaced_by:
        return None
    instead = leads.named.get(term.replaced_by or "")
    return Notice(joiner.labels.text("term.deprecated.text"), joiner.face(instead) if instead else None)


def _moment(card: Card, labels: Labels) -> Moment | None:
    if card.updated:
        return moment(card.updated, labels, "term.updated")
    return moment(card.added, labels, "term.added") if card.added else None


def _cover(term: Term, card: Card, joiner: Joiner, targets: Sequence[Target]) -> Art | None:
    cover = term.cover
    if cover is None:
        return None
    alt = cover.alt or ""
    refs = zip(card.refs, targets, strict=True)
    picture = next((target for ref, target in refs if ref.field == "cover" and ref.kind == "image"), NOWHERE)
    return Art(cover.text or "", rendered(joiner.picture(picture, alt) if cover.image else ""), alt)


def _analogy(term: Term, joiner: Joiner, leads: Leads) -> Analogy | None:
    if term.analogy is None:
        return None
    return Analogy(joiner.inline(term.analogy.text, leads), joiner.inline(term.analogy.limits, leads))


def _mentions(term: TermId, joiner: Joiner) -> tuple[Mention, ...]:
    glossary = joiner.glossary
    return tuple(
        [
            Mention(
                glossary.terms[other].term,
                joiner.term_href(other),
                glossary.numbers.get(other, ""),
                glossary.sentence(term, other),
            )
            for other in glossary.mentioned_in.get(term, ())[:MOST_MENTIONS]
        ]
    )


def _more(mentioned: tuple[TermId, ...], labels: Labels) -> str:
    """How many mentions the page does not show."""
    left = len(mentioned) - MOST_MENTIONS
    return labels.count("term.mentioned.more", left) if left > 0 else ""


def _kin(desk: Desk, card: Card, joiner: Joiner) -> Iterator[Kin]:
    """What the term stands in relation to, beyond what its author chose to show as cards."""
    glossary, text = desk.glossary, desk.labels.text
    rows = (
        ("term.broader", glossary.broader.get(card.id, ())),
        ("term.narrower", glossary.narrower.get(card.id, ())),
        ("term.leads", glossary.leads_to.get(card.id, ())),
    )
    for label, terms in rows:
        if terms:
            links = [Link(glossary.terms[term].term, joiner.term_href(term)) for term in terms[:MOST_KIN]]
            left = len(terms) - MOST_KIN
            yield Kin(text(label), tuple(links), desk.labels.count("list.more", left) if left > 0 else "")
    if tags := [tag for tag in card.tags if desk.has_page(tag)]:
        links = [Link(tag, joiner.local(f"tags/{term_address(desk.tag_id(tag))}")) for tag in tags]
        yield Kin(text("term.tags"), tuple(links))
