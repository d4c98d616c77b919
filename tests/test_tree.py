"""The output folder is the old site or the new one, whatever happens in between.

Run as a program, this module is the other process that some of its tests need.
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
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any

import pytest

import glossary
from glossary.build.exchange import Exchange, exchange
from glossary.build.files import remove_file, write_file
from glossary.build.lock import Busy, hold
from glossary.build.output import MARKER, check_foreign, check_output, marker_text, private_of, read_marker
from glossary.build.scan import scan
from glossary.build.tree import Behind, Link, commit, open_tree

Site = Mapping[str, bytes]

# Sites that share names, folders, and a name that is a file in one and a folder in another.
OLD: Site = {"index.html": b"old", "a/x.html": b"old x", "b": b"old b", "same.css": b"same"}
NEW: Site = {"index.html": b"new", "b/y.html": b"new y", "c/d/z": b"new z", "same.css": b"same"}
SMALL: Site = {"index.html": b"old", "a": b"small a"}
SITES = (OLD, NEW, SMALL)

ROOT = Path(__file__).parents[1]


def no_exchange(_first: str, _second: str) -> bool:
    return False


def mount_point(_first: str, _second: str) -> bool:
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def no_links(_source: str, _name: str) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


MODES: Mapping[str, tuple[Exchange, Link]] = {
    "exchange": (exchange, os.link),
    "two renames": (no_exchange, os.link),
    "file by file": (mount_point, os.link),
    "no links": (exchange, no_links),
}


def build(out: Path, site: Site, behind: Behind | None = None, *, mode: str = "exchange") -> Behind:
    """As the real build does it: what is the same stays, what `site` lacks goes."""
    exchange, link = MODES[mode]
    with hold(private_of(out)):
        staging = open_tree(out, behind=behind, link=link)
        shown = read(out)
        gone = shown.keys() - site.keys()
        coming = {path for path, data in site.items() if shown.get(path) != data}
        folders: set[str] = set()
        for path in gone:
            remove_file(staging.root, path)
        for path in coming:
            write_file(staging.root, path, site[path], folders)
        return commit(staging, gone | coming, site, exchange=exchange)


def read(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in scan(folder) if path != MARKER}


def inodes(folder: str | Path) -> dict[str, int]:
    return {path: inode for path, (_, _, inode) in scan(folder).items()}


def folders_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def folders_of(paths: Iterable[str]) -> set[str]:
    return {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}


def level(out: Path, behind: Behind | None) -> tuple[dict[str, int], dict[str, int]]:
    """The files of the staging tree as it is opened, and those of the site."""
    with hold(private_of(out)):
        staging = open_tree(out, behind=behind)
        return inodes(staging.root), inodes(out)


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


# What is refused


def refusal(out: Path, *sources: Path) -> str:
    found = check_output(out, sources)
    assert found is not None
    assert found.help
    return found.reason


def test_a_folder_absent_empty_or_ours_is_accepted(out: Path) -> None:
    source = out.parent
    assert check_output(out, [source]) is None
    out.mkdir(parents=True)
    assert check_output(out, [source]) is None
    build(out, OLD)
    assert check_output(out, [source]) is None


def test_a_folder_with_something_else_in_it_is_refused(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.odt").write_bytes(b"")
    assert "is not empty and was not written by glossary" in refusal(out)


@pytest.mark.parametrize("mode", MODES)
def test_the_marker_lists_the_files_of_the_site_and_no_other(out: Path, mode: str) -> None:
    behind: Behind | None = None
    for site in (OLD, NEW, SMALL, OLD):
        behind = build(out, site, behind, mode=mode)
        assert read_marker(str(out)) == site.keys()
        assert check_foreign(out, site) is None
        found = check_foreign(out, [*site, "mine"])
        assert found
        assert "`mine`" in found.reason


def test_a_marker_takes_any_path_and_no_order(tmp_path: Path) -> None:
    paths = ["a\nb", "100%", "100%0A", "%25", "größe.png", "a b"]
    (tmp_path / MARKER).write_bytes(marker_text(paths))
    assert read_marker(str(tmp_path)) == set(paths)
    assert marker_text(paths) == marker_text(paths[::-1])


@pytest.mark.parametrize("damaged", [b"", b"\xff\n\n\xff\n", MARKER.encode()])
def test_a_damaged_marker_disowns_all(out: Path, damaged: bytes) -> None:
    build(out, OLD)
    (out / MARKER).write_bytes(damaged)
    found = check_foreign(out, OLD)
    assert found
    assert f"and {len(OLD) - 3} more" in found.reason


def test_what_is_no_folder_is_refused(out: Path) -> None:
    out.parent.mkdir()
    out.write_bytes(b"")
    assert refusal(out) == f"{out} is not a folder"
    out.unlink()
    private_of(out).write_bytes(b"")
    assert refusal(out) == f"{private_of(out)} is not a folder"


@pytest.mark.parametrize("target", ["folder", "nowhere"])
def test_a_symbolic_link_is_refused(out: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    out.parent.mkdir()
    out.symlink_to(tmp_path / target)
    assert refusal(out) == f"{out} is a symbolic link"
    out.unlink()
    private_of(out).symlink_to(tmp_path / target)
    assert refusal(out) == f"{private_of(out)} is a symbolic link"


def test_a_link_on_the_way_is_refused_inside_the_sources_only(tmp_path: Path) -> None:
    (tmp_path / "real" / "glossary").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("real")
    source = tmp_path / "link" / "glossary"
    assert check_output(source / "public" / "site", [source]) is None
    (source / "public").symlink_to(tmp_path / "elsewhere")
    assert refusal(source / "public" / "site", source) == f"{source / 'public'} is a symbolic link"


def test_a_folder_that_holds_a_source_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "glossary" / "terms"
    source.mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "glossary")
    (tmp_path / MARKER).write_bytes(marker_text(["index.html"]))
    assert "from which the site is made" in refusal(source, source)
    assert "from which the site is made" in refusal(source.parent, source)
    assert "from which the site is made" in refusal(tmp_path, tmp_path / "link" / "terms")
    assert "from which the site is made" in refusal(source / ".." / "terms", source)
    assert check_output(source / "site", [source]) is None


def test_the_root_and_the_home_folder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for place in (Path("/"), tmp_path, tmp_path.parent):
        assert "your home folder" in refusal(place)


def test_a_relative_folder_is_judged_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "from which the site is made" in refusal(Path(), tmp_path)
    assert private_of(Path("site")) == tmp_path / ".site.glossary"
    assert check_output(Path("site"), [Path()]) is None
    build(Path("site"), OLD)
    assert read(tmp_path / "site") == OLD


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
        [sys.executable, "-m", "tests.test_tree", name, str(out), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def play(name: str, out: Path, *arguments: str, program: Iterable[str] = (sys.executable,)) -> str:
    return run("-m", "tests.test_tree", name, str(out), *arguments, program=program)


def run(*arguments: str, program: Iterable[str] = (sys.executable,)) -> str:
    done = subprocess.run([*program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


if __name__ == "__main__":
    PLAYS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
