"""Builds that are killed, interrupted, or two at once: the site is wholly the old one or the new one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from glossary.build.lock import hold, leave_nothing
from glossary.build.memo import read_state
from glossary.build.output import private_of
from glossary.build.run import Options, memo_of
from tests.builds import PACKAGE, digest, environment, tree
from tests.places import MANY, Place

MOMENTS = 40
"""How many times a build is killed."""

# Twenty and forty builds of 120 terms: a minute where other programs want the processors, too.
patient = pytest.mark.timeout(600)


# Killed


def ended(process: subprocess.Popen[str], seconds: float) -> bool:
    """Whether the process ended by itself within so many seconds."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that another process is about to do."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@patient
def test_killed_at_any_moment_the_site_is_wholly_the_old_one_or_the_new_one(place: Place) -> None:
    duration = _duration(place)
    digests = [place.built(MANY, "old"), place.built(MANY, "new")]
    seen = {"old": 0, "new": 0}
    shown = 1
    for moment in range(MOMENTS):
        coming = 1 - shown
        place.write(MANY, ("old", "new")[coming])
        process = subprocess.Popen(
            place.command("--jobs", "2"), start_new_session=True, text=True, env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        # The last one may end by itself, so that the new site is seen on any machine.
        ended(process, 60 if moment == MOMENTS - 1 else duration * 1.1 * moment / MOMENTS)
        # Now all processes of the build, now the first one alone: then its workers write on for a while.
        if moment % 2 and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()

        found = digest(place.out)
        assert found in digests, f"killed at moment {moment}, the site is neither the old one nor the new one"
        seen["new" if found == digests[coming] else "old"] += 1

        shown = digests.index(found)
        # Mostly the next build is killed in its turn, on what this one left.
        if moment % 5 == 4:
            again = place.build("--jobs", "2")
            assert (again.status, again.err) == (0, ""), f"the build after one killed at moment {moment}: {again}"
            assert digest(place.out) == digests[coming], (
                f"the build after one killed at moment {moment} made another site"
            )
            shown = coming
    assert seen["old"], seen
    assert seen["new"], seen


def _duration(place: Place) -> float:
    """How long a build takes in which every page changes."""
    place.built(MANY, "some")
    place.write(MANY, "other")
    started = time.perf_counter()
    assert place.build("--jobs", "2").status == 0
    return time.perf_counter() - started


@patient
def test_a_first_build_that_is_killed_leaves_no_half_site(place: Place) -> None:
    duration = _duration(place)
    wanted = tree(place.out)
    for moment in range(1, 6):
        for folder in (place.out.parent, place.cache):
            shutil.rmtree(folder)
        process = subprocess.Popen(
            place.command(), text=True, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ended(process, duration * 1.2 * moment / 6)
        process.kill()
        process.wait()

        assert tree(place.out) in ({}, wanted)
        assert place.build().status == 0
        assert tree(place.out) == wanted


ENDS_BEFORE_PAGES = """
import os, sys
import glossary.build.whole
sys.modules["glossary.build.whole"].write_site = lambda *_: os._exit(9)
"""


def test_what_a_killed_build_compiled_is_not_compiled_again(place: Place) -> None:
    place.write(MANY, "some")
    options = Options(str(place.root), str(place.out), str(place.cache))

    assert place.build("--jobs", "2", before=ENDS_BEFORE_PAGES).status == 9

    found = read_state(memo_of(options))
    assert len(found.sources) == MANY
    assert not found.pages
    assert place.build().status == 0
    assert {path: known.kept for path, known in read_state(memo_of(options)).sources.items()} == {
        path: known.kept for path, known in found.sources.items()
    }
    warm = tree(place.out)
    shutil.rmtree(place.out.parent)
    shutil.rmtree(place.cache)
    assert place.build().status == 0
    assert tree(place.out) == warm


# Interrupted


@contextmanager
def at_work(place: Place, cache: Path, sign: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """A build in a session of its own that has come as far as making its cache, or another sign, which was not there."""
    place.cache = cache
    with subprocess.Popen(
        place.command("--jobs", "2"),
        start_new_session=True,
        text=True,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            until((sign or cache).exists)
            yield process
        finally:
            process.kill()


INTERRUPTED = {130, -signal.SIGINT}
"""How an interrupted build ends: a shell says 130 for both.

CPython remembers a Ctrl-C that came while a string was executed, as `dataclass` does when a module is imported, and ends
by the signal itself although it was caught and told.
"""


def test_interrupted_while_it_waits_a_build_ends_with_130_and_the_old_site(place: Place, tmp_path: Path) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    # It cannot end by itself as long as we hold the lock.
    with hold(private_of(place.out)):
        # Who tries to take the lock makes it again.
        sign = private_of(place.out) / ".gitignore"
        sign.unlink()
        with at_work(place, tmp_path / "other", sign) as process:
            os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=60)

    assert process.returncode in INTERRUPTED
    assert out == ""
    assert "interrupted; no page was changed" in err
    assert "Traceback" not in err
    assert digest(place.out) == old


@patient
def test_interrupted_at_work_a_build_ends_with_130_and_the_old_site(place: Place, tmp_path: Path) -> None:
    old = place.built(MANY, "old")
    place.write(MANY, "new")
    with at_work(place, tmp_path / "measured") as process:
        started = time.perf_counter()
        process.communicate(timeout=60)
        duration = time.perf_counter() - started
    new = digest(place.out)
    stopped = 0
    for moment in range(8):
        assert place.built(MANY, "old") == old
        place.write(MANY, "new")
        with at_work(place, tmp_path / f"cache-{moment}") as process:
            ended(process, duration * moment / 10)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=60)

        assert process.returncode in {0, *INTERRUPTED}, err
        # CPython loses a Ctrl-C that comes in a callback of its import system; it says so, and the build goes on.
        assert str(PACKAGE) not in err
        # Nothing is told where the build was done and the interpreter on its way out.
        told = "interrupted; no page was changed" in err
        assert "interrupted" in err or process.returncode != 130
        assert digest(place.out) in ({old, new} if told else {new})
        stopped += process.returncode in INTERRUPTED and digest(place.out) == old
    assert stopped


# Two at once


def test_two_builds_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    places = [Place(tmp_path / name) for name in ("one", "two")]
    wanted = [place.built(MANY, words) for place, words in zip(places, ("old", "new"), strict=True)]
    together = tmp_path / "together" / "site"
    for place in places:
        place.out = together
    shown = set()
    for _ in range(4):
        processes = [
            subprocess.Popen(
                place.command("--jobs", "2"),
                env=environment(),
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for place in places
        ]
        said = [process.communicate(timeout=90) for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        assert digest(together) in wanted
        shown.add(digest(together))
    for place, site in zip(places, wanted, strict=True):
        assert place.build().status == 0
        assert digest(together) == site


LEAVING = """
import sys
from pathlib import Path
from glossary.build.lock import hold, leave_nothing
for _ in range(100):
    with hold(Path(sys.argv[1]), wait_seconds=30):
        leave_nothing(Path(sys.argv[1]))
"""


def test_builds_that_wait_for_each_other_and_leave_nothing_all_end(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", LEAVING, str(tmp_path / "private")]
    running = [
        subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, encoding="utf-8") for _ in range(6)
    ]

    assert [each.communicate(timeout=60)[1] for each in running] == [""] * len(running)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_whose_folder_was_taken_away_can_be_taken_again(tmp_path: Path) -> None:
    private = tmp_path / "private"
    with hold(private):
        leave_nothing(private)
        with hold(private, wait_seconds=0):
            assert (private / "lock").exists()
