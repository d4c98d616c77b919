"""Which names stand in the texts of a folder, which of them are links, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.compile import dialect_of
from glossary.build.run import consult
from glossary.graph.glossary import NOWHERE, Target
from glossary.graph.linking import make_linker
from glossary.graph.mentions import LINKS, Mention, Page
from glossary.markup.compiler import Compiler
from glossary.markup.passages import END, Scribe
from glossary.markup.sentences import Sentences
from glossary.term.schema import TermId
from glossary.text.fold import fold
from glossary.text.near import Near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.graph.glossary import Glossary
    from glossary.graph.mentions import Linker


class Unknown(Exception):
    """There is no term or page of that name; the message is the name. `near` is one that was perhaps meant."""

    def __init__(self, name: str, near: str = "") -> None:
        super().__init__(name)
        self.near = near


class Explained(NamedTuple):
    """Words in a text that are a name or a link, and what was decided about them.

    `page` is the id of a term, or the path of a page's file; empty for a text that was given. `terms` are those that
    the words may mean, `fragment` the place on the page of the first. `rule` is a key of `WHYS`.
    """

    page: str
    path: str
    text: str
    linked: bool
    rule: str
    terms: tuple[str, ...]
    fragment: str
    sentence: str
    start: int
    """Of `text` in `sentence`; below 0 where that was cut there."""


def explain(
    options: Options, name: str, page: str, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[Explained, ...]:
    """What was decided about the mentions of the term called `name` (of all terms where that is empty) on the page
    called `page` (on all pages where that is empty).

    A `name` that is none is a text, and what is decided about the names in it is told. Raises `Unknown`, and as `build`
    does.
    """
    return consult(options, lambda reading, shelf: tuple(_answer(reading, shelf, name, page)), progress)


def _answer(reading: Reading, shelf: Packs, name: str, page: str) -> Iterator[Explained]:
    glossary = reading.glossary
    linker = make_linker(reading.site, glossary.terms, glossary.gone, glossary.ties)
    terms = _called(name, glossary) if name else frozenset(glossary.terms)
    if not terms:
        rows = [] if page else list(_explained("", "", _page_of(name, reading), linker))
        if page or not (rows or len(name.split()) > 1):
            raise Unknown(name, Near(glossary.names.table).find(name))
        yield from rows
        return
    for id_, path, each in _pages(reading, shelf, page):
        for found in _explained(id_, path, each, linker):
            if not name or terms.intersection(found.terms) or (not found.terms and _names(terms, found, glossary)):
                yield found


def _called(name: str, glossary: Glossary) -> frozenset[TermId]:
    """The terms that have the name, be it alike, or the path."""
    by_path = [card.id for card in glossary.terms.values() if card.path == name]
    return frozenset(by_path or glossary.names.find(name).terms)


def _names(terms: frozenset[TermId], found: Explained, glossary: Glossary) -> bool:
    """Whether a name of one of the terms stands in words that mean nobody."""
    words = fold(found.text, glossary.site.config.language).text
    return any(heard.key in words for term in terms for heard in glossary.terms[term].heard)


def _page_of(text: str, reading: Reading) -> Page:
    """A page of no term that has the text for its body."""
    scribe = Scribe()
    scribe.enter("body", 0)
    compiled = Compiler(dialect_of(reading.site)).block(text)
    scribe.write(compiled.segments, 0, linked=True)
    cards = [reading.glossary.find(link.target) for link in compiled.links]
    targets = [NOWHERE if card is None else Target("term", card.id) for card in cards]
    return Page("", "", scribe.passage(()), targets)


def _pages(reading: Reading, shelf: Packs, page: str) -> Iterator[tuple[str, str, Page]]:
    """The pages that were asked for: each with its name, the path of its file, and its texts."""
    glossary = reading.glossary
    wanted = _called(page, glossary) if page else frozenset(glossary.terms)
    leaflets = [leaf for leaf in glossary.pages if not page or page in {leaf.path, leaf.id, leaf.title}]
    if not wanted and not leaflets and page:
        raise Unknown(page, Near(glossary.names.table).find(page))
    for id_, card in glossary.terms.items():
        if id_ in wanted:
            yield id_, card.path, Page(id_, card.section, shelf.passage(id_), glossary.leads(id_).targets)
    if page and wanted:
        return
    for leaf in leaflets:
        place = reading.sources[leaf.path].passage
        if place is not None:
            targets = glossary.page_targets.get(leaf.path, ())
            yield leaf.path, leaf.path, Page("", leaf.section, shelf.passage_at(place), targets)


def _explained(name: str, path: str, page: Page, linker: Linker | None) -> Iterator[Explained]:
    """The mentions and the written links of a page, in the order of its texts."""
    text = page.passage.text
    mentions = linker.mentions(page) if linker else ()
    found = [(mention, mention.why in LINKS) for mention in mentions if mention.why != "inside-link"]
    for spot in page.passage.spots:
        target = page.targets[spot.ref]
        if target.kind == "term":
            found.append((Mention(spot.start, spot.end, "written", (TermId(target.id),), target.fragment), True))
    sentences = Sentences(text)
    for mention, linked in sorted(found):
        words = " ".join(text[mention.start : mention.end].split())
        sentence = sentences.around(mention.start, mention.end)
        place = _place(sentence, words, text[max(mention.start - _NEAR, 0) : mention.start])
        yield Explained(name, path, words, linked, mention.why, mention.terms, mention.fragment, sentence, place)


_NEAR: Final = 2000
"""Characters before a mention among which its sentence begins."""


def _place(sentence: str, words: str, before: str) -> int:
    """Where in the sentence the words stand behind which the text `before` ends; below 0 where they were cut."""
    told = " ".join(before.replace(END, " ").split())
    at = sentence.rfind(words)
    while at >= 0 and not told.endswith(sentence[:at].removeprefix("…").strip()):
        at = sentence.rfind(words, 0, at + len(words) - 1)
    return at
