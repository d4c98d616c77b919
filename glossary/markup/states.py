"""markdown-it's states, with tokens that are made faster.

A body has about 170 of them, and markdown-it looks at the fields of each: 60 µs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from glossary.markup.markdown import StateBlock, StateInline, Token

if TYPE_CHECKING:
    from glossary.markup.markdown import EnvType, MarkdownIt

    Nesting = Literal[-1, 0, 1]


NESTING = 100
"""How deep blocks and links may be nested; deeper is a `nesting` fault."""

_NOTHING = re.compile(r"(?!)")


class FastToken(Token):
    """A token whose fields are set without a look at them."""

    __slots__ = ()

    def __init__(self, kind: str, tag: str, nesting: Nesting, level: int) -> None:  # pylint: disable=super-init-not-called
        self.type = kind
        self.tag = tag
        self.nesting = nesting
        self.attrs = {}
        self.map = None
        self.level = level
        self.children = None
        self.content = ""
        self.markup = ""
        self.info = ""
        self.meta = {}
        self.block = False
        self.hidden = False


class BlockState(StateBlock):
    """The state of the block rules."""

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """A token, appended."""
        if nesting < 0:
            self.level -= 1
        token = FastToken(ttype, tag, nesting, self.level)
        token.block = True
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class InlineState(StateInline):
    """The state of the inline rules, and what they ask often of the whole text."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.ends = _NOTHING
        """What ends plain text."""
        self.addressed = False
        """Whether there may be bare addresses in it."""
        self.stars: dict[int, int] = {}
        """By the number of its first token: where a run of two or three stars begins."""
        self.last_bracket = src.rfind("]")
        self.has_nolink = ".nolink" in src

    def pushPending(self) -> Token:  # noqa: N802 - overrides
        """The text that waits, as a token, appended."""
        token = FastToken("text", "", 0, self.pendingLevel)
        token.content = self.pending
        self.tokens.append(token)
        self.pending = ""
        return token

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """A token, appended behind the text that waits."""
        if self.pending:
            self.pushPending()
        meta = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token = FastToken(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token

    def append_pair(self, name: str, text: str) -> None:
        """Text in an element, `em` or `strong`, appended behind the text that waits."""
        if self.pending:
            self.pushPending()
        inner = FastToken("text", "", 0, self.level + 1)
        inner.content = text
        self.tokens += (
            FastToken(f"{name}_open", name, 1, self.level),
            inner,
            FastToken(f"{name}_close", name, -1, self.level),
        )

    def has_delimiters(self) -> bool:
        """Whether there are runs of `*`, `_` or `~` to be paired."""
        return bool(self.delimiters) or any(meta and meta["delimiters"] for meta in self.tokens_meta)


def text_token(text: str) -> Token:
    """A token of plain text."""
    token = FastToken("text", "", 0, 0)
    token.content = text
    return token


def inline_token(text: str) -> Token:
    """A token whose content is inline Markdown."""
    token = FastToken("inline", "", 0, 0)
    token.content, token.children = text, []
    return token
