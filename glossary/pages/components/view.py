"""What a component gives the page: its heading and the value of its macro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from glossary.config.texts import Inline
    from glossary.graph.glossary import Target
    from glossary.pages.join import Joiner
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
    targets: Sequence[Target]
    only: str = ""

    def inline(self, text: Inline | None) -> Markup:
        """An inline text of the term as HTML; nothing where there is none."""
        return self.join.inline(text, self.targets)

    def word(self, key: str, **places: object) -> str:
        """A word of the theme."""
        return self.join.labels.text(key, **places)
