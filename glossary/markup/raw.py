"""Raw HTML within a line: comments vanish, everything else is shown as the text that it is (CommonMark § 6.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.states import InlineState

    InlineRule = Callable[[InlineState, bool], bool]


def raw_tag(tag: re.Pattern[str]) -> InlineRule:
    """The inline rule that finds what `tag` matches: a token `raw`, whose content is empty for a comment."""

    def run(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start = state.pos
        if not _may_close(state, start):
            return False
        found = tag.match(state.src, start, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push("raw", "", 0)
            token.content = "" if found.group().startswith("<!--") else found.group()
            token.meta = {"at": found.span(), "comment": found.group()}
        state.pos = found.end()
        return True

    return run


def _may_close(state: InlineState, start: int) -> bool:
    """Whether what starts here can end: without this a run of openers is quadratic."""
    for opening, closing in _PAIRS:
        if state.src.startswith(opening, start):
            return state.html_terminator_last(closing) > start
    return False


_PAIRS = (
    ("<!-->", ">"),
    ("<!--->", ">"),
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<?", "?>"),
    ("<", ">"),
)


def tag_name(tag: str) -> str:
    """The name of a tag in lower case: `h2` for `<h2 id="x">` and for `</h2>`."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def instead(tag: str) -> str:
    """What to write instead of a tag."""
    name = tag_name(tag)
    other = _COMPONENT if _NAMED.match(tag) else "write Markdown"
    markdown = next((markdown for names, markdown in _INSTEAD if name in names.split()), other)
    return markdown if markdown == _CODE else f"{markdown}; put it between backticks if it is meant as code"


_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_NAMED = re.compile(r"</?[A-Z][A-Za-z0-9.]*[a-z]")
"""A component of MDX: its name starts with a capital, and has small letters."""
_COMPONENT = (
    "write what the component shows: `[[Name]]` for a link to a term, `![what it shows](picture.png)` for a figure"
)
_CODE: Final = "put the words between backticks"

_INSTEAD: Final = (
    ("b strong", "write `**bold**`"),
    ("i em", "write `*emphasis*`"),
    ("s del strike", "write `~~struck out~~`"),
    ("code tt kbd samp", _CODE),
    ("pre", "put the lines between two lines ```"),
    ("br", "end the line with a backslash, or leave a line empty"),
    ("p div span center font u section", "delete the tag and its end; an empty line starts a paragraph"),
    ("a", "write [text](address)"),
    ("img", "write ![what it shows](picture.png)"),
    ("ul ol li", "start each item on a line of its own with - or 1."),
    ("h1 h2 h3 h4 h5 h6", "start the line with ## and a space"),
    ("hr", "write *** on a line of its own"),
    ("blockquote", "start each line with > and a space"),
    ("sub sup", "write the characters themselves, such as H₂O and x²"),
    ("table thead tbody tr th td", "write a table with | between the cells"),
)
"""Tags, and the Markdown for what they do."""
