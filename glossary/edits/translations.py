"""Translations that stand beside what they translate: `warp.ja.md` beside `warp.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_CODES: Final = (
    "ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|ko|lt|lv|mk|ml|mn"
    "|mr|ms|my|nb|ne|nl|nn|no|pa|pl|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tr|uk|ur|uz|vi|zh"
)
_STEM: Final = re.compile(
    rf"(?P<path>.+)\.(?P<tag>(?:{_CODES})(?:[-_](?:[A-Za-z]{{2}}|[A-Z][a-z]{{3}}))?)\.(?:md|markdown)"
)


def translated(paths: Collection[str]) -> Mapping[str, str]:
    """By the path of a file that is a translation of one beside it, the end that the names of such files have."""
    there = frozenset(paths)
    found: dict[str, str] = {}
    for path in paths:
        match = _STEM.fullmatch(path)
        if match and f"{match['path']}{path[match.end('tag') :]}" in there:
            found[path] = path[match.end("path") :]
    return found
