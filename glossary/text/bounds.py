"""Where a name stands for itself in a text, and where it is a part of a longer word.

Words are those of Unicode (UAX #29), with what editors of glossaries take for one word besides: compounds with a
hyphen, *C++*, *.NET*, *node.js*, *CI/CD*, *R&D*; and with what is no part of a word although it stands next to it: the
possessive, French elision, Arabic articles, Turkish and Korean endings.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

HYPHENS: Final = "-\u2010\u2011"
APOSTROPHES: Final = "'’"

_FREE_BEFORE: Final = frozenset(' \n\t\u00a0([{"“„«‘—–…\x1e、。「『\uff08\uff0c\uff1a\uff1b')
_FREE_BEHIND: Final = frozenset(' \n\t\u00a0)]},;!?"”»—–…\x1e、。」』\uff09\uff0c\uff1a\uff1b')
"""Signs beside which a word ends, whatever stands behind them."""


def bounded(text: str, start: int, end: int, language: str) -> str:
    """Why what stands from `start` to `end` is no word by itself: `word` within a longer word, `compound` beside a
    hyphen or a like sign, `pair` beside a stroke between capitals (*CI/CD*); empty where it is one.

    >>> bounded("post-training", 5, 13, "en"), bounded("the model's", 4, 9, "en")
    ('compound', '')
    """
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    first = "" if before in _FREE_BEFORE and before != "\n" else _before(text, start, language)
    if behind in _FREE_BEHIND or first == "word":
        return first
    last = _behind(text, end, language, text[start:end])
    return max(first, last, key=_STRENGTHS.index)


_STRENGTHS: Final = ("", "pair", "compound", "word")


def _wrapped(text: str, start: int) -> str:
    """A compound may be written on two lines: *Stahlblech-* and *Verbinder*. What a hyphen leaves out (*Vor- und
    Nachteile*) has a word of grammar behind it, which is no name.
    """
    split = start > _DASH and text[start - 2] in HYPHENS and is_word(text[start - 3])
    return "compound" if split else ""


def _before(text: str, start: int, language: str) -> str:
    sign = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if sign == "\n":
        return _wrapped(text, start)
    if is_word(sign):
        return _joined(sign, text[start], language) and _no_prefix(text, start)
    if sign in HYPHENS:
        dash = further in HYPHENS and start > _DASH and is_word(text[start - 3])
        return "" if dash else "compound"
    if sign in APOSTROPHES:
        return "word" if is_word(further) and not _ELIDED.search(text, max(start - 8, 0), start) else ""
    if sign in "/&":
        return _beside(text, start, sign, text[max(start - 24, 0) : start - 1], before=True)
    return "compound" if sign in ".@#$\\_" or (sign == ":" and further == ":") else ""


_DASH: Final = 2


def _behind(text: str, end: int, language: str, name: str) -> str:
    sign = text[end]
    further = text[end + 1] if end + 1 < len(text) else " "
    if is_word(sign):
        return _joined(text[end - 1], sign, language) and _no_ending(text, end)
    if sign in HYPHENS:
        apart = further in HYPHENS or ((pattern := _APART.get(language[:2])) and pattern.match(text, end))
        return "" if apart else "compound"
    if sign in APOSTROPHES:
        possessive = further in "sS" and not is_word(text[end + 2 : end + 3])
        return "" if possessive or not is_word(further) or language[:2] in _SUFFIXED else "word"
    if sign in "/&":
        return _beside(text, end, sign, name, before=False)
    if sign in "+#":
        return "" if is_word(further) and sign == "+" else "compound"
    attached = (sign == "." and is_word(further)) or sign + further in {"::", "()"}
    return "compound" if attached or sign in "@_\\" else ""


def is_word(sign: str) -> bool:
    """Whether a character is one of a word: a letter, a mark or a digit, or `_`."""
    return sign.isalnum() or sign == "_" or (not sign.isascii() and unicodedata.category(sign[:1] or " ")[0] == "M")


def _beside(text: str, at: int, sign: str, name: str, *, before: bool) -> str:
    """`A/B` is a path, or a word where both sides are capitals (*CI/CD*, *I/O*); *training/inference* are two."""
    where = at - 2 if before else at + 1
    other = text[where] if 0 <= where < len(text) else " "
    if not is_word(other):
        return "compound" if sign == "/" and before else ""
    last = name[-1:] if not before else text[at : at + 1]
    if sign == "&":
        return "compound"
    if other.isupper() and last.isupper():
        return "pair"
    around = text[max(at - 24, 0) : at + 24]
    return "compound" if _PATH.search(around) else ""


_PATH: Final = re.compile(r"\w/[\w.-]+/\w|(?:^|\s)\.{0,2}/\w")

_ELIDED: Final = re.compile(
    r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|(?:d|n)?ell|[sd]?all|sull|coll|un|nessun|gl|quell|quest|bell|anch)['’]",
    re.IGNORECASE,
)
"""French, Italian and Catalan words that lose their end before a vowel: *l’inférence*, *dell’errore*."""

_APART: Final = {
    "en": re.compile(r"[-\u2010\u2011](?:level|wide)(?![\w\u2010\u2011-])"),
    "fr": re.compile(r"[-\u2010\u2011](?:là|ci)(?!\w)"),
}
"""What stands behind a hyphen and leaves the word what it is: in English the scale of what is meant (*warp-level*,
*cluster-wide*), in French what points (*ce modèle-là*)."""

_SUFFIXED: Final = frozenset({"tr", "az"})
"""Languages that set endings off with an apostrophe: *GPU’nun* is a mention of *GPU*."""

_PREFIX: Final = re.compile(r"(?<!\w)[وف]?(?:[بك]?ال|لل|[بكل])?(?<=.)")
_LONGEST: Final = 4
"""Letters of a prefix: in a longer word none is looked for."""
_HANGUL_ENDING: Final = re.compile(
    r"들?(?:은|는|이|가|을|를|의|에|에게서?|한테|에서|께|으?로(?:부터|서|써)?|와|과|랑|도|만|부터|까지|보다|처럼|마다|조차|밖에"
    r"|이?나|이?란|이?라[는고]|이?든지?|인|이?며|이?고|이다|입니다|이었다|였다)?(?:은|는|도|만|의)?(?!\w)"
)


def _no_prefix(text: str, start: int) -> str:
    """Arabic writes the article and some particles as one with the word."""
    first = start
    while first and start - first <= _LONGEST and is_word(text[first - 1]):
        first -= 1
    return "" if _PREFIX.fullmatch(text, first, start) else "word"


def _no_ending(text: str, end: int) -> str:
    """Korean writes particles, and the copula, as one with the noun."""
    return "" if _HANGUL_ENDING.match(text, end) else "word"


def _joined(one: str, other: str, language: str) -> str:
    """Whether two letters side by side belong to one word: in writing without spaces, by their scripts."""
    if one.isascii() and other.isascii():
        return "word"
    left, right = _script(one), _script(other)
    if left != right:
        return "" if _SPACELESS & {left, right} or "hangul" in {left, right} else "word"
    if left == "han":
        return "word" if language[:2] == "ja" else ""
    return "" if left == "sea" else "word"


_SPACELESS: Final = frozenset({"han", "hiragana", "katakana", "sea"})

_SCRIPTS: Final = (
    (0x3041, 0x309F, "hiragana"),
    (0x30A0, 0x30FF, "katakana"),
    (0x31F0, 0x31FF, "katakana"),
    (0xFF66, 0xFF9F, "katakana"),
    (0x3005, 0x3007, "han"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x323AF, "han"),
    (0x0E01, 0x0EFF, "sea"),
    (0x1000, 0x109F, "sea"),
    (0x1780, 0x17FF, "sea"),
    (0xAC00, 0xD7A3, "hangul"),
    (0x1100, 0x11FF, "hangul"),
)
"""The scripts of Unicode (Scripts.txt) for which words have rules of their own; `sea`: Thai, Lao, Burmese, Khmer."""


def _script(sign: str) -> str:
    code = ord(sign)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "")


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether an English word in its base form follows a word that asks for a verb: *you can log in*."""
    return text[end - 1] != "s" and _ASKS.search(text, max(start - 12, 0), start) is not None


def is_done(text: str, start: int, end: int) -> bool:
    """Whether an English name in *-s* is what the subject *it* does: *It also offers a seat*, where *Offers* is one.

    >>> is_done("It offers a seat.", 3, 9), is_done("I take it offers end.", 10, 16)
    (True, False)
    """
    name = text[start:end]
    return (
        name[-1] == "s"
        and name.isalpha()
        and name.islower()
        and _IT.search(text, max(start - 30, 0), start) is not None
    )


_IT: Final = re.compile(
    r"(?:(?:\A|[.!?,;:(“‘–—\x1e])[ \n]*"
    r"|(?<!\w)(?:and|as|because|but|if|once|or|since|so|that|then|until|when|where|while)[ \n])it[ \n]"
    r"(?:(?:also|always|automatically|never|often|only|still|then|thus|typically|usually)[ \n])?\Z",
    re.IGNORECASE,
)
"""Where *it* begins a clause: elsewhere it may be an object, with a noun behind it (*gives it offers*)."""


_ASKS: Final = re.compile(
    r"(?<!\w)(?:can|could|may|might|must|shall|should|will|would|cannot|to|not|do|does|did|don['’]t|I|you|we|they|let['’]s)\s$",
    re.IGNORECASE,
)


def is_named(text: str, start: int, end: int, known: Container[int], *, fixed: bool) -> bool:
    """Whether a capitalised name stands beside another capitalised word within a sentence: a part of a longer proper
    name, such as *Linux* in *Linux Foundation*.

    `known` are the places at which names of the glossary start or end: a neighbour that is one makes no longer name.
    A word before it is an attribute where the name has several words (*Hopper Streaming Multiprocessor*). `fixed`
    names, which have their capitals everywhere (*CUDA*), are parts only of what goes on in small letters (*CUDA
    Toolkit*, not *PTX IR*).
    """
    name = text[start:end]
    if name.islower() or not any(sign.isupper() for sign in name):
        return False
    if text[end : end + 1] in _SPACES and end + 1 not in known:
        behind = _WORD.match(text, end + 1)
        if behind and behind[0][0].isupper() and behind[0] != "I" and not (fixed and not behind[0][1:].islower()):
            return True
    return not fixed and not any(sign in _SPACES for sign in name) and _named_before(text, start, known)


_SPACES: Final = frozenset(" \n")
_WORD: Final = re.compile(r"[^\W\d_]\w*")


def _named_before(text: str, start: int, known: Container[int]) -> bool:
    if start < _LEAST or text[start - 1] not in _SPACES or start - 1 in known:
        return False
    first = start - 1
    while first and (is_word(text[first - 1]) or text[first - 1] in "&+."):
        first -= 1
    word = text[first : start - 1]
    if not any(sign.isupper() for sign in word) or word.endswith(".") or word == "I":
        return False
    if first and text[first - 1] in HYPHENS + APOSTROPHES:
        return False
    opens = _OPENS.search(text, max(first - 6, 0), first) if first else True
    return not (opens and word[1:].islower()) and not (opens and len(word) == 1)


_LEAST: Final = 2
_OPENS: Final = re.compile(r"(?:[.!?:…\x1e][\"”’»)\]]*[\s]+|\x1e|^)[\"“‘(\[]*$")
"""Behind this a sentence begins, whose first word has a capital anyway."""
