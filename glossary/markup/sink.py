"""Segments on their way out: neighbours of a kind are merged."""

from __future__ import annotations

from glossary.markup.segments import Html, Prose, Segment


class Sink:
    """Gathers segments; `descend` and `ascend` gather some of them apart."""

    __slots__ = ("_html", "_number", "_out", "_outer", "_prose")

    def __init__(self) -> None:
        self._out: list[Segment] = []
        self._html: list[str] = []
        self._prose: list[str] = []
        self._outer: list[list[Segment]] = []
        self._number = 0

    def html(self, text: str) -> None:
        """Append finished HTML."""
        if self._prose:
            self._settle()
        self._html.append(text)

    def prose(self, text: str) -> None:
        """Append running text in which names may be linked."""
        if self._html:
            self._settle()
        self._prose.append(text)

    def put(self, segment: Segment) -> None:
        """Append a segment of another kind."""
        self._settle()
        self._out.append(segment)

    def descend(self) -> None:
        """Gather what follows apart, until `ascend` gives it."""
        self._settle()
        self._outer.append(self._out)
        self._out = []

    def ascend(self) -> tuple[Segment, ...]:
        """What was gathered since `descend`."""
        segments = self.take()
        self._out = self._outer.pop()
        return segments

    def take(self) -> tuple[Segment, ...]:
        """All that was gathered."""
        self._settle()
        return tuple(self._out)

    def _settle(self) -> None:
        if self._html:
            self._out.append(Html("".join(self._html)))
            self._html.clear()
        elif self._prose:
            self._out.append(Prose("".join(self._prose), self._number))
            self._number += 1
            self._prose.clear()
