"""Lints of definitions and quizzes are silent where an editor would be; what they tell stands in `mistakes/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary import check

if TYPE_CHECKING:
    from pathlib import Path

LINTS = frozenset(
    {"circular-definition", "definition-by-usage", "several-sentences", "miscounted-answers", "answer-in-one-place"}
    | {"longest-answer", "unexplained-choice", "unrelated-quiz", "duplicate-item", "unanswered-step", "impossible-date"}
    | {"empty-path"}
)

DEFINITIONS = [
    ("Model card", "", "A document about a model."),
    ("Model card", "", "A model card is a document about a model."),
    ("Pre-training", "", "The first stage of training."),
    ("Training", "", "A stage with pre-training as its first part."),
    ("Large language model", "abbreviation: LLM", "A model with very many parameters."),
    ("Generative network", "abbreviation: GN", "A generative network (GN) is a pair of functions."),
    ("Mode collapse", "aliases: [Helvetica scenario]", "A failure, also known as the Helvetica scenario."),
    ("Likelihood", "", "In statistics, likelihood is the probability of data."),
    ("Go", "case: exact", "A language in which programs are built."),
    ("RAG", "", "A method that, unlike a rag, adds passages."),
    ("Mass", "", "What masses of people, in a massive way, weigh."),
    ("Alias", "", "A word that means the same as another."),
    ("Variable", "", "A name for a value."),
    ("Whence", "", "Where-about of a thing."),
    ("Usage", "", "A share that is used to describe load."),
    ("Retrieval", "", "Search as Smith et al. Others do it, by the U.S. Army vs. What others do, version 2. Or so."),
    ("Norm", "", "A length (e.g. A or B, etc. Or C) by Dr. No, ca. Half of it."),
    ("", "", "A thing."),
]


def told(folder: Path, front: str, config: str = "") -> list[str]:
    (folder / "terms").mkdir()
    (folder / "terms/thing.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
    (folder / "glossary.yml").write_text(config, encoding="utf-8")
    return [found.rule for found in check(folder) if found.rule in LINTS]


@pytest.mark.parametrize(
    ("term", "more", "definition"), [row for row in DEFINITIONS if row[0] not in {"Mass", "Whence"}]
)
def test_a_sound_definition_is_not_told(tmp_path: Path, term: str, more: str, definition: str) -> None:
    front = f"term: {term or 'Thing'}\n{more}\ndefinition: >\n  {definition}".replace("\n\n", "\n")
    assert told(tmp_path, front) == []


def test_a_definition_of_an_adopted_folder_is_not_told(tmp_path: Path) -> None:
    front = "title: Matrix\ndescription: When matrices are used. They are."
    assert told(tmp_path, front, "fields: {term: title, definition: description}\n") == []


def test_a_definition_in_another_language_is_told_for_circles_alone(tmp_path: Path) -> None:
    front = "term: Netz\ndefinition: When so, ein Verbund von Netzen."
    assert told(tmp_path, front, "language: de\n") == ["circular-definition"]


SOUND = """
term: Fine-tuning
definition: Continued fitting of weights.
added: 2026-11-02
updated: 2026-11-02
facts: [{text: It took days., as_of: 2024-02-29}, {text: It is cheap., as_of: 2024}, {text: Now., as_of: since 2024-13}]
decision: {mode: any, steps: [{ask: Is it slow?}, {ask: Is it dear?}]}
quiz:
  - question: Which of these are tuned?
    explanation: Not the prompt.
    choices: [{text: Weights, correct: true}, {text: Biases, correct: true}, {text: The prompt}]
  - question: Does it cost?
    choices: [{text: "Yes", correct: true, why: Always.}, {text: "No", why: It does.}]
  - question: And time?
    choices: [{text: "No", why: Some.}, {text: It takes a while, correct: true, why: Always.}]
  - question: Is `a` the same as `A`?
    choices: [{text: a, why: No.}, {text: A, correct: true, why: Yes.}]
"""


def test_a_sound_quiz_decision_and_dates_are_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, SOUND.strip()) == []
