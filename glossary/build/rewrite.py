"""Source files with other bytes: all of an edit, or none of it."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.files import below, is_file, is_folder
from glossary.build.run import Refused
from glossary.build.sources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.edits.desk import Change

PREFIX = ".glossary-"
"""How the names of files begin that are written beside others: no build reads a hidden file."""


class _Beside(NamedTuple):
    """A change whose bytes lie, whole, in a file beside the one that they are for; `mode` is the mode of both."""

    change: Change
    place: str
    mode: int


def rewrite(root: str, changes: Sequence[Change]) -> None:
    """Write the changes. Each file is written beside, and takes its place whole, with the mode that it had; where one
    cannot be, those before it are put back.

    Raises `Refused` where a file is not as it was read, or something stands in the way, and `OSError` where the disk
    fails: then nothing has changed.
    """
    for change in changes:
        _check(root, change)
    beside: list[_Beside] = []
    try:
        for change in changes:
            mode = stat.S_IMODE(os.lstat(below(root, change.path)).st_mode)
            beside.append(_Beside(change, _write(below(root, change.target), change.after, mode), mode))
        _replace(root, beside)
    finally:
        for each in beside:
            with suppress(OSError):
                os.unlink(each.place)


def _check(root: str, change: Change) -> None:
    """A file is the one that was read, no link is on the way to it, and its new name is free."""
    for path in (change.path, change.target):
        folder = root
        for part in path.split("/")[:-1]:
            folder = below(folder, part)
            if not is_folder(folder):
                raise Refused(f"{folder} is no folder any more, or a link to one", "put the folder itself there")
    if not is_file(below(root, change.path)) or read_bytes(root, change.path, None) != change.before:
        raise Refused(f"{change.path} was changed while it was read", "run the command again")
    new = below(root, change.target)
    if change.target != change.path and os.path.lexists(new) and not _is_same(root, change):
        raise Refused(f"{change.target} is there already", "choose another id with `--id`, or move that file away")


def _is_same(root: str, change: Change) -> bool:
    """Whether both names are of one file, as where a system does not tell capitals from small letters."""
    return os.path.samefile(below(root, change.path), below(root, change.target))


def _write(place: str, data: bytes, mode: int) -> str:
    """The path of a new file with these bytes, beside `place`."""
    descriptor, beside = tempfile.mkstemp(prefix=PREFIX, dir=os.path.dirname(place))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
    except BaseException:
        os.unlink(beside)
        raise
    return beside


def _replace(root: str, beside: Sequence[_Beside]) -> None:
    """Let all files take their places, then take away those that moved."""
    begun: list[_Beside] = []
    try:
        for each in beside:
            begun.append(each)
            os.replace(each.place, below(root, each.change.target))
        for each in beside:
            if each.change.target != each.change.path and not _is_same(root, each.change):
                os.unlink(below(root, each.change.path))
    except BaseException:
        for each in begun:
            with suppress(OSError):
                _put_back(root, each)
        raise


def _put_back(root: str, beside: _Beside) -> None:
    """The file stands as it did before the change."""
    change = beside.change
    old, new = below(root, change.path), below(root, change.target)
    if read_bytes(root, change.path, None) != change.before:
        os.replace(_write(old, change.before, beside.mode), old)
    if change.target != change.path and os.path.lexists(new) and not _is_same(root, change):
        os.unlink(new)
