"""A page that is no term (*About*), or the introduction of a section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final, Literal

import msgspec

from glossary.config.texts import TEXT_LEAVES, Block, Ref, Writing
from glossary.markup.passages import Passage, Scribe
from glossary.term.adopt import translate
from glossary.term.body import heading_title, refuse_components
from glossary.term.front import CLOSING, OPENING, is_toml, toml, unclosed
from glossary.text.address import make_id, seat_of, stem_of, words_of
from glossary.text.bidi import check_direction
from glossary.text.diagnostic import Diagnostic, Report
from glossary.text.source import Source, read_text
from glossary.yaml.compose import compose
from glossary.yaml.decode import top
from glossary.yaml.keys import no_mapping
from glossary.yaml.leaves import LEAVES, Count, Plain
from glossary.yaml.nodes import Mapping
from glossary.yaml.reading import Reading
from glossary.yaml.shapes import Decodable, Shape

if TYPE_CHECKING:
    from glossary.config.schema import Site
    from glossary.markup.compiler import Compiler

_KEY = re.compile(r"[\w-]+:(?:[ \t]|$)", re.MULTILINE)
"""A line of front matter: below `---` it tells that this is no thematic break."""

SPARE: Final = "a page has `title`, `order` and `autolink`; all else stands in its text"

IDS: Final = frozenset({"main", "rail", "search", "top"})
"""Ids of the page itself, which no heading gets."""


class Leaflet(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A page that is no term; with a `section` it introduces that section."""

    id: str
    path: str
    digest: str
    title: str
    order: int | None = None
    section: str = ""
    body: Block
    refs: tuple[Ref, ...] = ()


class _Front(Decodable, frozen=True, kw_only=True):
    """The fields of a page. `term` is what an adopted folder's title is mapped to."""

    shape: ClassVar[Shape] = Shape()
    title: Plain | None = None
    term: Plain | None = None
    order: Count | None = None
    autolink: Literal["first", "never"] = "first"


def read_leaflet(
    source: Source, site: Site, compiler: Compiler, section: str = ""
) -> tuple[tuple[Leaflet, Passage] | None, tuple[Diagnostic, ...]]:
    """The page in `source` with what is read of it, and all that is wrong with it; `None` only where its bytes are no
    text. Front matter is not needed: then the title is the first heading, or the file's name.
    """
    text, faults = read_text(source)
    if text is None:
        return None, faults
    report = Report(text)
    check_direction(report)
    scribe = Scribe()
    writing = Writing(compiler, report, scribe)
    front, start = _front(report, site)
    body = text.content[start:]
    heading, without = heading_title(body)
    stem = _stem(source.path, site)
    title = front.title or front.term or heading or words_of(stem)
    if heading and heading == title:
        body = without
    block = writing.text(body, start, "body", IDS)
    refuse_components(block, report)
    leaflet = Leaflet(
        id=make_id(stem) or "page",
        path=source.path,
        digest=source.digest,
        title=title,
        order=front.order,
        section=section,
        body=block,
        refs=tuple(writing.refs),
    )
    passage = msgspec.structs.replace(scribe.passage(()), unlinked=front.autolink == "never")
    return (leaflet, passage), tuple(sorted(report.found, key=lambda found: found.span))


def _stem(path: str, site: Site) -> str:
    """What the page is called by its file; in an adopted folder the page `about/index.md` is *about*."""
    if not site.adopting:
        return stem_of(path)
    home = next((home for home in (site.config.terms, site.config.pages) if path.startswith(f"{home}/")), "")
    return seat_of(path.removeprefix(f"{home}/")).rsplit("/", 1)[-1]


def _front(report: Report, site: Site) -> tuple[_Front, int]:
    content = report.text.content
    opening = OPENING.match(content)
    closing = CLOSING.search(content, opening.end()) if opening else None
    if not opening or not closing:
        if opening and _KEY.match(content, opening.end()):
            report.add("unclosed-front-matter", *unclosed(content))
        elif is_toml(content):
            report.add("missing-front-matter", *toml(content))
        return _Front(), 0
    node = compose(opening.end(), closing.start(), report).node
    if isinstance(node, Mapping):
        called: dict[str, str] = {}
        if site.adopting:
            node, called = translate(node, site)
        elif misplaced := [key for key, _ in node.items if key.value == "definition"]:
            message = "a page has no `definition`: this is the file of a term"
            report.add(
                "unknown-key", misplaced[0].start, misplaced[0].end, message, f"move it below `{site.config.terms}/`"
            )
            return _Front(), closing.end()
        fields = top(_Front, LEAVES | TEXT_LEAVES)(node, Reading(report, None, called, SPARE))
        return _Front(**fields), closing.end()
    if node is not None:
        no_mapping(node, Reading(report), "title: About")
    return _Front(), closing.end()
