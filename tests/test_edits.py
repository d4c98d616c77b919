"""`rename`, `retire`, `review` and `check --fix`: what each changes, to the byte, and what it refuses; cases in `cases_edits/`.

A fence ```` ```command ```` is what is typed. Expectations: ```` ```diff ```` what `--dry-run` prints, ```` ```told ```` what the
command itself says, with its exit status where that is not 0.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from glossary.build.compile import dialect_of
from glossary.build.refused import Refused
from glossary.build.rewrite import rewrite
from glossary.build.run import load, options_of
from glossary.cli import glossary
from glossary.config.schema import Config, Site
from glossary.edits.desk import Change
from glossary.edits.tidy import tidied
from glossary.markup.compiler import Compiler
from glossary.term.deal import meaning
from glossary.term.read import TermReader
from glossary.term.schema import TermId
from glossary.text.source import Source
from tests.builds import difference, tree, write
from tests.casefile import Case, read_cases, update

CASES = tuple(read_cases(Path(__file__).parent / "cases_edits"))
DIGEST = "1:" + "0" * 64
"""Stands in a case for the digest of the text that it is in, where a review shall hold."""


DEFAULT = Site(Config())


class Said(NamedTuple):
    status: int
    out: bytes
    err: str


def run(cache: Path, *arguments: str) -> Said:
    """`glossary` with these arguments, in this process."""
    more = ["--cache", str(cache), "--jobs", "1"]
    done = CliRunner().invoke(glossary, [*arguments, *more], standalone_mode=False)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        assert hasattr(done.exception, "format_message"), done.exception
        return Said(2, done.stdout_bytes, done.stderr + done.exception.format_message() + "\n")
    return Said(done.return_value or 0, done.stdout_bytes, done.stderr)


def command(case: Case, root: Path) -> list[str]:
    first, *rest = shlex.split(case.expected["command"])
    return [first, *rest, *([str(root)] if first == "check" else ["--folder", str(root)])]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_case_changes_what_it_says(case: Case, tmp_path: Path, cache: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "words"
    case.write(root)
    if case.title.endswith(SIGNED):
        sign(root)
    before = tree(root)
    dry = run(cache, *command(case, root), "--dry-run")
    assert tree(root) == before
    done = run(cache, *command(case, root))
    found = {"diff": shown(dry.out.decode()), "told": told(done)}
    after = tree(root)
    if done.status:
        assert (after == before) or case.expected["command"].startswith("check")
    run(cache, *command(case, root))
    assert tree(root) == after, "a second run changes something"
    if request.config.getoption("--update"):
        for name, text in found.items():
            update(case, name, text)
        return
    assert found == {
        "diff": "",
        "told": "",
        **{name: text for name, text in case.expected.items() if name != "command"},
    }


SIGNED = ("a review lapses, and is told", "a text that was reviewed stays as it was read")
"""Cases of which the review holds: the digest of zeros becomes that of the text."""


def sign(root: Path) -> None:
    glossary = load(options_of(root)._replace(check=True))
    reader = TermReader(glossary.site, Compiler(dialect_of(glossary.site)))
    for path in (root / "terms").glob("*.md"):
        data = path.read_bytes()
        if DIGEST.encode() in data:
            entry, _ = reader.read(Source(f"terms/{path.name}", data, ""))
            assert entry
            path.write_bytes(data.replace(DIGEST.encode(), meaning(entry.term).encode()))


def shown(diff: str) -> str:
    """The diff without what a reader of a case need not see, and digests of texts that differ cut short."""
    return re.sub(r"1:[0-9a-f]{64}", "1:…", diff)


def told(done: Said) -> str:
    text = done.out.decode() + done.err
    text = re.sub(r"checked, [\d.]+ s", "checked", text)
    return text + (f"exit status {done.status}\n" if done.status else "")


LOSS = "---\nterm: Loss\naliases:\n  - cost # once\ndefinition: How far off.\n---\nIt is small.\n"
TRAINING = "---\nterm: Training\ndefinition: Making the [[loss]] small.\nsee_also: ['Loss']\n---\nThe [[loss]]: [there](loss.md).\n\n| a | b |\n|---|--:|\n| [[loss]] | x |\n"
FILES = {"terms/loss.md": LOSS, "terms/training.md": TRAINING, "glossary.yml": "rules: {repeated-link: off}\n"}
RENAME = ("rename", "loss", "Größe des Fehlers", "--id", "größe")
RETIRE = ("retire", "loss", "--by", "training")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "words", FILES)
    return tmp_path / "words"


@pytest.mark.parametrize("arguments", [RENAME, ("rename", "training", "Learning"), ("check", "--fix")])
def test_the_diff_is_what_git_applies(arguments: tuple[str, ...], folder: Path, cache: Path) -> None:
    write(folder, {"terms/loss.md": LOSS.rstrip("\n"), "terms/b c.md": LOSS.replace("Loss", "B")})
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    first, *rest = arguments
    place = [str(folder)] if first == "check" else ["--folder", str(folder)]
    diff = run(cache, first, *rest, *place, "--dry-run").out
    assert run(cache, first, *rest, *place).status in {0, 1}
    subprocess.run(["git", "apply", "--allow-empty", "-"], cwd=copy, input=diff, check=True)
    assert difference(tree(folder), tree(copy)) == ""
    assert tree(folder).keys() >= {"terms/training.md"} or arguments[1] == "training"


def test_a_path_with_spaces_ends_where_patch_sees_it(folder: Path, cache: Path) -> None:
    write(folder, {"terms/b c.md": "---\nterm: B\nid: b\ndefinition: See [[loss]].\n---\n"})
    diff = run(cache, *RENAME, "--folder", str(folder), "--dry-run").out

    assert b"\n--- a/terms/b c.md\t\n+++ b/terms/b c.md\t\n" in diff


TEXTS = sorted(
    {
        text
        for folder in ("cases", "mistakes", "cases_edits")
        for case in read_cases(Path(__file__).parent / folder)
        for path, text in case.files.items()
        if path.endswith(".md")
    }
)


def tidy(data: bytes, site: Site = DEFAULT) -> bytes:
    return tidied(Source("terms/x.md", data, ""), site, lambda _: True, term=True)[0].data


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_tidying_changes_no_meaning_and_a_second_time_nothing(ending: str) -> None:
    reader = TermReader(DEFAULT, Compiler(dialect_of(DEFAULT)))
    changed = 0
    for text in TEXTS:
        before = text.replace("\n", ending).encode()
        after = tidy(before)
        assert tidy(after) == after, text
        was, faults = reader.read(Source("terms/x.md", before, ""))
        now, left = reader.read(Source("terms/x.md", after, ""))
        assert len(left) <= len(faults), text
        assert (was is None) == (now is None), text
        if was and now and not any(fault.rule == "unknown-key" for fault in faults):
            assert meaning(was.term) == meaning(now.term), text
        changed += before != after
    assert changed > len(TEXTS) // 20


@given(st.one_of(st.binary(max_size=80), st.lists(st.sampled_from(TEXTS).flatmap(lambda text: st.sampled_from(text.splitlines(keepends=True) or [""])), max_size=12).map(lambda lines: "".join(["---\n", *lines]).encode())))  # fmt: skip
def test_tidying_never_raises(data: bytes) -> None:
    assert tidy(tidy(data)) == tidy(data)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("arguments", [RENAME, RETIRE])
def test_line_ends_and_byte_order_marks_stay(
    arguments: tuple[str, ...], mark: bytes, ending: str, folder: Path, cache: Path
) -> None:
    write(folder, {path: mark + text.replace("\n", ending).encode() for path, text in FILES.items()})
    assert run(cache, *arguments, "--folder", str(folder)).status == 0
    found = [data for data in tree(folder).values() if data is not None]
    assert all(data.startswith(mark) and data.count(mark or b"\xff") == len(mark) // 3 for data in found)
    assert all(data.count(b"\r") == (data.count(b"\n") if ending == "\r\n" else 0) for data in found)
    plain = folder.parent / "plain"
    write(plain, FILES)
    assert run(cache, *arguments, "--folder", str(plain)).status == 0
    bare = {path: data and data.removeprefix(mark).replace(b"\r", b"") for path, data in tree(folder).items()}
    assert difference(bare, tree(plain)) == ""


def test_a_rename_and_one_back_leave_the_names_alone(folder: Path, cache: Path) -> None:
    assert run(cache, *RENAME, "--folder", str(folder)).status == 0
    assert (folder / "terms" / "größe.md").is_file()
    assert run(cache, "rename", "größe", "Loss", "--id", "loss", "--folder", str(folder)).status == 0
    found = (folder / "terms" / "loss.md").read_text("utf-8")
    assert found == LOSS.replace("  - cost # once\n", "  - cost # once\n  - Größe des Fehlers\n").replace(
        "off.\n", "off.\nredirects: [größe]\n"
    )
    assert load(options_of(folder)).find("größe")


def test_modes_stay_and_nothing_is_left_beside(folder: Path, cache: Path) -> None:
    (folder / "terms" / "loss.md").chmod(0o640)
    (folder / "terms" / "training.md").chmod(0o664)
    assert run(cache, *RENAME, "--folder", str(folder)).status == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder / "terms").iterdir()}
    assert modes == {"größe.md": 0o640, "training.md": 0o664}


def test_a_new_name_that_a_file_has_is_refused(folder: Path, cache: Path) -> None:
    write(folder, {"glossary.yml": "ignore: [kept.md]\n", "terms/kept.md": "mine"})
    done = run(cache, "rename", "loss", "Kept", "--folder", str(folder))
    assert done.status == 2
    assert "`terms/kept.md` would be no term" in done.err
    write(folder, {"glossary.yml": "ignore: ['*.txt']\n", "terms/kept.md": None})
    (folder / "terms" / "kept.md").mkdir()
    before = tree(folder)
    done = run(cache, "rename", "loss", "Kept", "--folder", str(folder))
    assert (done.status, "terms/kept.md is there already" in done.err) == (2, True)
    assert tree(folder) == before


def test_nothing_is_written_through_a_link(folder: Path, cache: Path) -> None:
    outside = folder.parent / "outside"
    shutil.move(folder / "terms", outside)
    (folder / "terms").symlink_to(outside)
    before = tree(outside)
    assert run(cache, *RENAME, "--folder", str(folder)).status == 2
    assert tree(outside) == before
    change = Change("terms/loss.md", "terms/loss.md", LOSS.encode(), b"x", ())
    with pytest.raises(Refused, match="a link"):
        rewrite(str(folder), [change])
    assert tree(outside) == before


@pytest.mark.parametrize("path", ["../words.md", "terms/../../words.md", "terms//loss.md"])
def test_no_path_leads_out(path: str, folder: Path) -> None:
    before = tree(folder.parent)
    with pytest.raises((ValueError, Refused)):
        rewrite(str(folder), [Change("terms/loss.md", path, LOSS.encode(), b"x", ())])
    assert tree(folder.parent) == before


def test_where_one_file_cannot_be_written_none_is(folder: Path) -> None:
    before = tree(folder)
    long = Change("terms/training.md", f"terms/{'x' * 300}.md", TRAINING.encode(), b"y", ())
    first = Change("terms/loss.md", "terms/moved.md", LOSS.encode(), b"x", ())
    same = Change("glossary.yml", "glossary.yml", FILES["glossary.yml"].encode(), b"title: x\n", ())
    with pytest.raises(OSError, match="too long"):
        rewrite(str(folder), [first, same, long])
    assert tree(folder) == before


def test_a_file_that_somebody_saved_meanwhile_is_not_overwritten(folder: Path) -> None:
    before = tree(folder)
    stale = Change("terms/training.md", "terms/training.md", b"older", b"y", ())
    first = Change("terms/loss.md", "terms/loss.md", LOSS.encode(), b"x", ())
    with pytest.raises(Refused, match="was changed meanwhile"):
        rewrite(str(folder), [first, stale])
    assert tree(folder) == before


def test_a_folder_with_errors_can_be_edited_and_no_new_ones_come(folder: Path, cache: Path) -> None:
    write(folder, {"terms/odd.md": "---\nterm: Odd\nfoo: bar\ndefinition: An [[unknown]] thing, a [[loss]].\n---\n"})
    assert run(cache, "check", str(folder)).out.count(b"error[") == 2
    assert run(cache, *RENAME, "--folder", str(folder)).status == 0
    assert run(cache, "check", str(folder)).out.count(b"error[") == 2
    assert b"[[gr\xc3\xb6\xc3\x9fe|loss]]" in (folder / "terms" / "odd.md").read_bytes()


def test_a_mend_that_would_bring_an_error_to_light_is_left_out(folder: Path, cache: Path) -> None:
    odd = "---\nterm: Odd\ndefinition: A thing.\nredirects: [oddly]\nprerequisits: [training]\n---\n"
    training = TRAINING.replace("see_also: ['Loss']", "prerequisites: [oddly]")
    write(folder, {"terms/odd.md": odd, "terms/training.md": training})
    run(cache, "check", "--fix", str(folder))
    assert (folder / "terms" / "odd.md").read_text("utf-8") == odd
    assert "prerequisites: [odd]" in (folder / "terms" / "training.md").read_text("utf-8")


def test_a_review_holds_for_the_page_that_is_built(folder: Path, cache: Path) -> None:
    write(folder, {"terms/loss.md": LOSS.replace("definition", "sources: [{title: A study}]\ndefinition")})
    signed = ("review", "loss", "--by", "Ada", "--on", "2026-11-22", "--folder", str(folder))
    assert run(cache, *signed).status == 0
    assert load(options_of(folder)).terms[TermId("loss")].standing == "verified"
    done = run(cache, "rename", "loss", "Loss of a model", "--id", "loss", "--folder", str(folder))
    assert "note: the review of `Loss of a model` lapsed" in done.err
    assert load(options_of(folder)).terms[TermId("loss")].standing == "changed"
    assert run(cache, *signed).status == 0
    assert load(options_of(folder)).terms[TermId("loss")].standing == "verified"
    again = tree(folder)
    assert run(cache, *signed).out == b"nothing to change\n"
    assert tree(folder) == again


def test_a_review_without_a_day_is_of_today(folder: Path, cache: Path) -> None:
    write(folder, {"terms/loss.md": LOSS.replace("definition", "sources: [{title: A study}]\ndefinition")})
    assert run(cache, "review", "loss", "--by", "Ada", "--folder", str(folder)).status == 0
    assert re.search(r"\n  on: \d{4}-\d\d-\d\d\n", (folder / "terms" / "loss.md").read_text("utf-8"))


def test_problems_stay_parseable_beside_a_fix(folder: Path, cache: Path) -> None:
    done = run(cache, "check", str(folder), "--fix", "--format", "json")
    assert json.loads(done.out) == []
    assert "nothing to change" in done.err or "changed" in done.err


def test_a_published_id_goes_on_to_answer(folder: Path, cache: Path) -> None:
    assert run(cache, "publish", str(folder)).status == 0
    assert run(cache, *RENAME, "--folder", str(folder)).status == 0
    assert run(cache, "check", str(folder)).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "loss", ""),
        ("rename", "\x1b[2J", "x"),
        ("rename", "loss", "x" * 300),
        ("rename", "loss", "a\nb: \udcff"),
        ("retire", "loss", "--by", ""),
        ("review", "loss", "--by", " "),
        ("check", "--dry-run"),
    ],
)
def test_odd_arguments_give_a_message(arguments: tuple[str, ...], folder: Path, cache: Path) -> None:
    before = tree(folder)
    place = () if arguments[0] == "check" else ("--folder", str(folder))
    done = run(cache, *arguments, *place)
    assert done.status in {0, 2}
    assert (tree(folder) == before) == (done.status == 2)
    assert "\x1b" not in done.err
