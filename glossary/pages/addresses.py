"""The addresses of all pages that readers look for, in the order of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.pages.alphabet import letters
from glossary.pages.entries import SPLIT
from glossary.pages.scopes import quiz_addresses
from glossary.pages.sheets import ADDRESS as MAP
from glossary.pages.sheets import make_sheets
from glossary.text.address import make_id, term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary


class Address(NamedTuple):
    """Where a page stands, and the date of its last change where that is known."""

    address: str
    changed: str = ""


def addresses(glossary: Glossary) -> list[Address]:
    """All pages but those that lead elsewhere."""
    terms = [Address(term_address(term), card.updated or card.added) for term, card in glossary.terms.items()]
    return [Address("index.html"), *terms, *_lists(glossary)]


def _lists(glossary: Glossary) -> Iterator[Address]:
    yield from _folder("a-z", _letters(glossary), opened=True)
    yield from _map(glossary)
    yield from (Address(address) for address in quiz_addresses(glossary))
    yield from _folder("sections", [chapter.id for chapter in glossary.sections])
    yield from _folder("pages", [leaf.id for leaf in glossary.pages if not leaf.section])
    yield from _folder("tags", [make_id(tag) for tag in glossary.tags], opened=bool(glossary.tags))
    yield from _folder("paths", [path.id for path in glossary.paths], opened=bool(glossary.paths))


def _letters(glossary: Glossary) -> list[str]:
    if len(glossary.terms) <= SPLIT:
        return []
    found = letters(glossary.terms.values(), glossary.site.config.language)
    return [letter.id for letter in found if letter.terms]


def _map(glossary: Glossary) -> Iterator[Address]:
    sheets = [sheet.address for sheet in make_sheets(glossary)]
    yield from (Address(address) for address in dict.fromkeys([MAP, *sheets] if sheets else []))


def _folder(folder: str, ids: list[str], *, opened: bool = False) -> Iterator[Address]:
    """The pages of a folder; `opened` says that it has a first page of its own."""
    for stem in (*(["index"] if opened else []), *ids):
        yield Address(f"{folder}/{stem}.html")
