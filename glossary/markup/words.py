"""How many words a text has."""

import re

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def count_words(text: str) -> int:
    """The words of `text`, which are parted by spaces; in scripts without spaces, two characters count as a word."""
    if text.isascii():
        return _count(text)
    rest, signs = _IDEOGRAPH.subn(" ", text)
    return _count(rest) + (signs + 1) // 2


def _count(text: str) -> int:
    """What stands between spaces. A lone dash counts, too: telling it apart costs ten times as much as counting."""
    return len(text.split())
