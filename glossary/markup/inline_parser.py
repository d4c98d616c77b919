"""markdown-it's inline loop, with our rules beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.markup.addresses import TEXT_END, bare_address, bare_host, text_end
from glossary.markup.embeds import embed
from glossary.markup.emphasis import plain_emphasis
from glossary.markup.foreign import template
from glossary.markup.formulas import formula
from glossary.markup.markdown import (
    HTML_TAG_RE,
    ParserInline,
    autolink,
    emphasis,
    entity,
    escape,
    image,
    link,
    newline,
)
from glossary.markup.marks import closed, located
from glossary.markup.notes import note
from glossary.markup.raw import raw_tag
from glossary.markup.shortcodes import mention
from glossary.markup.spans import nolink
from glossary.markup.stars import stars, tell_unclosed, tildes
from glossary.markup.states import NESTING, InlineState, text_token
from glossary.markup.ticks import code_span
from glossary.markup.unread import unread
from glossary.markup.wiki import wiki

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.markup.markdown import EnvType, MarkdownIt, Token

    Rule = Callable[[InlineState, bool], bool]


class InlineParser(ParserInline):
    """markdown-it's inline loop; a character chooses the rules, so that one costs nothing where its own is not."""

    def __init__(self, *, served: bool) -> None:
        super().__init__()
        self._rules = _inline_rules(served=served)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the tokens of `src`."""
        if not self.marked(src, md, env, tokens) and src:
            tokens.append(text_token(src))
        return tokens

    def marked(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> bool:
        """Append the tokens of `src`, if there is any markup in it: whether there is."""
        ends = text_end(src)
        if ends.search(src) is None:
            return False
        state = InlineState(src, md, env, tokens)
        state.ends = ends
        state.addressed = ends is not TEXT_END
        self.tokenize(state)
        if state.has_delimiters():
            for rule in self.ruler2.getRules(""):
                rule(state)
        if state.stars:
            tell_unclosed(state)
        return True

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


def _inline_rules(*, served: bool) -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the character that they start with, in the order in which they are tried."""
    linked = closed(located(link))
    return {
        "\n": (newline,),
        "\\": (escape,),
        "`": (code_span,),
        "~": (tildes,),
        "*": (plain_emphasis, stars),
        "_": (plain_emphasis, emphasis.tokenize),
        "[": (wiki(linked), linked, closed(nolink), note, unread),
        "!": (closed(located(image)), located(embed), unread),
        "<": (located(autolink), raw_tag(HTML_TAG_RE)),
        "&": (entity,),
        "$": (formula,),
        "{": (mention, template) if served else (template,),
        ":": (bare_address,),
        "w": (bare_host,),
        "W": (bare_host,),
    }
