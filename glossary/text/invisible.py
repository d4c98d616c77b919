"""Characters that nobody sees, or that look like a space: they come with text from web pages and word processors."""

import re
from typing import Final

_LATIN: Final = "[\t-~\u00c0-\u024f]"

INVISIBLE: Final = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
    f"|(?<={_LATIN})[\u200c\u200d]|[\u200c\u200d](?={_LATIN})"
)
"""The joiners U+200C and U+200D, which some scripts and most emoji need, beside a Latin letter alone."""


def shown(value: str) -> str:
    """The value with a code for each character that a reader could not see.

    >>> shown("mo\u200bdel")
    'mo<U+200B>del'
    """
    return value if value.isascii() else INVISIBLE.sub(code, value)


def code(found: re.Match[str]) -> str:
    """A character as `<U+200B>`."""
    return f"<U+{ord(found.group()):04X}>"
