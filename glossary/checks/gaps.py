"""Words and phrases that are used often and are no term: what could be one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.graph.phrases import c_values, count_phrases
from glossary.graph.vocabulary import ABBREVIATED, Vocabulary
from glossary.markup.prose import clauses, prose, sentence
from glossary.text.address import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from glossary.graph.glossary import Glossary
    from glossary.graph.phrases import Phrase, Tally
    from glossary.graph.shelf import Shelf
    from glossary.term.schema import TermId

LEAST: Final = 3
"""How often a phrase must be used, and on how many terms' pages: a word of one page is explained there."""
PAGES: Final = 2


class Gap(NamedTuple):
    """A phrase that could be a term: as it is written, with its abbreviation where a text gives one; how often it is
    used, on how many terms' pages, how strong a candidate it is; and a term with a sentence that holds it.
    """

    phrase: str
    abbreviation: str
    uses: int
    pages: int
    score: float
    term: TermId
    sentence: str


def find_gaps(glossary: Glossary, shelf: Shelf, limit: int) -> tuple[Gap, ...]:
    """The strongest candidates, the strongest first.

    They are ranked by C-value (`graph/phrases.py`), times a weight for capitals and abbreviations. Plurals in -s count
    with their singulars in English only, where also the last word must stand as nouns do.
    """
    order = tuple(glossary.terms)
    texts: list[tuple[list[str], ...]] = []
    spelt: dict[str, str] = {}
    once: dict[str, str] = {}  # however often a word stands in the texts, it is there once
    for term in order:
        text = prose(shelf.passage(term))
        texts.append(tuple([[once.setdefault(word, word) for word in clause] for clause in clauses(text)]))
        spelt |= _spelt_out(text)
    called = [key.split() for name in glossary.names.table for key in (name, *_halves(name))]
    known = (word for name in (*called, *map(str.split, spelt.values())) for word in name)
    words = Vocabulary(glossary.site.config.language.partition("-")[0].lower(), texts, known)
    del texts  # the runs are all that counts from here on
    names = {words.phrase(name) for name in called}
    tallies = count_phrases(words.runs, LEAST, names)
    short = {words.phrase(name_key(long).split()): short for short, long in spelt.items()}
    long = {words.phrase([each]): each for each in spelt}
    found = []
    for phrase, score in _ranked(tallies, words, names, short)[:limit]:
        term = order[tallies[phrase].first]
        written, said = _shown(phrase, prose(shelf.passage(term)))
        both = [tallies[each] for each in (phrase, words.phrase([short.get(phrase, "")])) if each in tallies]
        pair = (spelt[long[phrase]], long[phrase]) if phrase in long else (written, short.get(phrase, ""))
        uses, pages = sum(tally.uses for tally in both), max(tally.texts for tally in both)
        found.append(Gap(*pair, uses, pages, round(score, 1), term, said))
    return tuple(found)


def _ranked(
    tallies: Mapping[Phrase, Tally], words: Vocabulary, names: AbstractSet[Phrase], short: Mapping[Phrase, str]
) -> list[tuple[Phrase, float]]:
    """The phrases that may name something, with their scores. `short` are abbreviations by what they stand for: of the
    two, the longer one is ranked, and none where one is a name.
    """
    told = set(names)
    for long, written in short.items():
        brief = words.phrase([written])
        if brief in names:
            told.add(long)
        if long in names or long in tallies:
            told.add(brief)
    naming = {phrase: tally for phrase, tally in tallies.items() if phrase in short or words.may_name(phrase)}
    scores = c_values(naming)
    found = [
        (phrase, scores[phrase] * (ABBREVIATED if phrase in short else words.weight(phrase)))
        for phrase, tally in naming.items()
        if tally.texts >= PAGES and scores[phrase] > 0 and phrase not in told
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _halves(name: str) -> tuple[str, ...]:
    """What stands before and in the brackets of a name: both are names of the term, too, if weak ones."""
    before, bracket, inside = name.removesuffix(")").partition(" (")
    return (before, inside) if bracket else ()


_BRACKETS: Final = re.compile(r" \(([^\W\d_][^\W_]*)\)")
_FAR: Final = 100
"""Characters before a bracket in which the words lie that are shortened in it."""


def _spelt_out(text: str) -> dict[str, str]:
    """The abbreviations that a text explains, *mixture of experts (MoE)*: each of its letters, or each of its capitals,
    begins a word (after Schwartz and Hearst, *A simple algorithm for identifying abbreviation definitions in biomedical
    text*, 2003).
    """
    found = {}
    for match in _BRACKETS.finditer(text):
        words = _WORD.findall(text, max(0, match.start() - _FAR), match.start())
        short = match[1].removesuffix("s")
        for letters in (short.lower(), "".join(filter(str.isupper, short)).lower()):
            tail = words[-len(letters) :]
            if len(letters) > 1 and "".join(word[0].lower() for word in tail) == letters:
                found[short] = " ".join(tail)
                break
    return found


_WORD: Final = re.compile(r"[^\W_][\w’']*")

_BETWEEN: Final = r"[\s\u2010\u2011-]+"
"""What stands between two words of a phrase."""


def _shown(phrase: Phrase, text: str) -> tuple[str, str]:
    """The phrase as it is written in the text, within a sentence rather than where one begins, and the sentence."""
    stems = (f"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else re.escape(word) for word in phrase)
    written = _BETWEEN.join(rf"(?<!\w){stem}(?:e?s)?(?!\w)" for stem in stems)
    found = re.search(rf"(?<=[\w,] ){written}", text, re.IGNORECASE) or re.search(written, text, re.IGNORECASE)
    return (" ".join(found.group().split()), sentence(text, *found.span())) if found else (" ".join(phrase), "")
