"""Definitions that explain each other, and words in them that nobody explains to a newcomer."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from glossary.graph.glossary import UNLINKED
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.term.schema import TermId


MOST: Final = 100


def check_circles(glossary: Glossary) -> Iterator[Diagnostic]:
    """`definition-circle` for two or three terms whose definitions speak of each other, each circle once, at its first
    term: none of them says what the thing is (ISO 704:2022, § 6.5.2: a circle within the system of concepts). So many
    are told as somebody may mend.
    """
    yield from islice(_circles(glossary), MOST)


def _circles(glossary: Glossary) -> Iterator[Diagnostic]:
    linked = ((term, glossary.linked.get(term, UNLINKED)) for term in glossary.terms)
    told = {term: each.defining for term, each in linked if each.defining}
    once = {term: [other for other in others if term not in told.get(other, ())] for term, others in told.items()}
    for first, others in told.items():
        for second in others:
            if second not in once[first]:
                if first < second:
                    yield _circle((first, second), glossary)
            elif first < second:
                for third in sorted(once.get(second, ())):
                    if first < third and first in once.get(third, ()):
                        yield _circle((first, second, third), glossary)


def _circle(circle: tuple[TermId, ...], glossary: Glossary) -> Diagnostic:
    cards = [glossary.terms[term] for term in circle]
    way = " → ".join(f"`{term}`" for term in (*circle, circle[0]))
    return Diagnostic.of(
        "definition-circle",
        Span(cards[0].path, *cards[0].name),
        f"these definitions explain each other: {way}",
        f"define one of them by words that the others do not need, such as the kind of thing that `{circle[0]}` is",
        tuple(Related(Span(card.path, *card.name), f"`{card.id}` is defined here") for card in cards[1:]),
    )


def check_plain(glossary: Glossary) -> Iterator[Diagnostic]:
    """`unexplained-word` for a definition that speaks of another term, where neither of the two is said in plain words;
    only in a glossary that says most of its terms so (plain language: ISO 24495-1:2023, § 5.3.2).
    """
    cards = glossary.terms
    if 2 * sum(bool(card.plain) for card in cards.values()) < len(cards):
        return
    for term, linked in glossary.linked.items():
        card = cards[term]
        for other in linked.defining if not card.plain else ():
            if not cards[other].plain:
                yield Diagnostic.of(
                    "unexplained-word",
                    Span(card.path, *card.name),
                    f"the definition of `{term}` speaks of `{other}`, and neither is said in plain words",
                    f"write `plain:` in one of the two files, {card.path} or {cards[other].path}",
                    (Related(Span(cards[other].path, *cards[other].name), f"`{other}` is defined here"),),
                )
