"""The trade-off tables of all terms, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.schema import TermId
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary

ADDRESS: Final = "compare/index.html"
FEWEST: Final = 2
"""Options of a table that are terms, for a page of its own: with fewer it says no more than the page of the term."""


class Comparison(msgspec.Struct, frozen=True):
    """A table: the term that declares it, its id there, its options that are terms, each once."""

    owner: TermId
    table: str
    terms: tuple[TermId, ...]
    paged: bool
    """Whether it has a page of its own."""


def is_compared(glossary: Glossary) -> bool:
    """Whether any term has a table."""
    return any(card.shared for card in glossary.terms.values())


def comparisons(glossary: Glossary) -> tuple[Comparison, ...]:
    """All tables, by the terms that declare them, in the order of the book."""
    owners = [owner for owner, card in glossary.terms.items() if card.shared]
    return tuple(each for owner in owners for each in comparisons_of(owner, glossary))


def comparisons_of(owner: TermId, glossary: Glossary) -> Iterator[Comparison]:
    """The tables that one term declares."""
    named = glossary.ties[owner].named
    for table in glossary.terms[owner].shared:
        terms = tuple(dict.fromkeys(named[option] for option in table.options if option in named))
        yield Comparison(owner, table.id, terms, len(terms) >= FEWEST)


def comparison_address(owner: str, table: str) -> str:
    """Where a table has a page of its own. Neither id has a slash, so no two tables have one address.

    >>> comparison_address("training", "training-or-prompting"), comparison_address("con", "index")
    ('compare/training/training-or-prompting.html', 'compare/term-con/term-index.html')
    """
    return f"compare/{term_address(owner).removesuffix('.html')}/{term_address(table)}"
