"""A dictionary for CSpell (https://cspell.org/docs/dictionaries): the words of the glossary's names, and those that are
wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.wordings import MADE
from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.graph.wordings import Wording

WORDS: Final = "glossary.txt"
CONFIG: Final = "cspell.json"

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""What CSpell takes for one word."""


def cspell(wordings: Sequence[Wording], names: Iterable[str], language: str) -> Mapping[str, bytes]:
    """The dictionary by path, and a configuration that can be imported. `names` are those that may be written."""
    words = sorted({word for name in names for word in _words(name, language)}, key=lambda word: (word.lower(), word))
    wrong = [pair for wording in wordings if wording.rule in _WRONG for pair in _pairs(wording)]
    doubtful = [pair for wording in wordings if wording.rule not in _WRONG for pair in _pairs(wording)]
    config = {
        "description": MADE,
        "version": "0.2",
        "dictionaryDefinitions": [{"name": "glossary", "path": f"./{WORDS}", "addWords": False}],
        "dictionaries": ["glossary"],
        "flagWords": list(dict.fromkeys(wrong)),
        "suggestWords": list(dict.fromkeys(doubtful)),
    }
    text = "".join(f"{word}\n" for word in (f"# {MADE}", *words))
    return {
        WORDS: text.encode(),
        CONFIG: msgspec.json.format(msgspec.json.encode(config), indent=2) + b"\n",
    }


_WRONG: Final = frozenset({"forbidden-word", "misspelling"})
"""Rules by which a word is always wrong."""


def _words(name: str, language: str) -> Iterator[str]:
    for each in (name, *other_numbers(name, language)):
        yield from _WORD.findall(each)


def _pairs(wording: Wording) -> Iterator[str]:
    """The phrases of one word. CSpell knows no other, and compares without regard to capitals."""
    for phrase in wording.phrases:
        if _WORD.fullmatch(phrase.text) and not phrase.exact:
            instead = phrase.write.replace(",", "")
            if instead:
                yield f"{phrase.text}->{instead}"
            elif wording.rule in _WRONG:
                yield phrase.text
