"""The language of a text, told by its most frequent words, or by its script."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST: Final = 4_000
"""Characters of a text that are looked at."""

FEW: Final = 8
"""So many of its words at least must be words of grammar in one language, and twice as many as in any other."""


def language_of(text: str) -> str:
    """The language of a text; empty where it is short, or might be one of several."""
    start = text[:MOST]
    for language, script in _SCRIPTS.items():
        if len(script.findall(start)) >= FEW:
            return language
    found = Counter(_TONGUES[word] for word in _WORD.findall(start.lower()) if word in _TONGUES)
    (first, most), (_, next_) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= max(FEW, 2 * next_) else ""


def spoken(languages: Iterable[str]) -> str:
    """The language of two thirds of the texts whose language is known; empty where there is none."""
    found = Counter(filter(None, languages))
    first, most = found.most_common(1)[0] if found else ("", 0)
    return first if most * 3 >= found.total() * 2 else ""


_WORD: Final = re.compile(r"[^\W\d_]+")

_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "ja": re.compile("[\u3041-\u30fa]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "th": re.compile("[\u0e01-\u0e3a]"),
}
"""Signs that one language alone has, or, of two that share them, the one that has no others."""

_GRAMMAR: Final = {
    "en": "the of and to is that for with are by be this it or from which can",
    "de": "der und das ist nicht ein eine mit von für auf werden wird sind den dem durch oder bei zu einer",
    "fr": "le les des est une et dans qui pour pas sur avec sont aux du ou ce cette au",
    "es": "el los las una y con por del como más sus al lo o son puede",
    "it": "il di che per della sono gli dei nel alla è dal anche questo viene",
    "pt": "os não do da em são uma ou mais ao pelo pela dos isso ser",
    "nl": "het een van en dat niet voor zijn wordt op door deze worden aan bij",
    "sv": "och är att som en för med av inte ett kan från eller den till",
    "da": "og er at af til ikke der et kan fra eller blive ved også hvor",
    "tr": "ve bir bu için ile olarak olan veya gibi daha çok değil kadar her",
}
"""Frequent words of each language. Those that several have tell nothing, and do not count."""

_SEVERAL: Final = Counter(word for words in _GRAMMAR.values() for word in words.split())
_TONGUES: Final = {
    word: language for language, words in _GRAMMAR.items() for word in words.split() if _SEVERAL[word] == 1
}
