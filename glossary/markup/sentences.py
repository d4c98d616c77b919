"""The sentence in which a link of a compiled text stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from glossary.markup.segments import Component, Heading, Html, Part, Prose, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.markup.segments import Segment

LONGEST: Final = 200
"""Characters; of a longer sentence the part around the link is kept."""

_NOTE: Final = re.compile(r'<sup class="note">.*?</sup>', re.DOTALL)
_BLOCK: Final = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|td|th|tr|table|blockquote|div|pre|section|h\d|br|hr)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_MARK: Final = re.compile("\1")
_END: Final = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[^a-z\s])|(?<=[\u3002\uff01\uff1f])|\n")
"""Where a sentence ends: a small letter after a full stop says that it was an abbreviation's."""


def sentences(segments: Sequence[Segment]) -> dict[int, str]:
    """For each link of a text, by its place in the text's list of links, the sentence around it as plain text.

    Links in headings have none.
    """
    text, places = _text(segments)
    if not places:
        return {}
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    found = {}
    for link, start, end in places:
        after = min(bisect_right(ends, start), len(ends) - 1)
        found[link] = _cut(text, ends[after - 1], max(ends[after], end), (start, end))
    return found


def _text(segments: Sequence[Segment]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with line ends between its blocks, and each link with the characters of its label."""
    links: list[int] = []
    html = _NOTE.sub("", "".join(_marked(segment, links) for segment in segments))
    marked = unescape(_TAG.sub("", _BLOCK.sub("\0", html).replace("\n", " ").replace("\0", "\n")))
    pieces: list[str] = []
    places = []
    length = 0
    for at, piece in enumerate(_MARK.split(marked)):
        if at % 2:
            places.append((links[at // 2], length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), places


def _marked(segment: Segment, links: list[int]) -> str:
    """A segment as HTML; a link between two control characters, which no text holds. Its number goes into `links`."""
    kind = type(segment)
    if kind is Prose:
        return escape(segment.text, quote=False)  # type: ignore[union-attr]  # `kind` says which it is
    if kind is Html:
        return segment.html  # type: ignore[union-attr]  # as above
    if kind is Reference:
        links.append(segment.link)  # type: ignore[union-attr]  # as above
        return f"\1{segment.label}\1"  # type: ignore[union-attr]  # as above
    return "<p>" if kind in {Heading, Part, Component} else ""


def _cut(text: str, start: int, end: int, link: tuple[int, int]) -> str:
    """The characters from `start` to `end` on one line; where they are many, those around the link, cut at words."""
    sentence = " ".join(text[start:end].split())
    if len(sentence) <= LONGEST:
        return sentence
    spare = max(LONGEST - (link[1] - link[0]), 0) // 2
    first, last = max(start, link[0] - spare), min(end, link[1] + spare)
    before = "…" + text[first : link[0]].partition(" ")[2] if first > start else text[first : link[0]]
    behind = text[link[1] : last].rpartition(" ")[0] + "…" if last < end else text[link[1] : last]
    return " ".join((before + text[link[0] : link[1]] + behind).split())
