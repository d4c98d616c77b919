"""The running text of a passage, and the words and sentences in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.markup.passages import END
from glossary.markup.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.markup.passages import Passage

BREAK: Final = "\x01"
"""Stands where something else lies between two pieces of running text: code, another block. No text holds it."""

_LABEL: Final = "\x02"
"""Stands at both ends of a link's label."""

_CLAUSE: Final = re.compile(
    r"[^\w\s'’./&+#\u2010\u2011-]|[.'’/&\u2010\u2011-](?!\w)|(?<!\w)[.'’/&\u2010\u2011-]|\b_|_\b|['’]s(?!\w)"
)
_LINK: Final = re.compile(f"{_LABEL}[^{_LABEL}]*{_LABEL}")
_SPACE: Final = re.compile(r"[\s\u2010\u2011-]+")


def prose(passage: Passage) -> str:
    """The running text of a passage, in which names may be linked; a `BREAK` where something is left out: headings,
    code, quotations, another block. `clauses` and `sentence` know what in it is a link.
    """
    text = passage.text
    parts = [*((piece.start, piece.end, "") for piece in passage.pieces)]
    parts += ((spot.start, spot.end, _LABEL) for spot in passage.spots)
    found = []
    last = 0
    for start, end, mark in sorted(parts):
        if start > last:
            found.append(BREAK)
        found.append(f"{mark}{text[start:end]}{mark}")
        last = end
    return "".join(found)


def clauses(text: str) -> Iterator[list[str]]:
    """The words, and parts of compounds, between two signs that no phrase goes across, as they are written; none of a
    link. A possessive is such a sign.
    """
    for clause in _CLAUSE.split(_LINK.sub(BREAK, text)):
        if words := [word for word in _SPACE.split(clause) if word]:
            yield words


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around the characters `start` to `end`, on one line; a long one is cut."""
    return Sentences(text.replace(BREAK, END)).around(start, end).replace(_LABEL, "")
