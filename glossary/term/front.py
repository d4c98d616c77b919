"""Where front matter starts and ends, for terms and pages alike."""

from __future__ import annotations

import re
from typing import Final

OPENING: Final = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
CLOSING: Final = re.compile(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
NEARLY: Final = re.compile(r"[ \t\ufeff\u200b\u2060]*(?:[-\u2010-\u2015\u2212_=*~]{2,}|\.\.\.)[ \t\r]*")
"""A line that was meant to be `---`: other dashes, more or fewer of them, spaces in front."""

_NEARLY_LINE = re.compile(rf"^{NEARLY.pattern}$", re.MULTILINE)


def unclosed(content: str) -> tuple[int, int, str, str]:
    """Where, what and what helps, for front matter that is opened and not closed."""
    opening = OPENING.match(content)
    if opening and (found := _NEARLY_LINE.search(content, opening.end())):
        line = found.group().rstrip()
        return (
            found.start(),
            found.start() + len(line),
            f"`{line[:20]}` does not close the front matter",
            "write three hyphens at the start of the line: `---`",
        )
    return 0, 3, "the front matter is never closed", "write a line `---` below its last field"
