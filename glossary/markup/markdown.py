"""markdown-it and its plug-ins: all that we take of them, and the only module that imports them."""

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    fence,
    heading,
    hr,
    lheading,
    list_block,
    paragraph,
    reference,
    table,
)
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    image,
    link,
    newline,
    strikethrough,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_tail

__all__ = [
    "HTML_TAG_RE",
    "EnvType",
    "MarkdownIt",
    "ParserBlock",
    "ParserInline",
    "RuleFuncBlockType",
    "Ruler",
    "StateBlock",
    "StateCore",
    "StateInline",
    "Token",
    "autolink",
    "backtick",
    "blockquote",
    "code",
    "deflist_plugin",
    "emphasis",
    "entity",
    "escape",
    "fence",
    "footnote_def",
    "footnote_tail",
    "heading",
    "hr",
    "image",
    "lheading",
    "link",
    "list_block",
    "newline",
    "paragraph",
    "parseLinkDestination",
    "parseLinkLabel",
    "parseLinkTitle",
    "reference",
    "strikethrough",
    "table",
]
