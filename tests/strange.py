"""What in a page is not the theme's: elements, attributes and addresses that only a payload could have brought."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from glossary.markup.mathml import ATTRIBUTES, ELEMENTS
from glossary.pages.frame import SCRIPT
from tests.elements import Element, parse

if TYPE_CHECKING:
    from collections.abc import Iterator


NEVER = frozenset({
    "applet", "audio", "base", "embed", "frame", "frameset", "iframe", "object", "style", "template", "textarea",
    "video",
})  # fmt: skip
"""Elements that no page has."""

ADDRESSES = frozenset({
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "ping", "poster", "src",
    "srcset",
})  # fmt: skip
SCHEME = re.compile(r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\s-]*:")


def strange(path: Path, out: Path) -> Iterator[str]:
    """What on the page at `path` no template of ours wrote."""
    yield from strange_in(path.read_text("utf-8"), path, out)


def strange_in(html: str, path: Path, out: Path) -> Iterator[str]:
    """What in HTML that the page at `path` shows no template of ours wrote."""
    for element in parse(html).iter():
        if isinstance(element.tag, str):
            yield from (f"{path.name}: {fault}" for fault in faults_of(element, path, out))
        else:
            yield f"{path.name}: a comment {element.text}"


def faults_of(element: Element, path: Path, out: Path) -> Iterator[str]:
    """What is strange about one element."""
    name = element.tag.rpartition("}")[2]
    if name in NEVER or "pwned" in name or not is_allowed(name, element, path, out):
        yield f"<{name}>"
    if name == "script" and not is_ours(element):
        yield f"<script>{element.text}"
    if name == "form" and element.get("role") != "search" and element.get("class") != "quiz":
        yield "<form>"
    if (
        name == "meta"
        and element.get("http-equiv") == "refresh"
        and not element.get("content", "").startswith("0; url=")
    ):
        yield f"refresh to {element.get('content')}"
    for key, value in element.attrib.items():
        if key.startswith("on") or key in {"style", "srcdoc", "integrity", "nonce"} or "pwned" in key:
            yield f"<{name} {key}={value}>"
        if key in ADDRESSES and not is_good(value, path, out, element):
            yield f"<{name} {key}={value!r}>"


def is_ours(script: Element) -> bool:
    """Whether a script is that of the head, a file (of the site, as `is_good` asks of all addresses), or data."""
    if script.text is None:
        return "src" in script.attrib
    return script.text == SCRIPT or script.get("type") in {"application/ld+json", "application/json"}


def is_allowed(name: str, element: Element, path: Path, out: Path) -> bool:
    """Whether an element that stands in few places is one of those that we wrote."""
    if name == "math":
        return is_formula(element)
    return name != "noscript" or is_hint(element, path, out)


def is_formula(math: Element) -> bool:
    """Whether all in it is of our lists, as the outermost element says that we made it."""
    return math.get("display") in {"block", "inline"} and all(
        element.tag.rpartition("}")[2] in ELEMENTS
        and all(name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value) for name, value in element.attrib.items())
        for element in math.iter()
    )


def is_hint(noscript: Element, path: Path, out: Path) -> bool:
    """Whether it is the one of the search's page: a paragraph without anything but a text."""
    inner = list(noscript)
    return path == out / "search" / "index.html" and [
        (each.tag.rpartition("}")[2], len(each), len(each.attrib)) for each in inner
    ] == [("p", 0, 0)]


def is_good(address: str, path: Path, out: Path, element: Element) -> bool:
    """Whether an address is on the web (links only), a fragment of the page, or inside the site; loaded files must be
    there.
    """
    if address.startswith(("https://", "http://", "mailto:")) and not any(ord(c) <= 0x20 for c in address):
        return element.tag in {"a", "link"} and element.get("rel", "") not in {"stylesheet", "icon"}
    if address.startswith("#"):
        return True
    if path.name == "404.html":
        address = address.removeprefix("/")
    if element.get("rel") == "external":
        return address.startswith("/") and not address.startswith("//")
    place = os.path.normpath(path.parent / unquote(address.partition("#")[0]))
    inside = place.startswith(str(out) + os.sep) and not SCHEME.match(address)
    return inside and (element.tag == "a" or Path(place).is_file())
