"""A site's folder, read: what changed is read again, and the glossary is assembled from all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from glossary.build.absent import absent
from glossary.build.causes import by_cause
from glossary.build.compile import Task, compile_files, dialect_of, first_pack, salt_of, stale
from glossary.build.link import Reader
from glossary.build.published import vanished
from glossary.build.refused import refuse_among
from glossary.build.sources import Files, folders_of, read_source, sort_files
from glossary.build.stamp import YOUNG, Glance, World, take
from glossary.build.theme import load_theme
from glossary.build.unguarded import unguarded
from glossary.checks.circles import check_circles, check_plain
from glossary.checks.lessons import check_lessons
from glossary.checks.mentions import check_common, check_open
from glossary.checks.names import check_names
from glossary.checks.orphans import check_orphans
from glossary.checks.relations import check_contrast, check_see_also
from glossary.checks.reviews import check_reviews
from glossary.config.read import NAME, read_config
from glossary.exporters.html import prepare
from glossary.graph.assemble import assemble, calls_of
from glossary.graph.holding import Pair, holding
from glossary.graph.identity import folded_id
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.read import FIELDS
from glossary.text.address import make_id, stem_of
from glossary.text.diagnostic import Diagnostic
from glossary.text.english import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from glossary.build.memo import Known, State
    from glossary.build.run import Options
    from glossary.config.schema import Site
    from glossary.exporters.artifact import Theme
    from glossary.graph.assemble import Called
    from glossary.graph.glossary import Glossary, Linked, Ties
    from glossary.term.schema import TermId


CHECKS: tuple[Callable[[Glossary], Iterator[Diagnostic]], ...] = (
    check_names,
    check_open,
    check_common,
    check_circles,
    check_plain,
    check_orphans,
    check_see_also,
    check_contrast,
    check_lessons,
    check_reviews,
)
"""All checks of a glossary as a whole, in the order in which they run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A site's folder, read."""

    world: World
    salt: bytes
    """A digest of all that reading a file depended on besides its bytes."""
    site: Site
    theme: Theme
    files: Files
    sources: Mapping[str, Known]
    calls: bytes
    """What references were resolved by."""
    drafts: bool
    """Whether drafts are among the terms."""
    glossary: Glossary
    faults: tuple[Diagnostic, ...]
    unresolved: frozenset[str]
    """Files in which something between files is wrong: it is to be found again by the next build."""
    compiled: int
    """How many files were compiled."""
    garbage: int
    """How many compiled terms lie in the packs that no source stands for any more."""
    started: int
    """When the reading began, in nanoseconds since the epoch."""


def read_folder(
    options: Options, state: State, memo: str, glance: Glance | None, progress: Callable[[str, int, int], None]
) -> Reading:
    """Read all that changed since `state`, and assemble the glossary. `glance` is a look that was taken already."""
    site, config_faults = read_site(options.root)
    folders = folders_of(site.config)
    if not options.check:
        refuse_among(options.out, options.root, filter(None, folders))
    _, world, started = glance if glance and glance.folders == folders else take(options.root, folders)
    files = sort_files(world, site.config, options.root)
    theme, theme_faults = load_theme(options.root, files.templates, files.statics, world.program)
    salt = salt_of(site, world.program)
    state = state.alike(salt)
    known = state.sources
    todo = stale(files.work, world, known)
    task = Task(options.root, memo, site, salt, started, first_pack(memo, known, len(todo)))
    found = compile_files(
        todo,
        task,
        options.jobs,
        lambda done: progress("read", done, len(todo)),
        lambda: prepare(theme, ENGLISH, site.config.language),
    )
    sources = {item.path: _merged(item.path, found, known, world, started) for item in files.work}
    before = known if state.drafts == options.drafts else {}
    reader = Reader(site, memo, before, sources, options.jobs, lambda done, all_: progress("link", done, all_))
    calls, glossary, faults = _assembled(
        site,
        sources,
        state,
        files,
        {path for path, read in found.items() if read},
        read=reader.read,
        drafts=options.drafts,
    )
    told = [*config_faults, *_told(options.root, files, world, sources, glossary)]
    return Reading(
        world=world,
        salt=salt,
        site=site,
        theme=theme,
        files=files,
        sources=sources,
        calls=calls,
        drafts=options.drafts,
        glossary=glossary,
        faults=(*told, *faults, *theme_faults),
        unresolved=frozenset(fault.span.path for fault in faults),
        compiled=len(todo),
        garbage=state.garbage + _dropped(known, sources),
        started=started,
    )


def _told(
    root: str, files: Files, world: World, sources: Mapping[str, Known], glossary: Glossary
) -> Iterator[Diagnostic]:
    """All that is wrong but in the configuration and the theme, and between references."""
    yield from files.faults
    yield from absent(root, glossary.site, files)
    yield from unguarded(root, files.roots)
    found = (fault for entry in sources.values() for fault in entry.faults)
    yield from by_cause(found) if glossary.site.adopting else found
    for check in CHECKS:
        yield from check(glossary)
    yield from vanished(root, world.files, sources, glossary)


def _assembled(  # noqa: PLR0913 - what was read, and what was known before
    site: Site,
    sources: Mapping[str, Known],
    state: State,
    files: Files,
    fresh: AbstractSet[str],
    *,
    read: Callable[[Called], Mapping[str, Linked]],
    drafts: bool,
) -> tuple[bytes, Glossary, tuple[Diagnostic, ...]]:
    """What references are resolved by, the glossary, and what is wrong between its files."""
    cards = [entry.card for entry in sources.values() if entry.card]
    leaflets = [entry.leaflet for entry in sources.values() if entry.leaflet]
    unread = frozenset(
        make_id(stem_of(path)) for path, entry in sources.items() if entry.card is None and entry.leaflet is None
    )
    taken = (*files.pictures, *files.statics)
    calls = calls_of(site, leaflets, (*taken, "", *sorted(unread)), drafts=drafts)
    ties = _ties(sources, state.sources, fresh) if calls == state.calls else {}
    glossary, faults = assemble(site, cards, leaflets, taken, drafts=drafts, known=ties, unread=unread, read=read)
    return calls, glossary, faults


def _ties(sources: Mapping[str, Known], before: Mapping[str, Known], fresh: AbstractSet[str]) -> dict[TermId, Ties]:
    """What the references of terms come to that were not read again, and would be resolved alike, by term."""
    same = [known for path, known in sources.items() if known.card and path not in fresh]
    ties = {known.card.id: known.ties for known in same if known.card and known.ties}
    pairs = [
        Pair(old.card if old else None, new.card if new else None)
        for path in before.keys() | sources.keys()
        if (old := before.get(path)) is not (new := sources.get(path))
    ]
    pairs = [pair for pair in pairs if (pair.old and pair.old.call) != (pair.new and pair.new.call)]
    if pairs and not (_are_distinct(before) and _are_distinct(sources)):
        return {}
    return holding(ties, [known.card for known in same if known.card], pairs)


def _are_distinct(sources: Mapping[str, Known]) -> bool:
    """Whether no two files claim one id."""
    ids = [folded_id(known.card.id) for known in sources.values() if known.card]
    return len(set(ids)) == len(ids)


def _dropped(known: Mapping[str, Known], sources: Mapping[str, Known]) -> int:
    """How many compiled terms that were remembered are of no use any more."""
    return sum(1 for path, old in known.items() if old.kept and (path not in sources or sources[path].kept != old.kept))


def read_site(root: str) -> tuple[Site, tuple[Diagnostic, ...]]:
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


def _merged(
    path: str, found: Mapping[str, Known | None], known: Mapping[str, Known], world: World, started: int
) -> Known:
    """What is known of a file now: what was just read, or what was read before, with its stat of today."""
    if path not in found:
        return known[path]
    read = found[path]
    if read is not None:
        return read
    stat = world.files[path]
    return msgspec.structs.replace(known[path], stat=stat, young=max(stat.mtime, stat.ctime) >= started - YOUNG)
