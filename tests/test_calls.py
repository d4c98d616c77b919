"""A call that cannot be meant is told like all else: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds import run

if TYPE_CHECKING:
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
