"""A call that cannot be meant is told like all else: what is wrong, and what to write instead."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.builds import command, environment, run, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.mark.parametrize(
    ("arguments", "reason", "help_"),
    [
        (("bild",), "there is no command `bild`", "did you mean `build`?"),
        (("xyz\x1b",), "there is no command `xyz\u241b`", "`glossary --help` lists the commands"),
        (("--nope",), "there is no option `--nope`", "`glossary --help` lists the commands"),
        (("check", "--strickt"), "there is no option `--strickt`", "did you mean `--strict`?"),
        (
            ("check", "--wholly-else"),
            "there is no option `--wholly-else`",
            "`glossary check --help` shows how it is called",
        ),
        (("check", "a", "b"), "got unexpected extra argument (b)", "`glossary check --help` shows how it is called"),
        (("check", "--format", "jsn"), "`--format` cannot be `jsn`", "did you mean `json`?"),
        (
            ("check", "--format", "xyz"),
            "`--format` cannot be `xyz`",
            "write one of: text, json, github, sarif, junit",
        ),
        (
            ("serve", "--port", "99999"),
            "`--port` wants a whole number from 0 to 65535",
            "write digits only, such as `--port 8000`",
        ),
        (
            ("check", "--jobs", "x"),
            "`--jobs` wants a whole number from 1 to 64",
            "write digits only, such as `--jobs 2`",
        ),
        (("new",), "`TERM` is missing", "write `glossary new TERM`"),
        (("rename", "Loss"), "`NEW` is missing", "write `glossary rename OLD NEW`"),
        (("retire", "Loss"), "`--by` is missing", "write `glossary retire OLD --by NEW`"),
        (("check", "--dry-run"), "`--dry-run` goes with `--fix`", "write `glossary check --fix --dry-run`"),
        (
            ("check", "--fix", "--dry-run", "--format", "junit"),
            "`--dry-run` prints a diff, which is no `junit`",
            "leave out `--format junit`, or `--dry-run`",
        ),
        (("review", "Loss", "--by", " "), "`--by` is empty", 'write the name of who vouches: `--by "Ada Lovelace"`'),
        (("review", "Loss", "--by", "Ada", "--on", "2026-02-30"), "there is no day 2026-02-30", "write a day that"),
        (("review", "Loss", "--by", "Ada", "--until", "soon"), "`soon` is no day", "write a day that exists, as YYYY-"),
    ],
)
def test_a_wrong_call_says_what_to_write_instead(arguments: tuple[str, ...], reason: str, help_: str) -> None:
    said = run(*arguments)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {reason}")
    assert said.err.splitlines()[1].startswith(f"help: {help_}")
    assert len(said.err.splitlines()) == 2


def test_a_folder_without_a_glossary_says_how_to_start_one(tmp_path: Path) -> None:
    said = run("build", tmp_path)

    assert said.status == 2
    assert said.err.endswith("help: name the folder that holds one of them, or start a glossary: `glossary init`\n")


def ended(arguments: Sequence[str | Path], redirected: str, cwd: Path) -> tuple[int, str]:
    """The exit status of a call under a shell's redirection, and what it said on the standard error."""
    words = ["bash", "-c", f'"$@" {redirected}', "bash", *command(*arguments)]
    done = subprocess.run(words, cwd=cwd, env=environment(), capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


TERM = "---\nterm: Loss\ndefinition: How far off it is.\n---\n"
CACHE = ("--cache", "../cache", "--jobs", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "words", {"terms/loss.md": TERM})
    write(tmp_path / "wrong", {"terms/loss.md": TERM.replace("Loss", "[")})
    return tmp_path / "words"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", ".", *CACHE), 0),
        (("check", "../wrong", *CACHE), 1),
        (("check", "none", *CACHE), 2),
        (("build", ".", *CACHE), 0),
        (("rules",), 0),
        (("check", "--help"), 0),
        ((), 2),
    ],
)
@pytest.mark.parametrize("redirected", ["| true; exit ${PIPESTATUS[0]}", ">&-", ">&- 2>&-", "2>&-", "2>/dev/full"])
def test_who_reads_no_output_gets_the_status_of_the_call(
    arguments: tuple[str, ...], redirected: str, status: int, folder: Path
) -> None:
    found, said = ended(arguments, redirected, folder)

    assert found == status
    assert "Traceback" not in said
    assert "Error" not in said
    if arguments[:1] == ("build",):
        assert (folder / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (("build", ".", *CACHE), "site/index.html"),
        (("new", "Model", *CACHE), "terms/model.md"),
        (("rename", "loss", "Cost", *CACHE), "terms/cost.md"),
        (("publish", ".", *CACHE), "glossary.lock"),
        (("check", ".", *CACHE), "."),
    ],
)
def test_an_output_that_cannot_be_written_is_told_and_the_work_is_done(
    arguments: tuple[str, ...], made: str, folder: Path
) -> None:
    said = "error: No space left on device: the output is not whole; all else is done\n"

    assert ended(arguments, ">/dev/full", folder) == (3, said)
    assert (folder / made).exists()


def test_a_standard_input_that_is_closed_is_told(folder: Path) -> None:
    found, said = ended(("lint", "-", *CACHE), "<&-", folder)

    assert (found, said.splitlines()[0]) == (2, "error: the standard input is closed")


@pytest.mark.parametrize(
    ("fills", "told"), [("print", "interrupted\n"), ("work", "interrupted; no page was changed\n")]
)
def test_only_an_interrupted_work_promises_that_nothing_was_changed(fills: str, told: str, folder: Path) -> None:
    interrupt = "def interrupt(*_):\n    raise KeyboardInterrupt"
    where = "glossary.cli.build._summary" if fills == "print" else "glossary.build.run._whole"
    module, _, name = where.rpartition(".")
    before = f"import importlib\n{interrupt}\nsetattr(importlib.import_module({module!r}), {name!r}, interrupt)"
    done = run("build", folder, "--cache", folder.parent / "cache", before=before)

    assert (done.status, done.err.lstrip("\n")) == (130, told)
    assert (folder / "site").exists() == (fills == "print")
