"""Terms that no reader is led to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from glossary.graph.glossary import UNLINKED
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.graph.glossary import Glossary, Target
    from glossary.term.card import Card
    from glossary.term.schema import TermId

FEW: Final = 10
"""A glossary of fewer terms is seen whole on its first page: nothing need lead to each of them."""

MANY: Final = 3
"""Where one term of so many is an orphan, most are not linked with care: a list of hundreds would help nobody."""

NEAR: Final = 2
"""So many terms are named from which a link may lead here."""


def check_orphans(glossary: Glossary) -> Iterator[Diagnostic]:
    """`orphan` for each term that only lists and the search show: no text, relation, table, vocabulary, path or page
    leads to it.

    Where that is so of many terms, links are not how this glossary is read, and nothing is told. Nor is it of drafts
    and deprecated terms, to which nobody need be led.
    """
    led = _led(glossary)
    orphans = [card for term, card in glossary.terms.items() if term not in led]
    if len(glossary.terms) < FEW or MANY * len(orphans) >= len(glossary.terms):
        return
    for card in orphans:
        if card.status not in {"draft", "deprecated"}:
            yield _orphan(card, glossary)


def _led(glossary: Glossary) -> set[TermId]:
    """The terms to which something leads. Relations are shown on both sides, so the one that declares one counts, too;
    *Mentioned in* is made by no one, and does not.
    """
    led = {term for term, by in glossary.mentioned_in.items() if by}
    led.update(other for term, ties in glossary.ties.items() for other in ties.named.values() if other != term)
    led.update(*(relation.keys() for relation in (glossary.narrower, glossary.leads_to, glossary.contrasted)))
    for shown_on in (glossary.broader, glossary.prerequisites, glossary.contrast):
        led.update(term for term, others in shown_on.items() if others)
    led.update(table.owner for tables in glossary.borrowed.values() for table in tables)
    led.update(chain.from_iterable(path.terms for path in glossary.paths))
    led.update(_linked(chain.from_iterable(glossary.page_targets.values())))
    led.update(chain.from_iterable(linked.said for linked in glossary.page_linked.values()))
    led.update(_linked(glossary.footer_targets))
    for chapter in glossary.sections:
        led.update(_linked(chapter.intro_targets))
    for path in glossary.paths:
        led.update(_linked(path.intro_targets))
    return led


def _linked(targets: Iterable[Target]) -> Iterator[TermId]:
    for target in targets:
        if target.kind == "term":
            yield target.id  # type: ignore[misc]  # of a term's target the id is a term's


def _orphan(card: Card, glossary: Glossary) -> Diagnostic:
    where = (
        " or ".join(f"`{glossary.terms[other].path}`" for other in _near(card, glossary)) or "a term that it belongs to"
    )
    written = card.autolink == "never" or not glossary.site.config.links.autolink
    verb = f"link to it with `[[{card.id}]]`" if written else "mention it by its name"
    return Diagnostic.of(
        "orphan",
        Span(card.path, *card.name),
        f"nothing leads to `{card.term}`: no text links to it, and no relation, table or path names it",
        f"{verb} in {where}; or name it under `see_also` there",
    )


def _near(card: Card, glossary: Glossary) -> tuple[TermId, ...]:
    """The terms from which a link would come most readily: those that it names or mentions itself, then its neighbours
    in its section.
    """
    section = glossary.section_of.get(card.id)
    beside = (other for other in glossary.neighbours.get(card.id, ()) if other is not None)
    found = dict.fromkeys(
        (
            *glossary.ties[card.id].named.values(),
            *glossary.linked.get(card.id, UNLINKED).said,
            *(other for other in beside if section and glossary.section_of.get(other) == section),
        )
    )
    return tuple(term for term in found if term != card.id)[:NEAR]
