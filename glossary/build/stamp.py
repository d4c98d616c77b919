"""Whether anything changed since the last build, from stat calls alone.

Imports nothing dear: this runs before Jinja2, markdown-it-py, Pygments or even msgspec is loaded, and most builds in an
editor's loop or a CI cache end here.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.aside import aside
from glossary.build.scan import scan

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDERS: Final = ("templates", "static", "root")
"""Folders of a site that are read besides those of terms and pages."""

UNHIDDEN: Final = "root/.well-known"
"""The one hidden folder that is entered: RFC 8615 gives it a place at the root of a host."""

YOUNG: Final = 2_000_000_000
"""Nanoseconds. A file as new as that is read again next time: two edits may fall into one tick of the clock."""

LARGE: Final = 100_000
"""Bytes. So much is told of some 2,000 files of an output, whose stat calls take ten times as long as to fork."""

MAGIC: Final = b"glossary stamp 2\n"
LIBRARIES: Final = (
    "jinja2", "latex2mathml", "markdown_it_py", "markupsafe", "mdit_py_plugins", "msgspec", "pygments", "pyyaml",
    "rcssmin", "rjsmin",
)  # fmt: skip


class Stat(NamedTuple):
    """What tells whether a file was touched."""

    mtime: int
    ctime: int
    size: int
    inode: int


class World(NamedTuple):
    """All that a build reads, as stat calls see it: files of the site by path, and what the program itself is."""

    files: dict[str, Stat]
    links: tuple[str, ...]
    """Symbolic links and special files, which are not read."""
    program: bytes
    there: tuple[str, ...]
    """The folders of sources that are there, be they empty: a build tells of one that is not."""


def look(root: str, folders: tuple[str, ...]) -> World:
    """The world of the site at `root`; `folders` are those that hold sources, relative to it."""
    files: dict[str, Stat] = {}
    odd: list[str] = []
    for name in ("glossary.yml", "glossary.lock"):
        with contextlib.suppress(FileNotFoundError):
            files[name] = _stat(os.stat(f"{root}/{name}", follow_symlinks=False))
    for folder in dict.fromkeys((*folders, *FOLDERS)):
        if link := _link_on_the_way(root, folder):
            odd.append(link)
        elif folder:
            _walk(f"{root}/{folder}", folder, files, odd)
    there = tuple(folder for folder in folders if os.path.isdir(f"{root}/{folder}"))
    return World(files, tuple(sorted(odd)), program(), there)


def _link_on_the_way(root: str, folder: str) -> str:
    """The first part of the path to a folder of the site that is a symbolic link: none is followed."""
    way = ""
    for part in folder.split("/") if folder else ():
        way = f"{way}/{part}" if way else part
        if os.path.islink(f"{root}/{way}"):
            return way
    return ""


def _stat(found: os.stat_result) -> Stat:
    return Stat(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def _walk(place: str, prefix: str, files: dict[str, Stat], odd: list[str]) -> None:
    """Note all files below a folder. Recursion is as deep as the folders, which the system limits."""
    try:
        entries = list(os.scandir(place))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        name = entry.name
        path = f"{prefix}/{name}"
        if not name.isascii() and not _is_text(name):
            odd.append(path.encode("utf-8", "backslashreplace").decode())
            continue
        if entry.is_file(follow_symlinks=False):
            found = entry.stat(follow_symlinks=False)
            files[path] = Stat(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        elif entry.is_dir(follow_symlinks=False):
            if not name.startswith(".") or path == UNHIDDEN:
                _walk(f"{place}/{name}", path, files, odd)
        else:
            odd.append(path)


def _is_text(name: str) -> bool:
    """Whether a file's name is UTF-8 text: others cannot be written into a page or a memo."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def program() -> bytes:
    """What the program is: its own files, and the versions of the libraries whose output it stores."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [sys.version]
    for folder in (package, *theme_folders()):
        found = scan(folder) if os.path.isdir(folder) else {}
        parts += [f"{name} {found[name][0]} {found[name][1]}" for name in sorted(found) if not name.endswith(".pyc")]
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            parts += sorted(
                name for name in os.listdir(folder) if name.lower().startswith(LIBRARIES) and name.endswith("-info")
            )
    return "\n".join(parts).encode()


def theme_root() -> str:
    """Where the built-in theme stands: beside the package in a checkout, inside it in a wheel. Nothing else knows."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "theme")
    return inside if os.path.isdir(os.path.join(inside, "templates")) else os.path.dirname(package)


def theme_folders() -> tuple[str, str]:
    """The folders of the built-in templates and static files."""
    root = theme_root()
    return os.path.join(root, "templates"), os.path.join(root, "static")


def pack(world: World, options: bytes) -> bytes:
    """World and options as bytes that are equal only where nothing changed."""
    others = "\0".join((*world.links, "", *world.there)).encode("utf-8", "surrogateescape")
    return b"\0".join((options, world.program, others, _packed(world.files)))


def pack_output(out: Mapping[str, tuple[int, int, int]]) -> bytes:
    """The output as bytes that are equal only where nothing changed."""
    return _packed(out)


def _packed(files: Mapping[str, tuple[int, ...]]) -> bytes:
    names = sorted(files)
    numbers = array("q", chain.from_iterable(map(files.__getitem__, names)))
    return b"\0".join(("\0".join(names).encode("utf-8", "surrogateescape"), numbers.tobytes()))


def is_settled(world: World, started: int) -> bool:
    """Whether no file is so new that it may have changed again without a trace. `started` is in nanoseconds."""
    return all(stat.mtime < started - YOUNG and stat.ctime < started - YOUNG for stat in world.files.values())


def now() -> int:
    """Nanoseconds since the epoch: only to tell how young a file is. No output depends on it."""
    return time.time_ns()


class Remembered(NamedTuple):
    """What the last build left for this check: which folders to look at, what it said, how all looked that it read, and
    how what it wrote did.
    """

    folders: tuple[str, ...]
    summary: str
    world: bytes
    out: bytes


def read(path: str) -> Remembered | None:
    """What the last build left, or nothing where there is no such file or it is another version's."""
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.readall()
    except OSError:
        return None
    if not data.startswith(MAGIC):
        return None
    head, _, packed = data[len(MAGIC) :].partition(b"\n\n")
    try:
        folders, summary, size = head.decode("utf-8", "surrogateescape").split("\n")
        return Remembered(tuple(folders.split("\t")), summary, packed[: int(size)], packed[int(size) :])
    except ValueError:  # somebody cut it short
        return None


def write(path: str, remembered: Remembered) -> None:
    """Leave a stamp for the next build, whole or not at all."""
    head = "\t".join(remembered.folders) + f"\n{remembered.summary}\n{len(remembered.world)}"
    data = MAGIC + head.encode("utf-8", "surrogateescape") + b"\n\n" + remembered.world + remembered.out
    beside = f"{path}.new"
    with open(beside, "wb") as file:
        file.write(data)
    os.replace(beside, path)


class Glance(NamedTuple):
    """A look at the world that a build need not take again: at these folders, begun at `started` (in nanoseconds)."""

    folders: tuple[str, ...]
    world: World
    started: int


def take(root: str, folders: tuple[str, ...]) -> Glance:
    """Look at the world now."""
    started = now()
    return Glance(folders, look(root, folders), started)


def fresh(path: str, root: str, out: str, options: bytes, jobs: int) -> tuple[str | None, Glance | None]:
    """The summary of the last build where nothing changed since, and what was seen if there was one.

    With two `jobs` and a large site, its sources and its output are looked at side by side.
    """
    last = read(path)
    if last is None:
        return None, None
    with aside(lambda: _as_left(out, last.out), worth=jobs > 1 and len(last.out) > LARGE) as as_left:
        glance = take(root, last.folders)
        same = pack(glance.world, options) == last.world and as_left()
    return last.summary if same else None, glance


def _as_left(out: str, packed: bytes) -> bool:
    """Whether the output looks as it did then."""
    shown = scan(out) if out and os.path.isdir(out) else {}
    return pack_output(shown) == packed
