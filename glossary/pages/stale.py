"""Which pages of terms may show something else than in the build before, told from what changed between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from glossary.graph.amend import are_alike
from glossary.graph.glossary import UNLINKED
from glossary.graph.order import make_neighbours
from glossary.term.schema import TermId
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from glossary.graph.glossary import Glossary, Linked, Ties
    from glossary.pages.keys import Keys
    from glossary.term.card import Card

MANY: Final = 300
"""So many terms that changed are not followed to all that shows them: any page may be another."""


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What all pages of terms are made with, digested; by term what others show of it, in the order of the book; and
    the files that show nothing else than that, names and relations: path, exporter, kind and id.
    """

    frame: bytes
    marks: dict[TermId, bytes]
    lists: tuple[tuple[str, str, str, str], ...] = ()


class Was(NamedTuple):
    """A term in the build before: its card, what its references came to, and what its texts did."""

    card: Card
    ties: Ties
    linked: Linked

    @property
    def leads_key(self) -> bytes:
        """As `Glossary.leads_key`."""
        return self.ties.digest + self.linked.digest


class Last(NamedTuple):
    """The build before: its facts, the terms that are the very same now, and those that may be others."""

    facts: Facts
    same: AbstractSet[TermId]
    others: Mapping[TermId, Was]


class Stale(NamedTuple):
    """The terms whose pages may show something else than in the build before, and whether any of its lists may."""

    terms: AbstractSet[TermId]
    lists: bool


def facts_of(keys: Keys) -> Facts:
    """What the next build is to compare with."""
    glossary = keys.glossary
    sections = [(chapter.id, chapter.number, chapter.title) for chapter in glossary.sections]
    paths = [(path.id, path.title, path.terms) for path in glossary.paths]
    frame = digest(keys.site, msgspec.msgpack.encode((sections, sorted(keys.tags), paths)))
    return Facts(frame, keys.marks)


def stale(last: Last, now: Facts, glossary: Glossary) -> Stale | None:
    """What may show something else than in the build before; nothing where all may.

    A page shows what is told of its own term, of terms that name or mention it or that it names, of its neighbours, and
    of all that is to be read before it: so what changed is followed along these.
    """
    then, before = last.facts, last.others
    if then.frame != now.frame or then.marks.keys() != last.same | before.keys():
        return None
    terms = glossary.terms
    changed = {term for term in terms.keys() - last.same if _is_other(before.get(term), term, glossary)}
    changed.update(before.keys() - terms.keys())
    seen = {term for term in now.marks.keys() | then.marks.keys() if then.marks.get(term) != now.marks.get(term)}
    seen.update(_moved(tuple(then.marks), tuple(now.marks), glossary))
    if len(changed | seen) > MANY:
        return None
    sides = _Sides(before, glossary)
    found = changed | seen
    for term in changed | seen:
        found.update(sides.reached(term))
    found.update(_beside(seen, glossary))
    for owner in _naming(seen, glossary):
        found.add(owner)
        found.update(glossary.ties[owner].named.values())
    otherwise = {term for term in changed if not sides.are_listed_alike(term)}
    found.update(_after(seen | otherwise, glossary))
    return Stale(found, bool(seen or otherwise))


def _is_other(was: Was | None, term: TermId, glossary: Glossary) -> bool:
    return was is None or was.card.digest != glossary.terms[term].digest or was.leads_key != glossary.leads_key(term)


def _moved(then: tuple[TermId, ...], now: tuple[TermId, ...], glossary: Glossary) -> Iterator[TermId]:
    """The terms that have other neighbours."""
    if then == now:
        return
    old = make_neighbours(then)
    yield from (term for term, pair in glossary.neighbours.items() if old.get(term) != pair)


class _Sides(NamedTuple):
    """A term in both builds."""

    before: Mapping[TermId, Was]
    glossary: Glossary

    def reached(self, term: TermId) -> Iterator[TermId]:
        """All terms that it names, or to which its texts lead, in either."""
        for ties, linked in self._both(term):
            for others in ties.edges.values():
                yield from others
            yield from ties.cited
            yield from ties.named.values()
            yield from linked.said

    def are_listed_alike(self, term: TermId) -> bool:
        """Whether lists show the same of it, at the same place, and of what it is related to."""
        was, card = self.before.get(term), self.glossary.terms.get(term)
        if was is None or card is None:
            return False
        ties = self.glossary.ties[term]
        related = was.ties.edges == ties.edges and was.ties.named == ties.named
        return related and was.card.standing == card.standing and are_alike(was.card, card)

    def _both(self, term: TermId) -> Iterator[tuple[Ties, Linked]]:
        if term in self.before:
            yield self.before[term].ties, self.before[term].linked
        if term in self.glossary.terms:
            yield self.glossary.ties[term], self.glossary.linked.get(term, UNLINKED)


def _beside(seen: Iterable[TermId], glossary: Glossary) -> Iterator[TermId]:
    """The terms before and after these, in the book and on paths."""
    for term in seen:
        yield from (other for other in glossary.neighbours.get(term, ()) if other is not None)
        for path, place in glossary.guide.lessons.get(term, ()):
            yield from path.terms[max(place - 2, 0) : place + 1]


def _naming(seen: AbstractSet[TermId], glossary: Glossary) -> Iterator[TermId]:
    """The terms that name or link one of these: in all that their references come to, its id stands."""
    sought = [term.encode() for term in seen]
    for owner in glossary.terms if sought else ():
        targets = bytes(glossary.ties[owner].targets)
        if any(term in targets for term in sought):
            yield owner


def _after(seen: Iterable[TermId], glossary: Glossary) -> set[TermId]:
    """All terms that are to be read after one of these."""
    found: set[TermId] = set()
    pending = list(seen)
    while pending:
        for term in glossary.leads_to.get(pending.pop(), ()):
            if term not in found:
                found.add(term)
                pending.append(term)
    return found
