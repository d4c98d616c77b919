"""Inline tokens → segments: one function a token type."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from glossary.markup.links import Target, anchor, quoted, target
from glossary.markup.segments import Anchor, Html, Image, Part, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from glossary.markup.draft import Draft


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
    """Raw HTML, shown as text."""
    draft.shown(token.content)
    draft.fault(
        "raw-html",
        token.meta["at"],
        f"raw HTML is shown as text: {_short(token.content)}",
        "write Markdown, or put it between backticks if it is meant as code",
    )


def formula(draft: Draft, token: Token) -> None:
    """TeX within a line: as written, marked if the site has formulas."""
    if draft.dialect.math:
        draft.html('<span class="math">')
        draft.shown(token.info)
        draft.html("</span>")
    else:
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
        _here(draft, fragment)


def link_open(draft: Draft, token: Token) -> None:
    """A Markdown link, an autolink or a bare address."""
    if draft.linked:
        _open(draft, "")
        return
    address = str(token.attrs["href"])
    to = target(address, draft.dialect.base)
    if to.kind == "external":
        title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        _open(draft, "</a>", f'<a href="{escape(to.address)}"{title} rel="external">')
    elif to.kind == "here":
        _here(draft, to.fragment)
    elif to.kind == "unknown":
        _unknown(draft, token, to)
    else:
        _refer(draft, to.kind, to.address, to.fragment, token)


def link_close(draft: Draft, _: Token) -> None:
    """The end of any link."""
    draft.linked -= 1
    draft.quiet -= 1
    end = draft.ends.pop()
    if not end.startswith(_REFERENCE):
        draft.html(end)
        return
    label = "".join(part.html for part in draft.ascend() if isinstance(part, Html))
    draft.put(Reference(int(end.removeprefix(_REFERENCE)), label))


_REFERENCE = "\0"
"""Marks an end that is no HTML but a place in the list of links."""


def _open(draft: Draft, end: str, html: str = "") -> None:
    if html:
        draft.html(html)
    draft.ends.append(end)
    draft.linked += 1
    draft.quiet += 1


def _refer(draft: Draft, kind: str, to: str, fragment: str, token: Token) -> None:
    number = draft.link(kind, to, fragment, token.meta["at"])
    draft.descend()
    _open(draft, f"{_REFERENCE}{number}")


def _here(draft: Draft, fragment: str) -> None:
    draft.html('<a href="#')
    if fragment:
        draft.put(Anchor(anchor(fragment)))
    _open(draft, "</a>", '">')


def _unknown(draft: Draft, token: Token, to: Target) -> None:
    """The label and behind it the address, both as text."""
    _tell_scheme(draft, token, to, "link")
    if token.markup == "autolink":
        _open(draft, "&gt;", "&lt;")
    else:
        _open(draft, f" ({escape(to.address)})" if to.address else "")


def _tell_scheme(draft: Draft, token: Token, to: Target, what: str) -> None:
    draft.fault(
        "unknown-scheme",
        token.meta["at"],
        f"the {what} starts with “{_short(to.fragment)}” and is shown as text",
        "links lead to http, https, mailto, or a relative address",
    )


def image(draft: Draft, token: Token) -> None:
    """A picture; a link or a text where its address leads elsewhere or nowhere."""
    to = target(str(token.attrs["src"]), draft.dialect.base)
    alt = visible(token.children or ())
    if to.kind == "unknown":
        _tell_scheme(draft, token, to, "image")
        _caption(draft, token)
    elif to.kind == "external":
        _remote(draft, token, to.address, alt)
    elif draft.linked:
        draft.shown(alt)
    else:
        draft.put(Image(_source(str(token.attrs["src"])), alt, str(token.attrs.get("title", ""))))


def _source(src: str) -> str:
    """A relative address decoded; one from the root as written."""
    return src if src.startswith("/") else target(src, "").address


def _remote(draft: Draft, token: Token, address: str, alt: str) -> None:
    draft.fault(
        "remote-image",
        token.meta["at"],
        f"the image at {_short(address)} is shown as a link",
        "put a copy beside the term or in static/",
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


def _short(text: str) -> str:
    """`text` on one line, cut to what a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


_LONGEST = 60
