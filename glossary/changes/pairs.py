"""Which term of a glossary is which term of another: by its id, by what leads on, by its file, by its text."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from glossary.changes.words import counted_words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable, Iterator

    from glossary.changes.side import Side
    from glossary.term.schema import TermId

By = Literal["id", "redirect", "file", "text"]

ALIKE: Final = 0.75
"""How alike two texts must be to be one: twice the words that both have, over all words of both."""

MANY: Final = 40_000
"""So many pairs of texts are compared, no more: then only equal definitions tell."""


class Pair(NamedTuple):
    """A term of the first glossary, what it is in the second, and by what that is known."""

    before: TermId
    after: TermId
    by: By


class Pairs(NamedTuple):
    """Those in both, in the order of the ids that they have now; those that are gone, and those that are new."""

    pairs: tuple[Pair, ...]
    gone: tuple[TermId, ...]
    new: tuple[TermId, ...]

    @property
    def moved(self) -> dict[TermId, TermId]:
        """What terms with another id now are."""
        return {pair.before: pair.after for pair in self.pairs if pair.by != "id"}


def pair(before: Side, after: Side) -> Pairs:
    """Who is who. A term of which the file cannot be read on the other side is neither gone nor new."""
    old, now = before.glossary.terms, after.glossary.terms
    found = [Pair(term, term, "id") for term in old if term in now]
    gone = {term for term in old if term not in now and term not in after.unread}
    new = {term for term in now if term not in old and term not in before.unread}
    for ways in (_redirects, _files, _texts):
        for each in tuple(ways(before, after, sorted(gone), frozenset(new))):
            found.append(each)
            gone.discard(each.before)
            new.discard(each.after)
    return Pairs(tuple(sorted(found, key=attrgetter("after"))), tuple(sorted(gone)), tuple(sorted(new)))


def _redirects(before: Side, after: Side, gone: Collection[TermId], new: Collection[TermId]) -> list[Pair]:
    """Those from whose address a new term is reached; of several that one has swallowed, the one most like it."""
    heirs: dict[TermId, list[TermId]] = {}
    for term in gone:
        if (heir := after.heir(term)) in new and heir is not None:
            heirs.setdefault(heir, []).append(term)
    found = []
    for heir, terms in heirs.items():
        own = _said(after, heir)
        likeness = (
            [(-_alike(_said(before, term), own), term) for term in terms] if len(terms) > 1 else [(0.0, terms[0])]
        )
        found.append(Pair(min(likeness)[1], heir, "redirect"))
    return found


def _files(before: Side, after: Side, gone: Iterable[TermId], new: Collection[TermId]) -> list[Pair]:
    """Those whose file has a term with another id now."""
    paths = {after.glossary.terms[term].path: term for term in new}
    found = ((term, paths.get(before.glossary.terms[term].path)) for term in gone)
    return [Pair(term, now, "file") for term, now in found if now is not None]


def _texts(before: Side, after: Side, gone: Collection[TermId], new: Collection[TermId]) -> Iterator[Pair]:
    """Those whose text stands under another id, nearly as it was: the most alike first."""
    if not gone or not new:
        return
    if len(gone) * len(new) > MANY:
        yield from _equal(before, after, gone, new)
        return
    said = {term: _said(after, term) for term in sorted(new)}
    likeness = []
    for term in gone:
        own = _said(before, term)
        likeness += [(-alike, term, other) for other, text in said.items() if (alike := _alike(own, text)) >= ALIKE]
    taken: set[tuple[str, TermId]] = set()
    for _, term, other in sorted(likeness):
        if ("old", term) not in taken and ("new", other) not in taken:
            taken |= {("old", term), ("new", other)}
            yield Pair(term, other, "text")


def _equal(before: Side, after: Side, gone: Iterable[TermId], new: Iterable[TermId]) -> Iterator[Pair]:
    """Those whose definition is the same, where only one term had it and only one has."""
    now = _defined(after, new)
    for definition, terms in _defined(before, gone).items():
        others = now.get(definition, [])
        if definition and len(terms) == len(others) == 1:
            yield Pair(terms[0], others[0], "text")


def _defined(side: Side, terms: Iterable[TermId]) -> dict[str, list[TermId]]:
    """The terms by their definitions."""
    found: dict[str, list[TermId]] = {}
    for term in sorted(terms):
        found.setdefault(side.glossary.terms[term].definition, []).append(term)
    return found


def _said(side: Side, term: TermId) -> Counter[str]:
    """The words of a term's texts."""
    return counted_words(side.shelf.passage(term).text.casefold())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
