"""What a glossary would rather not read in other people's prose, and what it would have written instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from glossary.term.card import Strength
from glossary.term.deal import plain_text
from glossary.text.address import term_address
from glossary.text.fold import CAPITALS, fold
from glossary.text.near import slips
from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from glossary.graph.glossary import Glossary
    from glossary.graph.shelf import Shelf
    from glossary.term.card import Card
    from glossary.term.schema import Term

Rule = Literal["forbidden-word", "doubtful-word", "deprecated-name", "misspelling"]


class Phrase(NamedTuple):
    """Words that are looked for. `write` can stand in their place; empty where the sentence must be put differently.

    Those that are `exact` are meant letter by letter: what should be written differs from them in nothing else.
    `derived` ones are not listed by an author.
    """

    text: str
    write: str = ""
    exact: bool = False
    derived: bool = False


class Wording(NamedTuple):
    """Phrases that the entry of a term is against.

    `avoid` is a wrong usage and `write` the right one, `why` and `when` it holds: plain text, each may be empty.
    `address` is where the entry stands in the web; empty where that is not known.
    """

    rule: Rule
    phrases: tuple[Phrase, ...]
    id: str
    term: str
    address: str
    avoid: str = ""
    write: str = ""
    why: str = ""
    when: str = ""


def wordings(glossary: Glossary, shelf: Shelf) -> tuple[Wording, ...]:
    """All of a glossary: of each term its `avoid` entries, then its misspellings; the names of those that are
    deprecated or replaced. In the order of the ids; within a term in that of its author.
    """
    maker = _Maker(glossary)
    found: list[Wording] = []
    for id_ in sorted(glossary.terms):
        card, term = glossary.terms[id_], shelf.term(id_)
        found += maker.avoided(card, term)
        found += maker.misspelt(card, term)
        if maker.is_former(card):
            found += maker.former(card)
    for card in sorted(glossary.gone, key=lambda card: card.id):
        if card.replaced_by:
            found += maker.former(card)
    return tuple(found)


class _Maker:
    """Makes the wordings of terms; knows what the others are called."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.language = glossary.site.config.language
        self.right: AbstractSet[str] = {
            heard.key
            for card in glossary.terms.values()
            if not self.is_former(card)
            for heard in card.heard
            if heard.strength % Strength.NUMBER != Strength.OTHER
        }
        """Keys of the names that may be written."""

    @staticmethod
    def is_former(card: Card) -> bool:
        """Whether its names are to be written no more."""
        return card.status == "deprecated" or bool(card.replaced_by)

    def avoided(self, card: Card, term: Term) -> Iterator[Wording]:
        """A term's `avoid` entries in which phrases are listed."""
        for entry in term.avoid:
            if not entry.words:
                continue
            write = plain_text(entry.write)
            stands_for = any(self._key(word) == self._key(plain_text(entry.avoid)) for word in entry.words)
            phrases = [each for word in entry.words for each in self._heard(word, write, swap=stands_for)]
            yield Wording(
                "forbidden-word" if entry.kind == "forbidden" else "doubtful-word",
                tuple(dict.fromkeys(phrases)),
                card.id,
                card.term,
                self._address(card, "avoid"),
                plain_text(entry.avoid),
                write,
                plain_text(entry.why),
                plain_text(entry.when),
            )

    def _heard(self, word: str, write: str, *, swap: bool) -> Iterator[Phrase]:
        """A phrase as it is listed, and one of a single word in the other number, too."""
        exact = self._is_spelling(word, write)
        yield Phrase(word, write if swap else "", exact)
        if _SEVERAL.search(word) or exact:
            return
        for other in other_numbers(word, self.language):
            yield Phrase(other, self._likewise(write) if swap else "", derived=True)

    def _is_spelling(self, word: str, write: str) -> bool:
        """Whether what should be written is the same word, in other letters or with a hyphen."""
        folded = fold(write, self.language)
        key = self._key(word)
        at = folded.text.find(key)
        if at < 0 or not key:
            return False
        start, end = folded.span(at, at + len(key))
        return write[start:end] != word

    def misspelt(self, card: Card, term: Term) -> Iterator[Wording]:
        """Those of a term's hidden names that are a slip in writing one of its names; others are for the search."""
        names = [term.term, *term.abbreviation, *term.aliases, *term.covers, *term.forms]
        phrases: list[Phrase] = []
        for word in term.hidden:
            name = min(names, key=lambda name: _slips(word, name))
            if _slips(word, name) > _MOST[len(word) >= _LONG] or word in names:
                continue
            if self._key(word) in self.right:  # another letter, or a hyphen
                phrases.append(Phrase(word, _small(name) if word[:1].islower() else name, exact=True))
            else:
                phrases.append(self._small(Phrase(word, name), card))
                phrases += self._derived(phrases[-1])
        if phrases:
            yield Wording("misspelling", tuple(dict.fromkeys(phrases)), card.id, card.term, self._address(card))

    def former(self, card: Card) -> Iterator[Wording]:
        """The names of a term that is deprecated, or was replaced by another; none that others have."""
        successor = self.glossary.find(card.replaced_by) if card.replaced_by else None
        phrases: list[Phrase] = []
        for claim in card.claims:
            if claim.field not in _FORMER or self._key(claim.name) in self.right:
                continue
            short = claim.field == "abbreviation"
            write = _name(successor, short=short) if successor else ""
            exact = (short and not claim.name.islower()) or card.case == "exact"
            phrases.append(self._small(Phrase(claim.name, write, exact), card))
            if claim.field != "forms" and not exact:
                phrases += self._derived(phrases[-1])
        if phrases:
            told = successor or card
            yield Wording("deprecated-name", tuple(dict.fromkeys(phrases)), card.id, card.term, self._address(told))

    def _derived(self, phrase: Phrase) -> Iterator[Phrase]:
        """The phrase in the other number, where that is no right name: the plural of what stands for a singular."""
        write = self._likewise(phrase.write)
        for other in other_numbers(phrase.text, self.language):
            alike = not phrase.write or (len(other) > len(phrase.text)) is (len(write) > len(phrase.write))
            if alike and self._key(other) not in self.right:
                yield Phrase(other, write, derived=True)

    def _small(self, phrase: Phrase, card: Card) -> Phrase:
        """The phrase as it stands within a sentence: glossaries write the names of their entries with a capital."""
        if phrase.exact or card.case == "exact" or self.language[:2] in CAPITALS:
            return phrase
        return phrase._replace(text=_small(phrase.text), write=_small(phrase.write))

    def _likewise(self, write: str) -> str:
        """What should be written, in the other number, where one is known."""
        return next(iter(other_numbers(write, self.language)), write) if write else ""

    def _key(self, text: str) -> str:
        return fold(text, self.language).text.strip()

    def _address(self, card: Card, fragment: str = "") -> str:
        url = self.glossary.site.config.url
        if not url:
            return ""
        return f"{url.rstrip('/')}/{term_address(card.id)}" + (f"#{fragment}" if fragment else "")


_SEVERAL: Final = re.compile(r"[\s\u2010\u2011-]")
"""Between the words of a phrase."""

_FORMER: Final = frozenset({"term", "abbreviation", "aliases", "forms"})
"""Fields whose names are the term's own."""


_MOST: Final = (1, 2)
"""So many letters of a short word, and of a long one, may be wrong: else it is another word."""

_LONG: Final = 8
"""Letters of a long word."""


def _slips(word: str, name: str) -> int:
    """How many letters of the word are not those of the name; capitals, spaces and hyphens do not count."""
    return slips(*(_SEVERAL.sub("", text).casefold() for text in (word, name)))


def _small(name: str) -> str:
    """The name with a small first letter, where its first word has no other capital and more than one letter."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def _name(card: Card, *, short: bool) -> str:
    return card.abbreviation[0] if short and card.abbreviation else card.term


MADE: Final = "Made by `glossary lint --export`: change the glossary, not this file."
"""What stands at the head of each file that the wordings are written into: by it they are known as ours."""
