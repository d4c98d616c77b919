"""Typed edges, their inverses, and circles in those that must not have any."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Target
    from glossary.term.card import Card
    from glossary.term.schema import TermId

Edges = dict["TermId", tuple["TermId", ...]]

RELATIONS: Final = ("see_also", "broader", "contrast", "prerequisites")


def make_edges(
    cards: Mapping[TermId, Card], targets: Mapping[TermId, tuple[Target, ...]]
) -> tuple[dict[str, Edges], Edges, tuple[Diagnostic, ...]]:
    """The edges of each relation, the mentions (inverse: by whom), and what is wrong with them."""
    links = _Links()
    for term, card in cards.items():
        links.take(card, targets[term])
    for relation in ("broader", "prerequisites"):
        links.faults += cycles(relation, links.edges[relation], cards)
    mentions = {term: tuple(dict.fromkeys(by)) for term, by in links.mentions.items()}
    return links.edges, mentions, tuple(links.faults)


class _Links:
    """The links of all terms on their way into edges."""

    def __init__(self) -> None:
        self.edges: dict[str, Edges] = {relation: {} for relation in RELATIONS}
        self.mentions: dict[TermId, list[TermId]] = defaultdict(list)
        self.faults: list[Diagnostic] = []

    def take(self, card: Card, targets: tuple[Target, ...]) -> None:
        """Put each link of a term where it belongs: a relation, a mention, or a fault."""
        found: dict[str, dict[TermId, None]] = {}
        for ref, target in zip(card.refs, targets, strict=True):
            if target.kind != "term":
                continue
            to: TermId = target.id  # type: ignore[assignment]  # of a term's target the id is a term's
            if ref.kind == "id":
                if ref.field in RELATIONS:
                    _add(found.setdefault(ref.field, {}), to, ref, card, self.faults)
            elif to != card.id:
                self.mentions[to].append(card.id)
            elif not target.fragment:
                self.faults.append(_self(ref, card))
        for relation, others in found.items():
            self.edges[relation][card.id] = tuple(others)


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
                f"`{ref.field}` names `{to}` twice",
                "delete one of them",
            )
        )
    found[to] = None


def _self(ref: Ref, card: Card) -> Diagnostic:
    where = "links to" if ref.field not in RELATIONS else "lists"
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


def cycles(relation: str, edges: Edges, cards: Mapping[TermId, Card]) -> list[Diagnostic]:
    """One diagnostic for each circle, at its first link in id order, with the rest of the circle.

    Terms outside any circle are taken off first (Kahn 1962); what is left is walked until it meets itself.
    """
    left = _circular(edges)
    found = []
    while left:
        circle = _circle(min(left), edges, left)
        found.append(_told(relation, circle, cards))
        left -= set(circle)
        left &= _circular({term: tuple(o for o in edges.get(term, ()) if o in left) for term in left})
    return found


def _circular(edges: Mapping[TermId, tuple[TermId, ...]]) -> set[TermId]:
    """The terms that are left once those without outgoing edges are taken off, again and again."""
    out = {term: len(others) for term, others in edges.items()}
    back: dict[TermId, list[TermId]] = defaultdict(list)
    for term, others in edges.items():
        for other in others:
            back[other].append(term)
    free = [term for term in {*out, *back} if not out.get(term)]
    left = {term for term, count in out.items() if count}
    while free:
        for term in back[free.pop()]:
            out[term] -= 1
            if not out[term]:
                left.discard(term)
                free.append(term)
    return left


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


def _told(relation: str, circle: tuple[TermId, ...], cards: Mapping[TermId, Card]) -> Diagnostic:
    places = []
    for at, term in enumerate(circle):
        to = circle[(at + 1) % len(circle)]
        places.append((term, to, _place(relation, cards[term], to)))
    way = " → ".join((*circle, circle[0]))
    related = tuple(Related(span, f"`{term}` names `{to}` here") for term, to, span in places[1:])
    what = "is its own kind" if relation == "broader" else "must be read before itself"
    return Diagnostic.of(
        "cycle", places[0][2], f"`{circle[0]}` {what}: {way}", f"take one of these links out of `{relation}`", related
    )


def _place(relation: str, card: Card, to: TermId) -> Span:
    refs = [ref for ref in card.refs if ref.field == relation]
    exact = [ref for ref in refs if ref.target.casefold().replace(" ", "-") == to]
    ref = (exact or refs)[0]
    return Span(card.path, ref.start, ref.end)
