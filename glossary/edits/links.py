"""Links in Markdown, as they are written: the part of each that names its target."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from glossary.markup.links import quoted, target
from glossary.text.source import start_of_line
from glossary.yaml.splice import Cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.config.texts import Ref
    from glossary.edits.heir import Heir

_WIKI: Final = re.compile(r"\[\[(?P<name>[^\[\]|#]*)(?:#(?P<fragment>[^\[\]|]*))?(?P<label>\|[^\[\]]*)?\]\]")
_DESTINATION: Final = re.compile(
    r"[ \t]*(?:\r?\n[ \t]*)?(?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()]*\))+))"
)
_LABEL: Final = re.compile(r"\]\[(?P<label>[^\[\]]+)\]\Z|\[(?P<own>[^\[\]]+)\](?:\[\])?\Z")
_DEFINITION: Final = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[(?P<label>[^\[\]]+)\]:", re.MULTILINE)
_DELIMITER: Final = re.compile(r"^(?=[^\r\n]*\|)(?=[^\r\n]*-)[ \t>|:-]+(?=\r?$)", re.MULTILINE)
_EMPTY: Final = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t>]*(?=[\r\n]|\Z)")
_SIMPLE: Final = re.compile(r"\w[\w .()/+&’-]*")


def is_simple(name: str) -> bool:
    """Whether a name can stand in a link `[[…]]`, also within a YAML text, whatever its quotes."""
    return _SIMPLE.fullmatch(name) is not None


def wiki_cuts(
    content: str, span: tuple[int, int], ref: Ref, heir: Heir, rows: Sequence[tuple[int, int]]
) -> Iterator[Cut]:
    """The cuts by which the link `[[…]]` to a name, between two characters of a file, names its heir and shows what it
    showed. `rows` are the `tables` of the file.
    """
    said = heir.said(ref.target, shown=True)
    if said and not is_simple(said):
        said = heir.id
    for found in _WIKI.finditer(content, *span) if said else ():
        name = found["name"].removesuffix("\\") if found["label"] else found["name"]
        fragment = " ".join((found["fragment"] or "").removesuffix("\\").split())
        if " ".join(name.split()) != " ".join(ref.target.split()) or fragment != ref.fragment:
            continue
        at = found.start("name") + len(name) - len(name.lstrip())
        close = found.start("name") + len(name.rstrip())
        bar = "\\|" if _in_table(found.start(), rows) else "|"
        if found["label"]:
            same = found["fragment"] is None and found["label"][1:].strip() == said
            yield Cut(at, found.end() - 2 if same else close, said)
        elif found["fragment"] is None:
            yield Cut(at, at, said + bar)
        else:
            yield Cut(at, found.end() - 2, f"{said}#{found['fragment']}{bar}{name.strip()}")


def tables(content: str) -> list[tuple[int, int]]:
    """Where tables stand in a text, in order: from the row above the line of hyphens to the next empty line."""
    found: list[tuple[int, int]] = []
    for match in _DELIMITER.finditer(content):
        if not found or match.start() >= found[-1][1]:
            end = _EMPTY.search(content, match.end())
            begin = start_of_line(content, max(match.start() - 1, 0))
            found.append((begin, end.start() if end else len(content)))
    return found


def _in_table(place: int, rows: Sequence[tuple[int, int]]) -> bool:
    """Whether a character stands in a table, where a bar would cut a link."""
    at = bisect_right(rows, place, key=lambda table: table[0]) - 1
    return at >= 0 and place < rows[at][1]


class Way(NamedTuple):
    """A reference by an address: the part of it that names the term, what shall stand there, and the base of links."""

    ref: Ref
    core: str
    new: str
    base: str


def definitions(content: str) -> dict[str, int]:
    """Where the addresses stand that a text defines by labels (`[1]: loss.md`): the first of each label counts."""
    found: dict[str, int] = {}
    for match in _DEFINITION.finditer(content):
        found.setdefault(_label_key(match["label"]), match.end())
    return found


def address_cuts(content: str, start: int, end: int, way: Way, defined: Mapping[str, int]) -> list[Cut]:
    """The cuts by which a Markdown link, between two characters of a file, leads to the heir. An address that is
    `defined` elsewhere in the text is mended there.
    """
    places = [start + found.end() for found in re.finditer(r"\]\(", content[start:end])]
    cuts = [cut for place in places if (cut := _address_cut(content, place, way))]
    if not cuts and (label := _LABEL.search(content[start:end])):
        place = defined.get(_label_key(label["label"] or label["own"]))
        cut = _address_cut(content, place, way) if place is not None else None
        return [cut] if cut else []
    return cuts


def _label_key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _address_cut(content: str, at: int, way: Way) -> Cut | None:
    """The cut in the address that starts at a character, if it is that of the reference."""
    found = _DESTINATION.match(content, at)
    if found is None:
        return None
    kind = "plain" if found["angled"] is None else "angled"
    written, start = found[kind], found.start(kind)
    to = target(written, way.base)
    kind_of = "path" if way.ref.kind == "served" else way.ref.kind
    if (to.kind, to.address, to.fragment) != (kind_of, way.ref.target, way.ref.fragment):
        return None
    path = re.split(r"[#?]", written, maxsplit=1)[0]
    decoded = unquote(path)
    place = decoded.rfind(way.core)
    if place < 0:
        return None
    made = decoded[:place] + way.new + decoded[place + len(way.core) :]
    if kind == "plain":
        made = quoted(made.replace("%", "%25")).replace("(", "%28").replace(")", "%29")
    return Cut(start, start + len(path), made)
