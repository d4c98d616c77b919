"""Rows of terms, as lists of many pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.pages.alphabet import Letter
    from glossary.pages.join import Joiner
    from glossary.pages.portions import Portion
    from glossary.term.schema import TermId
    from glossary.text.labels import Labels

SPLIT: Final = 800
"""With more terms than this each letter has a page of its own."""


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
    """A row for each term."""
    glossary, labels = joiner.glossary, joiner.labels
    numbers = glossary.numbers
    found = []
    for term in terms:
        card = glossary.terms[term]
        minutes = labels.text("list.minutes", n=card.minutes)
        found.append(Entry(numbers.get(term, ""), card.term, joiner.term_href(term), minutes, card.definition))
    return tuple(found)


def make_turns(found: Sequence[Portion], shown: Portion, joiner: Joiner) -> tuple[Link, ...]:
    """The pages of a list as links, of which `shown` is the one that is open; none where there is but one."""
    if len(found) == 1:
        return ()
    return tuple(Link(str(each.number), joiner.local(each.address), each is shown) for each in found)


def portion_title(title: str, shown: Portion, labels: Labels) -> str:
    """The title of a page of a list, for its head: which page it is, unless it is the first."""
    if shown.number == 1:
        return title
    return f"{title}, {labels.text('list.portion', n=shown.number, m=shown.count)!s}"


def make_letters(
    found: Iterable[Letter], joiner: Joiner, shown: str = "", terms: Sequence[TermId] = ()
) -> tuple[Letters, ...]:
    """The letters as links.

    With `shown`, the id of a letter, that one has the `terms`; with `*` all have theirs, and those without are left
    out.
    """
    made = []
    for letter in found:
        if not letter.terms and shown == "*":
            continue
        name = letter.name or joiner.labels.text("az.other")
        href = joiner.local(letter_address(letter, joiner)) if letter.terms else ""
        here = letter.id == shown
        entries = make_entries(letter.terms if shown == "*" else terms, joiner) if here or shown == "*" else ()
        made.append(Letters(name, letter.id, href, here, entries))
    return tuple(made)


def letter_address(letter: Letter, joiner: Joiner) -> str:
    """Where the terms under a letter stand."""
    split = len(joiner.glossary.terms) > SPLIT
    return f"a-z/{letter.id}.html" if split else f"a-z/index.html#letter-{letter.id}"
