"""What is taken from, and said about, the body of a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.config.texts import Inline
from glossary.markup.segments import Component, Html
from glossary.term.anchors import component_ids
from glossary.term.schema import COMPONENTS
from glossary.text.address import name_key
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossary.config.texts import Block, Writing
    from glossary.markup.segments import Segment
    from glossary.term.schema import Term
    from glossary.text.diagnostic import Report

_COMMENT = r"<!--(?:(?!-->)[\s\S])*-->"
_HEADING = re.compile(
    rf"\A(?:\s*{_COMMENT}[ \t]*(?=\r?\n))*\s*(?P<line>#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*)"
    r"(?:\{[^{}\n]*\}[ \t]*)?(?:\r?\n|\Z)"
)
_PARAGRAPH = re.compile(r"(?:[ \t]*\r?\n)*(?P<text>(?:[^\n]*\S[^\n]*(?:\n|\Z))+)")
_TAG = r"#\w[\w/-]*"
_LINK = r"\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]\([^()\n]*\)|https?://[^\s<>]+(?!\S)"
_LISTED = rf"(?:(?:{_TAG}|{_LINK})[ \t,;·|]*)"
_END = r"[ \t]*\r?(?:\n|\Z)"
_NOTHING = (
    r"(?P<level>#{1,6})(?:[ \t][^\n]*)?(?:\n|\Z)",
    rf"{_COMMENT}{_END}",
    rf"(?![-*+]\s|\d{{1,9}}[.)]\s|[>|<\s]|\[[^\]]+\]:)[^\n]+\n {{0,3}}(?:=+|-+){_END}",
    rf"(?:(?:-[ \t]*){{3,}}|(?:\*[ \t]*){{3,}}|(?:_[ \t]*){{3,}}){_END}",
    r"!\[(?:[^\n]*\S[^\n]*(?:\n|\Z))+",
    rf"(?:{_TAG}[ \t]*)+{_END}",
    rf"\w(?:[\w ]{{0,28}}\w)?:(?::(?=\s)(?![^\n]*[.!?…。]{_END})[^\n]*(?:\n|\Z)|[ \t]*{_LISTED}+{_END})",
    rf"\*\*\w[\w ]{{0,28}}(?::\*\*|\*\*:)[ \t]*{_LISTED}*{_END}",
    rf"(?:(?:{_LINK})[ \t,;·|]*)+\r?(?:\n(?=[ \t]*(?:\r?\n|\Z|https?://))|\Z)",
)
"""What defines nothing: a heading, below which a paragraph may stand without an empty line, also if underlined; a
comment; a line `---`; a picture with what stands right below it; what vaults say of a note, in tags (`#seed`), fields
(`up: [[Loom]]`, `status:: new`, but no sentence), below a label (`**Links**:`), or in links alone.
"""
_PASSED = re.compile(rf"(?:[ \t]*\r?\n)*(?P<line>{'|'.join(f' {{0,3}}(?:{each})' for each in _NOTHING)})")
_LABEL = re.compile(r"definition::[ \t]+", re.IGNORECASE)
"""How Dataview (Obsidian) writes it in a text."""

_NEXT = re.compile(r"\s*(?:(?: {0,3})(?P<level>#{1,6})[ \t]|\Z)")
_NO_PARAGRAPH = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|```|~~~|\||<|!\[|\[[^\]]+\]:|(?:[-*_][ \t]*){3,}$)")
_INTERRUPTS = re.compile(
    r"^ {0,3}(?:#{1,6}\s|[-*+][ \t]+\S|1[.)][ \t]+\S|>|```|~~~|<!--|(?:[*_][ \t]*){3,}$)", re.MULTILINE
)
"""What ends a paragraph without an empty line (CommonMark 0.31.2, § 4.8); `---` would make a heading of it."""
_CALLOUT = re.compile(
    r"(?:[ \t]*\r?\n)* {0,3}>[ \t]*\[!(?:(?:definition|def|abstract|summary|tl;?dr)\b[^\[\]\n]*\][^\n]*"
    r"|[^\[\]\n]+\][+-]?[ \t]+definition\b[^\n]*)\n(?:[ \t]*>[ \t]*\r?\n)*"
    r"(?P<text>(?:[ \t]*>[^\n]*\S[^\n]*(?:\n|\Z))+)",
    re.IGNORECASE,
)
"""A callout (Obsidian) that is called as one whose first paragraph defines."""
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*(?:\n|\Z)", re.MULTILINE)
_BELOW = re.compile(r"\s*(?:---[ \t]*\r?\n)?(?P<key>[a-z_]+)[ \t]*:(?:\s|\Z)")
_EMPHASIS = re.compile(r"[*_`]+")


def heading_title(body: str) -> tuple[str, str]:
    """The text of a first-level heading that opens the body, and the body without it (blanked, so that places hold)."""
    match = _HEADING.match(body)
    if not match:
        return "", body
    return _EMPHASIS.sub("", match["title"]).strip(), _blank(body, match.start("line"), match.end())


class Paragraph(NamedTuple):
    """The first paragraph of a body, and the body without it. Offsets are those of the body."""

    text: str
    start: int
    rest: str
    links: str

    def definition(self, writing: Writing, shift: int) -> Inline:
        """The paragraph as a definition; `shift` is where the body starts in its file."""
        source = self.text.rstrip()
        block = writing.text(source + "\n\n" + self.links, shift + self.start, "definition")
        return Inline(" ".join(source.split()), _unwrapped(block.segments), block.base, block.piece)


def first_paragraph(body: str) -> Paragraph | None:
    """The first paragraph, where the body opens with one, pictures and headings passed over.

    A list, a quote, a table or code is no paragraph, and what stands below it defines nothing. The heading right above
    the paragraph goes with it where it would stand above nothing. In a callout that is called `definition` or the like,
    it is the first one there.

    Link definitions (`[1]: …`) that stand elsewhere in the body go with it.
    """
    at, heading = 0, None
    while passed := _PASSED.match(body, at):
        at, heading = passed.end(), passed if passed["level"] else None
    if callout := _CALLOUT.match(body, at):
        found = _in_callout(body, callout)
        alone = found is not None and not found.rest[at : callout.end()].strip()
        if found and heading and alone and _is_empty(heading["level"], body, callout.end()):
            return found._replace(rest=_blank(found.rest, *heading.span("line")))
        return found
    match = _PARAGRAPH.match(body, at)
    if not match or _NO_PARAGRAPH.match(match["text"]):
        return None
    start, end = match.span("text")
    if other := _INTERRUPTS.search(body, start, end):
        end = other.start()
    rest = _blank(body, start, end)
    if label := _LABEL.match(body, start, end):
        start = label.end()
    if heading and _is_empty(heading["level"], body, end):
        rest = _blank(rest, *heading.span("line"))
    return Paragraph(body[start:end], start, rest, "".join(_DEFINITION.findall(body)))


def _in_callout(body: str, callout: re.Match[str]) -> Paragraph | None:
    """The first paragraph of a callout, which the body loses where nothing else stands in it."""
    start, end = callout.span("text")
    text = _QUOTED.sub(lambda mark: " " * len(mark.group()), callout["text"])
    at = len(text) - len(text.lstrip())
    if _NO_PARAGRAPH.match(text):
        return None
    if other := _INTERRUPTS.search(text, at):
        text = text[: other.start()]
        end = start + other.start()
    alone = end == callout.end() and not _QUOTED.match(body, end)
    begin = callout.start() if alone else start + at
    rest = _blank(body, begin, end) if alone else body[:begin] + _unquoted(body[begin:end]) + body[end:]
    return Paragraph(text[at:], start + at, rest, "".join(_DEFINITION.findall(body)))


def _unquoted(text: str) -> str:
    """Lines of a quotation without what stands in them."""
    marks = [_QUOTED.match(line) for line in text.splitlines(keepends=True)]
    return "".join(
        (mark.group() if mark else "") + re.sub(r"[^\r\n]", " ", line[mark.end() if mark else 0 :])
        for mark, line in zip(marks, text.splitlines(keepends=True), strict=True)
    )


def _is_empty(level: str, body: str, end: int) -> bool:
    """Whether a heading of that level has nothing behind `end`: the body ends, or a heading as high comes."""
    after = _NEXT.match(body, end)
    return after is not None and len(after["level"] or "") <= len(level)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


def _unwrapped(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The inside of the one paragraph that the segments hold."""
    found = list(segments)
    if found and isinstance(found[0], Html):
        found[0] = Html(found[0].html.removeprefix("<p>"))
    if found and isinstance(found[-1], Html):
        found[-1] = Html(found[-1].html.rstrip().removesuffix("</p>"))
    return tuple(segment for segment in found if not isinstance(segment, Html) or segment.html)


def check_components(term: Term, report: Report) -> None:
    """Report comments of the body that place a component which the term lacks, or place one twice."""
    placed: set[tuple[str, str]] = set()
    for segment in term.body.segments:
        if not isinstance(segment, Component):
            continue
        ids = component_ids(term, segment.noun)
        if segment.noun not in COMPONENTS or not ids or (segment.id and segment.id not in ids):
            _lacking(segment, ids, report)
        elif (segment.noun, segment.id) in placed:
            start, end = _place(segment, report)
            report.add("duplicate-item", start, end, f"`{segment.noun}` is placed twice", "keep one of the comments")
        placed.add((segment.noun, segment.id))


def check_title(name: str, body: str, start: int, report: Report) -> None:
    """Report a heading that opens the body, which starts at the character `start`, and repeats the term's name."""
    title, _ = heading_title(body)
    heading = _HEADING.match(body)
    if heading and title and name_key(title) == name_key(name):
        at = heading.start("line")
        line = body[at:].splitlines()[0].rstrip()
        message = "this heading repeats the name of the term, which stands above the text anyway"
        help_ = "delete it; headings of the body start with `##`"
        report.add("repeated-title", start + at, start + at + len(line), message, help_)


def check_fields(fields: Collection[str], body: str, start: int, report: Report) -> None:
    """Report one of the `fields` that opens the body, which starts at the character `start`: there it is text."""
    found = _BELOW.match(body)
    if found and found["key"] in fields:
        message = f"`{found['key']}:` stands below the front matter, where it is text"
        help_ = "write all fields between the first two lines `---`"
        report.add("unread-markup", start + found.start("key"), start + found.end("key"), message, help_)


def refuse_components(body: Block, report: Report) -> None:
    """Report comments that place a component, in the body of a page that is no term."""
    for segment in body.segments:
        if isinstance(segment, Component):
            start, end = _place(segment, report)
            report.add(
                "unknown-component",
                start,
                end,
                f"a page has no `{segment.noun}`",
                "delete the comment, or link the term that has one",
            )


def _lacking(segment: Component, ids: tuple[str, ...], report: Report) -> None:
    start, end = _place(segment, report)
    if not ids:
        report.add(
            "unknown-component",
            start,
            end,
            f"the term has no `{segment.noun}`",
            f"write the field `{segment.noun}`, or delete the comment",
        )
        return
    if not any(ids):
        message = f"`{segment.noun}` has no parts with ids of their own"
        report.add("unknown-component", start, end, message, f"write `<!-- {segment.noun} -->`")
        return
    meant = nearest(segment.id, ids)
    report.add(
        "unknown-component",
        start,
        end,
        f"the term has no `{segment.noun}` with the id `{segment.id}`",
        f"did you mean `{meant}`?" if meant else "ids here: " + ", ".join(ids),
    )


def _place(segment: Component, report: Report) -> tuple[int, int]:
    noun = re.escape(segment.noun).replace("_", "[-_]")
    inner = rf"\s*:\s*{re.escape(segment.id)}" if segment.id else ""
    match = re.search(rf"<!--\s*(?i:{noun}){inner}\s*-->", report.text.content)
    return match.span() if match else (0, 0)
