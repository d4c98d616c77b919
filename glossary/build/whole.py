"""A folder becomes a site: read, assemble, plan, produce, write. Only what changed is done again."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from glossary.build.interruption import patient
from glossary.build.keeper import Keeper, keep, remember, shelf_of, state_after
from glossary.build.memo import forget, read_state
from glossary.build.output import MARKER
from glossary.build.plan import make_plan
from glossary.build.pool import Damaged
from glossary.build.reading import read_folder
from glossary.build.sources import folders_of
from glossary.build.stamp import Remembered, is_settled, pack, pack_output, write
from glossary.build.writing import check_only, write_site
from glossary.checks.navigation import check_navigation
from glossary.checks.styles import check_styles
from glossary.exporters.artifact import Workshop
from glossary.text.diagnostic import Diagnostic, weigh
from glossary.text.english import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.build.scan import Stamp
    from glossary.build.stamp import Glance
    from glossary.graph.glossary import Glossary


MANY: Final = 100
"""So many compiled files are remembered before pages are made: who ends the build then does not wait for them again."""


class Result(NamedTuple):
    """What a build did. `pages` are all files of the site, `changed` and `removed` those that this build touched.
    `remains` is what it worked with: who keeps it until the process ends need not wait while it is taken apart.
    """

    glossary: Glossary
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    changed: int
    removed: int
    written: bool
    remains: tuple[object, ...] = ()


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


class Before(NamedTuple):
    """What was seen before a build: what stands in the output, and the sources, if somebody looked at them already."""

    out: Mapping[str, Stamp]
    glance: Glance | None = None


def build_whole(options: Options, memo: str, before: Before, progress: Callable[[str, int, int], None]) -> Result:
    """Build the site of `options`. The caller holds the locks; raises `OSError` where the disk fails."""
    try:
        return _build(options, memo, before, progress)
    except Damaged:
        forget(memo)
        return _build(options, memo, before, progress)


Answer = TypeVar("Answer")


def consult_whole(
    options: Options,
    memo: str,
    ask: Callable[[Reading, Packs], Answer],
    progress: Callable[[str, int, int], None],
) -> Answer:
    """What `ask` finds in the glossary and its compiled terms. What was read is remembered; no page is made."""
    try:
        return _consult(options, memo, ask, progress)
    except Damaged:
        forget(memo)
        return _consult(options, memo, ask, progress)


def _consult(
    options: Options,
    memo: str,
    ask: Callable[[Reading, Packs], Answer],
    progress: Callable[[str, int, int], None],
) -> Answer:
    state = read_state(memo)
    reading = read_folder(options, state, memo, None, progress)
    answer = ask(reading, shelf_of(memo, reading))
    remember(memo, state_after(state, reading))
    return answer


def _build(options: Options, memo: str, before: Before, progress: Callable[[str, int, int], None]) -> Result:
    state = read_state(memo)
    reading = read_folder(options, state, memo, before.glance, progress)
    shelf = shelf_of(memo, reading)
    workshop = Workshop(glossary=reading.glossary, shelf=shelf, theme=reading.theme, labels=ENGLISH)
    plan = make_plan(workshop, reading.files, reading.world, options.root, state.alike(reading.salt))
    faults = (*reading.faults, *plan.faults, *dangling(reading, plan.artifacts))
    diagnostics = weigh(faults, reading.site.config.rules, strict=options.strict)
    blocked = any(found.severity == "error" for found in diagnostics) and not options.keep_going
    new_state = state_after(state, reading)
    if blocked:
        remember(memo, new_state)
        _forget_stamp(memo)
        remains = (state, reading, plan)
        return Result(reading.glossary, diagnostics, len(plan.artifacts), 0, 0, written=False, remains=remains)
    if reading.compiled >= MANY:
        keep(memo, new_state)
    keeper = Keeper(memo, new_state)
    made = (
        check_only(plan, state, options, progress)
        if options.check
        else write_site(plan, keeper, before.out, options, progress)
    )
    if made.behind is None:
        keeper.state(made.pages, made.out, None if made.faults else plan.facts)
    # A file that could not be made cannot be called less than an error.
    diagnostics = weigh((*diagnostics, *made.faults), {})
    result = Result(
        glossary=reading.glossary,
        diagnostics=diagnostics,
        pages=len(plan.artifacts),
        changed=len(made.changed),
        removed=len(made.removed),
        written=made.written,
        remains=(state, new_state, reading, plan, made),
    )
    # The new site is shown by now: that the next build cannot be fast is no reason to call this one failed.
    with suppress(OSError), patient():
        keeper.shown(made.behind)
        _leave_stamp(options, memo, reading, result, dict(made.out))
    return result


def dangling(reading: Reading, addresses: Collection[str]) -> Iterator[Diagnostic]:
    """What leads to an address that the site does not have."""
    yield from check_navigation(reading.glossary, addresses)
    yield from check_styles(reading.theme.assets, reading.theme.replaced, addresses)


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
    world = pack(reading.world, options.key())
    shown = pack_output({} if options.check else out | _marker(options.out))
    write(f"{memo}/stamp", Remembered(folders_of(reading.site.config), summary, world, shown))
