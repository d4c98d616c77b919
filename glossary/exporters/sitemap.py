"""sitemap.xml, where the address of the site is known (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.addresses import addresses
from glossary.pages.frame import absolute
from glossary.text.address import uri
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "sitemap"
MOST: Final = 50_000
"""The protocol allows no more in one file; what stands in the book after these is left out."""
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The file; nothing where the site's address is not known."""
    if glossary.site.config.url:
        listed = msgspec.msgpack.encode((glossary.site.config.url, addresses(glossary)))
        yield Artifact("sitemap.xml", digest(theme.program, listed), NAME, "sitemap")


def maker(workshop: Workshop) -> SitemapMaker:
    """What writes it."""
    return SitemapMaker(workshop)


class SitemapMaker:
    """Writes the file."""

    def __init__(self, workshop: Workshop) -> None:
        self.glossary = workshop.glossary

    def produce(self, artifact: Artifact) -> bytes:  # noqa: ARG002 - there is one
        """The bytes of the file."""
        from xml.etree.ElementTree import Element, tostring  # its import is dear, and most builds need it not

        root = Element("urlset", xmlns=_SPACE)
        top = absolute(self.glossary.site.config, "index.html")
        above = uri(top)
        for address in addresses(self.glossary)[:MOST]:
            below = absolute(self.glossary.site.config, address.address).removeprefix(top)
            root.append(_entry(above + quote(below, safe=":/?&=%"), address.changed))
        found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return found + b"\n"


def _entry(whole: str, changed: str) -> Element:
    from xml.etree.ElementTree import Element, SubElement  # as above

    entry = Element("url")
    SubElement(entry, "loc").text = whole
    if changed:
        SubElement(entry, "lastmod").text = changed
    return entry
