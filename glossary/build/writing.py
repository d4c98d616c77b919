"""A plan becomes files: what changed is made and written, and the site is shown at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.files import remove_files
from glossary.build.memo import Shown, read_shown
from glossary.build.output import MARKER, is_marked
from glossary.build.plan import COPY, Plan
from glossary.build.produce import Written, produce
from glossary.build.scan import scan, stamps
from glossary.build.tree import Behind, commit, open_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.build.keeper import Keeper
    from glossary.build.memo import State
    from glossary.build.run import Options
    from glossary.build.scan import Stamp


def check_only(plan: Plan, state: State, options: Options, progress: Callable[[str, int, int], None]) -> Written:
    """All but writing. Files that are taken over are read; pages are produced where own templates could fail."""
    changed = [path for path, artifact in plan.artifacts.items() if state.pages.get(path) != artifact.key]
    if not plan.workshop.theme.own:
        changed = [path for path in changed if plan.artifacts[path].exporter == COPY]
    made = produce(plan, changed, "", options.jobs, lambda count: progress("make", count, len(changed)))
    keys = {path: artifact.key for path, artifact in plan.artifacts.items() if path not in made.failed}
    return Written(pages=keys, out={}, faults=made.faults, changed=(), removed=(), behind=None, written=False)


class Difference(NamedTuple):
    """What of the output is as the last build left it, what must be made, what must go. The marker is not among it."""

    seen: dict[str, Stamp]
    intact: frozenset[str]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def _compare(plan: Plan, state: State, there: Mapping[str, Stamp]) -> Difference:
    seen = {path: stamp for path, stamp in there.items() if path != MARKER}
    intact = frozenset(path for path, stamp in seen.items() if state.out.get(path) == stamp)
    changed = tuple(
        path for path, artifact in plan.artifacts.items() if state.pages.get(path) != artifact.key or path not in intact
    )
    removed = tuple(path for path in seen if path not in plan.artifacts)
    return Difference(seen, intact, changed, removed)


def write_site(
    plan: Plan,
    keep: Keeper,
    there: Mapping[str, Stamp],
    options: Options,
    progress: Callable[[str, int, int], None],
) -> Written:
    """Make what changed and show it; `there` is what stands in the output."""
    state = keep.before
    found = _compare(plan, state, there)
    as_it_was = Written(pages=state.pages, out=state.out, faults=(), changed=(), removed=(), behind=None, written=True)
    if not found.changed and not found.removed and is_marked(options.out, plan.artifacts):
        return as_it_was
    # What somebody else did to the output is in no `Behind`: then both trees are compared.
    known = len(found.intact) == len(found.seen) == len(state.out)
    behind = _behind(read_shown(keep.memo)) if known else None
    staging = open_tree(Path(options.out), behind=behind)
    if behind is None:
        found = _compare(plan, state, scan(options.out))
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
    facts = None if made.faults else plan.facts
    keep.state(pages, out, facts)
    after = commit(staging, [*found.changed, *found.removed], pages)
    if after.copied:
        out |= stamps(options.out, tuple(made.stats))
        keep.state(pages, out, facts)
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
