"""markdown-it, set up for our dialect.

CommonMark 0.31 with GitHub's tables, strikethrough, task lists, alerts and bare addresses, footnotes, definition lists,
and our own `[[links]]`, components, `{.nolink}` and `$…$`. Raw HTML is never passed through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.markup.boxes import box
from glossary.markup.callouts import callout
from glossary.markup.comments import comment_block
from glossary.markup.destinations import quick
from glossary.markup.formulas import formula_block
from glossary.markup.inline_parser import InlineParser
from glossary.markup.markdown import (
    MarkdownIt,
    ParserBlock,
    RuleFuncBlockType,
    Ruler,
    StateCore,
    blockquote,
    code,
    deflist_plugin,
    fence,
    footnote_def,
    footnote_tail,
    heading,
    hr,
    lheading,
    list_block,
    paragraph,
    parseLinkDestination,
    parseLinkLabel,
    parseLinkTitle,
    reference,
    table,
)
from glossary.markup.marks import located_rows
from glossary.markup.notes import drop_links, repeated_notes, unused_notes
from glossary.markup.rulers import chosen, if_defined, if_ruled, if_underlined
from glossary.markup.shortcodes import filled
from glossary.markup.slugs import split_id
from glossary.markup.states import NESTING, BlockState, inline_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.markdown import EnvType, StateBlock, Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    Rows = tuple[tuple[str, BlockRule, str], ...]


class Parser:
    """Text becomes tokens. Made once: a `MarkdownIt` for each text costs 1.8 times as much.

    `served` is as in `Dialect`.
    """

    def __init__(self, *, served: bool = False) -> None:
        self._markdown = _Markdown(served=served)

    def block(self, text: str) -> list[Token]:
        """The tokens of a text whose lines end with LF, footnotes at the end. Inline tokens are parsed; one that has no
        children is plain text.
        """
        env: EnvType = {"text": text}
        tokens: list[Token] = []
        self._markdown.block.parse(text, self._markdown, env, tokens)
        drop_links(env)
        self._parse_inlines(tokens, env)
        if "footnotes" in env:
            state = StateCore(text, self._markdown, env, tokens)
            repeated = tuple(repeated_notes(tokens, env))
            footnote_tail(state)
            return [*unused_notes(text, env), *repeated, *state.tokens]
        return tokens

    def inline(self, text: str) -> list[Token]:
        """The one inline token of a text without line ends."""
        env: EnvType = {"field": True}
        token = inline_token(text)
        self._parse_inlines([token], env)
        return [token]

    def _parse_inlines(self, tokens: list[Token], env: EnvType) -> None:
        markdown = self._markdown
        parse = markdown.inline.marked
        for nth, token in enumerate(tokens):
            if token.type == "inline" and token.children is not None:
                before = tokens[nth - 1].type
                if before == "alert_title_open":  # the theme's word, not markdown-it's
                    continue
                if before == "heading_open" and token.content.endswith("}"):
                    token.content, tokens[nth - 1].meta["id"] = split_id(token.content)
                if not parse(token.content, markdown, env, token.children):
                    token.children = None


class _Markdown(MarkdownIt):
    """markdown-it with our rules. Addresses pass as written: `links.py` judges them when they are shown."""

    def __init__(self, *, served: bool) -> None:
        super().__init__("commonmark", _OPTIONS)
        self.inline: InlineParser = InlineParser(served=served)
        self.block = block = _Block(_RULES_SERVED if served else _BLOCK_RULES)
        self.helpers = _HelpersServed() if served else _Helpers()  # type: ignore[assignment]  # a module, of which the rules read these three
        deflist_plugin(self)
        block.rules.wrap("deflist", if_defined)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - overrides
        """Every address is parsed as a link."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - overrides
        """An address stays as written."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - overrides
        """The text of an autolink stays as written."""
        return link


class _Helpers:
    """What markdown-it's rules for links call."""

    parseLinkDestination = staticmethod(quick(parseLinkDestination))  # noqa: N815 - markdown-it's name
    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815 - as above
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - as above


class _HelpersServed(_Helpers):
    parseLinkDestination = staticmethod(filled(_Helpers.parseLinkDestination))  # noqa: N815 - as above


_OPTIONS = {
    "maxNesting": NESTING,
    "html": False,
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
}


_BLOCK_RULES: Rows = (
    ("table", if_ruled(located_rows(table)), "paragraph reference"),
    ("code", code, ""),
    ("formula", formula_block, ""),
    ("fence", fence, "paragraph reference blockquote list"),
    ("blockquote", blockquote, "paragraph reference blockquote list"),
    ("hr", hr, "paragraph reference blockquote list"),
    ("list", list_block, "paragraph reference blockquote"),
    ("note", footnote_def, "paragraph reference"),
    ("reference", reference, ""),
    ("comment", comment_block, "paragraph reference blockquote"),
    ("heading", heading, "paragraph reference blockquote"),
    ("lheading", if_underlined(lheading), ""),
    ("paragraph", paragraph, ""),
)
"""Name, function, and what else the rule can end, in the order in which they are tried."""

_RULES_SERVED: Rows = (
    ("box", box, "paragraph reference blockquote list"),
    *((name, callout(rule) if name == "blockquote" else rule, ends) for name, rule, ends in _BLOCK_RULES),
)
"""The same for texts that were written for another program."""


class _Block(ParserBlock):
    """markdown-it's block loop. Notes where blocks are nested too deep, and keeps their text: markdown-it drops it."""

    def __init__(self, rules: Rows) -> None:
        self.ruler = self.rules = _Ruler()
        for name, rule, ends in rules:
            self.rules.push(name, rule, {"alt": ends.split()})

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803 - overrides
        """Append the tokens of `src`."""
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - overrides
        """Append the tokens of the lines `startLine` to `endLine`."""
        if state.level < NESTING:
            super().tokenize(state, startLine, endLine)
            return
        line = state.skipEmptyLines(startLine)
        state.line = endLine
        if line < endLine:
            token = state.push("overflow", "", 0)
            start = state.bMarks[line] + state.tShift[line]
            token.content = state.src[start : max(start, state.eMarks[endLine - 1])]
            token.meta = {"at": (start, state.eMarks[line])}


class _Ruler(Ruler[RuleFuncBlockType]):
    """markdown-it's list of block rules, each chain compiled to one function that knows where its rules can start."""

    def wrap(self, name: str, around: Callable[[BlockRule], BlockRule]) -> None:
        """Put `around` around a rule that a plug-in added."""
        rule = self.__rules__[self.__find__(name)]
        rule.fn = around(rule.fn)
        self.__cache__ = None

    def __compile__(self) -> None:
        chains = {"", *(name for rule in self.__rules__ for name in rule.alt)}
        self.__cache__ = {
            chain: [chosen((rule.name, rule.fn) for rule in self.__rules__ if not chain or chain in rule.alt)]
            for chain in sorted(chains)
        }
