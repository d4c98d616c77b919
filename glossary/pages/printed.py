"""Texts for paper: links to terms of the same volume stay in it, addresses elsewhere become notes."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from glossary.pages.join import Joiner, escape

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from re import Match

    from glossary.config.texts import Block, Inline
    from glossary.graph.glossary import Glossary, Leads, Target
    from glossary.markup.segments import Segment
    from glossary.term.schema import TermId
    from glossary.text.labels import Labels


class PrintJoiner(Joiner):
    """Joins the texts of `term` for the volume at `address`, which has the terms `held`.

    Every id begins with the term's, so that none stands twice. `notes` gathers the addresses elsewhere that links of
    the texts lead to, each once, in the order of their notes.
    """

    def __init__(self, glossary: Glossary, labels: Labels, address: str, term: str, held: Collection[TermId]) -> None:
        super().__init__(glossary, labels, address, prefix=anchor(term))
        self.held = held
        self.notes: dict[str, str] = {}
        """By address: the mark of its note."""

    def term_href(self, term: str) -> str:
        """The link to the term: in the volume where that has it."""
        return f"#{anchor(term)}" if term in self.held else super().term_href(term)

    def href(self, target: Target) -> str:
        """The address of a target."""
        if target.kind == "term" and target.id in self.held:
            return f"#{anchor(target.id)}{target.fragment}"
        return super().href(target)

    def html(self, segments: Sequence[Segment], text: Inline | Block, leads: Leads, skip: int = 0) -> str:
        """The segments as HTML; behind each link that leads elsewhere the mark of its note, unless it shows its
        address.

        Such links are compiled into the segments, in one shape (`markup/inlines.py`). So are tables and footnotes
        (`markup/blocks.py`), which in a volume are no landmarks: it has many of them, and some are called alike.
        """
        return _ELSEWHERE.sub(self._noted, _grouped(super().html(segments, text, leads, skip)))

    def _noted(self, link: Match[str]) -> str:
        mark = self.notes.setdefault(unescape(link[1]), mark_of(len(self.notes)))
        return f'{link[0]}<sup class="all-mark"><a href="#{escape(self.note(mark))}">{mark}</a></sup>'

    def note(self, mark: str) -> str:
        """The id of a note."""
        return f"{self.prefix}:{mark}"


_ELSEWHERE: Final = re.compile(
    r'<a href="([^"]*)"[^>]* rel="external">(?:(?!</a>).)*</a>(?!<sup class="all-mark">)', re.DOTALL
)


_NOTES: Final = re.compile(r'(<section class="footnotes") role="doc-endnotes" aria-label="[^"]*"')


def _grouped(html: str) -> str:
    return _NOTES.sub(r"\1", html.replace('<div class="tbl" role="region"', '<div class="tbl" role="group"'))


def anchor(term: str) -> str:
    """The id of a term in a volume, and what the ids within it begin with: no other id of a page ends so."""
    return f"{term}:"


def mark_of(place: int) -> str:
    """The mark of the note at `place`: a letter, for footnotes of a text have numbers.

    >>> mark_of(0), mark_of(25), mark_of(26)
    ('a', 'z', 'aa')
    """
    before, here = divmod(place, 26)
    return (mark_of(before - 1) if before else "") + chr(ord("a") + here)
