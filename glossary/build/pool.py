"""Work in several processes: each takes a shard and sends back what it found. HTML does not travel."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Worker = tuple[Any, Connection]

Shard = TypeVar("Shard")
Result = TypeVar("Result")
Common = TypeVar("Common")

FEW: Final = 48
"""Fewer pieces of work than this are done here: a process costs 5 ms to fork and warm up."""


class Broken(Exception):
    """A worker process died: killed from outside, or out of memory."""


class Damaged(Exception):
    """What lies in the memo is not what was put there: a disk lost it, or somebody wrote to it."""


def default_jobs() -> int:
    """As many processes as this one may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shards(work: Sequence[Shard], jobs: int) -> list[Sequence[Shard]]:
    """The work in as many even, contiguous parts as are worth a process each."""
    count = max(1, min(jobs, len(work) // FEW))
    size, more = divmod(len(work), count)
    cuts = [0]
    for place in range(count):
        cuts.append(cuts[-1] + size + (place < more))
    return [work[cuts[place] : cuts[place + 1]] for place in range(count)]


def run(
    task: Callable[[Common, Sequence[Shard], int, Callable[[int], None]], Result],
    common: Common,
    parts: Sequence[Sequence[Shard]],
    progress: Callable[[int], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Result]:
    """The results of `task(common, part, number, progress)` for each part, in their order.

    One part is done in this process, and what no process could be started for; while others work, it does `meanwhile`.
    Raises what a task raises (`OSError`, `Damaged`), and `Broken` where a process died.
    """
    if len(parts) == 1:
        return [task(common, parts[0], 0, progress)]
    workers = _started(task, common, parts)
    try:
        meanwhile()
        left = list(enumerate(parts))[len(workers) :]
        own = [task(common, part, number, progress) for number, part in left]
        return [*_gather([here for _, here in workers], progress), *own]
    finally:
        for worker, here in workers:
            here.close()
            worker.terminate() if worker.is_alive() and worker.exitcode is None else None
            worker.join()


def _started(task: Callable[..., Result], common: object, parts: Sequence[Sequence[Shard]]) -> list[Worker]:
    """A process for each part, in their order; fewer where there can be no more."""
    import multiprocessing

    forks = hasattr(os, "fork")
    context: Any = multiprocessing.get_context("fork" if forks else "spawn")
    workers: list[Worker] = []
    for number, part in enumerate(parts):
        here, there = context.Pipe(duplex=False)
        ours = [here, *(end for _, end in workers)] if forks else []
        worker = context.Process(target=_work, args=(task, common, part, number, there, ours), daemon=True)
        try:
            with _without_interrupts():
                worker.start()
        except OSError:
            here.close()
            break
        finally:
            there.close()
        workers.append((worker, here))
    return workers


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C reaches all processes at once, and a worker leaves it to the first one: from its first moment, before it
    could say so itself.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(  # noqa: PLR0913, PLR0917 - what a process is given
    task: Callable[..., Result],
    common: object,
    part: Sequence[Shard],
    number: int,
    there: Connection,
    parents: Sequence[Connection],
) -> None:
    """What a worker does. `parents` are ends that it has only because it was forked off: while it keeps them open, it
    waits for ever for a parent that was killed to read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in parents:
        end.close()
    with suppress(BrokenPipeError):  # nobody is left to tell
        try:
            there.send(("done", task(common, part, number, lambda count: there.send(("progress", count)))))
        except (OSError, Damaged) as error:
            there.send(("failed", error))
        there.close()


def _gather(ends: list[Connection], progress: Callable[[int], None]) -> list[Any]:
    results: dict[int, Any] = {}
    open_ends = {id(end): place for place, end in enumerate(ends)}
    while len(results) < len(ends):
        for end in _ready([end for place, end in enumerate(ends) if place not in results]):
            place = open_ends[id(end)]
            try:
                kind, value = end.recv()
            except EOFError:
                message = "a worker process ended before its work was done"
                raise Broken(message) from None
            if kind == "failed":
                raise value
            if kind == "done":
                results[place] = value
            else:
                progress(value)
    return [results[place] for place in range(len(ends))]


def _ready(ends: list[Connection]) -> list[Connection]:
    """The connections on which something came, or that were closed."""
    from multiprocessing.connection import Connection, wait

    return [end for end in wait(ends) if isinstance(end, Connection)]
