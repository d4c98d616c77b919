"""Lessons of paths that stand before what they build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.config.read import NAME
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.config.texts import Ref
    from glossary.graph.ancestry import Ancestry
    from glossary.graph.glossary import Glossary, Lessons
    from glossary.term.schema import TermId


def check_lessons(glossary: Glossary) -> Iterator[Diagnostic]:
    """`path-gap` for each lesson that asks for a later one, be it through terms that are no lessons of that path."""
    if not glossary.paths:
        return
    ancestry = glossary.guide.ancestry
    refs = [ref for ref in glossary.site.refs if ref.field == "paths" and ref.kind == "id"]
    start = 0
    for config, path in zip(glossary.site.config.paths, glossary.paths, strict=True):
        start = _found(config.terms, refs, start)
        spans = _spans(refs[start : start + len(config.terms)], glossary)
        start += len(config.terms)
        last = _last_asked(path, ancestry)
        for place, term in enumerate(path.terms):
            if last.get(term, -1) > place:
                yield _early(term, path.terms[last[term]], spans)


def _found(names: Sequence[str], refs: Sequence[Ref], start: int) -> int:
    """Where the names of a path's lessons begin among all: what stands between belongs to paths that were not read."""
    while start < len(refs) and [ref.target for ref in refs[start : start + len(names)]] != list(names):
        start += 1
    return start


def _spans(refs: Sequence[Ref], glossary: Glossary) -> dict[TermId, Span]:
    """Where each lesson is named first."""
    found: dict[TermId, Span] = {}
    for ref in refs:
        card = glossary.find(ref.target)
        if card is not None:
            found.setdefault(card.id, Span(NAME, ref.start, ref.end))
    return found


def _last_asked(path: Lessons, ancestry: Ancestry) -> Mapping[TermId, int]:
    """For each lesson the place of the last one that is to be read before it, but for the sake of yet another one."""
    place = {term: at for at, term in enumerate(path.terms)}
    found: dict[TermId, int] = {}
    for term in (*ancestry.nearest(path.terms, inside=place), *path.terms):
        asked = [place.get(other, found.get(other, -1)) for other in ancestry.edges.get(term, ())]
        found[term] = max(asked, default=-1)
    return found


def _early(term: TermId, later: TermId, spans: Mapping[TermId, Span]) -> Diagnostic:
    nowhere = Span(NAME, 0, 0)
    return Diagnostic.of(
        "path-gap",
        spans.get(term, nowhere),
        f"the lesson `{term}` stands before `{later}`, which is to be read before it",
        f"move `{later}` in front of `{term}`",
        (Related(spans.get(later, nowhere), f"`{later}` comes here"),),
    )
