"""Ids of headings, as GitHub makes them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DROPPED = re.compile(r"[^\w\- ]+")


def slug(text: str) -> str:
    """`text` in lower case, spaces as `-`, without punctuation; letters, marks and digits of any script stay.

    The algorithm of `github-slugger`, in NFC; `section` where nothing stays.
    """
    lowered = unicodedata.normalize("NFC", " ".join(text.split())).lower()
    if lowered.isascii():
        return _DROPPED.sub("", lowered).replace(" ", "-") or "section"
    kept = (char for char in lowered if char in "-_ " or unicodedata.category(char)[0] in "LMN")
    return "".join(kept).replace(" ", "-") or "section"


def fragments(written: str, *, by_text: bool) -> tuple[str, ...]:
    """The ids that the fragment of a link may mean, of which the first that there is counts: what is written; and, if
    `by_text`, that of the heading with this text, which may have those above it in front (`Kinds#Of silk`).
    """
    return tuple(dict.fromkeys((written, slug(written.rpartition("#")[2])))) if by_text and written else (written,)


_GIVEN = re.compile(r"[ \t]*\{#([\w.:-]{1,200})\}$")


def split_id(text: str) -> tuple[str, str]:
    """The Markdown of a heading without the `{#id}` at its end, and that id; empty if there is none."""
    found = _GIVEN.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


class Slugs:
    """The ids of one text: each given once, and none that is `taken` on the page."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._given: dict[str, int] = {}

    def lack(self, wanted: str) -> tuple[str, ...] | None:
        """The ids that were given, where `wanted` is none of the page; `None` where it is, or where none are known."""
        if not self._taken or wanted in self._taken or wanted in self._given:
            return None
        return tuple(self._given)

    def meant(self, wanted: Sequence[str]) -> str:
        """The first of several ids that the page has; the last, where it has none of them."""
        return next((each for each in wanted if each in self._taken or each in self._given), wanted[-1])

    def unique(self, wanted: str) -> str:
        """`wanted`, or `wanted-1`, `wanted-2`, … where it is taken."""
        if wanted not in self._taken and wanted not in self._given:
            self._given[wanted] = 0
            return wanted
        nth = self._given.get(wanted, 0) + 1
        while (name := f"{wanted}-{nth}") in self._taken or name in self._given:
            nth += 1
        self._given[wanted] = nth
        self._given[name] = 0
        return name
