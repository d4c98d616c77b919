"""Names that running text uses: those that mean two terms, and common words that are a name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from glossary.term.card import Strength
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary, Open
    from glossary.term.schema import TermId

COMMON: Final = 4.0
"""Mentions per thousand words: a one-word name that stands more often in running text is a common word. In six real
glossaries the names of *data*, *model* or *memory* do, and one in ten names of one word."""

LEAST_WORDS: Final = 2000
"""In fewer words a frequency says nothing."""

LEAST_PAGES: Final = 5


def check_open(glossary: Glossary) -> Iterator[Diagnostic]:
    """`ambiguous-name` for mentions that may be of several terms, once for all mentions of the same ones. Names that
    terms give themselves alike are told by `check_names`, used or not.
    """
    found: dict[tuple[TermId, ...], list[tuple[str, Open]]] = defaultdict(list)
    paths = {card.id: card.path for card in glossary.terms.values()}
    places = [(paths[term], linked) for term, linked in glossary.linked.items()]
    for path, linked in (*places, *glossary.page_linked.items()):
        for each in linked.open:
            found[each.terms].append((path, each))
    for terms, uses in sorted(found.items()):
        if not _is_given(uses[0][1].name, terms, glossary):
            yield _told(terms, uses, glossary)


def _is_given(name: str, terms: tuple[TermId, ...], glossary: Glossary) -> bool:
    """Whether all of the terms have the name as one of their own."""
    key = fold(name, glossary.site.config.language).text
    return all(
        any(heard.key == key and heard.strength < Strength.NUMBER for heard in glossary.terms[term].heard)
        for term in terms
    )


def _told(terms: tuple[TermId, ...], uses: list[tuple[str, Open]], glossary: Glossary) -> Diagnostic:
    first, *others = [glossary.terms[term] for term in terms]
    path, use = uses[0]
    ids = " or ".join(f"`{term}`" for term in terms)
    often = f"on {len(uses)} pages, first " if len(uses) > 1 else ""
    return Diagnostic.of(
        "ambiguous-name",
        Span(first.path, *first.name),
        f"`{use.name}` may mean {ids}, so it links to none of them, {often}in {path}: “{use.sentence}”",
        f"write `[[{terms[0]}|{use.name}]]` where that one is meant, give the name to one of them as an alias, or list "
        "the page under a meaning of one (`senses`)",
        tuple(Related(Span(card.path, *card.name), f"`{card.id}` claims it, too") for card in others),
    )


def check_common(glossary: Glossary) -> Iterator[Diagnostic]:
    """`common-name` for terms of one word that stand in running text unusually often, the most frequent first, where
    the author has not said how they are to be linked.
    """
    words = sum(card.words for card in glossary.terms.values())
    if words < LEAST_WORDS or not glossary.site.config.links.autolink:
        return
    counts: dict[TermId, int] = defaultdict(int)
    pages: dict[TermId, int] = defaultdict(int)
    for linked in glossary.linked.values():
        for term, count in linked.common.items():
            counts[term] += count
            pages[term] += 1
    for term, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        card = glossary.terms[term]
        rate = 1000 * count / words
        if rate < COMMON:
            return
        if card.decided or pages[term] < LEAST_PAGES:
            continue
        often = f"{rate:.1f} mentions in a thousand words, on {pages[term]} pages"
        message = f"`{card.term}` is a common word here: {often}"
        yield Diagnostic.of(
            "common-name",
            Span(card.path, *card.name),
            message,
            "if it often means something else, write `autolink: never`, `case: exact`, or the phrases under `not_in`; "
            "if not, `autolink: first`",
        )
