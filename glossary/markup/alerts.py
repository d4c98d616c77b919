"""The kinds of alerts, and those of other tools that mean the same."""

from __future__ import annotations

from typing import Final

from glossary.text.near import nearest

ALERTS: Final = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")

_ALIKE: Final = {
    "NOTE": "info seealso todo quote cite details question help faq",
    "TIP": "hint success check done example",
    "IMPORTANT": "abstract summary tldr key",
    "WARNING": "attention",
    "CAUTION": "danger error bug failure fail missing",
}
_KINDS: Final = {word: kind for kind, words in _ALIKE.items() for word in (kind.lower(), *words.split())}

QUOTES: Final = frozenset({"quote", "cite"})
"""Words by which other tools call boxes in which somebody else speaks: those are quotations."""


def kind_of(word: str) -> str:
    """The kind of alert that stands for another tool’s `word`; a note where none is known to."""
    return _KINDS.get(word.casefold(), "NOTE")


def is_kind(word: str) -> bool:
    """Whether a tool is known to call an alert by the word."""
    return word.casefold() in _KINDS


def kind_for(word: str) -> str:
    """The kind of alert that was probably meant by a word, perhaps misspelt; a note where that is unknown."""
    return kind_of(word if is_kind(word) else nearest(word.casefold(), [kind.lower() for kind in ALERTS]))
