"""Sites in an output folder, and ways to put them there."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from glossary.build.exchange import Exchange, exchange
from glossary.build.files import remove_file, write_file
from glossary.build.lock import hold
from glossary.build.output import MARKER, private_of
from glossary.build.scan import scan
from glossary.build.tree import Behind, Link, commit, open_tree

Site = Mapping[str, bytes]

# Sites that share names, folders, and a name that is a file in one and a folder in another.
OLD: Site = {"index.html": b"old", "a/x.html": b"old x", "b": b"old b", "same.css": b"same"}
NEW: Site = {"index.html": b"new", "b/y.html": b"new y", "c/d/z": b"new z", "same.css": b"same"}
SMALL: Site = {"index.html": b"old", "a": b"small a"}
SITES = (OLD, NEW, SMALL)

ROOT = Path(__file__).parents[1]


def no_exchange(_first: str, _second: str) -> bool:
    return False


def mount_point(_first: str, _second: str) -> bool:
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def no_links(_source: str, _name: str) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


MODES: Mapping[str, tuple[Exchange, Link]] = {
    "exchange": (exchange, os.link),
    "two renames": (no_exchange, os.link),
    "file by file": (mount_point, os.link),
    "no links": (exchange, no_links),
}


def build(out: Path, site: Site, behind: Behind | None = None, *, mode: str = "exchange") -> Behind:
    """As the real build does it: what is the same stays, what `site` lacks goes."""
    exchange, link = MODES[mode]
    with hold(private_of(out)):
        staging = open_tree(out, behind=behind, link=link)
        shown = read(out)
        gone = shown.keys() - site.keys()
        coming = {path for path, data in site.items() if shown.get(path) != data}
        folders: set[str] = set()
        for path in gone:
            remove_file(staging.root, path)
        for path in coming:
            write_file(staging.root, path, site[path], folders)
        return commit(staging, gone | coming, site, exchange=exchange)


def read(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in scan(folder) if path != MARKER}


def inodes(folder: str | Path) -> dict[str, int]:
    return {path: inode for path, (_, _, inode) in scan(folder).items()}


def folders_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def folders_of(paths: Iterable[str]) -> set[str]:
    return {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}


def level(out: Path, behind: Behind | None) -> tuple[dict[str, int], dict[str, int]]:
    """The files of the staging tree as it is opened, and those of the site."""
    with hold(private_of(out)):
        staging = open_tree(out, behind=behind)
        return inodes(staging.root), inodes(out)


def run(*arguments: str, program: Iterable[str] = (sys.executable,)) -> str:
    done = subprocess.run([*program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
