"""Which references still lead where they did, though names came and went: only the others are resolved again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from glossary.text.address import name_key, seat_of, stem_of
from glossary.text.fold import longest_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.graph.glossary import Ties
    from glossary.term.card import Card
    from glossary.term.schema import TermId

Fact = TypeVar("Fact")

SERVED: Final = "served"
"""The kind of references that may be resolved by the folders in which terms stand."""

MANY: Final = 100
"""So many terms that are called otherwise are not looked for one by one."""


class Pair(NamedTuple):
    """A file's term before and now; nothing where there was, or is, none."""

    old: Card | None
    new: Card | None


def holding(ties: Mapping[TermId, Ties], cards: Sequence[Card], pairs: Iterable[Pair]) -> dict[TermId, Ties]:
    """Those of `ties`, which were resolved without a fault, that resolving anew would not change. `cards` are all of
    the files that did not change; `pairs` are the terms that links may be resolved by otherwise than before, no id
    twice.

    A reference can only change if it leads to one of these, or if a name or path that came or went stands in it.
    """
    changed = list(pairs)
    if not changed:
        return dict(ties)
    sought = _sought(changed)
    if sought is None or len(changed) > MANY or _have_other_heirs(cards, changed):
        return {}
    return {card.id: ties[card.id] for card in cards if card.id in ties and not sought.stand_in(card, ties[card.id])}


def _have_other_heirs(cards: Iterable[Card], pairs: Iterable[Pair]) -> bool:
    """Whether one of these may be what another term names in its place: then links to that one may lead elsewhere."""
    heirs = {name_key(card.replaced_by) for card in cards if card.replaced_by}
    return bool(heirs) and any(claim.key in heirs for pair in pairs for card in pair if card for claim in card.claims)


class _Sought(NamedTuple):
    """What to look for, as bytes: ids among targets; in references words in small letters, and names as they stand."""

    ids: tuple[bytes, ...]
    words: tuple[bytes, ...]
    names: tuple[bytes, ...]

    def stand_in(self, card: Card, ties: Ties) -> bool:
        """Whether a reference of the card may lead elsewhere now."""
        targets, written = bytes(ties.targets), card.written
        if any(id_ in targets for id_ in self.ids) or any(name in written for name in self.names):
            return True
        small = written.lower()
        return any(word in small for word in self.words) or (bool(self.words) and _FOLDING.search(written) is not None)


def _sought(pairs: Iterable[Pair]) -> _Sought | None:
    """What to look for; nothing where it cannot be said."""
    ids: set[str] = set()
    keys: set[str] = set()
    names: set[str] = set()
    for pair in pairs:
        both = [card for card in pair if card is not None]
        if any(card.status == "draft" or card.replaced_by for card in both):
            return None
        ids.update(card.id for card in both)
        claims = [{(claim.key, claim.rank) for claim in card.claims} for card in both]
        former = [{*card.redirects} for card in both]
        where = _unlike([{card.id, stem_of(card.path), stem_of(seat_of(card.path))} for card in both])
        if "index" in map(str.lower, where):
            return None  # what stands for its folder is linked by no name: `..`
        keys.update(key for key, _ in _unlike(claims))
        keys.update(name_key(name) for name in _unlike(former))
        names.update(_unlike(former), where, [SERVED] if where else [])
    words = {longest_word(key) for key in keys if key}
    if "" in words:
        return None
    return _Sought(_encoded(ids), _encoded(words), _encoded(names))


def _unlike(sides: Sequence[set[Fact]]) -> set[Fact]:
    """What only one side has; all, where there is but one."""
    return sides[0] ^ sides[1] if len(sides) > 1 else sides[0]


def _encoded(texts: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(sorted(text.encode("utf-8", "surrogatepass") for text in texts))


_FOLDING: Final = re.compile(rb"\xc3\x9f|\xc4\xb0|\xc5[\x89\xbf]|\xc7\xb0|\xe1\xba|\xe2\x84\xaa|\xef\xac")
"""Letters that `name_key` makes plain ones of, in UTF-8: sharp and long s, letters with a mark that folding sets apart,
the sign of the kelvin, ligatures (Unicode, CaseFolding.txt, status F and C).
"""
