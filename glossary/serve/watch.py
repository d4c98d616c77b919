"""Says when something changed in the folders of a site."""

from __future__ import annotations

import os
import queue
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchdog.observers.api import BaseObserver, ObservedWatch

SECONDS_OF_POLLING: Final = 1.0


class Change(NamedTuple):
    """Something that changed: its path in the site's folder, with `/`; and whether that is, or was, a folder."""

    path: str
    is_folder: bool


class Watch(FileSystemEventHandler):
    """Watches some folders of `root` with all below them, and `root` and what leads to them for files and folders that
    come and go. `changes` is where it all arrives. Where the system can watch no more folders it looks every second.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.changes: queue.SimpleQueue[Change] = queue.SimpleQueue()
        self.is_polling = False
        self._gone: queue.SimpleQueue[str] = queue.SimpleQueue()
        """Folders that went: what comes in their place is to be watched anew."""
        self._watches: dict[tuple[str, bool], ObservedWatch] = {}
        self._watched: tuple[int, int] | None = None
        """The folder that stood at `root` when it was watched."""
        self._observer: BaseObserver = Observer()
        self._observer.start()

    def follow(self, folders: Iterable[str]) -> None:
        """Watch these folders of the site from now on, as far as they are there, and nothing else."""
        if self.is_lost():
            for watched in self._watches.values():
                self._observer.unschedule(watched)
            self._watches.clear()
            self._watched = self._standing()
        wanted = {("", False)}
        for folder in filter(None, folders):
            parts = folder.split("/")
            wanted |= {("/".join(parts[:count]), False) for count in range(1, len(parts))}
            wanted.add((folder, True))
        wanted = {each for each in wanted if _is_folder(self.root, each[0])}
        went = self._went()
        for each in [each for each in self._watches if each not in wanted or each[0] in went]:
            self._observer.unschedule(self._watches.pop(each))
        for folder, below in sorted(wanted - self._watches.keys()):
            self._schedule(folder, below)
            # What came before the watch did is not told.
            self.changes.put(Change(folder, is_folder=True))

    def is_lost(self) -> bool:
        """Whether `root` is another folder than the one that is watched, or none: nothing above it is watched."""
        return self._standing() != self._watched

    def _standing(self) -> tuple[int, int] | None:
        try:
            found = Path(self.root).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _went(self) -> set[str]:
        """The folders that went since this was asked last, and those in them."""
        went = set()
        while not self._gone.empty():
            path = self._gone.get()
            went |= {folder for folder, _ in self._watches if f"{folder}/".startswith(f"{path}/")}
        return went

    def _schedule(self, folder: str, below: bool) -> None:  # noqa: FBT001 - one of two
        place = str(Path(self.root, folder))
        try:
            self._watches[folder, below] = self._observer.schedule(self, place, recursive=below)
        except FileNotFoundError:
            return  # it went meanwhile, which its parent tells
        except OSError:
            if self.is_polling:
                raise
            self._poll()
            self._schedule(folder, below)

    def _poll(self) -> None:
        """From now on, look instead of being told."""
        self.is_polling = True
        self._observer.stop()
        self._observer = PollingObserver(timeout=SECONDS_OF_POLLING)
        self._observer.start()
        for folder, below in self._watches:
            self._watches[folder, below] = self._observer.schedule(self, str(Path(self.root, folder)), recursive=below)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what changed. Called by the observer's thread."""
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
            return
        if event.event_type == EVENT_TYPE_MODIFIED and _CLOSES and not self.is_polling:
            return  # the file is closed when all is written, which is told
        for place in (event.src_path, event.dest_path):
            path = os.path.relpath(os.fsdecode(place), self.root).replace(os.sep, "/") if place else ""
            if path and path != "." and not path.startswith("../"):
                if event.is_directory and event.event_type in _GOING:
                    self._gone.put(path)
                self.changes.put(Change(path, event.is_directory))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()


_CHANGES: Final = frozenset(
    {EVENT_TYPE_CLOSED, EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
)
_GOING: Final = frozenset({EVENT_TYPE_DELETED, EVENT_TYPE_MOVED})
_CLOSES: Final = sys.platform == "linux"
"""Whether the system tells when a file that was written is closed (inotify does)."""


def _is_folder(root: str, folder: str) -> bool:
    """Whether it is a folder on whose way no symbolic link lies."""
    way = Path(root)
    for part in filter(None, folder.split("/")):
        way /= part
        if way.is_symlink() or not way.is_dir():
            return False
    return True
