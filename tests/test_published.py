"""Ids that were published: the lock that names them, and what is told when one is gone."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.build.creation import replace
from glossary.build.output import ARRIVING
from glossary.checks.published import HEAD, LOCK, add_to_lock, read_lock, write_lock
from glossary.text.source import Source
from tests.builds import LATER, Run, run, tree, write

if TYPE_CHECKING:
    from pathlib import Path

LOSS = "---\nterm: Loss\ndefinition: How far off it is.\n---\n"
MODEL = "---\nterm: Model\ndefinition: A function.\nredirects: [network]\n---\n"
SOURCES = {"terms/loss.md": LOSS, "terms/model.md": MODEL}


def glossary(command: str, folder: Path, *more: str, before: str = "") -> Run:
    return run(command, folder, "--cache", folder.parent / "cache", "--jobs", "1", *more, before=before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A glossary that was published."""
    write(tmp_path / "words", SOURCES)
    done = glossary("publish", tmp_path / "words")
    assert (done.status, done.out) == (0, "3 new ids, 3 in glossary.lock\n")
    return tmp_path / "words"


def test_the_lock_names_the_ids_and_where_redirects_lead_from_sorted(folder: Path) -> None:
    assert (folder / LOCK).read_text("utf-8") == HEAD + "loss\nmodel\nnetwork\n"
    assert not list(folder.glob("*.new"))
    assert glossary("check", folder, "--strict").status == 0


def test_publishing_again_changes_nothing_and_adds_what_is_new(folder: Path) -> None:
    before = (folder / LOCK).stat().st_mtime_ns
    assert glossary("publish", folder).out == "no new id, 3 in glossary.lock\n"
    assert (folder / LOCK).stat().st_mtime_ns == before
    write(folder, {"terms/token.md": LOSS.replace("Loss", "Token")})
    assert glossary("publish", folder).out == "1 new id, 4 in glossary.lock\n"


def test_an_id_that_is_gone_is_an_error_that_names_what_it_became(folder: Path) -> None:
    write(
        folder,
        {
            "terms/loss.md": None,
            "terms/training-loss.md": LOSS.replace("term: Loss", "term: Training loss\naliases: [loss]"),
        },
    )
    done = glossary("check", folder)
    assert done.status == 1
    assert "glossary.lock:2:1: error[vanished-id]: `loss` was published and is gone" in done.out
    assert "did it become `training-loss`? Then write `redirects: [loss]` in `terms/training-loss.md`" in done.out
    assert glossary("publish", folder).status == 1
    assert "loss\n" in (folder / LOCK).read_text("utf-8")


def test_a_new_term_of_a_like_name_is_asked_for_before_an_old_one(folder: Path) -> None:
    write(folder, {"terms/loss.md": None, "terms/lose.md": LOSS.replace("Loss", "Lose")})
    assert "did it become `lose`?" in glossary("check", folder).out


GONE: dict[str, dict[str, str | None]] = {
    "a redirect": {"terms/loss.md": None, "terms/cost.md": LOSS.replace("Loss\n", "Cost\nredirects: [loss]\n")},
    "a file that only stands for another term": {"terms/loss.md": "---\nterm: Loss\nreplaced_by: model\n---\n"},
    "a page with a notice": {"terms/loss.md": LOSS.replace("---\n", "---\nstatus: deprecated\n", 1)},
    "the id, where the file has another name": {
        "terms/loss.md": None,
        "terms/cost.md": LOSS.replace("---\n", "---\nid: loss\n", 1),
    },
}


@pytest.mark.parametrize("way", GONE)
def test_an_address_goes_on_to_answer_by(way: str, folder: Path) -> None:
    write(folder, GONE[way])
    done = glossary("check", folder)
    assert (done.status, done.out.count("vanished-id")) == (0, 0)


def test_a_term_that_becomes_a_draft_is_told_unless_drafts_are_shown(folder: Path) -> None:
    write(folder, {"terms/loss.md": LOSS.replace("---\n", "---\nstatus: draft\n", 1)})
    done = glossary("check", folder)
    assert "`loss` was published and is a draft now" in done.out
    assert "also terms/loss.md:3:7: the draft" in done.out
    assert glossary("check", folder, "--drafts").status == 0


def test_a_file_that_cannot_be_read_is_one_problem_not_two(folder: Path) -> None:
    write(folder, {"terms/loss.md": "---\nterm: [\n---\n"})
    assert "vanished-id" not in glossary("check", folder).out


def test_a_build_writes_nothing_while_a_published_address_would_end(folder: Path) -> None:
    write(folder, {"terms/loss.md": None})
    done = glossary("build", folder, "--out", str(folder.parent / "site"))
    assert done.status == 1
    assert not (folder.parent / "site").exists()
    write(folder, {"glossary.yml": "rules: {vanished-id: warning}\n"})
    assert glossary("build", folder, "--out", str(folder.parent / "site")).status == 0


def test_a_change_of_the_lock_alone_is_seen(folder: Path) -> None:
    assert glossary("check", folder, before=LATER).status == 0
    assert list((folder.parent / "cache").glob("*/stamp"))
    write(folder, {LOCK: HEAD + "gone\n"})
    assert glossary("check", folder, before=LATER).status == 1


def test_a_lock_that_is_a_link_is_refused(folder: Path) -> None:
    (folder / LOCK).unlink()
    (folder / LOCK).symlink_to("/etc/hostname")
    done = glossary("publish", folder)
    assert done.status == 1
    assert "error[unsafe-path]: this is a symbolic link" in done.out
    assert (folder / LOCK).is_symlink()


def test_nothing_is_written_through_a_link_that_somebody_left(folder: Path) -> None:
    other = folder.parent / "other"
    other.write_text("theirs", encoding="utf-8")
    for name in (f"{LOCK}.new", ARRIVING):
        (folder / name).symlink_to(other)
    write(folder, {"terms/token.md": LOSS.replace("Loss", "Token")})

    assert glossary("publish", folder).out == "1 new id, 4 in glossary.lock\n"
    assert other.read_text("utf-8") == "theirs"


def test_nothing_is_published_while_there_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "words", SOURCES | {"terms/odd.md": LOSS.replace("Loss\n", "Odd\nsee_also: nowhere\n")})
    done = glossary("publish", tmp_path / "words")
    assert done.status == 1
    assert done.out.endswith("glossary.lock was not changed; 1 error\n")
    assert not (tmp_path / "words" / LOCK).exists()


IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)


@given(st.sets(IDS))
def test_a_lock_is_read_as_it_was_written(ids: set[str]) -> None:
    data = write_lock(ids)
    found, faults = read_lock(Source(LOCK, data, ""))
    assert found.keys() == ids
    assert not faults
    assert all(data[span.start : span.end].decode() == each for each, span in found.items())


@given(st.sets(IDS), st.sets(IDS))
def test_ids_that_are_added_stand_where_they_would(ids: set[str], more: set[str]) -> None:
    assert add_to_lock(Source(LOCK, write_lock(ids), ""), more - ids) == write_lock(ids | more)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# ours\nloss\n\n# of old\nmodel\n", "attention\n# ours\nloss\n\n# of old\nmodel\ntoken\n"),
        (f"{HEAD}# of old\nloss", f"{HEAD}attention\n# of old\nloss\ntoken\n"),
        ("loss\nadam\n# both\n", "loss\nadam\nattention\ntoken\n# both\n"),
        ("# none yet", "# none yet\nattention\ntoken\n"),
        ("", f"{HEAD}attention\ntoken\n"),
    ],
)
def test_remarks_and_lines_stay_when_ids_are_added(before: str, after: str, ending: str, mark: bytes) -> None:
    data = mark + before.replace("\n", ending).encode()
    found = add_to_lock(Source(LOCK, data, ""), {"token", "attention"})

    assert found.startswith(mark)
    assert found.removeprefix(mark).decode().splitlines() == after.splitlines()
    assert found.count(b"\r\n") == (found.count(b"\n") if ending == "\r\n" and "\n" in before else 0)
    assert set(data.splitlines(keepends=True)[1:-1]) <= set(found.splitlines(keepends=True))


def test_publishing_keeps_remarks_and_the_mode(folder: Path) -> None:
    lock = (folder / LOCK).read_text("utf-8").replace("model", "# kept for a book\nmodel")
    write(folder, {LOCK: lock, "terms/token.md": LOSS.replace("Loss", "Token")})
    (folder / LOCK).chmod(0o400)

    assert glossary("publish", folder).out == "1 new id, 4 in glossary.lock\n"
    assert (folder / LOCK).read_text("utf-8") == f"{lock}token\n"
    assert (folder / LOCK).stat().st_mode & 0o777 == 0o400


def test_two_that_publish_at_once_lose_no_id(folder: Path) -> None:
    write(folder, {"terms/token.md": LOSS.replace("Loss", "Token")})
    change = f"open({str(folder / LOCK)!r}, 'a').write('theirs\\n')"
    before = (
        "import os\nlink = os.link\n"
        f"def meanwhile(*paths, **more):\n    {change}\n    return link(*paths, **more)\nos.link = meanwhile"
    )
    done = glossary("publish", folder, before=before)

    assert (done.status, "glossary.lock was changed meanwhile" in done.err) == (2, True)
    assert (folder / LOCK).read_text("utf-8") == HEAD + "loss\nmodel\nnetwork\ntheirs\n"


def test_a_file_that_cannot_take_its_place_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path, {"file": "old"})
    (tmp_path / "file").chmod(0o600)
    replace(str(tmp_path), "file", b"new")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        replace(str(tmp_path), "file", b"newer")
    assert tree(tmp_path) == {"file": b"new"}


@given(st.binary(max_size=200))
def test_reading_a_lock_never_raises(data: bytes) -> None:
    _, faults = read_lock(Source(LOCK, data, ""))
    assert all(0 <= fault.span.start <= fault.span.end <= len(data) for fault in faults)


def test_conflicts_and_lines_that_are_no_ids_are_told_at_their_places() -> None:
    for text, rule, start in (
        ("a\n<<<<<<< main\nb\n", "merge-conflict", 2),
        ("# one\n  Two words \n", "invalid-id", 8),
    ):
        _, (fault,) = read_lock(Source(LOCK, text.encode(), ""))
        assert (fault.rule, fault.span.start) == (rule, start)


def test_of_a_merge_the_ids_of_both_sides_are_to_be_kept() -> None:
    (found,) = read_lock(Source(LOCK, b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", ""))[1]
    assert found.help.startswith("keep the lines of both versions")
