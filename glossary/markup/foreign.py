"""Markup of other tools, which nothing reads here: Obsidian's comments, marks and block ids, Hugo's shortcodes, the
tags, variables and attributes of Jekyll, the boxes, tabs and snippets of MkDocs, the lines of code of Docusaurus, the
formulas and citations that programs for chats copy.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from glossary.markup.alerts import kind_for
from glossary.markup.shortcodes import without_links
from glossary.markup.signs import FOREIGN, MOST, Sign, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.markup.draft import Draft
    from glossary.markup.markdown import Token
    from glossary.markup.states import InlineState

_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,10})(?!`).{0,2000}?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_COMMENT = re.compile(r"(?<![\w%\\])%%(?!%)(?P<text>[^%]{1,2000})%%(?!%)")
_EDGE = re.compile(r"^[ \t]*%%(?!%)|(?<![%\\])%%[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"(?<![\w=\\])==(?P<text>[^\s=](?:[^=\n]{0,300}[^\s=])?)==(?![\w=])")
_SHORTCODE = re.compile(
    r"(?<!\\)(?:\{\{(?:<[^\n]{1,300}?>|%[^\n]{1,300}?%)\}\}|\{%-? ?(?P<liquid>[a-z]\w*)[^\n]{0,300}?%\})"
)
_NAMED = re.compile(r"\{[{%][<%]?-?\s*/?\s*(?:end(?=\w))?(?P<name>[\w./-]{1,40})")
_BOX = re.compile(r"^(?:\?\?\?\+?|!!!|:::+)[ \t]*(?P<kind>[a-zA-Z][\w-]*)[^\n]*", re.MULTILINE)
_REF = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`](?P<to>[^\"'`\n]{1,200})|\{%-?\s*(?:link|post_url)\s+(?P<file>[^\s%]{1,200})"
)
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\b[^\n]*?\bsrc=[\"'](?P<to>[^\"'\n]{1,200})")
_VARIABLE = re.compile(
    r"(?<![\\{}$^\w])\{\{-?[ ]?[a-z_][\w.]{0,60}(?:[ ]?\|[^{}\n]{1,200})?[ ]?-?\}\}(?![{}])", re.IGNORECASE
)
_TAB = re.compile(r"^===[!+]{0,2}[ \t]+(?P<quote>[\"'])(?P<title>[^\n]{1,200}?)(?P=quote)[ \t]*$", re.MULTILINE)
_ATTRIBUTE = r"(?:[.#][\w:-]{1,80}|[\w:-]{1,80}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s{}\"']{1,200}))"
_ATTRIBUTES = re.compile(
    rf"(?:(?<=\))\{{:?|^\{{:)[ \t]*(?P<first>{_ATTRIBUTE})(?:[ \t]+{_ATTRIBUTE}){{0,20}}[ \t]*\}}", re.MULTILINE
)
_SNIPPET = re.compile(r"^-{1,2}8<-{1,2}(?:[ \t]+[^\n]{0,200})?$", re.MULTILINE)
_SHORT = re.compile(r"^\*\[(?P<short>[^\[\]\n]{1,40})\]:[ \t]+(?P<text>[^\n]{1,200})", re.MULTILINE)
_MODULE = re.compile(
    r"^(?:import[ \t][^\n]{0,200}\bfrom[ \t]+[\"'][^\"'\n]{1,200}[\"'];?|import[ \t]+[\"'][^\"'\n]{1,200}[\"'];?"
    r"|export[ \t]+(?:const|default|function|let)\b[^\n]{0,200})[ \t]*$",
    re.MULTILINE,
)
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{2,60}\Z")
_TEX = re.compile(r"(?<!\\)\\(?:\((?P<line>(?:[^\\\n]|\\(?![()]))*+)\\\)|\[(?P<block>(?:[^\\]|\\(?![\[\]]))*+)\\\])")
_OF_TEX = re.compile(r"\\[A-Za-z]|[\^=]|(?<!\w)[A-Za-z]_|\A\s*[A-Za-z]\s*\Z")
"""What a formula has. Brackets alone may have their backslashes for being no link."""

_CITED = re.compile(
    r"\u3010\d{1,4}(?::\d{1,4})?\u2020[^\u3010\u3011\n]{0,80}\u3011|:contentReference\[oaicite:\d{1,4}\](?:\{[^{}\n]{0,40}\})?"
    r"|\ue200?cite(?:\ue202?turn\d{1,3}[a-z]{1,10}\d{1,3})+\ue201?"
)

_HIDES_NOTHING: Final = "`%%` hides nothing here: what follows is shown"
_TO_HIDE: Final = "put what nobody shall read between `<!--` and `-->`, on lines of their own, or delete it"


def template(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: a token `template` for a shortcode, a tag or a variable, which is shown as it stands. What stands
    in it is no Markdown, and no mention of anything.
    """
    found = _SHORTCODE.match(state.src, state.pos, state.posMax) or _VARIABLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("template", "", 0).content = found.group()
    state.pos = found.end()
    return True


def tell_foreign(draft: Draft, text: str, tokens: Sequence[Token]) -> None:
    """Tell what of `text` another tool would read, and ours shows as it stands."""
    if not (_has_signs(text) or _has_openers(text)):
        return
    for token, sign in islice(_found(tokens, served=draft.dialect.served), MOST):
        draft.enter(token)
        draft.fault(FOREIGN, (sign.start, sign.end), sign.message, sign.help)


def _has_signs(text: str) -> bool:
    """Whether one of these stands in the text. One character is looked for first: that takes a fiftieth of the time."""
    caret = "^" in text and (" ^" in text or "\n^" in text or text.startswith("^"))
    signs = ("%" in text and "%%" in text) or ("=" in text and "==" in text) or ("8<" in text and "-8<-" in text)
    return caret or signs or ("*[" in text and "]:" in text)


def _has_openers(text: str) -> bool:
    brace = "{" in text and any(opener in text for opener in ("{{", "{%", "{:", "){"))
    boxes = ("?" in text and "???" in text) or ("!" in text and "!!!" in text) or ":::" in text
    chats = "\\(" in text or "\\[" in text or "\u2020" in text or "cite" in text
    return brace or boxes or chats or (("import " in text or "export " in text) and _MODULE.search(text) is not None)


def _found(tokens: Sequence[Token], *, served: bool) -> Iterator[tuple[Token, Sign]]:
    hidden = False
    for token in tokens:
        if token.type != "inline":
            continue
        content = _CODE.sub(_blanks, token.content)
        content = without_links(content) if served else content
        for edge in _EDGE.finditer(_COMMENT.sub(_blanks, content)):
            hidden = not hidden
            if hidden:
                yield token, Sign(*edge.span(), _HIDES_NOTHING, _TO_HIDE)
        for pattern, teller in _TELLERS:
            for found in pattern.finditer(content):
                yield token, teller(found)
        yield from ((token, _formula(found)) for found in _TEX.finditer(content) if _is_formula(found))


def _is_formula(found: re.Match[str]) -> bool:
    return _OF_TEX.search(found["line"] or found["block"] or "") is not None


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _comment(found: re.Match[str]) -> Sign:
    return Sign(found.start(), found.start() + 2, _HIDES_NOTHING, _TO_HIDE)


def _mark(found: re.Match[str]) -> Sign:
    return Sign(*found.span(), "`==…==` marks nothing here", f"write `**{found['text']}**` for emphasis")


def _shortcode(found: re.Match[str]) -> Sign:
    named = _NAMED.match(found.group())
    name = f" `{named['name']}`" if named else ""
    what = f"the tag{name} of Liquid" if found["liquid"] else f"the shortcode{name} of Hugo"
    help_ = "write what it would show: `[[Name]]` for a link, `![what it shows](picture.png)` for a figure"
    if to := _REF.match(found.group()):
        file = (to["to"] or to["file"]).partition("#")[0].rstrip("/").rpartition("/")[2]
        help_ = f"write the file itself in its place, as in `[…]({file.removesuffix('.md')}.md)`"
    elif to := _FIGURE.match(found.group()):
        help_ = f"write `![what it shows]({to['to']})`"
    return Sign(*found.span(), f"{what}, which nothing runs here", help_)


def _variable(found: re.Match[str]) -> Sign:
    help_ = "write what it would show; put it between backticks if it is meant as code"
    return Sign(*found.span(), "a variable of a template, which nothing fills in here", help_)


def _tab(found: re.Match[str]) -> Sign:
    help_ = f"write a heading, `### {found['title']}`, and the text below it without its indent"
    return Sign(*found.span(), "`===` opens no tab here, and indented text is code", help_)


def _attributes(found: re.Match[str]) -> Sign:
    help_ = "delete them; a rule of the site’s own for its look goes into `static/site.css`"
    return Sign(*found.span(), f"attributes, `{found['first']}`, are not read here", help_)


def _snippet(found: re.Match[str]) -> Sign:
    return Sign(*found.span(), "`--8<--` includes no file here", "write the text of that file itself")


def _short(found: re.Match[str]) -> Sign:
    help_ = f"write it out where it stands, `{found['text'].strip()} ({found['short']})`, or make it a term"
    return Sign(*found.span(), f"`*[{found['short']}]:` explains no abbreviation here", help_)


def _module(found: re.Match[str]) -> Sign:
    return Sign(
        *found.span(),
        "a line of JavaScript, which nothing runs here",
        "delete it, and write in Markdown what it is for",
    )


def _box(found: re.Match[str]) -> Sign:
    help_ = f"write `> [!{kind_for(found['kind'])}]` on a line of its own, and the text on `> ` lines below it"
    return Sign(*found.span(), f"`{found.group()[:3]}` opens no box here", help_)


def _formula(found: re.Match[str]) -> Sign:
    block = found["block"] is not None
    opener, closer, sign = ("\\[", "\\]", "$$") if block else ("\\(", "\\)", "$")
    tex = " ".join((found["block"] if block else found["line"]).split())
    written = f"{sign}{tex}{sign}"
    help_ = f"`{written}`" if short(written) == written else f"`{sign}` in place of `{opener}` and `{closer}`"
    message = f"`{opener}…{closer}` is no formula here"
    return Sign(*found.span(), message, f"write {help_}, with `math: true` in glossary.yml")


def _cited(found: re.Match[str]) -> Sign:
    help_ = "delete it, and name what it stood for under `sources`, once you have read it there"
    return Sign(*found.span(), "a citation that a program for chats left, which leads nowhere", help_)


def _block_id(found: re.Match[str]) -> Sign:
    help_ = "delete it; a heading is linked to by its id: `## Title {#id}`"
    return Sign(*found.span(), f"`{found.group()}` names no block here", help_)


_TELLERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Sign]], ...]] = (
    (_COMMENT, _comment), (_MARK, _mark), (_SHORTCODE, _shortcode), (_VARIABLE, _variable), (_BOX, _box),
    (_TAB, _tab), (_ATTRIBUTES, _attributes), (_SNIPPET, _snippet), (_SHORT, _short), (_MODULE, _module),
    (_BLOCK_ID, _block_id), (_CITED, _cited),
)  # fmt: skip
