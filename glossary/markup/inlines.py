"""Inline tokens → segments: one function a token type."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from glossary.markup.broken import NOT_CLOSED
from glossary.markup.comments import read_placed
from glossary.markup.links import Target, anchor, no_address, quoted, target
from glossary.markup.mathml import REMEDY, UNREAD, mathml
from glossary.markup.raw import instead, tag_name
from glossary.markup.segments import Anchor, Html, Image, Part, Reference
from glossary.markup.signs import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.markup.draft import Draft
    from glossary.markup.markdown import Token


def text(draft: Draft, token: Token) -> None:
    """Running text."""
    if token.content:
        draft.text(token.content)


def softbreak(draft: Draft, _: Token) -> None:
    """A line end within a paragraph: white space."""
    draft.text("\n")


def hardbreak(draft: Draft, _: Token) -> None:
    """A line end that is meant."""
    draft.html("<br>\n")
    draft.part()


def code(draft: Draft, token: Token) -> None:
    """A code span."""
    draft.html("<code>")
    draft.shown(token.content)
    draft.html("</code>")


def struck_open(draft: Draft, _: Token) -> None:
    """Struck-out text."""
    draft.silence("<s>")


def struck_close(draft: Draft, _: Token) -> None:
    """Its end."""
    draft.voice("</s>")


def nolink_open(draft: Draft, _: Token) -> None:
    """A phrase in which no name is linked."""
    draft.quiet += 1


def nolink_close(draft: Draft, _: Token) -> None:
    """Its end."""
    draft.quiet -= 1


def raw(draft: Draft, token: Token) -> None:
    """Raw HTML, shown as text; the end of a tag that was told is not told again. A comment shows nothing."""
    if not token.content:
        _check_comment(draft, token)
        return
    draft.shown(token.content)
    name = tag_name(token.content)
    if token.content.startswith("</") and name in draft.tags:
        return
    draft.tags.add(name)
    message = f"raw HTML is shown as text: `{short(token.content)}`"
    draft.fault("raw-html", token.meta["at"], message, instead(token.content))


def _check_comment(draft: Draft, token: Token) -> None:
    placed = read_placed(token.meta["comment"], draft.dialect.components)
    if placed and not placed.meant:
        message = f"the component `{placed.noun}` cannot stand inside a line"
        draft.fault("unknown-component", token.meta["at"], message, "put the comment on a line of its own in the body")


def unread(draft: Draft, token: Token) -> None:
    """A bracket that is none of these; see `unread.py`. In a table a bar cuts a link with a label in two."""
    sign = token.meta["sign"]
    cut = draft.row is not None and sign.message == NOT_CLOSED and sign.end - sign.start == len("[[")
    help_ = "in a table write the bar as `\\|`: `[[model\\|the model]]`" if cut else sign.help
    draft.fault(sign.rule, (sign.start, sign.end), sign.message, help_)


def formula(draft: Draft, token: Token) -> None:
    """TeX within a line: as written where the site has no formulas, or this one cannot be read."""
    if not draft.dialect.math:
        draft.shown(token.content)
    elif html := mathml(token.info, block=token.markup == "$$"):
        draft.count(token.info)
        draft.html(html)
    else:
        draft.fault("unread-markup", token.meta["at"], UNREAD, REMEDY)
        draft.html('<code class="math" dir="ltr">')
        draft.shown(token.content)
        draft.html("</code>")


def template(draft: Draft, token: Token) -> None:
    """What another program would run: as written. It is told by `foreign.py`."""
    draft.shown(token.content)


def note(draft: Draft, token: Token) -> None:
    """A reference to a footnote: its number."""
    number, nth = token.meta["id"], token.meta["subId"]
    if draft.linked:
        return
    draft.html('<sup class="note"><a id="')
    draft.put(Anchor(note_back(draft, number, nth)))
    draft.html('" href="#')
    draft.put(Anchor(note_id(draft, number)))
    draft.html('" role="doc-noteref" aria-label="')
    draft.put(Part("footnote.note"))
    draft.html(f' {number + 1}">{number + 1}</a></sup>')


def note_id(draft: Draft, number: int) -> str:
    """The id of a footnote; the same each time."""
    if number not in draft.notes:
        draft.notes[number] = draft.slugs.unique(f"fn-{number + 1}")
    return draft.notes[number]


def note_back(draft: Draft, number: int, nth: int) -> str:
    """The id of the reference to a footnote, the first time or the `nth` time after."""
    return f"{note_id(draft, number)}-ref" + (f"-{nth + 1}" if nth else "")


def wiki_open(draft: Draft, token: Token) -> None:
    """`[[…`: a link by name, or to a fragment of this page."""
    name, fragment = token.meta["name"], token.meta["fragment"]
    if draft.linked:
        _open(draft, "")
    elif name:
        _refer(draft, "name", name, fragment, token)
    else:
        _here(draft, fragment, token)


def link_open(draft: Draft, token: Token) -> None:
    """A Markdown link, an autolink or a bare address."""
    if draft.linked:
        _open(draft, "")
        return
    address = str(token.attrs["href"])
    to = target(address, draft.dialect.base)
    if to.kind == "external":
        title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        bare = ' class="bare"' if token.markup in {"bare", "autolink"} else ""
        _open(draft, "</a>", f'<a{bare} href="{escape(to.address)}"{title} rel="external">')
    elif to.kind == "here":
        _here(draft, to.fragment, token)
    elif to.kind == "unknown":
        _unknown(draft, token, to)
    else:
        kind = "served" if to.kind == "path" and draft.dialect.served else to.kind
        _refer(draft, kind, to.address, to.fragment, token)


def link_close(draft: Draft, _: Token) -> None:
    """The end of any link."""
    draft.linked -= 1
    draft.quiet -= 1
    end = draft.ends.pop()
    if not end.startswith(_REFERENCE):
        draft.html(end)
        return
    label = "".join(part.html for part in draft.ascend() if isinstance(part, Html))
    number, title = end.removeprefix(_REFERENCE).split(_REFERENCE, 1)
    draft.put(Reference(int(number), label, title))


_REFERENCE = "\0"
"""Marks an end that is no HTML but a place in the list of links, and, behind another mark, the title of the link."""


def _open(draft: Draft, end: str, html: str = "") -> None:
    if html:
        draft.html(html)
    draft.ends.append(end)
    draft.linked += 1
    draft.quiet += 1


def _refer(draft: Draft, kind: str, to: str, fragment: str, token: Token) -> None:
    number = draft.link(kind, to, fragment, token.meta["at"])
    draft.descend()
    _open(draft, f"{_REFERENCE}{number}{_REFERENCE}{token.attrs.get('title', '')}")


def _here(draft: Draft, fragment: str, token: Token) -> None:
    draft.html('<a href="#')
    if fragment:
        draft.lead(fragment, token.meta["at"])
        draft.put(Anchor(anchor(fragment)))
    _open(draft, "</a>", '">')


def _unknown(draft: Draft, token: Token, to: Target) -> None:
    """The label and behind it the address, both as text."""
    _tell_scheme(
        draft, token, to, "link", "write an address on the web (`https://…`), or the file of a term (`model.md`)"
    )
    if token.markup == "autolink":
        _open(draft, "&gt;", "&lt;")
    else:
        _open(draft, f" ({escape(to.address)})" if to.address else "")


def _tell_scheme(draft: Draft, token: Token, to: Target, what: str, help_: str) -> None:
    fault, remedy = no_address(to)
    message = f"{fault}, so the {what} is shown as text"
    draft.fault("unknown-scheme", token.meta["at"], message, remedy or help_)


def image(draft: Draft, token: Token) -> None:
    """A picture; a link or a text where its address leads elsewhere or nowhere."""
    to = target(str(token.attrs["src"]), draft.dialect.base)
    alt = visible(token.children or ())
    if to.kind == "unknown":
        help_ = "put the picture beside the term, and write its name: `![what it shows](loss.png)`"
        _tell_scheme(draft, token, to, "picture", help_)
        _caption(draft, token)
    elif to.kind == "external":
        _remote(draft, token, to.address, alt)
    elif draft.linked:
        _check_alt(draft, token, alt)
        draft.shown(alt)
    else:
        _check_alt(draft, token, alt)
        number = draft.link("image", _source(str(token.attrs["src"])), "", token.meta["at"])
        draft.put(Image(number, alt, str(token.attrs.get("title", ""))))


def _check_alt(draft: Draft, token: Token, alt: str) -> None:
    if not alt.strip():
        draft.fault(
            "missing-alt",
            token.meta["at"],
            "this picture has no description",
            f"say between the brackets what it shows: `![a falling line]({short(str(token.attrs['src']))})`",
        )


def _source(src: str) -> str:
    """The address of a picture, decoded."""
    to = target(src, "")
    return to.address if to.kind == "path" else unquote(src.partition("#")[0].partition("?")[0])


def _remote(draft: Draft, token: Token, address: str, alt: str) -> None:
    draft.fault(
        "remote-image",
        token.meta["at"],
        f"the picture `{short(address)}` is elsewhere, so it is shown as a link",
        "put a copy beside the term or page, or in `static/`",
    )
    shown = alt or address
    if draft.linked:
        draft.shown(shown)
        return
    draft.html(f'<a href="{escape(quoted(address))}" rel="external">')
    draft.shown(shown)
    draft.html("</a>")


def _caption(draft: Draft, token: Token) -> None:
    """The text of an image that is none: its links are links."""
    begin = token.meta["at"][0] + len("![")
    draft.quiet += 1
    draft.shift(begin)
    draft.walk(token.children or ())
    draft.shift(-begin)
    draft.quiet -= 1


def visible(tokens: Iterable[Token]) -> str:
    """The text of inline tokens without its markup (CommonMark § 6.4, of image descriptions)."""
    return "".join(
        visible(token.children or ())
        if token.type == "image"
        else "\n"
        if token.type in {"softbreak", "hardbreak"}
        else token.content
        for token in tokens
    )
