"""A glossary as it stood in a repository, written into a folder of its own so that it can be read like any other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.files import below, make_parents, write_file
from glossary.build.reading import read_site
from glossary.build.refused import Refused
from glossary.build.sources import LARGEST, MARKDOWN, folders_of
from glossary.build.stamp import FOLDERS
from glossary.checks.published import LOCK
from glossary.config.read import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

READ: Final = (*MARKDOWN, ".html", ".css")
"""Endings of files whose bytes a glossary depends on. Of others, such as pictures, it is enough that they are there."""

MOST_FILES: Final = 200_000
MOST_BYTES: Final = 1 << 30
"""What is written of one revision, at most."""

NOWHERE: Final = "a-link-is-not-followed"
"""Where each symbolic link leads that is written: one is told of, whatever it leads to, and none is followed."""


class Stored(NamedTuple):
    """A file of a repository: its path from the glossary's folder, whether it is a symbolic link, how many bytes it has
    (below 0 where the repository lacks them), and by what they are asked for.
    """

    path: str
    link: bool
    size: int
    key: str


def write_snapshot(root: str, stored: Sequence[Stored], read: Callable[[str], bytes]) -> None:
    """Write those of the stored files that belong to the glossary into the empty folder `root`; `read` gives the bytes
    of a key. Where there was no glossary an empty one stands. Raises `Refused` where it would be too much.
    """
    safe = [each for each in stored if _is_safe(each.path)]
    seen: set[str] = set()
    for each in safe:
        if each.path in {NAME, LOCK}:
            _write(root, each, read, seen)
    folders = dict.fromkeys((*folders_of(read_site(root)[0].config), *FOLDERS))
    starts = tuple(f"{folder}/" for folder in folders if folder)
    within = [each for each in safe if each.path.startswith(starts) or (each.link and f"{each.path}/" in starts)]
    _refuse_much(within)
    for each in within:
        _write(root, each, read, seen)
    if not any(os.path.lexists(f"{root}/{name}") for name in (NAME, "terms")):
        os.mkdir(f"{root}/terms")


def is_read(path: str) -> bool:
    """Whether a glossary depends on the bytes of the file, not on its name alone."""
    return path in {NAME, LOCK} or path.lower().endswith(READ)


def _is_safe(path: str) -> bool:
    """Whether a path leads to a file below the folder: that of a forged repository need not."""
    try:
        below("", path)
    except ValueError:
        return False
    return True


def _refuse_much(stored: Sequence[Stored]) -> None:
    size = sum(min(each.size, LARGEST) for each in stored if is_read(each.path))
    if len(stored) > MOST_FILES or size > MOST_BYTES:
        what = f"{len(stored):,} files with {size >> 20:,} MiB of text"
        raise Refused(f"the glossary of that revision has {what}: too much to be compared", "compare two folders")


def _write(root: str, each: Stored, read: Callable[[str], bytes], seen: set[str]) -> None:
    if each.link:
        make_parents(root, each.path, seen)
        if not os.path.lexists(below(root, each.path)):
            os.symlink(NOWHERE, below(root, each.path))
        return
    whole = is_read(each.path) and each.size <= LARGEST
    write_file(root, each.path, read(each.key) if whole else b"", seen)
    if each.size > LARGEST:
        # As large as what is refused for its size; where the file system can, without any block.
        os.truncate(below(root, each.path), LARGEST + 1)
