"""Tokens → segments: one loop and the table of what each token type becomes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from glossary.markup import blocks, callouts, embeds, inlines, notes
from glossary.markup.code import Painter
from glossary.markup.draft import Draft
from glossary.markup.foreign import tell_foreign
from glossary.markup.lines import tell_lines
from glossary.markup.parser import Parser
from glossary.markup.places import Places, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from glossary.markup.markdown import Token
    from glossary.markup.segments import Compiled, Dialect


class Writer:
    """Compiles texts that have Markdown in them."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._parser = Parser(served=dialect.served)
        self._painter = Painter()

    def block(self, text: str, ids: frozenset[str]) -> Compiled:
        """A body; see `Compiler.block`."""
        source = normal(text)
        tokens = self._parser.block(source)
        draft = Draft(self._dialect, Places(text, source), self._painter, ids, write)
        tell_lines(draft, source, tokens)
        tell_foreign(draft, source, tokens)
        write(draft, tokens)
        return draft.compiled()

    def inline(self, text: str) -> Compiled:
        """A text field without line ends; see `Compiler.inline`."""
        source = normal(text)
        draft = Draft(self._dialect, Places(text, source), self._painter, frozenset(), write)
        tokens = self._parser.inline(source)
        tell_foreign(draft, source, tokens)
        write(draft, tokens)
        return draft.compiled()


def write(draft: Draft, tokens: Iterable[Token]) -> None:
    """Write what the tokens become."""
    html, written = draft.html, WRITTEN
    for token in tokens:
        kind = token.type
        if kind in written:
            written[kind](draft, token)
        else:
            html(TAGS[kind])


TAGS: Mapping[str, str] = MappingProxyType({
    "em_open": "<em>", "em_close": "</em>",
    "strong_open": "<strong>", "strong_close": "</strong>",
    "hr": "<hr>\n",
    "bullet_list_close": "</ul>\n", "ordered_list_close": "</ol>\n", "list_item_close": "</li>\n",
    "thead_open": "<thead>", "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n", "tbody_close": "</tbody>\n", "tr_close": "</tr>\n",
    "dl_open": "<dl>\n", "dl_close": "</dl>\n", "dt_open": "<dt>", "dt_close": "</dt>\n",
    "dd_open": "<dd>", "dd_close": "</dd>\n",
    "alert_close": "</div>\n",
    "footnote_close": "</li>\n", "footnote_block_close": "</ol></section>\n",
})  # fmt: skip
"""Token types that are a tag and no more."""

WRITTEN: Mapping[str, Callable[[Draft, Token], None]] = MappingProxyType({
    "inline": blocks.inline,
    "text": inlines.text, "text_special": inlines.text,
    "softbreak": inlines.softbreak, "hardbreak": inlines.hardbreak,
    "code_inline": inlines.code, "raw": inlines.raw, "formula": inlines.formula,
    "template": inlines.template,
    "s_open": inlines.struck_open, "s_close": inlines.struck_close,
    "nolink_open": inlines.nolink_open, "nolink_close": inlines.nolink_close,
    "wiki_open": inlines.wiki_open, "wiki_close": inlines.link_close,
    "link_open": inlines.link_open, "link_close": inlines.link_close,
    "image": inlines.image, "embed": embeds.write, "footnote_ref": inlines.note, "unread": inlines.unread,
    "paragraph_open": blocks.paragraph_open, "paragraph_close": blocks.paragraph_close,
    "heading_open": blocks.heading_open, "heading_close": blocks.heading_close,
    "fence": blocks.code, "code_block": blocks.code,
    "bullet_list_open": blocks.bullet_list_open, "ordered_list_open": blocks.ordered_list_open,
    "list_item_open": blocks.list_item_open,
    "table_open": blocks.table_open, "table_close": blocks.table_close, "tr_open": blocks.row_open,
    "th_open": blocks.cell_open, "th_close": blocks.cell_close,
    "td_open": blocks.cell_open, "td_close": blocks.cell_close,
    "blockquote_open": blocks.quote_open, "blockquote_close": blocks.quote_close,
    "alert_open": blocks.alert_open, "alert_title_open": blocks.nothing, "alert_title_close": blocks.nothing,
    "title_open": callouts.title_open, "title_close": callouts.title_close,
    "formula_block": blocks.formula, "overflow": blocks.overflow, "comment": blocks.comment,
    "unused_note": blocks.unused_note, "repeated_note": notes.write_repeated,
    "footnote_block_open": blocks.notes_open, "footnote_open": blocks.note_open, "footnote_anchor": blocks.note_anchor,
})  # fmt: skip
"""Token types that need more than a tag."""
