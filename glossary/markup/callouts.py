"""`> [!info]- Title`: callouts as Obsidian has them, which become alerts with a title of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.markup.alerts import ALERTS, QUOTES, kind_of
from glossary.markup.states import FastToken, inline_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.draft import Draft
    from glossary.markup.markdown import StateBlock, Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_MARK: Final = re.compile(r"\[!(?P<kind>[^\[\]\n|]{1,40})(?:\|[^\[\]\n]*)?\][+-]?(?:[ \t]+(?P<title>[^\n]*))?(?:\n|\Z)")


def callout(quote: BlockRule) -> BlockRule:
    """The rule of quotations, of which those that open with a mark become alerts."""

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        if not quote(state, line, end, silent):
            return False
        if not silent and first + 2 < len(state.tokens):
            _convert(state.tokens, first)
        return True

    return run


def _convert(tokens: list[Token], first: int) -> None:
    opening, text = tokens[first], tokens[first + 2]
    found = _MARK.match(text.content) if opening.type == "blockquote_open" and text.type == "inline" else None
    if found is None or tokens[first + 1].type != "paragraph_open":
        return
    line = (text.map or [0])[0]
    kind, title = found["kind"].strip(), (found["title"] or "").strip()
    text.content = text.content[found.end() :]
    text.map = [line + 1, (text.map or [0, 0])[1]]
    if not text.content:
        del tokens[first + 1 : first + 4]
    if kind.casefold() in QUOTES:
        tokens[first + 1 : first + 1] = paragraph(title, line) if title else []
        return
    opening.type = "alert_open"
    tokens[-1].type = "alert_close"
    tokens[first + 1 : first + 1] = entitle(opening, kind, title, line)


def entitle(opening: Token, word: str, title: str, line: int) -> list[Token]:
    """Make `opening` that of an alert of the kind that another program calls by `word`; the tokens of what stands
    above it: the title, else that word, none where it is one of ours.
    """
    shown = title or (_capital(word) if word.upper() not in ALERTS else "")
    opening.meta = {"kind": kind_of(word), "titled": bool(shown)}
    if not shown:
        return []
    return [FastToken("title_open", "p", 1, 0), _inline(shown, line), FastToken("title_close", "p", -1, 0)]


def paragraph(text: str, line: int) -> list[Token]:
    """The tokens of a paragraph in one line."""
    return [FastToken("paragraph_open", "p", 1, 0), _inline(text, line), FastToken("paragraph_close", "p", -1, 0)]


def _inline(text: str, line: int) -> Token:
    token = inline_token(text)
    token.map = [line, line + 1]
    return token


def _capital(word: str) -> str:
    spaced = " ".join(re.split(r"[-_\s]+", word))
    return spaced[:1].upper() + spaced[1:]


def title_open(draft: Draft, _: Token) -> None:
    """The title of an alert: no names are linked in it."""
    draft.quiet += 1


def title_close(draft: Draft, _: Token) -> None:
    """Its end."""
    draft.voice("</p>\n")
