"""Segments as plain text, for descriptions, structured data and reading time."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from glossary.markup.segments import Heading, Html, Prose, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.markup.segments import Segment

_UNREAD = re.compile(r'<sup class="note">.*?</sup>|<section class="footnotes".*?</section>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def plain(segments: Iterable[Segment]) -> str:
    """The text that a reader sees, on one line; without pictures, footnotes, components and words of the theme."""
    joined = _joined(segments)
    if "<" in joined:
        joined = _TAG.sub("", _UNREAD.sub("", joined))
    return " ".join(unescape(joined).split())


def _joined(segments: Iterable[Segment]) -> str:
    return "".join(_html(segment) for segment in segments)


def _html(segment: Segment) -> str:
    match segment:
        case Html(html):
            return html
        case Prose(text):
            return escape(text)
        case Reference(_, label):
            return label
        case Heading(content=content):
            return _joined(content) + "\n"
    return ""
