"""Cards, configuration and pages become a `Glossary`, in one pass for each question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from posixpath import dirname
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glossary.config.read import NAME
from glossary.graph.edges import inverse, make_edges, make_mentions, make_ties
from glossary.graph.glossary import NOWHERE, Borrowed, Chapter, Glossary, Lessons, Linked, Target, Ties, named_terms
from glossary.graph.guide import Guide
from glossary.graph.identity import settle
from glossary.graph.names import Names
from glossary.graph.order import book_order, make_chapters, make_neighbours, make_numbers, make_tags
from glossary.graph.resolve import Places, leaflet_target, resolve
from glossary.markup.segments import Image, Reference
from glossary.text.address import bare, name_key
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.digest import digest
from glossary.text.near import Near
from glossary.yaml.leaves import Slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.config.schema import Site
    from glossary.config.texts import Inline, Ref
    from glossary.graph.identity import Identity
    from glossary.term.card import Card
    from glossary.term.leaflet import Leaflet
    from glossary.term.schema import TermId


class Called(NamedTuple):
    """All whose names may stand in texts: the terms, those that are gone (drafts, and what was replaced), and what the
    references of the terms come to; with the pages, and where their references lead.
    """

    terms: Mapping[TermId, Card]
    gone: Sequence[Card]
    ties: Mapping[TermId, Ties]
    leaflets: Mapping[str, Leaflet]
    page_targets: Mapping[str, tuple[Target, ...]]


Reader = Callable[[Called], "Mapping[str, Linked]"]
"""Reads texts for mentions: by the path of each file what it came to; files without any link may be missing."""


def _unread(_called: Called) -> Mapping[str, Linked]:
    return {}


def assemble(  # noqa: PLR0913 - all that a glossary is made of, each a value of its own
    site: Site,
    cards: Sequence[Card],
    leaflets: Sequence[Leaflet] = (),
    pictures: Iterable[str] = (),
    *,
    drafts: bool = False,
    known: Mapping[TermId, Ties] = MappingProxyType({}),
    unread: frozenset[str] = frozenset(),
    read: Reader = _unread,
) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """The glossary of these cards (in the order of their paths) and all that is wrong between them.

    `pictures` are the paths of the pictures and static files in the site's folder. Of two files with one id the first
    is kept. `known` are the ties of terms that were resolved before, without a fault, and would be resolved alike.
    `unread` are the ids that files would have which could not be read: links to them are no news. Nor are links to
    terms that only stand for another one which is not there. `read` finds the mentions in the texts of the terms.
    """
    published = [card for card in cards if drafts or card.status != "draft"]
    hidden = [card for card in cards if not drafts and card.status == "draft"]
    identity = settle(published)
    faults = list(identity.faults)
    openings, pages = _leaflets(leaflets, faults)
    drafted = _Hidden(
        unread.union(card.id for card in identity.replaced if card.id not in identity.redirected),
        frozenset(claim.key for card in hidden for claim in card.claims),
        frozenset(bare(card.path) for card in hidden),
    )
    places = _places(site, published, identity, leaflets=leaflets, files=frozenset(pictures), hidden=drafted)
    resolver = _Resolver(places, faults)
    ties = {term: known[term] if term in known else resolver.ties(card) for term, card in identity.terms.items()}
    for card in identity.replaced:
        resolver.all(card.refs, card.path)
    page_targets = {leaf.path: resolver.all(leaf.refs, leaf.path) for leaf in (*pages, *openings.values())}
    targets = resolver.all(site.refs, NAME)
    gone = (*hidden, *identity.replaced)
    by_path = {leaf.path: leaf for leaf in (*pages, *openings.values())}
    read_of = read(Called(identity.terms, gone, ties, by_path, page_targets))
    linked = {card.id: read_of[card.path] for card in identity.terms.values() if card.path in read_of}
    page_linked = {path: read_of[path] for path in by_path if path in read_of}
    edges, edge_faults = make_edges(identity.terms, ties)
    chapters, chapter_faults = make_chapters(identity.terms.values(), site.config, openings)
    faults += [*edge_faults, *chapter_faults]
    book = _Book(_introduced(chapters, site, targets), identity, ties, linked, page_linked, gone, edges)
    glossary = book.glossary(site, places.names, tuple(by_path.values()), page_targets, targets)
    return glossary, tuple(faults)


class _Hidden(NamedTuple):
    """What links may lead to and is not shown: ids of files that could not be read, names and paths of drafts."""

    unread: frozenset[str]
    names: frozenset[str]
    paths: frozenset[str]


def _places(  # noqa: PLR0913 - all that a link can lead to
    site: Site,
    published: Sequence[Card],
    identity: Identity,
    *,
    leaflets: Sequence[Leaflet],
    files: frozenset[str],
    hidden: _Hidden,
) -> Places:
    terms = identity.terms
    names = Names(identity, published, site.config.terms, served=site.served)
    return Places(
        names=names,
        cards=terms,
        leaflets={bare(leaf.path): leaflet_target(leaf) for leaf in leaflets},
        redirected=identity.redirected,
        drafts=hidden.names,
        draft_paths=hidden.paths,
        unread=hidden.unread,
        files=files,
        near=Near(names),
        near_ids=Near(terms),
        near_files=Near(files),
    )


class _Book(NamedTuple):
    """The terms in their chapters, with what they have to do with each other."""

    chapters: tuple[Chapter, ...]
    identity: Identity
    ties: Mapping[TermId, Ties]
    linked: Mapping[TermId, Linked]
    page_linked: Mapping[str, Linked]
    gone: tuple[Card, ...]
    edges: Mapping[str, dict[TermId, tuple[TermId, ...]]]

    def glossary(
        self,
        site: Site,
        names: Names,
        pages: tuple[Leaflet, ...],
        page_targets: Mapping[str, tuple[Target, ...]],
        targets: tuple[Target, ...],
    ) -> Glossary:
        """The whole; `targets` are those of the references of glossary.yml."""
        terms, edges = self.identity.terms, self.edges
        order = book_order(self.chapters, terms)
        footer, footer_targets = _own(site.config.theme.footer, targets)
        cards = {term: terms[term] for term in order}
        paths = _paths(site, targets)
        return Glossary(
            site=site,
            terms=cards,
            dated=any(card.added or card.updated for card in cards.values()),
            gone=self.gone,
            redirected=self.identity.redirected,
            names=names,
            ties=self.ties,
            linked=self.linked,
            sections=self.chapters,
            section_of={term: chapter.id for chapter in self.chapters for term in chapter.terms},
            numbers=make_numbers(self.chapters, terms),
            neighbours=make_neighbours(order),
            see_also=edges["see_also"],
            broader=edges["broader"],
            narrower=inverse(edges["broader"], order),
            contrast=edges["contrast"],
            contrasted=_one_sided(edges["contrast"], order),
            prerequisites=edges["prerequisites"],
            leads_to=inverse(edges["prerequisites"], order),
            mentioned_in=make_mentions(order, self.ties, self.linked),
            borrowed=_borrowed(order, terms, self.ties),
            tags=make_tags(order, terms),
            paths=paths,
            guide=Guide(cards, edges["prerequisites"], paths),
            pages=pages,
            page_targets=page_targets,
            page_linked=self.page_linked,
            footer=footer,
            footer_targets=footer_targets,
            logo=_shown("logo", site, targets),
            image=_shown("image", site, targets),
        )


def calls_of(site: Site, leaflets: Iterable[Leaflet], files: Iterable[str], *, drafts: bool) -> bytes:
    """A digest of all that references are resolved by besides terms, for which see `Card.call`."""
    pages = [f"{leaf.path}\0{leaf.id}\0{leaf.section}".encode() for leaf in leaflets]
    config = site.config
    return digest(
        b"%d" % drafts,
        config.terms.encode(),
        config.pages.encode(),
        *pages,
        b"",
        "\0".join(files).encode(),
    )


class _Resolver:
    """Resolves references, each kind of reference once: most are repeated."""

    def __init__(self, places: Places, faults: list[Diagnostic]) -> None:
        self.places = places
        self.faults = faults
        self.known: dict[tuple[str, str, str, str], Target] = {}

    def ties(self, card: Card) -> Ties:
        """What the references of a term come to; faults are gathered."""
        ties, faults = make_ties(card, self.all(card.refs, card.path))
        self.faults += faults
        return ties

    def all(self, refs: tuple[Ref, ...], path: str) -> tuple[Target, ...]:
        """The targets of `refs`, in their order; faults are gathered."""
        known = self.known
        folder = dirname(path)
        found = []
        for ref in refs:
            key = (ref.kind, ref.target, ref.fragment, folder)
            target = known.get(key)
            if target is None:
                target, faults = resolve(ref, path, self.places)
                if faults:
                    self.faults += faults
                else:
                    known[key] = target
            found.append(target)
        return tuple(found)


def _leaflets(leaflets: Sequence[Leaflet], faults: list[Diagnostic]) -> tuple[dict[str, Leaflet], tuple[Leaflet, ...]]:
    """The pages that introduce sections, and the others in their order; of two with one id the first is kept."""
    openings = {leaf.section: leaf for leaf in leaflets if leaf.section}
    pages: dict[str, Leaflet] = {}
    for leaf in leaflets:
        if leaf.section:
            continue
        first = pages.setdefault(leaf.id, leaf)
        if first is not leaf:
            message = f"the page `{first.path}` has the id `{leaf.id}` already"
            faults.append(Diagnostic.of("duplicate-id", Span(leaf.path, 0, 0), message, "rename one of the two files"))
    ordered = sorted(
        pages.values(), key=lambda leaf: (leaf.order is None, leaf.order or 0, name_key(leaf.title), leaf.id)
    )
    return openings, tuple(ordered)


def _introduced(chapters: tuple[Chapter, ...], site: Site, targets: tuple[Target, ...]) -> tuple[Chapter, ...]:
    intros = {section.id: section.intro for section in site.config.sections if section.intro}
    found = []
    for chapter in chapters:
        intro, own = _own(intros.get(Slug(chapter.id)), targets)
        found.append(msgspec.structs.replace(chapter, intro=intro, intro_targets=own))
    return tuple(found)


def _own(text: Inline | None, targets: tuple[Target, ...]) -> tuple[Inline | None, tuple[Target, ...]]:
    """A text of glossary.yml with the targets of its own links: a page that shows it depends on no other."""
    if text is None or not text.segments:
        return text, ()
    count = sum(isinstance(segment, Reference | Image) for segment in text.segments)
    return msgspec.structs.replace(text, base=0), targets[text.base : text.base + count]


def _one_sided(
    contrast: Mapping[TermId, tuple[TermId, ...]], order: tuple[TermId, ...]
) -> dict[TermId, tuple[TermId, ...]]:
    turned = inverse(dict(contrast), order)
    found = {
        term: tuple(other for other in others if other not in contrast.get(term, ())) for term, others in turned.items()
    }
    return {term: others for term, others in found.items() if others}


def _borrowed(
    order: tuple[TermId, ...], terms: Mapping[TermId, Card], ties: Mapping[TermId, Ties]
) -> dict[TermId, tuple[Borrowed, ...]]:
    found: dict[TermId, list[Borrowed]] = defaultdict(list)
    for owner in order:
        named = ties[owner].named
        for table in terms[owner].shared:
            for at, option in enumerate(table.options):
                term = named.get(option)
                if term is not None and term != owner:
                    found[term].append(Borrowed(owner, table.id, at))
    return {term: tuple(tables) for term, tables in found.items()}


def _shown(field: str, site: Site, targets: tuple[Target, ...]) -> Target:
    """The picture that a field of glossary.yml names."""
    found = (target for ref, target in zip(site.refs, targets, strict=True) if ref.field == field)
    return next(found, NOWHERE)


def _paths(site: Site, targets: tuple[Target, ...]) -> tuple[Lessons, ...]:
    known = named_terms(site.refs, targets)
    found = []
    for path in site.config.paths:
        lessons = dict.fromkeys(known[name] for name in path.terms if name in known)
        found.append(Lessons(path.id, path.title, tuple(lessons), *_own(path.intro, targets)))
    return tuple(found)
