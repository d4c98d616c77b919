"""A Markdown folder that was written for something else, as far as it can be seen without knowing for what."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.edits.tongue import language_of
from glossary.markup.boxes import without_boxes
from glossary.markup.shortcodes import with_addresses, without_links
from glossary.term.adopt import lifted
from glossary.term.body import first_paragraph, heading_title
from glossary.term.contents import without_contents
from glossary.term.front import CLOSING, OPENING, is_toml
from glossary.text.address import bare, seat_of, served
from glossary.text.diagnostic import Report
from glossary.text.source import read_text
from glossary.yaml.compose import compose
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, empty, is_null, items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.text.source import Source, Text

_ROOTED: Final = re.compile(
    r"\]\(\s*<?(/[^\s()<>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?(/[^\s<>]+)|\bhref=[\"'](/[^\s\"']+)", re.MULTILINE
)
"""Links to addresses that start at the top of a site."""

_LEADING: Final = re.compile(r"\]\(\s*<?(?![a-z]+:|[/#])([^\s()<>#?]+)|(?<!!)\[\[([^\[\]|#\n]+)", re.IGNORECASE)
"""Links to files beside, by a path or a name."""

_PICTURE: Final = re.compile(
    r"!\[[^\]\n]*\]\(\s*<?(?![a-z]+:)([^\s()<>]+)|!\[\[([^\[\]|#\n]+\.(?:png|jpe?g|gif|webp|avif))", re.IGNORECASE
)
"""Pictures that are no addresses on the web."""

MARKS: Final = {
    "formula": re.compile(r"\$\$[^$]+\$\$|(?<![\w$\\])\$[^\s$][^$\n]*[^\s$\\]\$(?![\w$])"),
    "shortcode": re.compile(r"\{\{[<%].{0,400}?[%>]\}\}", re.DOTALL),
    "Liquid": re.compile(r"(?<!\{)\{%.{0,400}?%\}|\{\{[^<%{].{0,400}?\}\}", re.DOTALL),
    "box": re.compile(r"^:{3,}[ \t]*\w", re.MULTILINE),
    "tab": re.compile(r"^===[!+]{0,2}[ \t]+[\"']", re.MULTILINE),
    "attributes": re.compile(r"(?:(?<=\))\{:?|^\{:)[ \t]*[\w.#:-]+[^{}\n]{0,200}\}", re.MULTILINE),
    "embed": re.compile(r"!\[\[(?![^\[\]\n]*\.(?:png|jpe?g|gif|webp|avif|svg)\b)[^\[\]\n]+\]\]", re.IGNORECASE),
    "JSX": re.compile(r"^(?:import|export)[ \t].+$", re.MULTILINE),
}
"""What other programs read in a body and this one does not."""

_CODE: Final = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)


class Value(NamedTuple):
    """A value in front matter: what it is, its texts, and the keys of the mappings in it."""

    kind: str
    texts: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A file. `front` is `yaml`, `toml`, `none` or `broken`; `path` is relative to the folder of terms."""

    path: str
    front: str
    values: tuple[tuple[str, Value], ...] = ()
    heading: str = ""
    """The first-level heading that opens the body."""
    paragraph: bool = False
    """Whether the body has a first paragraph that may be a definition."""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    """The addresses of pictures, and the names of those that are embedded."""
    leads: frozenset[str] = frozenset()
    """The stems, in small letters, of the files to which other links may lead."""
    marks: frozenset[str] = frozenset()
    language: str = ""
    """The language of the body, where it can be told."""

    @property
    def seat(self) -> str:
        """The path without its ending; that of the folder, where the file is a page bundle."""
        return seat_of(self.path)

    @property
    def bundled(self) -> bool:
        """Whether the file is the `index.md` of a folder below that of the terms."""
        return self.seat != bare(self.path)

    @property
    def stem(self) -> str:
        """The name of the file, without its ending; of a page bundle, that of its folder."""
        return self.seat.rsplit("/", 1)[-1]


class Use(NamedTuple):
    """How a key is used in a folder: as it is written most often, all its spellings, the number of files that have it,
    and its values that hold something.
    """

    key: str
    spellings: frozenset[str]
    files: int
    values: tuple[Value, ...]

    def texts(self) -> Iterator[str]:
        """All texts of all values."""
        for value in self.values:
            yield from value.texts


def read_sheet(source: Source, path: str) -> Sheet:
    """What is seen of one file. Never raises."""
    text, _ = read_text(source)
    if text is None:
        return Sheet(path, "broken")
    content = text.content
    if is_toml(content):
        return Sheet(path, "toml")
    opening = OPENING.match(content)
    closing = CLOSING.search(content, opening.end()) if opening else None
    if not opening:
        return _with_body(Sheet(path, "none"), content)
    if not closing:
        return Sheet(path, "broken")
    values = _values(text, opening.end(), closing.start())
    return _with_body(Sheet(path, "yaml", values), content[closing.end() :])


def key_at(source: Source, offset: int) -> str:
    """The key of the front matter in whose entry the byte `offset` stands; empty where it stands in none."""
    text, _ = read_text(source)
    opening = OPENING.match(text.content) if text else None
    closing = CLOSING.search(text.content, opening.end()) if text and opening else None
    if text is None or opening is None or closing is None or offset >= text.offset(closing.start()):
        return ""
    node = compose(opening.end(), closing.start(), Report(text)).node
    found = ""
    for key, _ in lifted(node.items) if isinstance(node, Mapping) else ():
        if text.offset(key.start) <= offset:
            found = key.value
    return found


def uses(sheets: Iterable[Sheet]) -> dict[str, Use]:
    """How each key is used, by the key in small letters, in the order in which files have them."""
    spelt: dict[str, Counter[str]] = {}
    values: dict[str, list[Value]] = {}
    for sheet in sheets:
        for key, value in sheet.values:
            spelt.setdefault(key.casefold(), Counter())[key] += 1
            values.setdefault(key.casefold(), []).append(value)
    return {
        folded: Use(
            counts.most_common(1)[0][0],
            frozenset(counts),
            counts.total(),
            tuple(value for value in values[folded] if value.kind != "nothing"),
        )
        for folded, counts in spelt.items()
    }


def _values(text: Text, start: int, end: int) -> tuple[tuple[str, Value], ...]:
    node = compose(start, end, Report(text)).node
    if not isinstance(node, Mapping):
        return ()
    named = ((key.value.strip(), value) for key, value in lifted(node.items))
    return tuple((name, _value(value)) for name, value in named if name and name.isprintable())


def _value(node: Node) -> Value:
    if empty(node) or is_null(node) or (isinstance(node, Sequence) and all(map(empty, node.items))):
        return Value("nothing")
    if isinstance(node, Scalar):
        return Value("text", (node.value.strip(),))
    parts = items(node)
    texts = tuple(part.value.strip() for part in parts if isinstance(part, Scalar) and part.value.strip())
    inner = tuple(key.value for part in parts if isinstance(part, Mapping) for key, _ in part.items)
    if any(not isinstance(part, Scalar) for part in parts) and texts:
        return Value("mixed", texts, inner)
    if isinstance(node, Sequence) and not inner:
        return Value("list", texts) if texts else Value("mixed")
    flat = all(isinstance(value, Scalar) for part in parts if isinstance(part, Mapping) for _, value in part.items)
    return Value("mappings" if flat else "mixed", (), inner)


def _with_body(sheet: Sheet, body: str) -> Sheet:
    title, rest = heading_title(body)
    running = _CODE.sub("", body)
    foreign = without_boxes(without_links(running))
    running = with_addresses(running)
    return sheet._replace(
        heading=title,
        paragraph=first_paragraph(without_contents(rest)) is not None,
        links=tuple(next(filter(None, match.groups())) for match in _ROOTED.finditer(running)),
        pictures=tuple((match[1] or match[2]).strip() for match in _PICTURE.finditer(running)),
        leads=frozenset(
            served(match[match.lastindex or 1]).rpartition("/")[2].lower() for match in _LEADING.finditer(running)
        ),
        marks=frozenset(name for name, pattern in MARKS.items() if pattern.search(foreign)),
        language=language_of(running),
    )
