"""The page for addresses at which nothing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec

from glossary.pages.entries import Entry, make_entries
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Joiner
from glossary.pages.repository import report_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.pages.keys import Keys
    from glossary.term.schema import TermId

KIND: Final = "not_found"
ADDRESS: Final = "404.html"
SHOWN: Final = 4


class NotFoundPage(msgspec.Struct, frozen=True):
    """What the page shows that a host sends for an address without a page."""

    head: Head
    title: str
    home: str
    a_z: str
    propose: str
    entries: tuple[Entry, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """The page."""
    yield Planned(ADDRESS, keys.of(b"not_found", keys.joined(_wanted(keys.glossary))))


def view(desk: Desk, _id: str, address: str) -> NotFoundPage:
    """The page. Hosts send it at any depth, so its links start at the root of the host where that is known."""
    glossary, labels = desk.glossary, desk.labels
    joiner = Joiner(glossary, labels, address, root=root_of(glossary))
    title = labels.text("lost.title")
    head = make_head(glossary, labels, title, labels.text("lost.lead"), address)
    return NotFoundPage(
        head=msgspec.structs.replace(head, canonical=""),
        title=title,
        home=joiner.local("index.html"),
        a_z=joiner.local("a-z/index.html"),
        propose=report_link(glossary.site.config.repository),
        entries=make_entries(_wanted(glossary), joiner),
    )


def root_of(glossary: Glossary) -> str | None:
    """The path of the site on its host; `None` where its address is not known."""
    url = glossary.site.config.url
    return urlsplit(url).path.rstrip("/") + "/" if url else None


def _wanted(glossary: Glossary) -> tuple[TermId, ...]:
    """The terms that most others speak of."""
    found = sorted(glossary.terms, key=lambda term: -len(glossary.mentioned_in.get(term, ())))
    return tuple(found[:SHOWN])
