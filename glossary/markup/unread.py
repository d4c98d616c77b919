"""Brackets that look like markup and are none: nothing closes them, or nothing is defined under their label.

The inline rule is the last at a `[` or `!`, after all that could read it; it makes a token without text, which tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from glossary.markup.alerts import ALERTS, kind_for
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.markup.states import InlineState


class Sign(NamedTuple):
    """Why the characters `start` to `end` are not read, and what to write instead."""

    start: int
    end: int
    message: str
    help: str
    rule: str = "unread-markup"


MOST: Final = 40
"""So many signs of one text are told: more are one mistake, or no mistake at all."""

FEW: Final = 6
"""So many footnotes are named in a help."""

NOT_CLOSED: Final = "a link `[[…]]` that is not closed"

_NEAR: Final = 500
"""Characters around a bracket that are looked at: without a bound a run of brackets is quadratic."""

_WHOLE = re.compile(r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]")
_OPEN = re.compile(r"\[\[(?P<name>\w[^\[\]|#\n]{0,80}+)(?:(?P<end>\])(?!\()|(?!\]))")
_EMPTY = re.compile(r"\[\[[ \t]*(?:\|[^\[\]\n]{0,200})?\]\]")
_EMBED = re.compile(r"!\[\[(?P<name>[^\[\]|#\n]{1,200})[^\[\]\n]{0,200}\]\]")
_HALF = re.compile(r"(?<![\w\[])\[(?P<name>[^\W\d_][^\[\]|#\n]{0,80})\]\](?P<to>\([^()\s]{1,300}\))?(?!\])")
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]{3,12})\](?P<fold>[+-](?=\s|$))?(?P<title>[ \t]{1,9}[^\s][^\n]{0,200})?")
_NOTE = re.compile(r"\[\^(?P<label>[^\s\[\]]{1,200})\]")
_ENDING = r"\.(?:md|html?|png|jpe?g|gif|webp|avif|svg)"
_ADDRESS = rf"(?:https?://[^\s()]{{1,300}}|[^\s()]{{1,200}}{_ENDING}(?:#[^\s()]{{0,100}})?)"
_TEXT = r"\[(?P<text>[^\[\]\n]{1,200})\]"
_APART = re.compile(rf"{_TEXT}[ \n]\((?P<to>{_ADDRESS})\)")
_UNENDED = re.compile(rf"{_TEXT}\((?P<to>{_ADDRESS})(?=\s|$)(?![^\n]{{0,200}}\))")
_SPACED = re.compile(
    rf"{_TEXT}\((?P<to>[^()<>\n\"']{{1,100}} [^()<>\n\"']{{0,100}}{_ENDING}"
    r"|https?://[^()<>\n\"']{1,200} [^()<>\n\"']{1,100})\)"
)
_TURNED = re.compile(r"(?<=\))\[(?P<to>https?://[^\s\]]{1,300}|[^\s\[\]]{1,200}\.md)\]")
_LABEL = re.compile(rf"(?<!\w)(?!\[[\^!]){_TEXT}\[(?P<label>[^\[\]\n]{{0,200}})\]")


def unread(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: a token `unread` that tells why a bracket is not read. It takes no text: the answer is no."""
    told = state.env.get("unread", 0)
    if silent or told >= MOST:
        return False
    for pattern, teller in _TELLERS:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found and (sign := teller(found, state.env)):
            state.env["unread"] = told + 1
            state.push("unread", "", 0).meta = {"sign": sign}
            break
    return False


def _note(found: re.Match[str], env: Mapping[str, Any]) -> Sign:
    label = found["label"]
    defined = [known[1:] for known in env.get("footnotes", {}).get("refs", ())]
    if meant := nearest(label, defined):
        help_ = f"did you mean `[^{meant}]`?"
    elif 0 < len(defined) <= FEW:
        help_ = "footnotes here: " + ", ".join(f"`[^{known}]`" for known in defined)
    elif env.get("field"):
        help_ = "footnotes stand in the body; a source of the definition goes below `sources`"
    else:
        help_ = f"write `[^{label}]: …` on a line of its own; put this between backticks if it is no footnote"
    return Sign(*found.span(), f"there is no footnote `[^{label}]`", help_, "dangling-footnote")


def _open(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    """`[[Model` and `[[Model]`, but no `[[1, 2], [3, 4]]`."""
    start, behind = found.start(), found.string[found.start() + 2 : found.start() + _NEAR]
    if "]]" in re.sub(r"\[\[[^\[\]]*\]\]", "", behind):
        return None
    name = found["name"].strip()
    help_ = f"write `[[{name}]]`" if found["end"] else "close it with `]]` after the name"
    return Sign(start, found.end() if found["end"] else start + 2, NOT_CLOSED, help_)


def _empty(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = "write the name of a term between the brackets, or put them between backticks"
    return Sign(*found.span(), "a link `[[…]]` without a name", help_)


def _embed(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write `[[{found['name']}]]` for a link, or the text itself: nothing of another file is shown here"
    return Sign(*found.span(), "`![[…]]` shows nothing here", help_)


def _half(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    """`[Model]]`, where no bracket is open before it."""
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    if "[" in _WHOLE.sub("", before):
        return None
    if found["to"]:
        return Sign(*found.span(), "a bracket too many in a link", f"write `[{found['name']}]{found['to']}`")
    return Sign(*found.span(), "a link `[[…]]` that is not opened", f"write `[[{found['name'].strip()}]]`")


def _alert(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    if found.start():
        return None
    kind, place = found["kind"], (found.start(), found.end("fold") if found["fold"] else found.end("kind") + 1)
    meant = kind_for(kind) if kind.upper() not in ALERTS else kind.upper()
    message = f"there is no kind of alert `{kind}`"
    if kind.upper() in ALERTS:
        message = "an alert does not fold" if found["fold"] else "this opens no alert"
    help_ = f"write `> [!{meant}]` on a line of its own"
    help_ += f", and `> {title}` on the next" if (title := (found["title"] or "").strip()) else ""
    if not title:
        help_ += ", and the text on `> ` lines below it"
    return Sign(*place, message, help_)


def _apart(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    message = "a space between the brackets of a link"
    return Sign(*found.span(), message, f"write `[{found['text']}]({found['to']})`")


def _unended(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    return Sign(*found.span(), "a link that is not closed", f"write `[{found['text']}]({found['to']})`")


def _spaced(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    return Sign(*found.span(), "a space in the address of a link", f"write `({found['to'].replace(' ', '%20')})`")


def _turned(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write the text in square brackets, the address in round ones: `[…]({found['to']})`"
    return Sign(*found.span(), "the brackets of a link the wrong way round", help_)


def _label(found: re.Match[str], env: Mapping[str, Any]) -> Sign | None:
    """`[the docs][docs]`, but no `[1][2]`."""
    text, label = found["text"], found["label"] or found["text"]
    if text.isdecimal() and label.isdecimal():
        return None
    if "/" in label or label.endswith(".md"):
        return Sign(*found.span(), "an address in square brackets", f"write `[{text}]({label})`")
    if meant := nearest(label, [known.lower() for known in env.get("references", ())]):
        help_ = f"did you mean `[{meant}]`?"
    else:
        help_ = f"write `[{text}](https://…)` with the address itself"
        help_ += "" if label.isdecimal() else f", or `[[{label}]]` for a link to a term"
    return Sign(*found.span(), f"no address is defined as `[{label}]: …`", help_)


_TELLERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Mapping[str, Any]], Sign | None]], ...]] = (
    (_NOTE, _note), (_OPEN, _open), (_EMPTY, _empty), (_EMBED, _embed), (_HALF, _half), (_ALERT, _alert),
    (_APART, _apart), (_UNENDED, _unended), (_SPACED, _spaced), (_TURNED, _turned), (_LABEL, _label),
)  # fmt: skip
"""What can be told of a `[` or `![` that nothing reads; the first answer counts."""
