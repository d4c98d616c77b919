"""Processes that work side by side: none outlives the one that they work for."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from glossary.build.pool import run

PROGRAM = """
import os, signal, sys, time
from pathlib import Path

from glossary.build.pool import run


def task(folder, part, number, progress):
    Path(folder, str(os.getpid())).touch()
    time.sleep(0.5)
    return bytes(10_000_000)  # more than a pipe holds


def die():
    while len(os.listdir(sys.argv[1])) < 3:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    run(task, sys.argv[1], [[1], [2], [3]], print, die)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="elsewhere a process has no ends of others")
def test_workers_end_with_the_build_that_is_killed(tmp_path: Path) -> None:
    script, workers = tmp_path / "program.py", tmp_path / "workers"
    script.write_text(PROGRAM, "utf-8")
    workers.mkdir()
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, script, workers],
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == -9, done.stderr
    assert done.stderr == b""
    left = [int(path.name) for path in workers.iterdir()]
    assert len(left) == 3
    deadline = time.monotonic() + 30
    while left and time.monotonic() < deadline:
        left = [process for process in left if _works(process)]
        time.sleep(0.05)
    assert left == []


def double(factor: int, part: Sequence[int], number: int, progress: Callable[[int], None]) -> tuple[int, list[int]]:
    progress(len(part))
    return number, [factor * each for each in part]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="elsewhere processes are started in another way")
@pytest.mark.parametrize("most", [0, 1, 3])
def test_what_no_process_can_be_started_for_is_done_here(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    start = ForkProcess.start
    started: list[ForkProcess] = []
    done: list[int] = []

    def refused(process: ForkProcess) -> None:
        if len(started) == most:
            raise BlockingIOError
        started.append(process)
        start(process)

    monkeypatch.setattr(ForkProcess, "start", refused)

    assert run(double, 2, [[1, 2], [3], [4]], done.append) == [(0, [2, 4]), (1, [6]), (2, [8])]
    assert sum(done) == 4
    assert len(started) == most


def _works(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return _is_there(process) if not Path("/proc/self").exists() else False
    return state not in "ZX"


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
