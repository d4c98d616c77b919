"""Scalars that many fields ask for, and how each is read."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NewType

from glossary.text.address import id_fault, is_web, make_id, scheme
from glossary.text.near import nearest
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.yaml.nodes import Scalar
    from glossary.yaml.reading import Leaf, Reading

Plain = NewType("Plain", str)
"""A line of plain text: white space folded, no Markdown."""
Slug = NewType("Slug", str)
"""An id or a part of an address."""
Url = NewType("Url", str)
"""Where something stands on the web."""
Day = NewType("Day", str)
"""A date as `YYYY-MM-DD`."""
Count = NewType("Count", int)
Flag = NewType("Flag", bool)
Digest = NewType("Digest", str)
"""`1:` and the SHA-256 of a term's meaning, in hexadecimal."""
Raw = NewType("Raw", str)
"""A text as it stands, line breaks and all."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII | re.DOTALL)
_DASHES = "\u2010-\u2015\u2212"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/. {_DASHES}]?(\d\d|(?<=\D)\d)[-/. {_DASHES}]?(\d\d|(?<=\D)\d)", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.{_DASHES}]) ?(\d{{1,2}})\2 ?(\d{{4}})", re.ASCII)
DAY: Final = "write it as YYYY-MM-DD, such as 2026-11-22"

_LINK = re.compile(r"\[([^\[\]]+)\]\((https?:[^\s()]+)\)")
_SLASHES = re.compile(r"(?:https?:(?!//\w)[/\\]*|mailto:)(?P<rest>(?:\w\S*)?)", re.IGNORECASE)
_WORD = re.compile(r"(?<!\w)(?!(?:al|etc|vs)\.)(?:(?<!\.)[a-z0-9]|[a-z0-9]{2,40})\.\Z")
_LONGEST_WORD: Final = 60
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?")
CATALOGUES: Final = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/"}
"""Where the numbers of papers lead."""

WEB: Final = ("http", "https", "mailto")

_ENDING = re.compile(r"(?:(?:/index)?\.(?:md|html?)|/)$")
_DIGEST = re.compile(r"1:[0-9a-f]{64}")
FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def plain(node: Scalar, _: Reading) -> Any:
    """A line of text, in NFC, its white space folded to single spaces."""
    value = node.value
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    return " ".join(value.split()) if "\n" in value or "  " in value else value.strip()


def raw(node: Scalar, _: Reading) -> Any:
    """The text as it stands."""
    return node.value


def slug(node: Scalar, reading: Reading) -> Any:
    """An id, checked."""
    value = node.value.strip()
    if fault := id_fault(value) or ("an id has no ending" if _ENDING.search(value) else ""):
        return reading.fault("invalid-id", node, f"`{short(value)}` is no id: {fault}", id_help(value))
    return value


def id_help(value: str) -> str:
    """What to write instead of a text that is no id."""
    parts = [made for part in value.split(",") if (made := make_id(_ENDING.sub("", part.strip())))]
    if len(parts) > 1:
        return f"write a list: `[{', '.join(parts)}]`"
    return f"write `{parts[0]}`" if parts else "use letters and digits with `-` between them"


def url(node: Scalar, reading: Reading) -> Any:
    """An address on the web; another scheme is reported, and shown as text."""
    value = node.value.strip()
    if not is_web(value):
        reading.fault("unknown-scheme", node, *_no_address(value, titled=reading.key != "url"))
    elif kept := _without_stop(value):
        message = f"`{value[len(kept) :]}` at the end becomes part of the address"
        reading.fault("unread-markup", node, message, f"write `{short(kept)}`")
    return value


def _without_stop(value: str) -> str:
    """An address without what ends a phrase behind it; empty where it has none. `…/wiki/Apple_Inc.` is a name."""
    if value.endswith((",", ";")):
        return value.rstrip(",;")
    return value[:-1] if value.endswith(".") and _WORD.search(value[-_LONGEST_WORD:]) else ""


def _no_address(value: str, *, titled: bool) -> tuple[str, str]:
    """What is wrong with a text that is no web address, and what to write instead."""
    help_ = "write an address that starts with https://" + (f", or `title: {short(value)}`" if titled else "")
    if found := _LINK.fullmatch(value):
        return "a Markdown link, where an address alone is read", f"write `{{title: {found[1]}, url: {found[2]}}}`"
    if is_web(bare := value.strip("<>")):
        return "an address in angle brackets", f"write `{bare}`"
    name = scheme(value)
    if name in CATALOGUES:
        rest = value.partition(":")[2].strip()
        return f"an address may not start with `{name}:`", f"write `{CATALOGUES[name]}{short(rest)}`"
    if name in WEB:
        return _cut(value, name)
    if name:
        meant = nearest(name, WEB)
        help_ = f"did you mean `{meant}{short(value[len(name) :])}`?" if meant else help_
        return f"an address may not start with `{name}:`", help_
    if _HOST.fullmatch(value):
        return "a web address without https://", f"write `https://{value}`"
    return "this is no web address", help_


def _cut(value: str, name: str) -> tuple[str, str]:
    """The same of one that starts as it should."""
    found = _SLASHES.fullmatch(value)
    if found is None:
        what = "a space, or a character that cannot be seen, in a web address"
        return what, "delete it; write several addresses as a list: `[https://…, https://…]`"
    if not found["rest"]:
        return f"`{short(value)}` leads nowhere", "write all of the address, such as `https://example.org`"
    return f"behind `{name}:` stand two slashes and a host", f"write `{name}://{short(found['rest'])}`"


def day(node: Scalar, reading: Reading) -> Any:
    """A date that exists; a time behind it is cut off."""
    value = node.value.strip()
    if match := _DAY.fullmatch(value):
        try:
            return date.fromisoformat(match[1]).isoformat()
        except ValueError:
            return reading.fault(
                "invalid-value",
                node,
                f"there is no day {match[1]}",
                "write a day that exists, as YYYY-MM-DD: year, month, day",
            )
    return reading.misread(node, "a date", f"write `{made}`" if (made := _made_day(value)) else DAY)


def _made_day(value: str) -> str:
    """A day that was written another way, as `YYYY-MM-DD`; empty where it could be two days, or none."""
    ways = []
    if found := _YEAR_FIRST.fullmatch(value):
        ways = [(found[1], found[2], found[3])]
    elif found := _YEAR_LAST.fullmatch(value):
        ways = [(found[4], found[3], found[1]), (found[4], found[1], found[3])][: 1 if found[2] == "." else 2]
    days = set()
    for way in ways:
        with suppress(ValueError):
            days.add(date(*map(int, way)).isoformat())
    return days.pop() if len(days) == 1 else ""


def count(node: Scalar, reading: Reading) -> Any:
    """A whole number."""
    value = node.value.strip()
    if re.fullmatch(r"[+-]?[0-9]{1,9}", value):
        return int(value)
    return reading.misread(node, "a whole number", "write digits only, such as 3")


def flag(node: Scalar, reading: Reading) -> Any:
    """Yes or no."""
    value = node.value.strip().lower()
    if value in FLAGS:
        return FLAGS[value]
    return reading.misread(node, "`true` or `false`", "write true or false")


def digest(node: Scalar, reading: Reading) -> Any:
    """A digest of what a term means."""
    value = node.value.strip()
    if _DIGEST.fullmatch(value):
        return value
    help_ = "it is `1:` and the SHA-256 of the text, in 64 hexadecimal digits"
    if reading.field == "reviewed":
        help_ = "let `glossary review` write it: `1:` and 64 hexadecimal digits"
    return reading.fault("invalid-value", node, f"`{short(value)}` is no digest of a text", help_)


LEAVES: dict[Any, Leaf] = {
    Plain: plain,
    Raw: raw,
    Slug: slug,
    Url: url,
    Day: day,
    Count: count,
    Flag: flag,
    Digest: digest,
}
"""How each kind of scalar is read."""
