"""The output folder is the old site or the new one, whatever happens in between.

Run as a program, this module is the other process that its tests need.
"""

import errno
import itertools
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import glossary
from glossary.build.exchange import exchange
from glossary.build.files import write_file
from glossary.build.lock import Busy, hold
from glossary.build.output import check_foreign, check_output, private_of
from glossary.build.scan import scan
from glossary.build.tree import Behind, commit, open_tree
from tests.trees import MODES, NEW, OLD, ROOT, SITES, SMALL, build, folders_in, folders_of, level, no_links, read, run


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "parent" / "site"


# What goes wrong


def test_a_parent_that_is_no_folder_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        build(tmp_path / "file" / "site", OLD)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_parent_that_is_not_writable_is_an_oserror(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            build(tmp_path / "site", OLD)
    finally:
        tmp_path.chmod(0o700)


def test_a_disk_that_is_full_leaves_the_site_as_it_was(out: Path) -> None:
    play("full", out)


def write_until_full(out: Path) -> None:
    """The limit on the size of a file stands for a full disk: the write itself fails."""
    import resource

    behind = build(out, NEW, build(out, OLD))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        build(out, {**OLD, "large": bytes(2000)}, behind)
    assert read(out) == NEW
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    build(out, OLD, behind)
    assert read(out) == OLD


def test_a_second_rename_that_fails_puts_the_site_back(out: Path) -> None:
    build(out, OLD)
    with hold(private_of(out)):
        staging = open_tree(out, behind=None)
        write_file(staging.root, "index.html", b"lost", set())
        with pytest.raises(FileNotFoundError):
            commit(staging, {"index.html"}, OLD, exchange=exchange_after_losing_the_tree)
    assert read(out) == OLD


def exchange_after_losing_the_tree(first: str, _second: str) -> bool:
    shutil.rmtree(first)
    return False


def test_a_staging_tree_lost_before_file_by_file_removes_nothing(out: Path) -> None:
    build(out, OLD)
    with hold(private_of(out)):
        staging = open_tree(out, behind=None, link=no_links)
        write_file(staging.root, "index.html", b"lost", set())
        shutil.rmtree(staging.root)
        with pytest.raises(FileNotFoundError):
            commit(staging, {"index.html"}, OLD)
    assert (out / "index.html").exists()


def test_the_folders_change_places(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / name).mkdir(parents=True)
    if not exchange(str(tmp_path / "a"), str(tmp_path / "b")):
        pytest.skip("no exchange on this system")
    assert folders_in(tmp_path) == {"a", "b", "a/b", "b/a"}
    with pytest.raises(FileNotFoundError):
        exchange(str(tmp_path / "a"), str(tmp_path / "absent"))


def test_a_mount_point_is_written_file_by_file(out: Path) -> None:
    out.mkdir(parents=True)
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("needs unshare")
    alone = [unshare, "--user", "--map-root-user", "--mount", sys.executable]
    if subprocess.run([*alone, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip("needs a mount namespace of its own")
    play("mounted", out, program=alone)


def build_on_a_mount_point(out: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "none", str(out)], check=True)
    behind: Behind | None = None
    for site in (OLD, NEW, SMALL, SMALL, OLD):
        behind = build(out, site, behind)
        assert out.is_mount()
        assert read(out) == site
        assert folders_in(out) == folders_of(site)
    kill_at_every_line_of_the_first(out)


def kill_at_every_line_of_the_first(out: Path) -> None:
    for moment in itertools.count(1):
        for name in scan(out):
            (out / name).unlink()
        shutil.rmtree(private_of(out), ignore_errors=True)
        for name in sorted(folders_in(out), reverse=True):
            (out / name).rmdir()
        child = os.fork()
        if not child:
            die_at(moment)
            build(out, OLD)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert check_output(out, []) is None
        assert check_foreign(out, scan(out)) is None
        if status == 0:
            return


# Other processes


def test_two_builds_at_once_come_one_after_the_other(out: Path) -> None:
    both = [start("repeat", out, site) for site in ("0", "1")]
    for process in both:
        _, fault = process.communicate()
        assert process.returncode == 0, fault
    assert read(out) in (OLD, NEW)


def build_repeatedly(out: Path, site: str) -> None:
    behind: Behind | None = None
    for _ in range(40):
        behind = build(out, SITES[int(site)], behind)
        with hold(private_of(out)):
            assert read(out) in (OLD, NEW)


def test_the_site_is_there_at_every_moment(out: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    if not exchange(str(tmp_path / "a"), str(tmp_path / "b")):
        pytest.skip("no exchange on this system")
    build(out, OLD)
    process = start("toggle", out)
    while process.poll() is None:
        assert (out / "index.html").read_bytes() in (b"old", b"new")
    assert process.communicate()[1] == ""


def toggle(out: Path) -> None:
    behind: Behind | None = None
    for site in (NEW, OLD) * 50:
        behind = build(out, site, behind)


def test_a_held_lock_says_so_and_a_killed_build_holds_nothing(out: Path) -> None:
    process = start("hold", out)
    assert read_line(process) == "held"
    with pytest.raises(Busy, match=r"lock after 0\.1 s") as caught, hold_for(out, 0.1):
        pass
    assert caught.value.path == private_of(out) / "lock"
    process.kill()
    process.communicate()
    with hold_for(out, 0):
        pass


def test_a_build_waits_for_the_one_before(out: Path) -> None:
    first = start("hold", out)
    assert read_line(first) == "held"
    second = start("repeat", out, "0")
    first.communicate("go")
    _, fault = second.communicate()
    assert second.returncode == 0, fault
    assert read(out) == OLD


def hold_and_wait(out: Path) -> None:
    with hold(private_of(out)):
        say("held")
        sys.stdin.read()


def test_workers_of_a_killed_build_hold_the_lock_until_they_end(out: Path) -> None:
    process = start("orphan", out)
    assert read_line(process) == "held"
    assert process.wait() == -signal.SIGKILL
    with pytest.raises(Busy), hold_for(out, 0):
        pass
    process.communicate("go")
    with hold_for(out, 60):
        pass


def die_before_the_worker(out: Path) -> None:
    with hold(private_of(out)):
        if os.fork():
            os.kill(os.getpid(), signal.SIGKILL)
        say("held")
        sys.stdin.read()


def test_workers_that_outlive_a_build_do_not_hold_its_lock(out: Path) -> None:
    play("outlive", out)


def leave_a_worker(out: Path) -> None:
    reading, writing = os.pipe()
    with hold(private_of(out)):
        worker = os.fork()
        if not worker:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
    with hold_for(out, 0):
        pass
    os.close(writing)
    os.waitpid(worker, 0)


def hold_for(out: Path, seconds: float) -> Any:
    return hold(private_of(out), wait_seconds=seconds)


def test_a_lock_whose_folder_was_removed_is_taken_anew(out: Path) -> None:
    with hold_for(out, 0):
        shutil.rmtree(private_of(out))
        with hold_for(out, 0), pytest.raises(Busy), hold_for(out, 0):
            pass


# Killed at every moment


@pytest.mark.parametrize(
    ("mode", "between"),
    [
        *product(MODES, ["as it lies"]),
        ("exchange", "built upon"),
        ("two renames", "built upon"),
    ],
)
def test_killed_at_any_moment_the_site_is_the_old_or_the_new(out: Path, mode: str, between: str) -> None:
    moments = int(play("kill", out, mode, between))
    assert moments > 100


def kill_at_every_line(out: Path, mode: str, between: str) -> None:
    """A build is killed before its first line of code, another before its second, and so on."""
    memory = out.with_name("memory")
    remember(memory, build(out, OLD))
    remember(memory, build(out, NEW, recall(memory)))
    for moment in itertools.count(1):
        site = OLD if read(out) == NEW else NEW
        child = os.fork()
        if not child:
            die_at(moment)
            remember(memory, build(out, site, recall(memory), mode=mode))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        look(out, mode)
        if status == 0:
            assert read(out) == site
            say(str(moment))
            return
        assert os.WTERMSIG(status) == signal.SIGKILL
        if between == "built upon":
            other = OLD if read(out) == NEW else NEW
            remember(memory, build(out, other, recall(memory), mode=mode))
            assert read(out) == other
            assert folders_in(out) == folders_of(other)


def look(out: Path, mode: str) -> None:
    """What anybody may see after a kill."""
    if mode == "two renames" and not out.exists():
        level(out, None)
    assert check_output(out, []) is None
    assert check_foreign(out, scan(out)) is None
    if mode in {"exchange", "two renames"}:
        assert read(out) in (OLD, NEW)
        return
    for path, data in read(out).items():
        assert path.endswith(".glossary-arriving") or data in (OLD.get(path), NEW.get(path))


def die_at(moment: int) -> None:
    """This process kills itself before the line of that number in the code of the build."""
    lines = itertools.count(1)
    watched = (str(Path(glossary.__file__).parent / "build"), shutil.__file__)

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(watched):
            return None
        if event == "line" and next(lines) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def remember(memory: Path, behind: Behind) -> None:
    memory.with_name("memory.new").write_bytes(pickle.dumps(behind))
    memory.with_name("memory.new").replace(memory)


def recall(memory: Path) -> Behind:
    behind = pickle.loads(memory.read_bytes())  # noqa: S301 -- written by this test a moment ago
    assert isinstance(behind, Behind)
    return behind


# The stage


PLAYS: Mapping[str, Callable[..., None]] = {
    "full": write_until_full,
    "hold": hold_and_wait,
    "kill": kill_at_every_line,
    "mounted": build_on_a_mount_point,
    "orphan": die_before_the_worker,
    "outlive": leave_a_worker,
    "repeat": build_repeatedly,
    "toggle": toggle,
}


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def read_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def start(name: str, out: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.test_tree_ends", name, str(out), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def play(name: str, out: Path, *arguments: str, program: Iterable[str] = (sys.executable,)) -> str:
    return run("-m", "tests.test_tree_ends", name, str(out), *arguments, program=program)


if __name__ == "__main__":
    PLAYS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
