"""The output folder under a whole `glossary build`: killed, interrupted, without room or right, or with nothing to do."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from glossary.build.lock import hold, leave_nothing
from glossary.build.output import MARKER, private_of
from glossary.build.pool import FEW
from tests.builds import LATER, PACKAGE, Run, build, command, difference, digest, environment, run, tree, write
from tests.conftest import missing

MANY = 2 * FEW + 24
"""Terms that are enough for two processes."""

MOMENTS = 40
"""How many times a build is killed."""

# Twenty and forty builds of 120 terms: a minute where other programs want the processors, too.
patient = pytest.mark.timeout(600)

HEAVY = ("jinja2", "markdown_it", "pygments")
"""Libraries that are dear to import."""


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


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def looks(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, mtime and mode of everything below a folder, and of itself."""
    found = {".": folder, **{path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}}
    return {
        name: (stat.st_ino, stat.st_mtime_ns, stat.st_mode) for name, path in found.items() for stat in [path.stat()]
    }


# A folder that is not ours


@pytest.mark.parametrize("name", ["thesis.txt", "index.html", ".hidden", "deep/down.txt"])
def test_a_folder_with_a_foreign_file_is_refused_and_untouched(place: Place, name: str) -> None:
    place.write(3, "first")
    write(place.out, {name: b"mine"})
    before, around = looks(place.out), looks(place.out.parent)

    done = place.build()

    assert done.status == 2
    assert done.out == ""
    assert f"{place.out} is not empty and was not written by glossary" in done.err
    assert "help: empty it, or name another folder with `--out`" in done.err
    assert tree(place.out) == {name: b"mine"} | ({"deep": None} if "/" in name else {})
    assert looks(place.out) == before
    assert looks(place.out.parent) == around


def test_a_site_that_lost_its_marker_is_not_ours_any_more(place: Place) -> None:
    place.built(3, "first")
    (place.out / MARKER).unlink()
    before = looks(place.out)

    done = place.build()

    assert done.status == 2
    assert looks(place.out) == before


@pytest.mark.parametrize("name", ["CNAME", ".nojekyll", "deep/down.txt", "a\nb", "later.html"])
@pytest.mark.parametrize("cache", ["there", "gone"])
def test_a_foreign_file_in_a_site_of_ours_is_never_removed(place: Place, name: str, cache: str) -> None:
    place.built(3, "first")
    if cache == "gone":
        shutil.rmtree(place.cache)
        shutil.rmtree(private_of(place.out))
    write(place.out, {name: b"mine"})
    # It would have a file of its own there.
    write(place.root, {"terms/later.md": "---\nterm: Later\ndefinition: It comes later.\n---\n"})
    before = looks(place.out)

    done = place.build()

    assert (done.status, done.out) == (2, "")
    assert f"`{name}`".replace("\n", "\u240a") in done.err
    assert "help: move it into the folder `root` beside glossary.yml" in done.err
    assert looks(place.out) == before
    assert place.cache.exists() == (cache == "there")

    (place.out / name).unlink()
    assert place.build().status == 0


def test_of_many_foreign_files_three_are_named(place: Place) -> None:
    place.built(3, "first")
    write(place.out, {f"mine/{number}": b"mine" for number in range(5)})

    done = place.build()

    assert "`mine/0`, `mine/1`, `mine/2` and 2 more\n" in done.err


def test_what_an_earlier_build_made_is_ours_without_a_cache(place: Place) -> None:
    wanted = place.built(3, "first")
    write(
        place.root,
        {
            "terms/100%0A.md": "---\nterm: X\nid: x\ndefinition: It goes again.\n---\n",
            "root/100%0A": b"",
            "root/a\nb": b"",
        },
    )
    assert place.build().status == 0
    for folder in (place.cache, private_of(place.out)):
        shutil.rmtree(folder)
    for path in ("terms/100%0A.md", "root/100%0A", "root/a\nb"):
        (place.root / path).unlink()

    assert place.build().status == 0
    assert digest(place.out) == wanted


ROOT = {"CNAME": b"words.example", ".nojekyll": b"", ".well-known/security.txt": b"Contact:", "robots.txt": b"mine"}


def test_files_in_root_stand_at_the_top_of_the_site(place: Place) -> None:
    wanted = place.built(3, "first")
    write(place.root, {f"root/{path}": data for path, data in ROOT.items()})
    write(place.root, {"root/.git/config": b"not entered", "root/.DS_Store": b"left out"})
    assert place.build().status == 0
    made = tree(place.out)

    assert {path: made.get(path) for path in ROOT} == ROOT
    assert not {".git/config", ".DS_Store"} & made.keys()

    shutil.rmtree(place.root / "root")
    assert place.build().status == 0
    assert digest(place.out) == wanted


@pytest.mark.parametrize("out", ["elsewhere", "site"])
def test_a_refused_output_leaves_no_cache(place: Place, out: str) -> None:
    place.built(3, "first")
    place.out = place.out.parent / out
    write(place.out, {"thesis.txt": b"mine"})
    before = tree(place.cache)
    place.cache, cache = place.cache.with_name("other"), place.cache

    assert place.build().status == 2
    assert not place.cache.exists()

    place.cache = cache
    assert place.build().status == 2
    assert tree(place.cache) == before


@pytest.mark.parametrize("where", [".", "..", "terms", "terms/site/../.."])
def test_the_sources_and_what_holds_them_are_refused(place: Place, where: str) -> None:
    place.write(3, "first")
    before = tree(place.root.parent)

    done = build(place.root, place.root / where, place.cache)

    assert done.status == 2
    assert "is made" in done.err
    assert {path for path in tree(place.root.parent) if not path.startswith("cache")} == before.keys()


def test_an_output_that_is_a_link_or_a_file_is_refused(place: Place) -> None:
    place.write(3, "first")
    elsewhere = place.root.parent / "elsewhere"
    elsewhere.mkdir()
    place.out.parent.mkdir()
    place.out.symlink_to(elsewhere)
    assert place.build().status == 2
    assert not tree(elsewhere)

    place.out.unlink()
    place.out.write_bytes(b"mine")
    assert place.build().status == 2
    assert place.out.read_bytes() == b"mine"


def test_an_output_behind_a_link_in_the_folder_of_the_sources_is_refused(place: Place) -> None:
    """A stranger's change can add such a link, and so send the site elsewhere."""
    place.write(3, "first")
    elsewhere = place.root.parent / "elsewhere"
    elsewhere.mkdir()
    (place.root / "public").symlink_to(elsewhere)

    done = build(place.root, place.root / "public" / "site", place.cache)

    assert done.status == 2
    assert "public is a symbolic link" in done.err
    assert not tree(elsewhere)


@pytest.mark.parametrize("where", ["content/site", "docs/site"])
def test_an_output_in_a_folder_that_glossary_yml_names_is_refused(place: Place, where: str) -> None:
    write(
        place.root,
        {
            "glossary.yml": b"terms: content\npages: docs\n",
            "content/loss.md": b"---\nterm: Loss\ndefinition: A number.\n---\n",
            "docs/about.md": b"# About\n",
        },
    )
    before = tree(place.root)

    done = build(place.root, place.root / where, place.cache)

    assert done.status == 2
    assert "is made" in done.err
    assert tree(place.root) == before


def test_an_empty_folder_becomes_the_site(place: Place) -> None:
    place.write(3, "first")
    place.out.mkdir(parents=True)

    assert place.build().status == 0
    assert (place.out / "index.html").is_file()


@pytest.mark.parametrize(
    "arguments",
    [("build", "no-such-folder"), ("build", "--jobs", "0"), ("build", "--no-such-option"), ("no-such-command",), ()],
)
def test_a_wrong_call_ends_with_2_and_no_traceback(tmp_path: Path, arguments: Sequence[str]) -> None:
    done = run(*arguments, cwd=tmp_path)

    assert done.status == 2
    assert "Traceback" not in done.err
    assert not tree(tmp_path)


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


# No room, no right


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


# Nothing to do


def imported(done: Run) -> set[str]:
    """The modules that a run under `-X importtime` imported."""
    return {line.rpartition("|")[2].strip() for line in done.err.splitlines() if line.startswith("import time:")}


def test_a_build_with_nothing_changed_touches_nothing_and_imports_little(place: Place) -> None:
    place.write(3, "first")
    assert place.build(before=LATER).status == 0
    before, around, memo = looks(place.out), looks(place.out.parent), looks(place.cache)

    done = place.build(before=LATER, flags=("-X", "importtime"))

    assert done.status == 0
    assert "3 terms" in done.out
    assert "nothing changed" in done.out
    assert looks(place.out) == before
    assert looks(place.out.parent) == around
    assert looks(place.cache) == memo
    names = imported(done)
    assert "glossary.build.stamp" in names
    assert not {name for name in names if name.partition(".")[0] in {*HEAVY, "yaml", "msgspec", "multiprocessing"}}


def test_a_folder_without_terms_is_told_and_the_site_stays(place: Place) -> None:
    place.write(3, "first")
    assert place.build(before=LATER).status == 0
    before = looks(place.out)
    terms = place.root / "terms"
    kept = {path: path.read_bytes() for path in terms.glob("*.md")}
    for path in kept:
        path.unlink()
    for _ in range(2):
        done = place.build(before=LATER)
        assert done.status == 1
        assert "glossary.yml:1:1: error[unreadable-file]: there is no term in the folder `terms`" in done.out
    shutil.rmtree(terms)

    done = place.build(before=LATER)

    assert done.status == 1
    assert "glossary.yml:1:1: error[unreadable-file]: there is no folder `terms` of terms below this file" in done.out
    assert looks(place.out) == before
    terms.mkdir()
    for path, data in kept.items():
        path.write_bytes(data)
    assert place.build(before=LATER).status == 0


def test_a_folder_like_that_of_pages_is_told_where_glossary_yml_names_it_alone(place: Place) -> None:
    place.write(3, "first")
    (place.root / "page").mkdir()
    assert "unreadable-file" not in place.build().out
    settings = place.root / "glossary.yml"
    settings.write_text(settings.read_text("utf-8") + "pages: pages\n", "utf-8")

    assert "there is no folder `pages` of pages below this file" in place.build().out


def test_a_build_too_early_to_believe_stat_calls_touches_no_file_either(place: Place) -> None:
    place.write(3, "first")
    assert place.build().status == 0
    before = looks(place.out)

    done = place.build()

    assert "nothing changed" in done.out
    assert looks(place.out) == before


def test_the_version_is_told_without_libraries(tmp_path: Path) -> None:
    done = run("--version", flags=("-X", "importtime"), cwd=tmp_path)

    assert done.status == 0
    assert done.out.startswith("glossary, version ")
    assert not {name for name in imported(done) if name.partition(".")[0] in {*HEAVY, "yaml", "msgspec"}}


def test_an_edit_leaves_every_other_file_as_it_was(place: Place) -> None:
    place.built(MANY, "first")
    before = looks(place.out)
    term = place.root / "terms" / "term-7.md"
    term.write_text(
        term.read_text(encoding="utf-8").replace("```\n", "```\n\nAnother sentence.\n", 2), encoding="utf-8"
    )

    done = place.build()

    # The page, the volume to print and the words of bodies that the search reads: each shows the edit.
    showing = {"term-7.html", "all/index.html", "assets/search/bodies-0.js"}
    assert "3 written" in done.out
    after = looks(place.out)
    assert before.keys() == after.keys()
    # A folder has a twin in the staging tree; what a server or a browser asks for are files.
    files = {path for path in after if (place.out / path).is_file()}
    assert {path for path in files if after[path] != before[path]} == showing
    for path in showing:
        assert b"sentence" in (place.out / path).read_bytes()


def test_a_touched_file_with_the_same_bytes_changes_nothing(place: Place) -> None:
    place.write(3, "first")
    write(place.root, {"static/own.txt": b"own"})
    assert place.build().status == 0
    before = looks(place.out)
    for path in (place.root / "terms").iterdir():
        os.utime(path)

    assert place.build().status == 0
    assert looks(place.out) == before


def test_what_somebody_else_did_to_the_site_is_mended(place: Place) -> None:
    wanted = place.built(3, "first")
    (place.out / "term-1.html").write_bytes(b"mine")
    (place.out / "index.html").unlink()
    write(place.out, {".DS_Store": b"", "assets/Thumbs.db": b""})
    write(place.out, {MARKER: (place.out / MARKER).read_bytes() + b"more\n"})

    assert place.build().status == 0
    assert digest(place.out) == wanted


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("static/site.css", {"assets/style.css", "assets/pages.css"}),
        ("static/icon.svg", {"assets/icon.svg"}),
        ("static/own.svg", {"assets/own.svg"}),
        ("terms/own.png", {"assets/terms/own.png"}),
        ("root/CNAME", {"CNAME"}),
    ],
)
def test_an_edit_of_a_file_that_is_taken_over_changes_no_page(place: Place, path: str, changed: set[str]) -> None:
    place.write(3, "first")
    write(place.root, {path: b"first"})
    assert place.build().status == 0
    before = looks(place.out)
    write(place.root, {path: b"second"})

    assert f"{len(changed)} written" in place.build().out
    after = looks(place.out)
    assert {each for each in after if after[each] != before[each] and (place.out / each).is_file()} == changed


MOUNTED = """
import errno, os

def elsewhere(step, code):
    def run(one, other, **more):
        if os.fsdecode(other).startswith({out!r}) and not os.fsdecode(one).startswith({out!r}):
            raise OSError(code, os.strerror(code), other)
        return step(one, other, **more)
    return run

def no_link(one, other, **more):
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), other)

os.rename, os.replace, os.link = elsewhere(os.rename, errno.EBUSY), elsewhere(os.replace, errno.EXDEV), no_link
"""
"""The output is a mount point, as system calls tell it: no folder takes its place, no file comes or is shared."""


@pytest.mark.parametrize("mount", ["real", "as system calls tell it"])
def test_on_a_mount_point_unchanged_files_stay(place: Place, mount: str) -> None:
    place.out.parent.mkdir()
    with small_disk(place.out, "12m") if mount == "real" else nullcontext():
        mounted = "" if mount == "real" else MOUNTED.format(out=str(place.out))
        place.write(3, "first")
        write(place.root, {"terms/gone.md": "---\nterm: Gone\ndefinition: It goes.\n---\n"})
        assert place.build(before=mounted).status == 0
        before = looks(place.out)
        term = place.root / "terms" / "term-1.md"
        term.write_text(f"{term.read_text('utf-8')}\n\nAnother sentence.\n", "utf-8")

        assert place.build(before=mounted).status == 0
        after = looks(place.out)
        changed = {path for path in after if after[path] != before.get(path)}
        assert "term-1.html" in changed
        assert not {"term-0.html", "term-2.html", "index.html", "assets/style.css"} & changed

        assert "nothing changed" in place.build(before=f"{mounted}\n{LATER}").out
        assert "nothing changed" in place.build(before=f"{mounted}\n{LATER}").out
        assert looks(place.out) == after

        (place.root / "terms" / "gone.md").unlink()
        assert place.build(before=mounted).status == 0
        assert place.build().status == 0
        cold = build(place.root, place.root.parent / "cold", place.root.parent / "other")
        assert cold.status == 0
        assert not difference(tree(place.out), tree(place.root.parent / "cold"))


def test_warnings_are_told_again_by_a_build_with_nothing_changed(place: Place) -> None:
    place.write(3, "first")
    write(place.root, {"terms/odd.md": "---\nterm: Odd\ndefinition: It is odd.\n---\nSome <b>HTML</b>.\n"})
    first = place.build(before=LATER)
    before = looks(place.out)
    second = place.build(before=LATER)

    assert first.status == second.status == 0
    told = "terms/odd.md:5:6: warning[raw-html]"
    assert told in first.out
    assert told in second.out
    assert "nothing changed" in second.out
    assert looks(place.out) == before


def test_errors_leave_the_old_site_and_are_told_again(place: Place) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    write(place.root, {"terms/odd.md": "---\nterm: Odd\n---\n"})
    for _ in range(2):
        done = place.build(before=LATER)

        assert done.status == 1
        assert "terms/odd.md:1:1: error[missing-field]" in done.out
        assert "nothing was written" in done.out
        assert f"the site in {place.out} is as it was" in done.out
        assert digest(place.out) == old


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


def test_errors_in_a_first_build_leave_nothing_beside_the_sources(place: Place) -> None:
    write(place.root, {"terms/odd.md": "---\nterm: Odd\n---\n"})
    for _ in range(2):
        done = place.build()

        assert (done.status, done.err) == (1, "")
        assert f"there is no site in {place.out} yet" in done.out
        assert not place.out.exists()
        assert not private_of(place.out).exists()

    write(place.root, {"terms/odd.md": "---\nterm: Odd\ndefinition: It is odd.\n---\n"})
    assert place.build().status == 0
    assert place.out.is_dir()


def test_a_lock_whose_folder_was_taken_away_can_be_taken_again(tmp_path: Path) -> None:
    private = tmp_path / "private"
    with hold(private):
        leave_nothing(private)
        with hold(private, wait_seconds=0):
            assert (private / "lock").exists()
