"""Block tokens → segments: one function a token type."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from glossary.markup.comments import read_placed
from glossary.markup.fences import NOT_CLOSED, is_open, remedy
from glossary.markup.inlines import note_back, note_id
from glossary.markup.mathml import REMEDY, UNREAD, mathml
from glossary.markup.plain import plain
from glossary.markup.segments import Anchor, Component, Heading, Part
from glossary.markup.slugs import slug

if TYPE_CHECKING:
    from glossary.markup.comments import Placed
    from glossary.markup.draft import Draft
    from glossary.markup.markdown import Token

_NO_ID = re.compile(r"\{#([^{}]*)\}$")
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")


def inline(draft: Draft, token: Token) -> None:
    """The text of a block."""
    draft.enter(token)
    if (children := token.children) is None:
        if token.content:
            draft.text(token.content)
    elif len(children) > DEEP and _depth(children) > DEEP:
        draft.fault("nesting", (0, len(token.content)), DEEPER, FLATTEN)
        draft.shown(token.content)
    else:
        draft.walk(children)
    draft.part()


DEEP = 100
DEEPER = f"this is nested deeper than {DEEP} levels"
FLATTEN = "flatten it; no text needs so many levels"


def _depth(tokens: list[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest


def paragraph_open(draft: Draft, token: Token) -> None:
    """A paragraph; no tag in a tight list."""
    if not token.hidden:
        draft.html("<p>")


def paragraph_close(draft: Draft, token: Token) -> None:
    """Its end."""
    draft.html("\n" if token.hidden else "</p>\n")


def heading_open(draft: Draft, token: Token) -> None:
    """A heading: what follows is its content."""
    draft.given_id = token.meta.get("id", "")
    draft.heading_line = (token.map or [0])[0]
    draft.descend()
    draft.quiet += 1


def heading_close(draft: Draft, token: Token) -> None:
    """Its end: a segment of its own."""
    draft.quiet -= 1
    content = draft.ascend()
    draft.heading = text = plain(content)
    made = draft.slugs.unique(draft.given_id or slug(text))
    if draft.given_id and made != draft.given_id:
        message = f"the page has something with the id `{draft.given_id}` already"
        draft.line_fault("duplicate-id", draft.heading_line, message, "give each heading its own id")
    elif text.endswith("}") and (found := _NO_ID.search(text)):
        message = f"`{found.group()}` is no id, and is shown"
        help_ = f"write `{{#{slug(found[1])}}}`: letters, digits and hyphens"
        draft.line_fault("unread-markup", draft.heading_line, message, help_)
    draft.put(Heading(int(token.tag[1]), made, text, content))


def code(draft: Draft, token: Token) -> None:
    """A block of code, coloured where its language is known."""
    language = _LANGUAGE.match(token.info.strip())
    name = language.group() if language else ""
    css = f' class="language-{escape(name)}"' if name else ""
    if token.type == "fence" and is_open(token):
        draft.line_fault("unclosed-code", (token.map or [0])[0], NOT_CLOSED, remedy(token))
    text = draft.painter.html(token.content, name)
    draft.html(f'<pre class="code" dir="ltr" tabindex="0"><code{css}>{text}</code></pre>\n')
    draft.count(token.content)


def ordered_list_open(draft: Draft, token: Token) -> None:
    """A numbered list, with its first number."""
    start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
    draft.html(f"<ol{_tasks(token)}{start}>\n")


def bullet_list_open(draft: Draft, token: Token) -> None:
    """A list."""
    draft.html(f"<ul{_tasks(token)}>\n")


def _tasks(token: Token) -> str:
    return ' class="tasks"' if "class" in token.attrs else ""


def list_item_open(draft: Draft, token: Token) -> None:
    """An item; a task has a box that says whether it is done."""
    if "checked" not in token.meta:
        draft.html("<li>")
        return
    done = token.meta["checked"]
    draft.html(f'<li class="task{" done" if done else ""}"><span class="box" role="img" aria-label="')
    draft.put(Part("task.done" if done else "task.open"))
    draft.html('"></span> ')


def table_open(draft: Draft, token: Token) -> None:
    """A table, in a region of its own that can be scrolled by keyboard, and is called by the head of the table."""
    draft.rows = token.meta["rows"]
    draft.html('<div class="tbl" role="region" tabindex="0" aria-label="')
    draft.put(Part("table.region"))
    for place, name in enumerate(_names(draft, token.meta["head"])):
        draft.put(Part("term.comma" if place else "term.colon"))
        draft.html(escape(name))
    draft.html('"><table>\n')
    for row in token.meta["wide"]:
        message = "this row has more cells than the table’s head, and the last ones are not shown"
        draft.block_fault("lost-cell", row, message, "take them out, or write `\\|` for a bar inside a cell")


def _names(draft: Draft, head: list[str]) -> list[str]:
    """What tells a table from the others of the text: the first cells of its head, else the heading above it."""
    found = [name for cell in head[:NAMING] if (name := _SIGNS.sub(r"\1", cell.replace("\\|", "|")).strip())]
    found = found or [draft.heading] * bool(draft.heading)
    key = "\0".join(found)
    draft.tables[key] = nth = draft.tables.get(key, 0) + 1
    return [*found, str(nth)] if nth > 1 else found


NAMING: Final = 4
"""So many cells of a table's head name it."""

_SIGNS = re.compile(r"!?\[+(?:[^\[\]|]*\|)?([^\[\]]*)\]+(?:\([^()]*\))?|[*_`~]+")


def table_close(draft: Draft, _: Token) -> None:
    """Its end."""
    draft.row = None
    draft.html("</table></div>\n")


def row_open(draft: Draft, token: Token) -> None:
    """A row."""
    draft.row, draft.cell = draft.rows[(token.map or [0])[0]], -1
    draft.html("<tr>")


def cell_open(draft: Draft, token: Token) -> None:
    """A cell, its alignment as a class; no names are linked in a head."""
    draft.cell += 1
    style = str(token.attrs.get("style", "")).removeprefix("text-align:")
    css = f' class="al-{style}"' if style else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    draft.html(f"<{token.tag}{scope}{css}>")
    draft.quiet += token.tag == "th"


def cell_close(draft: Draft, token: Token) -> None:
    """Its end."""
    draft.quiet -= token.tag == "th"
    draft.html(f"</{token.tag}>\n")


def quote_open(draft: Draft, _: Token) -> None:
    """A quotation: nobody's words are given links."""
    draft.silence("<blockquote>\n")


def quote_close(draft: Draft, _: Token) -> None:
    """Its end."""
    draft.voice("</blockquote>\n")


def alert_open(draft: Draft, token: Token) -> None:
    """An alert, and its title where that is the theme's word."""
    kind = str(token.meta["kind"]).lower()
    draft.html(f'<div class="alert {kind}" role="note"><p class="lab">')
    if not token.meta.get("titled"):
        draft.put(Part(f"alert.{kind}"))
        draft.html("</p>\n")


def formula(draft: Draft, token: Token) -> None:
    """TeX on lines of its own: as written where the site has no formulas, or this one cannot be read."""
    html = mathml(token.info, block=True) if draft.dialect.math else ""
    if html:
        draft.count(token.info)
        draft.html('<div class="math" dir="ltr" role="group" tabindex="0" aria-label="')
        draft.put(Part("math.region"))
        draft.html(f'">{html}</div>\n')
    elif draft.dialect.math:
        draft.line_fault("unread-markup", (token.map or [0])[0], UNREAD, REMEDY)
        draft.html('<pre class="math" dir="ltr" tabindex="0">')
        draft.shown(token.content)
        draft.html("</pre>\n")
    else:
        draft.html("<p>")
        draft.shown(token.content)
        draft.html("</p>\n")
    draft.part()


def nothing(_draft: Draft, _token: Token) -> None:
    """A token that says nothing new."""


def overflow(draft: Draft, token: Token) -> None:
    """What is nested too deep, shown as text."""
    draft.block_fault("nesting", token.meta["at"], DEEPER, FLATTEN)
    draft.html("<p>")
    draft.shown(token.content)
    draft.html("</p>\n")
    draft.part()


def comment(draft: Draft, token: Token) -> None:
    """A component, where a comment at the top level names one; else nothing."""
    placed = read_placed(token.content, draft.dialect.components)
    if token.meta["open"]:
        message = "a comment that is never closed hides the rest of the text"
        draft.block_fault("unclosed-comment", token.meta["at"], message, "end it with `-->`")
    elif placed:
        _place(draft, token, placed)
    if token.meta["rest"]:
        draft.html("<p>")
        draft.shown(token.meta["rest"])
        draft.html("</p>\n")


def _place(draft: Draft, token: Token, placed: Placed) -> None:
    at = token.meta["at"]
    if placed.meant:
        message = f"no component is called `{placed.noun}`"
        draft.block_fault("unknown-component", at, message, f"did you mean `{placed.meant}`?")
    elif token.level:
        message = f"the component `{placed.noun}` cannot stand inside a list or a quotation"
        draft.block_fault("unknown-component", at, message, "put the comment on a line of its own, not indented")
    else:
        draft.put(Component(placed.noun, placed.id))


def unused_note(draft: Draft, token: Token) -> None:
    """A footnote that nothing refers to."""
    message = f"nothing refers to the footnote `[^{token.content}]`, so it is not shown"
    help_ = f"write `[^{token.content}]` where it belongs, or delete it"
    draft.block_fault("unused-footnote", token.meta["at"], message, help_)


def notes_open(draft: Draft, _: Token) -> None:
    """The footnotes."""
    draft.html('<section class="footnotes" role="doc-endnotes" aria-label="')
    draft.put(Part("footnote.title"))
    draft.html('"><ol>\n')


def note_open(draft: Draft, token: Token) -> None:
    """A footnote."""
    draft.html('<li id="')
    draft.put(Anchor(note_id(draft, token.meta["id"])))
    draft.html('">')


def note_anchor(draft: Draft, token: Token) -> None:
    """The way back from a footnote to where it is referred to."""
    number, nth = token.meta["id"], token.meta["subId"]
    draft.html(' <a href="#')
    draft.put(Anchor(note_back(draft, number, nth)))
    draft.html('" role="doc-backlink" aria-label="')
    draft.put(Part("footnote.back"))
    draft.html(f' {number + 1}{f".{nth + 1}" if nth else ""}">↩\ufe0e</a>')
