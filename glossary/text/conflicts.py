"""Markers that a merge left in a file: `<<<<<<< main`, `=======`, `>>>>>>> patch-1`."""

from __future__ import annotations

import re
from typing import Final

_FIRST: Final = "<<<<<<<"
_BETWEEN: Final = "\n======="
_LAST: Final = ">>>>>>>"
_LINE = re.compile(
    r"^(?:(?P<marker><{7} \S[^\r\n]*|>{7} \S[^\r\n]*)|[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\r\n]*)", re.MULTILINE
)


def conflict(content: str) -> tuple[int, int] | None:
    """Where the first line is that a merge left behind; one inside fenced code is meant, and does not count.

    The last marker alone may be a deep quotation: it counts with the one between the two versions.
    """
    if _FIRST not in content and not (_LAST in content and _BETWEEN in content):
        return None
    fence = ""
    for found in _LINE.finditer(content):
        if found["marker"]:
            if not fence:
                return found.span()
        elif not fence:
            fence = found["fence"]
        elif found["fence"].startswith(fence) and found.group().strip() == found["fence"]:
            fence = ""
    return None
