"""What refers to a term, in all files of a glossary."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, Final

from glossary.config.read import NAME
from glossary.graph.resolve import places_of, resolve
from glossary.term.card import Rank
from glossary.term.schema import TermId
from glossary.text.address import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary
    from glossary.graph.names import Names

NAMES: Final = frozenset({"name", "id", "phrase"})
"""Kinds of references that say a name."""


def references(glossary: Glossary) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """The references of each file, by its path: of terms, of what was replaced, of pages, of glossary.yml."""
    for card in (*glossary.terms.values(), *glossary.gone):
        yield card.path, card.refs
    for leaf in glossary.pages:
        yield leaf.path, leaf.refs
    yield NAME, glossary.site.refs


class Finder:
    """Tells to which term a reference leads, as the pages of the site have it."""

    def __init__(self, glossary: Glossary) -> None:
        self.names: Names = glossary.names
        self._places = places_of(glossary)
        self._known: dict[tuple[str, str, str], TermId | None] = {}

    def term(self, ref: Ref, path: str) -> TermId | None:
        """The term to which a reference of the file at `path` leads."""
        key = ref.kind, ref.target, dirname(path)
        if key not in self._known:
            target = resolve(ref, path, self._places)[0] if ref.kind not in {"image", "embed", "root"} else None
            self._known[key] = TermId(target.id) if target and target.kind == "term" else None
        return self._known[key]

    def is_former(self, ref: Ref) -> bool:
        """Whether a reference says a name that its term had formerly; one by a path may do so."""
        if ref.kind not in NAMES:
            return True
        found = self.names.table.get(name_key(ref.target))
        return found is not None and found.rank >= Rank.FORMER
