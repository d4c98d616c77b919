"""Brackets that look like markup and are none: nothing closes them, or nothing is defined under their label.

The inline rule is the last at a `[` or `!`, after all that could read it; it makes a token without text, which tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from glossary.markup.alerts import ALERTS, kind_for
from glossary.markup.broken import BROKEN
from glossary.markup.signs import FOREIGN, MOST, Sign, short
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.markup.states import InlineState

FEW: Final = 6
"""So many footnotes are named in a help."""

_EMBED = re.compile(r"!\[\[(?P<name>[^\[\]|#\n]{1,200})[^\[\]\n]{0,200}\]\]")
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]{3,12})\](?P<fold>[+-](?=\s|$))?(?P<title>[ \t]{1,9}[^\s][^\n]{0,200})?")
_NOTE = re.compile(r"\[\^(?P<label>[^\s\[\]]{1,200})\]")
_SPACED = re.compile(r"\[\^(?P<label>[^\W\d_]\w{0,40}(?:[ ]\w{1,40}){1,6})\]")
_WITHIN = re.compile(r"(?<=\^)\[(?P<text>\w[^\[\]\n]{0,300}[ ][^\[\]\n]{1,300})\]")
_COLONLESS = re.compile(r"^ {0,3}\[\^(?P<label>[^\s\[\]]{1,200})\][ \t]+(?::[ \t]+)?(?P<text>\S[^\n]{0,60})")
_BARE = re.compile(rf"\[!?(?P<kind>{'|'.join(ALERTS)})(?:\]|[ \t]*$)(?![(\[:])", re.MULTILINE)
_TEXT = r"\[(?P<text>[^\[\]\n]{1,200})\]"
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


def _note(found: re.Match[str], env: Mapping[str, Any]) -> Sign | None:
    label = found["label"]
    if label in (texts := _colonless(env)):
        return _defined(found, texts[label])
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


def _colonless(env: Mapping[str, Any]) -> Mapping[str, str]:
    """By label: the texts of footnotes that were to be defined, at the start of a paragraph or below another one, and
    lack the colon. Looked for once in a text, where a footnote lacks its definition.
    """
    if "colonless" not in env and "text" in env:
        texts: dict[str, str] = {}
        below = True
        for line in env["text"].split("\n"):
            found = _COLONLESS.match(line) if below and "[^" in line else None
            if found:
                texts.setdefault(found["label"], found["text"].strip())
            below = found is not None or not line.strip()
        env["colonless"] = texts  # type: ignore[index]  # markdown-it's, made for this text
    known: Mapping[str, str] = env.get("colonless", {})
    return known


def _defined(found: re.Match[str], text: str) -> Sign | None:
    """Of a footnote whose definition lacks the colon it is told there alone."""
    behind = found.string[found.end() : found.end() + len(text) + 9].partition("\n")[0]
    before = found.string[max(0, found.start() - 1) : found.start()]
    if before not in {"", "\n"} or not behind.lstrip(" \t:").startswith(text):
        return None
    help_ = f"write `{found.group()}: {short(text)}`"
    return Sign(*found.span(), "a footnote that lacks the colon behind its label", help_, "dangling-footnote")


def _spaced(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write `[^{found['label'].replace(' ', '-')}]`, here and where it is defined"
    return Sign(*found.span(), "the label of a footnote has no spaces", help_, "dangling-footnote")


def _within(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write `[^note]` here, and `[^note]: {short(found['text'])}` on a line of its own"
    return Sign(found.start() - 1, found.end(), "a footnote within the text is not read", help_)


def _embed(found: re.Match[str], _: Mapping[str, Any]) -> Sign:
    help_ = f"write `[[{found['name']}]]` for a link, or the text itself: nothing of another file is shown here"
    return Sign(*found.span(), "`![[…]]` shows nothing here", help_, FOREIGN)


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


def _bare(found: re.Match[str], _: Mapping[str, Any]) -> Sign | None:
    """`[NOTE]` and `[!NOTE` at the start of a paragraph."""
    if found.start():
        return None
    help_ = f"write `> [!{found['kind']}]` on a line of its own, and the text on `> ` lines below it"
    return Sign(*found.span(), "this opens no alert", help_)


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
    (_NOTE, _note), (_SPACED, _spaced), (_WITHIN, _within), (_EMBED, _embed), (_ALERT, _alert), (_BARE, _bare),
    *BROKEN, (_LABEL, _label),
)  # fmt: skip
"""What can be told of a `[` or `![` that nothing reads; the first answer counts."""
