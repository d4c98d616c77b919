"""Questions: a quiz, and what people ask."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

import msgspec

from glossary.pages.join import Markup
from glossary.term.anchors import faq_ids, quiz_ids

if TYPE_CHECKING:
    from glossary.pages.components.view import Scene
    from glossary.term.schema import Quiz, Term


class ChoiceView(msgspec.Struct, frozen=True):
    """A choice; `verdict` is the word for right or wrong."""

    letter: str
    text: Markup
    right: bool
    verdict: str
    why: Markup


class QuestionView(msgspec.Struct, frozen=True):
    """A question with its choices. `right` holds the letters of the right ones, with a space between them.

    `kind` is how they are chosen: `radio` one of them, `checkbox` several.
    """

    id: str
    kind: str
    position: str
    hint: str
    question: Markup
    choices: tuple[ChoiceView, ...]
    right: str
    explanation: Markup


class QuizView(msgspec.Struct, frozen=True):
    """The questions of a term. `score` is a word with places that the script fills."""

    term: str
    intro: str
    score: str
    questions: tuple[QuestionView, ...]


def quiz(term: Term, scene: Scene) -> QuizView | None:
    """The questions of the term."""
    ids = quiz_ids(term.quiz)
    total = len(ids)
    questions = tuple(
        _question(made, scene.word("quiz.position", n=place, m=total), item, scene)
        for place, (made, item) in enumerate(zip(ids, term.quiz, strict=True), 1)
    )
    if not questions:
        return None
    score = scene.word("quiz.score", right="{right}", all="{all}")
    return QuizView(term.id, scene.join.labels.count("quiz.intro", total), score, questions)


def _question(made: str, position: str, item: Quiz, scene: Scene) -> QuestionView:
    choices = tuple(
        ChoiceView(
            letter(place),
            scene.inline(choice.text),
            bool(choice.correct),
            scene.word("quiz.right" if choice.correct else "quiz.wrong"),
            scene.inline(choice.why),
        )
        for place, choice in enumerate(item.choices)
    )
    right = [choice.letter for choice in choices if choice.right]
    several = len(right) > 1
    return QuestionView(
        id=made,
        kind="checkbox" if several else "radio",
        position=position,
        hint=scene.word("quiz.several") if several else "",
        question=scene.inline(item.question),
        choices=choices,
        right=" ".join(right),
        explanation=scene.inline(item.explanation),
    )


def letter(place: int) -> str:
    """What a choice is called: A to Z, then AA to AZ, and so on.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    round_, rest = divmod(place, len(ascii_uppercase))
    return (letter(round_ - 1) if round_ else "") + ascii_uppercase[rest]


class AnswerView(msgspec.Struct, frozen=True):
    """A question that people ask, and its answer; `id` is its fragment."""

    id: str
    question: Markup
    answer: Markup


def faq(term: Term, scene: Scene) -> tuple[AnswerView, ...]:
    """Questions people ask."""
    return tuple(
        AnswerView(scene.join.prefix + made, scene.inline(item.question), scene.block(item.answer))
        for made, item in zip(faq_ids(term.faq), term.faq, strict=True)
    )
