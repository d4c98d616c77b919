"""The kinds of alerts, and those of other tools that mean the same."""

from __future__ import annotations

from typing import Final

from glossary.text.near import nearest

ALERTS: Final = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")

_ALIKE: Final = {
    "TIP": "hint success check done example",
    "IMPORTANT": "abstract summary tldr key",
    "WARNING": "attention question help faq",
    "CAUTION": "danger error bug failure fail missing",
    "NOTE": "info seealso todo quote cite details",
}


def kind_for(word: str) -> str:
    """The kind of alert that another tool calls by `word`; a note where that is unknown."""
    folded = word.casefold()
    for kind, words in _ALIKE.items():
        if folded in words.split():
            return kind
    return nearest(folded, [kind.lower() for kind in ALERTS]).upper() or "NOTE"
