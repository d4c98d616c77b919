"""The folder that a build may make its own: what marks it, what is beside it, when not."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MARKER: Final = ".glossary-site"
"""Stands in every site and lists its other files, so that whoever builds there knows what may be replaced."""

ARRIVING: Final = ".glossary-arriving"
"""What a file is called before it is whole, where a site is written file by file."""

LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in the folders that they show. It is nobody's, and is neither kept nor taken over."""

_HEAD: Final = (
    "Written by glossary: the files below are its own, and the next build replaces them.\n"
    "What else shall stand here goes into the folder `root` beside glossary.yml.\n\n"
)
_NAMED: Final = 3
"""So many foreign files are named where a folder is refused."""

_ELSEWHERE: Final = "name another folder with `--out`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a folder is not written to: `reason` one clause on what is, `help` what to do instead."""

    reason: str
    help: str


def private_of(out: Path) -> Path:
    """The folder beside `out` that holds its lock and its staging tree."""
    place = _absolute(out)
    return place.with_name(f".{place.name}.glossary")


def marker_text(paths: Iterable[str]) -> bytes:
    """What the marker of a site with these files says: a line a file; in a path, `%` and line feed are encoded."""
    lines = "\0".join(sorted(paths)).replace("%", "%25").replace("\n", "%0A").replace("\0", "\n")
    return f"{_HEAD}{lines}\n".encode()


def is_marked(out: str, paths: Iterable[str]) -> bool:
    """Whether the marker of the site at `out` says what that of a site with these files says."""
    try:
        with open(f"{out}/{MARKER}", "rb") as file:
            return file.read() == marker_text(paths)
    except OSError:
        return False


def read_marker(out: str) -> frozenset[str]:
    """The files that the marker of the site at `out` lists; none where there is no marker that can be read."""
    try:
        with open(f"{out}/{MARKER}", encoding="utf-8", errors="replace", newline="\n") as file:
            _, _, lines = file.read().partition("\n\n")
    except OSError:
        return frozenset()
    paths = lines.removesuffix("\n").replace("\n", "\0").replace("%0A", "\n").replace("%25", "%").split("\0")
    return frozenset(paths)


def check_foreign(out: Path, files: Iterable[str]) -> Refusal | None:
    """Why `out`, in which these files stand, must not be replaced: one of them is of no build's making."""
    listed = read_marker(str(out)) | {MARKER}
    foreign = sorted(path for path in files if path not in listed and os.path.basename(path) not in {ARRIVING, *LITTER})
    if not foreign:
        return None
    named = ", ".join(f"`{path}`" for path in foreign[:_NAMED])
    more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
    return Refusal(
        reason=f"{out} holds what glossary did not write, and a build replaces the whole folder: {named}{more}",
        help="move it into the folder `root` beside glossary.yml, which is copied to the top of the site, or delete it",
    )


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
                help="remove the link, or name its target with `--out`",
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
        if all(entry.name in {ARRIVING, *LITTER} for entry in entries):
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
