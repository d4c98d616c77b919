"""The graph of terms as one value, built from all terms at once; nobody changes it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NewType

import msgspec

from glossary.config.schema import Site
from glossary.config.texts import Inline
from glossary.graph.names import Names
from glossary.term.card import Card
from glossary.term.leaflet import Leaflet
from glossary.term.schema import TermId

SectionId = NewType("SectionId", str)

Kind = Literal["term", "section", "page", "file", "elsewhere", "none"]


class Target(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a reference leads. `id` is a term's, a section's or a page's id, the path of a
    file of the site, or an address elsewhere.

    `none` leads nowhere: the link is shown as text, and was reported.
    """

    kind: Kind
    id: str = ""
    fragment: str = ""


NOWHERE = Target("none")


class Chapter(msgspec.Struct, frozen=True):
    """A section of the book: its number (empty where sections are not listed), its terms in order, its introduction."""

    id: str
    title: str
    number: str
    terms: tuple[TermId, ...]
    intro: Inline | None = None
    intro_targets: tuple[Target, ...] = ()
    opening: str = ""
    """The id of the page that introduces it, where one does."""


class Lessons(msgspec.Struct, frozen=True):
    """A learning path: its terms in order, each once."""

    id: str
    title: str
    terms: tuple[TermId, ...]
    intro: Inline | None = None
    intro_targets: tuple[Target, ...] = ()


class Borrowed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A trade-off table that another term declares, in which this term is an option."""

    owner: TermId
    table: str
    option: int


class Glossary(msgspec.Struct, frozen=True, kw_only=True):
    """A glossary. `terms` are in the order of the book; edges go by term, in the order of the author or the book."""

    site: Site
    terms: Mapping[TermId, Card]
    redirected: Mapping[str, TermId]
    """Ids that were: each answers with a page that leads to the term."""
    names: Names
    targets: Mapping[TermId, tuple[Target, ...]]
    """For each term the targets of its references, in the order of `Card.refs`."""
    sections: tuple[Chapter, ...]
    section_of: Mapping[TermId, str]
    numbers: Mapping[TermId, str]
    """2.3 for the third term of the second section; terms without an order have none."""
    neighbours: Mapping[TermId, tuple[TermId | None, TermId | None]]
    """The terms before and after, in the order of the book."""
    see_also: Mapping[TermId, tuple[TermId, ...]]
    broader: Mapping[TermId, tuple[TermId, ...]]
    narrower: Mapping[TermId, tuple[TermId, ...]]
    contrast: Mapping[TermId, tuple[TermId, ...]]
    contrasted: Mapping[TermId, tuple[TermId, ...]]
    """The inverse of `contrast`, without those that name each other."""
    prerequisites: Mapping[TermId, tuple[TermId, ...]]
    leads_to: Mapping[TermId, tuple[TermId, ...]]
    mentioned_in: Mapping[TermId, tuple[TermId, ...]]
    """The terms whose texts link to this one (fields of relations left out)."""
    borrowed: Mapping[TermId, tuple[Borrowed, ...]]
    tags: Mapping[str, tuple[TermId, ...]]
    """Tags on two terms or more, by name."""
    paths: tuple[Lessons, ...]
    pages: tuple[Leaflet, ...]
    page_targets: Mapping[str, tuple[Target, ...]]
    pictures: frozenset[str]
    """Pictures that may be shown, as paths in the site's folder."""

    def find(self, name: str) -> Card | None:
        """The term that `name` means, or `None` where nothing or more than one thing does."""
        found = self.names.find(name).one() or self.redirected.get(name)
        return self.terms[found] if found is not None else None
