"""One build at a time for one output folder, and one edit at a time for one folder of sources.

The kernel holds the lock, so who is killed holds nothing. The file of a build's lock stays where there is a site.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

POLL_SECONDS: Final = 0.05


class Busy(Exception):
    """Another build or edit, which is `what`, held `path` for all of the `waited` seconds."""

    def __init__(self, path: Path, waited: float, what: str = "build") -> None:
        super().__init__(f"another {what} still holds {path} after {waited:g} s")
        self.path = path
        self.waited = waited


@contextmanager
def hold(private: Path, *, wait_seconds: float = 60.0) -> Iterator[None]:
    """While it lasts, no other build holds `private`, which is made if missing, with its parents.

    Raises `Busy` when another build does not leave in time. Workers forked inside inherit the lock:
    should their parent be killed, the next build waits until the last of them has stopped writing.
    """
    descriptor = _acquire(private, wait_seconds)
    try:
        yield
    finally:
        # Explicitly, not by closing alone: a worker that lives on has a copy of the descriptor.
        _unlock(descriptor)
        os.close(descriptor)


@contextmanager
def hold_sources(root: str, private: Path | None, *, wait_seconds: float = 60.0) -> Iterator[None]:
    """While it lasts, no other edit holds the folder `root`, in which nothing is written for that: the folder is locked
    itself or, where the system or the disk locks no folders, `private`. Where neither can be, nobody is held off.

    Raises `Busy` when another edit does not leave in time.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(_hold_folder(root, wait_seconds))
        except OSError:
            with suppress(OSError):
                if private is not None:
                    stack.enter_context(hold(private, wait_seconds=wait_seconds))
        yield


@contextmanager
def _hold_folder(root: str, wait_seconds: float) -> Iterator[None]:
    deadline = time.monotonic() + wait_seconds
    descriptor = os.open(root, os.O_RDONLY)
    try:
        while not _try_lock(descriptor):
            if time.monotonic() >= deadline:
                raise Busy(Path(root), wait_seconds, "edit")
            time.sleep(POLL_SECONDS)
        try:
            yield
        finally:
            _unlock(descriptor)
    finally:
        os.close(descriptor)


def _acquire(private: Path, wait_seconds: float) -> int:
    """A descriptor of the lock file that is ours alone."""
    deadline = time.monotonic() + wait_seconds
    while True:
        # Who held it may take the folder away at any moment: between two of our steps, too.
        with suppress(FileNotFoundError):
            if (descriptor := _opened(private)) is not None:
                return descriptor
        if time.monotonic() >= deadline:
            raise Busy(private / "lock", wait_seconds)
        time.sleep(POLL_SECONDS)


def _opened(private: Path) -> int | None:
    """A descriptor of the lock file, if nobody else holds it now. The folder is made if missing."""
    path = private / "lock"
    _make_private(private)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    taken = False
    try:
        taken = _try_lock(descriptor) and _stands(path, descriptor)
        return descriptor if taken else None
    finally:
        if not taken:
            os.close(descriptor)


def _stands(path: Path, descriptor: int) -> bool:
    """Whether the open lock file is the one at `path`: who held it before may have left nothing behind."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def leave_nothing(private: Path) -> None:
    """Take the private folder away, which is held, if there is nothing in it but the lock."""
    with suppress(OSError):  # on Windows an open file stays; then so does the folder
        if {entry.name for entry in private.iterdir()} <= {"lock", ".gitignore"}:
            for path in private.iterdir():
                path.unlink()
            private.rmdir()


def _make_private(private: Path) -> None:
    """The private folder stands, closed to others and unseen by git."""
    private.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # `exist_ok` asks a second time, when who held it may have taken it away
        private.mkdir(mode=0o700)
    ignore = private / ".gitignore"
    if not ignore.exists():
        ignore.write_bytes(b"*\n")


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        """Whether the lock is ours now; it does not wait."""
        with suppress(PermissionError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _unlock(descriptor: int) -> None:
        """The lock is nobody's."""
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        """Whether the lock is ours now; it does not wait."""
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _unlock(descriptor: int) -> None:
        """The lock is nobody's."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
