"""How words of a report are written: for a terminal, and as Markdown that nobody else's words can change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

import click

from glossary.cli.render import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.changes.words import Piece


class Pen(Protocol):
    """Writes what somebody contributed, so that it is shown and does nothing else."""

    def text(self, words: str) -> str:
        """Running text."""
        ...

    def code(self, words: str) -> str:
        """An id, a path, the name of a field."""
        ...

    def strong(self, words: str) -> str:
        """The name of a term."""
        ...

    def lost(self, words: str) -> str:
        """Words that are gone."""
        ...

    def new(self, words: str) -> str:
        """Words that are new."""
        ...


class Terminal:
    """On a terminal, or in a log without colours."""

    def __init__(self, *, color: bool) -> None:
        self.color = color

    def text(self, words: str) -> str:
        """Running text."""
        return one_line(words)

    def code(self, words: str) -> str:
        """An id, a path, the name of a field."""
        return one_line(words)

    def strong(self, words: str) -> str:
        """The name of a term."""
        return click.style(one_line(words), bold=True) if self.color else one_line(words)

    def lost(self, words: str) -> str:
        """Words that are gone."""
        shown = f"[-{one_line(words)}-]"
        return click.style(shown, fg="red") if self.color else shown

    def new(self, words: str) -> str:
        """Words that are new."""
        shown = f"{{+{one_line(words)}+}}"
        return click.style(shown, fg="green") if self.color else shown


class Markdown:
    """As GitHub and others read it in a comment. Somebody's words become text alone: no markup, no HTML, no link, no
    formula, and nobody is called by `@name`, no issue by `#1`, no commit by its id.
    """

    def text(self, words: str) -> str:
        """Running text."""
        parted = _COMMIT.sub(lambda found: "\u200b".join(re.findall(".{1,6}", found[0])), one_line(words))
        parted = _JOINTS.sub("\u200b", parted)
        return _SIGNS.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), parted)

    def code(self, words: str) -> str:
        """An id, a path, the name of a field."""
        shown = one_line(words) or " "
        fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
        room = " " if shown.startswith("`") or shown.endswith("`") else ""
        return f"{fence}{room}{shown}{room}{fence}"

    def strong(self, words: str) -> str:
        """The name of a term."""
        return f"<b>{self.text(words)}</b>"

    def lost(self, words: str) -> str:
        """Words that are gone."""
        return f"<del>{self.text(words)}</del>"

    def new(self, words: str) -> str:
        """Words that are new."""
        return f"<ins>{self.text(words)}</ins>"


_JOINTS: Final = re.compile(
    r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=gh)(?=-\d)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)|(?<=:)(?=[\w+-]+:)",
    re.IGNORECASE,
)
"""Where a space without width parts what is read as an address, a name or the number of an issue: those are looked for
in the text that is shown, where no backslash is left.
"""

_COMMIT: Final = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
"""What is read as the id of a commit, so it is parted, too."""

_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>&~|^$!\"']")
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>", '"': '"', "'": "'"}

_SPACE: Final = re.compile(r"\s+")

WIDE: Final = 160
"""Characters of a text that did not change which are shown between two changes; of more only both ends."""
MOST: Final = 2000
"""Characters of one text that are shown at most."""


def mark(pieces: Iterable[Piece], pen: Pen) -> str:
    """A text with what was lost and what is new in it. White space at the ends of a part stands outside its marks."""
    found, room = [], MOST
    parts = list(pieces)
    for at, piece in enumerate(parts):
        if room <= 0:
            left = sum(len(each.text) for each in parts[at:])
            found.append(f"… ({left:,} characters more)")
            break
        text = _SPACE.sub(" ", piece.text)
        if piece.kind == "same":
            text = _shortened(text, first=at == 0, last=at == len(parts) - 1)
        elif len(text) > room:
            text = f"{text[:room]} … ({len(text) - room:,} characters more)"
        room -= len(text)
        bare = text.rstrip()
        write = {"same": pen.text, "lost": pen.lost, "new": pen.new}[piece.kind]
        found.append((write(bare) if bare else "") + " " * (len(bare) < len(text)))
        if piece.kind == "lost" and len(bare) == len(text) and at + 1 < len(parts) and parts[at + 1].kind == "new":
            found.append(" ")
    return "".join(found).strip()


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """The ends of a long text that stand beside changes."""
    if len(text) <= WIDE:
        return text
    half = WIDE // 2
    before = "" if first else text[:half].rsplit(" ", 1)[0] + " "
    behind = "" if last else " " + text[-half:].split(" ", 1)[-1]
    return f"{before}…{behind}"
