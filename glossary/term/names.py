"""What is wrong with the names and lists that a file gives its term."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from glossary.text.address import LONGEST_NAME
from glossary.text.invisible import INVISIBLE, shown
from glossary.yaml.nodes import Scalar, items, part, short
from glossary.yaml.quotes import check_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Mapping

NAMES: Final = ("term", "abbreviation", "aliases", "covers", "forms", "hidden", "not_in")
LISTS: Final = frozenset({*NAMES[1:], "tags", "redirects"})
SHOWN: Final = ("aliases", "covers")
"""Lists in which the term's own name says nothing new."""

MARKUP: Final = re.compile(
    r"\*\*[^*]+\*\*|\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\([^()]+\)|`[^`]+`|</?[A-Za-z][^<>]*>|<!--.*-->"
)
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def check_names(values: Dictionary[str, Any], node: Mapping, report: Report, called: Dictionary[str, str]) -> None:
    """Report names that are too long, hold markup or stand twice, and list items that do. `called` is what the author
    calls the fields.
    """
    own = "" if values.get("case") == "exact" else _uncapped(str(values.get("term", "")))
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
    elif name.value.strip() and not INVISIBLE.sub("", name.value).strip():
        message = f"a name in which nothing can be seen: `{short(name.value)}`"
        report.add("invalid-value", name.start, name.end, message, "write a name, or delete it")
    elif found := MARKUP.search(name.value):
        message = f"a name is plain text: `{short(found.group())}` is shown as it stands"
        report.add("unread-markup", name.start, name.end, message, "write the words alone")
    elif name.value.rstrip().endswith((",", ";")):
        message = f"`{name.value.rstrip()[-1]}` at the end becomes part of the name"
        report.add("unread-markup", name.start, name.end, message, f"write `{short(name.value.rstrip(' ,;'))}`")
    else:
        _check_text(name, report)


def _check_text(text: Scalar, report: Report) -> None:
    """Report an entity of HTML, or else quotes."""
    found = _ENTITY.search(text.value) if "&" in text.value else None
    if found is None or (meant := unescape(found.group())) == found.group():
        check_quotes(text, report)
        return
    message = f"`{found.group()}` is shown as it stands: this is plain text"
    help_ = f"write the character itself: `{shown(meant)}`" if meant.strip() else "write a space"
    report.add("unread-markup", text.start, text.end, message, help_)


def _check_list(found: Iterator[Scalar], key: str, own: str, report: Report) -> None:
    seen: set[str] = set()
    for item in found:
        if item.value in seen and item.value.strip():
            message = f"`{short(item.value)}` stands twice in `{key}`"
            report.add("duplicate-item", item.start, item.end, message, "delete one of them")
        elif own and _uncapped(item.value) == own:
            message = f"`{short(item.value)}` in `{key}` is the name of the term itself"
            report.add("duplicate-item", item.start, item.end, message, "delete it")
        seen.add(item.value)


def _uncapped(name: str) -> str:
    """A name with a small first letter: so it is the same one."""
    return name[:1].lower() + name[1:]


_CHECKED: Final = (
    *((field, _check_name) for field in NAMES),
    ("tags", _check_text),
    *((field, check_quotes) for field in ("redirects", "definition")),
)
"""The fields that are looked into, and what looks at each of their texts."""
