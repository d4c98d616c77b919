"""A phrase as a regular expression that other programs read, too: those of .NET, of JavaScript with the flag `u`, and
Python's `regex` know all that is used here.
"""

from __future__ import annotations

import re
from typing import Final

from glossary.text.bounds import is_word


def pattern(phrase: str, language: str, *, exact: bool = False) -> str:
    r"""What matches the phrase as `text/fold.py` compares it, but for its letters: hyphen and space are alike, and so
    are apostrophes; those of an `exact` phrase stand as they are. A part of a longer word, or of a compound with a
    hyphen, is no match.

    >>> pattern("fine-tuned it", "en")
    '(?<![\\p{L}\\p{N}_-])fine[-\\s]+tuned[-\\s]+it(?![\\p{L}\\p{N}_-])'
    """
    gap = _SPACE if exact else _GAP
    words = [_SPECIAL.sub(_escaped, word) for word in gap.split(phrase.strip()) if word]
    inner = r"\s+".join(words) if exact else r"[-\s]+".join(words).replace("’", "'").replace("'", "['’]")
    spaceless = language[:2] in _SPACELESS
    before = "" if spaceless or not is_word(phrase[:1]) else rf"(?<![{_WORD}])"
    behind = "" if spaceless or not is_word(phrase[-1:]) else rf"(?![{_WORD}])"
    return f"{before}{inner}{behind}"


_WORD: Final = r"\p{L}\p{N}_-"
_GAP: Final = re.compile(r"[\s\u2010\u2011-]+")
_SPACE: Final = re.compile(r"\s+")
_SPECIAL: Final = re.compile(r"[\\^$.|?*+()\[\]{}/]")
_SPACELESS: Final = frozenset({"ja", "km", "lo", "my", "th", "zh"})
"""Languages whose words have no space between them."""


def _escaped(found: re.Match[str]) -> str:
    """Vale counts brackets to find groups, so they stand as numbers."""
    return rf"\x{ord(found[0]):02x}" if found[0] in "()" else "\\" + found[0]
