"""Rows of terms, as lists of many pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.pages.alphabet import Letter
    from glossary.pages.join import Joiner
    from glossary.term.schema import TermId

SPLIT: Final = 800
"""With more terms than this each letter has a page of its own."""

DEFINED: Final = 600
"""A longer list of terms shows their names only."""


class Entry(msgspec.Struct, frozen=True):
    """A term in a list. `minutes` is a finished label; texts that a list does not show are empty all the same."""

    number: str
    name: str
    href: str
    minutes: str
    definition: str


class Letters(msgspec.Struct, frozen=True):
    """A letter of the alphabet: a link where terms stand under it (`href`), and these where the page shows them."""

    name: str
    id: str
    href: str
    current: bool = False
    entries: tuple[Entry, ...] = ()


def make_entries(terms: Sequence[TermId], joiner: Joiner) -> tuple[Entry, ...]:
    """A row for each term; in a long list without definitions: it would grow beyond what a page may weigh."""
    brief = len(terms) > DEFINED
    glossary, labels = joiner.glossary, joiner.labels
    numbers = glossary.numbers
    found = []
    for term in terms:
        card = glossary.terms[term]
        minutes = labels.text("list.minutes", n=card.minutes)
        definition = "" if brief else card.definition
        found.append(Entry(numbers.get(term, ""), card.term, joiner.term_href(term), minutes, definition))
    return tuple(found)


def make_letters(found: Iterable[Letter], joiner: Joiner, shown: str = "") -> tuple[Letters, ...]:
    """The letters as links.

    With `shown`, the id of a letter, that one has its terms; with `*` all have, and those without terms are left out.
    """
    made = []
    for letter in found:
        if not letter.terms and shown == "*":
            continue
        name = letter.name or joiner.labels.text("az.other")
        href = joiner.local(letter_address(letter, joiner)) if letter.terms else ""
        entries = make_entries(letter.terms, joiner) if shown in {"*", letter.id} else ()
        made.append(Letters(name, letter.id, href, letter.id == shown, entries))
    return tuple(made)


def letter_address(letter: Letter, joiner: Joiner) -> str:
    """Where the terms under a letter stand."""
    split = len(joiner.glossary.terms) > SPLIT
    return f"a-z/{letter.id}.html" if split else f"a-z/index.html#letter-{letter.id}"
