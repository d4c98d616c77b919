"""markdown-it, set up for our dialect.

CommonMark 0.31 with GitHub's tables, strikethrough, task lists, alerts and bare addresses, footnotes, definition lists,
and our own `[[links]]`, components, `{.nolink}` and `$…$`. Raw HTML is never passed through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.markup.addresses import TEXT_END, bare_address, bare_host, text_end
from glossary.markup.comments import comment_block
from glossary.markup.destinations import quick
from glossary.markup.emphasis import plain_emphasis
from glossary.markup.formulas import formula, formula_block
from glossary.markup.markdown import (
    HTML_TAG_RE,
    MarkdownIt,
    ParserBlock,
    ParserInline,
    RuleFuncBlockType,
    Ruler,
    StateCore,
    autolink,
    backtick,
    blockquote,
    code,
    deflist_plugin,
    emphasis,
    entity,
    escape,
    fence,
    footnote_def,
    footnote_tail,
    heading,
    hr,
    image,
    lheading,
    link,
    list_block,
    newline,
    paragraph,
    parseLinkDestination,
    parseLinkLabel,
    parseLinkTitle,
    reference,
    strikethrough,
    table,
)
from glossary.markup.marks import closed, located, located_rows
from glossary.markup.notes import note, unused_notes
from glossary.markup.raw import raw_tag
from glossary.markup.rulers import chosen, if_defined, if_ruled, if_underlined
from glossary.markup.slugs import split_id
from glossary.markup.spans import nolink
from glossary.markup.states import BlockState, InlineState, inline_token, text_token
from glossary.markup.unread import unread
from glossary.markup.wiki import wiki

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.markup.markdown import EnvType, StateBlock, Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    Rule = Callable[[InlineState, bool], bool]

NESTING = 100
"""How deep blocks and links may be nested; deeper is a `nesting` fault."""


class Parser:
    """Text becomes tokens. Made once: a `MarkdownIt` for each text costs 1.8 times as much."""

    def __init__(self) -> None:
        self._markdown = _Markdown()

    def block(self, text: str) -> list[Token]:
        """The tokens of a text whose lines end with LF, inline tokens parsed, footnotes at the end."""
        env: EnvType = {}
        tokens: list[Token] = []
        self._markdown.block.parse(text, self._markdown, env, tokens)
        self._parse_inlines(tokens, env)
        if "footnotes" in env:
            state = StateCore(text, self._markdown, env, tokens)
            footnote_tail(state)
            return [*unused_notes(text, env), *state.tokens]
        return tokens

    def inline(self, text: str) -> list[Token]:
        """The one inline token of a text without line ends."""
        env: EnvType = {"field": True}
        token = inline_token(text)
        self._parse_inlines([token], env)
        return [token]

    def _parse_inlines(self, tokens: list[Token], env: EnvType) -> None:
        parse = self._markdown.inline.parse
        for nth, token in enumerate(tokens):
            if token.type == "inline" and token.children is not None:
                before = tokens[nth - 1].type
                if before == "alert_title_open":  # the theme's word, not markdown-it's
                    continue
                if before == "heading_open" and token.content.endswith("}"):
                    token.content, tokens[nth - 1].meta["id"] = split_id(token.content)
                parse(token.content, self._markdown, env, token.children)


class _Markdown(MarkdownIt):
    """markdown-it with our rules. Addresses pass as written: `links.py` judges them when they are shown."""

    def __init__(self) -> None:
        super().__init__("commonmark", _OPTIONS)
        self.inline = _Inline()
        self.block = block = _Block()
        self.helpers = _Helpers()  # type: ignore[assignment]  # a module, of which the rules read these three
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


_OPTIONS = {
    "maxNesting": NESTING,
    "html": False,
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
}


_BLOCK_RULES: tuple[tuple[str, BlockRule, str], ...] = (
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


class _Block(ParserBlock):
    """markdown-it's block loop. Notes where blocks are nested too deep, and keeps their text: markdown-it drops it."""

    def __init__(self) -> None:
        self.ruler = self.rules = _Ruler()
        for name, rule, ends in _BLOCK_RULES:
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


class _Inline(ParserInline):
    """markdown-it's inline loop; a character chooses the rules, so that one costs nothing where its own is not."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = _inline_rules()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the tokens of `src`."""
        ends = text_end(src)
        if ends.search(src) is None:
            if src:
                tokens.append(text_token(src))
            return tokens
        state = InlineState(src, md, env, tokens)
        state.ends = ends
        state.addressed = ends is not TEXT_END
        self.tokenize(state)
        if state.has_delimiters():
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: InlineState) -> None:  # type: ignore[override]  # `parse` makes no other
        """Append the tokens from `state.pos` to `state.posMax`."""
        rules, src, end = self._rules, state.src, state.posMax
        search = state.ends.search
        deep = state.level >= NESTING
        while (pos := state.pos) < end:
            found = search(src, pos, end)
            stop = found.start() if found else end
            if stop > pos:
                state.append_pending(src[pos:stop])
                state.pos = stop
                if stop == end:
                    break
            for rule in () if deep else rules.get(src[stop], ()):
                if rule(state, False):  # noqa: FBT003 - markdown-it's signature
                    break
            else:
                state.append_pending(src[stop])
                state.pos = stop + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: InlineState) -> None:  # type: ignore[override]  # noqa: N802 - as above
        """Move `state.pos` behind the next token."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        found = state.ends.search(state.src, pos, state.posMax)
        stop = found.start() if found else state.posMax
        if stop > pos:
            state.pos = stop
        elif state.level < NESTING:
            self._skip_marked(state, pos)
        else:
            state.pos = state.posMax
        state.cache[pos] = state.pos

    def _skip_marked(self, state: InlineState, pos: int) -> None:
        state.level += 1
        rules = self._rules.get(state.src[pos], ())
        matched = any(rule(state, True) for rule in rules)  # noqa: FBT003 - as above
        state.level -= 1
        if not matched:
            state.pos = pos + 1


def _inline_rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the character that they start with, in the order in which they are tried."""
    linked = closed(located(link))
    starred = (plain_emphasis, emphasis.tokenize)
    return {
        "\n": (newline,),
        "\\": (escape,),
        "`": (backtick,),
        "~": (strikethrough.tokenize,),
        "*": starred,
        "_": starred,
        "[": (wiki(linked), linked, closed(nolink), note, unread),
        "!": (closed(located(image)), unread),
        "<": (located(autolink), raw_tag(HTML_TAG_RE)),
        "&": (entity,),
        "$": (formula,),
        ":": (bare_address,),
        "w": (bare_host,),
        "W": (bare_host,),
    }
