"""The security policy of the pages: it stands in each, whatever a site's own templates say (decision 0038)."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Final

from glossary.pages.frame import SCRIPT

if TYPE_CHECKING:
    from glossary.exporters.artifact import Theme

POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'self'; img-src 'self' data:; style-src 'self'; "
    f"script-src 'self' 'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
    '">'
)
"""A second one can forbid more, and allow nothing. Browsers do not look for `frame-ancestors` here."""

_OPENING: Final = re.compile(
    r'[\t\n\f\r ]*<!doctype html>(?:[\t\n\f\r ]*<html(?:[\t\n\f\r ]+(?:lang|dir|class)="[^"]*")*[\t\n\f\r ]*>'
    r'(?:[\t\n\f\r ]*<head>(?:[\t\n\f\r ]*<meta charset="utf-8">)?)?)?',
    re.IGNORECASE,
)
"""What may stand before the policy: nothing that loads, runs, or ends the head, in which alone browsers heed it."""

_META: Final = re.compile(r"<meta(?=[\t\n\f\r />])", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"[\t\n\f\r /]*(?P<name>=?[^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >]*)))?"
)
"""An attribute as browsers read it."""

LONGEST: Final = 5_000
"""Characters of a tag. Where one is longer, or there are more than `MOST`, the page is not looked through."""
MOST: Final = 200


def with_policy(page: str) -> str:
    """The page with the policy in its head, before all that it could forbid."""
    opening = _OPENING.match(page)
    if opening is None:
        return f"<!doctype html>{POLICY}{page}"
    return page[: opening.end()] + POLICY + page[opening.end() :]


def leads_away(page: str, allowed: str) -> bool:
    """Whether the page sends its readers on by itself, which no policy forbids; but for a `refresh` as `allowed`."""
    for count, found in enumerate(_META.finditer(page)):
        given = _attributes(page[found.end() : found.end() + LONGEST])
        if given is None or count == MOST:
            return True
        if given.get("http-equiv", "").strip().lower() == "refresh" and given.get("content") != allowed:
            return True
    return False


def _attributes(tag: str) -> dict[str, str] | None:
    """The attributes of the tag that `tag` begins with; nothing where it does not end."""
    given: dict[str, str] = {}
    at = 0
    while (found := _ATTRIBUTE.match(tag, at)) and found["name"]:
        value = found["double"] or found["single"] or found["bare"] or ""
        given.setdefault(found["name"].lower(), unescape(value))
        at = found.end()
    return given if found and tag[found.end() : found.end() + 1] == ">" else None


def leading(kind: str, theme: Theme) -> tuple[str, int]:
    """The template of the site's own, and its line, that is probably to blame where a page of that kind leads away."""
    names = sorted(theme.own, key=lambda name: (name != f"{kind}.html", name))
    for name in names:
        before, found, _ = theme.templates[name].lower().partition("http-equiv")
        if found:
            return name, len(re.findall(r"\r\n|\r|\n", before)) + 1
    return names[0], 1
