"""feed.xml: new and changed terms as Atom (RFC 4287), where the address of the site is known.

A term's id is its address, which never ends; what changed keeps its id and gets a later `updated`. Dates are those that
terms bear, so a term without one is not listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.frame import FEED, absolute, has_feed, license_of, site_title
from glossary.text.address import term_address
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.text.labels import Labels

NAME: Final = "feed"
MOST: Final = 50
"""Readers fetch the file again and again; what is older than these stands in the site."""
_SPACE: Final = "http://www.w3.org/2005/Atom"


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """The file; nothing where the site's address is not known, or no term has a date."""
    if not has_feed(glossary):
        return
    config = glossary.site.config
    whole = (site_title(config, labels), config.description, config.url, config.language, config.license)
    sections = [(chapter.id, chapter.title) for chapter in glossary.sections]
    shown = [
        (card.id, card.face, card.added, card.updated, card.tags, glossary.section_of.get(card.id))
        for card in news(glossary)
    ]
    yield Artifact(FEED, digest(theme.program, msgspec.msgpack.encode((whole, sections, shown))), NAME, "feed")


def maker(workshop: Workshop) -> FeedMaker:
    """What writes it."""
    return FeedMaker(workshop)


def news(glossary: Glossary) -> list[Card]:
    """The terms that are new or changed, the latest first; those of one day in the order of the book."""
    dated = [card for card in glossary.terms.values() if _changed(card)]
    return sorted(dated, key=_changed, reverse=True)[:MOST]


class FeedMaker:
    """Writes the file."""

    def __init__(self, workshop: Workshop) -> None:
        self.glossary = workshop.glossary
        self.labels = workshop.labels

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of the file."""
        from xml.etree.ElementTree import indent, tostring  # their import is dear, and most builds need them not

        cards = news(self.glossary)
        root = self._head(artifact.path, cards[0])
        for card in cards:
            root.append(self._entry(card))
        indent(root, "")
        found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return found + b"\n"

    def _head(self, path: str, latest: Card) -> Element:
        from xml.etree.ElementTree import Element  # as above

        config = self.glossary.site.config
        title = site_title(config, self.labels)
        root = Element("feed", {"xmlns": _SPACE, "xml:lang": config.language or "en"})
        _add(root, "title", title)
        _add(root, "subtitle", config.description)
        _add(root, "id", absolute(config, path))
        _add(root, "updated", _moment(_changed(latest)))
        _add(_add(root, "author"), "name", title)
        _add(root, "link", rel="self", type="application/atom+xml", href=absolute(config, path))
        _add(root, "link", rel="alternate", type="text/html", href=absolute(config, "index.html"))
        _add(root, "rights", license_of(config.license or "")[0])
        return root

    def _entry(self, card: Card) -> Element:
        from xml.etree.ElementTree import Element  # as above

        address = absolute(self.glossary.site.config, term_address(card.id))
        entry = Element("entry")
        _add(entry, "title", card.term)
        _add(entry, "id", address)
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        _add(entry, "published", _moment(card.added))
        _add(entry, "updated", _moment(_changed(card)))
        for category in self._categories(card):
            _add(entry, "category", term=category)
        _add(entry, "summary", card.definition)
        return entry

    def _categories(self, card: Card) -> Iterator[str]:
        """What the term is filed under: its section, then its tags."""
        section = self.glossary.section_of.get(card.id)
        yield from (chapter.title for chapter in self.glossary.sections if chapter.id == section)
        yield from card.tags


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """An element in `parent`; left out where it shall have a text and that is empty."""
    from xml.etree.ElementTree import Element, SubElement  # as above

    if text == "":
        return Element(name)
    made = SubElement(parent, name, attributes)
    made.text = text
    return made


def _changed(card: Card) -> str:
    """The date of the last change, which is never before the term was there; empty where none is known."""
    return max(card.added, card.updated)


def _moment(date: str) -> str:
    """A date as the moment that RFC 3339 wants: the start of that day."""
    return f"{date}T00:00:00Z" if date else ""
