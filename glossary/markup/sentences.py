"""The sentence in which a link of a compiled text stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from glossary.markup.segments import Component, Heading, Html, Prose, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.markup.segments import Segment

LONGEST: Final = 200
"""Characters; of a longer sentence the part around the link is kept."""

_NEAR: Final = 4 * LONGEST
"""A sentence of more characters is not looked at whole: each of many links in it would cost as much as all of it."""

_NOTE: Final = re.compile(r'<sup class="note">.*?</sup>', re.DOTALL)
_BLOCK: Final = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|td|th|tr|table|blockquote|div|pre|section|h\d|br|hr)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_MARK: Final = "\1"
_END: Final = re.compile(r"[.!?…\u3002\uff01\uff1f](?:(?<=[\u3002\uff01\uff1f])|[\"”’»)\]]*\s+(?=[^a-z\s]))")
"""Where a sentence ends: a small letter after a full stop says that it was an abbreviation's."""


def sentences(segments: Iterable[Segment]) -> dict[int, str]:
    """For each link of a text, by its place in the text's list of links, the sentence around it as plain text.

    Links in headings have none.
    """
    found: dict[int, str] = {}
    block: list[Segment] = []
    linked = False
    for segment in segments:
        kind = type(segment)
        outer = _outer(segment.html) if kind is Html else _HEADS if kind in _APART else None  # type: ignore[union-attr]  # `kind` says which it is
        if outer is None:
            block.append(segment)
            linked = linked or kind is Reference
        elif linked:
            _tell([*block, outer[0]], found)
            block, linked = [outer[1]], False
        else:
            block = [outer[1]]
    if linked:
        _tell(block, found)
    return found


_APART: Final = frozenset({Heading, Component})
_HEADS: Final = (Html(""), Html(""))


@lru_cache(maxsize=512)
def _outer(html: str) -> tuple[Html, Html] | None:
    """What stands before the first tag of a block and after the last one; nothing where there is none."""
    parts = _BLOCK.split(html) if "<" in html else ()
    return (Html(parts[0]), Html(parts[-1])) if len(parts) > 1 else None


def _tell(block: Iterable[Segment], found: dict[int, str]) -> None:
    """Put the sentences of the links of one block into `found`."""
    text, places = _text(block)
    ends = [0, *[match.end() for match in _END.finditer(text)], len(text)]
    for link, start, end in places:
        after = min(bisect_right(ends, start), len(ends) - 1)
        found[link] = _cut(text, ends[after - 1], max(ends[after], end), (start, end))


def _text(block: Iterable[Segment]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text, and each link with the characters of its label."""
    links: list[int] = []
    html = "".join([_marked(segment, links) for segment in block])
    if "<" in html:
        html = _TAG.sub("", _NOTE.sub("", html))
    pieces = unescape(html).replace("\n", " ").split(_MARK)
    places = []
    length = 0
    for at, piece in enumerate(pieces):
        if at % 2:
            places.append((links[at // 2], length, length + len(piece)))
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
    return ""


def _cut(text: str, start: int, end: int, link: tuple[int, int]) -> str:
    """The characters from `start` to `end` on one line; where they are many, those around the link, cut at words."""
    if end - start <= _NEAR and len(sentence := " ".join(text[start:end].split())) <= LONGEST:
        return sentence
    spare = max(LONGEST - (link[1] - link[0]), 0) // 2
    first, last = max(start, link[0] - spare), min(end, link[1] + spare)
    before = "…" + text[first : link[0]].partition(" ")[2] if first > start else text[first : link[0]]
    behind = text[link[1] : last].rpartition(" ")[0] + "…" if last < end else text[link[1] : last]
    return " ".join((before + text[link[0] : link[1]] + behind).split())
