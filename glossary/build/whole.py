"""A folder becomes a site: read, assemble, plan, produce, write. Only what changed is done again."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glossary.build.compile import Task, compile_files, dialect_of, first_pack, salt_of, stale
from glossary.build.files import remove_files
from glossary.build.memo import (
    FORMAT,
    Known,
    Packs,
    Shown,
    State,
    compact,
    read_shown,
    read_state,
    sweep,
    write_shown,
    write_state,
)
from glossary.build.output import MARKER
from glossary.build.plan import Plan, make_plan
from glossary.build.produce import Written, produce
from glossary.build.scan import scan
from glossary.build.sources import Files, folders_of, read_source, sort_files
from glossary.build.stamp import YOUNG, Remembered, World, is_settled, look, now, pack, write
from glossary.build.theme import load_theme
from glossary.build.tree import Behind, commit, open_tree
from glossary.checks.names import check_names
from glossary.checks.pictures import check_pictures
from glossary.checks.reviews import check_reviews
from glossary.config.read import NAME, read_config
from glossary.exporters.artifact import Workshop
from glossary.graph.assemble import assemble, calls_of
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.read import FIELDS
from glossary.text.address import make_id
from glossary.text.diagnostic import Diagnostic, Span, weigh
from glossary.text.english import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from glossary.build.run import Options
    from glossary.build.scan import Stamp
    from glossary.config.schema import Site
    from glossary.graph.glossary import Glossary, Target
    from glossary.term.card import Card
    from glossary.term.schema import TermId


CHECKS: tuple[Callable[[Glossary], Iterator[Diagnostic]], ...] = (check_names, check_reviews, check_pictures)
"""All checks of a glossary as a whole, in the order in which they run."""


LITTLE = 1000
"""So many useless terms in the packs are no reason to tidy up."""


class Result(NamedTuple):
    """What a build did. `pages` are all files of the site, `changed` and `removed` those that this build touched."""

    glossary: Glossary
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    changed: int
    removed: int
    written: bool


class Reading(NamedTuple):
    """A site's folder, read."""

    world: World
    site: Site
    files: Files
    sources: dict[str, Known]
    calls: bytes
    glossary: Glossary
    faults: tuple[Diagnostic, ...]
    garbage: int
    started: int
    """When the reading began, in nanoseconds since the epoch."""


@contextmanager
def no_collector() -> Iterator[None]:
    """Without the cyclic collector: it finds nothing here, and costs half as much again at 10,000 terms."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def build_whole(options: Options, memo: str, progress: Callable[[str, int, int], None]) -> Result:
    """Build the site of `options`. The caller holds the locks; raises `OSError` where the disk fails."""
    started = now()
    state = read_state(memo)
    reading = read_folder(options, state, memo, started, progress)
    # A page that could not be made cannot be called less than an error.
    site_rules = {rule: how for rule, how in reading.site.config.rules.items() if rule != "template-error"}
    theme, theme_faults = load_theme(
        options.root, reading.files.templates, reading.files.statics, reading.world.program
    )
    shelf = _shelf(memo, reading)
    workshop = Workshop(glossary=reading.glossary, shelf=shelf, theme=theme, labels=ENGLISH)
    plan = make_plan(workshop, reading.files, reading.world, options.root)
    faults = (*reading.faults, *theme_faults)
    diagnostics = weigh(faults, site_rules, strict=options.strict)
    blocked = any(found.severity == "error" for found in diagnostics) and not options.keep_going
    new_state = _state(state, reading)
    if blocked:
        _remember(memo, new_state)
        _forget_stamp(memo)
        return Result(reading.glossary, diagnostics, len(plan.artifacts), 0, 0, written=False)
    keep = _Keeper(memo, new_state)
    made = _check_only(plan, state, options, progress) if options.check else _write(plan, keep, options, progress)
    if made.behind is None:
        keep.state(made.pages, made.out)
    diagnostics = weigh((*faults, *made.faults), site_rules, strict=options.strict)
    result = Result(
        reading.glossary, diagnostics, len(plan.artifacts), len(made.changed), len(made.removed), written=made.written
    )
    # The new site is shown by now: that the next build cannot be fast is no reason to call this one failed.
    with suppress(OSError):
        keep.shown(made.behind)
        _leave_stamp(options, memo, reading, result, dict(made.out))
    return result


def _state(before: State, reading: Reading) -> State:
    """What is remembered of the sources; of the pages and the output as before."""
    sources, targets = _remembered(reading)
    return msgspec.structs.replace(
        before,
        format=FORMAT,
        reading=salt_of(reading.site, reading.world.program),
        sources=sources,
        calls=reading.calls,
        targets=targets,
        garbage=reading.garbage,
    )


class _Keeper:
    """Keeps the state of the memo. It is written before the new site is shown: what cannot be remembered, for want of
    room or permission, is not shown either.
    """

    def __init__(self, memo: str, before: State) -> None:
        self.memo = memo
        self.before = before

    def state(self, pages: Mapping[str, bytes], out: Mapping[str, Stamp]) -> None:
        """The site has these pages, and its files will look like this once it is shown."""
        _remember(self.memo, msgspec.structs.replace(self.before, pages=dict(pages), out=dict(out)))

    def shown(self, behind: Behind | None) -> None:
        """The staging tree is behind the site by so much."""
        if behind is not None:
            write_shown(self.memo, Shown(behind.generation, behind.site, behind.tree, behind.paths))


def _shelf(memo: str, reading: Reading) -> Packs:
    """The compiled terms of the glossary; of two files with one id those of the file that has the page."""
    return Packs(
        memo,
        {
            known.card.id: known.kept
            for known in reading.sources.values()
            if known.card and known.kept and _is_the(known.card, reading.glossary)
        },
    )


def _remember(memo: str, state: State) -> None:
    """Keep the state; tidy the packs where half of what lies in them is of no use any more."""
    if state.garbage > max(LITTLE, len(state.sources)):
        state = msgspec.structs.replace(state, sources=compact(memo, state.sources), garbage=0)
    write_state(memo, state)
    sweep(memo, state.sources)


def read_folder(
    options: Options, state: State, memo: str, started: int, progress: Callable[[str, int, int], None]
) -> Reading:
    """Read all that changed and assemble the glossary."""
    site, config_faults = _read_config(options.root)
    world = look(options.root, folders_of(site.config))
    files = sort_files(world, site.config, options.root)
    salt = salt_of(site, world.program)
    known = state.sources if state.reading == salt else {}
    todo = stale(files.work, world, known)
    task = Task(
        root=options.root,
        memo=memo,
        site=site,
        salt=salt,
        started=started,
        stats={item.path: world.files[item.path] for item in todo},
        pack=first_pack(memo, known, len(todo)),
        known={item.path: known[item.path].digest for item in todo if item.path in known},
    )
    found = compile_files(todo, task, options.jobs, lambda count: progress("read", count, len(todo)))
    sources = {item.path: _merged(item.path, found, known, world, started) for item in files.work}
    cards = [entry.card for entry in sources.values() if entry.card]
    leaflets = [entry.leaflet for entry in sources.values() if entry.leaflet]
    taken = (*files.pictures, *files.statics)
    unread = frozenset(
        make_id(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        for path, entry in sources.items()
        if entry.card is None and entry.leaflet is None
    )
    calls = calls_of(site, cards, leaflets, (*taken, "", *sorted(unread)), drafts=options.drafts)
    targets = _targets(sources, state, set(found)) if calls == state.calls else {}
    glossary, faults = assemble(site, cards, leaflets, taken, drafts=options.drafts, known=targets, unread=unread)
    told = [*_no_folder(options.root, site), *_no_labels(site)]
    told += [fault for entry in sources.values() for fault in entry.faults]
    told += [fault for check in CHECKS for fault in check(glossary)]
    garbage = sum(1 for path, old in known.items() if old.kept and sources.get(path, old).kept != old.kept)
    garbage += sum(1 for path, old in known.items() if old.kept and path not in sources)
    told = [*config_faults, *files.faults, *told, *faults]
    return Reading(
        world, site, files, sources, calls, glossary, tuple(told), (state.garbage if known else 0) + garbage, started
    )


def _no_folder(root: str, site: Site) -> Iterator[Diagnostic]:
    """A configuration that names a folder of terms which is not there would build an empty site without a word."""
    if not site.config.terms or not os.path.isdir(f"{root}/{site.config.terms}"):
        message = f"there is no folder `{site.config.terms or '.'}` of terms below this file"
        yield Diagnostic.of(
            "unreadable-file", Span(NAME, 0, 0), message, "write the folder’s path after `terms:`, or make it"
        )


def _targets(sources: dict[str, Known], state: State, fresh: set[str]) -> dict[TermId, tuple[Target, ...]]:
    """The targets of terms that were not read again, by term."""
    table = state.targets
    return {
        known.card.id: tuple([table[place] for place in known.leads])
        for path, known in sources.items()
        if known.card is not None and known.leads is not None and path not in fresh
    }


def _no_labels(site: Site) -> Iterator[Diagnostic]:
    """The theme's words are English so far: a site in another language is told so."""
    language = site.config.language.partition("-")[0].lower()
    if language != ENGLISH.language:
        message = f"there are no labels in `{site.config.language}`: the words of the theme are shown in English"
        yield Diagnostic.of(
            "missing-label", Span(NAME, 0, 0), message, "set `rules: {missing-label: off}` to accept that"
        )


def _is_the(card: Card, glossary: Glossary) -> bool:
    """Whether the card is that of the term with its id: a draft, or a second file, may claim the same one."""
    found = glossary.terms.get(card.id)
    return found is not None and found.path == card.path


def _remembered(reading: Reading) -> tuple[dict[str, Known], tuple[Target, ...]]:
    """The sources with the places of their targets in one table. Terms with faults are resolved anew next time, so that
    the faults are told again.
    """
    places: dict[Target, int] = {}
    faulty = {fault.span.path for fault in reading.faults}
    targets = reading.glossary.targets
    kept = {}
    for path, known in reading.sources.items():
        leads = None
        if known.card is not None and _is_the(known.card, reading.glossary) and path not in faulty:
            leads = tuple([places.setdefault(target, len(places)) for target in targets[known.card.id]])
        kept[path] = known if leads == known.leads else msgspec.structs.replace(known, leads=leads)
    return kept, tuple(places)


def _read_config(root: str) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site. Its texts are compiled in the dialect that it asks for itself: read once for that, once for good."""
    if not os.path.lexists(f"{root}/{NAME}"):
        return read_config(None, Compiler(Dialect()), FIELDS)
    source = read_source(root, NAME)
    if isinstance(source, Diagnostic):
        return read_config(None, Compiler(Dialect()), FIELDS)[0], (source,)
    first = read_config(source, Compiler(Dialect()), FIELDS)
    if dialect_of(first[0]) == Dialect(components=dialect_of(first[0]).components):
        return first
    return read_config(source, Compiler(dialect_of(first[0])), FIELDS)


def _merged(path: str, found: dict[str, Known | None], known: dict[str, Known], world: World, started: int) -> Known:
    """What is known of a file now: what was just read, or what was read before, with its stat of today."""
    if path not in found:
        return known[path]
    read = found[path]
    if read is not None:
        return read
    stat = world.files[path]
    return msgspec.structs.replace(known[path], stat=stat, young=max(stat.mtime, stat.ctime) >= started - YOUNG)


def _check_only(plan: Plan, state: State, options: Options, progress: Callable[[str, int, int], None]) -> Written:
    """All but writing. Pages are produced where the site's own templates could fail."""
    changed = [path for path, artifact in plan.artifacts.items() if state.pages.get(path) != artifact.key]
    if not plan.workshop.theme.own:
        changed = []
    made = produce(plan, changed, "", options.jobs, lambda count: progress("make", count, len(changed)))
    keys = {path: artifact.key for path, artifact in plan.artifacts.items() if path not in made.failed}
    return Written(pages=keys, out={}, faults=made.faults, changed=(), removed=(), behind=None, written=False)


class Difference(NamedTuple):
    """What of the output is as the last build left it, what must be made, what must go. The marker is not among it."""

    seen: dict[str, Stamp]
    intact: frozenset[str]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    marked: bool


def _compare(plan: Plan, state: State, out: str) -> Difference:
    seen = scan(out)
    marked = seen.pop(MARKER, None) is not None
    intact = frozenset(path for path, stamp in seen.items() if state.out.get(path) == stamp)
    changed = tuple(
        path for path, artifact in plan.artifacts.items() if state.pages.get(path) != artifact.key or path not in intact
    )
    removed = tuple(path for path in seen if path not in plan.artifacts)
    return Difference(seen, intact, changed, removed, marked)


def _write(plan: Plan, keep: _Keeper, options: Options, progress: Callable[[str, int, int], None]) -> Written:
    state = keep.before
    found = _compare(plan, state, options.out)
    as_it_was = Written(pages=state.pages, out=state.out, faults=(), changed=(), removed=(), behind=None, written=True)
    if found.marked and not found.changed and not found.removed:
        return as_it_was
    # What somebody else did to the output is in no `Behind`: then both trees are compared.
    known = len(found.intact) == len(found.seen) == len(state.out)
    behind = _behind(read_shown(keep.memo)) if known else None
    staging = open_tree(Path(options.out), behind=behind)
    if behind is None:
        found = _compare(plan, state, options.out)
    remove_files(staging.root, found.removed)
    total = len(found.changed)
    made = produce(plan, found.changed, staging.root, options.jobs, lambda count: progress("make", count, total))
    if made.faults and not options.keep_going:
        return replace(as_it_was, faults=made.faults, written=False)
    # As a build into an empty folder has it: what could not be made is not there.
    remove_files(staging.root, made.failed)
    pages = {path: artifact.key for path, artifact in plan.artifacts.items() if path not in made.failed}
    kept = {path: found.seen[path] for path in found.intact if path in pages}
    out = kept | made.stats
    keep.state(pages, out)
    after = commit(staging, [*found.changed, *found.removed])
    return Written(
        pages=pages,
        out=out,
        faults=made.faults,
        changed=found.changed,
        removed=found.removed,
        behind=after,
        written=True,
    )


def _behind(shown: Shown | None) -> Behind | None:
    return Behind(generation=shown.generation, site=shown.site, tree=shown.tree, paths=shown.paths) if shown else None


def _marker(out: str) -> dict[str, Stamp]:
    found = os.stat(f"{out}/{MARKER}")
    return {MARKER: (found.st_size, found.st_mtime_ns, found.st_ino)}


def _forget_stamp(memo: str) -> None:
    if os.path.exists(f"{memo}/stamp"):
        os.unlink(f"{memo}/stamp")


def _leave_stamp(options: Options, memo: str, reading: Reading, result: Result, out: dict[str, Stamp]) -> None:
    """Remember how all looked, if a later build may believe it: nothing to tell again, nothing too young."""
    if result.diagnostics or not (result.written or options.check) or not is_settled(reading.world, reading.started):
        _forget_stamp(memo)
        return
    summary = f"{len(result.glossary.terms)} {result.pages}"
    packed = pack(reading.world, options.key(), {} if options.check else out | _marker(options.out))
    write(f"{memo}/stamp", Remembered(folders_of(reading.site.config), summary, packed))
