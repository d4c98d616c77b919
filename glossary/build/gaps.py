"""What could be a term, in a folder: with the places in its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.run import consult
from glossary.build.sources import read_bytes
from glossary.checks.gaps import Gap, find_gaps
from glossary.text.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.graph.shelf import Shelf


class Place(NamedTuple):
    """A candidate, and where it stands in a term's file."""

    gap: Gap
    span: Span


def find_places(
    options: Options, limit: int, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[Place, ...]:
    """The strongest candidates of the folder's glossary, the strongest first; raises as `build` does."""

    def ask(reading: Reading, shelf: Shelf) -> tuple[Place, ...]:
        found = find_gaps(reading.glossary, shelf, limit)
        return tuple(Place(gap, _span(gap, reading, options.root)) for gap in found)

    return consult(options, ask, progress)


def _span(gap: Gap, reading: Reading, root: str) -> Span:
    """Where the phrase stands in the sentence that is shown; where markup hides that, its first place in the file, and
    else the term's name.
    """
    card = reading.glossary.terms[gap.term]
    data = read_bytes(root, card.path)
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    phrase = gap.phrase if gap.phrase in gap.sentence else gap.abbreviation
    before, _, behind = gap.sentence.partition(phrase)
    for around in (3, 1, 0):
        words = [*(_WORD.findall(before)[-around:] if around else ()), phrase, *_WORD.findall(behind)[:around]]
        parts = [r"\W+".join(map(re.escape, part.split())) for part in words]
        at = len(words) - 1 - len(_WORD.findall(behind)[:around])
        parts[at] = f"({parts[at]})"
        if match := re.search(r"(?<!\w)" + r"\W+".join(parts) + r"(?!\w)", text):
            start, end = (len(text[:index].encode()) for index in match.span(1))
            return Span(card.path, start, end)
    return Span(card.path, *card.name)


_WORD = re.compile(r"\w+")
