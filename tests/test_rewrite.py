"""How an edit is written: all of it or nothing, whoever ends it, saves meanwhile, or edits too."""

from __future__ import annotations

import re
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from glossary.build.lock import Busy, hold_sources
from glossary.build.rewrite import PREFIX
from tests.builds import Run, command, difference, environment, run, tree, write
from tests.places import closed, without_rights

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

HUB = "---\nterm: Hub\ndefinition: The middle.\n---\n"
NUB = HUB.replace("Hub", "Nub").replace("middle", "end")
SPOKE = "---\nterm: Spoke {0}\nid: spoke-{0}\ndefinition: It is round.\n---\nSee [[hub]] and [[nub]].\n"
SPOKES = {f"terms/spoke-{number}.md": SPOKE.format(number) for number in range(6)}
FILES = {"terms/hub.md": HUB, "terms/deep/nub.md": NUB, **SPOKES}

STEPPED = """
import os, signal
def stepped(name, moments, act):
    step, calls = getattr(os, name), []
    def call(*paths, **more):
        if any({prefix!r} in str(path) for path in paths):
            calls.append(paths)
            if len(calls) in moments:
                act(*paths)
        return step(*paths, **more)
    setattr(os, name, call)
"""
"""Something happens right before a system call on a file that the edit wrote: before which one, counted from 1."""

CHMOD, LINK, REPLACE, UNLINK = "chmod", "link", "replace", "unlink"


def at(name: str, moments: Collection[int], act: str, more: str = "") -> str:
    """Python that has an edit meet `act` at these calls of `os.name`; the paths are `one` and `other`."""
    lines = "\n".join(f"    {line}" for line in act.splitlines())
    prelude = STEPPED.format(prefix=PREFIX)
    return f"{prelude}\n{more}\ndef act(one, other=None):\n{lines}\nstepped({name!r}, {set(moments)}, act)\n"


def rename(folder: Path, before: str = "", old: str = "hub", new: str = "Centre") -> Run:
    return run("rename", old, new, "--folder", folder, "--cache", folder.parent / "cache", "--jobs", "1", before=before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "words", FILES)
    return tmp_path / "words"


def left(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob(".*") if path.is_file())


def test_an_edit_comes_to_its_end(folder: Path) -> None:
    done = rename(folder)

    assert (done.status, done.err) == (0, "")
    assert all("[[centre|hub]]" in (folder / path).read_text("utf-8") for path in SPOKES)
    assert not (folder / "terms/hub.md").exists()
    assert not left(folder)


NO_LINK = (
    "import errno\ndef no_link(one, other, **more):\n    raise OSError(errno.EPERM, 'no', other)\nos.link = no_link"
)


MOMENTS = ((CHMOD, {1}), (CHMOD, {7}), (REPLACE, {1}), (REPLACE, {4}), (REPLACE, range(1, 20)))


@pytest.mark.parametrize(("name", "moments"), MOMENTS)
@pytest.mark.parametrize(("sign", "links"), [("SIGINT", ""), ("SIGTERM", ""), ("SIGHUP", ""), ("SIGTERM", NO_LINK)])
def test_whatever_ends_an_edit_nothing_is_changed(
    sign: str, name: str, moments: Collection[int], links: str, folder: Path
) -> None:
    before = tree(folder)
    done = rename(folder, at(name, moments, f"os.kill(os.getpid(), signal.{sign})", links))

    assert (done.status, done.out, done.err.strip()) == (
        128 + signal.Signals[sign],
        "",
        "interrupted; no page was changed",
    )
    assert difference(before, tree(folder)) == ""


def test_a_wish_to_end_that_comes_too_late_tears_nothing(folder: Path) -> None:
    done = rename(folder, at(UNLINK, {1}, "os.kill(os.getpid(), signal.SIGTERM)"))

    assert (done.status, "7 files changed" in done.out) == (0, True)
    assert not left(folder)


def test_what_was_to_be_ignored_stays_so(folder: Path) -> None:
    ignored = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    assert rename(folder, at(CHMOD, {2}, "os.kill(os.getpid(), signal.SIGHUP)", ignored)).status == 0


def test_the_next_edit_takes_away_what_a_killed_one_left_and_nothing_else(folder: Path) -> None:
    mine = [".glossary-edit-mine", f"{PREFIX}{'0' * 31}", f"{PREFIX}{'0' * 32}.md", ".glossary-arriving", ".kept"]
    write(folder, {f"terms/{name}": "mine" for name in mine})
    (folder / "terms" / f"{PREFIX}{'1' * 32}").mkdir()
    (folder / "terms" / f"{PREFIX}{'2' * 32}").symlink_to("spoke-0.md")
    before = tree(folder)
    done = rename(folder, at(CHMOD, {6}, "os.kill(os.getpid(), signal.SIGKILL)"), "nub", "Knot")
    assert done.status == -signal.SIGKILL
    rest = {path: data for path, data in tree(folder).items() if path not in before}
    assert len(rest) == 6
    assert all(re.fullmatch(r"terms/(deep/)?\.glossary-edit-[0-9a-f]{32}", path) for path in rest)
    assert run("check", folder, "--cache", folder.parent / "cache", "--strict").status == 0

    assert rename(folder).status == 0
    assert {path.name for path in left(folder)} == {*mine, f"{PREFIX}{'2' * 32}"}


SAVES = {
    "beside": "with open(PLACE + '.new', 'w') as file: file.write('mine')\nos.rename(PLACE + '.new', PLACE)",
    "in place": "with open(PLACE, 'a') as file: file.write('mine')",
    "in the file that it had opened": "OPEN.write('mine')\nOPEN.flush()",
}


LAST = (REPLACE, 6)
"""Right before the last file takes its place, behind the last look at it."""


@pytest.mark.parametrize(
    ("save", "name", "moment"),
    [
        *((save, *moment) for save in SAVES for moment in ((CHMOD, 1), (CHMOD, 7), (LINK, 1), (LINK, 4))),
        *((save, *LAST) for save in SAVES if save != "beside"),
    ],
)
def test_what_an_editor_saves_meanwhile_is_kept_and_nothing_is_changed(
    save: str, name: str, moment: int, folder: Path
) -> None:
    place = folder / "terms" / "spoke-5.md"
    before = tree(folder)
    opened = f"PLACE = {str(place)!r}\nOPEN = open(PLACE, 'a')"
    done = rename(folder, at(name, {moment}, SAVES[save], opened))

    assert (done.status, "terms/spoke-5.md was changed meanwhile" in done.err) == (2, True), done
    wanted = b"mine" if save == "beside" else before["terms/spoke-5.md"] + b"mine"  # type: ignore[operator]  # a file
    assert difference({**before, "terms/spoke-5.md": wanted}, tree(folder)) == ""


def test_what_an_editor_saves_over_an_edit_is_not_undone(folder: Path) -> None:
    first, last = folder / "terms" / "spoke-0.md", folder / "terms" / "spoke-5.md"
    before = tree(folder)
    act = f"for place in ({str(first)!r}, {str(last)!r}):\n    with open(place, 'w') as file: file.write('mine')"
    assert rename(folder, at(REPLACE, {4}, act)).status == 2

    assert difference({**before, "terms/spoke-0.md": b"mine", "terms/spoke-5.md": b"mine"}, tree(folder)) == ""


def test_a_file_that_came_meanwhile_is_not_replaced(folder: Path) -> None:
    before = tree(folder)
    act = f"with open({str(folder / 'terms' / 'centre.md')!r}, 'x') as file: file.write('mine')"
    assert rename(folder, at(LINK, {1}, act)).status == 2

    assert difference({**before, "terms/centre.md": b"mine"}, tree(folder)) == ""


def test_what_could_not_be_undone_is_told(folder: Path) -> None:
    act = "raise OSError(5, 'Input/output error')"
    done = rename(folder, at(REPLACE, range(3, 9), act))

    assert (done.status, done.out) == (3, "")
    assert "it could not be undone in terms/spoke-1.md, terms/spoke-0.md" in done.err
    assert "no page was changed" not in done.err


def test_of_two_edits_at_once_none_is_lost(folder: Path) -> None:
    write(folder, {f"terms/spoke-{number}.md": SPOKE.format(number) for number in range(6, 60)})
    begun = [
        subprocess.Popen(
            command("rename", old, new, "--folder", folder, "--cache", folder.parent / old, "--jobs", "1"),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for old, new in (("hub", "Centre"), ("nub", "Knot"))
    ]

    said = [(*each.communicate(timeout=100), each.returncode) for each in begun]
    assert [status for _, _, status in said] == [0, 0], said
    for path in (folder / "terms").glob("spoke-*.md"):
        assert "See [[centre|hub]] and [[knot|nub]]." in path.read_text("utf-8")
    assert not left(folder)


@pytest.mark.parametrize("there", [True, False])
def test_who_waits_too_long_for_another_edit_is_told(folder: Path, *, there: bool) -> None:
    root = folder if there else folder / "none"
    private = None if there else folder.parent / "private"
    before = tree(folder)
    with (
        hold_sources(str(root), private),
        pytest.raises(Busy, match="another edit" if there else "another build"),
        hold_sources(str(root), private, wait_seconds=0),
    ):
        pass
    with hold_sources(str(root), private, wait_seconds=0):
        assert tree(folder) == before


@pytest.mark.parametrize("which", ["terms", "terms/deep", "."])
def test_a_folder_that_may_not_be_written_keeps_all(which: str, folder: Path) -> None:
    write(folder, {"terms/deep/more.md": SPOKE.format("more").replace("[[nub]]", "[[spoke-1]]")})
    before = tree(folder)
    words = command("rename", "hub", "Centre", "--folder", folder, "--cache", folder.parent / "cache", "--jobs", "1")
    with closed(folder / which):
        done = subprocess.run(without_rights(*words), env=environment(), capture_output=True, text=True, check=False)

    if which == ".":  # nothing is to be written right there
        assert done.returncode == 0, done
        return
    assert done.returncode == 3, done
    assert done.stderr.startswith(f"error: Permission denied: {folder / which}/")
    assert PREFIX not in done.stderr
    assert difference(before, tree(folder)) == ""


def test_a_file_that_may_not_be_written_stays_so(folder: Path) -> None:
    for path in (folder / "terms").glob("*.md"):
        path.chmod(0o400)
    assert rename(folder).status == 0

    assert {oct(path.stat().st_mode & 0o777) for path in (folder / "terms").glob("*.md")} == {"0o400"}
