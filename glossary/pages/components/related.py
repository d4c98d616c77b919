"""Other terms, shown here: senses with their own relations, words used here, related entries, pairs to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.pages.join import Markup, escape
from glossary.text.address import name_key

if TYPE_CHECKING:
    from glossary.pages.components.view import Scene
    from glossary.term.card import Card
    from glossary.term.schema import Match, Relation, Sense, Term, Word


class Entry(msgspec.Struct, frozen=True):
    """A related term: where it is, why it matters here, what it is."""

    id: str
    name: str
    href: str
    number: str
    why: Markup
    definition: str


class SenseView(msgspec.Struct, frozen=True):
    """One meaning; `id` is its fragment."""

    id: str
    label: str
    definition: Markup
    example: Markup
    see_also: tuple[Entry, ...]


def senses(term: Term, scene: Scene) -> tuple[SenseView, ...]:
    """The meanings of a word that has several."""
    return tuple(_sense(sense, scene) for sense in term.senses if scene.only in {"", sense.id})


def _sense(sense: Sense, scene: Scene) -> SenseView:
    return SenseView(
        f"{scene.join.prefix}sense-{sense.id}",
        sense.label or "",
        scene.inline(sense.definition),
        scene.inline(sense.example),
        _entries(sense.see_also, scene),
    )


def see_also(term: Term, scene: Scene) -> tuple[Entry, ...]:
    """Related entries, each once, with the reason."""
    return _entries(term.see_also, scene)


def _entries(relations: tuple[Relation, ...], scene: Scene) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for relation in relations:
        card = _card(scene, relation.term)
        if card is not None and card.id != scene.term.id:
            found.setdefault(card.id, _entry(card, relation, scene))
    return tuple(found.values())


def _entry(card: Card, relation: Relation, scene: Scene) -> Entry:
    face = scene.join.face(card.id)
    return Entry(face.id, face.name, face.href, face.number, scene.inline(relation.why), face.definition)


def _card(scene: Scene, name: str) -> Card | None:
    """The term that a name in a field means."""
    term = scene.leads.named.get(name)
    return None if term is None else scene.join.glossary.terms[term]


class WordView(msgspec.Struct, frozen=True):
    """A word and what it means; `href` is empty where it has no page, or is the term of this one."""

    id: str
    name: str
    href: str
    text: Markup


def vocabulary(term: Term, scene: Scene) -> tuple[WordView, ...]:
    """The mini-glossary: rows come from the terms themselves, else from the author."""
    return tuple(_word(word, scene) for word in term.vocabulary)


def _word(word: Word, scene: Scene) -> WordView:
    card = _card(scene, word.term)
    if card is None:
        return WordView("", word.term, "", scene.inline(word.plain))
    text = escape(card.plain or card.definition) or scene.inline(word.plain)
    return WordView(card.id, card.term, "" if card.id == scene.term.id else scene.join.term_href(card.id), text)


class PairView(msgspec.Struct, frozen=True):
    """A definition, and the name that belongs to it."""

    text: Markup
    name: str


class MatchView(msgspec.Struct, frozen=True):
    """Pairs to match: the definitions in the author's order, the names by name. `score` has places for the script."""

    pairs: tuple[PairView, ...]
    names: tuple[str, ...]
    score: str


def match(term: Term, scene: Scene) -> MatchView | None:
    """The exercise; pairs without a definition are left out."""
    pairs = tuple(pair for item in term.match if (pair := _pair(item, scene)).text)
    names = sorted({pair.name for pair in pairs}, key=lambda name: (name_key(name), name))
    if not pairs:
        return None
    return MatchView(pairs, tuple(names), scene.word("quiz.score", right="{right}", all="{all}"))


def _pair(item: Match, scene: Scene) -> PairView:
    card = _card(scene, item.concept)
    if item.definition is not None:
        same = card is not None and name_key(item.concept) == name_key(card.id)
        return PairView(scene.inline(item.definition), card.term if card and same else item.concept)
    return PairView(escape(card.definition or card.plain), card.term) if card else PairView(Markup(), item.concept)
