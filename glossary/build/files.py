"""Files by a path below a root, written and removed so that no other name of a file is touched.

A path is text with `/`. Two trees may share files, so nothing is written in place: a name is
removed and made anew. No link is followed on the way down from the root.
"""

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_file(root: str, path: str, data: bytes, folders: set[str]) -> None:
    """A new file with `data` at `path` below `root`, whatever stood there; safe in forked workers.

    `folders` gathers the folders seen to stand: start with an empty set for each root and process.
    Not synced: what a loss of power takes shows by its stamp, and the next build writes it again.
    """
    place = below(root, path)
    make_parents(root, path, folders)
    try:
        descriptor = os.open(place, _NEW_FILE, 0o644)
    except (FileExistsError, FileNotFoundError):
        # The name is taken; or another worker has just pruned a folder that `folders` still has.
        make_parents(root, path, set())
        clear(place)
        descriptor = os.open(place, _NEW_FILE, 0o644)
    fill(descriptor, data)


def fill(descriptor: int, data: bytes) -> None:
    """Write all of `data` to a file that was opened, and close it."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def remove_file(root: str, path: str) -> None:
    """No file stands at `path` below `root`, nor any folder above it that this left empty."""
    remove_files(root, (path,))


def remove_files(root: str, paths: Iterable[str]) -> None:
    """As `remove_file` for each; to prune once at the end costs a call a folder, not one a file."""
    folders: set[str] = set()
    left: set[str] = set()
    for path in paths:
        place = below(root, path)
        parent = _parent(path)
        if _is_reached(root, parent, folders):
            _unlink(place)
            left.add(parent)
    for folder in sorted(left, reverse=True):
        _prune(root, folder)


def make_parents(root: str, path: str, folders: set[str]) -> None:
    """Every folder above `path` stands below `root`; a file or a link in the way is gone."""
    parent = _parent(path)
    if not parent or parent in folders:
        return
    make_parents(root, parent, folders)
    make_folder(f"{root}/{parent}")
    folders.add(parent)


def make_folder(place: str) -> None:
    """A folder stands at `place`, no link to one; what else stood there is gone."""
    while not is_folder(place):
        _unlink(place)
        # Another worker may be quicker.
        with suppress(FileExistsError):
            os.mkdir(place)


def clear(place: str) -> None:
    """Nothing stands at `place`."""
    if is_folder(place):
        shutil.rmtree(place)
    else:
        _unlink(place)


def is_folder(place: str) -> bool:
    """Whether a folder stands there, no link to one."""
    return stat.S_ISDIR(_mode(place))


def is_file(place: str) -> bool:
    """Whether a regular file stands there, no link to one."""
    return stat.S_ISREG(_mode(place))


def below(root: str, path: str) -> str:
    """The place of `path` below `root`. Raises `ValueError` for a path that may lead elsewhere."""
    way = f"/{path}/"
    if "//" in way or "/./" in way or "/../" in way:
        raise ValueError(f"not a path below a root: {path!r}")
    return root + way[:-1]


def _mode(place: str) -> int:
    """The kind of what stands there, as `stat` has it; 0 for nothing."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return os.lstat(place).st_mode
    return 0


def _parent(path: str) -> str:
    """The path of the folder that `path` is in; empty for the root."""
    return path.rpartition("/")[0]


def _is_reached(root: str, folder: str, folders: set[str]) -> bool:
    """Whether no link is on the way to `folder`: beyond one, we would remove somebody's file."""
    if not folder or folder in folders:
        return True
    if _is_reached(root, _parent(folder), folders) and is_folder(f"{root}/{folder}"):
        folders.add(folder)
        return True
    return False


def _unlink(place: str) -> None:
    """No file or link stands at `place`; a folder does not count, and stays."""
    try:
        os.unlink(place)
    except FileNotFoundError:
        return
    except OSError:  # for a folder, one system says EISDIR, another EPERM
        if not is_folder(place):
            raise


def _prune(root: str, folder: str) -> None:
    """`folder`, and those above it below `root`, are gone as far as they were empty."""
    while folder:
        try:
            os.rmdir(f"{root}/{folder}")
        except FileNotFoundError:
            pass  # another worker was quicker; the folder above may still be empty
        except OSError:  # not empty, for which systems have two names
            return
        folder = _parent(folder)
