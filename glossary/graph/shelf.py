"""Where whole terms are kept while only their cards are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from glossary.markup.passages import Passage
    from glossary.term.schema import Term, TermId


class Shelf(Protocol):
    """Gives a term, with its compiled texts, each time it is asked; keeps nothing."""

    def term(self, term: TermId) -> Term:
        """The term; it must be one of the glossary."""
        ...

    def passage(self, term: TermId) -> Passage:
        """What is read of its texts."""
        ...

    def words(self, term: TermId) -> str:
        """The words of its texts: in small letters, each once, a space between."""
        ...
