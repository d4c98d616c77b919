"""All terms by letter: one page, or in a large glossary one for each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.alphabet import letters
from glossary.pages.bar import Link
from glossary.pages.entries import SPLIT, Letters, make_letters
from glossary.pages.frame import Desk, Head, Planned, make_head

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        if letter.terms:
            yield Planned(
                f"a-z/{letter.id}.html", keys.of(b"a_z", letter.id, present, keys.joined(letter.terms)), letter.id
            )


def view(desk: Desk, id_: str, address: str) -> AZPage:
    """The page of the letter `id_`; of all where that is empty."""
    glossary, labels = desk.glossary, desk.labels
    joiner = desk.joiner(address)
    split = len(glossary.terms) > SPLIT
    lettered = make_letters(desk.letters(), joiner, id_)
    shown = (
        tuple(letter for letter in lettered if letter.current) if split else make_letters(desk.letters(), joiner, "*")
    )
    title = shown[0].name if id_ else labels.text("az.title")
    count = len(shown[0].entries) if id_ else len(glossary.terms)
    return AZPage(
        head=make_head(glossary, labels, title, labels.count("list.terms", count), address),
        eyebrow=Link(labels.text("az.title"), joiner.local(ADDRESS)) if id_ else None,
        title=title,
        count=labels.count("list.terms", count),
        letters=lettered,
        shown=shown,
    )
