"""Entries of the bar that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from glossary.config.read import NAME
from glossary.config.schema import KINDS
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import nearest
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary


def check_navigation(glossary: Glossary, addresses: Collection[str]) -> Iterator[Diagnostic]:
    """`dangling-link` for each entry that leads to a page which is not there. `addresses` are those of the site."""
    pages = {leaf.id for leaf in glossary.pages if not leaf.section}
    for entry in glossary.site.entries:
        if entry.kind == "page" and entry.target not in pages:
            meant = nearest(entry.target, (*KINDS, *pages))
            choice = f"one of {', '.join(KINDS)}, or the id of a page that is no term"
            yield _dangling(entry, "no page", f"did you mean `{meant}`? It is {choice}" if meant else f"write {choice}")
        elif entry.kind == "url" and unquote(entry.target.partition("#")[0]) not in addresses:
            meant = nearest(entry.target, addresses)
            help_ = "an address of this site starts at its top, as `sections/models.html`; any other with https://"
            yield _dangling(entry, "nothing of this site at", f"did you mean `{meant}`?" if meant else help_)


def _dangling(entry: Ref, what: str, help_: str) -> Diagnostic:
    span = Span(NAME, entry.start, entry.end)
    return Diagnostic.of("dangling-link", span, f"there is {what} `{short(entry.target)}`", help_)
