"""Lines of a body that start like a heading, a table, a list or a task, and are none."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from glossary.markup.signs import MOST, Sign
from glossary.markup.tables import Above, row_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.markup.draft import Draft
    from glossary.markup.markdown import Token

_BULLETS = "\u2022\u2023\u25aa\u25cf\u25b8\u25e6\u2043"
_LINE = (
    rf"(?:#{{1,6}}[^\s#]|\||[{_BULLETS}]|[\u2013\u2014] |-\w|[-*+] \[(?:\]|[xX]\]\w)|#{{7,30}}[ \t]"
    r"|[0-9]{1,3}[.)][^\W\d_])"
)
_SUSPECT = re.compile(rf"\n{_LINE}")
_FIRST = re.compile(_LINE)
_TASK = re.compile(r"\[\](?=[ ]+\S)|\[(?P<done>[xX])\](?=\w)")
_HEADING = re.compile(r"^(?P<signs>#{2,6}|#(?=[A-Z]))(?P<text>[^\s#!][^\n]{0,60})", re.MULTILINE)
_DEEP = re.compile(r"^#{7,30}[ \t]+(?P<text>[^\s#][^\n]{0,60})", re.MULTILINE)
_NUMBERED = re.compile(r"^(?P<number>[0-9]{1,3})[.)][^\W\d_][^\n]*\n(?P<next>[0-9]{1,3})[.)][^\W\d_]", re.MULTILINE)
_BULLET = re.compile(
    rf"^(?:(?P<sign>[{_BULLETS}])|(?P<dash>[\u2013\u2014]) \S[^\n]*\n(?P=dash) |-\w[^\n]*\n-\w)", re.MULTILINE
)


def tell_lines(draft: Draft, text: str, tokens: Sequence[Token]) -> None:
    """Tell what of the paragraphs of `text` was meant as something else."""
    if not _is_suspect(text):
        return
    for token, sign in islice(_found(tokens), MOST):
        draft.enter(token)
        draft.fault(sign.rule, (sign.start, sign.end), sign.message, sign.help)


def _is_suspect(text: str) -> bool:
    return bool(_FIRST.match(text) or _SUSPECT.search(text))


def _found(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sign]]:
    for nth, token in enumerate(tokens):
        if token.type == "inline" and tokens[nth - 1].type == "paragraph_open":
            listed = nth > 1 and tokens[nth - 2].type == "list_item_open"
            if listed or _is_suspect(token.content):
                above = Above(tokens[nth - 2].type, tokens[nth - 3].content) if nth > 2 else Above()
                for sign in _signs(token.content, above, listed=listed):
                    yield token, sign


def _signs(paragraph: str, above: Above, *, listed: bool) -> Iterator[Sign]:
    if listed and (task := _TASK.match(paragraph)):
        help_ = f"put a space after `[{task['done']}]`" if task["done"] else "put a space between the brackets: `- [ ]`"
        yield Sign(*task.span(), "this is no task", help_)
    for found in _HEADING.finditer(paragraph):
        help_ = f"write `{found['signs']} {found['text'].rstrip()}`"
        yield Sign(found.start(), found.end("signs"), "a heading wants a space after `#`", help_)
    for found in _DEEP.finditer(paragraph):
        help_ = f"write `###### {found['text'].rstrip()}`, or a heading of a higher level"
        yield Sign(*found.span(), "a heading has at most six `#`", help_)
    if sign := row_sign(paragraph, above):
        yield sign
    if bullet := _BULLET.search(paragraph):
        message = f"`{bullet['sign'] or bullet['dash'] or '-'}` starts no item of a list"
        help_ = "start each item with `- `, a hyphen and a space"
        yield Sign(bullet.start(), bullet.start() + 1, message, help_)
    if (items := _NUMBERED.search(paragraph)) and int(items["next"]) == int(items["number"]) + 1:
        help_ = f"put a space behind each number: `{items['number']}. …`"
        yield Sign(items.start(), items.end("number") + 1, "this starts no item of a list", help_)
