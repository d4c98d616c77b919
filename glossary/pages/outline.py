"""Headings of a page: their numbers, and the list of contents made of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.markup.segments import Component, Heading
from glossary.pages.join import Markup, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.config.texts import Block
    from glossary.graph.glossary import Leads
    from glossary.markup.segments import Segment
    from glossary.pages.join import Joiner

FEWEST: Final = 3
"""A page with fewer sections has no list of contents, and its headings no numbers."""

SECTION: Final = 2
"""The level of a section's heading; the page itself has the first."""


class Content(msgspec.Struct, frozen=True):
    """A line of the list of contents."""

    id: str
    number: str
    title: str


class Outline:
    """Numbers the headings of one page in the order in which they stand. `numbered` says whether they have numbers."""

    def __init__(self, *, numbered: bool) -> None:
        self.numbered = numbered
        self.contents: list[Content] = []
        self.level = 1
        self.sections = 0
        self.inner = 0

    def section(self, made: str, title: str) -> str:
        """The number of the next section."""
        self.level = SECTION
        self.sections += 1
        self.inner = 0
        number = str(self.sections) if self.numbered else ""
        self.contents.append(Content(made, number, title))
        return number

    def part(self) -> str:
        """The number of the next part of the section; empty before the first section."""
        self.inner += 1
        return f"{self.sections}.{self.inner}" if self.numbered and self.sections else ""

    def heading(self, heading: Heading) -> tuple[int, str]:
        """The level and the number that a heading of a text has on the page."""
        self.level = page_level(heading.level, self.level)
        if self.level == SECTION:
            return SECTION, self.section(heading.id, heading.text)
        return self.level, self.part() if self.level == SECTION + 1 else ""

    def listed(self) -> tuple[Content, ...]:
        """The list of contents; empty where it would be short."""
        return tuple(self.contents) if self.numbered else ()


def page_level(level: int, before: int) -> int:
    """The level on the page of a heading written as `level`, after one that has `before` there: none is left out."""
    return min(max(level, SECTION), before + 1)


class Survey(msgspec.Struct, frozen=True):
    """What a text holds: how many sections its headings make, and the components that it places (noun and id); those
    before its first heading bring their own.
    """

    sections: int
    placed: frozenset[tuple[str, str]]
    opening: frozenset[tuple[str, str]]


def survey(segments: Sequence[Segment]) -> Survey:
    """What a text holds."""
    before = 1
    sections = 0
    placed: list[tuple[str, str]] = []
    opening: tuple[tuple[str, str], ...] | None = None
    for segment in segments:
        kind = type(segment)
        if kind is Heading:
            before = page_level(segment.level, before)  # type: ignore[union-attr]  # `kind` says which it is
            sections += before == SECTION
            opening = tuple(placed) if opening is None else opening
        elif kind is Component:
            placed.append((segment.noun, segment.id))  # type: ignore[union-attr]  # as above
    return Survey(sections, frozenset(placed), frozenset(placed if opening is None else opening))


def pieces(text: Block, leads: Leads, joiner: Joiner, outline: Outline) -> Iterator[Markup | Component]:
    """The text in pieces: HTML, and between two of them the component that was placed there."""
    segments = text.segments
    chunk: list[str] = []
    run = 0
    for at, segment in enumerate(segments):
        kind = type(segment)
        if kind is not Heading and kind is not Component:
            continue
        chunk.append(joiner.html(segments[run:at], text, leads))
        run = at + 1
        if isinstance(segment, Heading):
            level, number = outline.heading(segment)
            chunk.append(joiner.heading(level, segment.id, number, joiner.html(segment.content, text, leads)))
        elif isinstance(segment, Component):
            yield from _whole(chunk)
            chunk = []
            yield segment
    chunk.append(joiner.html(segments[run:], text, leads))
    yield from _whole(chunk)


def whole(text: Block, leads: Leads, joiner: Joiner, outline: Outline) -> Markup:
    """The text as HTML; components have no place in it."""
    return Markup().join(piece for piece in pieces(text, leads, joiner, outline) if isinstance(piece, Markup))


def _whole(chunk: list[str]) -> Iterator[Markup]:
    joined = "".join(chunk)
    if joined and not joined.isspace():
        yield rendered(joined)
