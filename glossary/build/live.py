"""A folder that is shown while it is written: read whole once, then kept up to date, its pages made when asked for."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.compile import dialect_of
from glossary.build.keeper import keep, remember, shelf_of, state_after
from glossary.build.kin import take_over
from glossary.build.lock import Busy, hold
from glossary.build.memo import forget, read_state
from glossary.build.plan import Plan, make_plan
from glossary.build.pool import Damaged
from glossary.build.produce import data_of
from glossary.build.reading import read_folder
from glossary.build.run import kin_of, made_memo, memo_of, refuse
from glossary.build.sources import read_source
from glossary.build.whole import dangling, no_collector
from glossary.exporters import html
from glossary.exporters.artifact import Unmade, Workshop
from glossary.exporters.html import PageMaker
from glossary.graph.amend import amend
from glossary.graph.linking import link, make_linker, senses
from glossary.graph.mentions import Page
from glossary.markup.compiler import Compiler
from glossary.term.read import TermReader
from glossary.text.diagnostic import Diagnostic, weigh
from glossary.text.english import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.exporters.artifact import Maker
    from glossary.graph.amend import Amended
    from glossary.graph.glossary import Glossary, Linked
    from glossary.graph.mentions import Linker
    from glossary.graph.shelf import Shelf
    from glossary.markup.passages import Passage
    from glossary.term.read import Entry
    from glossary.term.schema import Term, TermId


RARELY = 100_000
"""New objects after which the cyclic collector looks for garbage: of 10,000 terms there are a million, all alive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A site whose files are made when they are asked for, each at most once for each of its states."""

    plan: Plan
    makers: dict[str, Maker] = field(default_factory=dict)

    @property
    def glossary(self) -> Glossary:
        """The glossary that it shows."""
        return self.plan.workshop.glossary

    def file(self, address: str) -> bytes | None:
        """The bytes of the file at an address of the site; nothing where none is. Raises `Unmade` where a template of
        the site fails. One thread at a time.
        """
        artifact = self.plan.artifacts.get(address)
        return None if artifact is None else data_of(artifact, self.plan, self.makers)


def unmade(shown: Shown) -> Iterator[Diagnostic]:
    """What fails in the templates of the site itself, if it has any: a page of each kind is made to find out."""
    if not shown.plan.workshop.theme.own:
        return
    pages = [artifact for artifact in shown.plan.artifacts.values() if artifact.exporter == html.NAME]
    for path in {artifact.kind: artifact.path for artifact in reversed(pages)}.values():
        try:
            shown.file(path)
        except Unmade as fault:
            yield fault.diagnostic


class Overlay:
    """A shelf on which some terms lie as they are now, before they are written down."""

    def __init__(self, below: Shelf, entries: Mapping[TermId, Entry]) -> None:
        self.below: Shelf = below
        self.entries: Mapping[TermId, Entry] = entries
        if isinstance(below, Overlay):
            self.below, self.entries = below.below, {**below.entries, **entries}

    def term(self, term: TermId) -> Term:
        """The term."""
        return self.entries[term].term if term in self.entries else self.below.term(term)

    def passage(self, term: TermId) -> Passage:
        """What is read of its texts."""
        return self.entries[term].passage if term in self.entries else self.below.passage(term)

    def words(self, term: TermId) -> str:
        """The words by which the search finds the term."""
        return self.entries[term].words if term in self.entries else self.below.words(term)


class Tools:
    """What is dear to make, and the same until all is read anew; the linker until a name changes."""

    def __init__(self, reading: Reading, before: Tools | None = None) -> None:
        glossary = reading.glossary
        self.glossary = glossary
        self.reader = TermReader(reading.site, Compiler(dialect_of(reading.site)))
        self.roles = {item.path: item.role for item in reading.files.work}
        self.decided_by = (
            reading.salt,
            [(card.id, card.voice) for card in (*glossary.terms.values(), *glossary.gone)],
            senses(glossary.terms, glossary.ties),
        )
        same = before is not None and before.decided_by == self.decided_by
        self.made: Linker | None = before.made if before is not None and same else None

    @property
    def linker(self) -> Linker | None:
        """What decides about mentions; nothing where names are not linked."""
        glossary = self.glossary
        if self.made is None:
            self.made = make_linker(glossary.site, glossary.terms, glossary.gone, glossary.ties)
        return self.made


class Read(NamedTuple):
    """The whole folder, read: the site that it makes, the packs in which its terms lie, and what is wrong with it."""

    reading: Reading
    shown: Shown
    packs: Packs
    problems: tuple[Diagnostic, ...]


class Live:
    """The folder of `options` as it stands. `shown` is its last good site; `problems` are those that keep its present
    state from being shown (then it is `broken`), or that came with it. Any thread may call `file`; all else is for one.
    """

    def __init__(self, options: Options, memo: str, progress: Callable[[str, int, int], None]) -> None:
        self.options = options
        self.memo = memo
        self.state = read_state(memo)
        self._one_at_a_time = Lock()
        """Whoever makes pages: terms are read from files, and templates count, that all share."""
        read = self.read(options.jobs, progress)
        keep(memo, self.state)
        self.reading, self.shown, self._packs, self.problems = read
        self.broken = is_broken(self.problems)
        self._tools = Tools(self.reading)

    def file(self, address: str) -> bytes | None:
        """The bytes of the file at an address of the site; nothing where none is. Raises `Unmade` where a template of
        the site fails.
        """
        with self._one_at_a_time:
            return self.shown.file(address)

    def read(self, jobs: int = 1, progress: Callable[[str, int, int], None] = lambda *_: None) -> Read:
        """The folder as it stands; what changed is read again. Nothing else of this kind may go on meanwhile."""
        options = self.options._replace(jobs=jobs)
        try:
            reading = read_folder(options, self.state, self.memo, None, progress)
        except Damaged:
            forget(self.memo)
            self.state = read_state(self.memo)
            reading = read_folder(options, self.state, self.memo, None, progress)
        packs = shelf_of(self.memo, reading)
        workshop = Workshop(glossary=reading.glossary, shelf=packs, theme=reading.theme, labels=ENGLISH)
        plan = make_plan(workshop, reading.files, reading.world, options.root)
        shown = Shown(plan=plan)
        with self._one_at_a_time:
            failing = dict.fromkeys(unmade(shown))
        told = (*reading.faults, *plan.faults, *dangling(reading, plan.artifacts), *failing)
        self.state = state_after(self.state, reading)
        problems = weigh(told, reading.site.config.rules, strict=options.strict)
        return Read(reading, shown, packs, problems)

    def adopt(self, read: Read) -> None:
        """Show what was read, unless it has errors: then the last good site stays."""
        self.reading, shown, packs, self.problems = read
        self.broken = is_broken(self.problems)
        self._tools = Tools(self.reading, self._tools)
        if not self.broken:
            with self._one_at_a_time:
                self.shown, self._packs, packs = shown, packs, self._packs
        packs.close()

    def prepare(self) -> None:
        """Make what the next change of a text will need."""
        _ = self._tools.linker

    def amend(self, path: str) -> bool:
        """Take in a change of the text of one term, if nothing else changes with it and nothing is wrong with it.
        What is said of the whole glossary stays as it was until all is read again.
        """
        known = self.reading.sources.get(path)
        if self.broken or self._tools.roles.get(path) != "term" or known is None or known.card is None:
            return False
        source = read_source(self.options.root, path, self.reading.salt)
        if isinstance(source, Diagnostic):
            return False
        entry, faults = self._tools.reader.read(source)
        if entry is None or entry.card.id != known.card.id:
            return False
        problems = weigh(faults, self.reading.site.config.rules, strict=self.options.strict)
        glossary = amend(self.shown.glossary, entry.card, lambda amended: self._linked(entry, amended))
        if glossary is None or is_broken(problems):
            return False
        self.problems = (*(found for found in self.problems if found.span.path != path), *problems)
        workshop = self.shown.plan.workshop
        shelf = Overlay(workshop.shelf, {entry.card.id: entry})
        workshop = replace(workshop, glossary=glossary, shelf=shelf)
        pages = self.shown.makers.get(html.NAME)
        makers: dict[str, Maker] = {html.NAME: html.amended(pages, workshop)} if isinstance(pages, PageMaker) else {}
        self.shown = Shown(plan=replace(self.shown.plan, workshop=workshop), makers=makers)
        return True

    def _linked(self, entry: Entry, amended: Amended) -> Linked:
        card = amended.card
        return link(Page(card.id, card.section, entry.passage, amended.targets), self._tools.linker)

    def close(self) -> None:
        """Keep what was read for the next time."""
        remember(self.memo, self.state)


def is_broken(problems: tuple[Diagnostic, ...]) -> bool:
    """Whether one of them is an error."""
    return any(found.severity == "error" for found in problems)


@contextmanager
def lively(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Iterator[Live]:
    """The folder, read. Raises `Refused` where there is no glossary, `OSError` where the disk fails."""
    import tempfile
    from contextlib import ExitStack
    from pathlib import Path

    refuse(options)
    with ExitStack() as stack:
        memo = made_memo(memo_of(options), options)
        if memo:
            try:
                stack.enter_context(hold(Path(memo), wait_seconds=0))
            except Busy:  # another one shows the same folder
                memo = ""
        memo = memo or stack.enter_context(tempfile.TemporaryDirectory(prefix="glossary-"))
        with no_collector():
            take_over(memo, kin_of(options))
            live = Live(options, memo, progress)
        gc.freeze()
        before = gc.get_threshold()
        gc.set_threshold(RARELY)
        try:
            yield live
        finally:
            gc.set_threshold(*before)
            live.close()
