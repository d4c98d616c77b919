"""Bare addresses in running text become links (GFM § 6.9, extended autolinks; no bare domains, no e-mail)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.markup.markdown import StateInline

_ENDS = r"[\n!$&*<\[\\\]_`{~]"
_ADDRESS = r":(?=//)"
_HOST = r"(?<![^\s*_~(\"'“„«‘\u201a])www\.(?=\w)"
TEXT_END = re.compile(_ENDS)
_TEXT_END_ADDRESS = re.compile(f"{_ENDS}|{_ADDRESS}|{_HOST}", re.IGNORECASE)

_SCHEME = re.compile(r"(?<![^\W_])https?$", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s<]+", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_TRAILING = frozenset("?!.,:*_~'\"[];…”’»“。、，；：！？）」』")  # noqa: RUF001 - typographic ends of a sentence


def text_end(text: str) -> re.Pattern[str]:
    """What ends plain text in `text`: with `:` and `www.` only where they occur, for they cost a stop each."""
    return _TEXT_END_ADDRESS if "://" in text or "www." in text.lower() else TEXT_END


def bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: `https://…` in running text, found at its colon."""
    if silent or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    if scheme is None:
        return False
    start = state.pos - len(scheme.group())
    end = address_end(state.src, start, state.posMax)
    if end <= state.pos + 3:
        return False
    state.pending = state.pending[: -len(scheme.group())]
    _push(state, start, end, "")
    return True


def bare_host(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: `www.…` in running text."""
    if silent or state.linkLevel:
        return False
    end = address_end(state.src, state.pos, state.posMax)
    if end <= state.pos:
        return False
    _push(state, state.pos, end, "http://")
    return True


def _push(state: StateInline, start: int, end: int, scheme: str) -> None:
    shown = state.src[start:end]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": scheme + shown}
    token.markup = "bare"
    token.meta["at"] = (start, end)
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1)
    state.pos = end


def address_end(text: str, start: int, limit: int) -> int:
    """Where the address that starts at `start` ends, or `start` if there is none."""
    host = text.find("://", start, start + 8)
    domain = _DOMAIN.match(text, host + 3 if host >= 0 else start, limit)
    if domain is None or not _is_domain(domain.group(), short=host >= 0):
        return start  # before the rest is looked at: a run of these is quadratic otherwise
    found = _URL.match(text, start, limit)
    return max(start + _trimmed(found.group()), domain.end()) if found else start


def _is_domain(name: str, *, short: bool) -> bool:
    """Whether the last two labels have no underscore and there are two labels or more (or `short`)."""
    labels = name.rsplit(".", 2)
    return (short or len(labels) > 1) and not any("_" in label for label in labels[-2:])


def _trimmed(address: str) -> int:
    """The length of `address` without the punctuation that belongs to the sentence around it."""
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";" and (entity := _ENTITY.search(address, max(0, end - 34), end)):
            end = entity.start() + 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end
