"""What is no output folder, and what goes wrong in one."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.build.output import MARKER, check_foreign, check_output, marker_text, private_of, read_marker
from tests.trees import MODES, NEW, OLD, SMALL, build, read

if TYPE_CHECKING:
    from glossary.build.tree import Behind


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "parent" / "site"


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
