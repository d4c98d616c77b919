"""One process, run and measured. Linux: wall, CPU and memory are the kernel's figures."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.02  # between two samples of memory: a peak shorter than that may be missed


class RunError(Exception):
    """A command that was to be measured failed, or did not do its work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Seconds of wall and CPU (workers included); bytes of the process that held most, shared pages included."""

    wall: float
    cpu: float
    memory: int


def measured(command: Sequence[str], env: Mapping[str, str], log: Path) -> Usage:
    """What `command` used. Its words go to `log`. `RunError` where it fails.

    Linux counts the caller's own size towards the child's peak, so callers must stay small: the corpus is made elsewhere.
    """
    with log.open("wb") as words:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=words, stderr=words)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    complain(process.returncode, command, log)
    return Usage(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * 1024)


def sampled(command: Sequence[str], env: Mapping[str, str], log: Path) -> int:
    """The most bytes that all processes of `command` held at one time, each shared page counted once.

    Sampling disturbs, so this run is not timed.
    """
    peak = 0
    with log.open("wb") as words:
        process = subprocess.Popen(command, env=env, stdout=words, stderr=words, start_new_session=True)
        while process.poll() is None:
            peak = max(peak, sum(map(held, members(process.pid))))
            time.sleep(PAUSE)
    complain(process.returncode, command, log)
    return peak


def members(session: int) -> Iterator[Path]:
    """The `/proc` folders of the processes of `session`."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            # The name, in brackets, may hold spaces; the session is the fourth field after it.
            fields = read(folder / "stat").rpartition(")")[2].split()
            if fields and int(fields[3]) == session:
                yield folder


def held(process: Path) -> int:
    """The bytes that `process` holds, of a page shared by n processes one n-th; 0 once it is gone."""
    for line in read(process / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def read(path: Path) -> str:
    """The text of a file of `/proc`; empty where its process has ended."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def complain(code: int, command: Sequence[str], log: Path) -> None:
    """`RunError` with the end of `log` unless `code` is 0."""
    if code:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RunError(f"exit status {code} of: {' '.join(command)}\n{tail}")
