"""What stands in a folder, by stat calls alone.

A build that finds nothing changed ends after this, so only `os` is imported here.
"""

import os

Stamp = tuple[int, int, int]
"""Size in bytes, mtime in nanoseconds, inode. (A hard link made elsewhere changes the ctime.)"""


def scan(folder: str | os.PathLike[str]) -> dict[str, Stamp]:
    """The stamp of every file below `folder`, by its path from there with `/`; empty without one.

    Links are stamped themselves, never followed. What vanishes meanwhile is left out.
    """
    root = os.fspath(folder)
    found: dict[str, Stamp] = {}
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            pending += _scan_one(root, prefix, found)
        except (FileNotFoundError, NotADirectoryError):
            # Another build may exchange the tree under our feet; what is missing reads as changed.
            continue
    return found


def stamps(folder: str, paths: tuple[str, ...]) -> dict[str, Stamp]:
    """The stamps of the files at `paths` below `folder`, which are there."""
    found = {}
    for path in paths:
        stat = os.lstat(f"{folder}/{path}")
        found[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def _scan_one(root: str, prefix: str, found: dict[str, Stamp]) -> list[str]:
    """The prefixes of the folders directly in this one; the stamps of its files are in `found`."""
    folders = []
    with os.scandir(f"{root}/{prefix}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{prefix}{entry.name}/")
                continue
            stat = entry.stat(follow_symlinks=False)
            # Windows lists no inode with the rest; there, `inode()` asks for it.
            inode = stat.st_ino or entry.inode()
            found[prefix + entry.name] = (stat.st_size, stat.st_mtime_ns, inode)
    return folders
