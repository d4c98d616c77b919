"""Characters that nobody sees and that turn the direction of the text behind them (Unicode Standard Annex #9, § 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.text.diagnostic import Report

_BREAK = re.compile("[\r\n\u0085\u2029]")
_SIGN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES: Final = "\u202d\u202e"
_CLOSING: Final = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}
"""What closes each kind: a line end closes all."""


TOLD: Final = 20
"""After so many the file is plainly made of them."""


def check_direction(report: Report) -> None:
    """Report characters that set the order of letters, or a direction that is not closed on their line."""
    if report.text.ascii:
        return
    content = report.text.content
    for at in sorted(_turning(content))[:TOLD]:
        name = f"<U+{ord(content[at]):04X}>"
        what = "letters behind it round" if content[at] in _OVERRIDES else "direction of what follows"
        report.add("turned-text", at, at + 1, f"{name}, which cannot be seen, turns the {what}", f"delete {name}")


def _turning(content: str) -> Iterator[int]:
    """The places of the characters that turn more than they should."""
    opened: list[int] = []
    reached = 0
    for found in _SIGN.finditer(content):
        at, sign = found.start(), found.group()
        if opened and _BREAK.search(content, reached, at):
            yield from opened
            opened = []
        reached = at
        if sign in _OVERRIDES:
            yield at
        elif sign not in _CLOSING:
            opened.append(at)
        elif opened and content[opened[-1]] in _CLOSING[sign]:
            opened.pop()
    yield from opened
