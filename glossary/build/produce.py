"""Planned files are made and written, in as many processes as there are: HTML stays in the process that made it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.files import write_file
from glossary.build.plan import COPY, EXPORTERS, Plan
from glossary.build.pool import run, shards
from glossary.build.sources import read_bytes
from glossary.exporters.artifact import Maker, Unmade
from glossary.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossary.build.tree import Behind
    from glossary.exporters.artifact import Artifact

Stamp = tuple[int, int, int]


class Made(NamedTuple):
    """What was written: how each file looks now, what failed, and why."""

    stats: dict[str, Stamp]
    failed: frozenset[str]
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A site after a build, as the memo remembers it."""

    pages: Mapping[str, bytes]
    out: Mapping[str, Stamp]
    faults: tuple[Diagnostic, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    behind: Behind | None
    written: bool


class Task(NamedTuple):
    """What every process needs: the plan, and the folder to write to (empty: nothing is written)."""

    plan: Plan
    target: str


def produce(plan: Plan, paths: Sequence[str], target: str, jobs: int, progress: Callable[[int], None]) -> Made:
    """Make the files at `paths` and write them below `target`."""
    if not paths:
        return Made({}, frozenset(), ())
    results = run(_produce, Task(plan, target), shards(paths, jobs), progress)
    stats: dict[str, Stamp] = {}
    for made in results:
        stats |= made.stats
    faults = tuple(dict.fromkeys(fault for made in results for fault in made.faults))
    return Made(stats, frozenset().union(*(made.failed for made in results)), faults)


def _produce(task: Task, part: Sequence[str], _number: int, progress: Callable[[int], None]) -> Made:
    plan = task.plan
    makers: dict[str, Maker] = {}
    folders: set[str] = set()
    stats: dict[str, Stamp] = {}
    failed: set[str] = set()
    faults: dict[Diagnostic, None] = {}
    for place, path in enumerate(part):
        artifact = plan.artifacts[path]
        try:
            data = data_of(artifact, plan, makers)
        except Unmade as fault:
            failed.add(path)
            faults[fault.diagnostic] = None
            continue
        if task.target:
            write_file(task.target, path, data, folders)
            found = os.stat(f"{task.target}/{path}")
            stats[path] = (found.st_size, found.st_mtime_ns, found.st_ino)
        if place % 100 == 99:
            progress(100)
    return Made(stats, frozenset(failed), tuple(faults))


def data_of(artifact: Artifact, plan: Plan, makers: dict[str, Maker]) -> bytes:
    """The bytes of a planned file; `makers` keeps what is dear to make. Raises `Unmade` where it cannot be made."""
    if artifact.exporter == COPY:
        found = read_bytes(plan.root, artifact.id, largest=None)
        if isinstance(found, Diagnostic):
            raise Unmade(found)
        return found
    if artifact.exporter not in makers:
        exporter = next(each for each in EXPORTERS if artifact.exporter == each.NAME)
        makers[artifact.exporter] = exporter.maker(plan.workshop)
    return makers[artifact.exporter].produce(artifact)
