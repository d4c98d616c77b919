"""The words of all texts, and how they behave: which end a phrase, which stand as nouns, which have capitals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.text.stop_words import DETERMINERS, STOP_WORDS, VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.graph.phrases import Phrase, Run

Clauses = tuple[list[str], ...]

EVERYWHERE: Final = 4
"""In a language without stop words, those that stand in one text of so many end a phrase."""

FEW: Final = 12
"""Texts; among fewer, no word can be told to stand everywhere."""

CAPITALS: Final = 1.5
ABBREVIATED: Final = 2.0
"""By how much a phrase counts for more that has capitals within a sentence, and one with an abbreviation in it: these
are names of something already.
"""
LONE: Final = 0.25
"""By how much a single word in small letters counts for less: most are words of every subject."""


class _Behaviour(NamedTuple):
    """How often each word is used, ends a phrase, ends one behind a determiner; stands behind what a verb follows, or a
    figure; has capitals behind its first letter, or as its first letter within a clause.
    """

    uses: Counter[str]
    ends: Counter[str]
    heads: Counter[str]
    verbal: Counter[str]
    counted: Counter[str]
    inner: Counter[str]
    first: Counter[str]


class Vocabulary:
    """The words of some texts. `language` is the first part of a BCP 47 tag; without stop words of it, the words that
    stand everywhere are taken for them, and any word may be a noun. `more` are words that are known besides.
    """

    def __init__(self, language: str, texts: Sequence[Clauses], more: Iterable[str] = ()) -> None:
        self.english = language == "en"
        self.stop = STOP_WORDS.get(language) or _everywhere(texts)
        self.determiners = DETERMINERS.get(language, frozenset())
        self.verbal = VERBAL.get(language, frozenset())
        written = {word for text in texts for clause in text for word in clause}
        every = {word.lower() for word in (*written, *more)}
        self.singular = {word: one for word in every if (one := _singular(word, every))} if self.english else {}
        self.roles = {word: self._role(word) for word in written}
        self.seen = _Behaviour(*(Counter() for _ in _Behaviour._fields))
        self.runs = [tuple(run for clause in text for run in self._runs(clause)) for text in texts]
        """For each text the words that stand side by side, in the form in which they are counted."""

    def phrase(self, words: Iterable[str]) -> Phrase:
        """The words in the form in which they are counted."""
        return tuple(self.singular.get(word, word) for word in map(str.lower, words))

    def may_name(self, phrase: Phrase) -> bool:
        """Whether the phrase can be a name: its last word stands as a noun does."""
        last = phrase[-1]
        seen = self.seen
        if 2 * seen.counted[phrase[0]] > seen.uses[phrase[0]]:
            return False
        if not self.english or self._is_short(last) or self._has_capital(last):
            return True
        if last.endswith("ly") or phrase[0].endswith("ly"):
            return False
        if 2 * seen.verbal[last] > seen.heads[last] or 2 * seen.verbal[phrase[0]] > seen.uses[phrase[0]]:
            return False
        return seen.heads[last] > 0 and (4 if len(phrase) > 1 else 2) * seen.ends[last] >= seen.uses[last]

    def weight(self, phrase: Phrase) -> float:
        """By how much it counts for more than its C-value, or less."""
        if any(self._is_short(word) for word in phrase):
            return ABBREVIATED
        if all(self._has_capital(word) for word in phrase):
            return CAPITALS
        return LONE if len(phrase) == 1 else 1.0

    def _is_short(self, word: str) -> bool:
        return 2 * self.seen.inner[word] > self.seen.uses[word]

    def _has_capital(self, word: str) -> bool:
        return 2 * self.seen.first[word] > self.seen.uses[word]

    def _runs(self, clause: list[str]) -> Iterator[Run]:
        run: Run = []
        before = behind = ""
        for at, word in enumerate(clause):
            small, role = self.roles[word]
            if role == _FIGURE or (role == _STOP and not _is_named(clause, at)):
                yield from self._ended(run, behind)
                run, before = [], word.lower()
                continue
            if not run:
                behind = before
            self._note(small, word, before if not run else "", at)
            run.append(small)
        yield from self._ended(run, behind)

    def _role(self, word: str) -> tuple[str, int]:
        small = word.lower()
        one = self.singular.get(small, small)
        if small.isdecimal() or (len(word) == 1 and word < _IDEOGRAPHS):
            return one, _FIGURE
        return one, _STOP if small in self.stop or one in self.stop else _CONTENT

    def _ended(self, run: Run, behind: str) -> Iterator[Run]:
        if run:
            self.seen.ends[run[-1]] += 1
            if behind in self.determiners:
                self.seen.heads[run[-1]] += 1
            yield run

    def _note(self, small: str, word: str, before: str, at: int) -> None:
        self.seen.uses[small] += 1
        if before in self.verbal:
            self.seen.verbal[small] += 1
        if before.isdecimal():
            self.seen.counted[small] += 1
        if word[1:] != word[1:].lower():
            self.seen.inner[small] += 1
        elif at and word[:1].isupper():
            self.seen.first[small] += 1


_CONTENT: Final = 0
_STOP: Final = 1
_FIGURE: Final = 2
"""What a word is to a phrase: a part; its end; its end, and what is behind it is counted (*16 GB*)."""

_IDEOGRAPHS: Final = "\u2e80"
"""From here on a single character may be a word."""


def _is_named(clause: list[str], at: int) -> bool:
    """Whether a stop word is written as a part of a name: *Large Scale Visual Recognition*, *IT*."""
    word = clause[at]
    return word[1:].isupper() or (at > 0 and word[0].isupper() and at + 1 < len(clause) and clause[at + 1][0].isupper())


def _everywhere(texts: Sequence[Clauses]) -> frozenset[str]:
    if len(texts) < FEW:
        return frozenset()
    among: Counter[str] = Counter()
    for text in texts:
        among.update({word.lower() for clause in text for word in clause})
    return frozenset(word for word, count in among.items() if EVERYWHERE * count >= len(texts))


_LEAST: Final = 4


def _singular(word: str, every: set[str]) -> str:
    """The singular of an English word in -s, if it is used, too."""
    if len(word) < _LEAST or not word.endswith("s") or word.endswith("ss"):
        return ""
    forms = (word[:-3] + "y" if word.endswith("ies") else "", word[:-1], word[:-2] if word.endswith("es") else "")
    return next((form for form in forms if form in every), "")
