"""References to footnotes, `[^label]`. The definitions are mdit-py-plugins'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glossary.markup.states import inline_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.markup.draft import Draft
    from glossary.markup.markdown import StateInline, Token

_DEFINED = re.compile(r"^[ >]*\[\^([^ \n\]]+)\]:", re.MULTILINE)
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
    unused = [label[1:] for label, number in env["footnotes"]["refs"].items() if number < 0]
    places: dict[str, tuple[int, int]] = {}
    for found in _DEFINED.finditer(text) if unused else ():
        places.setdefault(found[1], found.span())
    for label in unused:
        token = inline_token("")
        token.type, token.content = "unused_note", label
        token.meta["at"] = places.get(label, (0, 0))
        yield token


def repeated_notes(tokens: Sequence[Token], env: Mapping[str, Any]) -> Iterator[Token]:
    """A token `repeated_note` for each footnote whose label is defined again below, so that the later one is shown."""
    last = {token.meta["label"]: token for token in tokens if token.type == "footnote_reference_open"}
    for opening in tokens:
        if opening.type != "footnote_reference_open" or opening is last[label := opening.meta["label"]]:
            continue
        if env["footnotes"]["refs"][f":{label}"] >= 0:
            token = inline_token("")
            token.type, token.content, token.map = "repeated_note", label, opening.map
            yield token


def write_repeated(draft: Draft, token: Token) -> None:
    """Tell of a footnote that another of its label takes the place of."""
    message = f"the footnote `[^{token.content}]` is defined again below, so this one is not shown"
    help_ = "give each a label of its own, or put both texts into one"
    draft.line_fault("unused-footnote", (token.map or [0])[0], message, help_)


def drop_links(env: Mapping[str, Any]) -> None:
    """Forget links that are defined under a label such as `^my note`: they were to be footnotes, whose labels have no
    spaces. `unread.py` tells of the references.
    """
    links = env.get("references", {})
    for label in [label for label in links if label.startswith("^") and " " in label]:
        del links[label]


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
