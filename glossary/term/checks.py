"""What a component must hold beyond the kinds of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.text.address import name_key
from glossary.text.near import nearest
from glossary.yaml.leaves import FLAGS
from glossary.yaml.nodes import Mapping, Node, Scalar, empty, items, part, short
from glossary.yaml.quotes import in_flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.yaml.reading import Reading


def check_table(names: Sequence[str], options: int, node: Mapping, reading: Reading) -> None:
    """Report each row that has more or fewer values than there are options, and a `best` that is no option."""
    keys = {name_key(name): name for name in names if name}
    if isinstance(written := part(node, "options"), Scalar) and "," in written.value:
        reading.fault("wrong-type", written, "`options` wants a list, but here is text", _listed(written))
        return
    if sum(not empty(item) for item in items(written)) != options:
        return
    for row in items(part(node, "rows")):
        if not isinstance(row, Mapping) or (values := part(row, "values")) is None or isinstance(values, Mapping):
            continue
        count = len(items(values))
        if count != options:
            reading.fault(
                "ragged-row",
                values,
                f"this row has {_values(count)}, but the table has {options} option{'s' * (options != 1)}",
                _listed(values)
                if isinstance(values, Scalar) and "," in values.value
                else f"write {_values(options)}, one for each option in their order; "
                + ('an empty one is ""' if count < options else "quote a text that holds a comma"),
            )
        for best in items(part(row, "best")):
            _check_best(best, keys, reading)


def _listed(text: Scalar) -> str:
    return f"write a list: `[{', '.join(short(part.strip(' ()[]')) for part in text.value.split(','))}]`"


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def _check_best(best: Node, keys: dict[str, str], reading: Reading) -> None:
    if isinstance(best, Scalar) and name_key(best.value.strip("[]")) not in keys:
        meant = nearest(best.value, keys)
        help_ = f"did you mean `{keys[meant]}`?" if meant else "write an option as it stands in `options`"
        if "," in best.value and all(name_key(each) in keys for each in best.value.split(",")):
            help_ = _listed(best)
        message = f"`best` names `{short(best.value)}`, which is no option of this table"
        reading.fault("invalid-value", best, message, help_)


def check_quiz(correct: Sequence[int], node: Mapping, reading: Reading) -> None:
    """Report a question without a right answer, or with nothing to choose from."""
    place = part(node, "question") or node
    if len(correct) < len(items(part(node, "choices"))):
        return
    if len(correct) < 2:
        reading.fault(
            "quiz-without-answer",
            place,
            "this question has fewer than two choices",
            "add choices, one of them with `correct: true`",
        )
    elif not any(correct) and not _slip(node):
        first = items(part(node, "choices"))[0]
        help_ = marked() if isinstance(first, Scalar) else "add `correct: true` to the right choice"
        reading.fault("quiz-without-answer", place, "no choice is marked correct", help_)


def marked(text: str = "") -> str:
    """The help to mark a choice that is a text as correct."""
    return f"write the right choice as `{{text: {in_flow(text) or '…'}, correct: true}}`"


def answer_of(key: Scalar, node: Mapping) -> str:
    """What helps where a key beside the choices of a question says which one is right; empty for another key."""
    choices = [(part(item, "text") if isinstance(item, Mapping) else item) for item in items(part(node, "choices"))]
    texts = [" ".join(text.value.split()) for text in choices if isinstance(text, Scalar)]
    if key.value.casefold() not in _ANSWERS or not texts:
        return ""
    value = part(node, key.value)
    said = " ".join(value.value.split()) if isinstance(value, Scalar) else ""
    number = int(said) if said.isdecimal() and len(said) < _DIGITS else 0
    right = texts[number - 1] if 0 < number <= len(texts) else said if said in texts else ""
    return f"delete it, and {marked(right)}"


_ANSWERS: Final = frozenset({"answer", "answers", "correct", "correct_answer", "right", "solution"})
_DIGITS: Final = 4


def check_steps(node: Mapping, reading: Reading) -> None:
    """Report the steps of a decision aid from which a yes leads nowhere, unless any of them suffices."""
    mode = part(node, "mode")
    if isinstance(mode, Scalar) and mode.value.strip() not in {"", "first"}:
        return
    for step in items(part(node, "steps")):
        then = part(step, "then") if isinstance(step, Mapping) else None
        strange = isinstance(step, Mapping) and any(key.value not in {"ask", "then"} for key, _ in step.items)
        if isinstance(step, Mapping) and not strange and (then is None or empty(then)):
            message = "this step has no `then`, so a yes leads nowhere"
            help_ = "add `then: …`; for criteria of which any suffices, write `mode: any`"
            reading.fault("unanswered-step", part(step, "ask") or step, message, help_)


def _slip(node: Mapping) -> bool:
    """Whether a choice has a misspelt key, or a mark that cannot be read: that was reported, and may be the mark."""
    choices = [choice for choice in items(part(node, "choices")) if isinstance(choice, Mapping)]
    marks = [part(choice, "correct") for choice in choices]
    strange = any(key.value not in {"text", "correct", "why"} for choice in choices for key, _ in choice.items)
    return strange or any(
        mark and not (isinstance(mark, Scalar) and mark.value.strip().lower() in FLAGS) for mark in marks
    )


def check_ids(field: str, node: Node | None, reading: Reading) -> None:
    """Report an id that two items of a list are given: both would answer to one address."""
    seen: set[str] = set()
    for item in items(node):
        given = part(item, "id") if isinstance(item, Mapping) else None
        if not isinstance(given, Scalar) or not (value := given.value.strip()):
            continue
        if value in seen:
            reading.fault(
                "duplicate-id", given, f"the id `{short(value)}` stands twice in `{field}`", "give each its own id"
            )
        seen.add(value)


def check_cover(text: bool, image: bool, alt: bool, node: Mapping, reading: Reading) -> None:  # noqa: FBT001 - three plain facts
    """Report a cover that shows nothing, shows two things, or says nothing to who cannot see it.

    Where a key is unknown, which is told, that may be what is missing.
    """
    if any(key.value not in {"text", "image", "alt"} for key, _ in node.items):
        return
    if text == image:
        what = "both art and a picture" if text else "neither `text` nor `image`"
        help_ = f"{'keep' if text else 'write'} one of `text` and `image`"
        reading.fault("invalid-value", node, f"a cover has {what}", help_)
    elif not alt:
        reading.report.add(
            "missing-field",
            node.start,
            node.start + 1,
            "`alt` is missing here in `cover`",
            "add `alt: …`, which says what the cover shows",
        )
