"""Brackets and braces: those that are never closed, and what is wrong between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.yaml.quotes import CLOSED, VALUE, cut, end_of_text, quoted
from glossary.yaml.trouble import Complaint, code, text_of

if TYPE_CHECKING:
    from glossary.yaml.trouble import Progress, Trouble

CLOSING: Final = {"[": "]", "{": "}"}
NAMED: Final = {"[": "a list `[…]`", "{": "a mapping `{…}`"}

_SIGN = re.compile(r"[\[\]{}\"']|(?<=[\s\[{,])#[^\n]*")
_BEFORE_QUOTE = re.compile(r"[\[{,:]\s*\Z")
_KEY = re.compile(r"[\w-]+:\s")
_KEY_BEHIND = re.compile(r"\s([\w-]+)\Z")
_KEY_BEFORE = re.compile(r"([\w-]+):\s*\Z")
_NEXT_KEY = re.compile(r"\s*(?:[\w-]+:\s|\}|\Z)")
_STEP = re.compile(r"[\[\]{},\"']|:(?=\s)")
_ENDING = re.compile(r"[\[\]{},\n]")
_NEXT = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n|(?![ ]*(?:- |[^\s:#\[\]{}\"'][^:\n]*:(?:\s|\Z)))[^\n]+(?:\n|\Z))*")
"""Lines that are no entries: what is between brackets may go on in them."""

_ITEM = re.compile(r"\s*(?![ ]*(?:- |[^\s:#\[\]{}\"'][^:\n]*:(?:\s|\Z)))[^\n\s#][^\n]*(?:\n|\Z)")


_NEAR: Final = 80
"""Characters in front of a quote that are looked at: all of them, for each of many quotes, would be quadratic."""


class Flow(NamedTuple):
    """A value between brackets: where it starts and ends, its brackets that are open at the end, and the first sign
    in it that closes another one than was opened, or that begins a comment in which they are closed.
    """

    start: int
    end: int
    opened: tuple[int, ...]
    odd: int


def brackets(trouble: Trouble) -> Complaint | None:
    """A value between brackets that is never closed, however far libyaml read on; or one that lacks a comma."""
    flow = _flow_before(trouble.text, trouble.stumbled, trouble.progress)
    if flow is None:
        return None
    if flow.odd >= 0:
        return _odd(trouble.text, flow)
    if flow.opened:
        return _unclosed(trouble.text, flow)
    if flow.start < trouble.stumbled < flow.end and trouble.says("did not find expected ',' or"):
        return _between(trouble, flow)
    return None


def _flow_before(text: str, end: int, progress: Progress) -> Flow | None:
    """The first value between brackets before `end` that has no end for libyaml."""
    at = 0
    while at <= end and at < len(text) and (line := VALUE.match(text, at)):
        at = line.end()
        if not line["value"] or line["value"].startswith("#"):
            continue
        at = end_of_text(text, at, line)
        if line["value"][0] not in CLOSING or progress.ended(line.start("value")):
            continue
        flow = _scan(text, line.start("value"), at)
        if flow.opened and (further := _NEXT.match(text, at)):
            later = _scan(text, flow.start, further.end())
            if later.opened:
                flow = _scan(text, flow.start, _behind_commas(text, at))
            else:
                flow, at = later, further.end()
        return flow
    return None


def _behind_commas(text: str, at: int) -> int:
    """Where the lines end from `at` on that hold items: no entries, each below a comma or an opening bracket."""
    above = text[max(0, at - _NEAR) : at]
    while above.rstrip().endswith((",", *CLOSING)) and (line := _ITEM.match(text, at)):
        above, at = line.group(), line.end()
    return at


def _scan(text: str, start: int, end: int) -> Flow:
    """The brackets between `start` and `end`; nothing behind the one that closes the first is looked at."""
    opened: list[int] = []
    comment = -1
    at = start
    while found := _SIGN.search(text, at, end):
        sign, at = found.group(), found.end()
        if sign in CLOSING:
            opened.append(found.start())
        elif sign in CLOSED:
            at = _behind_quote(text, found.start())
        elif sign[0] == "#":
            closes = "]" in sign or "}" in sign
            comment = found.start() if closes and comment < 0 else comment
        elif CLOSING[text[last := opened.pop()]] != sign:
            return Flow(start, end, (*opened, last), found.start())
        elif not opened:
            return Flow(start, at, (), -1)
    return Flow(start, end, tuple(opened), comment)


def _behind_quote(text: str, at: int) -> int:
    """Where a quoted text ends that starts at `at`; right behind the quote, where it is a letter of a text."""
    opens = _BEFORE_QUOTE.search(text, max(0, at - _NEAR), at)
    closed = CLOSED[text[at]].match(text, at) if opens else None
    return closed.end() if closed else at + 1


def _odd(text: str, flow: Flow) -> Complaint:
    """A comment, or a bracket of the other kind, where a bracket is to be closed."""
    at = flow.odd
    if text[at] == "#":
        begin = max(text.rfind(sign, 0, at) for sign in "[{,:\n") + 1
        rest = re.split(r"[,\]}\n]", text[at:], maxsplit=1)[0]
        message = "`#` starts a comment, so the rest of the line is not read"
        return Complaint(at, message, f"quote the text: {code(quoted((text[begin:at] + rest).strip()))}")
    opener = text[flow.opened[-1]]
    wanted = CLOSING[opener]
    place = "in front of it" if text[at] in {CLOSING[text[place]] for place in flow.opened} else "instead"
    message = f"{NAMED[opener]} is still open at this `{text[at]}`"
    return Complaint(at, message, f"write `{wanted}` {place}")


def _unclosed(text: str, flow: Flow) -> Complaint:
    """Brackets that are open where their lines end."""
    first = text[flow.opened[0]]
    closers = "".join(CLOSING[text[place]] for place in reversed(flow.opened))
    inside = text[flow.start + 1 : flow.end].strip()
    message = f"{NAMED[first]} that is not closed"
    line = text_of(text, flow.start).strip()
    if not inside:
        what = "items" if first == "[" else "parts"
        help_ = f"write its {what} behind it, and `{closers}`: {code(f'{line}…{closers}')}"
        return Complaint(flow.start, message, help_)
    if "\n" not in inside:
        written = line.removesuffix(")") if line.endswith(")") and "(" not in line else line
        whole = code(cut(written.rstrip(",") + closers))
        return Complaint(flow.start, message, f"write `{closers}` at its end: {whole}")
    last = flow.start + 1 + len(text[flow.start + 1 : flow.end].rstrip())
    begin = text.rfind("\n", 0, last) + 1
    ending = text[begin:last].strip()
    message = f"{NAMED[first]}, opened in {code(cut(line))}, ends here and is not closed"
    help_ = f"write `{closers}` behind this: {code(cut(ending.rstrip(',') + closers))}"
    return Complaint(last - len(ending), message, help_, len(ending))


def _between(trouble: Trouble, flow: Flow) -> Complaint:
    """Something inside brackets behind a value that ended."""
    text, at = trouble.text, trouble.stumbled
    before = len(text[:at].rstrip()) - 1
    key = _KEY_BEHIND.search(text, max(0, at - _NEAR), at) if text[at] == ":" else None
    if key and key[1] in trouble.known.names:
        help_ = f"write `, {key[1]}:`; or quote a text that holds a colon"
        return Complaint(key.start(1), f"a comma is missing in front of `{key[1]}:`", help_, len(key[1]))
    if text[before] in "\"']}" and (text[at] in "\"'[{" or _KEY.match(text, at)):
        written = text[text.rfind("\n", 0, before) + 1 : before + 1].strip()
        return Complaint(before, "a comma is missing behind this", f"write it: {code(written + ',')}")
    help_ = f"quote the whole text: {code(quoted_part(text, flow.start, at))}"
    if text[before] in "\"']}":
        what = "quote" if text[before] in "\"'" else "bracket"
        return Complaint(at, f"something after the closing {what}", help_)
    what = "a colon and a space" if text[at] == ":" else "a bracket"
    return Complaint(at, f"{what} inside a text that is not quoted", help_)


def quoted_part(text: str, start: int, at: int) -> str:
    """The text around `at` in quotes, behind its key if it has one; it stands in the brackets that begin at `start`."""
    begin, named = _begin_of_part(text, start, at)
    key = _KEY_BEFORE.search(text, max(start, begin - _NEAR), begin) if named else None
    written = quoted(text[begin : _end_of_part(text, at, named=named)].strip())
    return f"{key[1]}: {written}" if key else written


def _begin_of_part(text: str, start: int, at: int) -> tuple[int, bool]:
    """Where the text around `at` begins, and whether it stands in a mapping."""
    begun = [(start, False)]
    place = start
    while found := _STEP.search(text, place, at):
        sign, place = found.group(), found.end()
        if sign in CLOSING:
            begun.append((place, sign == "{"))
        elif sign in CLOSED:
            place = _behind_quote(text, found.start())
        elif sign in "]}":
            del begun[max(len(begun) - 1, 1) :]
        elif sign == "," or begun[-1][1]:
            begun[-1] = place, begun[-1][1]
    return begun[-1]


def _end_of_part(text: str, at: int, *, named: bool) -> int:
    """Where the text around `at` ends: a comma ends it in a mapping only in front of a key."""
    depth = 0
    for found in _ENDING.finditer(text, at):
        sign = found.group()
        depth += (sign in CLOSING) - (sign in "]}")
        ends = not named or _NEXT_KEY.match(text, found.end()) if sign == "," else sign == "\n"
        if depth < 0 or (ends and not depth):
            return found.start()
    return len(text)
