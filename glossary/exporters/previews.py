"""What previews show of each term, in shards that a page's script loads when the first is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.frame import shorten
from glossary.pages.join import island
from glossary.pages.shards import PREVIEWS, in_shards
from glossary.pages.standing import make_stamp
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.text.labels import Labels

NAME: Final = "previews"
FOLDER: Final = "assets/previews"
LONGEST: Final = 320
"""Characters of a definition: a preview is no page."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """The shards. They show of a term its face, its number and its review, so that an edit of a body leaves them."""
    words = _encode(labels.table)
    numbers = glossary.numbers
    shards = in_shards(glossary.terms.values(), PREVIEWS)
    for at, cards in enumerate(shards):
        shown = [(card.face, card.standing, numbers.get(card.id, "")) for card in cards]
        key = digest(theme.program, words, _encode((len(shards), shown)))
        yield Artifact(f"{FOLDER}/{at}.js", key, NAME, "shard", str(at))


def maker(workshop: Workshop) -> PreviewMaker:
    """What writes them."""
    return PreviewMaker(workshop)


class PreviewMaker:
    """Writes shards: a call of the function in preview.js with the word for the link, and a row for each term."""

    def __init__(self, workshop: Workshop) -> None:
        self.labels = workshop.labels
        self.numbers = workshop.glossary.numbers
        self.shards = in_shards(workshop.glossary.terms.values(), PREVIEWS)

    def produce(self, artifact: Artifact) -> bytes:
        """The shard as a script."""
        rows = [self._row(card) for card in self.shards[int(artifact.id)]]
        data = {"open": self.labels.text("preview.open"), "terms": rows}
        return f"glossary.previews({island(data)});\n".encode()

    def _row(self, card: Card) -> tuple[str, str, str, str, str, bool]:
        """Its id, number, name, definition and stamp, and whether that is solid."""
        stamp = make_stamp(card, self.labels)
        definition = shorten(card.definition or card.plain, LONGEST)
        return card.id, self.numbers.get(card.id, ""), card.term, definition, stamp.text, stamp.solid
