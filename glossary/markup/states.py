"""markdown-it's states, with tokens that are made faster.

A body has about 170 of them, and markdown-it looks at the fields of each: 60 µs. With `parser.py` the only module that
imports markdown-it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.utils import EnvType

    Nesting = Literal[-1, 0, 1]


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
