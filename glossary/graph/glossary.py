"""The graph of terms as one value, built from all terms at once; nobody changes it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import msgspec

from glossary.config.schema import Site
from glossary.config.texts import NAMED, Inline, Ref
from glossary.graph.guide import Guide
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


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A mention that is a link: it begins in the piece `first` of running text at the character `start`, and ends in
    the piece `last` at `end`; `before` and `behind` are how many tags around those it takes in.
    """

    first: int
    start: int
    last: int
    end: int
    before: int
    behind: int
    target: Target


OPENS: Final = True
CLOSES: Final = False


class Stitch(NamedTuple):
    """One end of a link in a piece of running text: the character, whether the link begins or ends there, and how many
    tags before, or behind, it takes in.
    """

    at: int
    opens: bool
    outward: int
    target: Target


class Leads(NamedTuple):
    """Where the references of one file lead: their targets in order, the terms that its fields name, by the name as it
    is written there, and by piece of running text the ends of the links that were found in it.
    """

    targets: tuple[Target, ...] = ()
    named: Mapping[str, TermId] = MappingProxyType({})
    stitches: Mapping[int, Sequence[Stitch]] = MappingProxyType({})


class Ties(msgspec.Struct, frozen=True, array_like=True):
    """What the references of a term come to: all that other pages need of it, and the keys of pages. The targets
    themselves, MessagePack of a tuple in the order of `Card.refs`, are read when the term is shown.
    """

    edges: dict[str, tuple[TermId, ...]]
    """By relation, in the order of the author."""
    cited: tuple[TermId, ...]
    """Other terms to which its texts link."""
    named: dict[str, TermId]
    """The terms that its fields name, by the name as it is written there."""
    digest: bytes
    targets: msgspec.Raw


class Open(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A mention that might be of several terms: the words, the terms, the sentence."""

    name: str
    terms: tuple[TermId, ...]
    sentence: str


class Linked(msgspec.Struct, frozen=True, array_like=True):
    """What reading a term's texts came to: other terms to which they link, by the author's choice or by mention, each
    with the sentence of the first link; and the mentions that are links, MessagePack of a tuple of `Mark`.

    The others are for checks: `open` are names that two terms claim alike, as they stand in the text; `common` says how
    often each term is mentioned by one word in small letters; `defining` are the terms that its definition speaks of.
    """

    said: dict[TermId, str] = {}
    digest: bytes = b""
    marks: bytes = b"\x90"
    open: tuple[Open, ...] = ()
    common: dict[TermId, int] = {}
    defining: tuple[TermId, ...] = ()


UNLINKED: Final = Linked()

_MARKS = msgspec.msgpack.Decoder(tuple[Mark, ...])
_TARGETS = msgspec.msgpack.Decoder(tuple[Target, ...])


def named_terms(refs: Iterable[Ref], targets: Iterable[Target]) -> dict[str, TermId]:
    """The terms that fields name, by the name as it is written there."""
    return {
        ref.target: TermId(target.id)
        for ref, target in zip(refs, targets, strict=True)
        if target.kind == "term" and ref.kind in NAMED
    }


def _stitches(marks: Iterable[Mark]) -> Mapping[int, Sequence[Stitch]]:
    found: dict[int, list[Stitch]] = {}
    for mark in marks:
        found.setdefault(mark.first, []).append(Stitch(mark.start, OPENS, mark.before, mark.target))
        found.setdefault(mark.last, []).append(Stitch(mark.end, CLOSES, mark.behind, mark.target))
    return found


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
    dated: bool
    """Whether any term says when it was added or changed."""
    gone: tuple[Card, ...]
    """Drafts, and terms that only stand for another: their names take their words, too."""
    redirected: Mapping[str, TermId]
    """Ids that were: each answers with a page that leads to the term."""
    names: Names
    ties: Mapping[TermId, Ties]
    """What the references of each term come to."""
    linked: Mapping[TermId, Linked]
    """What reading the texts of each term came to; terms without any link may be missing."""
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
    guide: Guide
    pages: tuple[Leaflet, ...]
    page_targets: Mapping[str, tuple[Target, ...]]
    page_linked: Mapping[str, Linked]
    """By the path of a page, what reading its text came to."""
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

    def sentence(self, term: TermId, other: TermId) -> str:
        """The sentence in which the texts of `other` mention the term first; empty where they only link to it."""
        return self.linked.get(other, UNLINKED).said.get(term, "")

    def leads_key(self, term: TermId) -> bytes:
        """A digest of where the references of the term lead, and the mentions in its texts."""
        return self.ties[term].digest + self.linked.get(term, UNLINKED).digest

    def page_leads(self, path: str) -> Leads:
        """Where the links of the page at `path` lead."""
        marks = _MARKS.decode(self.page_linked.get(path, UNLINKED).marks)
        return Leads(self.page_targets.get(path, ()), stitches=_stitches(marks))

    def page_key(self, path: str) -> tuple[object, ...]:
        """The same, for the keys of pages."""
        return self.page_targets.get(path, ()), self.page_linked.get(path, UNLINKED).digest

    def leads(self, term: TermId) -> Leads:
        """Where the references of the term lead."""
        ties = self.ties[term]
        marks = _MARKS.decode(self.linked.get(term, UNLINKED).marks)
        return Leads(_TARGETS.decode(ties.targets), ties.named, _stitches(marks))
