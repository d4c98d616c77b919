"""References to footnotes, `[^label]`. The definitions are mdit-py-plugins'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glossary.markup.states import inline_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.markup.markdown import StateInline, Token

_NOTE = re.compile(r"\[\^([^\s\[\]]{1,200})\]")


def note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: a token `footnote_ref` with `id` and `subId`, both from 0, for a label that is defined.

    As in mdit-py-plugins, but linear in a run of `[^`.
    """
    notes = state.env.get("footnotes")
    if not notes:
        return False
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if found is None or f":{found[1]}" not in notes["refs"]:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        number, nth = _count(notes, found[1])
        token.meta = {"id": number, "subId": nth}
    state.pos = found.end()
    return True


def unused_notes(text: str, env: Mapping[str, Any]) -> Iterator[Token]:
    """A token `unused_note` for each footnote of `text` that nothing refers to: it is not shown."""
    for label, number in env["footnotes"]["refs"].items():
        if number < 0:
            token = inline_token("")
            found = re.search(rf"^[ >]*\[\^{re.escape(label[1:])}\]:", text, re.MULTILINE)
            token.type, token.content = "unused_note", label[1:]
            token.meta["at"] = found.span() if found else (0, 0)
            yield token


def _count(notes: dict[str, Any], label: str) -> tuple[int, int]:
    """The note's number and how many references it had before, noting one more; `notes` is mdit-py-plugins'."""
    number: int = notes["refs"][f":{label}"]
    if number < 0:
        number = len(notes["list"])
        notes["refs"][f":{label}"] = number
        notes["list"][number] = {"label": label, "count": 0}
    entry = notes["list"][number]
    entry["count"] += 1
    return number, entry["count"] - 1
