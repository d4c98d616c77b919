"""Sources, a site and a cache, in which a whole `glossary build` runs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from glossary.build.pool import FEW
from tests.builds import Run, build, command, digest, write
from tests.needs import missing

MANY = 2 * FEW + 24
"""Terms that are enough for two processes."""


def sources(count: int, words: str) -> dict[str, str]:
    """Files of a site in which every page says `words`."""
    return {
        f"terms/term-{number}.md": (
            f"---\nterm: Term {number}\ndefinition: It is the {words} one.\n---\n"
            f"After it stands [[Term {(number + 1) % count}]].\n\n```python\n{words.split(maxsplit=1)[0]} = {number}\n```\n"
        )
        for number in range(count)
    } | {"glossary.yml": f"title: The {words} glossary\n"}


class Place:
    """Sources, a site and a cache."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "sources"
        self.out = folder / "public" / "site"
        self.cache = folder / "cache"

    def write(self, count: int, words: str) -> None:
        """The sources in which every page says `words`."""
        write(self.root, sources(count, words))

    def build(self, *more: str, before: str = "", **options: Any) -> Run:
        """A build, to its end."""
        return build(self.root, self.out, self.cache, *more, before=before, **options)

    def built(self, count: int, words: str) -> str:
        """The digest of the site after a build of `sources(count, words)`."""
        self.write(count, words)
        done = self.build()
        assert (done.status, done.err) == (0, ""), done
        return digest(self.out)

    def command(self, *more: str, before: str = "") -> list[str]:
        """The command line of a build."""
        return command("build", self.root, "--out", self.out, "--cache", self.cache, *more, before=before)


def looks(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, mtime and mode of everything below a folder, and of itself."""
    found = {".": folder, **{path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}}
    return {
        name: (stat.st_ino, stat.st_mtime_ns, stat.st_mode) for name, path in found.items() for stat in [path.stat()]
    }


# Little room, and few rights


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of that size, mounted on `folder`; the test is skipped where none may be mounted."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False, text=True
    ) if shutil.which("mount") and hasattr(os, "geteuid") and os.geteuid() == 0 else None  # fmt: skip
    if done is None or done.returncode:
        pytest.skip("needs the right to mount a small file system; the test with a limit of file size always runs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def without_rights(*words: str) -> list[str]:
    """The command under a user whom permissions bind. The superuser gives up the two rights that make him exempt."""
    if os.geteuid() != 0:
        return list(words)
    if not shutil.which("setpriv"):
        missing("setpriv (util-linux), for the superuser may write anywhere", "CI")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Nobody may write into `folder`."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)
