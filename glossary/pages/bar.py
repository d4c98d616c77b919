"""The bar at the top of a page, and which pages stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.config.schema import KINDS
from glossary.pages.comparisons import ADDRESS as COMPARE
from glossary.pages.comparisons import is_compared
from glossary.pages.join import Joiner
from glossary.pages.repository import web_address
from glossary.pages.scopes import QUIZ, has_questions
from glossary.pages.sheets import ADDRESS as MAP
from glossary.pages.sheets import is_mapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from glossary.config.schema import Navigation
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels


UNASKED: Final = "compare"
"""The kind of pages that stands in the bar only where the site asks for it: the bar is full without."""


class Link(msgspec.Struct, frozen=True):
    """A link of the frame; `current` where it leads to the page itself."""

    title: str
    href: str
    current: bool = False


class Bar(msgspec.Struct, frozen=True):
    """The bar at the top of a page."""

    title: str
    home: str
    logo: str
    links: tuple[Link, ...]


def in_navigation(glossary: Glossary, labels: Labels) -> frozenset[str]:
    """The addresses of the pages that stand in the bar: there their link is marked."""
    joiner = Joiner(glossary, labels, "index.html")
    return frozenset(link.href for link in navigation(glossary, joiner))


def navigation(glossary: Glossary, joiner: Joiner) -> Iterator[Link]:
    """The links of the bar: those that the site chose, else most kinds of pages that there are."""
    chosen = glossary.site.config.theme.navigation
    if not chosen:
        for kind in (kind for kind in KINDS if kind != UNASKED):
            yield from _of_kind(kind, "", glossary, joiner)
    for entry in chosen:
        yield from _entry(entry, glossary, joiner)


def _entry(entry: Navigation, glossary: Glossary, joiner: Joiner) -> Iterable[Link]:
    if entry.url and (link := web_address(entry.url)):
        return (Link(entry.title or entry.url, link),)
    if entry.url:
        return (_link(entry.title or entry.url, entry.url, joiner),)
    return _of_kind(entry.kind or "", entry.title or "", glossary, joiner)


def _of_kind(kind: str, title: str, glossary: Glossary, joiner: Joiner) -> Iterator[Link]:
    if kind in _THEME:
        label, address, stands = _THEME[kind]
        if stands(glossary):
            yield _link(title or joiner.labels.text(label), address, joiner)
        return
    for leaf in glossary.pages:
        if not leaf.section and kind in {"pages", leaf.id}:
            yield _link(title or leaf.title, f"pages/{leaf.id}.html", joiner)


_THEME: Final[Mapping[str, tuple[str, str, Callable[[Glossary], object]]]] = {
    "terms": ("nav.terms", "index.html", lambda _: True),
    "a-z": ("nav.az", "a-z/index.html", lambda _: True),
    "map": ("nav.map", MAP, is_mapped),
    "tags": ("nav.tags", "tags/index.html", lambda glossary: glossary.tags),
    "paths": ("nav.paths", "paths/index.html", lambda glossary: glossary.paths),
    "quiz": ("nav.quiz", QUIZ, has_questions),
    UNASKED: ("nav.compare", COMPARE, is_compared),
}
"""Pages of the theme that stand in the bar: their word, where each stands, and whether there is one."""


def _link(title: str, address: str, joiner: Joiner) -> Link:
    return Link(title, joiner.local(address), address == joiner.address)
