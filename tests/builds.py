"""Builds as their users start them, programs of their own, and what they leave behind."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import glossary

PACKAGE = Path(glossary.__file__).parent

MAIN = "from glossary.cli import main; main()"
"""The program `glossary`, for an interpreter that shall do something else before."""

LATER = "import time; now = time.time_ns; time.time_ns = lambda: now() + 10**10"
"""The machine's clock is ten seconds further than the file system's.

A build believes no file that is younger than two seconds; so a test need not wait until its own are old enough.
"""

OURS = ("PYTHON", "LC_", "LANG", "TZ", "XDG_CACHE_HOME", "NO_COLOR", "COVERAGE")
"""Variables of whoever runs the tests that must not reach the builds."""


class Run(NamedTuple):
    """How a program ended, and what it said."""

    status: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The environment of a build: this package on the path, and nothing of this process's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1", **more}


def command(*arguments: str | Path, before: str = "", flags: Sequence[str] = ()) -> list[str]:
    """The command line of `glossary` with these arguments; `before` is Python that runs first in its process."""
    program = ["-c", f"{before}\n{MAIN}"] if before else ["-m", "glossary"]
    return [sys.executable, *flags, *program, *map(str, arguments)]


def run(*arguments: str | Path, before: str = "", flags: Sequence[str] = (), **options: Any) -> Run:
    """`glossary` with these arguments, to its end."""
    options = {"env": environment(), "timeout": 100, **options}
    done = subprocess.run(
        command(*arguments, before=before, flags=flags), capture_output=True, encoding="utf-8", check=False, **options
    )
    return Run(done.returncode, done.stdout, done.stderr)


def build(root: Path, out: Path, cache: Path, *more: str, before: str = "", **options: Any) -> Run:
    """`glossary build`, to its end."""
    return run("build", root, "--out", out, "--cache", cache, *more, before=before, **options)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, and every folder, by path; empty where there is none."""
    found: dict[str, bytes | None] = {}
    for path in folder.rglob("*"):
        found[path.relative_to(folder).as_posix()] = None if path.is_dir() else path.read_bytes()
    return found


def digest(folder: Path) -> str:
    """A digest of `tree(folder)`."""
    total = hashlib.sha256()
    for path, data in sorted(tree(folder).items()):
        total.update(f"{path}\0{-1 if data is None else len(data)}\0".encode() + (data or b""))
    return total.hexdigest()


def difference(first: Mapping[str, bytes | None], second: Mapping[str, bytes | None]) -> str:
    """Which paths differ, for a message; empty where none does."""
    lines = [f"only in the first: {path}" for path in sorted(first.keys() - second.keys())]
    lines += [f"only in the second: {path}" for path in sorted(second.keys() - first.keys())]
    for path in sorted(first.keys() & second.keys()):
        if first[path] != second[path]:
            lines.append(f"{path}: {_first_difference(first[path] or b'', second[path] or b'')}")
    return "\n".join(lines)


def _first_difference(one: bytes, other: bytes) -> str:
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - 60)
    return f"{one[start : at + 60]!r} is not {other[start : at + 60]!r}"


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Make the files below `root` be these, touching none that is so already; others with a `None` go."""
    for path, data in files.items():
        place = root / path
        if data is None:
            place.unlink(missing_ok=True)
            continue
        wanted = data.encode() if isinstance(data, str) else data
        if place.is_file() and place.read_bytes() == wanted:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(wanted)


SERVER = """
import contextlib, io, json, sys, time, traceback
from glossary.cli import main
clock = time.time_ns
for line in sys.stdin:
    request = json.loads(line)
    time.time_ns = lambda: clock() + request["later"]
    sys.argv[1:] = request["arguments"]
    out, err, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            status = end.code
        except BaseException:
            traceback.print_exc()
            status = -1
    print(json.dumps([status, out.getvalue(), err.getvalue()]), flush=True)
"""


class Builder:
    """A process that runs `glossary` again and again: a run costs no start, and a second one must not meet the first.

    It has no thread, so that builds may fork there, which they may not where pytest runs.
    """

    def __init__(self, cwd: Path, **variables: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=cwd,
            env=environment(PYTHONIOENCODING="utf-8", **variables),
        )

    def begin(self, *arguments: str | Path, later: int = 0) -> None:
        """Start a run; `end` waits for it. The process's clock is `later` nanoseconds ahead."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"arguments": [str(each) for each in arguments], "later": later}) + "\n")
        self.process.stdin.flush()

    def end(self) -> Run:
        """How the run that `begin` started ended."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"the builder ended with {self.process.wait()}"
        return Run(*json.loads(line))

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()
