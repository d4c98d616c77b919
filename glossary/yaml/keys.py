"""Keys: those that a format does not have, those that a comma made, and files that have none."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from glossary.text.near import nearest
from glossary.yaml.nodes import Mapping, Node, Scalar, empty, short
from glossary.yaml.syntax import NO_COLON, no_colon, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.yaml.decode import Reading


SHORTEST: Final = 3
"""A shorter word is near to anything."""

ELSEWHERE: Final = {
    "author": "authors",
    "category": "section",
    "date": "added",
    "description": "definition",
    "href": "url",
    "id": "term",
    "link": "url",
    "name": "term",
    "reason": "why",
    "references": "sources",
    "related": "see_also",
    "slug": "id",
    "summary": "definition",
    "synonyms": "aliases",
    "title": "term",
    "weight": "order",
}
"""Keys by which other formats call ours."""


def cut_text(node: Mapping, first: Scalar, reading: Reading) -> None:
    """Report a text in `{…}` that a comma ended before it was meant to end: `{plain: one, two}`."""
    at = next(place for place, (key, _) in enumerate(node.items) if key is first)
    parts = list(takewhile(lambda pair: bare(*pair, reading), node.items[at:]))
    help_ = "quote a text that holds a comma"
    if at and isinstance(before := node.items[at - 1][1], Scalar) and before.value:
        whole = ", ".join((before.value, *(key.value for key, _ in parts)))
        help_ += f": `{node.items[at - 1][0].value}: {quoted(whole)}`"
    reading.report.add(
        "unknown-key",
        first.start,
        parts[-1][0].end,
        "a comma ends a text inside `{…}`, and this stands behind it",
        help_,
    )


def near(key: str, names: Iterable[str]) -> str:
    """The key that was probably meant: the nearest one, or what other formats call by that name."""
    known = list(names)
    other = ELSEWHERE.get(key.casefold(), "")
    return other if other in known else nearest(key, known) if len(key) >= SHORTEST else ""


def unknown(key: Scalar, names: Iterable[str], reading: Reading) -> str:
    """Report a key that the format does not have, with the nearest one that it has: that is returned."""
    known = list(names)
    reading.guesses -= 1
    meant = near(key.value, known) if reading.guesses >= 0 else ""
    spare = "keys here: " + ", ".join(known) if reading.key else reading.spare or "keys: " + ", ".join(known)
    reading.fault(
        "unknown-key",
        key,
        f"there is no key `{short(key.value)}`" + (f" in `{reading.key}`" if reading.key else ""),
        f"did you mean `{meant}`?" + (f" Else {spare}" if reading.called and not reading.key else "")
        if meant
        else spare,
    )
    return meant


def bare(key: Scalar, value: Node, reading: Reading) -> bool:
    """Whether a key stands alone, without a colon: a part of a text that a comma cut, in `{…}`."""
    return empty(value) and not reading.report.text.content[key.end : value.end + 1].lstrip().startswith(":")


def no_mapping(node: Node, reading: Reading, example: str) -> None:
    """Report a file, or front matter, that is no mapping; `example` is a line that could stand there."""
    if not isinstance(node, Scalar):
        reading.wrong(node, "`key: value` lines", f"write one key a line, such as `{example}`")
        return
    line = reading.report.text.content[node.start : node.end].split("\n", 1)[0]
    message, help_ = no_colon(line)
    if message == NO_COLON:
        help_ = f"write `key: value` lines, such as `{example}`"
    reading.report.add("yaml-syntax", node.start, node.start + len(line.rstrip()), message, help_)
