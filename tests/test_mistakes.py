"""Mistakes that people make: each is refused with its rule, its place, a caret and help; golden cases in `mistakes/`."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from glossary.cli import main
from glossary.text.rules import DEFAULTS
from tests.casefile import Case, read_cases, update

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = tuple(read_cases(Path(__file__).parent / "mistakes"))
LIMIT = 2.0
"""Seconds for one small folder, on a slow machine; most take 20 ms."""


class Checked(NamedTuple):
    """What `glossary check` said."""

    status: int
    output: str
    tally: str
    seconds: float


Check = "Callable[..., Checked]"


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Checked]:
    """Runs `glossary check` on a folder, in this process."""

    def run(folder: Path, *options: str) -> Checked:
        cache = tmp_path / "cache"
        monkeypatch.setattr(
            sys, "argv", ["glossary", "check", str(folder), "--cache", str(cache), "--jobs", "1", *options]
        )
        started = time.perf_counter()
        with pytest.raises(SystemExit) as ended:
            main()
        seconds = time.perf_counter() - started
        said = capsys.readouterr()
        assert not said.err
        output, _, tally = said.out.rstrip("\n").rpartition("\n")
        return Checked(int(str(ended.value.code)), output.strip("\n") + "\n" if output else "", tally, seconds)

    return run


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_mistake_is_told_as_its_case_says(
    case: Case, check: Callable[..., Checked], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "site"
    case.write(folder)
    found = check(folder)
    if request.config.getoption("--update"):
        update(case, "output", found.output)
    else:
        assert found.output == case.expected["output"]
    assert found.status == 1
    assert found.seconds < LIMIT
