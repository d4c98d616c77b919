"""One slip, one problem: a term with most kinds of YAML in it, and each small slip of a hand in each of its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.test_mistakes import check, problems, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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
    assert [(problem.rule, problem.line) for problem in told if problem.rule != "orphan"] == [("unsplit-list", 604)]
