"""All terms by letter: one page, or in a large glossary one for each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.alphabet import letters
from glossary.pages.bar import Link
from glossary.pages.entries import SPLIT, Letters, make_letters, make_turns, portion_title
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.portions import portion_at, portions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys

KIND: Final = "a_z"
ADDRESS: Final = "a-z/index.html"


class AZPage(msgspec.Struct, frozen=True):
    """What a page of the alphabet shows: all letters as links, and those of them whose terms stand here."""

    head: Head
    eyebrow: Link | None
    title: str
    count: str
    letters: tuple[Letters, ...]
    shown: tuple[Letters, ...]
    turns: tuple[Link, ...]
    """The pages of a letter, where it has several."""


def plan(keys: Keys) -> Iterator[Planned]:
    """The page of all letters; in a large glossary also one for each letter that has terms."""
    glossary = keys.glossary
    if len(glossary.terms) <= SPLIT:
        yield Planned(ADDRESS, keys.of(b"a_z", keys.joined(glossary.terms)))
        return
    found = letters(glossary.terms.values(), glossary.site.config.language)
    present = [letter.id for letter in found if letter.terms]
    yield Planned(ADDRESS, keys.of(b"a_z", present, len(glossary.terms)))
    for letter in found:
        for portion in portions(f"a-z/{letter.id}.html", letter.terms) if letter.terms else ():
            key = keys.of(b"a_z", letter.id, present, len(letter.terms), keys.joined(portion.terms))
            yield Planned(portion.address, key, letter.id)


def view(desk: Desk, id_: str, address: str) -> AZPage:
    """The page of the letter `id_`; of all where that is empty."""
    glossary, labels = desk.glossary, desk.labels
    joiner = desk.joiner(address)
    if id_:
        return _letter(desk, id_, joiner)
    split = len(glossary.terms) > SPLIT
    title, count = labels.text("az.title"), labels.count("list.terms", len(glossary.terms))
    return AZPage(
        head=make_head(glossary, labels, title, labels.count("az.about", len(glossary.terms)), address),
        eyebrow=None,
        title=title,
        count=count,
        letters=make_letters(desk.letters(), joiner),
        shown=() if split else make_letters(desk.letters(), joiner, "*"),
        turns=(),
    )


def _letter(desk: Desk, id_: str, joiner: Joiner) -> AZPage:
    glossary, labels = desk.glossary, desk.labels
    terms = next(letter.terms for letter in desk.letters() if letter.id == id_)
    found = portions(f"a-z/{id_}.html", terms)
    here = portion_at(joiner.address, found)
    letters_ = make_letters(desk.letters(), joiner, id_, here.terms)
    shown = tuple(letter for letter in letters_ if letter.current)
    title, count = shown[0].name, labels.count("list.terms", len(terms))
    names = "; ".join(entry.name for entry in shown[0].entries)
    return AZPage(
        head=make_head(glossary, labels, portion_title(title, here, labels), names, joiner.address),
        eyebrow=Link(labels.text("az.title"), joiner.local(ADDRESS)),
        title=title,
        count=count,
        letters=letters_,
        shown=shown,
        turns=make_turns(found, here, joiner),
    )
