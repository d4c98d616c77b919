"""llms.txt: the glossary for programs that read text (https://llmstxt.org): what it is, its terms with definitions.

Above `MOST` terms it leads to files of its own kind, one for each section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.frame import absolute, site_title
from glossary.pages.volumes import Volume, volumes
from glossary.text.address import relative, term_address
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Chapter, Glossary
    from glossary.term.card import Card
    from glossary.text.labels import Labels

NAME: Final = "llms"
ADDRESS: Final = "llms.txt"
MOST: Final = 500
"""Terms in one file: about 100 kB."""
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """The file, and those that it leads to."""
    config = glossary.site.config
    found = volumes(glossary, MOST)
    chapters = [(chapter.id, chapter.title) for chapter in glossary.sections]
    site = msgspec.msgpack.encode((site_title(config, labels), config.description, config.url, chapters))
    whole = len(found) == 1
    listed = [(volume.id, _count(volume)) for volume in found]
    key = digest(theme.program, site, repr(listed).encode(), _faces(glossary, found[0]) if whole else b"")
    yield Artifact(ADDRESS, key, NAME, "index")
    for volume in () if whole else found:
        key = digest(theme.program, site, repr(volume.part).encode(), _faces(glossary, volume))
        yield Artifact(_address(volume), key, NAME, "volume", volume.id)


def maker(workshop: Workshop) -> LlmsMaker:
    """What writes them."""
    return LlmsMaker(workshop)


class LlmsMaker:
    """Writes the files."""

    def __init__(self, workshop: Workshop) -> None:
        self.glossary = workshop.glossary
        self.labels = workshop.labels

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of a file."""
        found = volumes(self.glossary, MOST)
        if artifact.kind == "volume":
            chosen = next(volume for volume in found if volume.id == artifact.id)
            parts = [*self._head(_count(chosen), self._title(chosen)), *self._terms(chosen, artifact.path)]
        elif len(found) == 1:
            parts = [*self._head(len(self.glossary.terms)), *self._terms(found[0], ADDRESS)]
        else:
            head = self._head(len(self.glossary.terms))
            parts = [*head, f"## {_text(self.labels.text('nav.terms'))}", _lines(map(self._volume, found))]
        return ("\n\n".join(part for part in parts if part) + "\n").encode()

    def _head(self, count: int, part: str = "") -> Iterator[str]:
        """The name of the site, or of a part of it, its summary, and how many terms follow."""
        config = self.glossary.site.config
        title = site_title(config, self.labels)
        yield "# " + _text(self.labels.text("site.page", page=part, site=title) if part else title)
        yield f"> {_text(config.description)}" if config.description else ""
        yield self.labels.count("list.terms", count)

    def _terms(self, volume: Volume, path: str) -> Iterator[str]:
        """The terms by section."""
        for chapter, terms in volume.shelves:
            yield f"## {_text(self._name(chapter))}"
            yield _lines(self._term(self.glossary.terms[term], path) for term in terms)

    def _term(self, card: Card, path: str) -> str:
        address = term_address(card.id)
        link = absolute(self.glossary.site.config, address) or relative(address, path)
        return _link(card.term, link, card.definition)

    def _volume(self, volume: Volume) -> str:
        address = _address(volume)
        link = absolute(self.glossary.site.config, address) or address
        return _link(self._title(volume), link, self.labels.count("list.terms", _count(volume)))

    def _title(self, volume: Volume) -> str:
        name = self._name(volume.shelves[0][0])
        return f"{name} ({volume.part})" if volume.part else name

    def _name(self, chapter: Chapter | None) -> str:
        if chapter:
            return chapter.title
        return self.labels.text("list.other" if self.glossary.sections else "nav.terms")


def _faces(glossary: Glossary, volume: Volume) -> bytes:
    """What is shown of the terms of a volume, by section."""
    found = [
        (chapter.id if chapter else "", [glossary.terms[term].face for term in terms])
        for chapter, terms in volume.shelves
    ]
    return msgspec.msgpack.encode(found)


def _count(volume: Volume) -> int:
    return sum(len(terms) for _, terms in volume.shelves)


def _address(volume: Volume) -> str:
    """Where the file of a volume stands: no name of it is one that Windows keeps for devices."""
    return f"llms/{term_address(volume.id).removesuffix('.html')}.txt"


def _lines(items: Iterable[str]) -> str:
    return "\n".join(items)


def _link(title: str, address: str, note: str) -> str:
    return f"- [{_text(title)}]({address})" + (f": {_text(note)}" if note else "")


def _text(text: str) -> str:
    """A text on one line, no sign of which is Markdown."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
