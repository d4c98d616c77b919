"""New files in a folder of somebody's: whole from the first moment, and none in place of another."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from glossary.build.files import below, fill, is_file, is_folder
from glossary.build.output import ARRIVING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How a file is opened that must be new."""


class Barred(Exception):
    """On the way to a new file something stands that is no folder; the message is its path."""


def create(root: str, path: str, data: bytes) -> None:
    """A new file with `data` at `path` below the folder `root`, and the folders above it, which may be new, too.

    Raises `FileExistsError` where anything stands there, `Barred` where a link or a file is on the way, and `OSError`
    where the disk fails; then no new file is there.
    """
    place = below(root, path)
    _make_way(root, path)
    if os.path.lexists(place):
        raise FileExistsError(path)
    beside = f"{os.path.dirname(place)}/{ARRIVING}"
    try:
        _write(beside, data)
        give_name(beside, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def replace(root: str, path: str, data: bytes) -> None:
    """A file with `data` at `path`, whole at every moment, in place of what stood there, with its mode; no link is
    written through.
    """
    place = below(root, path)
    beside = f"{os.path.dirname(place)}/{ARRIVING}"
    try:
        _write(beside, data)
        if is_file(place):
            os.chmod(beside, stat.S_IMODE(os.lstat(place).st_mode))
        os.replace(beside, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def are_there(root: str, paths: Iterable[str]) -> list[str]:
    """Those of the paths at which something stands, be it a link to nowhere."""
    return [path for path in paths if os.path.lexists(below(root, path))]


def _make_way(root: str, path: str) -> None:
    way = ""
    for part in path.split("/")[:-1]:
        way = f"{way}/{part}" if way else part
        try:
            os.mkdir(f"{root}/{way}")
        except FileExistsError:
            if not is_folder(f"{root}/{way}"):
                raise Barred(way) from None


def _write(place: str, data: bytes) -> None:
    """A new file, whatever a run that was killed left there."""
    with suppress(FileNotFoundError):
        os.unlink(place)
    # As an editor makes them: the umask alone says who may read and write.
    fill(os.open(place, NEW_FILE, 0o666), data)


def give_name(beside: str, place: str) -> None:
    """Give a file its name, unless somebody took that meanwhile; the name that it had may stay."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        os.rename(beside, place)
