"""What a git repository holds: the one module that calls git.

Git is asked for names and bytes alone. A repository can name programs in its own configuration; none of those is run:
no hook, no filter, no monitor, no pager, no helper of a transport. Nothing is fetched, and nothing is written.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from errno import EIO
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from glossary.build.refused import Refused
from glossary.build.snapshot import Stored
from glossary.cli.render import one_line
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

SAFE: Final = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.sshCommand=false",
    "-c", "credential.helper=",
    "-c", "protocol.allow=never",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip

ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

OWN: Final = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Variables of git's that are the user's settings. Others say which repository a hook was called for: ours is where the
glossary is.
"""

SECONDS: Final = 60
LONGEST: Final = 300
"""Characters of a revision: a name of a branch has 255 at most."""

FETCH: Final = "run `git fetch --unshallow`, or in a GitHub workflow give actions/checkout `fetch-depth: 0`"


class Repository(NamedTuple):
    """A repository: the folder of the glossary in it, that folder's path from its top, whether its history is cut."""

    folder: str
    prefix: str
    shallow: bool


class Commit(NamedTuple):
    """A commit: what it was called, and its id."""

    called: str
    id: str


def open_repository(folder: str) -> Repository:
    """The repository in whose work tree the folder lies. Raises `Refused` where there is none, or no git."""
    done = _run(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    if done.status:
        raise _refused(folder, done.complaint)
    inside, shallow, prefix = done.said.split("\n", 2)
    if inside != "true":
        raise Refused(f"{folder} is not in the work tree of a git repository", NO_REPOSITORY)
    return Repository(folder, prefix.removesuffix("\n").rstrip("/"), shallow == "true")


NO_REPOSITORY: Final = (
    "name a folder to compare with instead of a revision, or call this where the glossary is kept in git"
)


def find_commit(repository: Repository, revision: str) -> Commit:
    """The commit that a revision names. Raises `Refused` where none is of that name."""
    called = one_line(revision)
    if revision.startswith("-"):
        raise Refused(
            f"`{called}` is no revision: none begins with a hyphen", "write the name of a branch, tag or commit"
        )
    if ".." in revision:
        one, _, other = revision.partition("..")
        help_ = (
            f"write the two one after the other: `{one_line(one) or 'HEAD'} {one_line(other.lstrip('.')) or 'HEAD'}`"
        )
        raise Refused(f"`{called}` is a range, not one revision", help_)
    known = bool(revision.strip()) and len(revision) <= LONGEST and "\0" not in revision
    done = _run(repository.folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") if known else None
    if done is None or done.status:
        raise _unknown(repository, revision)
    return Commit(called, done.said.strip())


def parting(repository: Repository, base: Commit, head: Commit) -> str:
    """The id of the commit at which `head` parted from `base`; empty where they have none in common that is here."""
    return _run(repository.folder, "merge-base", base.id, head.id).said.strip()


def files_of(repository: Repository, commit: str) -> list[Stored]:
    """The files below the glossary's folder as they stood at a commit. What other repositories hold is left out."""
    place = f"{commit}:{repository.prefix}" if repository.prefix else commit
    there = _run(repository.folder, "rev-parse", "--verify", "--quiet", place).said.strip()
    tree = there and _run(repository.folder, "rev-parse", "--verify", "--quiet", f"{there}^{{tree}}").said.strip()
    if not tree:
        return []
    done = _run(repository.folder, "ls-tree", "-r", "-l", "-z", "--full-tree", tree)
    if done.status:
        raise _failed(done.complaint)
    found = []
    for row in filter(None, done.said.split("\0")):
        facts, _, path = row.partition("\t")
        mode, kind, key, size = facts.split()
        if kind == "blob":
            found.append(Stored(path, mode == "120000", int(size) if size.isdecimal() else -1, key))
    return found


class Bytes:
    """Gives the bytes of what a repository stores, by its id."""

    def __init__(self, to: IO[bytes], out: IO[bytes]) -> None:
        self.to = to
        self.out = out

    def read(self, key: str) -> bytes:
        """The bytes. Raises `Refused` where the repository lacks them, as one that was cloned in part does."""
        try:
            self.to.write(f"{key}\n".encode())
            self.to.flush()
        except BrokenPipeError:
            raise _failed("") from None
        head = self.out.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            help_ = "fetch it with git first, or clone without `--filter`: this program fetches nothing"
            raise Refused(f"the file {key[:12]} of that revision is not in this clone", help_)
        data = self.out.read(int(head[2]))
        self.out.read(1)
        return data


@contextmanager
def opened(repository: Repository) -> Iterator[Bytes]:
    """While it lasts, the bytes of the repository can be read."""
    command = ["git", *SAFE, "cat-file", "--batch"]
    process = subprocess.Popen(  # noqa: S603 - no word of the command is anybody else's
        command,
        cwd=repository.folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            yield Bytes(process.stdin, process.stdout)  # type: ignore[arg-type]  # both are pipes
        finally:
            process.kill()


class Said(NamedTuple):
    """How a call of git ended, what it said, and what it complained of."""

    status: int
    said: str
    complaint: str


def _run(folder: str, *arguments: str) -> Said:
    """What git says there. Raises `Refused` where there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what a user names was looked at
            ["git", *SAFE, *arguments],  # noqa: S607 - which git is the user's choice
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        reason = "there is no program `git` here, which alone can read a revision"
        raise Refused(reason, "install git, or name a folder to compare with instead of a revision") from None
    except subprocess.TimeoutExpired:
        raise OSError(EIO, f"git did not answer within {SECONDS} seconds") from None
    return Said(done.returncode, os.fsdecode(done.stdout), done.stderr.decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(OWN)}
    return kept | ENVIRONMENT


def _unknown(repository: Repository, revision: str) -> Refused:
    reason = f"the repository has no revision `{one_line(revision[:LONGEST])}`"
    names = _run(repository.folder, "for-each-ref", "--format=%(refname:short)").said.splitlines()
    remote = [name for name in names if name.endswith(f"/{revision}")]
    near = remote[0] if remote else nearest(revision, names)
    if near:
        return Refused(reason, f"did you mean `{one_line(near)}`?")
    if repository.shallow:
        return Refused(f"{reason}; its history is cut (a shallow clone)", FETCH)
    return Refused(reason, "name a branch, a tag or a commit that is here, or a folder; `git fetch` brings what is not")


def _refused(folder: str, said: str) -> Refused:
    if "dubious ownership" in said:
        reason = f"git does not read {folder}: it belongs to another user"
        return Refused(reason, f"if you trust it, run `git config --global --add safe.directory {one_line(folder)}`")
    if "not a git repository" in said or "work tree" in said or "bare repository" in said:
        return Refused(f"{folder} is not in the work tree of a git repository", NO_REPOSITORY)
    return Refused(
        f"git cannot read the repository of {folder}: {_first(said)}", "mend it; `git fsck` says what is wrong"
    )


def _failed(said: str) -> OSError:
    return OSError(EIO, f"git could not read the repository: {_first(said)}")


def _first(said: str) -> str:
    """The first line of what git complains of."""
    lines = said.strip().splitlines() or ["it said nothing"]
    return one_line(lines[0].removeprefix("fatal: ").removeprefix("error: "))[:LONGEST]
