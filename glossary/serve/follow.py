"""Keeps a site up to date with its folder: at the first sign, and then with all that has gathered meanwhile."""

from __future__ import annotations

import os
import queue
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from glossary.build.repository import top_of_repository
from glossary.build.sources import folders_of, read_bytes
from glossary.build.stamp import FOLDERS
from glossary.serve.watch import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from glossary.build.live import Live, Read
    from glossary.build.stamp import World
    from glossary.serve.watch import Watch

SMALL: Final = 300
"""So many terms are read as a whole at once; with more, a text that changed is shown before that."""
FEW: Final = 8
"""So many changed files are looked at one by one."""
IDLE: Final = 1.0
"""Seconds without a change after which all of a large glossary is read."""
GRACE: Final = 0.05
"""Seconds for which a file that an editor takes away, or empties, may stay so before it counts."""
GIT: Final = 10.0
"""Seconds for which git may change files until they are looked at all the same."""
POLL: Final = 0.005

LITTER: Final = ("~", ".swp", ".swx", ".tmp", ".bak", ".orig", ".crswap")
"""Endings of what editors leave beside a file for a moment."""


class Told(NamedTuple):
    """What came of changes: how many files changed, what was done (`amended`, `read`), whether the theme is another one
    now, and how many seconds it took.
    """

    files: int
    done: Literal["amended", "read"]
    theme: bool
    seconds: float


class Follower:
    """Takes changes of a folder into a live site, and calls `tell` when there is news."""

    def __init__(self, live: Live, watch: Watch, tell: Callable[[Told], None]) -> None:
        self.live = live
        self.watch = watch
        self.tell = tell
        self.settled = True
        self._reader: _Reader | None = None
        self._left = 0
        """When the lock was made, in nanoseconds, that git left behind: it was waited for in vain."""
        self._follow()
        self._prepare()

    def run(self) -> None:
        """Follow the folder until interrupted."""
        while True:
            self.step(None)

    def step(self, seconds: float | None) -> bool:
        """Wait for a change (at most so long, if that is given) and take it in; whether there was one."""
        if (first := self._next(seconds)) is None:
            return False
        started = time.perf_counter()
        self._wait_for_git()
        paths = self._gathered(first)
        if paths:
            self._take(paths, started)
        return True

    def _next(self, seconds: float | None) -> Change | None:
        """The next change. While all is quiet, what is said of the whole glossary is brought up to date."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while True:
            left = None if deadline is None else max(deadline - time.monotonic(), 0)
            try:
                return self.watch.changes.get(timeout=min(IDLE, IDLE if left is None else left))
            except queue.Empty:
                if self.watch.is_lost():
                    return Change("", is_folder=True)
                if not self.settled:
                    self._settle()
                if deadline is not None and time.monotonic() >= deadline:
                    return None

    def _settle(self) -> None:
        """Read all in a thread of its own; take it over once that is done, if nothing changed meanwhile."""
        if self._reader is None:
            self._reader = _Reader(self.live)
            self._reader.start()
        elif not self._reader.is_alive():
            reader, self._reader = self._reader, None
            if reader.fault is not None:
                raise reader.fault
            if reader.found is None or reader.is_stale:
                self._drop(reader)
                return
            self.settled = True
            self._adopt(reader.found, 0, time.perf_counter())

    def _drop(self, reader: _Reader) -> None:
        """What was read before the last change is of no use."""
        self._reader = None
        if reader.found is not None:
            reader.found.packs.close()

    def _gathered(self, first: Change) -> frozenset[str]:
        """All paths that changed by now, but what editors leave beside files."""
        found = [first]
        while True:
            try:
                found.append(self.watch.changes.get_nowait())
            except queue.Empty:
                break
        return frozenset(change.path for change in found if _matters(change))

    def _wait_for_git(self) -> None:
        """While git is at work, more changes come: it takes this file away last."""
        lock = _git_lock(self.live.options.root)
        deadline = time.monotonic() + GIT
        while lock and (made := _made(lock)) not in {0, self._left}:
            if time.monotonic() > deadline:
                self._left = made
            time.sleep(POLL)

    def _take(self, paths: Iterable[str], started: float) -> None:
        live, paths = self.live, sorted(paths)
        if len(paths) <= FEW:
            for path in paths:
                _wait_for_file(live, path)
            if len(live.shown.glossary.terms) > SMALL and all(live.amend(path) for path in paths):
                self.settled = False
                if self._reader is not None:
                    self._reader.is_stale = True
                self.tell(Told(len(paths), "amended", theme=False, seconds=time.perf_counter() - started))
                return
        if self._reader is not None:
            self._reader.join()
            self._drop(self._reader)
        self.settled = True
        self._adopt(live.read(), len(paths), started)

    def _adopt(self, read: Read, files: int, started: float) -> None:
        before = self.live.reading
        self.live.adopt(read)
        self._follow()
        if files and _seen(read.reading.world) == _seen(before.world):
            return  # what was told came of a change that was taken in already
        theme = read.reading.theme
        other = (theme.templates, theme.assets) != (before.theme.templates, before.theme.assets)
        self.tell(Told(files, "read", other, time.perf_counter() - started))
        self._prepare()

    def _prepare(self) -> None:
        if len(self.live.shown.glossary.terms) > SMALL:
            self.live.prepare()

    def _follow(self) -> None:
        config = self.live.reading.site.config
        self.watch.follow(dict.fromkeys((*folders_of(config), *FOLDERS)))


def _seen(world: World) -> World:
    """The world without the program, which stays what it was when it was started."""
    return world._replace(program=b"")


class _Reader(threading.Thread):
    """Reads the whole folder beside what goes on."""

    def __init__(self, live: Live) -> None:
        super().__init__(daemon=True)
        self.live = live
        self.found: Read | None = None
        self.fault: OSError | None = None
        self.is_stale = False

    def run(self) -> None:
        try:
            self.found = self.live.read()
        except OSError as fault:
            self.fault = fault


def _matters(change: Change) -> bool:
    name = change.path.rpartition("/")[2]
    if change.path.split("/", 1)[0] == ".git":
        return False
    return change.is_folder or not (name.endswith(LITTER) or name.startswith((".#", "#")) or name == "4913")


def _wait_for_file(live: Live, path: str) -> None:
    """Editors save by taking a file away and putting another one in its place, or by emptying it first."""
    known = live.reading.world.files.get(path)
    place = Path(live.options.root, path)
    deadline = time.monotonic() + GRACE
    while known is not None and known.size and not _has_bytes(place) and time.monotonic() < deadline:
        time.sleep(POLL)


def _has_bytes(place: Path) -> bool:
    try:
        return place.stat().st_size > 0
    except OSError:
        return False


def _git_lock(root: str) -> Path | None:
    """The file that is there while git changes the files of the repository that the folder lies in."""
    top = top_of_repository(root)
    if not top:
        return None
    place = Path(top, ".git")
    # Of a further work tree, and of a submodule, a file says where git keeps what it knows.
    told = read_bytes(top, ".git", _LONGEST) if place.is_file() else b""
    if isinstance(told, bytes) and told.startswith(_ELSEWHERE):
        place = Path(top, os.fsdecode(told.removeprefix(_ELSEWHERE).split(b"\n")[0].strip()))
    return place / "index.lock"


_ELSEWHERE: Final = b"gitdir:"
_LONGEST: Final = 10_000


def _made(lock: Path) -> int:
    """When the file was made, in nanoseconds; 0 where there is none."""
    try:
        return lock.stat().st_mtime_ns
    except (OSError, ValueError):
        return 0
