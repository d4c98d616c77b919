"""The letters under which terms stand."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.term.card import Card

_LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ADDED: Final = (
    ("cs", "ČĎŇŘŠŤŽ"), ("da", "ÆØÅ"), ("es", "Ñ"), ("et", "ÕÄÖÜŠŽ"), ("fi", "ÅÄÖ"), ("hr", "ČĆĐŠŽ"),
    ("hu", "ÁÉÍÓÖŐÚÜŰ"),
    ("is", "ÁÐÉÍÓÚÝÞÆÖ"), ("lt", "ČĖŠŽ"), ("lv", "ĀČĒĢĪĶĻŅŠŪŽ"), ("nb", "ÆØÅ"), ("nn", "ÆØÅ"), ("no", "ÆØÅ"),
    ("pl", "ĄĆĘŁŃÓŚŹŻ"), ("ro", "ĂÂÎȘȚ"), ("sk", "ÁČĎÉÍĽŇÓŠŤÚÝŽ"), ("sl", "ČŠŽ"), ("sv", "ÅÄÖ"), ("tr", "ÇĞİÖŞÜ"),
)  # fmt: skip
"""Letters of their own that languages with the Latin alphabet have."""
_OTHERS: Final = (
    ("bg", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ"),
    ("el", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
    ("he", "אבגדהוזחטיכלמנסעפצקרשת"),
    ("ru", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    ("uk", "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"),
)
DIGITS: Final = "0–9"
OTHER: Final = ""
"""Names that begin with neither a letter nor a digit."""


class Letter(msgspec.Struct, frozen=True):
    """A letter and the terms under it, sorted. `id` is its part of an address."""

    name: str
    id: str
    terms: tuple[TermId, ...]


class Alphabet:
    """The alphabet of a language: its letters, in order."""

    def __init__(self, language: str) -> None:
        code = language.partition("-")[0].lower()
        others = dict(_OTHERS).get(code)
        self.letters = others or _LATIN + dict(_ADDED).get(code, "")
        self.known = frozenset(self.letters + _LATIN)

    def letter(self, name: str) -> str:
        """The letter under which `name` stands."""
        first = next((character for character in name if character.isalnum()), "")
        if not first:
            return OTHER
        if first.isdigit():
            return DIGITS
        capital = first.upper()
        if capital in self.known:
            return capital
        plain = unicodedata.normalize("NFD", first)[0].upper()
        return plain if plain in self.known else unicodedata.normalize("NFC", capital)[0]

    def sort_key(self, card: Card) -> tuple[str, str]:
        """The key that sorts terms within a letter: marks on letters count for nothing."""
        key = card.key
        if not key.isascii():
            key = "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))
        return key, card.id


def letters(cards: Iterable[Card], language: str) -> tuple[Letter, ...]:
    """All letters: those of the alphabet in its order, then others that occur, digits and the rest.

    Those of the alphabet are there also where no term stands under them.
    """
    alphabet = Alphabet(language)
    found: dict[str, list[Card]] = {letter: [] for letter in alphabet.letters}
    for card in cards:
        found.setdefault(alphabet.letter(card.term), []).append(card)
    last = {DIGITS: 1, OTHER: 2}
    others = sorted(set(found) - set(alphabet.letters), key=lambda name: (last.get(name, 0), name))
    return tuple(
        Letter(name, _id(name), tuple(card.id for card in sorted(found[name], key=alphabet.sort_key)))
        for name in (*alphabet.letters, *others)
    )


def _id(name: str) -> str:
    if name == OTHER:
        return "other"
    return "0-9" if name == DIGITS else name.lower()
