"""Abbreviations that a text spells out: *Function as a Service (FaaS)*, *HELM (Holistic Evaluation of Models)*."""

from __future__ import annotations

import re
from typing import Final

_FAR: Final = 100
"""Characters on either side of a name in which a bracket is looked for."""
_BEHIND: Final = re.compile(r"[^()\[\].;:!?\x1e]{0,60}?[ \n\u00a0]\((\w[\w&./-]{1,11})\)")
_WITHIN: Final = re.compile(r"(?<![\w-])(\w[\w&./-]{1,11})[ \n\u00a0]\(([^()\x1e]{1,90})\Z")
_WORD: Final = re.compile(r"\w[\w'’]*")
_BEFORE: Final = re.compile(r"[\w'’-]+[ \n\u00a0]\Z")


def is_spelled_out(text: str, start: int, end: int) -> bool:
    """Whether a capitalised name is a part of a longer one, whose abbreviation stands beside it in brackets. A word
    before it is an attribute where the name has several words or is in capitals (*Stochastic Gradient Descent (SGD)*).

    >>> is_spelled_out("a Function as a Service (FaaS)", 16, 23), is_spelled_out("a Service (S3)", 2, 9)
    (True, False)
    """
    if not text[start].isupper():
        return False
    far = max(start - _FAR, 0)
    begin = max(far, text.rfind("\x1e", far, start) + 1)  # another block spells nothing out
    if behind := _BEHIND.match(text, end, end + _FAR):
        close, short = behind.start(1) - 1, behind[1]
    elif within := _WITHIN.search(text, begin, start):
        begin, close, short = within.start(2), text.find(")", end, end + _FAR), within[1]
    else:
        return False
    first = _spelled(text[begin : max(close, begin)], short)
    if first is None or begin + first > start or (behind is None and first > 0):
        return False
    if text[end:close].strip():
        return True
    name = text[start:end]
    whole = name.isupper() or any(sign.isspace() for sign in name)
    before = _BEFORE.search(text, begin, start) if whole else None
    return begin + first < start and not (before and any(map(str.isupper, before[0])))


def _spelled(words: str, short: str) -> int | None:
    """Where in the words those at their end begin whose first letters give the abbreviation. Small words of grammar may
    lack in it (*Department of Energy, DoE* or *DE*).
    """
    letters = [sign for sign in short.removesuffix("s") if sign.isalpha()]
    if len(letters) < _LEAST or not letters[0].isupper():
        return None
    for word in reversed(list(_WORD.finditer(words))):
        initial = word[0][0]
        if initial.lower() == letters[-1].lower():
            letters.pop()
            if not letters:
                return word.start()
        elif not initial.islower() or len(word[0]) > _SMALL:
            return None
    return None


_LEAST: Final = 2
_SMALL: Final = 3
"""Letters of the longest word of grammar that an abbreviation may leave out."""
