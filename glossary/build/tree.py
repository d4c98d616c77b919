"""The output folder, made new at once.

Beside the visible site stands a staging tree: the site as it was before the last build. A build
brings it level with the site by hard links, writes into it what changes, and the two change places.
So the cost follows the change, and whoever looks sees the old site or the new one.

Where the trees cannot change places (a mount point) or share files (no hard links), `commit` goes
file by file: each is old or new, but the site is a mixture until the last one has come, or, should
the build be killed, until the next build.

In the private folder, `generation` numbers the pair of trees and is absent while they are changed.
So whoever remembers a number (`Behind`) and finds it again knows all that differs between them.
"""

import errno
import os
import stat
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from glossary.build.exchange import Exchange, exchange, mend, show
from glossary.build.files import (
    below,
    clear,
    is_file,
    is_folder,
    make_folder,
    make_parents,
    remove_files,
    write_file,
)
from glossary.build.output import ARRIVING, MARKER, marker_text, private_of, read_marker
from glossary.build.scan import scan

Link = Callable[[str, str], None]
"""The file of the first name gets a second name."""

_FILE_BY_FILE: Final = frozenset(
    {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBUSY}
    # What Windows answers while a program works in the folder or reads a file of it.
    | ({errno.EACCES} if os.name == "nt" else set())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """How the staging tree differs from the site: what the next build must know to be fast.

    `paths`, sorted, were written or removed by the build of this `generation`; `site` and `tree`
    are the inodes of the two folders, 0 where there is none. `copied` tells that the build went file
    by file: the files of the site may be others than those that stood in the staging tree.
    """

    generation: int
    site: int
    tree: int
    paths: tuple[str, ...]
    copied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """A tree under change: files are written below `root`, and `commit` shows them in `out`.

    `whole` tells whether `root` holds the whole site; else it takes only what changes.
    """

    out: str
    private: str
    root: str
    generation: int
    whole: bool


def open_tree(out: Path, *, behind: Behind | None, link: Link = os.link) -> Staging:
    """The staging tree of `out`, level with it. Belongs inside `lock.hold(private_of(out))`.

    With the `Behind` of the last commit this costs a link a changed file; with None, or a stale
    one, a comparison of both trees. So give None when `scan(out)` is not what the last build left:
    what somebody else did to the site is in no `Behind`. A site that a killed build had moved aside
    is put back first.
    """
    site, private = os.path.abspath(out), str(private_of(out))
    root = f"{private}/tree"
    mend(root, site, _aside(private))
    fits = behind is not None and _fits(behind, site, private)
    number = _begin(private)
    paths = behind.paths if behind is not None and fits else _compare(site, root)
    whole = _is_leveled(site, root, paths, link)
    return Staging(out=site, private=private, root=root, generation=number, whole=whole)


def commit(
    staging: Staging, changed: Collection[str], files: Collection[str], *, exchange: Exchange = exchange
) -> Behind:
    """The staging tree is the site now; what comes back is for the next `open_tree`.

    `changed` has every path written or removed since `open_tree`, `files` every one that the site
    has now. Killed at any moment, the site is the old one or the new one; after an `OSError` it is
    the old one. (Not so file by file.)
    """
    paths = _with_marker(staging, changed, marker_text(files))
    _finish(staging)
    copied = not (staging.whole and _is_shown(staging, exchange))
    if copied:
        _show_each(staging, paths, files)
    return Behind(
        generation=staging.generation,
        site=_inode(staging.out) or 0,
        tree=_inode(staging.root) or 0,
        paths=paths,
        copied=copied,
    )


# The generation


def _fits(behind: Behind, site: str, private: str) -> bool:
    """Whether `behind` tells all that differs: since then nobody built or put a folder there."""
    found = (_number(f"{private}/generation"), _inode(site), _inode(f"{private}/tree"))
    return found == (behind.generation, behind.site, behind.tree)


def _begin(private: str) -> int:
    """The number of the generation that starts here; until `_finish` none is written down.

    No number comes twice, or a stale memory could fit: the last one is kept under another name, and
    a private folder made anew counts from the birth of its lock file, in nanoseconds.
    """
    last = f"{private}/last"
    with suppress(FileNotFoundError):
        os.replace(f"{private}/generation", last)
    born = os.stat(f"{private}/lock").st_mtime_ns
    return max(_number(last) or 0, born) + 1


def _finish(staging: Staging) -> None:
    """The staging tree is complete, and its number says so."""
    write_file(staging.private, "next", b"%d\n" % staging.generation, set())
    os.replace(f"{staging.private}/next", f"{staging.private}/generation")


def _number(place: str) -> int | None:
    """The number in the file; None where there is no file, or no number in it."""
    with suppress(FileNotFoundError, ValueError):
        return int(Path(place).read_bytes())
    return None


def _inode(folder: str) -> int | None:
    """The inode of the folder; None where there is none."""
    return os.lstat(folder).st_ino if is_folder(folder) else None


def _aside(private: str) -> str:
    """Where the site stands for a moment when the trees cannot change places in one step."""
    return f"{private}/before"


# Level with the site


def _compare(site: str, root: str) -> tuple[str, ...]:
    """The paths where the trees do not share a file; the staging tree stands, if only empty."""
    make_folder(root)
    with suppress(FileNotFoundError):
        os.chmod(root, stat.S_IMODE(os.stat(site).st_mode))
    _drop_empty_folders(root)
    shown, staged = scan(site), scan(root)
    differing = (path for path in shown.keys() | staged if shown.get(path) != staged.get(path))
    return tuple(sorted(differing))


def _drop_empty_folders(root: str) -> None:
    """No folder below `root` is empty: a killed build leaves such, which no list of files has."""
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != root:
            with suppress(OSError):  # not empty, for which systems have two names
                os.rmdir(folder)


def _is_leveled(site: str, root: str, paths: tuple[str, ...], link: Link) -> bool:
    """Whether the staging tree is level with the site; where no links can be made, it is empty."""
    try:
        _level(site, root, paths, link)
    except OSError as error:
        if error.errno not in _FILE_BY_FILE:
            raise
        clear(root)
        os.mkdir(root)
        return False
    return True


def _level(site: str, root: str, paths: tuple[str, ...], link: Link) -> None:
    """At each of `paths` the staging tree shares the file of the site, or has none either."""
    remove_files(root, paths)
    folders: set[str] = set()
    for path in paths:
        source = below(site, path)
        if is_file(source):
            make_parents(root, path, folders)
            link(source, below(root, path))


# The change


def _with_marker(staging: Staging, changed: Collection[str], text: bytes) -> tuple[str, ...]:
    """`changed`, sorted; where the site's marker says anything but `text` it is written, and among them."""
    shown = f"{staging.out}/{MARKER}"
    if MARKER not in changed and is_file(shown) and Path(shown).read_bytes() == text:
        return tuple(sorted(set(changed)))
    write_file(staging.root, MARKER, text, set())
    return tuple(sorted({*changed, MARKER}))


def _is_shown(staging: Staging, exchange: Exchange) -> bool:
    """Whether the staging tree has become the site; False, with nothing done, on a mount point."""
    try:
        show(staging.root, staging.out, _aside(staging.private), exchange)
    except OSError as error:
        if error.errno not in _FILE_BY_FILE:
            raise
        return False
    return True


def _show_each(staging: Staging, paths: tuple[str, ...], files: Collection[str]) -> None:
    """At each of `paths` the site is as the staging tree was; what goes, goes last but for the marker."""
    site, root = staging.out, staging.root
    # A path without a file is removed: a staging tree that somebody took away must not mean "all".
    os.stat(root)
    coming = [path for path in paths if path != MARKER and is_file(below(root, path))]
    make_folder(site)
    folders: set[str] = set()
    if MARKER in paths:
        # First, and for the old site as for the new one: of a build cut short, no file is somebody else's.
        _put(site, MARKER, marker_text({*read_marker(site), *files}))
    for path in coming:
        make_parents(site, path, folders)
        _place(below(root, path), below(site, path))
    remove_files(site, sorted(set(paths) - {MARKER, *coming}))
    if MARKER in paths:
        _place(below(root, MARKER), below(site, MARKER))
    if not staging.whole:
        clear(root)


def _place(staged: str, place: str) -> None:
    """The staged file stands at `place`, complete from the first moment; a folder there is gone."""
    if is_folder(place):
        clear(place)
    try:
        os.replace(staged, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        folder, name = os.path.split(place)
        _put(folder, name, Path(staged).read_bytes())


def _put(folder: str, name: str, data: bytes) -> None:
    """The file holds `data`, complete from the first moment."""
    # One name for all, for a page's own name with a suffix could be longer than a name may be.
    write_file(folder, ARRIVING, data, set())
    os.replace(f"{folder}/{ARRIVING}", f"{folder}/{name}")
