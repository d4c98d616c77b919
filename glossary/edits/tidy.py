"""The small faults of one file that can be mended without asking: slips in keys, stray spaces, the order of fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.edits.front import RANK, read_front
from glossary.term.read import FIELDS
from glossary.text.near import is_slip
from glossary.text.source import start_of_line
from glossary.yaml.entries import end_of, line_end, next_line
from glossary.yaml.splice import Cut, splice, splices_of
from glossary.yaml.written import scalars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.config.schema import Site
    from glossary.edits.front import Front
    from glossary.text.source import Source
    from glossary.yaml.nodes import Scalar

_SPACES: Final = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)
_LINE_END: Final = re.compile(r"[\r\n]")

TRIMMED: Final = ("term", "abbreviation", "aliases", "covers", "forms", "hidden", "not_in", "tags")
"""Fields of which spaces around a text within quotes say nothing."""


def keys(front: Front) -> Iterator[Cut]:
    """Keys that are a field of the format but for one slip, or for capitals, spaces and hyphens: where there is one
    such field, and it has no value yet. In an adopted folder a key is its authors' business.
    """
    if front.site.adopting or front.node is None:
        return
    there = {key.value for key, _ in front.node.items}
    for key, _ in front.node.items:
        if key.value in FIELDS or key.value not in front.content[key.start : key.end]:
            continue
        plain = re.sub(r"[\s-]+", "_", key.value.strip()).casefold()
        meant = [name for name in FIELDS if plain == name or is_slip(plain, name)]
        if len(meant) == 1 and meant[0] not in there:
            at = front.content.index(key.value, key.start)
            there.add(meant[0])
            yield Cut(at, at + len(key.value), meant[0])


def spaces(front: Front) -> Iterator[Cut]:
    """Spaces at the ends of lines of the front matter (but within texts of several lines) and around names in quotes;
    and an end of the file that is one line end.
    """
    content = front.content
    long = [
        (scalar.start, scalar.end)
        for scalar, _ in scalars(front.node, content)
        if _LINE_END.search(content, scalar.start, scalar.end)
    ]
    for found in _SPACES.finditer(content, 0, front.body if front.whole else 0):
        if not any(start <= found.start() and found.end() <= end for start, end in long):
            yield Cut(*found.span(), "")
    for field in TRIMMED if front.whole else ():
        entry = front.entry(field)
        for scalar, _ in scalars(entry[1] if entry else None, content):
            yield from _padding(scalar, content)
    kept = max(len(content.rstrip(" \t\r\n")), front.body - len(line_end(content)))
    if kept and content[kept:] != line_end(content):
        yield Cut(kept, len(content), line_end(content))


def _padding(scalar: Scalar, content: str) -> Iterator[Cut]:
    inner = content[scalar.start + 1 : scalar.end - 1]
    if content[scalar.start] in {'"', "'"} and scalar.raw and inner.strip() and inner != inner.strip():
        start = scalar.start + 1
        yield Cut(start, start + len(inner) - len(inner.lstrip()), "")
        yield Cut(start + len(inner.rstrip()), scalar.end - 1, "")


def order(front: Front) -> Iterator[Cut]:
    """The fields in the order of the format, each with the comments right above it. Where comments stand between blank
    lines, somebody has laid the file out by hand, and it stays; so does what could not be read, and an adopted folder.
    """
    node, content = front.node, front.content
    if front.site.adopting or node is None or front.flow or not front.whole:
        return
    if any(key.value not in FIELDS for key, _ in node.items):
        return
    starts = []
    before = front.begin
    for key, value in node.items:
        start = start_of_line(content, key.start)
        gap = content[before:start]
        if start < before or ("#" in gap and re.search(r"(?:^|\n)[ \t\r]*\n", gap)):
            return
        starts.append(before)
        before = next_line(content, end_of(value, content))
    pieces = [content[start:end] for start, end in zip(starts, [*starts[1:], before], strict=True)]
    places = sorted(range(len(pieces)), key=lambda at: RANK[node.items[at][0].value])
    if places != list(range(len(pieces))):
        yield Cut(starts[0], before, "".join(pieces[at] for at in places))


PASSES: Final = (("misspelt keys", keys), ("spaces", spaces), ("the order of fields", order))
"""What is mended in a term, in this order: each sees what the one before it made."""


def tidied(source: Source, site: Site, keep: Callable[[Source], bool], *, term: bool) -> tuple[Source, tuple[str, ...]]:
    """The source after the passes (of a file that is no `term`, only its spaces), and what was mended; what is not to
    be kept stays as it was.
    """
    done = []
    for what, tidy in PASSES:
        front = read_front(source, site) if term or tidy is spaces else None
        cuts = splices_of(front.text, tidy(front)) if front else []
        data = splice(source.data, cuts)
        new = msgspec.structs.replace(source, data=data)
        if data != source.data and keep(new):
            source = new
            done.append(what)
    return source, tuple(done)
