"""Scalars that many fields ask for, and how each is read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NewType

from glossary.text.address import id_fault, is_web, make_id, scheme
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.yaml.decode import Leaf, Reading
    from glossary.yaml.nodes import Scalar

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
    if fault := id_fault(value):
        made = make_id(value)
        help_ = f"write `{made}`" if made else "use letters and digits with `-` between them"
        return reading.fault("invalid-id", node, f"`{short(value)}` is no id: {fault}", help_)
    return value


def url(node: Scalar, reading: Reading) -> Any:
    """An address on the web; another scheme is reported, and shown as text."""
    value = node.value.strip()
    if not is_web(value):
        name = scheme(value)
        what = f"`{name}:` is no scheme that a reader is sent to" if name else "this is no web address"
        title = "" if reading.key == "url" else "; a title goes to `title:`"
        reading.fault("unknown-scheme", node, what, f"write an address that starts with https://{title}")
    return value


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
    return reading.misread(node, "a date", "write it as YYYY-MM-DD, such as 2026-11-22")


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
    return reading.fault("invalid-value", node, "this is no digest of a text", help_)


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
