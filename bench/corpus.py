"""A made-up glossary of N terms, the same for the same seed, written for Glossary and for Hugo.

`python -m bench.corpus FOLDER --terms N` writes `FOLDER/glossary/` and `FOLDER/hugo/`.
"""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench import formats, prose
from bench.names import abbreviation, aliases, name, slug

SEED = 20
SECTIONS = 12
PLACES = ("before it", "within it", "behind it")
LEAST = 20  # terms: each links to 13 others


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A related term, by number, and why it is related."""

    target: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dimension of a trade-off table; `best` is the place of the best option."""

    dimension: str
    values: tuple[str, str]
    best: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A trade-off of two options: a term, by number, and a text."""

    title: str
    question: str
    term: int
    text: str
    rows: tuple[Row, ...]
    takeaway: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a quiz; `choices` are (text, why), `answer` is the place of the correct one."""

    question: str
    choices: tuple[tuple[str, str], ...]
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One made-up term; other terms are told by number. `links` are the targets of the marks in `body`."""

    number: int
    id: str
    name: str
    abbreviation: str | None
    aliases: tuple[str, ...]
    definition: str
    plain: str
    section: int
    order: int | None
    see_also: tuple[Reason, ...]
    prerequisites: tuple[int, ...]
    table: Table | None
    quiz: Question | None
    body: str
    links: tuple[int, ...]


def entries(terms: int, seed: int = SEED) -> Iterator[Entry]:
    """The terms in order of number; `terms` is `LEAST` or more."""
    for number in range(terms):
        yield entry(number, terms, seed)


def entry(number: int, terms: int, seed: int) -> Entry:
    """Term `number` of `terms`."""
    rng = Random(f"{seed}:{number}")
    targets = others(rng, number, terms, 13)
    mentions = tuple(name(target).lower() for target in targets[7:])
    return Entry(
        number=number,
        id=slug(number),
        name=name(number),
        abbreviation=abbreviation(number),
        aliases=aliases(number),
        definition=definition(rng, mentions[5]),
        plain=f"It {rng.choice(prose.VERBS)} the {prose.phrase(rng)}, much as a careful reader would do it by hand.",
        section=number % SECTIONS,
        order=number // SECTIONS + 1 if number % 8 == 0 else None,
        see_also=reasons(rng, ((number + 1) % terms, *targets[:2])),
        prerequisites=prerequisites(rng, number),
        table=table(rng, targets[2]) if rng.random() < 0.2 else None,
        quiz=question(rng, name(number)) if rng.random() < 0.25 else None,
        body=prose.body(rng, mentions, coded=rng.random() < 0.15),
        links=targets[2:7],
    )


def others(rng: Random, number: int, terms: int, count: int) -> tuple[int, ...]:
    """`count` different terms, neither `number` nor the next one; low numbers are met more often, as in real glossaries."""
    found: dict[int, None] = {}
    while len(found) < count:
        target = int(terms * rng.random() ** 1.5)
        if target not in (number, (number + 1) % terms):
            found[target] = None
    return tuple(found)


def definition(rng: Random, mention: str) -> str:
    """One sentence; half of them name another term, one in five has Markdown."""
    kind = prose.phrase(rng)
    what = f"a {mention}" if rng.random() < 0.5 else f"the {prose.phrase(rng)}"
    accent = f"*{rng.choice(prose.NOUNS)}*" if rng.random() < 0.2 else rng.choice(prose.NOUNS)
    return f"A {kind} that {rng.choice(prose.VERBS)} {what} by its {accent} {rng.choice(prose.TAILS)}."


def reasons(rng: Random, targets: tuple[int, ...]) -> tuple[Reason, ...]:
    """Each of `targets` with a reason. The first is the next term, so every term is linked from somewhere."""
    return tuple(
        Reason(target=target, why=f"it {rng.choice(prose.VERBS)} the {prose.phrase(rng)} there") for target in targets
    )


def prerequisites(rng: Random, number: int) -> tuple[int, ...]:
    """Up to two lower numbers, hence without a cycle."""
    count = min(number, rng.choice((0, 1, 1, 2)))
    return tuple(sorted(rng.sample(range(max(0, number - 200), number), count)))


def table(rng: Random, target: int) -> Table:
    """A table of three rows that compares term `target` with a text."""
    rows = tuple(
        Row(dimension=dimension, values=(prose.phrase(rng), prose.phrase(rng)), best=rng.randrange(2))
        for dimension in rng.sample(("Cost", "Speed", "Memory", "Care", "Reach"), 3)
    )
    return Table(
        title=f"Which {rng.choice(prose.NOUNS)} first?",
        question=f"The {prose.phrase(rng)} is in the way. What helps?",
        term=target,
        text=f"Doing without a {rng.choice(prose.NOUNS)}",
        rows=rows,
        takeaway=prose.sentence(rng),
    )


def question(rng: Random, term: str) -> Question:
    """A question about the term called `term` with three choices, one of them correct: no check has anything to say, for
    a build that told something cannot find by a glance that nothing changed.
    """
    choices = tuple(
        (f"the {prose.phrase(rng)} {place}", f"It {rng.choice(prose.VERBS)} nothing here.") for place in PLACES
    )
    return Question(
        question=f"What of {term} {rng.choice(prose.VERBS)} the {prose.phrase(rng)}?",
        choices=choices,
        answer=rng.randrange(3),
    )


def write(folder: Path, terms: int, seed: int = SEED) -> None:
    """Writes the glossary below `folder` for both generators; `folder` must not hold one yet."""
    ours, hugo = folder / "glossary", folder / "hugo"
    (ours / "terms").mkdir(parents=True)
    ours.joinpath("glossary.yml").write_text(formats.config(SECTIONS), encoding="utf-8")
    shutil.copytree(Path(__file__).with_name("hugo"), hugo)
    for section in range(SECTIONS):
        path = hugo / "content" / formats.hugo_section(section) / "_index.md"
        path.parent.mkdir(parents=True)
        path.write_text(formats.hugo_section_text(section), encoding="utf-8")
    for item in entries(terms, seed):
        ours.joinpath("terms", f"{item.id}.md").write_text(formats.term(item), encoding="utf-8")
        path = hugo / "content" / formats.hugo_section(item.section) / f"{item.id}.md"
        path.write_text(formats.hugo_term(item, SECTIONS), encoding="utf-8")


def count(text: str) -> int:
    """A number of terms, for argparse."""
    if not text.isdecimal() or int(text) < LEAST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {LEAST} upwards")
    return int(text)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--terms", type=count, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write(options.folder, options.terms, options.seed)


if __name__ == "__main__":
    main()
