"""Which words of a term's texts are mentions of others, which of them are links, and why (docs/term-format.md, *Bare
mentions, exactly*).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from glossary.graph.lexicon import is_phrase
from glossary.graph.overlaps import Name, is_covered, longest, paired
from glossary.term.card import Strength
from glossary.term.schema import TermId
from glossary.text.bounds import bounded, is_done, is_named, is_verb
from glossary.text.fold import CAPITALS, fold
from glossary.text.initials import is_spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.graph.glossary import Target
    from glossary.graph.lexicon import Claimed, Lexicon
    from glossary.markup.passages import Passage, Piece
    from glossary.term.card import Card

Why = Literal[
    "written",
    "first",
    "always",
    "section",
    "sense",
    "chosen",
    "repeated",
    "own-page",
    "never",
    "not-in",
    "ambiguous",
    "draft",
    "deprecated",
    "replaced",
    "compound",
    "proper-name",
    "verb",
    "case",
    "inside-link",
    "quiet",
    "crossing",
]
"""The rule that decided about a mention."""

WHYS: Final[Mapping[str, str]] = MappingProxyType({
    "written": "the author wrote this link",
    "first": "the first mention in this part of the page",
    "always": "the term has `autolink: always`",
    "sense": "a meaning of the term lists the term of this page",
    "chosen": "of the terms that claim the name, the page links to this one by its own choice",
    "section": "of the terms that claim the name, this one stands in the section of the page",
    "repeated": "it is linked before, in the same part of the page",
    "own-page": "this is the page of the term itself",
    "never": "the term has `autolink: never`, or the page, which is no term, has it",
    "not-in": "the phrase is listed under `not_in`, of a term or of `links`: the word means something else there",
    "ambiguous": "two terms claim the name alike, and nothing on the page says which is meant",
    "draft": "the term is a draft",
    "deprecated": "the term is deprecated",
    "replaced": "the term was replaced by another one",
    "compound": "it is a part of a longer word, one with a hyphen or a like sign",
    "proper-name": "it is a part of a longer proper name: a capitalised word, or its abbreviation, stands beside it",
    "verb": "it is a verb there, and the term a noun in the plural",
    "case": "the name stands in other letters than it must have",
    "inside-link": "it stands within a link",
    "quiet": "it stands where no names are linked: in a heading, code, a quotation, struck-out text, a quiz…",
    "crossing": "emphasis begins or ends within the name and goes on outside it",
})  # fmt: skip
"""What each rule says; the rules by which a mention is a link come first."""

LINKS: Final = frozenset({"first", "always", "section", "sense", "chosen"})
"""Rules by which a mention becomes a link."""


class Mention(NamedTuple):
    """Words of a passage that are a name, and what was decided: a link to `terms[0]` by one of the rules `LINKS`."""

    start: int
    end: int
    why: Why
    terms: tuple[TermId, ...]
    fragment: str = ""


class Page(NamedTuple):
    """A page, as far as mentions on it are decided by it: the id of its term, or nothing where it is not that of one;
    its section; its texts.
    """

    id: str
    section: str
    passage: Passage
    targets: Sequence[Target]
    """Of its references, in their order."""


class Linker:
    """Decides about mentions by one lexicon; `cards` are all terms, and `senses` what their meanings list: by term and
    listed term, the id of the meaning.
    """

    def __init__(
        self, lexicon: Lexicon, cards: Mapping[TermId, Card], language: str, senses: Mapping[tuple[TermId, TermId], str]
    ) -> None:
        self.lexicon = lexicon
        self.cards = cards
        self.language = language
        self.senses = senses

    def mentions(self, page: Page) -> list[Mention]:
        """All names that stand in the page's texts, in order, each with what was decided about it."""
        found, refused = self._names(page.passage.text)
        taken = longest(found)
        told = list(self._decided(page, taken))
        if refused:
            told += [
                Mention(*name[:2], name.why, name.terms) for name in longest(refused) if not is_covered(name, taken)
            ]
            told.sort()
        return told

    def _names(self, text: str) -> tuple[list[Name], list[Name]]:
        """The names that stand in the text as words of their own, and those that are no mentions, with the reason."""
        language, claims_on = self.language, self.lexicon.claims
        folded = fold(text, language)
        found: list[Name] = []
        refused: list[Name] = []
        for number, first, last in self.lexicon.search(folded.text):
            start, end = folded.span(first, last)
            why = bounded(text, start, end, language)
            if why == "word":
                continue
            claims = claims_on(number, text[start:end])
            terms = _claimants(claims)
            if not claims:
                refused.append(Name(start, end, "case", self.lexicon.claimants(number), ()))
            elif why == "compound":
                refused.append(Name(start, end, "compound", terms, ()))
            else:
                found.append(Name(start, end, "compound" if why else "first", terms, tuple(claims)))
        return paired(found, refused)

    def _decided(self, page: Page, names: Sequence[Name]) -> Iterator[Mention]:
        parts, spots, targets = page.passage.parts, page.passage.spots, page.targets
        around = _Around(
            {place for name in names for place in (name.start, name.end)},
            frozenset(target.id for target in targets if target.kind == "term"),
        )
        part, spot = -1, 0
        linked: set[str] = set()
        for name in names:
            within = bisect_right(parts, name.start)
            if within != part:
                part, linked = within, set()
                while spot < len(spots) and within and spots[spot].start < parts[within - 1]:
                    spot += 1
            while spot < len(spots) and spots[spot].start < name.start:
                target = targets[spots[spot].ref]
                linked.update((target.id,) if target.kind == "term" else ())
                spot += 1
            mention = self._decide(page, name, around, linked)
            if mention.why in LINKS:
                linked.add(mention.terms[0])
            yield mention

    def _decide(self, page: Page, name: Name, around: _Around, linked: set[str]) -> Mention:
        """What becomes of one name, in the order in which an editor would ask."""
        start, end, claims = name.start, name.end, name.claims
        live = [claimed for claimed in claims if claimed.term and claimed.standing in {"", "never"}]
        terms = _claimants(live) if live else name.terms
        barred = self._barred(page, name, around.known) or ("own-page" if page.id in terms else "")
        if barred or page.passage.unlinked:
            return Mention(start, end, barred or "never", terms)
        if not live:
            return Mention(start, end, claims[0].standing or "never", terms)
        why, term, fragment = self._one(page, terms, around.chosen)
        if not why:
            return Mention(start, end, "ambiguous", terms)
        if any(claimed.standing for claimed in live if claimed.term == term):
            return Mention(start, end, "never", (term,))
        if self.cards[term].autolink == "always":
            return Mention(start, end, "always", (term,), fragment)
        return Mention(start, end, "repeated" if term in linked else why, (term,), fragment)

    def _barred(self, page: Page, name: Name, known: set[int]) -> Why | Literal[""]:
        """Why the words are no link, whatever they mean; empty where they may be one."""
        if is_phrase(name.claims):
            return "not-in"
        if where := _where(page.passage, name.start, name.end):
            return where
        text, claim = page.passage.text, name.claims[0]
        derived = claim.strength % Strength.WEAK >= Strength.NUMBER
        if self.language[:2] == "en" and (is_verb if derived else is_done)(text, name.start, name.end):
            return "verb"
        fixed = bool(claim.exact)
        if self.language[:2] not in CAPITALS and is_named(text, name.start, name.end, known, fixed=fixed):
            return "proper-name"
        return "proper-name" if is_spelled_out(text, name.start, name.end) else ""

    def _one(self, page: Page, terms: tuple[TermId, ...], led: frozenset[str]) -> tuple[Why | Literal[""], TermId, str]:
        """Which of the terms that claim a name alike is meant on the page, and by what rule; none where that is open.

        A meaning of a term that lists the page's term is meant there; so is the one term of the page's own section, or
        the one that the page links to by its own choice, which is among `led`.
        """
        if len(terms) == 1:
            return "first", terms[0], ""
        here, senses = TermId(page.id), self.senses
        meant = [(term, senses[term, here]) for term in terms if (term, here) in senses]
        if len(meant) == 1:
            return ("sense", *meant[0])
        chosen = led & set(terms)
        if len(chosen) == 1:
            return "chosen", next(term for term in terms if term in chosen), ""
        section = page.section
        near = [term for term in terms if section and self.cards[term].section == section]
        return ("section", near[0], "") if len(near) == 1 else ("", terms[0], "")


def _claimants(claims: Sequence[Claimed]) -> tuple[TermId, ...]:
    """The terms of the claims, each once, in the order of their ids."""
    if len(claims) == 1:  # as most names have
        return (claims[0].term,) if claims[0].term else ()
    return tuple(sorted({claimed.term for claimed in claims if claimed.term}))


class _Around(NamedTuple):
    """What decisions about a page's names look at: where names start and end, and the terms that the page links to."""

    known: set[int]
    chosen: frozenset[str]


def _where(passage: Passage, start: int, end: int) -> Why | Literal[""]:
    """Why no link can stand there; empty where one can."""
    pieces = passage.pieces
    first = bisect_right(pieces, start, key=attrgetter("start")) - 1
    if first < 0 or pieces[first].end < end:
        return _apart(passage, first, start, end)
    return ""


def _apart(passage: Passage, first: int, start: int, end: int) -> Why | Literal[""]:
    """The same for words that are not within one piece: those that emphasis parts can be a link, too."""
    covering = spanned(passage.pieces, max(first, 0), start, end)
    if covering:
        return "" if _wraps(covering, start, end) else "crossing"
    spot = bisect_left(passage.spots, end, key=attrgetter("start")) - 1
    return "inside-link" if spot >= 0 and start < passage.spots[spot].end else "quiet"


def spanned(pieces: Sequence[Piece], first: int, start: int, end: int) -> Sequence[Piece]:
    """The pieces from number `first` on that hold the characters from `start` to `end` without a gap; else nothing."""
    last, reached = first, start
    while last < len(pieces) and pieces[last].start <= reached < pieces[last].end:
        reached = pieces[last].end
        last += 1
        if reached >= end:
            return pieces[first:last]
    return ()


def _wraps(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether tags around the pieces can stand whole within a link."""
    if any(piece.closed < 0 for piece in pieces[:-1]):
        return False
    first, last, least = pieces[0], pieces[-1], lowest(pieces)
    opens = first.depth == least or (first.start == start and first.depth - least <= first.opened)
    return opens and (last.depth == least or (last.end == end and last.depth - least <= last.closed))


def lowest(pieces: Sequence[Piece]) -> int:
    """How many tags are open around all of the pieces and what stands between them."""
    return min([*[piece.depth - piece.closed for piece in pieces[:-1]], pieces[-1].depth])
