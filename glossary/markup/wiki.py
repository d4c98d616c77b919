"""`[[Name]]`, `[[name|label]]`, `[[name#fragment]]`, `[[name#fragment|label]]`: links to terms by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.markup.signs import MOST, Sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.states import InlineState

    InlineRule = Callable[[InlineState, bool], bool]

_WIKI = re.compile(r"\[\[([^\[\]|#]{0,500})(?:#([^\[\]|]{0,500}))?(?:\|([^\[\]]{0,2000}))?\]\]")
_MARKED = re.compile(r"[&*<\\_`~:$!]")


def wiki(link: InlineRule) -> InlineRule:
    """The inline rule. `[[1]](https://…)` is a Markdown link, if `link` can read it."""

    def run(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if not state.src.startswith("[[", state.pos):
            return False
        found = _WIKI.match(state.src, state.pos, state.posMax)
        if found is None or not (found[1].strip() or (found[2] or "").strip()):
            return False
        start = state.pos
        if state.src.startswith("(", found.end()) and link(state, True):  # noqa: FBT003 - as above
            state.pos = start
            return False
        if not silent:
            _push(state, found)
        state.pos = found.end()
        return True

    return run


def _push(state: InlineState, found: re.Match[str]) -> None:
    start = found.start()
    if state.linkLevel or (start and state.src[start - 1] == "!" and state.pending.endswith("!")):
        state.append_pending(found.group())
        return
    name, fragment, label = (" ".join((part or "").split()) for part in found.groups())
    token = state.push("wiki_open", "a", 1)
    token.meta = {"at": found.span(), "name": name.removesuffix("\\"), "fragment": fragment}
    if label and _MARKED.search(label):
        _push_label(state, found)
    else:
        state.push("text", "", 0).content = label or token.meta["name"] or fragment
    state.push("wiki_close", "a", -1)
    if found[3] is not None and not label:
        help_ = "write the text that shall be shown after `|`, or take it out"
        sign = Sign(found.start(), found.end(), "a link `[[…|…]]` without a text", help_)
        state.push("unread", "", 0).meta = {"sign": sign}
    elif label != (inner := label.strip("| ")) and (told := state.env.get("unread", 0)) < MOST:
        state.env["unread"] = told + 1
        help_ = f"write `[[{token.meta['name']}|{inner}]]`" if inner else "write the name alone"
        sign = Sign(*found.span(), "a bar too many in a link", help_)
        state.push("unread", "", 0).meta = {"sign": sign}


def _push_label(state: InlineState, found: re.Match[str]) -> None:
    """Append the tokens of a label with Markdown in it."""
    limit = state.posMax
    state.pos, state.posMax = found.span(3)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = limit
