"""The page of the search: its script lists what is found; without a script all terms stand here, or their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.entries import Letters, make_letters
from glossary.pages.frame import SEARCH, Desk, Head, Planned, is_searched, make_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.keys import Keys

KIND: Final = "search"
MOST_LISTED: Final = 300
"""With more terms than this the page shows letters only."""


class SearchPage(msgspec.Struct, frozen=True):
    """What the page shows before anything is searched: in a glossary of moderate size every term, else the letters."""

    head: Head
    title: str
    count: str
    letters: tuple[Letters, ...]
    shown: tuple[Letters, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """The page, where the site has a search."""
    terms = keys.glossary.terms
    if is_searched(keys.glossary.site.config):
        yield Planned(SEARCH, keys.of(b"search", keys.joined(terms)))


def view(desk: Desk, _id: str, address: str) -> SearchPage:
    """The page."""
    glossary, labels = desk.glossary, desk.labels
    joiner = desk.joiner(address)
    title, count = labels.text("search.title"), labels.count("list.terms", len(glossary.terms))
    listed = len(glossary.terms) <= MOST_LISTED
    return SearchPage(
        head=make_head(glossary, labels, title, labels.count("search.about", len(glossary.terms)), address),
        title=title,
        count=count,
        letters=() if listed else make_letters(desk.letters(), joiner),
        shown=make_letters(desk.letters(), joiner, "*") if listed else (),
    )
