"""The order of the book: sections, places in them, numbers, neighbours."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from glossary.graph.glossary import Chapter
from glossary.text.address import id_fault, name_key, tag_id, words_of
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import FEW, is_slip, nearest
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.config.schema import Config
    from glossary.term.card import Card
    from glossary.term.leaflet import Leaflet
    from glossary.term.schema import TermId


def by_name(card: Card) -> tuple[str, str]:
    """The key by which terms are sorted where nothing else orders them."""
    return card.key, card.id


def make_chapters(
    cards: Iterable[Card], config: Config, openings: Mapping[str, Leaflet]
) -> tuple[tuple[Chapter, ...], tuple[Diagnostic, ...]]:
    """The sections with their terms. Those that glossary.yml lists come first, in its order, and are numbered; where it
    lists none they arise from the values used, by title. Terms without a section stand in none. A section without terms
    and without a page that introduces it is left out, and has no number: those of shown sections have no hole.
    """
    members: dict[str, list[Card]] = defaultdict(list)
    nowhere: dict[str, list[Card]] = defaultdict(list)
    listed: dict[str, str] = {section.id: section.title or "" for section in config.sections}
    for card in cards:
        if card.section:
            (nowhere if listed and card.section not in listed else members)[card.section].append(card)
    faults = _unknown(nowhere, listed) if listed else _slips({s: m for s, m in members.items() if s not in openings})
    members.update({section: found for section, found in nowhere.items() if not id_fault(section)})
    titles = {section.id: section.title or words_of(section.id) for section in config.sections}
    arisen = sorted((_title(section, openings), section) for section in {*members, *openings} if section not in titles)
    shown = [section.id for section in config.sections if members[section.id] or section.id in openings]
    chapters = [
        _chapter(section, titles[section], str(place), members[section], openings)
        for place, section in enumerate(shown, 1)
    ]
    chapters += [_chapter(section, title, "", members[section], openings) for title, section in arisen]
    return tuple(chapters), faults


def _title(section: str, openings: Mapping[str, Leaflet]) -> str:
    return openings[section].title if section in openings else words_of(section)


def _chapter(section: str, title: str, number: str, cards: list[Card], openings: Mapping[str, Leaflet]) -> Chapter:
    ordered = sorted(cards, key=lambda card: (card.order is None, card.order or 0, *by_name(card)))
    opening = openings[section].id if section in openings else ""
    return Chapter(section, title, number, tuple(card.id for card in ordered), opening=opening)


def _unknown(nowhere: Mapping[str, list[Card]], listed: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """A problem for each term in a section that is not listed; `listed` are the titles of sections by id."""
    found = []
    by_title = {name_key(title): section for section, title in listed.items() if title}
    for section, cards in sorted(nowhere.items()):
        message = f"glossary.yml lists no section `{short(section)}`"
        titled = by_title.get(name_key(section)) or by_title.get(nearest(name_key(section), by_title))
        if titled and titled != nearest(section, listed):
            help_ = f"a section is named by its id: write `{titled}`"
        else:
            meant = titled or nearest(section, listed)
            others = f"write one of: {', '.join(listed)}; or add it to `sections:` there"
            help_ = f"did you mean `{meant}`?" if meant else others
        found += [Diagnostic.of("unknown-section", _place(card), message, help_) for card in cards]
    return tuple(found)


def _slips(members: Mapping[str, list[Card]]) -> tuple[Diagnostic, ...]:
    """A problem for each term in a section of its own that is called like one of more terms, but for a slip."""
    if len(members) > FEW:
        return ()
    found = []
    for section, cards in sorted(members.items()):
        meant = [other for other, more in members.items() if len(more) > len(cards) and is_slip(section, other)]
        if meant:
            other = max(meant, key=lambda name: (len(members[name]), name))
            message = f"`{short(section)}` makes a section of its own beside `{other}`, which has more terms"
            help_ = f"did you mean `{other}`? Else list both below `sections:` in glossary.yml"
            found += [Diagnostic.of("near-section", _place(card), message, help_) for card in cards]
    return tuple(found)


def _place(card: Card) -> Span:
    """Where the term names its section; the term's name, where its folder names it."""
    return Span(card.path, *(card.section_place if card.section_place[1] else card.name))


def make_numbers(chapters: Iterable[Chapter], cards: Mapping[TermId, Card]) -> dict[TermId, str]:
    """2.3 for the third term of the second listed section. Only terms with an order are numbered: else each new term
    would renumber its section.
    """
    numbers = {}
    for chapter in chapters:
        if not chapter.number:
            continue
        ordered = (term for term in chapter.terms if cards[term].order is not None)
        for place, term in enumerate(ordered, 1):
            numbers[term] = f"{chapter.number}.{place}"
    return numbers


def book_order(chapters: Iterable[Chapter], cards: Mapping[TermId, Card]) -> tuple[TermId, ...]:
    """All terms: those of sections in their order, then the others by name."""
    placed = [term for chapter in chapters for term in chapter.terms]
    inside = set(placed)
    rest = sorted((card for card in cards.values() if card.id not in inside), key=by_name)
    return (*placed, *(card.id for card in rest))


def make_neighbours(order: tuple[TermId, ...]) -> dict[TermId, tuple[TermId | None, TermId | None]]:
    """The terms before and after each."""
    before = (None, *order[:-1])
    after = (*order[1:], None)
    return {term: (before[at], after[at]) for at, term in enumerate(order)}


def make_tags(order: tuple[TermId, ...], cards: Mapping[TermId, Card]) -> dict[str, tuple[TermId, ...]]:
    """Tags on two terms or more. Tags with one id are one tag, shown as it stands on the first term by id."""
    members: dict[str, dict[TermId, None]] = defaultdict(dict)  # no list: all terms may have one tag
    shown: dict[str, str] = {}
    for term in sorted(order):
        for tag in cards[term].tags:
            made = tag_id(tag)
            if made:
                shown.setdefault(made, tag)
                members[made][term] = None
    place = {term: at for at, term in enumerate(order)}
    return {
        shown[made]: tuple(sorted(terms, key=place.__getitem__))
        for made, terms in sorted(members.items())
        if len(terms) > 1
    }
