"""A warm build's output is a cold build's, byte for byte, whatever happened before.

The warm builds run in one process and the cold ones in another, with another hash seed, locale, time zone and working
directory, so every comparison asks for both at once.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.build.memo import read_state
from glossary.build.pool import FEW
from glossary.build.scan import scan
from tests.builds import Builder, Run, build, difference, tree, write
from tests.histories import (
    NAMES,
    Edit,
    Folder,
    edits,
    fresh_folder,
)
from tests.shown import templates
from tests.warm import LATER, Pair, call_of

MANY = 2 * FEW + 14
"""Terms that are enough for two processes; with fewer changes than `2 * FEW` one does the work."""


# What can happen to what earlier builds left.


def pages(out: Path) -> list[Path]:
    """The pages at the top; where a build ended with errors, one that was made a folder stays that."""
    return sorted(page for page in out.glob("*.html") if page.is_file())


def delete_page(out: Path, _cache: Path) -> None:
    for page in pages(out)[:1]:
        page.unlink()


def change_page(out: Path, _cache: Path) -> None:
    for page in pages(out)[-1:]:
        page.write_bytes(b"changed")


def add_litter(out: Path, _cache: Path) -> None:
    if out.is_dir():
        write(out, {".DS_Store": b"strange", "deep/Thumbs.db": b"strange"})


def make_folder_of_page(out: Path, _cache: Path) -> None:
    for page in pages(out)[:1]:
        page.unlink()
        write(page, {"desktop.ini": b"inside"})


def delete_out(out: Path, _cache: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)


def delete_staging(out: Path, _cache: Path) -> None:
    shutil.rmtree(out.with_name(f".{out.name}.glossary"), ignore_errors=True)


def delete_cache(_out: Path, cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def cut_state(_out: Path, cache: Path) -> None:
    for state in cache.glob("*/state"):
        os.truncate(state, state.stat().st_size // 2)


def flip_state(_out: Path, cache: Path) -> None:
    for state in cache.glob("*/state"):
        flip(state, state.stat().st_size // 3)


def flip(path: Path, at: int) -> None:
    """Change one bit of a file, as a failing disk does."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def delete_packs(_out: Path, cache: Path) -> None:
    for pack in cache.glob("*/*.pack"):
        pack.unlink()


HARMS: tuple[Callable[[Path, Path], None], ...] = (
    delete_page, change_page, add_litter, make_folder_of_page, delete_out, delete_staging, delete_cache, cut_state,
    flip_state, delete_packs,
)  # fmt: skip


class Step(NamedTuple):
    """What happens before a build, and how it is called."""

    edits: Sequence[tuple[Edit, int, int]]
    harm: Callable[[Path, Path], None] | None
    later: bool
    keep_going: bool
    drafts: bool
    touched: bool


rarely = st.sampled_from((False, False, False, True))
steps = st.builds(
    Step,
    edits=st.lists(edits, max_size=4),
    harm=st.one_of(st.none(), st.none(), st.none(), st.sampled_from(HARMS)),
    later=st.booleans(),
    keep_going=st.booleans(),
    drafts=rarely,
    touched=rarely,
)


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A folder for one example."""
    with tempfile.TemporaryDirectory(dir=parent) as name:
        yield Path(name)


def live(folder: Folder, history: Sequence[Step], builders: Pair, place: Path) -> None:
    """Go through a history, building after each step; a warm build must do what a cold one does."""
    root, out, cache = place / "sources", place / "out" / "site", place / "cache"
    there: dict[str, bytes] = {}
    for number, step in enumerate(history):
        for edit, a, b in step.edits:
            edit(folder, a, b)
        files = folder.files()
        write(root, dict.fromkeys(there.keys() - files.keys()))
        write(root, files)
        there = files
        if step.touched:
            for path in sorted(files)[:3]:
                os.utime(root / path)
        if step.harm:
            step.harm(out, cache)
        before = tree(out)
        flags = [*["--keep-going"][: step.keep_going], *["--drafts"][: step.drafts]]
        jobs = number % 2
        cold = place / f"cold-{number}"
        later = LATER if step.later else 0
        builders.warm.begin(*call_of(root, out, cache), f"--jobs={2 - jobs}", *flags, later=later)
        builders.cold.begin(*call_of(root, cold / "site", cold / "cache"), f"--jobs={1 + jobs}", *flags)
        mine, theirs = builders.warm.end(), builders.cold.end()
        _compare(mine, theirs, out, cold / "site", before)
        again = _again(builders.warm, out, (*call_of(root, out, cache), *flags), later)
        assert again == theirs, f"the second build says otherwise\n{again}\n{theirs}"
        shutil.rmtree(cold)


def _compare(warm: Run, cold: Run, out: Path, fresh: Path, before: Mapping[str, bytes | None]) -> None:
    assert warm.status == cold.status, f"warm: {warm}\ncold: {cold}"
    assert warm.out == cold.out, f"warm says {warm.out}\ncold says {cold.out}"
    assert warm.err == cold.err == ""
    assert warm.status in {0, 1}
    wanted = tree(fresh) if fresh.is_dir() else before
    assert not (found := difference(tree(out), wanted)), found


def _again(builder: Builder, out: Path, call: Sequence[str | Path], later: int) -> Run:
    """How a build ends that finds nothing changed; it must touch no file."""
    before = scan(out) if out.is_dir() else {}
    builder.begin(*call, later=later)
    ended = builder.end()
    after = scan(out) if out.is_dir() else {}
    touched = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    assert not touched, f"a build with nothing changed touched {touched}"
    return ended


# Only while a failing history is made shorter does it take longer than the limit of all tests.
patient = pytest.mark.timeout(900)
quick = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@patient
@settings(quick, max_examples=30)
@given(history=st.lists(steps, min_size=2, max_size=7))
def test_a_warm_build_of_a_small_folder_is_a_cold_one(builders: Pair, tmp_path: Path, history: list[Step]) -> None:
    with scratch(tmp_path) as place:
        live(fresh_folder(len(NAMES)), history, builders, place)


quiet = steps.filter(lambda step: not any("template" in edit.__name__ for edit, _, _ in step.edits))


@patient
@settings(quick, max_examples=30)
@given(history=st.lists(quiet, min_size=2, max_size=7))
def test_a_page_is_made_again_when_anything_changes_that_its_template_could_show(
    builders: Pair, tmp_path: Path, history: list[Step]
) -> None:
    folder = fresh_folder(len(NAMES))
    folder.others |= {path: text.encode() for path, text in templates().items()}
    with scratch(tmp_path) as place:
        live(folder, history, builders, place)


@patient
@settings(quick, max_examples=4)
@given(history=st.lists(steps, min_size=2, max_size=5))
def test_a_warm_build_of_a_large_folder_is_a_cold_one(builders: Pair, tmp_path: Path, history: list[Step]) -> None:
    with scratch(tmp_path) as place:
        live(fresh_folder(MANY), [FIRST, *history], builders, place)


FIRST = Step((), None, later=True, keep_going=True, drafts=False, touched=False)


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    write(root, fresh_folder(MANY).files())
    one = build(root, tmp_path / "one", tmp_path / "cache", "--jobs", "1", "--format", "json")
    two = build(root, tmp_path / "two", tmp_path / "cache", "--jobs", "2", "--format", "json")

    assert (one.status, one.out) == (two.status, two.out)
    assert not difference(tree(tmp_path / "one"), tree(tmp_path / "two"))
    # Each process keeps the terms that it compiled in a pack of its own, and what is read of them in another.
    for kind in ("terms", "texts"):
        assert sorted(len(list(memo.glob(f"{kind}-*.pack"))) for memo in (tmp_path / "cache").iterdir()) == [1, 2]


def test_a_state_of_which_a_bit_changed_is_not_believed(tmp_path: Path) -> None:
    root, cache = tmp_path / "sources", tmp_path / "cache"
    write(root, fresh_folder(len(NAMES)).files())
    build(root, tmp_path / "site", cache)
    (memo,) = cache.iterdir()
    sound = (memo / "state").read_bytes()
    assert read_state(str(memo)).sources
    for at in range(0, len(sound), max(len(sound) // 200, 1)):
        flip(memo / "state", at)
        assert not read_state(str(memo)).sources, at
        (memo / "state").write_bytes(sound)


def test_the_folder_that_histories_begin_with_is_sound(builders: Pair, tmp_path: Path) -> None:
    # A build that has something to tell leaves no stamp, and then half of what a history is about would not happen.
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    write(root, fresh_folder(len(NAMES)).files())
    builders.warm.begin(*call_of(root, out, cache), later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    assert list(cache.glob("*/stamp"))


def test_a_same_sized_edit_with_the_old_mtime_is_seen(builders: Pair, tmp_path: Path) -> None:
    root, out = tmp_path / "sources", tmp_path / "site"
    write(root, fresh_folder(3).files())
    term = root / "terms" / "alpha.md"
    call = call_of(root, out, tmp_path / "cache")
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end().status == 0
    stat = term.stat()
    term.write_bytes(term.read_bytes().replace(b"number 0", b"number 9"))
    os.utime(term, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end().status == 0

    assert b"number 9" in (out / "alpha.html").read_bytes()
