"""What is wrong with a quiz as one. The guidelines are those of Haladyna, Downing & Rodriguez, *A Review of
Multiple-Choice Item-Writing Guidelines for Classroom Assessment* (2002), by their numbers there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.text.fold import fold
from glossary.yaml.nodes import Mapping, Node, items, part, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.term.card import Heard
    from glossary.term.schema import Choice, Quiz
    from glossary.text.diagnostic import Report
    from glossary.yaml.reading import Reading

_ONE: Final = re.compile(
    r"\bwhich\s+one\b|\bonly\s+one\b|\bthe\s+(?:one|only)\s+(?:correct|right|true|answer)\b|\bsingle\s+(?:best\s+)?(?:answer|choice)\b"
    r"|\bbest\s+(?:describes|answer|answers|choice|definition|description|explains|fits|suits)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\ball\s+that\s+apply\b|\b(?:choose|select|pick|tick|mark|name)\s+(?:all|two|three|several)\b|\bwhich\s+(?:two|three)\b",
    re.IGNORECASE,
)

LONGER: Final = 1.5
"""A correct choice more than half as long again as each other is the longest at a glance, ..."""

BY: Final = 20
"""... if it is longer by some words, too; characters. Of *Yes* and *Seven* none is long."""

FEW: Final = 3
"""Questions from which on the place of the answers is looked at: two may agree by chance, one time in four."""

_PLACES: Final = ("first", "second", "third", "fourth", "fifth", "sixth")

_ENDING: Final = 4
"""Letters that a longer word of a name may have more than one of its kin: *tuned* in a question on fine-tuning."""


def check_question(quiz: Quiz, node: Mapping, reading: Reading) -> None:
    """Report choices that are alike, too many or too few correct ones, one that its length gives away, and choices
    that nothing explains. A question that cannot be answered is told elsewhere.
    """
    choices = items(part(node, "choices"))
    right = sum(choice.correct for choice in quiz.choices)
    if len(choices) != len(quiz.choices) or len(choices) < 2 or not right:
        return
    _check_twice([choice.text.source for choice in quiz.choices], choices, "text", "in this question", reading.report)
    _check_count(quiz, right, node, reading)
    if right == 1:
        _check_length(quiz.choices, choices, reading)
    if quiz.explanation is None:
        _check_reasons(quiz.choices, choices, reading)


def _check_twice(texts: Sequence[str], nodes: Sequence[Node], key: str, where: str, report: Report) -> None:
    seen: set[str] = set()
    for text, node in zip(texts, nodes, strict=True):
        plain = " ".join(text.split()).rstrip(".?!")
        if plain in seen:
            place = _place(node, key)
            what = "choice" if key == "text" else "question"
            message = f"the {what} “{short(text)}” stands twice {where}"
            report.add("duplicate-item", place.start, place.end, message, f"delete one, or write another {what}")
        seen.add(plain)


def _place(node: Node, key: str) -> Node:
    return (part(node, key) or node) if isinstance(node, Mapping) else node


def _check_count(quiz: Quiz, right: int, node: Mapping, reading: Reading) -> None:
    question = quiz.question.source
    if right == len(quiz.choices):
        message, help_ = "every choice is correct, so there is nothing to choose", "add a choice that is wrong"
    elif right > 1 and (found := _ONE.search(question)):
        message = f"“{found.group()}” asks for one answer, and {right} choices are correct"
        help_ = "ask for all that apply, or leave one choice `correct: true`"
    elif right == 1 and (found := _SEVERAL.search(question)):
        message = f"“{found.group()}” asks for several answers, and one choice is correct"
        help_ = "ask for one, or mark the others with `correct: true`"
    else:
        return
    reading.fault("miscounted-answers", _place(node, "question"), message, help_)


def _check_length(choices: Sequence[Choice], nodes: Sequence[Node], reading: Reading) -> None:
    place = next(place for place, choice in enumerate(choices) if choice.correct)
    length = len(choices[place].text.source)
    longest = max(len(choice.text.source) for choice in choices if not choice.correct)
    if length > LONGER * longest and length >= longest + BY:
        message = f"the correct choice has {length} characters, and no other has more than {longest}: it stands out"
        help_ = "shorten it and put the reason into `why`, or say more in the others"
        reading.fault("longest-answer", _place(nodes[place], "text"), message, help_)


def _check_reasons(choices: Sequence[Choice], nodes: Sequence[Node], reading: Reading) -> None:
    bare = [node for choice, node in zip(choices, nodes, strict=True) if choice.why is None]
    if not bare:
        return
    count = "this choice has" if len(bare) == 1 else f"this choice and {len(bare) - 1} more have"
    message = f"{count} no `why`: who chose it is told whether it is right, and learns nothing"
    help_ = "add `why: …` to each choice, or an `explanation: …` to the question"
    reading.fault("unexplained-choice", _place(bare[0], "text"), message, help_)


def check_questions(
    quiz: Sequence[Quiz], node: Node | None, heard: Sequence[Heard], language: str, report: Report
) -> None:
    """Report what the questions of a term have in common that they should not, and that none is on the term.

    `node` is the whole field; `heard` are the spellings of the term.
    """
    nodes = items(node)
    if not quiz or [len(item.choices) for item in quiz] != [_count(each) for each in nodes]:
        return
    _check_twice([item.question.source for item in quiz], nodes, "question", "in `quiz`", report)
    _check_places(quiz, nodes, report)
    texts = [
        text.source
        for item in quiz
        for text in (
            item.question,
            item.explanation,
            *(part for choice in item.choices for part in (choice.text, choice.why)),
        )
        if text is not None
    ]
    if not _is_about(fold("\n".join(texts), language).text, heard):
        place = _place(nodes[0], "question")
        message = "no question, choice or explanation of this quiz names the term, so none asks for its definition"
        help_ = "ask for what the definition says, and name the term"
        report.add("unrelated-quiz", place.start, place.end, message, help_)


def _count(node: Node) -> int:
    return len(items(part(node, "choices"))) if isinstance(node, Mapping) else 0


def _check_places(quiz: Sequence[Quiz], nodes: Sequence[Node], report: Report) -> None:
    places = [
        [place for place, choice in enumerate(item.choices) if choice.correct] for item in quiz if len(item.choices) > 1
    ]
    single = [found[0] for found in places if len(found) == 1]
    if len(single) < FEW or len({*single}) > 1:
        return
    which = _PLACES[single[0]] if single[0] < len(_PLACES) else f"{single[0] + 1}th"
    at = _place(nodes[0], "question")
    message = f"the {which} choice is the correct one in all {len(single)} questions"
    help_ = "move it in some of them, or readers learn the place instead of the term"
    report.add("answer-in-one-place", at.start, at.end, message, help_)


def _is_about(text: str, heard: Sequence[Heard]) -> bool:
    """Whether one of the spellings stands in the folded text, or a word that starts like one of theirs."""
    keys = [one.key for one in heard if one.strength]
    if any(key in text for key in keys):
        return True
    words = {word for key in keys for word in key.split() if len(word) >= _ENDING}
    stems = tuple(word[: max(3, len(word) - _ENDING)] if len(word) > 5 else word for word in words)
    return any(word.strip("\"'“”‘(*_[`").startswith(stems) for word in text.split())
