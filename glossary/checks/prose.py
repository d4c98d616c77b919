"""Wordings that a glossary is against, found in a text of somebody else's."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.graph.lexicon import Claimed, Lexicon
from glossary.graph.overlaps import Name, longest
from glossary.term.card import Strength
from glossary.term.heard import spelt
from glossary.term.schema import TermId
from glossary.text.bounds import bounded, is_named, is_verb
from glossary.text.diagnostic import Diagnostic
from glossary.text.fold import CAPITALS, fold
from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.graph.glossary import Glossary
    from glossary.graph.wordings import Phrase, Wording
    from glossary.prose.roll import Prose
    from glossary.text.source import Text


class Hit(NamedTuple):
    """Characters of a text that are a phrase of a wording."""

    start: int
    end: int
    wording: Wording
    phrase: Phrase


class Finder:
    """Finds the phrases of wordings in texts, all in one pass (`graph/lexicon.py`). Names of the glossary that may be
    written take their words, and so does what stands under `not_in`: *weights file* is no mention of *weights*.
    """

    def __init__(self, glossary: Glossary, wordings: Iterable[Wording]) -> None:
        self.language = language = glossary.site.config.language
        self._sought: dict[str, list[tuple[Wording, Phrase]]] = defaultdict(list)
        claims: dict[str, list[Claimed]] = defaultdict(list)
        for wording in wordings:
            for phrase in wording.phrases:
                key = fold(phrase.text, language).text.strip()
                if key:
                    self._sought[key].append((wording, phrase))
                    claims[key].append(Claimed(_SOUGHT, _NOBODY, spelt(phrase.text, language), ""))
        for card in glossary.terms.values():
            for heard in card.heard:
                claims[heard.key].append(Claimed(heard.strength, card.id, heard.exact, ""))
        for other in glossary.site.config.links.not_in:
            for each in (other, *other_numbers(other, language)):
                claims[fold(each, language).text.strip()].append(Claimed(Strength.OTHER, _NOBODY, "", ""))
        claims.pop("", None)
        self._lexicon = Lexicon(claims)

    def find(self, text: str) -> Iterator[Hit]:
        """All of them in the text, in order."""
        if not self._sought:
            return
        taken = longest(self._names(text))
        known = {place for name in taken for place in (name.start, name.end)}
        for name in taken:
            if name.claims[0].strength != _SOUGHT:
                continue
            written = text[name.start : name.end]
            for wording, phrase in self._sought.get(fold(written, self.language).text.strip(), ()):
                hit = Hit(name.start, name.end, wording, phrase)
                if self._is_meant(text, hit, known):
                    yield hit

    def _names(self, text: str) -> list[Name]:
        """What stands in the text as words of their own: phrases and names."""
        folded = fold(text, self.language)
        found = []
        for number, first, last in self._lexicon.search(folded.text):
            start, end = folded.span(first, last)
            if bounded(text, start, end, self.language):
                continue
            if claims := self._lexicon.claims(number, text[start:end]):
                found.append(Name(start, end, "first", (), tuple(claims)))
        return found

    def _is_meant(self, text: str, hit: Hit, known: set[int]) -> bool:
        """Whether the words have the letters that they must; a former name is no verb, and no part of a proper name."""
        start, end, wording, phrase = hit
        if phrase.exact and " ".join(text[start:end].split()) != phrase.text:
            return False
        if wording.rule != "deprecated-name":
            return True
        verb = self.language[:2] == "en" and phrase.derived and is_verb(text, start, end)
        named = self.language[:2] not in CAPITALS and is_named(text, start, end, known, fixed=phrase.exact)
        return not (verb or named)


_SOUGHT: Final = Strength.OTHER - 1
"""Of a phrase: it takes the words of a name of the same length."""

_NOBODY: Final = TermId("")


def check_prose(text: Text, prose: Prose, finder: Finder) -> Iterator[Diagnostic]:
    """What is to be told of a file's prose."""
    for hit in finder.find(prose.text):
        start, end = prose.span(hit.start, hit.end)
        if not prose.is_silent(start):
            written = " ".join(prose.text[hit.start : hit.end].split())
            message, help_ = told(written, hit.wording, _likewise(hit.phrase, written))
            yield Diagnostic.of(hit.wording.rule, text.span(start, end), message, help_)


def _likewise(phrase: Phrase, written: str) -> Phrase:
    """The phrase; at the start of a sentence what should be written has a capital, too."""
    if phrase.text[:1].islower() and written[:1].isupper():
        return phrase._replace(write=phrase.write[:1].upper() + phrase.write[1:])
    return phrase


def told(written: str, wording: Wording, phrase: Phrase) -> tuple[str, str]:
    """What is wrong with the words, and what to write instead, why and when."""
    message = {
        "forbidden-word": f"the glossary forbids `{written}` (entry *{wording.term}*)",
        "doubtful-word": f"the glossary warns of `{written}` (entry *{wording.term}*)",
        "deprecated-name": f"`{written}` is a former name" if phrase.write else f"`{written}` is deprecated",
        "misspelling": f"`{written}` is a misspelling",
    }[wording.rule]
    first, *more = filter(None, _advice(wording, phrase))
    return message, " ".join((first, *more)) if more else first.removesuffix(".")


def _advice(wording: Wording, phrase: Phrase) -> tuple[str, ...]:
    """What to write instead, when, why, and where more is said."""
    address = f"({wording.address})" if wording.address else ""
    if wording.rule in {"deprecated-name", "misspelling"}:
        return f"write `{phrase.write}`" if phrase.write else "no term took its place: say it in other words", address
    when = f"When: {ended(wording.when)}" if wording.when else ""
    return instead(wording, phrase), when, ended(wording.why), address


def instead(wording: Wording, phrase: Phrase) -> str:
    """What an entry would have written: a sentence, or a question where the words may be right."""
    doubtful = wording.rule == "doubtful-word"
    write, avoid = wording.write.rstrip("."), wording.avoid.rstrip(".")
    if not write:
        return f"say it in other words than “{avoid}”."
    if phrase.write:
        return f"did you mean `{phrase.write}`?" if doubtful else f"write `{phrase.write}`."
    return f"did you mean “{write}”, not “{avoid}”?" if doubtful else f"write “{write}”, not “{avoid}”."


def ended(text: str) -> str:
    """The text with a full stop, where it has no end of a sentence."""
    return f"{text}." if text and text[-1] not in ".!?…" else text
