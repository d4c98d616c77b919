"""A build without room on the disk, or without the right to read or write."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from glossary.build.output import private_of
from tests.builds import command, digest, environment, write
from tests.places import MANY, Place, closed, small_disk, without_rights


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_ends_with_3_and_the_old_site(tmp_path: Path, jobs: str) -> None:
    with small_disk(tmp_path / "disk", "12m") as disk:
        place = Place(tmp_path)
        place.out = disk / "site"
        old = place.built(MANY, "old")
        place.write(MANY, "new")
        # Compiling needs no room there, and producing finds none any more.
        write(place.root, {f"static/large-{number}.bin": os.urandom(1 << 20) for number in range(14)})

        done = place.build("--jobs", jobs)

        assert done.status == 3, done
        assert done.err.startswith("error: No space left on device")
        assert "Traceback" not in done.err
        assert digest(place.out) == old

        shutil.rmtree(place.root / "static")
        assert place.build("--jobs", jobs).status == 0
        assert digest(place.out) != old


def test_a_full_disk_under_the_cache_ends_with_3_and_the_old_site(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        place = Place(tmp_path)
        old = place.built(MANY, "old")
        place.write(MANY, "new")
        place.cache = disk / "cache"

        done = place.build()

        assert done.status == 3, done
        assert "Traceback" not in done.err
        assert digest(place.out) == old


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_cannot_be_written_whole_ends_with_3_and_the_old_site(place: Place, jobs: str) -> None:
    old = place.built(MANY, "old")
    place.write(MANY, "new")
    write(place.root, {"static/large.bin": bytes(1 << 21)})
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({1 << 20}, {resource.RLIM_INFINITY}))"

    done = place.build("--jobs", jobs, before=limit)

    assert done.status == 3, done
    assert done.err.startswith("error: File too large")
    assert "Traceback" not in done.err
    assert digest(place.out) == old
    assert place.build("--jobs", jobs).status == 0


@pytest.mark.parametrize("which", ["parent", "private", "tree", "cache", "memo"])
def test_a_folder_that_may_not_be_written_ends_with_3_and_the_old_site(place: Place, which: str) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    folder = {
        "parent": place.out.parent,
        "private": private_of(place.out),
        "tree": private_of(place.out) / "tree",
        "cache": place.cache,
        "memo": next(place.cache.iterdir()),
    }[which]
    if which == "cache":
        shutil.rmtree(next(place.cache.iterdir()))
    if which == "parent":
        shutil.rmtree(private_of(place.out))
    if which == "tree":
        place.built(3, "older")
        old = place.built(3, "old")
        place.write(3, "new")
    with closed(folder):
        done = subprocess.run(
            without_rights(*place.command()), env=environment(), capture_output=True, text=True, check=False
        )

    assert done.returncode == 3, done
    assert done.stderr.startswith("error: Permission denied")
    assert "Traceback" not in done.stderr
    assert digest(place.out) == old
    assert place.build().status == 0
    assert digest(place.out) != old


@pytest.mark.parametrize("path", ["terms/own.png", "static/own.bin", "root/CNAME"])
@pytest.mark.parametrize("command_", ["build", "check"])
def test_a_file_that_cannot_be_taken_over_is_told_with_its_name(place: Place, path: str, command_: str) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    write(place.root, {path: b"own"})
    (place.root / path).chmod(0)
    words = place.command() if command_ == "build" else command("check", place.root, "--cache", place.cache)
    done = subprocess.run(without_rights(*words), env=environment(), capture_output=True, text=True, check=False)

    said = f"{path}:1:1: error[unreadable-file]: this file cannot be read: permission denied"
    assert (done.returncode, said in done.stdout) == (1, True), done
    assert digest(place.out) == old


def test_a_term_that_may_not_be_read_is_told_like_any_fault(place: Place) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    (place.root / "terms" / "term-1.md").chmod(0)
    done = subprocess.run(
        without_rights(*place.command()), env=environment(), capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "terms/term-1.md:1:1: error[unreadable-file]: this file cannot be read: permission denied" in done.stdout
    assert digest(place.out) == old
