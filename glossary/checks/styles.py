"""Addresses in a site's own style that lead nowhere, or elsewhere."""

from __future__ import annotations

import re
from itertools import islice
from posixpath import join, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import Near
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

FOLDER: Final = "assets"
"""Where style sheets stand: their addresses start there."""

MOST: Final = 40
"""After so many of one sheet it is told what is wrong; to look for what each of many was meant to be takes minutes."""

_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ADDRESS = re.compile(
    rb"url\(\s*(?P<quote>[\"']?)(?P<one>[^\"'()\s]+)(?P=quote)\s*\)|@import\s+[\"'](?P<two>[^\"']+)[\"']", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_NO_FILE = re.compile(r"#|/|data:", re.IGNORECASE)


def check_styles(assets: Mapping[str, bytes], own: Collection[str], addresses: Collection[str]) -> Iterator[Diagnostic]:
    """`dangling-url` for each. `assets` are the parts of the theme by name, `own` the names of those that the site
    brings itself, `addresses` those of the site.
    """
    sheets = sorted(name for name in own if name.endswith(".css"))
    known = Near([address for address in addresses if address.startswith(f"{FOLDER}/")] if sheets else ())
    for name in sheets:
        yield from islice(_sheet(f"static/{name}", assets[name], addresses, known), MOST)


def _sheet(path: str, style: bytes, addresses: Collection[str], known: Near) -> Iterator[Diagnostic]:
    blanked = _COMMENT.sub(lambda found: b" " * len(found.group()), style)
    for found in _ADDRESS.finditer(blanked):
        name = "one" if found["one"] else "two"
        address = found[name].decode("utf-8", "replace")
        span = Span(path, *found.span(name))
        if _ELSEWHERE.match(address):
            help_ = "put the file into `static/`, and write its path there"
            message = "a page loads nothing from elsewhere, so this is not shown"
            yield Diagnostic.of("dangling-url", span, message, help_)
        elif not _NO_FILE.match(address) and (place := _place(address)) not in addresses:
            meant = known.find(place).removeprefix(f"{FOLDER}/")
            help_ = f"did you mean `{meant}`?" if meant else "put it into `static/`: addresses in a style start there"
            yield Diagnostic.of("dangling-url", span, f"there is no file `{short(address)}`", help_)


def _place(address: str) -> str:
    return normpath(join(FOLDER, unquote(re.split("[?#]", address, maxsplit=1)[0])))
