"""The runs of one corpus, in turns: what is run, in which state, and whether it did its work."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.names import name, slug
from bench.runs import RunError, Usage, measured, sampled
from bench.sides import Side

ROOT = Path(__file__).parent.parent
AGE = 2.1  # seconds; a source younger than 2 s is read again whatever its stamp says


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measured run: what was built (`cold`, `nothing` …), by which side, in which round."""

    terms: int
    round: int
    kind: str
    side: str
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A cold build by size: bytes that all processes held at one time, and bytes of HTML of a page at the top."""

    memory: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A folder with a corpus of `terms` terms, and the generators to run on it."""

    folder: Path
    terms: int
    sides: tuple[Side, ...]

    @property
    def corpus(self) -> Path:
        """The folder with the sources of both sides."""
        return self.folder / "corpus"

    def term(self, number: int) -> Path:
        """Our source of a term."""
        return self.corpus / "glossary" / "terms" / f"{slug(number)}.md"


def prepare(bench: Bench) -> None:
    """Writes the corpus, in a process of its own: what this one once held would count as the children's memory."""
    bench.folder.mkdir(parents=True)
    command = (sys.executable, "-m", "bench.corpus", str(bench.corpus), "--terms", str(bench.terms))
    subprocess.run(command, check=True, cwd=ROOT)
    if any(side.source == "unlinked" for side in bench.sides):
        write_unlinked(bench.corpus / "glossary", bench.corpus / "unlinked")


def write_unlinked(glossary: Path, folder: Path) -> None:
    """Our glossary once more, its terms the same files, with a configuration by which no bare mention is a link."""
    shutil.copytree(glossary, folder, copy_function=os.link)
    config = folder / "glossary.yml"
    config.unlink()
    text = (glossary / "glossary.yml").read_text(encoding="utf-8")
    config.write_text(f"{text}links: {{autolink: false}}\n", encoding="utf-8")


def shapes(bench: Bench) -> dict[str, Shape]:
    """Side → what a cold build holds and writes. Also warms the file cache for what follows."""
    found = {}
    for side in bench.sides:
        out, cache = places(bench, side, "cold")
        memory = sampled(side.command(bench.corpus, out, cache), side.env, log(bench))
        expect_pages(bench, side, out)
        found[side.name] = Shape(memory=memory, page=page_size(out))
        aside(bench, out, cache)
    return found


def cold(bench: Bench, round_: int) -> Iterator[Run]:
    """A cold build of each side, in turns. The outputs stay, for the first edit and for `tidy`."""
    for side in bench.sides:
        out, _ = places(bench, side, "cold")
        yield build(bench, side, round_, "cold", "cold")
        expect_pages(bench, side, out)


def warm(bench: Bench, side: Side, round_: int) -> Iterator[Run]:
    """Three warm builds upon one output that lives through all rounds, and one edit upon this round's cold output."""
    settle(bench, side)
    yield build(bench, side, round_, "nothing", "warm")
    number = (round_ * 613 + 101) % bench.terms
    marker = f"edited in round {round_ + 1}"
    edit(bench.term(number), marker)
    yield build(bench, side, round_, "edit", "warm")
    expect_text(bench, side, number, marker)
    yield build(bench, side, round_, "first edit", "cold")
    settle(bench, side)
    number = (round_ * 389 + 57) % bench.terms
    new = name(bench.terms + number)  # a name that no term of this corpus has
    rename(bench.term(number), new)
    yield build(bench, side, round_, "rename", "warm")
    expect_text(bench, side, number, new)
    expect_text(bench, side, number - 1, new)  # for it is the first `see_also` of the term before it


def settle(bench: Bench, side: Side) -> None:
    """Leaves the warm output as it is when nothing was touched lately: sources old, and seen to be so by a build."""
    time.sleep(AGE)
    build(bench, side, 0, "settle", "warm")


def tidy(bench: Bench) -> None:
    """Puts the cold outputs aside."""
    for side in bench.sides:
        aside(bench, *places(bench, side, "cold"))


def build(bench: Bench, side: Side, round_: int, kind: str, state: str) -> Run:
    """One measured build upon the output called `state`."""
    out, cache = places(bench, side, state)
    os.sync()  # else one side pays for writing what the other left in memory
    usage = measured(side.command(bench.corpus, out, cache), side.env, log(bench))
    return Run(terms=bench.terms, round=round_, kind=kind, side=side.name, usage=usage)


def places(bench: Bench, side: Side, state: str) -> tuple[Path, Path]:
    """The output and the cache of `side` called `state`."""
    return bench.folder / f"{side.name}-{state}-out", bench.folder / f"{side.name}-{state}-cache"


def log(bench: Bench) -> Path:
    """Where the words of the running command go."""
    return bench.folder / "log.txt"


def aside(bench: Bench, *folders: Path) -> None:
    """Moves `folders` away: deleting 10,000 files makes the writes of the next run up to ten times slower."""
    store = bench.folder / "aside"
    store.mkdir(exist_ok=True)
    for folder in folders:
        if folder.exists():
            folder.rename(store / f"{len(list(store.iterdir()))}")


def clear(bench: Bench) -> None:
    """Deletes all that stands below the folder of `bench`."""
    shutil.rmtree(bench.folder)


def edit(path: Path, marker: str) -> None:
    """Puts `marker` into the first paragraph of the body."""
    head, fence, body = path.read_text(encoding="utf-8").partition("\n---\n")
    path.write_text(head + fence + body.replace(". ", f" ({marker}). ", 1), encoding="utf-8")


def rename(path: Path, new: str) -> None:
    """Gives the term in `path` the name `new`; the old one becomes an alias, so that no link dangles."""
    text = path.read_text(encoding="utf-8")
    line, _, rest = text.removeprefix("---\n").partition("\n")
    old = line.removeprefix("term: ")
    rest = rest.replace("aliases:\n", f"aliases:\n- {old}\n", 1)
    path.write_text(f"---\nterm: {new}\n{rest}", encoding="utf-8")


def expect_pages(bench: Bench, side: Side, out: Path) -> None:
    """`RunError` unless each term has a page: a build that skips work is not fast."""
    with os.scandir(out) as found:
        pages = sum(file.name.endswith(".html") for file in found)
    if pages < bench.terms:
        raise RunError(f"{side.name} wrote {pages} pages for {bench.terms} terms")


def page_size(out: Path) -> int:
    """The median size of a page at the top of `out`: nearly all are terms, lists are few and large."""
    with os.scandir(out) as found:
        return int(median(file.stat().st_size for file in found if file.name.endswith(".html")))


def expect_text(bench: Bench, side: Side, number: int, text: str) -> None:
    """`RunError` unless the warm page of term `number` holds `text`."""
    page = places(bench, side, "warm")[0] / f"{slug(number % bench.terms)}.html"
    if text not in page.read_text(encoding="utf-8"):
        raise RunError(f"{side.name} built, but {page.name} does not say {text!r}")
