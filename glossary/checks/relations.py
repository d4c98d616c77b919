"""Relations that tell a reader nothing new, or the wrong way round."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from glossary.graph.glossary import UNLINKED
from glossary.term.card import Rank
from glossary.term.deal import plain_text
from glossary.text.address import name_key
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.schema import TermId

LONG: Final = 4
"""Characters. A word of a name that is as long stands for the name: *the cache* for *KV cache*."""


def check_see_also(glossary: Glossary) -> Iterator[Diagnostic]:
    """`repeated-link` for each entry without a reason that leads where the term's text leads already. Not told in an
    adopted folder, whose format may have no place for a reason.
    """
    if glossary.site.adopting:
        return
    for term, others in glossary.see_also.items():
        card = glossary.terms[term]
        known = glossary.linked.get(term, UNLINKED).said.keys() & others
        for ref in _entries("see_also", card) if known else ():
            other = glossary.ties[term].named.get(ref.target)
            if other in known and ref.target not in card.explained:
                yield Diagnostic.of(
                    "repeated-link",
                    Span(card.path, ref.start, ref.end),
                    f"the text links to `{other}` already, and this entry does not say why to read it",
                    f"write `{{term: {ref.target}, why: …}}`, or take it out",
                )


def check_contrast(glossary: Glossary) -> Iterator[Diagnostic]:
    """`one-sided-contrast` for each reason that the other term's page shows, too, and that names neither of the two."""
    one_sided: dict[TermId, set[TermId]] = defaultdict(set)
    for other, sides in glossary.contrasted.items():
        for term in sides:
            one_sided[term].add(other)
    for term, others in one_sided.items():
        card, named = glossary.terms[term], glossary.ties[term].named
        for ref in _entries("contrast", card):
            if named.get(ref.target) in others and _names_neither(card, ref, glossary):
                yield _one_sided(card, ref, glossary.terms[named[ref.target]])


def _entries(field: str, card: Card) -> Iterator[Ref]:
    return (ref for ref in card.refs if ref.field == field and ref.kind == "id")


def _names_neither(card: Card, ref: Ref, glossary: Glossary) -> bool:
    """Whether there is a reason, and none of the two terms is named in it."""
    why = next((reason.why for reason in card.contrast if reason.name == ref.target), None)
    if why is None:
        return False
    text = name_key(plain_text(why))
    other = glossary.ties[card.id].named[ref.target]
    return not any(word in text for each in (card, glossary.terms[other]) for word in _words(each))


def _words(card: Card) -> Iterator[str]:
    """The names of the term, and the words of which they consist, as they are looked for in a text."""
    for claim in card.claims:
        if Rank.ID < claim.rank <= Rank.FORM:
            yield claim.key
            yield from (word for word in claim.key.split() if len(word) >= LONG)


def _one_sided(card: Card, ref: Ref, other: Card) -> Diagnostic:
    return Diagnostic.of(
        "one-sided-contrast",
        Span(card.path, ref.start, ref.end),
        f"the page of `{other.term}` shows this reason, too, and there it seems to be about `{card.term}`",
        f"name both terms in it, or give `{other.path}` its own: `contrast: {{term: {card.id}, why: …}}`",
    )
