"""One slip, one problem: a term with most kinds of YAML in it, and each small slip of a hand in each of its lines."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from glossary.config.schema import Config, Site
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.read import TermReader
from glossary.text.source import Source
from glossary.yaml.compose import DOUBLES, REPAIRS
from tests.test_mistakes import LIMIT, check, problems, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from glossary.text.diagnostic import Diagnostic
    from tests.test_mistakes import Checked

__all__ = ["check"]

TERM = """\
---
term: Training
abbreviation: TR
aliases: [Learning, Fitting]
definition: Fitting weights to data.
plain: "Practising: until it fits."
level: beginner
tags:
  - basics
  - weights
see_also:
  - term: Model
    why: It is trained.
  - {term: Loss, why: It falls.}
stages:
  - title: Collect
    text: Get the data.
    facets: {Who: people, What: [files, lists]}
  - title: Fit
    text: |
      Train it.
      Then stop.
tradeoffs:
  - title: Training or prompting
    options: [training, prompting]
    rows:
      - {dimension: Time, values: [days, minutes]}
      - dimension: Money
        values: [much, little]
    takeaway: Start small.
quiz:
  - question: What does training change?
    choices:
      - {text: the weights, correct: true}
      - text: the prompt
    explanation: Training changes weights.
faq:
  - question: "How long?"
    answer: >
      Long.
sources:
  - title: A paper
    url: https://example.org/a
---
"""
SIGNS = '[]{}",'

SEMANTIC = ("[training prompting]", "[days minutes]", "[much little]")
"""What is right as YAML, and one value too few: each row tells it."""


def slips(line: str) -> Iterator[str]:
    """The line with one slip each."""
    yield line.replace(":", "", 1)
    yield line.replace(": ", ":", 1)
    yield line.replace("- ", "", 1)
    yield line.replace("- ", "-", 1)
    yield line.lstrip()
    yield line.removeprefix(" ")
    yield from (f" {line}", f"  {line}", f"\t{line.lstrip()}")
    for sign in SIGNS:
        for found in re.finditer(re.escape(sign), line):
            yield line[: found.start()] + line[found.end() :]


def slipped() -> Iterator[tuple[int, str]]:
    """The number of a line, and the term with a slip in it; none twice, and none that is no slip."""
    lines = TERM.split("\n")
    for at, line in enumerate(lines[1:-2], 1):
        for other in sorted(set(slips(line)) - {line}):
            if not other.endswith(SEMANTIC):
                yield at + 1, "\n".join([*lines[:at], other, *lines[at + 1 :]])


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_slip_of_a_hand_is_told_once_and_at_its_place(
    ending: str, check: Callable[..., Checked], tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    (folder / "terms").mkdir(parents=True)
    (folder / "glossary.yml").write_bytes(b"rules: {ambiguous-name: off, orphan: off, unrelated-quiz: off}\n")
    for name in ("model", "loss"):
        (folder / f"terms/{name}.md").write_bytes(f"---\nterm: {name}\ndefinition: A word.\n---\n".encode())
    made = list(slipped())
    for number, (_, text) in enumerate(made):
        (folder / f"terms/t{number}.md").write_bytes(text.replace("\n", ending).encode())
    output = check(folder).output
    assert len(made) > 250
    assert list(problems(output))
    for number, (line, text) in enumerate(made):
        told = told_of(f"terms/t{number}.md", output)
        assert len(told) <= 1, (text.split("\n")[line - 1], told)
        assert all(abs(problem.line - line) <= 1 for problem in told), (text.split("\n")[line - 1], told)
        assert all(problem.help for problem in told)


def test_an_item_far_below_a_text_is_told(check: Callable[..., Checked], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "terms").mkdir(parents=True)
    gap = "\n" * 600
    text = f"---\nterm: Gap\ndefinition: A word.\ntakeaways: One{gap}  - Two\n---\n"
    (folder / "terms/gap.md").write_bytes(text.encode())
    told = told_of("terms/gap.md", check(folder).output)
    assert [(problem.rule, problem.line) for problem in told if problem.rule != "orphan"] == [("wrong-type", 604)]


def read(front: str) -> tuple[Diagnostic, ...]:
    """What is told of a term with these lines, once read within the time for one file."""
    source = Source("terms/t.md", f"---\nterm: T\ndefinition: D.\n{front}---\n".encode(), "")
    reader = TermReader(Site(Config()), Compiler(Dialect()))
    started = time.process_time()
    told = reader.read(source)[1]
    assert time.process_time() - started < LIMIT
    return told


@pytest.mark.parametrize(
    "line", ["a\nb: c\n", "a: [\n", 'k: "a\n', "k: @\n", "a: [b, c\n", "k: a: b\n", "k: *b\n", "k:\n  a: b\n c: d\n"]
)
def test_two_megabytes_of_slips_are_read_in_time(line: str) -> None:
    assert len(read(line * (2_000_000 // len(line)))) == REPAIRS


def test_slips_at_the_end_of_a_large_file_are_not_all_told() -> None:
    good = "".join(f"k{at}: some text\n" for at in range(80_000))
    assert 0 < sum(found.rule == "yaml-syntax" for found in read(good + "z: a: b\n" * REPAIRS)) < REPAIRS


def test_slips_at_the_end_of_an_ordinary_file_are_all_told() -> None:
    good = "plain: |\n" + "  Some text of a line.\n" * 2000
    slips = "".join(f"z{at}: a: b\n" for at in range(REPAIRS - 1))
    assert sum(found.rule == "yaml-syntax" for found in read(good + slips)) == REPAIRS - 1


@pytest.mark.parametrize("line", ["\u200ba: b\n", "a: b\n"])
def test_of_many_keys_that_stand_twice_some_are_told(line: str) -> None:
    assert sum(found.rule == "duplicate-key" for found in read(line * 150_000)) == DOUBLES


def test_the_lines_of_keys_that_stand_twice_are_found_in_time() -> None:
    keys = "".join(f"  k{at}: b\n" for at in range(40_000))
    told = [found for found in read(f"extra:\n  a: b\n{keys}{keys}") if found.rule == "duplicate-key"]
    assert told[0].help == "it stands on line 6 already: keep one of them"
    assert len(told) == DOUBLES
