"""Text folded to compare it with names, character by character, so that places in it are places in the text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple


class Folded(NamedTuple):
    """A folded text. `places` has the place in the text of each of its characters and of its end; none where each
    character stands for the one at its own place.
    """

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text for characters of the folded one."""
        places = self.places
        return (start, end) if places is None else (places[start], places[end])


def fold(text: str, language: str) -> Folded:
    r"""The text in small letters by the rules of `language` (a BCP 47 tag), with each hyphen, line end and space as one
    space, and one apostrophe for all. What is not seen (soft hyphens, Arabic vowel signs and tatweel) is left out, and
    letters with marks are composed (NFC).

    >>> fold("Fine-tuning\nMoore’s", "en").text
    "fine tuning moore's"
    """
    if text.isascii():
        folded = _lower(text, language).replace("-", " ").replace("\n", " ").replace("\t", " ")
        return Folded(folded) if "  " not in folded else _squeezed(text, language)
    if _RARE.search(text) or "  " in text:
        return _squeezed(text, language)
    folded = _lower(text, language)
    if len(folded) != len(text):
        return _squeezed(text, language)
    folded = folded.translate(_SIGNS)
    return Folded(folded) if "  " not in folded else _squeezed(text, language)


def longest_word(key: str) -> str:
    """The longest run of plain letters and digits in a key: wherever the key stands, that does. Empty where there is
    none.

    >>> longest_word("c++ standard library")
    'standard'
    """
    return max(_PLAIN.findall(key), key=len, default="")


def is_bent(text: str) -> bool:
    """Whether a plain word of the folded text may not stand in small letters of the text itself."""
    return not text.isascii() and _BENDING.search(text) is not None


def _lower(text: str, language: str) -> str:
    if language[:2] in _DOTTED and language[2:3] in {"", "-"}:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


CAPITALS: Final = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""

_DOTTED: Final = frozenset({"tr", "az"})
"""Languages in which the small letter of I is ı (Unicode, SpecialCasing.txt)."""

_SIGNS: Final = {
    **dict.fromkeys(map(ord, "-\n\t\u00a0\u2010\u2011\u2007\u202f\u2009\u3000"), " "),
    **dict.fromkeys(map(ord, "’\u02bc\uff07"), "'"),
    0x03C2: "\u03c3",
}
"""What stands for another character: spaces and hyphens, apostrophes, and the sigma at the end of a word."""

_UNSEEN: Final = "\u00ad\u200b\u200c\u2060\ufeff\u0640\u064b-\u0652\u0670"
_MARKS: Final = "\u0300-\u036f\u0653-\u0655\u3099\u309a"
_HANGUL: Final = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
"""A syllable of which each letter is a character of its own."""

_PLAIN: Final = re.compile(r"[a-z0-9]+")

_BENDING: Final = re.compile("[ßẞ\u00ad\u200b\u200c\u2060\ufeffİ\u212a]")
"""What is left out of a word, or gives one of its plain letters."""

_ALONE: Final = re.compile(f"[{_UNSEEN}{_MARKS}]")
_HIDDEN: Final = re.compile(f"[{_UNSEEN}]")
_RARE: Final = re.compile(f"{_ALONE.pattern}|{_HANGUL}|[ßẞ]")
_ODD: Final = re.compile(
    f"[{_UNSEEN}]+|[-\\s\u2010\u2011]{{2,}}|[ßẞ]|(?:{_HANGUL}|İ)[{_UNSEEN}{_MARKS}]*|.(?:[{_UNSEEN}]*[{_MARKS}])+",
    re.DOTALL,
)
"""What has no place of its own for each of its characters."""


def _squeezed(text: str, language: str) -> Folded:
    """The same where some character has no place of its own: *ß* is two letters, a letter with a mark is one."""
    found: list[str] = []
    places: list[int] = []
    at = 0
    last = ""
    for odd in (*_ODD.finditer(text), None):
        end = odd.start() if odd else len(text)
        run = _lower(text[at:end], language).translate(_SIGNS)
        small = _small(odd[0], language) if odd else ""
        for piece, spots in ((run, range(at, end)), (small, (end,) * len(small))):
            skip = piece[:1] == last == " "  # two spaces are one
            found.append(piece[skip:])
            places += spots[skip:]
            last = piece[-1:] or last
        at = odd.end() if odd else end
    return Folded("".join(found), (*places, len(text)))


def _small(odd: str, language: str) -> str:
    """What a cluster of characters is compared by."""
    if _ALONE.match(odd):
        return ""
    if odd[0] in "ßẞ":
        return "ss"
    composed = unicodedata.normalize("NFC", _HIDDEN.sub("", odd)) if len(odd) > 1 else odd
    # A letter whose small form is several (İ outside Turkish) stands for its first.
    return _lower(composed, language).translate(_SIGNS)[0]
