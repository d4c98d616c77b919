"""Decisions about mentions become links in a term's texts, and what other pages show of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import Linked, Mark, Open, Target
from glossary.graph.lexicon import make_lexicon
from glossary.graph.mentions import LINKS, Linker, lowest, spanned
from glossary.markup.sentences import Sentences, is_whole
from glossary.term.schema import TermId
from glossary.text.digest import digest
from glossary.text.fold import fold
from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from glossary.config.schema import Site
    from glossary.graph.glossary import Ties
    from glossary.graph.mentions import Mention, Page
    from glossary.markup.passages import Passage, Piece
    from glossary.term.card import Card

_encode = msgspec.msgpack.Encoder().encode


def make_linker(
    site: Site,
    cards: Mapping[TermId, Card],
    gone: Iterable[Card],
    ties: Mapping[TermId, Ties],
    wanted: Callable[[str], bool] | None = None,
) -> Linker | None:
    """What decides about mentions on this site; nothing where it links no names. `wanted` as in `make_lexicon`."""
    config = site.config
    if not config.links.autolink:
        return None
    language = config.language
    phrases = [each for phrase in config.links.not_in for each in (phrase, *other_numbers(phrase, language))]
    others = dict.fromkeys(key for phrase in phrases if (key := fold(phrase, language).text.strip()))
    return Linker(make_lexicon(cards.values(), gone, others, wanted), cards, language, senses(cards, ties))


def link(page: Page, linker: Linker | None) -> Linked:
    """What reading the page's texts comes to; without a linker names are no links."""
    mentions = [] if linker is None else linker.mentions(page)
    links = [mention for mention in mentions if mention.why in LINKS]
    places = _places(page, links)
    if not mentions and not places:
        return Linked()
    sentences = Sentences(page.passage.text)
    marks = _encode([mark_of(mention, page.passage.pieces) for mention in links])
    return Linked(
        _said(page.passage, places, sentences),
        digest(marks) if links else b"",
        marks,
        tuple(_open(page, mentions, sentences)),
        _common(page, mentions),
        _defining(page, places),
    )


def _places(page: Page, links: Iterable[Mention]) -> list[tuple[int, int, TermId]]:
    """Where the texts lead to other terms, by mentions and by the author's own links, in the order of the text."""
    targets = page.targets
    found = [(mention.start, mention.end, mention.terms[0]) for mention in links]
    for spot in page.passage.spots:
        target = targets[spot.ref]
        if target.kind == "term" and target.id != page.id:
            found.append((spot.start, spot.end, TermId(target.id)))
    found.sort()
    return found


def _said(passage: Passage, places: Iterable[tuple[int, int, TermId]], sentences: Sentences) -> dict[TermId, str]:
    """By term the first whole sentence that leads to it, or else the first words that do; empty where it is led to
    only by what says nothing by itself.
    """
    found: dict[TermId, str] = {}
    for start, end, term in places:
        if is_whole(found.get(term, "")):
            continue
        quoted = not any(first <= start < last for first, last in passage.unsaid)
        words = sentences.around(start, end) if quoted else ""
        if is_whole(words) or not found.get(term):
            found[term] = words
    return found


def _open(page: Page, mentions: Iterable[Mention], sentences: Sentences) -> Iterator[Open]:
    """The names that are claimed alike, each once."""
    seen = set()
    for mention in mentions:
        if mention.why == "ambiguous" and mention.terms not in seen:
            seen.add(mention.terms)
            name = page.passage.text[mention.start : mention.end]
            yield Open(" ".join(name.split()), mention.terms, sentences.around(mention.start, mention.end))


def _common(page: Page, mentions: Iterable[Mention]) -> dict[TermId, int]:
    text = page.passage.text
    words = [
        mention.terms[0]
        for mention in mentions
        if mention.why in _MEANT and (word := text[mention.start : mention.end]).islower() and word.isalpha()
    ]
    return dict(Counter(words))


_MEANT: Final = frozenset({*LINKS, "repeated"})


def _defining(page: Page, places: Iterable[tuple[int, int, TermId]]) -> tuple[TermId, ...]:
    start, end = page.passage.definition
    found = [term for at, _, term in places if start <= at < end]
    return tuple(dict.fromkeys(found))


def mark_of(mention: Mention, pieces: Sequence[Piece]) -> Mark:
    """The link of a mention, by the pieces of running text that it stands in."""
    start, end = mention.start, mention.end
    target = Target("term", mention.terms[0], mention.fragment)
    first = bisect_right(pieces, start, key=attrgetter("start")) - 1
    if pieces[first].end >= end:
        at = pieces[first].start
        return Mark(first, start - at, first, end - at, 0, 0, target)
    covering = spanned(pieces, first, start, end)
    least = lowest(covering)
    last = first + len(covering) - 1
    return Mark(
        first,
        start - covering[0].start,
        last,
        end - covering[-1].start,
        covering[0].depth - least,
        covering[-1].depth - least,
        target,
    )


def senses(cards: Mapping[TermId, Card], ties: Mapping[TermId, Ties]) -> dict[tuple[TermId, TermId], str]:
    """By term and by a term that one of its meanings lists: the place of that meaning; none where several list it."""
    found: dict[tuple[TermId, TermId], str] = {}
    several: set[tuple[TermId, TermId]] = set()
    for term, card in cards.items():
        for other, place in listed(card, ties[term]) if card.senses else ():
            if found.setdefault((term, other), place) != place:
                several.add((term, other))
    return {pair: place for pair, place in found.items() if pair not in several}


def listed(card: Card, ties: Ties | None) -> list[tuple[TermId, str]]:
    """The terms that the meanings of a term list, each with the place of the meaning on the page."""
    places = [anchor for anchor in card.anchors if anchor.startswith("sense-")]
    found = []
    for ref in card.refs if ties is not None else ():
        if ref.field == "senses" and (other := ties.named.get(ref.target)):  # type: ignore[union-attr]  # asked for above
            nth = bisect_right(card.senses, ref.start) - 1
            if 0 <= nth < len(places):
                found.append((other, places[nth]))
    return found
