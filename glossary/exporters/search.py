"""The index of the search, as scripts that hand their rows to static/finder.js: a page in a folder cannot fetch.

`names.js` holds the names of all terms and how they end in the other number; definitions and bodies lie in shards, by
the ids of terms, so that an edit changes one of each (decisions 0017, 0039).
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.join import island
from glossary.pages.shards import in_shards, shard_count
from glossary.text.address import TAKEN
from glossary.text.digest import digest
from glossary.text.inflection import inflection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.text.labels import Labels

NAME: Final = "search"
FOLDER: Final = "assets/search"

SHARD: Final = 512
"""Terms in a shard, about: of bodies half a megabyte, the most that is indexed without a pause to be felt."""

_WORDS: Final = {
    "also": "search.also", "all": "search.all", "count": "search.count", "many": "search.many", "more": "search.more",
    "none": "search.none", "results": "search.results", "text": "search.text", "wait": "search.wait",
}  # fmt: skip
"""What the scripts of the search say, with its label."""


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """The names, and a file of definitions and one of bodies for each shard."""
    program = theme.program
    yield Artifact(f"{FOLDER}/names.js", digest(program, *_named(glossary, labels)), NAME, "names")
    for place, cards in enumerate(_shards(glossary)):
        told = digest(program, b"".join([card.face for card in cards]))
        texts = digest(program, "".join([card.digest for card in cards]).encode())
        yield Artifact(f"{FOLDER}/definitions-{place}.js", told, NAME, "definitions", str(place))
        yield Artifact(f"{FOLDER}/bodies-{place}.js", texts, NAME, "bodies", str(place))


def _named(glossary: Glossary, labels: Labels) -> Iterator[bytes]:
    """All that the file of names shows."""
    places = [(chapter.id, chapter.title) for chapter in glossary.sections]
    facts = (glossary.site.config.language, labels.table, places, glossary.numbers, glossary.section_of)
    yield msgspec.msgpack.encode(facts, order="deterministic")
    yield b"".join([card.face + card.called for card in glossary.terms.values()])


def maker(workshop: Workshop) -> SearchMaker:
    """What writes them."""
    return SearchMaker(workshop)


class SearchMaker:
    """Writes the index; keeps which term belongs to which shard."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.shards = _shards(workshop.glossary)

    def produce(self, artifact: Artifact) -> bytes:
        """A script that calls the function of static/finder.js that is called like the kind of the file."""
        return f"glossary.finder.{artifact.kind}({island(self._rows(artifact))});\n".encode()

    def _rows(self, artifact: Artifact) -> object:
        if artifact.kind == "names":
            return _names(self.workshop.glossary, self.workshop.labels)
        cards = self.shards[int(artifact.id)]
        if artifact.kind == "definitions":
            return [(card.id, card.definition) for card in cards]
        return [(card.id, self.workshop.shelf.words(card.id)) for card in cards]


def _names(glossary: Glossary, labels: Labels) -> Mapping[str, object]:
    """What is known of all terms at once: the first thing that is loaded, and all that a first letter needs."""
    places = {chapter.id: place for place, chapter in enumerate(glossary.sections)}
    language = glossary.site.config.language
    inflected = {
        card.id: [inflection(name, language) for name in (card.term, *_others(card))]
        for card in glossary.terms.values()
    }
    counted = Counter(each for found in inflected.values() for each in found)
    endings = {each: place for place, (each, _) in enumerate(counted.most_common())}
    return {
        "words": {word: labels.table[label] for word, label in _WORDS.items()},
        "sections": [chapter.title for chapter in glossary.sections],
        "shards": shard_count(len(glossary.terms), SHARD),
        "taken": sorted(TAKEN & glossary.terms.keys()),
        "endings": list(endings),
        "terms": [
            _row(card, glossary, places, [endings[each] for each in inflected[card.id]])
            for card in glossary.terms.values()
        ],
    }


def _row(card: Card, glossary: Glossary, places: Mapping[str, int], endings: list[int]) -> list[object]:
    """Id, name, place of the section, number, how the name and those that are shown end in the other number (where not
    all of them as most do), names that are shown, names that are not. Without its empty end.
    """
    section = glossary.section_of.get(card.id, "")
    former = [id_.replace("-", " ") for id_ in card.redirects]
    row: list[object] = [
        card.id,
        card.term,
        places.get(section, -1),
        glossary.numbers.get(card.id, ""),
        endings if any(endings) else 0,
        _others(card),
        [*card.unshown, *former],
    ]
    while not row[-1]:
        row.pop()
    return row


def _others(card: Card) -> list[str]:
    """The names that are shown beside the term's own."""
    return [*card.also, *(claim.name for claim in card.claims if claim.field == "covers")]


def _shards(glossary: Glossary) -> list[list[Card]]:
    """The terms of each shard, by id; one shard where there is none."""
    return in_shards(sorted(glossary.terms.values(), key=attrgetter("id")), SHARD) or [[]]
