"""The folder that a build may make its own: what marks it, what is beside it, when not."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MARKER: Final = ".glossary-site"
MARKER_TEXT: Final = b"Written by glossary. It replaces this whole folder; keep nothing of your own in it.\n"

_ELSEWHERE: Final = "name another folder with --out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a folder is not written to: `reason` one clause on what is, `help` what to do instead."""

    reason: str
    help: str


def private_of(out: Path) -> Path:
    """The folder beside `out` that holds its lock and its staging tree."""
    place = _absolute(out)
    return place.with_name(f".{place.name}.glossary")


def check_output(out: Path, sources: Sequence[Path]) -> Refusal | None:
    """Why `out` must not become the site made from the folders `sources`; None when it may."""
    place = _absolute(out)
    origins = tuple(_absolute(source) for source in sources)
    return _refuse_holder(place, origins) or _refuse_symlink(place, origins) or _refuse_foreign(place)


def _refuse_holder(out: Path, sources: tuple[Path, ...]) -> Refusal | None:
    """A folder that holds what must survive: the build replaces all of it."""
    home = os.path.expanduser("~")
    if home != "~" and _holds(out, Path(home)):
        return Refusal(reason=f"{out} is your home folder or one that holds it", help=_ELSEWHERE)
    for source in sources:
        if _holds(out, source):
            return Refusal(reason=f"{out} holds {source}, from which the site is made", help=_ELSEWHERE)
    return None


def _refuse_symlink(out: Path, sources: tuple[Path, ...]) -> Refusal | None:
    """A link on the way, which a stranger's change could point anywhere.

    Above the source folders the way is the user's own business: `/tmp` is a link on some systems.
    """
    below = [folder for folder in out.parents if any(source in folder.parents for source in sources)]
    for place in (out, private_of(out), *below):
        if place.is_symlink():
            return Refusal(
                reason=f"{place} is a symbolic link",
                help="remove the link, or name its target with --out",
            )
    return None


def _refuse_foreign(out: Path) -> Refusal | None:
    """A place with something in it that is not ours."""
    for place in (out, private_of(out)):
        if place.exists() and not place.is_dir():
            return Refusal(reason=f"{place} is not a folder", help=f"remove it, or {_ELSEWHERE}")
    if (out / ".git").exists():
        return Refusal(reason=f"{out} is a Git checkout, and a build replaces the whole folder", help=_ELSEWHERE)
    marker = out / MARKER
    if not out.exists() or (marker.is_file() and not marker.is_symlink()):
        return None
    with os.scandir(out) as entries:
        if next(entries, None) is None:
            return None
    return Refusal(
        reason=f"{out} is not empty and was not written by glossary (it has no {MARKER})",
        help=f"empty it, or {_ELSEWHERE}",
    )


def _holds(out: Path, place: Path) -> bool:
    """Whether `out` is `place` or lies above it, whatever names lead there."""
    real = Path(os.path.realpath(place))
    way = (real, *real.parents)
    if Path(os.path.realpath(out)) in way:
        return True
    # By inode too: on a file system that ignores case, one folder has many spellings.
    return out.exists() and any(folder.exists() and folder.samefile(out) for folder in way)


def _absolute(path: Path) -> Path:
    """`path` from the root, links as they are: whether a part is one is asked later."""
    return Path(os.path.abspath(path))
