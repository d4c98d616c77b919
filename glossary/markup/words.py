"""How many words a text has."""

import re

_WORD = re.compile(r"[^\W_]\S*")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def count_words(text: str) -> int:
    """The words of `text`; in scripts without spaces, two characters count as a word."""
    if text.isascii():
        return len(_WORD.findall(text))
    rest, signs = _IDEOGRAPH.subn(" ", text)
    return len(_WORD.findall(rest)) + (signs + 1) // 2
