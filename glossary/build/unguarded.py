"""Files of `root/` that browsers run, or open as a page, without the security policy of the pages (decision 0038)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.build.sources import read_bytes
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROGRAMS: Final = (".cjs", ".js", ".mjs", ".wasm")
PAGES: Final = (".htm", ".html", ".mht", ".mhtml", ".shtml", ".xht", ".xhtml")
DOCUMENTS: Final = (".rdf", ".rss", ".svg", ".svgz", ".xml", ".xsl", ".xslt")
"""Endings of files that hosts send as what browsers run, open as HTML, or open as XML, which can hold HTML."""

_INERT: Final = re.compile(
    r"<!doctype html>|</?(?:body|head|html|p|title)>|<html lang=\"[\w-]*\">"
    r"|<meta (?:charset=\"utf-8\"|name=\"[^\"<>]*\" content=\"[^\"<>]*\""
    r"|http-equiv=\"content-type\" content=\"text/html; charset=utf-8\") ?/?>",
    re.IGNORECASE,
)
"""The markup in the files by which search engines know an owner."""

_ACTING: Final = re.compile(r"<!(?!--|\[CDATA\[)|<\?(?!xml )|&#|w3\.org|[\0\x1b]")
"""In XML: style sheets and entities, and the names of what browsers show as HTML and SVG, however they are written."""


def unguarded(root: str, files: Iterable[str]) -> Iterator[Diagnostic]:
    """A problem for each of the files, at the top of the site, that is a program or may hold one."""
    for path in files:
        name = path.lower()
        if name.endswith(PROGRAMS):
            message = "this program stands in `root/`, and each page may load it"
            help_ = "scripts stand in `static/`, where whoever reads a change looks for them"
            yield Diagnostic.of("unguarded-file", Span(path, 0, 0), message, help_)
        elif name.endswith((*PAGES, *DOCUMENTS)) and not _is_inert(root, path, name):
            message = "browsers open this file by itself, without the security policy of the pages"
            help_ = "make it a page below `pages/`; a file by which a search engine knows you may stay: plain text, "
            help_ += "or HTML with no more than a title, paragraphs and `meta` names"
            yield Diagnostic.of("unguarded-file", Span(path, 0, 0), message, help_)


def _is_inert(root: str, path: str, name: str) -> bool:
    """Whether nothing in the file runs, loads or leads on."""
    data = read_bytes(root, path)
    if isinstance(data, Diagnostic):
        return False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return not _ACTING.search(text) if name.endswith(DOCUMENTS) else "<" not in _INERT.sub("", text)
