"""What is wrong with the names and lists that a file gives its term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from glossary.text.address import LONGEST_NAME
from glossary.yaml.nodes import Scalar, items, part, short
from glossary.yaml.quotes import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Mapping

NAMES: Final = ("term", "abbreviation", "aliases", "covers", "forms", "hidden", "not_in")
LISTS: Final = frozenset({*NAMES[1:], "tags", "redirects"})
SHOWN: Final = ("aliases", "covers")
"""Lists in which the term's own name says nothing new."""

MARKUP: Final = re.compile(r"\*\*[^*]+\*\*|\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\([^()]+\)|`[^`]+`|</?[A-Za-z][^<>]*>")


def check_names(values: Dictionary[str, Any], node: Mapping, report: Report, called: Dictionary[str, str]) -> None:
    """Report names that are too long, hold markup or stand twice, and list items that do. `called` is what the author
    calls the fields.
    """
    own = str(values.get("term", ""))
    for field, check in _CHECKED:
        if field in values:
            for text in _scalars(field, node):
                check(text, report)
            if field in LISTS:
                own_name = own if field in SHOWN else ""
                _check_list(_scalars(field, node), called.get(field, field), own_name, report)


def _scalars(field: str, node: Mapping) -> Iterator[Scalar]:
    for item in items(part(node, field)):
        if isinstance(item, Scalar):
            yield item


def _check_name(name: Scalar, report: Report) -> None:
    if len(name.value) > LONGEST_NAME:
        message = f"a name longer than {LONGEST_NAME} characters"
        report.add("limit", name.start, name.end, message, "shorten it; what explains belongs in `definition`")
    elif found := MARKUP.search(name.value):
        message = f"a name is plain text: `{short(found.group())}` is shown as it stands"
        report.add("unread-markup", name.start, name.end, message, "write the words alone")
    elif name.value.rstrip().endswith((",", ";")):
        message = f"`{name.value.rstrip()[-1]}` at the end becomes part of the name"
        report.add("unread-markup", name.start, name.end, message, f"write `{short(name.value.rstrip(' ,;'))}`")
    else:
        _check_quotes(name, report)


def _check_quotes(text: Scalar, report: Report) -> None:
    value = text.value.strip()
    if value[:1] not in TYPED:
        return
    inner = value[1:-1]
    if value[-1:] in TYPED[value[0]] and not any(sign in inner for sign in {value[0], value[-1]}):
        message = f"the quotes {value[0]}…{value[-1]} are letters to YAML, and become part of the text"
        report.add("unread-markup", text.start, text.end, message, f"delete them: `{short(inner)}`")


def _check_list(found: Iterator[Scalar], key: str, own: str, report: Report) -> None:
    seen: set[str] = set()
    for item in found:
        if item.value in seen and item.value.strip():
            message = f"`{short(item.value)}` stands twice in `{key}`"
            report.add("duplicate-item", item.start, item.end, message, "delete one of them")
        elif own and item.value == own:
            message = f"`{short(item.value)}` in `{key}` is the name of the term itself"
            report.add("duplicate-item", item.start, item.end, message, "delete it")
        seen.add(item.value)


_CHECKED: Final = (
    *((field, _check_name) for field in NAMES),
    *((field, _check_quotes) for field in ("tags", "redirects", "definition")),
)
"""The fields that are looked into, and what looks at each of their texts."""
