"""Names and who claims them."""

from __future__ import annotations

from operator import itemgetter
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.term.card import Rank
from glossary.term.schema import TermId
from glossary.text.address import bare, name_key, tops_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.graph.identity import Identity
    from glossary.term.card import Card


class Found(msgspec.Struct, frozen=True):
    """Who claims a name: one term, several alike, or none."""

    terms: tuple[TermId, ...]
    rank: int = 0

    def one(self) -> TermId | None:
        """The term, where the name is clear."""
        return self.terms[0] if len(self.terms) == 1 else None


NOBODY: Final = Found(())


class Names:
    """All that a term is found by. What is needed for that is made when the first name is sought: most builds after a
    small change seek none.
    """

    def __init__(self, identity: Identity, cards: Iterable[Card], folder: str, *, served: bool) -> None:
        self._identity = identity
        self._cards = cards
        self._table: Mapping[str, Found] | None = None
        self._paths: Mapping[str, TermId] | None = None
        self._folders: frozenset[str] | None = None
        self.folder = folder
        """Where the files of terms stand."""
        self.served = served
        """As in `Site`."""
        self.tops = tops_of(folder) if served else (folder,)
        """Folders from which paths in texts may be seen."""

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    @property
    def table(self) -> Mapping[str, Found]:
        """The strongest claims on each name, by `name_key`: ids stand in it as the strongest names, and names that
        terms had as the weakest.
        """
        if self._table is None:
            self._table = _table(self._identity)
        return self._table

    @property
    def paths(self) -> Mapping[str, TermId]:
        """The terms by the paths of files without their ending; one that only stands for another term leads to that."""
        if self._paths is None:
            ends = {bare(card.path): self._identity.final(card.id) for card in self._cards}
            self._paths = {path: end for path, end in ends.items() if end in self._identity.terms}
        return self._paths

    @property
    def folders(self) -> frozenset[str]:
        """The folders in or below which a term stands."""
        if self._folders is None:
            self._folders = _above(self.paths)
        return self._folders

    def find(self, name: str) -> Found:
        """Who is meant by `name`: an id first, then a term, then abbreviations, aliases and `covers`, then forms, then
        what a term was called formerly, then the path of its file, or of the page bundle that its file is.
        """
        found = self.table.get(name_key(name))
        if found is not None:
            return found
        path = name.removesuffix(".md").strip("/")
        endings = (path, f"{path}/index") if self.served else (path,)
        places = (join(top, ending) for top in self.tops for ending in endings)
        return next((Found((self.paths[place],)) for place in places if place in self.paths), NOBODY)


def _table(identity: Identity) -> dict[str, Found]:
    """The table of the names that terms claim; of two claims on a name the stronger holds."""
    best: dict[str, tuple[int, list[TermId]]] = {}
    for card in identity.terms.values():
        for claim in card.claims:
            held = best.get(claim.key)
            if held is None or claim.rank < held[0]:
                best[claim.key] = (claim.rank, [card.id])
            elif claim.rank == held[0] and card.id not in held[1]:
                held[1].append(card.id)
    for key, rank, term in sorted(_former(identity), key=itemgetter(1)):
        held = best.setdefault(key, (rank, []))
        if rank == held[0] and term not in held[1]:
            held[1].append(term)
    return {key: Found(tuple(sorted(ids)), rank) for key, (rank, ids) in best.items() if key}


def _above(paths: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for folder in set(map(dirname, paths)):
        above = folder
        while above and above not in found:
            found.add(above)
            above = dirname(above)
    return frozenset(found)


def _former(identity: Identity) -> Iterator[tuple[str, int, TermId]]:
    """What terms were called formerly: a key, the rank of the claim on it, and the term that took its place."""
    for former, term in identity.redirected.items():
        yield name_key(former), Rank.FORMER, term
    for card in identity.replaced:
        if card.id in identity.redirected:
            for claim in card.claims:
                yield claim.key, Rank.FORMER + claim.rank, identity.redirected[card.id]
