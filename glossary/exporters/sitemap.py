"""sitemap.xml, and above 50,000 addresses the files that it leads to, where the address of the site is known.

Format: https://www.sitemaps.org/protocol.html
"""

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
    from glossary.pages.addresses import Address
    from glossary.text.labels import Labels

NAME: Final = "sitemap"
ADDRESS: Final = "sitemap.xml"
MOST: Final = 50_000
"""Addresses in a file: the protocol allows no more. Where there are more, the file at `ADDRESS` names others that list
them; of these it may name as many.
"""
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The file, and those that it names; nothing where the site's address is not known."""
    url = glossary.site.config.url
    if not url:
        return
    parts = _parts(addresses(glossary))
    if len(parts) > 1:
        yield Artifact(ADDRESS, digest(theme.program, f"{url} {len(parts)}".encode()), NAME, "index")
    for number, part in enumerate(parts):
        where = _part_address(number) if len(parts) > 1 else ADDRESS
        yield Artifact(where, digest(theme.program, msgspec.msgpack.encode((url, part))), NAME, "sitemap", str(number))


def _parts(found: list[Address]) -> list[list[Address]]:
    return [found[start : start + MOST] for start in range(0, len(found), MOST)]


def _part_address(number: int) -> str:
    return f"sitemap-{number + 1}.xml"


def maker(workshop: Workshop) -> SitemapMaker:
    """What writes it."""
    return SitemapMaker(workshop)


class SitemapMaker:
    """Writes the files."""

    def __init__(self, workshop: Workshop) -> None:
        self.config = workshop.glossary.site.config
        self.parts = _parts(addresses(workshop.glossary))

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of a file."""
        from xml.etree.ElementTree import Element, tostring  # its import is dear, and most builds need it not

        top = absolute(self.config, "index.html")
        if artifact.kind == "index":
            root = Element("sitemapindex", xmlns=_SPACE)
            root.extend(_entry("sitemap", uri(top) + _part_address(number)) for number in range(len(self.parts)))
        else:
            root = Element("urlset", xmlns=_SPACE)
            for address in self.parts[int(artifact.id)]:
                below = quote(absolute(self.config, address.address).removeprefix(top), safe=":/?&=%")
                root.append(_entry("url", uri(top) + below, address.changed))
        found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return found + b"\n"


def _entry(noun: str, whole: str, changed: str = "") -> Element:
    from xml.etree.ElementTree import Element, SubElement  # as above

    entry = Element(noun)
    SubElement(entry, "loc").text = whole
    if changed:
        SubElement(entry, "lastmod").text = changed
    return entry
