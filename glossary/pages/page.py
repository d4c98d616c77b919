"""Pages that are no terms (*About*)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.markup.segments import Html, Prose
from glossary.pages.bar import Link
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup, plain
from glossary.pages.outline import FEWEST, Content, Outline, survey, whole
from glossary.pages.repository import edit_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.keys import Keys
    from glossary.term.leaflet import Leaflet

KIND: Final = "page"


class LeafletPage(msgspec.Struct, frozen=True):
    """What a page of text shows."""

    head: Head
    home: Link
    title: str
    body: Markup
    contents: tuple[Content, ...]
    edit: str
    source: str


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each text that introduces no section."""
    glossary = keys.glossary
    for leaf in glossary.pages:
        if not leaf.section:
            key = keys.of(b"page", leaf.digest, leaf.title, glossary.page_key(leaf.path))
            yield Planned(f"pages/{leaf.id}.html", key, leaf.id)


def view(desk: Desk, id_: str, address: str) -> LeafletPage:
    """The page of the text with the id `id_`."""
    glossary, labels = desk.glossary, desk.labels
    leaf = next(leaf for leaf in glossary.pages if leaf.id == id_ and not leaf.section)
    joiner = desk.joiner(address)
    outline = Outline(numbered=survey(leaf.body.segments).sections >= FEWEST)
    body = whole(leaf.body, glossary.page_leads(leaf.path), joiner, outline)
    return LeafletPage(
        head=make_head(glossary, labels, leaf.title, _first_words(leaf), address),
        home=Link(labels.text("nav.terms"), joiner.local("index.html")),
        title=leaf.title,
        body=body,
        contents=outline.listed(),
        edit=edit_link(glossary.site.config.repository, leaf.path),
        source=leaf.path,
    )


def _first_words(leaf: Leaflet) -> str:
    """What the text begins with, headings left out."""
    return plain(segment for segment in leaf.body.segments[:20] if isinstance(segment, Html | Prose))
