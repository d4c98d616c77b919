"""All spellings that are mentions in running text, and who claims them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from glossary.term.card import Strength
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from glossary.term.card import Card

Standing = Literal["", "draft", "deprecated", "replaced", "never"]
"""Why a term is no target of mentions; empty where it is one."""


class Claimed(NamedTuple):
    """A claim on a spelling; see `Heard`."""

    strength: int
    term: TermId
    exact: str
    standing: Standing

    def fits(self, written: str) -> bool:
        """Whether the text that stands there has the letters that the claim insists on."""
        exact = self.exact
        if not exact:
            return True
        if exact[0] == "=":
            return _words(exact[1:]) == _words(written)
        names, words = _words(exact.removeprefix("^")), _words(written)
        if exact[0] == "^" and not words[-1][:1].isupper():
            return False
        return len(names) == len(words) and all(
            name == word for name, word in zip(names, words, strict=True) if not _folds(name)
        )


class Lexicon:
    """Finds the names of terms in texts, all of them in one pass (Aho & Corasick 1975).

    `claims` go by key (`text/fold.py`). Cheap to make but for the automaton, which is made when a text is searched.
    """

    def __init__(self, claims: Mapping[str, list[Claimed]]) -> None:
        from ahocorasick_rs import AhoCorasick  # 3 ms

        self._keys = list(claims)
        self._claims = [claims[key] for key in self._keys]
        self._automaton = AhoCorasick(self._keys)

    def search(self, folded: str) -> list[tuple[int, int, int]]:
        """All places where a key stands, also within words and within each other: its number, start and end."""
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)

    def claims(self, number: int, written: str) -> list[Claimed]:
        """The strongest claims on what is written, by the number of its key; none where its letters fit none."""
        fitting = [claimed for claimed in self._claims[number] if not claimed.exact or claimed.fits(written)]
        if len(fitting) < _SEVERAL:
            return fitting
        best = min(claimed.strength for claimed in fitting)
        return [claimed for claimed in fitting if claimed.strength == best]

    def claimants(self, number: int) -> tuple[TermId, ...]:
        """All terms that claim a key by its number, whatever its letters, in order."""
        return tuple(sorted({claimed.term for claimed in self._claims[number]}))


_SEVERAL: Final = 2


def make_lexicon(
    cards: Iterable[Card], gone: Iterable[Card], others: Iterable[str] = (), wanted: Callable[[str], bool] | None = None
) -> Lexicon:
    """The lexicon of `cards`, and of those that are `gone`: drafts and replaced terms, whose names take their words,
    too. `others` are the keys of phrases in which the words of a name mean something else, whichever name it is.

    Where only a few texts are searched, `wanted` leaves out the keys that do not stand in them.
    """
    claims: dict[str, list[Claimed]] = {}
    for group, away in ((cards, False), (gone, True)):
        for card in group:
            standing = standing_of(card, away=away)
            for heard in card.heard:
                key = heard.key
                if wanted is None or wanted(key):
                    claimed = Claimed(heard.strength, card.id, heard.exact, standing)
                    if key in claims:
                        claims[key].append(claimed)
                    else:
                        claims[key] = [claimed]
    for key in others:
        claims.setdefault(key, []).append(Claimed(Strength.OTHER, _NOBODY, "", ""))
    return Lexicon(claims)


_NOBODY: Final = TermId("")


def standing_of(card: Card, *, away: bool) -> Standing:
    """Why mentions of the term are no links."""
    if card.status == "draft" and away:
        return "draft"
    if away or card.replaced_by:
        return "replaced"
    if card.status == "deprecated":
        return "deprecated"
    return "never" if card.autolink == "never" else ""


def is_phrase(claims: Sequence[Claimed]) -> bool:
    """Whether the claims are on a phrase in which the words mean something else."""
    return bool(claims) and claims[0].strength % Strength.NUMBER == Strength.OTHER


def _words(text: str) -> list[str]:
    return text.replace("-", " ").replace("\u2010", " ").replace("\u2011", " ").replace("’", "'").split()


def _folds(word: str) -> bool:
    """Whether a word of a name may be written in other letters: it has no capital after the first."""
    return word[1:] == word[1:].lower() and (len(word) > 1 or not word.isupper())
