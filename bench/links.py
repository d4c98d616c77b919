"""Our links against those of editors: `python -m bench.links`. README.md tells what is counted."""

import json
import re
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from bench import report, verdicts
from bench.adopted import DATA, Book, Text, copied, read
from bench.verdicts import Link, Verdict
from glossary.graph.mentions import Mention
from glossary.term.card import Heard, Strength
from glossary.text.fold import fold

LEAST_PAIRS = 400
FOUND_GPU, FOUND_DEVOPS, RIGHT = 0.995, 0.97, 0.95
ELSEWHERE = 5
SEED, DRAWN_DEVOPS, DRAWN_MLG = 5, 200, 100
PROPER = ("Linux Foundation", "GitHub Actions")
"""Longer names in which a term of `devops` is no mention of it."""


class Row(NamedTuple):
    """One figure with its bar; `holds` is nothing where there is no bar."""

    glossary: str
    what: str
    bar: str
    figure: str
    holds: bool | None = None


class Measured(NamedTuple):
    """The rows of a glossary, and the cases behind them, each as a line."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]


class Written(NamedTuple):
    """A link by the author of a page: the place of its label where links are plain text, which nothing is in a table
    head; and whether the label is a name of the term.
    """

    page: str
    term: str
    words: str
    place: tuple[int, int] | None
    named: bool


class Elsewhere(NamedTuple):
    """A link of ours to another term than the author's: whether the author's words are a name of theirs, and ours the
    same words; and what is told of it.
    """

    named: bool
    same: bool
    line: str


def main() -> int:
    """The exit status: 0 all bars hold, 1 one does not."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = [measure(Path(folder)) for measure in (gpu, devops, mlg)]
    rows = [row for each in measured for row in each.rows]
    told = [(*row[:4], "–" if row.holds is None else "yes" if row.holds else "NO") for row in rows]
    print(report.aligned([("glossary", "figure", "bar", "measured", "holds"), *told]))
    for each in measured:
        print("\n".join(("", *each.lines)))
    return int(any(row.holds is False for row in rows))


# Against the authors' own links


def gpu(folder: Path) -> Measured:
    """Its authors linked by hand, and thoroughly: what they linked is compared, and all else that we link was read."""
    plain, authors = compared("gpu", folder)
    ours = verdicts.links(plain.texts.values())
    named, lost = found_of(authors, ours)
    apart = list(elsewhere(authors, plain))
    others = [each for each in apart if each.same]
    wrong = [each for each in others if each.named]
    pairs = {(written.page, written.term) for written in authors}
    new = [link for pair, link in sorted(ours.items()) if pair not in pairs]
    judged = judge("gpu", "links that no author made", new)
    rows = (
        Row("gpu", "pairs of page and term whose link is a name", f"≥ {LEAST_PAIRS}", str(named), named >= LEAST_PAIRS),
        share("gpu", "of them found", named - len(lost), named, FOUND_GPU),
        Row("gpu", "such words that we link to another term", "0", str(len(wrong)), not wrong),
        Row("gpu", "other words that we do", f"≤ {ELSEWHERE}", str(len(others) - len(wrong)), len(others) - len(wrong) <= ELSEWHERE),
        Row("gpu", "words of which we link a part, to another term", "–", str(len(apart) - len(others))),
        *judged.rows,
    )  # fmt: skip
    missed = (f"gpu, not found: {line}" for line in misses(lost, authors, plain))
    return Measured(rows, (*missed, *(f"gpu, elsewhere: {each.line}" for each in apart), *judged.lines))


def mlg(folder: Path) -> Measured:
    """Half of its terms have no text, and few of the others links: a draw of ours was read."""
    plain, authors = compared("mlg", folder)
    ours = verdicts.links(plain.texts.values())
    named, lost = found_of(authors, ours)
    others = list(elsewhere(authors, plain))
    judged = judge("mlg", "links", verdicts.drawn(ours.values(), SEED, DRAWN_MLG))
    rows = (
        share("mlg", "of pairs whose link is a name, found", named - len(lost), named, None),
        Row("mlg", "links of authors that we make to another term", "–", str(len(others))),
        *judged.rows,
    )
    missed = (f"mlg, not found: {line}" for line in misses(lost, authors, plain))
    return Measured(rows, (*missed, *(f"mlg, elsewhere: {each.line}" for each in others), *judged.lines))


def compared(name: str, folder: Path) -> tuple[Book, list[Written]]:
    """The glossary without its authors' links, and those."""
    linked, plain = (read(copied(name, folder, linked=linked)) for linked in (True, False))
    return plain, [each for page in linked.texts for each in written(linked, page, plain.texts[page])]


def written(linked: Book, page: str, plain: Text) -> Iterator[Written]:
    """The author's links to other terms on a page."""
    text, targets = linked.texts[page].passage.text, linked.texts[page].targets
    place_of = placing(text, plain.passage.text)
    for spot in linked.texts[page].passage.spots:
        target = targets[spot.ref]
        if target.kind == "term" and target.id != page:
            words = " ".join(text[spot.start : spot.end].split())
            named = fold(words, "en").text in linked.keys(target.id) and words not in linked.texts[page].code
            yield Written(page, target.id, words, place_of(spot.start, spot.end), named)


def placing(linked: str, plain: str) -> Callable[[int, int], tuple[int, int] | None]:
    """Where the words of one text stand in the other. They are the same but for one table head at most: a head is no
    running text, and what it says is kept only where it holds a link.
    """
    shorter = min(len(linked), len(plain))
    before = next((at for at in range(shorter) if linked[at] != plain[at]), shorter)
    behind = next((at for at in range(shorter - before) if linked[-at - 1] != plain[-at - 1]), shorter - before)
    more = len(linked) - len(plain)

    def place_of(start: int, end: int) -> tuple[int, int] | None:
        if end <= before:
            return start, end
        return (start - more, end - more) if start >= len(linked) - behind else None

    return place_of


def found_of(authors: Iterable[Written], ours: Mapping[tuple[str, str], Link]) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs the authors linked by a name, and those of them that we do not link."""
    pairs = dict.fromkeys((written.page, written.term) for written in authors if written.named)
    return len(pairs), [pair for pair in pairs if pair not in ours]


def misses(lost: Iterable[tuple[str, str]], authors: Iterable[Written], plain: Book) -> Iterator[str]:
    """Each pair that we do not link, with the rules that decided where the author's links by a name are."""
    for pair in lost:
        text = plain.texts[pair[0]]
        places = [each.place for each in authors if (each.page, each.term) == pair and each.named]
        why = {reason(text, place) if place else "table head" for place in places}
        yield f"{' → '.join(pair)}: {', '.join(sorted(why))}"


def reason(text: Text, place: tuple[int, int]) -> str:
    """The rule that decided about the words of a place."""
    start, end = place
    met = [mention for mention in text.mentions if mention.start < end and start < mention.end]
    return ", ".join(f"{mention.why} ({said(text, mention)})" for mention in met) or "no name"


def elsewhere(authors: Iterable[Written], plain: Book) -> Iterator[Elsewhere]:
    """Where we link words, or a part of them, to another term than their author did."""
    for each in authors:
        text = plain.texts[each.page]
        start, end = each.place or (0, 0)
        for mention in text.links:
            if mention.start < end and start < mention.end and mention.terms[0] != each.term:
                line = (
                    f"{each.page}: “{each.words}” leads to {each.term}, “{said(text, mention)}” to {mention.terms[0]}"
                )
                yield Elsewhere(each.named, (mention.start, mention.end) == each.place, line)


def said(text: Text, mention: Mention) -> str:
    """The words of a mention."""
    return " ".join(text.passage.text[mention.start : mention.end].split())


# Against related terms


def devops(folder: Path) -> Measured:
    """Its texts have no links, but each term lists related ones: those that the text names are to be found."""
    book = read(copied("devops", folder, linked=True))
    ours = verdicts.links(book.texts.values())
    places = standing(book)
    named = [pair for pair in related("devops") if pair in places]
    lost = [pair for pair in named if pair not in ours]
    within = [line for text in book.texts.values() for line in in_longer(text)]
    judged = judge("devops", "links", verdicts.drawn(ours.values(), SEED, DRAWN_DEVOPS))
    rows = (
        share("devops", "of related terms that the text names, found", len(named) - len(lost), len(named), FOUND_DEVOPS),
        Row("devops", f"links within {' or '.join(PROPER)}", "0", str(len(within)), not within),
        *judged.rows,
    )  # fmt: skip
    missed = (
        f"devops, not found: {' → '.join(pair)}: {'; '.join(reason(book.texts[pair[0]], place) for place in places[pair])}"
        for pair in lost
    )
    return Measured(rows, (*missed, *within, *judged.lines))


def related(name: str) -> list[tuple[str, str]]:
    """The pairs of terms of which one lists the other."""
    found = json.loads((DATA / "expected" / f"{name}.json").read_bytes())["links"]
    return [(one, other) for one, other, kind in found if kind == "related"]


def standing(book: Book) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """By page and term the places where a name of the term stands in running text by itself: not in a word, a compound
    with a hyphen, or a longer name of the glossary. Found by a regular expression, without the linker.
    """
    names = {(heard, term) for term, all_heard in book.heard.items() for heard in all_heard if heard.strength != Strength.OTHER}  # fmt: skip
    spelt: dict[str, set[str]] = {}
    for heard, term in names:
        spelt.setdefault(spelling(heard), set()).add(term)
    patterns = sorted(spelt, key=lambda pattern: (-len(pattern), pattern))
    sought = re.compile(r"(?<![\w-])(?:" + "|".join(f"({pattern})" for pattern in patterns) + r")(?![\w-])")
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for page, text in book.texts.items():
        for match in sought.finditer(text.passage.text):
            if match.lastindex and in_running_text(text, match.start(), match.end()):
                for term in spelt[patterns[match.lastindex - 1]]:
                    found.setdefault((page, term), []).append(match.span())
    return found


def spelling(heard: Heard) -> str:
    """A regular expression for a name: in any letters but for an abbreviation, and words with a capital within."""
    words = heard.exact.removeprefix("=") or heard.key
    kept = heard.exact.startswith("=")
    parts = (re.escape(word) for word in re.split(r"[\s-]+", words))
    return r"[\s-]".join(
        part if kept or (heard.exact and part[1:] != part[1:].lower()) else f"(?i:{part})" for part in parts
    )


def in_running_text(text: Text, start: int, end: int) -> bool:
    """Whether names are looked for there: not in code, a heading and the like."""
    pieces = text.passage.pieces
    at = bisect_right(pieces, start, key=attrgetter("start")) - 1
    return at >= 0 and pieces[at].end >= end


def in_longer(text: Text) -> Iterator[str]:
    """Links within the names of `PROPER`."""
    for name in PROPER:
        for match in re.finditer(name.replace(" ", r"\s"), text.passage.text):
            for mention in text.links:
                if mention.start < match.end() and match.start() < mention.end:
                    yield f"devops, within a longer name: {text.page}: {said(text, mention)} of {name}"


# What was read


def judge(name: str, what: str, links: Sequence[Link]) -> Measured:
    """How many of the links are right by the verdicts; those that are wrong, and those that nobody has read."""
    known = verdicts.read(name)
    told: list[tuple[Link, Verdict | None]] = [(link, known.get(link.row)) for link in links]
    new = [link for link, verdict in told if verdict is None]
    wrong = [(link, verdict) for link, verdict in told if verdict is not None and verdict.verdict != "right"]
    rows = (
        Row(name, f"{what}, not yet read", "0", str(len(new)), not new),
        share(name, f"{what}, right of those read", len(links) - len(new) - len(wrong), len(links) - len(new), RIGHT),
    )
    lines = [f"{name}, wrong: {link.page} → {link.term}: {link.words}: {verdict.reason}" for link, verdict in wrong]
    lines += ["\t".join((name, *link.row, link.around)) for link in new]
    return Measured(rows, tuple(lines))


def share(name: str, what: str, part: int, whole: int, bar: float | None) -> Row:
    """A row for a part of a whole."""
    figure = f"{part} of {whole}" + (f" ({part / whole:.2%})" if whole else "")
    return Row(name, what, "–" if bar is None else f"≥ {bar:.1%}", figure, None if bar is None else part >= bar * whole)


if __name__ == "__main__":
    sys.exit(main())
