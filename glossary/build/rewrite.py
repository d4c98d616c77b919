"""Source files with other bytes: all of an edit, or none of it."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.creation import NEW_FILE, give_name
from glossary.build.files import below, is_file, is_folder
from glossary.build.interruption import Torn, patient
from glossary.build.lock import hold_sources
from glossary.build.refused import Refused
from glossary.build.run import memo_of, refuse
from glossary.build.sources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.build.run import Options
    from glossary.edits.desk import Change

PREFIX: Final = ".glossary-edit-"
"""How the names of files begin that are written beside others: no build reads a hidden file."""

_OURS: Final = re.compile(re.escape(PREFIX) + "[0-9a-f]{32}")
"""The whole of such a name. Nobody else gives a file a number of 32 digits behind it."""


class _Beside(NamedTuple):
    """A change whose bytes lie, whole, in the file `place` beside the one that they are for, with its `mode`. `kept` is
    where that one has a second name, while it may be wanted back.
    """

    change: Change
    place: str
    kept: str
    mode: int


@contextmanager
def editing(options: Options) -> Iterator[None]:
    """While it lasts, no other edit of the folder reads or writes. Raises `Refused` where there is no glossary, and
    `Busy`.
    """
    refuse(options)
    memo = memo_of(options._replace(out="edit", cache="", check=True))
    with hold_sources(options.root, Path(memo) if memo else None):
        yield


def rewrite(root: str, changes: Sequence[Change], folders: Iterable[str] = ()) -> None:
    """Write the changes; the caller holds the folder. Each file is written beside, compared once more, and takes its
    place whole, with the mode that it had; where one cannot, or somebody wishes to end, those before it are put back.
    What killed edits left beside others in `folders` goes.

    Raises `Refused` where a file is not as it was read, or something stands in the way, `Interrupted`, and `OSError`
    where the disk fails: then nothing has changed. Raises `Torn` where something has.
    """
    beside: list[_Beside] = []
    with patient() as look:
        _sweep(root, folders)
        for change in changes:
            _check(root, change)
        try:
            for change in changes:
                look()
                beside.append(_written(root, change))
            _replace(root, beside, look)
        finally:
            for place in (place for each in beside for place in (each.place, each.kept)):
                with suppress(OSError):
                    os.unlink(place)


def _sweep(root: str, folders: Iterable[str]) -> None:
    """Nothing lies in these folders that an edit wrote which was killed."""
    for folder in folders:
        with suppress(OSError), os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        os.unlink(entry.path)


def _check(root: str, change: Change) -> None:
    """A file is the one that was read, no link is on the way to it, and its new name is free."""
    for path in (change.path, change.target):
        folder = root
        for part in path.split("/")[:-1]:
            folder = below(folder, part)
            if not is_folder(folder):
                raise Refused(f"{folder} is no folder any more, or a link to one", "put the folder itself there")
    _compare(root, change)
    new = below(root, change.target)
    if change.target != change.path and os.path.lexists(new) and not _is_same(root, change):
        raise Refused(f"{change.target} is there already", "choose another id with `--id`, or move that file away")


def _compare(root: str, change: Change) -> None:
    if not is_file(below(root, change.path)) or read_bytes(root, change.path, None) != change.before:
        raise _changed(change)


def _changed(change: Change) -> Refused:
    return Refused(f"{change.path} was changed meanwhile", "run the command again")


def _is_same(root: str, change: Change) -> bool:
    """Whether both names are of one file, as where a system does not tell capitals from small letters."""
    return os.path.samefile(below(root, change.path), below(root, change.target))


def _written(root: str, change: Change) -> _Beside:
    """The change, its bytes written beside the place that they are for."""
    old, new = below(root, change.path), below(root, change.target)
    mode = stat.S_IMODE(os.lstat(old).st_mode)
    try:
        place = _write(new, change.after, mode)
    except OSError as error:  # of a name that nobody knows
        raise OSError(error.errno, error.strerror, new) from None
    return _Beside(change, place, _name_beside(old), mode)


def _name_beside(place: str) -> str:
    return f"{os.path.dirname(place)}/{PREFIX}{os.urandom(16).hex()}"


def _write(place: str, data: bytes, mode: int) -> str:
    """The path of a new file with these bytes, beside `place`."""
    beside = _name_beside(place)
    descriptor = os.open(beside, NEW_FILE, 0o600)
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


def _replace(root: str, beside: Sequence[_Beside], look: Callable[[], None]) -> None:
    """Let all files take their places, then take away those that moved."""
    begun: list[_Beside] = []
    try:
        for each in beside:
            look()
            _take_place(root, each)
            begun.append(each)
        for each in beside:
            _let_go(root, each)
    except BaseException as error:
        if torn := [each.change.target for each in reversed(begun) if not _is_put_back(root, each)]:
            message = f"{error}; it could not be undone in {', '.join(torn)}"
            raise Torn(message) from error
        raise


def _take_place(root: str, each: _Beside) -> None:
    """The new bytes stand at their place, and the file that was read has a second name, where the disk gives one."""
    old, new = below(root, each.change.path), below(root, each.change.target)
    with suppress(OSError):
        os.link(old, each.kept)
    _check(root, each.change)
    if each.change.target == each.change.path or os.path.lexists(new):
        os.replace(each.place, new)
    else:
        give_name(each.place, new)


def _let_go(root: str, each: _Beside) -> None:
    """What was there before is gone, and had not changed: an editor may write into the file that it had opened."""
    change = each.change
    if change.target != change.path and not _is_same(root, change):
        _compare(root, change)
        os.unlink(below(root, change.path))
    if is_file(each.kept) and _bytes(each.kept) != change.before:
        raise _changed(change)


def _bytes(place: str) -> object:
    folder, _, name = place.rpartition("/")
    return read_bytes(folder, name, None)


def _is_put_back(root: str, each: _Beside) -> bool:
    """Whether the file stands as it did before the change, or as somebody saved it since."""
    change = each.change
    old, new = below(root, change.path), below(root, change.target)
    try:
        if (change.target != change.path and not os.path.lexists(old)) or _bytes(old) == change.after:
            os.replace(each.kept if is_file(each.kept) else _write(old, change.before, each.mode), old)
        moved = change.target != change.path and os.path.lexists(new) and not _is_same(root, change)
        if moved and _bytes(new) == change.after:
            os.unlink(new)
    except OSError:
        return False
    return True
