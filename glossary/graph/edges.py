"""Typed edges, their inverses, and circles in those that must not have any."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.config.texts import NAMED
from glossary.graph.glossary import UNLINKED, Ties, named_terms
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Linked, Target
    from glossary.term.card import Card
    from glossary.term.schema import TermId

Edges = dict["TermId", tuple["TermId", ...]]

RELATIONS: Final = ("see_also", "broader", "contrast", "prerequisites")


def make_ties(card: Card, targets: tuple[Target, ...]) -> tuple[Ties, tuple[Diagnostic, ...]]:
    """What the references of a term come to, given their targets: relations, mentions, names, and what is wrong."""
    lists: dict[str, dict[TermId, None]] = {}
    cited: dict[TermId, None] = {}
    faults: list[Diagnostic] = []
    refs = card.refs
    for ref, target in zip(refs, targets, strict=True):
        if target.kind != "term":
            continue
        to: TermId = target.id  # type: ignore[assignment]  # of a term's target the id is a term's
        if ref.kind in NAMED:
            if among := _list_of(ref, card):
                _add(lists.setdefault(among, {}), to, ref, card, faults)
            elif ref.field == "replaced_by" and to == card.id:
                faults.append(_own_heir(ref, card))
        elif to != card.id:
            cited[to] = None
        elif not target.fragment:
            faults.append(_self(ref, card))
    edges: dict[str, tuple[TermId, ...]] = {
        relation: tuple(lists[relation]) for relation in RELATIONS if relation in lists
    }
    packed, named = _encode(targets), named_terms(refs, targets)
    return Ties(edges, tuple(cited), named, digest(packed), msgspec.Raw(packed)), tuple(faults)


def _own_heir(ref: Ref, card: Card) -> Diagnostic:
    message, help_ = f"`{card.id}` is replaced by itself", "name the term to use instead, or take `replaced_by` out"
    return Diagnostic.of("cycle", Span(card.path, ref.start, ref.end), message, help_)


_encode = msgspec.msgpack.Encoder().encode


def make_edges(
    cards: Mapping[TermId, Card], ties: Mapping[TermId, Ties]
) -> tuple[dict[str, Edges], tuple[Diagnostic, ...]]:
    """The edges of each relation, and circles among them."""
    edges: dict[str, Edges] = {relation: {} for relation in RELATIONS}
    for term in cards:
        for relation, others in ties[term].edges.items():
            edges[relation][term] = others
    faults: list[Diagnostic] = []
    for relation in ("broader", "prerequisites"):
        faults += cycles(relation, edges[relation], cards, ties)
    return edges, tuple(faults)


def make_mentions(order: Iterable[TermId], ties: Mapping[TermId, Ties], linked: Mapping[TermId, Linked]) -> Edges:
    """For each term those whose texts link to it, in `order`."""
    found: dict[TermId, list[TermId]] = defaultdict(list)
    for term in order:
        said = linked.get(term, UNLINKED).said
        for other in said:
            found[other].append(term)
        for other in ties[term].cited:
            if other not in said:
                found[other].append(term)
    return {term: tuple(others) for term, others in found.items()}


def _list_of(ref: Ref, card: Card) -> str:
    """The list of terms that a name stands in: a relation, or what a meaning lists; empty for any other place."""
    if ref.field == "senses":
        return f"senses {bisect(card.senses, ref.start)}"
    return ref.field if ref.field in RELATIONS else ""


def _add(found: dict[TermId, None], to: TermId, ref: Ref, card: Card, faults: list[Diagnostic]) -> None:
    if to == card.id:
        if ref.field not in {"broader", "prerequisites"}:
            faults.append(_self(ref, card))
            return
    elif to in found:
        faults.append(
            Diagnostic.of(
                "duplicate-item",
                Span(card.path, ref.start, ref.end),
                f"`{'see_also' if ref.field == 'senses' else ref.field}` names `{to}` twice",
                "delete one of them",
            )
        )
    found[to] = None


def _self(ref: Ref, card: Card) -> Diagnostic:
    where = "lists" if ref.field in {*RELATIONS, "senses"} else "links to"
    return Diagnostic.of(
        "self-link",
        Span(card.path, ref.start, ref.end),
        f"`{card.id}` {where} itself",
        "take it out: the reader is there already",
    )


def inverse(edges: Edges, order: Iterable[TermId]) -> Edges:
    """The edges turned round; the terms at each in the order of the book."""
    found: dict[TermId, list[TermId]] = defaultdict(list)
    for term in order:
        for other in edges.get(term, ()):
            found[other].append(term)
    return {term: tuple(others) for term, others in found.items()}


def cycles(relation: str, edges: Edges, cards: Mapping[TermId, Card], ties: Mapping[TermId, Ties]) -> list[Diagnostic]:
    """One diagnostic for each circle, at its first link in id order, with the rest of the circle.

    Terms outside any circle are taken off first (Kahn 1962); what is left is walked until it meets itself.
    """
    back: dict[TermId, list[TermId]] = defaultdict(list)
    for term, others in edges.items():
        for other in others:
            back[other].append(term)
    out = {term: len(edges.get(term, ())) for term in {*edges, *back}}
    left = set(out)
    _take_off([term for term, count in out.items() if not count], left, out, back)
    found = []
    for start in sorted(left):
        while start in left:
            circle = _circle(start, edges, left)
            found.append(_told(relation, circle, cards, ties))
            _take_off(circle, left, out, back)
    return found


def _take_off(
    terms: Iterable[TermId], left: set[TermId], out: dict[TermId, int], back: Mapping[TermId, list[TermId]]
) -> None:
    """Take terms out of those that are `left`, and with them all from which nothing else leads on. `out` says to how
    many terms that are left each leads, `back` from which it is led to.
    """
    free = list(terms)
    left.difference_update(free)
    while free:
        for term in back.get(free.pop(), ()):
            out[term] -= 1
            if not out[term] and term in left:
                left.discard(term)
                free.append(term)


def _circle(start: TermId, edges: Edges, left: set[TermId]) -> tuple[TermId, ...]:
    seen: dict[TermId, None] = {}
    term = start
    while term not in seen:
        seen[term] = None
        term = next(other for other in edges[term] if other in left)
    walk = list(seen)
    circle = walk[walk.index(term) :]
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first])


def _told(
    relation: str, circle: tuple[TermId, ...], cards: Mapping[TermId, Card], ties: Mapping[TermId, Ties]
) -> Diagnostic:
    places = []
    for at, term in enumerate(circle):
        to = circle[(at + 1) % len(circle)]
        places.append((term, to, _place(relation, cards[term], to, ties[term])))
    way = " → ".join((*circle, circle[0]))
    related = tuple(Related(span, f"`{term}` names `{to}` here") for term, to, span in places[1:])
    what = "is its own kind" if relation == "broader" else "must be read before itself"
    return Diagnostic.of(
        "cycle", places[0][2], f"`{circle[0]}` {what}: {way}", f"take one of these links out of `{relation}`", related
    )


def _place(relation: str, card: Card, to: TermId, ties: Ties) -> Span:
    refs = [ref for ref in card.refs if ref.field == relation]
    ref = next(ref for ref in refs if ties.named.get(ref.target) == to)
    return Span(card.path, ref.start, ref.end)
