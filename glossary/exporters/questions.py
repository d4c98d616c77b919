"""The questions of all terms, in shards from which the page of the quiz draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.exporters.artifact import Artifact
from glossary.pages.components import view_component
from glossary.pages.frame import make_frame
from glossary.pages.join import Joiner, island
from glossary.pages.keys import site_key
from glossary.pages.shards import QUESTIONS, in_shards
from glossary.pages.words import labels_on
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.text.labels import Labels

NAME: Final = "questions"
FOLDER: Final = "assets/questions"
FROM: Final = "quiz/index.html"
"""The page that the links in the questions start from."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """The shards; nothing where no term has a question."""
    site = site_key(glossary, theme.digest, labels)
    for at, cards in enumerate(_shards(glossary)):
        facts = [(card.digest, glossary.ties[card.id].digest) for card in cards]
        yield Artifact(f"{FOLDER}/{at}.js", digest(site, _encode(facts)), NAME, "shard", str(at))


def _shards(glossary: Glossary) -> list[list[Card]]:
    """The terms with questions, by shard."""
    return in_shards((card for card in glossary.terms.values() if card.questions), QUESTIONS)


def maker(workshop: Workshop) -> QuestionMaker:
    """What writes them."""
    return QuestionMaker(workshop)


class QuestionMaker:
    """Writes shards: a call of the function in session.js with a row for each term."""

    def __init__(self, workshop: Workshop) -> None:
        from glossary.exporters.templates import templates_of

        self.workshop = workshop
        self.labels = labels_on(workshop.glossary.site.config.language, workshop.labels)
        self.templates = templates_of(workshop.theme, self.labels)
        self.shards = _shards(workshop.glossary)
        self.joiner = Joiner(workshop.glossary, self.labels, FROM)
        self.frame: Any = None

    def produce(self, artifact: Artifact) -> bytes:
        """The shard as a script. Raises `Unmade` where a template of the site fails."""
        if self.frame is None:
            self.frame = make_frame(self.workshop.glossary, self.labels, FROM)
        rows = [self._row(card) for card in self.shards[int(artifact.id)]]
        return f"glossary.questions({island(rows)});\n".encode()

    def _row(self, card: Card) -> tuple[str, str, str, str]:
        """Its id, name and address, and its questions as its own page shows them."""
        term = self.workshop.shelf.term(card.id)
        found = view_component("quiz", term, self.joiner, self.workshop.glossary.leads(card.id))
        html = self.templates.page("questions", page=found, site=self.frame) if found else ""
        return card.id, card.term, self.joiner.term_href(card.id), html
