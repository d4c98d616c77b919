"""Segments, and the glossary around them, become HTML: the only module that knows MarkupSafe, or makes `Markup`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from markupsafe import Markup, escape

from glossary.graph.glossary import NOWHERE, Leads, Stitch, Target
from glossary.markup.plain import plain
from glossary.markup.segments import Anchor, Component, Heading, Html, Image, Part, Prose, Reference
from glossary.pages.stitches import closed, marked_name, opened, opening_name
from glossary.text.address import relative, term_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.config.texts import Block, Inline
    from glossary.graph.glossary import Glossary
    from glossary.markup.segments import Segment
    from glossary.term.schema import TermId
    from glossary.text.labels import Labels


class Face(msgspec.Struct, frozen=True):
    """What is shown of a term on another page; `href` is relative to that page."""

    id: str
    name: str
    href: str
    number: str
    definition: str
    plain: str
    status: str


class Defined(msgspec.Struct, frozen=True):
    """A definition with its term set off.

    Where the text begins with the name, be it a link or in bold letters, this is `name` and `lead` what stands before
    it (*A* model *is …*); else `apart` says that the name has to be put in front.
    """

    lead: str
    name: str
    rest: Markup
    apart: bool


NO_LEADS: Final = Leads()
_NO_STITCHES: Final[Mapping[int, Sequence[Stitch]]] = MappingProxyType({})


class Joiner:
    """Joins texts for one page at `address`.

    `prefix` goes before every id on the page (the printed whole needs it); `root` leads to the first page's folder, by
    default by relative links.
    """

    def __init__(
        self, glossary: Glossary, labels: Labels, address: str, prefix: str = "", root: str | None = None
    ) -> None:
        self.glossary = glossary
        self.labels = labels
        self.address = address
        self.prefix = prefix
        self.root = "../" * address.count("/") if root is None else root
        self._section = escape(labels.text("term.section"))

    def face(self, term: TermId) -> Face:
        """What this page shows of `term`."""
        card = self.glossary.terms[term]
        return Face(
            card.id,
            card.term,
            self.term_href(term),
            self.glossary.numbers.get(term, ""),
            card.definition,
            card.plain,
            card.status,
        )

    def faces(self, terms: Iterable[TermId]) -> tuple[Face, ...]:
        """What this page shows of each of `terms`."""
        return tuple([self.face(term) for term in terms])

    def term_href(self, term: str) -> str:
        """The link to the page of `term`."""
        return self.root + term_address(term)

    def href(self, target: Target) -> str:
        """The address of a target, relative to this page; empty where it leads nowhere."""
        if target.kind == "term":
            return self.term_href(target.id) + (f"#{target.fragment}" if target.fragment else "")
        if target.kind == "none":
            return ""
        if target.kind == "elsewhere":
            return target.id
        if target.kind == "file":
            return self.file(target.id) + (f"#{quote(target.fragment, safe=_SAFE)}" if target.fragment else "")
        return self.local(address_of(target))

    def local(self, address: str) -> str:
        """The link to an address of this site, which is given from its root."""
        if self.root.startswith("/"):
            return self.root + address
        return relative(address, self.address)

    def file(self, path: str) -> str:
        """The link to a file of the site's folder, percent-encoded: its name may have blanks, `#` or any letter."""
        return self.local(quote(picture_address(path), safe=_SAFE))

    def definition(self, name: str, text: Inline, leads: Leads) -> Defined:
        """The definition of the term `name`, the name set off."""
        segments = text.segments or (Prose(text.source),)
        opening = segments[0].text if type(segments[0]) is Prose else ""
        found = opening_name(opening, name)
        if found is None:
            whole = self.inline(text, leads)
            lead, marked, tail = marked_name(whole, escape(name))
            return Defined(lead, Markup(marked) or name, Markup(tail), apart=not marked)  # noqa: S704 - see the module
        start, end = found
        rest = Markup(self.html(segments, text, leads, end))  # noqa: S704 - see the module
        return Defined(opening[:start], opening[start:end], rest, apart=False)

    def inline(self, text: Inline | None, leads: Leads = NO_LEADS) -> Markup:
        """An inline text as HTML; `leads` are those of its file."""
        if text is None:
            return Markup()
        if text.segments:
            return Markup(self.html(text.segments, text, leads))  # noqa: S704 - see the module
        if text.piece in leads.stitches:
            return Markup(self.html((Prose(text.source),), text, leads))  # noqa: S704 - as above
        return escape(text.source)

    def block(self, text: Block, leads: Leads) -> Markup:
        """A block text as HTML, headings and all; component comments are left out."""
        return Markup(self.html(text.segments, text, leads))  # noqa: S704 - see the module

    def html(self, segments: Sequence[Segment], text: Inline | Block, leads: Leads, skip: int = 0) -> str:
        """Segments of `text` as HTML, but the first `skip` characters of running text; as mere text, for what is joined
        into more HTML: making `Markup` of every piece costs a third.
        """
        found: list[str] = []
        stitches = leads.stitches if text.piece >= 0 else _NO_STITCHES
        piece, closing, dropped = text.piece, 0, False
        for segment in segments:
            kind = type(segment)  # a comparison of types is faster here than `isinstance` or `match`
            if kind is Html:
                html: str = segment.html  # type: ignore[union-attr]
                found.append(html if not closing else closed(html, closing))
                closing = 0
            elif kind is Prose:
                prose: str = segment.text  # type: ignore[union-attr]
                if stitches and (ends := stitches.get(piece + segment.number)):  # type: ignore[union-attr]
                    closing, dropped = self._stitched(prose, ends, found, skip, dropped=dropped)
                else:
                    prose = prose[skip:].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    found.append(prose)  # as `escape_text`
                skip = 0
            elif kind is Reference:
                found.append(self.link(leads.targets[text.base + segment.link], segment.label, segment.title))  # type: ignore[union-attr]
            else:
                found.append(self._rare(segment, text, leads))
        return "".join(found)

    def _stitched(
        self, prose: str, ends: Sequence[Stitch], found: list[str], start: int, *, dropped: bool
    ) -> tuple[int, bool]:
        """Append running text with the links that begin and end in it; behind how many tags that follow the last one is
        still to be closed, and whether that is `dropped`, as the one that is open before the text may be. A link to the
        page itself is none.
        """
        outward = 0
        for stitch in ends:
            if stitch.opens:
                dropped = stitch.at < start or term_address(stitch.target.id) == self.address
            if dropped:
                continue
            found.append(escape_text(prose[start : stitch.at]))
            start = stitch.at
            if stitch.opens:
                tag = f'<a data-t="{escape(stitch.target.id)}" href="{escape(self.href(stitch.target))}">'
                found.append(tag) if not stitch.outward else opened(found, tag, stitch.outward)
            elif stitch.outward:
                outward = stitch.outward
            else:
                found.append("</a>")
        found.append(escape_text(prose[start:]))
        return outward, dropped

    def _rare(self, segment: Segment, text: Inline | Block, leads: Leads) -> str:
        match segment:
            case Image(link, alt, title):
                return self.picture(leads.targets[text.base + link], alt, title)
            case Anchor(made):
                return escape(self.prefix + made)
            case Part(label):
                word = self.labels.text(label)
                return escape(word) if label.startswith(_SHOWN) else escape(str(word))
            case Heading(level, made, _, content):
                return self.heading(level, made, "", self.html(content, text, leads))
            case Component():
                return ""
        return ""

    def link(self, target: Target, label: str, title: str = "") -> str:
        """A link with finished HTML for its label; the label alone where the target leads nowhere."""
        if target is NOWHERE or target.kind == "none":
            return label
        shown = f' title="{escape(title)}"' if title else ""
        if target.kind == "elsewhere":
            return f'<a href="{escape(target.id)}"{shown} rel="external">{label}</a>'
        mark = f' data-t="{escape(target.id)}"' if target.kind == "term" else ""
        return f'<a{mark} href="{escape(self.href(target))}"{shown}>{label}</a>'

    def heading(self, level: int, made: str, number: str, inner: str) -> str:
        """A heading of a text, `inner` being finished HTML. Its number is the link to it, and ends with a space: behind
        a number in the margin, none would be copied.
        """
        made = escape(self.prefix + made)
        if number:
            inner = f'<a class="no" href="#{made}"><span class="sr">{self._section} </span>{number} </a>{inner}'
        return f'<h{level} id="{made}">{inner}</h{level}>'

    def picture(self, target: Target, alt: str, title: str = "") -> str:
        """A picture; its description where the target leads nowhere."""
        if target is NOWHERE or target.kind == "none":
            return escape(alt)
        shown = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(self.href(target))}" alt="{escape(alt)}" loading="lazy"{shown}>'


_SHOWN: Final = "alert."
"""The words in texts that are shown. All others stand in attributes."""


def island(data: object) -> Markup:
    """JSON that can stand inside a `script` element, or be a script: no `<` is left in it, and no end of a line that
    JSON allows in a text and scripts before ES2019 do not.
    """
    text = msgspec.json.encode(data, enc_hook=_bare, order="deterministic").decode().replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text)  # noqa: S704 - no `<` can end the element


def _bare(value: object) -> str:
    """A text that is more than that, as HTML or a word of the theme, without what it is more."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def in_line(parts: Iterable[str], between: str) -> str:
    """The parts that are not empty, in a line; as HTML where one of them is more than text."""
    kept = [part for part in parts if part]
    plain_texts = all(type(part) is str for part in kept)
    return between.join(kept) if plain_texts else escape(between).join(kept)


def escape_text(text: str) -> str:
    """Text as HTML between tags, where quotes may stand: faster than `escape` by half."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_output(value: object) -> str:
    """What `escape` gives, without making `Markup` of it: for what a template writes out."""
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment]  # `kind` says what it is
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    if kind is Markup:
        return value  # type: ignore[return-value]  # as above
    return escape(value)


def rendered(html: str) -> Markup:
    """HTML that came out of a template, or of `Joiner.html`; a constant of ours."""
    return Markup(html)  # noqa: S704 - templates escape


def address_of(target: Target) -> str:
    """Where a target stands, from the root of the site, with its fragment."""
    fragment = f"#{target.fragment}" if target.fragment else ""
    if target.kind == "term":
        return term_address(target.id) + fragment
    folder = "sections" if target.kind == "section" else "pages"
    return f"{folder}/{target.id}.html{fragment}"


_SAFE: Final = "/-._~!$&'()*+,;=:@"
"""What may stand in the path of an address as it is (RFC 3986 § 3.3)."""


def picture_address(path: str) -> str:
    """Where a picture of the site's folder, or a static file, stands in the site."""
    return "assets/" + path.removeprefix("static/")


__all__ = [
    "Defined",
    "Face",
    "Joiner",
    "Markup",
    "address_of",
    "escape",
    "escape_output",
    "escape_text",
    "in_line",
    "island",
    "opening_name",
    "picture_address",
    "plain",
    "rendered",
]
