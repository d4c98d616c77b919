"""The graph of terms as one value, built from all terms at once; nobody changes it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from glossary.config.schema import Site
from glossary.config.texts import NAMED, Inline, Ref
from glossary.graph.names import Names
from glossary.term.card import Card
from glossary.term.leaflet import Leaflet
from glossary.term.schema import TermId

Kind = Literal["term", "section", "page", "file", "elsewhere", "none"]


class Target(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a reference leads. `id` is a term's, a section's or a page's id, the path of a
    file of the site (pictures are files), or an address elsewhere.

    `none` leads nowhere: the link is shown as text, and was reported.
    """

    kind: Kind
    id: str = ""
    fragment: str = ""


NOWHERE = Target("none")


class Leads(NamedTuple):
    """Where the references of one file lead: their targets in order, and the terms that its fields name, by the name as
    it is written there.
    """

    targets: tuple[Target, ...]
    named: Mapping[str, TermId]


class Ties(msgspec.Struct, frozen=True, array_like=True):
    """What the references of a term come to: all that other pages need of it, and the keys of pages. The targets
    themselves, MessagePack of a tuple in the order of `Card.refs`, are read when the term is shown.
    """

    edges: dict[str, tuple[TermId, ...]]
    """By relation, in the order of the author."""
    mentions: dict[TermId, str]
    """Other terms to which its texts link, each with the sentence."""
    named: dict[str, TermId]
    """The terms that its fields name, by the name as it is written there."""
    digest: bytes
    targets: msgspec.Raw


_TARGETS = msgspec.msgpack.Decoder(tuple[Target, ...])


def named_terms(refs: Iterable[Ref], targets: Iterable[Target]) -> dict[str, TermId]:
    """The terms that fields name, by the name as it is written there."""
    return {
        ref.target: TermId(target.id)
        for ref, target in zip(refs, targets, strict=True)
        if target.kind == "term" and ref.kind in NAMED
    }


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
    ties: Mapping[TermId, Ties]
    """What the references of each term come to."""
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
    sentences: Mapping[TermId, Mapping[TermId, str]]
    """For each term, by the terms that mention it, the sentence of the first mention."""
    borrowed: Mapping[TermId, tuple[Borrowed, ...]]
    tags: Mapping[str, tuple[TermId, ...]]
    """Tags on two terms or more, by name."""
    paths: tuple[Lessons, ...]
    pages: tuple[Leaflet, ...]
    page_targets: Mapping[str, tuple[Target, ...]]
    footer: Inline | None
    footer_targets: tuple[Target, ...]
    logo: Target
    image: Target
    """The picture for previews elsewhere."""

    def find(self, name: str) -> Card | None:
        """The term that `name` means, by an id or name that it has or had, or by its file's path; `None` where nothing
        or more than one thing does.
        """
        term = self.names.find(name).one()
        return None if term is None else self.terms[term]

    def leads(self, term: TermId) -> Leads:
        """Where the references of the term lead."""
        ties = self.ties[term]
        return Leads(_TARGETS.decode(ties.targets), ties.named)
