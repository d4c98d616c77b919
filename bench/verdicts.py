"""Links that somebody read in their sentences, and whether an editor of that glossary would accept them.

`verdicts/<glossary>.tsv` has, below a line on where they come from, a row for each: its page and target, the words, a
digest of the text around them (the texts are their authors', and do not stand here), `right` or `wrong`, and why.
"""

import csv
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bench.adopted import Text

FOLDER = Path(__file__).with_name("verdicts")
NEAR = 40
"""Characters on either side of a link that its verdict rests on."""


class Link(NamedTuple):
    """The first link from a page to a term: its words, a digest of the text around them, and that text."""

    page: str
    term: str
    words: str
    digest: str
    around: str

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What a verdict is found by."""
        return self.page, self.term, self.words, self.digest


class Verdict(NamedTuple):
    """`right` or `wrong`, and why."""

    verdict: str
    reason: str


def links(texts: Iterable[Text]) -> dict[tuple[str, str], Link]:
    """All our links by page and term; of several the first."""
    found: dict[tuple[str, str], Link] = {}
    for text in texts:
        for mention in text.links:
            key = (text.page, str(mention.terms[0]))
            if key not in found:
                found[key] = _link(*key, text.passage.text, mention.start, mention.end)
    return found


def _link(page: str, term: str, text: str, start: int, end: int) -> Link:
    words, before, behind = (
        " ".join(part.replace("\x1e", " ").split())
        for part in (text[start:end], text[max(start - NEAR, 0) : start], text[end : end + NEAR])
    )
    around = f"{before} [{words}] {behind}"
    return Link(page, term, words, sha256(around.encode()).hexdigest()[:8], around)


def drawn(found: Iterable[Link], seed: int, count: int) -> list[Link]:
    """So many of the links by chance: those whose digests with the seed are least, so that a link more or less changes
    one of the draw and not all.
    """

    def lot(link: Link) -> str:
        return sha256(f"{seed} {link.page} {link.term}".encode()).hexdigest()

    return sorted(sorted(found, key=lot)[:count])


def read(name: str) -> Mapping[tuple[str, str, str, str], Verdict]:
    """The verdicts on links of the glossary `name`, by `Link.row`."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[2:]
    return {(page, term, words, digest): Verdict(*rest) for page, term, words, digest, *rest in rows}
