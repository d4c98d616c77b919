"""What a build must not depend on: hash seed, locale, time, place, order and age of files."""

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from glossary.build.pool import FEW
from tests.builds import Run, build, difference, environment, run, tree, write
from tests.histories import (
    Edit,
    edit_body,
    explain,
    fresh_folder,
    name_otherwise,
    set_path,
    tag,
    weigh_options,
)
from tests.warm import LATER, Pair, call_of

# What a build must not depend on.


def locales() -> list[str]:
    """The locales of this machine among those that tempt programs to write something else."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=False).stdout.split()
    return ["C", "C.UTF-8", *(name for name in ("tr_TR.utf8", "de_DE.utf8", "th_TH.utf8") if name in listed)]


class Reference(NamedTuple):
    """Sources, and what their build says and writes."""

    files: dict[str, bytes]
    said: Run
    site: dict[str, bytes | None]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    place = tmp_path_factory.mktemp("reference")
    folder = fresh_folder(30)
    for number in range(8):
        edit_body(folder, number, number)
        tag(folder, number, number)
        explain(folder, number, number + 3)
    chosen: tuple[tuple[Edit, int, int], ...] = (
        (name_otherwise, 0, 0), (name_otherwise, 1, 6), (set_path, 3, 4), (weigh_options, 2, 5), (edit_body, 9, 9)
    )  # fmt: skip
    for edit, a, b in chosen:
        edit(folder, a, b)
    files = folder.files() | {
        "static/own.css": b"own",
        "static/deep/own.txt": b"own",
        "pages/b.md": b"# B",
        "pages/a.md": b"# A",
    }
    write(place / "sources", files)
    said = build(place / "sources", place / "site", place / "cache", "--format", "json")
    assert said.status == 0, said
    assert len(json.loads(said.out)) > 3
    return Reference(files, said, tree(place / "site"))


def same(reference: Reference, said: Run, out: Path) -> None:
    assert said == reference.said
    assert not (found := difference(tree(out), reference.site)), found


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_changes_nothing(reference: Reference, tmp_path: Path, seed: str) -> None:
    write(tmp_path / "sources", reference.files)
    said = build(
        tmp_path / "sources",
        tmp_path / "site",
        tmp_path / "cache",
        "--format",
        "json",
        env=environment(PYTHONHASHSEED=seed),
    )
    same(reference, said, tmp_path / "site")


@pytest.mark.parametrize("locale", locales())
def test_the_locale_changes_nothing(reference: Reference, tmp_path: Path, locale: str) -> None:
    write(tmp_path / "sources", reference.files)
    said = build(
        tmp_path / "sources", tmp_path / "site", tmp_path / "cache", "--format", "json",
        env=environment(LC_ALL=locale, LANG=locale, LANGUAGE=locale, PYTHONIOENCODING="utf-8"),
    )  # fmt: skip
    same(reference, said, tmp_path / "site")


def test_the_time_and_its_zone_change_nothing(reference: Reference, tmp_path: Path) -> None:
    write(tmp_path / "sources", reference.files)
    years_later = "import time; clock = time.time_ns, time.time; time.time_ns = lambda: clock[0]() + 10**18"
    years_later += "; time.time = lambda: clock[1]() + 10**9"
    said = build(
        tmp_path / "sources", tmp_path / "site", tmp_path / "cache", "--format", "json",
        before=years_later, env=environment(TZ="Pacific/Kiritimati"),
    )  # fmt: skip
    same(reference, said, tmp_path / "site")


def test_where_the_folder_stands_changes_nothing(reference: Reference, tmp_path: Path) -> None:
    place = tmp_path / "Another name, with spaces & ümlauts" / "deep"
    write(place / "x", reference.files)
    said = build(place / "x", place / "y" / "z", tmp_path / "cache", "--format", "json", cwd="/")
    same(reference, said, place / "y" / "z")


def test_where_the_build_is_started_changes_nothing(reference: Reference, tmp_path: Path) -> None:
    write(tmp_path / "sources", reference.files)
    said = run("build", "--cache", "../cache", "--out", "../site", "--format", "json", cwd=tmp_path / "sources")
    same(reference, said, tmp_path / "site")


def test_the_default_folder_for_the_site_lies_in_the_sources_and_is_no_source(
    reference: Reference, tmp_path: Path
) -> None:
    write(tmp_path / "sources", reference.files)
    for _ in range(2):
        said = run("build", "--cache", "../cache", "--format", "json", cwd=tmp_path / "sources")
        same(reference, said, tmp_path / "sources" / "site")


def test_the_order_and_the_age_of_files_change_nothing(reference: Reference, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    for number, path in enumerate(sorted(reference.files, key=lambda path: path[::-1], reverse=True)):
        write(root, {path: reference.files[path]})
        os.utime(root / path, ns=(0, (number * 7919 % 1000) * 10**12))
    said = build(root, tmp_path / "site", tmp_path / "cache", "--format", "json")
    same(reference, said, tmp_path / "site")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_memo_is_made_anew(builders: Pair, tmp_path: Path, jobs: int) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    write(root, fresh_folder(3 * FEW).files())
    call = (*call_of(root, out, cache), f"--jobs={jobs}")
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    good = tree(out)
    for pack in cache.glob("*/*.pack"):
        pack.write_bytes(bytes(byte ^ 1 for byte in pack.read_bytes()))
    (out / "index.html").unlink()
    write(root, {"templates/footer.html": "{% macro footer(site) %}<footer>Mine</footer>{% endmacro %}"})
    builders.warm.begin(*call, later=LATER)
    assert builders.warm.end() == Run(0, "[]\n", "")
    assert tree(out).keys() == good.keys()
    assert b"<footer>Mine</footer>" in (out / "alpha.html").read_bytes()
