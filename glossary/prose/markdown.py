"""Markdown of whatever flavour: its running text, where it stands in the file.

markdown-it says what each block is and which lines it has; what stands within a line is told here, character by
character, for its tokens have no places.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from glossary.markup.passages import END
from glossary.prose.html import QUIET, Tags, read_page
from glossary.prose.plain import URL, lines
from glossary.prose.roll import Roll
from glossary.text.bounds import is_word

if TYPE_CHECKING:
    from glossary.markup.markdown import Token
    from glossary.prose.roll import Prose

_FRONT: Final = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*(?:\r\n|[\r\n])(?:[^\r\n]*(?:\r\n|[\r\n]))*?(?P=mark)[ \t]*(?:[\r\n]|\Z)"
)


def read_markdown(source: str) -> Prose:
    """The text that its readers see: without front matter, code, addresses of links, tags and templates' marks."""
    from glossary.markup.markdown import MarkdownIt  # 37 to 62 ms

    roll = Roll(source)
    front = _FRONT.match(source)
    start = front.end() if front else 0
    rows = list(lines(source, start, len(source)))
    # For markdown-it a lone CR is an end of a line only once it was made one; the lines stay as many.
    text = "\n".join([source[begin:end].rstrip("\r\n") for begin, end in rows]).replace("\0", "\ufffd")
    tokens: list[Token] = []
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser.block.parse(text, parser, {}, tokens)
    for token in tokens:
        if token.map is None:
            continue
        first, behind = token.map[0], min(token.map[1], len(rows))
        if token.type == "inline":
            roll.stop(rows[first][0])
            _Inline(roll, token.content, _places(source, token.content, rows[first:behind])).read()
        elif token.type == "html_block":
            read_page(roll, rows[first][0], rows[behind - 1][1])
    return roll.prose()


_DEEPEST: Final = 100
"""Levels of lists and quotations; what stands deeper is not read."""


def _places(source: str, content: str, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each line of a block where it starts in its text, and where in the source."""
    found = []
    at = 0
    for line, (begin, end) in zip(content.split("\n"), rows, strict=False):
        text = line.strip()
        written = source[begin:end].rstrip()
        place = len(written) - len(text) if written.endswith(text) else max(source[begin:end].find(text), 0)
        found.append((at + len(line) - len(line.lstrip()), begin + place))
        at += len(line) + 1
    return found


_SIGN: Final = re.compile(
    rf"`+|\\[^\w\s]|<|\]\(|\]\[|\[|\]|\*+|~~+|_+|&[#\w]{{1,32}};|\{{[{{%#]|\n|{URL.pattern}", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"\]\(\s*+(?:<[^<>\n]*+>|[^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)(?:\{[:.#][^{}\n]{0,200}\})?"
)
_REFERENCE: Final = re.compile(r"\]\[[^\[\]]{0,999}\]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\s\[\]]{1,100}\]:?")
_ADDRESS: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|<[\w.+-]{1,64}@[\w.-]{1,255}>")
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "}"}
"""Marks of templates, which fill in what is read there, and of attributes."""


class _Inline:
    """Reads the text of one block. `places` are those of its lines, as `_places` has them."""

    def __init__(self, roll: Roll, text: str, places: list[tuple[int, int]]) -> None:
        self.roll = roll
        self.text = text
        self.places = places
        self.tags = Tags(text, len(text))
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for run in re.finditer("`+", text):
            self.ticks[len(run[0])].append(run.start())
        self.opened: list[int] = []
        """The brackets that are open."""
        self.left_out: list[tuple[int, int, str | None]] = []
        """What is not read, and what is read in its place; `None` for an entity."""
        self.endless: set[str] = set()
        """Ends that do not come any more: looked for again and again they would take the square of the time."""

    def read(self) -> None:
        """Add what is read of the text."""
        at = 0
        while found := _SIGN.search(self.text, at):
            at = max(self._pass(found), found.start() + 1)
        at = 0
        for start, end, instead in sorted(self.left_out, key=itemgetter(0)):
            self._take(at, start)
            if instead is None:
                self.roll.entity(self._place(start), self._place(start) + end - start)
            elif instead:
                self.roll.stop(self._place(start), instead)
            at = max(at, end)
        self._take(at, len(self.text))

    def _place(self, at: int) -> int:
        """Where in the source a character stands."""
        begin, place = self.places[max(bisect_right(self.places, at, key=itemgetter(0)) - 1, 0)]
        return place + max(at - begin, 0)

    def _take(self, start: int, end: int) -> None:
        """Add what stands on one line."""
        if start < end:
            place = self._place(start)
            self.roll.take(place, max(self._place(end - 1) + 1, place))

    def _leave(self, start: int, end: int, instead: str | None) -> int:
        self.left_out.append((start, end, instead))
        return end

    def _pass(self, found: re.Match[str]) -> int:
        """Where reading goes on behind a sign."""
        sign, start = found[0], found.start()
        if sign[0] == "`":
            return self._code(start, len(sign))
        if sign[0] == "\\":
            return self._leave(start, start + 1, "") + 1
        if sign == "<":
            return self._tag(start)
        if sign[0] in "[]":
            return self._bracket(sign, start)
        if sign in _ENDS:
            end = self._find(_ENDS[sign], start + 2)
            return self._leave(start, end, END) if end else start + 2
        return self._mark(sign, start, found.end())

    def _mark(self, sign: str, start: int, end: int) -> int:
        """A sign that stands for itself."""
        if sign == "\n":
            return self._leave(start, end, "\n")
        if sign[0] == "&":
            return self._leave(start, end, None)
        if sign[0] in "*~":
            return self._leave(start, end, "")
        if sign[0] == "_":
            within = is_word(self.text[start - 1 : start] or " ") and is_word(self.text[end : end + 1] or " ")
            return end if within else self._leave(start, end, "")
        return self._leave(start, end, END)

    def _find(self, mark: str, at: int) -> int:
        """Where the next `mark` ends; 0 where there is none."""
        if mark in self.endless:
            return 0
        found = self.text.find(mark, at)
        if found < 0:
            self.endless.add(mark)
            return 0
        return found + len(mark)

    def _code(self, start: int, length: int) -> int:
        runs = self.ticks[length]
        at = bisect_left(runs, start + length)
        return self._leave(start, runs[at] + length, END) if at < len(runs) else start + length

    def _tag(self, start: int) -> int:
        if self.text.startswith("<!--", start):
            end = self._find("-->", start + 2)
            if end:
                self.roll.note(self._place(start), self._place(end - 1) + 1)
                return self._leave(start, end, "")
            return start + 4
        if found := _ADDRESS.match(self.text, start):
            return self._leave(start, found.end(), END)
        name, end = self.tags.match(start)
        if name in QUIET and self.text[start + 1] != "/":
            behind = self._find(f"</{name}>", end)
            return self._leave(start, behind or end, END)
        return self._leave(start, end, "\n" if name == "br" else "") if name else start + 1

    def _bracket(self, sign: str, start: int) -> int:
        if sign == "[":
            if found := _FOOTNOTE.match(self.text, start):
                return self._leave(start, found.end(), "")
            self.opened.append(start)
            return start + 1
        opener = self.opened.pop() if self.opened else -1
        shape = {"](": _LINK, "][": _REFERENCE}.get(sign)
        found = shape.match(self.text, start) if shape and opener >= 0 else None
        if found is None:
            return start + 1
        before = opener - (self.text[opener - 1 : opener] == "!")
        self._leave(before, opener + 1, "")
        return self._leave(start, found.end(), "")
