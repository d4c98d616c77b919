"""One of two glossaries that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.graph.shelf import Shelf
    from glossary.term.card import Card
    from glossary.term.schema import TermId


class Side(NamedTuple):
    """A glossary, and where its whole terms are.

    `unread` are the files that could not be read, by the id that they would have; `pages` the keys of the pages of its
    site, by address.
    """

    glossary: Glossary
    shelf: Shelf
    unread: Mapping[str, str]
    pages: Mapping[str, bytes]

    def leads(self, address: str) -> bool:
        """Whether the id has a page, or one that leads on. Of a file that cannot be read that is not known."""
        return address in self.glossary.terms or address in self.glossary.redirected or address in self.unread

    def heir(self, address: str) -> TermId | None:
        """The term to which a former id leads."""
        return self.glossary.redirected.get(address)

    def drafts(self) -> dict[str, Card]:
        """The drafts that are not shown, by id."""
        return {card.id: card for card in self.glossary.gone if card.status == "draft"}


def by_id(cards: Iterable[Card]) -> list[Card]:
    """The cards in the order of their ids."""
    return sorted(cards, key=lambda card: card.id)
