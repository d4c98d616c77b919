"""The addresses of all pages that readers look for, in the order of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.pages.alphabet import letters
from glossary.pages.comparisons import ADDRESS as COMPARE
from glossary.pages.comparisons import comparison_address, comparisons
from glossary.pages.entries import SPLIT
from glossary.pages.portions import portions
from glossary.pages.scopes import quiz_addresses
from glossary.pages.sheets import ADDRESS as MAP
from glossary.pages.sheets import make_sheets
from glossary.text.address import tag_id, term_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.graph.glossary import Glossary
    from glossary.term.schema import TermId


class Address(NamedTuple):
    """Where a page stands, and the date of its last change where that is known."""

    address: str
    changed: str = ""


def addresses(glossary: Glossary) -> list[Address]:
    """All pages but those that lead elsewhere; those of terms by id: a term that moves in the book moves no address."""
    cards = glossary.terms
    terms = [Address(term_address(term), cards[term].updated or cards[term].added) for term in sorted(cards)]
    return [Address("index.html"), *terms, *_lists(glossary)]


def _lists(glossary: Glossary) -> Iterator[Address]:
    yield from _list("a-z", _letters(glossary), opened=True)
    yield from _map(glossary)
    yield from (Address(address) for address in quiz_addresses(glossary))
    yield from _list("sections", [(f"{chapter.id}.html", chapter.terms) for chapter in glossary.sections])
    yield from (Address(f"pages/{leaf.id}.html") for leaf in glossary.pages if not leaf.section)
    tags = [(term_address(tag_id(tag)), terms) for tag, terms in glossary.tags.items()]
    yield from _list("tags", tags, opened=bool(tags))
    paths = [(term_address(path.id), path.terms) for path in glossary.paths]
    yield from _list("paths", paths, opened=bool(paths))
    found = comparisons(glossary)
    for portion in portions(COMPARE, [each.owner for each in found]) if found else ():
        yield Address(portion.address)
    yield from (Address(comparison_address(each.owner, each.table)) for each in found if each.paged)


def _letters(glossary: Glossary) -> list[tuple[str, tuple[TermId, ...]]]:
    if len(glossary.terms) <= SPLIT:
        return []
    found = letters(glossary.terms.values(), glossary.site.config.language)
    return [(f"{letter.id}.html", letter.terms) for letter in found if letter.terms]


def _map(glossary: Glossary) -> Iterator[Address]:
    sheets = [sheet.address for sheet in make_sheets(glossary)]
    yield from (Address(address) for address in dict.fromkeys([MAP, *sheets] if sheets else []))


def _list(folder: str, lists: Iterable[tuple[str, tuple[TermId, ...]]], *, opened: bool = False) -> Iterator[Address]:
    """The pages of lists in a folder; `opened` says that it has a first page of its own."""
    if opened:
        yield Address(f"{folder}/index.html")
    for name, terms in lists:
        yield from (Address(portion.address) for portion in portions(f"{folder}/{name}", terms))
