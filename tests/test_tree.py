"""An output folder after builds: its files, its marker, and the staging tree beside it."""

import os
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from glossary.build.files import remove_file, write_file
from glossary.build.lock import hold
from glossary.build.output import MARKER, marker_text, private_of
from glossary.build.scan import scan
from glossary.build.tree import Behind, commit, open_tree
from tests.trees import MODES, NEW, OLD, SITES, SMALL, build, folders_in, folders_of, level, read, run


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "parent" / "site"


# A build after builds


def test_a_fresh_site_has_its_files_and_the_marker(out: Path) -> None:
    build(out, OLD)
    assert read(out) == OLD
    assert (out / MARKER).read_bytes() == marker_text(OLD)


def test_a_file_has_the_mode_that_the_umask_leaves(out: Path) -> None:
    mask = os.umask(0o27)
    try:
        build(out, OLD)
    finally:
        os.umask(mask)
    assert (out / "a/x.html").stat().st_mode & 0o777 == 0o640
    assert out.stat().st_mode & 0o777 == 0o750


def test_an_empty_folder_becomes_the_site_and_keeps_its_mode(out: Path) -> None:
    out.mkdir(parents=True)
    out.chmod(0o700)
    build(out, NEW, build(out, OLD))
    assert read(out) == NEW
    assert out.stat().st_mode & 0o777 == 0o700


def test_the_private_folder_is_closed_and_unseen_by_git(out: Path) -> None:
    build(out, OLD)
    assert private_of(out) == out.parent / ".site.glossary"
    assert private_of(out).stat().st_mode & 0o777 == 0o700
    assert (private_of(out) / ".gitignore").read_text(encoding="ascii") == "*\n"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kept", list(product([True, False], repeat=2)))
def test_the_site_is_the_last_one_built_whatever_came_before(out: Path, mode: str, kept: tuple[bool, ...]) -> None:
    for case, sites in enumerate(product(SITES, repeat=4)):
        place = out / str(case)
        behind: Behind | None = None
        for site, keep in zip(sites, (*kept, True, True), strict=True):
            behind = build(place, site, behind, mode=mode)
            assert read(place) == site
            assert folders_in(place) == folders_of(site)
            behind = behind if keep else None


def test_a_file_that_stays_keeps_its_inode_and_time(out: Path) -> None:
    behind = build(out, OLD)
    before = scan(out)["same.css"]
    for site in (NEW, OLD, NEW):
        behind = build(out, site, behind)
        assert scan(out)["same.css"] == before


def test_the_marker_outlives_a_build_that_removes_it(out: Path) -> None:
    build(out, OLD)
    with hold(private_of(out)):
        staging = open_tree(out, behind=None)
        remove_file(staging.root, MARKER)
        commit(staging, {MARKER}, OLD)
    assert (out / MARKER).read_bytes() == marker_text(OLD)


# The staging tree


@pytest.mark.parametrize("mode", ["exchange", "two renames", "file by file"])
def test_the_staging_tree_shares_every_file_with_the_site(out: Path, mode: str) -> None:
    behind = build(out, OLD, mode=mode)
    for site in (NEW, SMALL, OLD, NEW):
        behind = build(out, site, behind, mode=mode)
    staged, shown = level(out, behind)
    assert staged == shown


def test_a_behind_that_fits_spares_the_look_at_all_other_files(out: Path) -> None:
    behind = build(out, NEW, build(out, OLD))
    (private_of(out) / "tree" / "same.css").unlink()
    staged, shown = level(out, behind)
    assert shown.keys() - staged.keys() == {"same.css"}


def lose_the_tree(private: Path) -> None:
    shutil.rmtree(private / "tree")


def put_another_tree(private: Path) -> None:
    (private / "tree").rename(private / "kept, so that its inode is not given again")
    (private / "tree").mkdir()


def put_a_file(private: Path) -> None:
    shutil.rmtree(private / "tree")
    (private / "tree").write_bytes(b"")


def lose_the_number(private: Path) -> None:
    (private / "generation").unlink()
    (private / "tree" / "same.css").unlink()
    (private / "tree" / "empty" / "folder").mkdir(parents=True)


def spoil_the_number(private: Path) -> None:
    (private / "generation").write_bytes(b"many")
    (private / "tree" / "stray").write_bytes(b"")


def lose_everything(private: Path) -> None:
    shutil.rmtree(private)


def put_another_site(private: Path) -> None:
    site = private.parent / "site"
    site.rename(private / "kept, so that its inode is not given again")
    site.mkdir()
    (site / "index.html").write_bytes(b"by hand")


@pytest.mark.parametrize(
    "tamper",
    [
        lose_the_tree,
        put_another_tree,
        put_a_file,
        lose_the_number,
        spoil_the_number,
        lose_everything,
        put_another_site,
    ],
)
def test_a_staging_tree_in_doubt_is_made_level_again(out: Path, tamper: Callable[[Path], None]) -> None:
    behind = build(out, NEW, build(out, OLD))
    tamper(private_of(out))
    staged, shown = level(out, behind)
    assert staged == shown
    build(out, SMALL, behind)
    assert read(out) == SMALL
    assert folders_in(out) == folders_of(SMALL)


def test_a_build_given_up_half_way_leaves_nothing_behind(out: Path) -> None:
    behind = build(out, NEW, build(out, OLD))
    with hold(private_of(out)):
        staging = open_tree(out, behind=behind)
        write_file(staging.root, "half/way", b"", set())
        remove_file(staging.root, "same.css")
    assert read(out) == NEW
    staged, shown = level(out, behind)
    assert staged == shown


def test_no_generation_comes_twice(out: Path) -> None:
    numbers = [build(out, site).generation for site in (OLD, NEW, OLD)]
    level(out, None)
    numbers.append(build(out, NEW).generation)
    lose_everything(private_of(out))
    numbers.append(build(out, OLD).generation)
    level(out, None)
    numbers.append(build(out, NEW).generation)
    assert len(set(numbers)) == len(numbers)


def test_a_symbolic_link_in_the_site_is_neither_kept_nor_followed(out: Path, tmp_path: Path) -> None:
    build(out, OLD)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x.html").write_bytes(b"mine")
    shutil.rmtree(out / "a")
    (out / "a").symlink_to(tmp_path / "mine")
    with hold(private_of(out)):
        staging = open_tree(out, behind=None)
        remove_file(staging.root, "a/x.html")
        behind = commit(staging, {"a"}, {})
    assert not (out / "a").exists()
    assert (private_of(out) / "tree" / "a").is_symlink()
    build(out, OLD, behind)
    assert read(out) == OLD
    assert (tmp_path / "mine" / "x.html").read_bytes() == b"mine"


@pytest.mark.parametrize("moved", ["site", "both"])
def test_a_change_by_two_renames_that_was_cut_short_is_mended(out: Path, moved: str) -> None:
    build(out, NEW, build(out, OLD))
    out.rename(private_of(out) / "before")
    if moved == "both":
        (private_of(out) / "tree").rename(out)
    staged, shown = level(out, None)
    assert staged == shown
    assert read(out) == (OLD if moved == "both" else NEW)


# Files


def test_writing_does_not_touch_the_other_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "shared").write_bytes(b"before")
    (tmp_path / "root").mkdir()
    os.link(tmp_path / "shared", tmp_path / "root" / "x")
    write_file(str(tmp_path / "root"), "x", b"after", set())
    assert (tmp_path / "shared").read_bytes() == b"before"
    assert (tmp_path / "root" / "x").read_bytes() == b"after"


def test_writing_follows_no_link_out_of_the_root(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a").symlink_to(tmp_path / "mine")
    (tmp_path / "root" / "x").symlink_to(tmp_path / "mine" / "x")
    write_file(str(tmp_path / "root"), "a/x", b"", set())
    write_file(str(tmp_path / "root"), "x", b"", set())
    assert list((tmp_path / "mine").iterdir()) == []


def test_removing_follows_no_link_out_of_the_root(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_bytes(b"")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a").symlink_to(tmp_path / "mine")
    remove_file(str(tmp_path / "root"), "a/x")
    assert (tmp_path / "mine" / "x").exists()


def test_writing_goes_on_when_a_sibling_pruned_the_folder(tmp_path: Path) -> None:
    folders: set[str] = set()
    write_file(str(tmp_path), "a/b/x", b"", folders)
    remove_file(str(tmp_path), "a/b/x")
    write_file(str(tmp_path), "a/b/y", b"", folders)
    assert read(tmp_path) == {"a/b/y": b""}


def test_removing_prunes_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    for path in ("a/b/c/x", "a/y"):
        write_file(str(tmp_path), path, b"", set())
    remove_file(str(tmp_path), "a/b/c/x")
    assert folders_in(tmp_path) == {"a"}
    remove_file(str(tmp_path), "a/y")
    remove_file(str(tmp_path), "never/there")
    assert tmp_path.is_dir()
    assert folders_in(tmp_path) == set()


@pytest.mark.parametrize("path", ["", "/x", "../x", "a/../../x", "a//x", "./x", "a/", ".."])
def test_a_path_that_may_lead_out_of_the_root_is_a_bug(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below a root"):
        write_file(str(tmp_path), path, b"", set())
    with pytest.raises(ValueError, match="not a path below a root"):
        remove_file(str(tmp_path), path)


def test_a_scan_has_every_file_at_any_depth_with_size_time_and_inode(tmp_path: Path) -> None:
    (tmp_path / "a" / "empty").mkdir(parents=True)
    (tmp_path / "a" / ".x").write_bytes(b"four")
    (tmp_path / "link").symlink_to("a")
    file, link = (tmp_path / "a" / ".x").stat(), (tmp_path / "link").lstat()
    assert scan(tmp_path) == {
        "a/.x": (4, file.st_mtime_ns, file.st_ino),
        "link": (link.st_size, link.st_mtime_ns, link.st_ino),
    }


def test_a_scan_of_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert scan(tmp_path / "absent") == {}
    assert scan(tmp_path / "file") == {}


def test_the_scan_loads_nothing_else() -> None:
    code = "import sys, glossary; had = set(sys.modules); import glossary.build.scan; "
    loaded = run("-c", code + "print(*(set(sys.modules) - had))").split()
    assert [name for name in loaded if not name.startswith("glossary")] == []
