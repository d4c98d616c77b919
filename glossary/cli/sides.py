"""The two glossaries of a comparison: revisions of a repository, folders, or what stands in a folder now."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.refused import Refused
from glossary.build.run import refuse
from glossary.build.snapshot import write_snapshot
from glossary.cli.git import FETCH, Commit, Repository, files_of, find_commit, open_repository, opened, parting
from glossary.cli.options import whole
from glossary.cli.render import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.build.run import Options

NOW = "working tree"
"""What is compared where nothing is named: the files as they stand."""


class Version(NamedTuple):
    """One side: what it was called, its commit where it is one, and whether that is where the other parted from it."""

    called: str
    commit: str = ""
    parted: bool = False

    def __str__(self) -> str:
        """For people: `main (1a2b3c4)`."""
        where = f"at {self.commit[:7]}, where they parted" if self.parted else self.commit[:7]
        return f"{self.called} ({where})" if self.commit else self.called


class Sides(NamedTuple):
    """What to read for each side, what each is, and what the reader should know about the choice."""

    before: Options
    after: Options
    base: Version
    head: Version
    note: str = ""


class Named(NamedTuple):
    """What an argument names: a folder, or a commit of the repository."""

    folder: str
    commit: Commit | None = None


@contextmanager
def open_sides(options: Options, base: str, head: str = "") -> Iterator[Sides]:
    """While it lasts, both sides stand in folders. `options` are those of the working tree, which is the other side
    where `head` is empty. Of a revision `base` the commit is taken from which the other side parted, as a pull request
    is shown elsewhere. Raises `Refused` where an argument names nothing.
    """
    if not head:
        refuse(options)
    one = _named(options.root, base, "BASE")
    other = _named(options.root, head, "HEAD") if head else Named(options.root)
    with tempfile.TemporaryDirectory(prefix="glossary-") as place:
        before = options._replace(cache=f"{place}/memo")
        after = options
        commit, note = "", ""
        if one.commit is not None:
            repository = open_repository(options.root)
            commit, note = _parted(repository, one.commit, other, head)
            before = _written(repository, commit, f"{place}/base", before)
        else:
            before = before._replace(root=one.folder)
        if other.commit is not None:
            repository = open_repository(options.root)
            after = _written(repository, other.commit.id, f"{place}/head", options._replace(cache=f"{place}/read"))
        elif head:
            after = options._replace(root=other.folder)
        parted = one.commit is not None and commit != one.commit.id
        yield Sides(before, after, Version(_called(base), commit, parted), _version(other, head), note)


def _version(named: Named, argument: str) -> Version:
    return Version(_called(argument) if argument else NOW, named.commit.id if named.commit else "")


def _called(argument: str) -> str:
    return one_line(whole(argument))


def _named(root: str, argument: str, where: str) -> Named:
    """What an argument names. What begins like a path is one; else a revision comes before a folder of that name."""
    folder = os.path.realpath(argument)
    if argument.startswith((".", "/", "~")):
        if not os.path.isdir(folder):
            raise Refused(f"{argument} is no folder", f"write a revision or the path of a folder for {where}")
        return Named(folder)
    try:
        return Named("", find_commit(open_repository(root), argument))
    except Refused:
        if not argument or argument.startswith("-") or not os.path.isdir(folder):
            raise
        return Named(folder)


def _parted(repository: Repository, base: Commit, other: Named, head: str) -> tuple[str, str]:
    """The commit to compare with, and what to tell about it."""
    if head and other.commit is None:
        return base.id, ""
    commit = other.commit or _current(repository)
    if commit is None:
        return base.id, ""
    if found := parting(repository, base, commit):
        behind = head and found == commit.id != base.id
        return found, f"all of {commit.called} is in {base.called} already" if behind else ""
    note = f"{base.called} and {commit.called} have no commit in common here, so {base.called} is compared as it stands"
    return base.id, f"{note}: {FETCH}" if repository.shallow else note


def _current(repository: Repository) -> Commit | None:
    try:
        return find_commit(repository, "HEAD")
    except Refused:
        return None


def _written(repository: Repository, commit: str, root: str, options: Options) -> Options:
    """The options to read a commit, which stands in the new folder `root` then."""
    os.mkdir(root)
    with opened(repository) as stored:
        write_snapshot(root, files_of(repository, commit), stored.read)
    return options._replace(root=os.path.realpath(root), out=f"{root}/site")
