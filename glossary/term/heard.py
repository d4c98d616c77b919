"""What a term is called in running text (docs/term-format.md, *Bare mentions, exactly*)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.term.card import Heard, Strength
from glossary.text.address import name_key
from glossary.text.fold import CAPITALS, fold
from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.term.schema import Term

_BRACKETS: Final = re.compile(r"(?P<name>.*\S)\s*[(\uff08](?P<inner>[^()\uff08\uff09]+)[)\uff09]")
_CAPITAL: Final = re.compile(r"\w[\w.]*[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]|^[A-Z](?!\w)")
"""A capital after the first letter of a word, or a name of one capital letter: such words stand as they are."""


def heard(term: Term, language: str) -> tuple[Heard, ...]:
    """All spellings by which running text in `language` mentions the term, and the phrases that are others' words."""
    found: dict[tuple[str, str], Heard] = {}
    for name, strength, exact in _spellings(term, language):
        key = fold(name, language).text.strip()
        letters = f"={name}" if exact else spelt(name, language)
        held = found.get((key, letters))
        if key and (held is None or strength < held.strength):
            found[key, letters] = Heard(key, strength, letters)
    return tuple(found.values())


def spelt(name: str, language: str) -> str:
    """Which letters a mention must have, where not all; see `Heard`."""
    if language[:2] in CAPITALS and _NOUN.search(name):
        return f"^{name}"
    return name if _CAPITAL.search(name) else ""


_NOUN: Final = re.compile(r"(?:^|[\s-])[A-ZÄÖÜ][^\s-]*$")
"""A name whose last word has a capital."""


def _articled(name: str, language: str) -> tuple[str, ...]:
    """An Arabic name without articles, and with one before each word but the first (before which `text/bounds.py` knows
    it): an adjective has the article that its noun has.
    """
    if language[:2] != "ar" or not name.strip():
        return ()
    first, *rest = [word.removeprefix(_ARTICLE) or word for word in name.split()]
    return " ".join([first, *rest]), " ".join([first, *[_ARTICLE + word for word in rest]])


_ARTICLE: Final = "ال"


def _spellings(term: Term, language: str) -> Iterator[tuple[str, int, bool]]:
    """Each spelling with the strength of its claim, and whether it matches only as it stands."""
    whole = term.case == "exact"
    for name, strength, exact in _given(term):
        parts = ((part, strength + Strength.WEAK, short) for part, short in _parts(name))
        for spelling, claim, kept in ((name, strength, exact), *parts):
            yield spelling, claim, kept or whole
            for other in (*other_numbers(spelling, language), *_articled(spelling, language)):
                yield other, claim + Strength.NUMBER, kept or whole
    for form in term.forms:
        yield form, Strength.FORM, whole
    for phrase in term.not_in:
        yield phrase, Strength.OTHER, False
        for spelling in other_numbers(phrase, language):
            yield spelling, Strength.OTHER + Strength.NUMBER, False


def _given(term: Term) -> Iterator[tuple[str, int, bool]]:
    """Its names that are inflected: each with the strength of its claim, and whether it matches only as it stands."""
    yield term.term, Strength.TERM, False
    for name in term.abbreviation:
        yield name, Strength.ALIAS, not name.islower()
    for name in (*term.aliases, *term.covers):
        yield name, Strength.ALIAS, False
    if spelling := _divided(term):
        yield spelling, Strength.FORM, False


def _divided(term: Term) -> str:
    """The id as words, where it is the name but for where its words end: `data-center` for *Datacenter*."""
    found = _BRACKETS.fullmatch(term.term)
    name = found["name"] if found else term.term
    key, other = name_key(name), name_key(term.id)
    same = key != other and key.replace(" ", "") == other.replace(" ", "")
    return other if same and term.case != "exact" else ""


def _parts(name: str) -> Iterator[tuple[str, bool]]:
    """The parts of *Low-rank adaptation (LoRA)*: the bare name, and its abbreviation in brackets; of each whether it
    matches only as it stands.
    """
    found = _BRACKETS.fullmatch(name)
    if found is None:
        return
    bare, inner = found["name"], found["inner"].strip()
    yield bare, False
    letters = iter(bare.casefold())
    if " " not in inner and _CAPITAL.search(inner) and all(sign in letters for sign in inner.casefold().rstrip("s")):
        yield inner, True
