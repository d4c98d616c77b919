"""Links that are none: a bracket too few or too many, a space or a sign where none can stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from glossary.markup.signs import FOREIGN, Sign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOT_CLOSED: Final = "a link `[[…]]` that is not closed"

_NEAR: Final = 500
"""Characters around a bracket that are looked at: without a bound a run of brackets is quadratic."""

_SINGLY = r"\[\[[^\W\d_][^\[\]|#\n]{0,80}\](?=[ ][^\W\d_])"
_WHOLE = re.compile(rf"{_SINGLY}|\[\[[^\[\]]*\]\]|\[[^\[\]]*\]")
_ENDED = re.compile(_SINGLY)
_NESTED = re.compile(r"\[\[(?P<name>\w[^\[\]|#\n]{0,80})\[\[(?P<inner>[^\[\]\n]{1,200})\]\][^\[\]\n]{0,80}\]\]")
_OPEN = re.compile(r"\[\[(?P<name>\w[^\[\]|#\n]{0,80}+)(?:(?P<end>\])(?!\()|(?!\]))")
_EMPTY = re.compile(r"\[\[[ \t]*(?:\|[^\[\]\n]{0,200})?\]\]")
_HALF = re.compile(r"(?<![\w\[])\[(?P<name>[^\W\d_][^\[\]|#\n]{0,80})\]\](?P<to>\([^()\s]{1,300}\))?(?!\])")
_ENDING = r"\.(?:md|html?|png|jpe?g|gif|webp|avif|svg)"
_TYPED = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_ADDRESS = rf"(?:https?://[^\s()]{{1,300}}|[^\s()]{{1,200}}{_ENDING}(?:#[^\s()]{{0,100}})?)"
_TEXT = r"\[(?P<text>[^\[\]\n]{1,200})\]"
_APART = re.compile(rf"{_TEXT}[ \n]\((?P<to>{_ADDRESS})\)")
_UNENDED = re.compile(rf"{_TEXT}\((?P<to>{_ADDRESS})(?=\s|$)(?![^\n]{{0,200}}\))")
_UNPAIRED = re.compile(rf"{_TEXT}\((?P<to>https?://[^\s()]{{1,300}}\([^\s()]{{0,100}}\))(?![^\s.,;:!?])")
_ANGLED = re.compile(rf"{_TEXT}\(<(?P<to>[^<>()\n]{{1,300}})\)")
_QUOTED = re.compile(
    rf"{_TEXT}\((?P<to>[^\s()<>]{{1,300}})[ ]+[\"'{_TYPED}](?P<title>[^\"'{_TYPED}()\n]{{0,200}})[{_TYPED}]?\)"
)
_SIZED = re.compile(
    r"(?<=!)\[(?P<text>[^\[\]\n]{0,200})\]\((?P<to>[^\s()]{1,300})[ ]+=(?=[\dx])\d{0,5}%?(?:x\d{0,5}%?)?[ ]*\)"
)
_SPACED = re.compile(
    rf"{_TEXT}\((?P<to>[^()<>\n\"']{{1,100}} [^()<>\n\"']{{0,100}}{_ENDING}"
    r"|https?://[^()<>\n\"']{1,200} [^()<>\n\"']{1,100})\)"
)
_TURNED = re.compile(r"(?<=\))\[(?P<to>https?://[^\s\]]{1,300}|[^\s\[\]]{1,200}\.md)\]")


def _open(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    """`[[Model` and `[[Model]`, but no `[[1, 2], [3, 4]]`."""
    start, behind = found.start(), found.string[found.start() + 2 : found.start() + _NEAR]
    if not _ENDED.match(found.string, start) and "]]" in re.sub(r"\[\[[^\[\]]*\]\]", "", behind):
        return None
    name = found["name"].strip()
    help_ = f"write `[[{name}]]`" if found["end"] else "close it with `]]` after the name"
    return Sign(start, found.end() if found["end"] else start + 2, NOT_CLOSED, help_)


def _nested(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    return Sign(*found.span(), "a link within a link", f"write `[[{found['inner']}]]` alone")


def _empty(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = "write the name of a term between the brackets, or put them between backticks"
    return Sign(*found.span(), "a link `[[…]]` without a name", help_)


def _half(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    """`[Model]]`, where no bracket is open before it."""
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    if "[" in _WHOLE.sub("", before):
        return None
    if found["to"]:
        return Sign(*found.span(), "a bracket too many in a link", f"write `[{found['name']}]{found['to']}`")
    return Sign(*found.span(), "a link `[[…]]` that is not opened", f"write `[[{found['name'].strip()}]]`")


def _apart(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    message = "a space between the brackets of a link"
    return Sign(*found.span(), message, f"write `[{found['text']}]({found['to']})`")


def _unended(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    return Sign(*found.span(), "a link that is not closed", f"write `[{found['text']}]({found['to']})`")


def _unpaired(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    message = "a link that is not closed: the last bracket belongs to the address"
    return Sign(*found.span(), message, f"write `[{found['text']}]({found['to']})`")


def _angled(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    to = f"<{found['to']}>" if " " in found["to"] else found["to"]
    message = "an address in angle brackets that are not closed"
    return Sign(*found.span(), message, f"write `[{found['text']}]({to})`")


def _quoted(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    message = "the title of a link stands between two straight quotes"
    return Sign(*found.span(), message, f'write `[{found["text"]}]({found["to"]} "{found["title"]}")`')


def _sized(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write `![{found['text']}]({found['to']})`; a rule for its look goes into `static/site.css`"
    return Sign(
        found.start() - 1, found.end(), "the size of a picture is not read here, nor is the picture", help_, FOREIGN
    )


def _spaced(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    return Sign(*found.span(), "a space in the address of a link", f"write `({found['to'].replace(' ', '%20')})`")


def _turned(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write the text in square brackets, the address in round ones: `[…]({found['to']})`"
    return Sign(*found.span(), "the brackets of a link the wrong way round", help_)


BROKEN: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Mapping[str, Any]], Sign | None]], ...]] = (
    (_NESTED, _nested), (_OPEN, _open), (_EMPTY, _empty), (_HALF, _half), (_APART, _apart), (_UNPAIRED, _unpaired),
    (_UNENDED, _unended), (_ANGLED, _angled), (_QUOTED, _quoted), (_SIZED, _sized), (_SPACED, _spaced),
    (_TURNED, _turned),
)  # fmt: skip
"""What can be told of a `[` that opens or ends no link; the first answer counts."""
