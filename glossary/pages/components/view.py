"""What a component gives the page: its heading and the value of its macro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from glossary.config.texts import Block, Inline
    from glossary.graph.glossary import Leads
    from glossary.pages.join import Joiner, Markup
    from glossary.term.schema import Term


class ComponentView(msgspec.Struct, frozen=True):
    """A component of a page. `noun` names the macro that shows `item`, `id` is its fragment, `title` its heading."""

    noun: str
    id: str
    title: str
    item: Any


@dataclass(frozen=True, slots=True)
class Scene:
    """A term whose component is viewed, and the page that it is viewed for. `only` asks for one item, by its id."""

    term: Term
    join: Joiner
    leads: Leads
    only: str = ""

    def inline(self, text: Inline | None) -> Markup:
        """An inline text of the term as HTML; nothing where there is none."""
        return self.join.inline(text, self.leads)

    def block(self, text: Block) -> Markup:
        """A block text of the term as HTML."""
        return self.join.block(text, self.leads)

    def word(self, key: str, **places: object) -> str:
        """A word of the theme."""
        return self.join.labels.text(key, **places)
