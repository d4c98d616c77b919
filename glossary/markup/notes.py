"""References to footnotes, `[^label]`. The definitions are mdit-py-plugins'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

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
