"""The addresses of all pages that readers look for, in the order of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.pages.alphabet import letters
from glossary.pages.entries import SPLIT
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
    yield Address("a-z/index.html")
    if len(glossary.terms) > SPLIT:
        for letter in letters(glossary.terms.values(), glossary.site.config.language):
            if letter.terms:
                yield Address(f"a-z/{letter.id}.html")
    for chapter in glossary.sections:
        yield Address(f"sections/{chapter.id}.html")
    for leaf in glossary.pages:
        if not leaf.section:
            yield Address(f"pages/{leaf.id}.html")
    if glossary.tags:
        yield Address("tags/index.html")
    for tag in glossary.tags:
        yield Address(f"tags/{make_id(tag)}.html")
    if glossary.paths:
        yield Address("paths/index.html")
    for path in glossary.paths:
        yield Address(f"paths/{path.id}.html")
