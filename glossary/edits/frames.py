"""What nearly all titles or texts of a folder begin or end with: the words of a form, and none of its terms."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST: Final = 60
"""Characters of a beginning or end that are looked at."""

SHORTEST: Final = 3

FEWEST: Final = 8
"""Of fewer texts some may begin alike by chance."""

SAID: Final = 16
"""Characters at the end of texts that say the same."""

_PARTING: Final = re.compile(r"[?|:–—»·？：｜]|\s-\s")  # noqa: RUF001 - as titles have them
_LETTERS: Final = re.compile(r"[A-Za-zÀ-ɏ0-9]+")


def framed(titles: Collection[str]) -> str:
    """The pattern of three quarters of the titles, `Glossary: {}` of *Glossary: Warp*; nothing where there is none.

    What they have in common holds a sign that parts: *Adapter pattern* and *Bridge pattern* are names.
    """
    behind = _common(title[-LONGEST:][::-1] for title in titles)[::-1]
    before = _common(title[:LONGEST] for title in titles)
    if cut := _LETTERS.match(behind):
        behind = behind[cut.end() :]
    if cut := _LETTERS.match(before[::-1]):
        before = before[: -cut.end()]
    before, behind = (side if _PARTING.search(side) and len(side) >= SHORTEST else "" for side in (before, behind))
    if not (before or behind) or any(sign in before + behind for sign in "{}"):
        return ""
    return f"{before}{{}}{behind}"


def is_said_of_all(texts: Collection[str]) -> bool:
    """Whether three quarters of the texts end alike, so that they say nothing of a term."""
    ends = Counter(text[-SAID:] for text in texts if len(text) > SAID)
    return len(texts) >= FEWEST and max(ends.values(), default=0) * 4 >= len(texts) * 3


def _common(texts: Iterable[str]) -> str:
    """The longest beginning that three quarters of the texts have, and are longer than."""
    texts = list(texts)
    if len(texts) < FEWEST:
        return ""
    found = ""
    while len(found) < LONGEST:
        nexts = Counter(text[: len(found) + 1] for text in texts if len(text) > len(found) + 1)
        longer, count = max(nexts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if count * 4 < len(texts) * 3:
            break
        found = longer
    return found
