"""What is known while the tokens of one text become segments."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from glossary.markup.links import anchor
from glossary.markup.segments import Anchor, Compiled, Fault, Heading, Link
from glossary.markup.sink import Sink
from glossary.markup.slugs import Slugs, fragments
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from glossary.markup.code import Painter
    from glossary.markup.markdown import Token
    from glossary.markup.places import Places
    from glossary.markup.segments import Dialect, Segment

    Write = Callable[["Draft", Iterable[Token]], None]


class Draft:
    """One text on its way. Functions of `blocks.py` and `inlines.py` write to it, token by token."""

    quiet = 0
    """Above 0: running text in which no name is linked."""
    linked = 0
    """Above 0: inside a link, where nothing else can be one."""
    row: tuple[int, int] | None = None
    """Start and end of the table row in hand, in the source."""
    cell = -1
    """The number of the cell in hand."""
    heading = ""
    """The text of the last heading."""
    heading_line = 0
    """The line that the heading in hand starts in."""
    given_id = ""
    """The id that the heading in hand asks for."""
    _token: Token | None = None
    _shift = 0

    def __init__(self, dialect: Dialect, places: Places, painter: Painter, ids: frozenset[str], write: Write) -> None:
        self.dialect = dialect
        self.painter = painter
        self.slugs = Slugs(ids)
        self._sink = sink = Sink()
        self.html = sink.html
        self.put = sink.put
        self.descend = sink.descend
        self.ascend = sink.ascend
        self._prose = sink.prose
        self.ends: list[str] = []
        """What closes the links that are open."""
        self.tables: dict[str, int] = {}
        """How often each name of a table was given."""
        self.tags: set[str] = set()
        """The names of HTML tags that were told."""
        self.notes: dict[int, str] = {}
        """The ids of footnotes by number."""
        self.rows: Mapping[int, tuple[int, int]] = {}
        """Of the table in hand: line → start and end of its row in the source."""
        self._write = write
        self._places = places
        self._links: list[Link] = []
        self._faults: list[Fault] = []
        self._here: list[tuple[str, int, int]] = []
        self._seen: list[str] = []

    def enter(self, token: Token) -> None:
        """From here on, places are places in the content of `token`."""
        self._token, self._shift = token, 0

    def shift(self, by: int) -> None:
        """From here on, places are `by` characters further on: a part of the content was parsed by itself."""
        self._shift += by

    def walk(self, tokens: Iterable[Token]) -> None:
        """Write tokens within a token."""
        self._write(self, tokens)

    def count(self, text: str) -> None:
        """Note text that is written as HTML and has words."""
        self._seen.append(text)
        self._seen.append(" ")

    def text(self, text: str) -> None:
        """Write running text."""
        self._seen.append(text)
        if self.quiet:
            self.html(escape(text))
        else:
            self._prose(text)

    def shown(self, text: str) -> None:
        """Write text that is no running text, such as code."""
        self._seen.append(text)
        self.html(escape(text))

    def part(self) -> None:
        """Note that words before and after this are different words."""
        self._seen.append(" ")

    def silence(self, html: str) -> None:
        """Write an opening tag, and link no names until `voice`."""
        self.html(html)
        self.quiet += 1

    def voice(self, html: str) -> None:
        """Write a closing tag; the counterpart of `silence`."""
        self.html(html)
        self.quiet -= 1

    def link(self, kind: str, target: str, fragment: str, at: tuple[int, int]) -> int:
        """Note a link, or a picture, to be resolved; its place in the list of links."""
        self._links.append(Link(kind, target, fragment, *self._span(at)))
        return len(self._links) - 1

    def lead(self, fragment: str, at: tuple[int, int]) -> None:
        """Note a link to an id of this page; whether there is one is known at the end."""
        self._here.append((fragment, *self._span(at)))

    def fault(self, rule: str, at: tuple[int, int], message: str, remedy: str = "") -> None:
        """Note a problem at a place in the content of the inline token."""
        self._faults.append(Fault(rule, *self._span(at), message, remedy))

    def block_fault(self, rule: str, at: tuple[int, int], message: str, remedy: str = "") -> None:
        """Note a problem at a place in the source."""
        start, end = (self._places.original(offset) for offset in at)
        self._faults.append(Fault(rule, start, end, message, remedy))

    def line_fault(self, rule: str, line: int, message: str, remedy: str) -> None:
        """Note a problem with a line of the source."""
        self._faults.append(Fault(rule, *self._places.line(line), message, remedy))

    def _span(self, at: tuple[int, int]) -> tuple[int, int]:
        if self._token is None:
            return at
        start, end = at[0] + self._shift, at[1] + self._shift
        return self._places.inline(self._token, start, end, self.row, self.cell)

    def compiled(self) -> Compiled:
        """All of it."""
        moved: dict[str, str] = {}
        for fragment, start, end in self._here:
            place = self.slugs.meant(fragments(fragment, by_text=self.dialect.served))
            if place != fragment:
                moved[anchor(fragment)] = anchor(place)
            if (ids := self.slugs.lack(place)) is not None:
                meant = nearest(place, ids)
                help_ = f"did you mean `#{meant}`?" if meant else "write a heading’s text in lower case, with hyphens"
                message = f"this page has no `#{fragment}`"
                self._faults.append(Fault("dangling-fragment", start, end, message, help_))
        return Compiled(
            _led(self._sink.take(), moved) if moved else self._sink.take(),
            tuple(self._links),
            tuple(self._faults),
            "".join(self._seen),
        )


def _led(segments: Iterable[Segment], moved: Mapping[str, str]) -> tuple[Segment, ...]:
    """The segments with other ids of this page for those that are keys of `moved`."""
    found: list[Segment] = []
    for segment in segments:
        if isinstance(segment, Anchor):
            found.append(Anchor(moved.get(segment.id, segment.id)))
        elif isinstance(segment, Heading):
            found.append(msgspec.structs.replace(segment, content=_led(segment.content, moved)))
        else:
            found.append(segment)
    return tuple(found)
