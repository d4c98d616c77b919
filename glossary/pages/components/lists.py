"""Plain lists of what matters: groups, consequences, facts, usage, what to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.pages.components.works import Work, work
from glossary.pages.join import Markup

if TYPE_CHECKING:
    from glossary.pages.components.view import Scene
    from glossary.term.schema import Group, Term


class Labelled(msgspec.Struct, frozen=True):
    """A text with a label, which may be empty."""

    label: str
    text: Markup


class GroupView(msgspec.Struct, frozen=True):
    """A list: of `rows` where all its items have labels, else of `items`, of which some may have one."""

    title: str
    rows: tuple[Labelled, ...]
    items: tuple[Labelled, ...]


def groups(term: Term, scene: Scene) -> tuple[GroupView, ...]:
    """The labelled lists of the term."""
    return tuple(_group(group, scene) for group in term.groups)


def _group(group: Group, scene: Scene) -> GroupView:
    rows = tuple(Labelled(item.label or "", scene.inline(item.text)) for item in group.items)
    labelled = all(row.label for row in rows)
    return GroupView(group.title or "", rows if labelled else (), () if labelled else rows)


def implications(term: Term, scene: Scene) -> tuple[Labelled, ...]:
    """What follows for whom."""
    return tuple(Labelled(item.whom, scene.inline(item.text)) for item in term.implications)


class FactView(msgspec.Struct, frozen=True):
    """A figure, the date at which it held (a phrase), and where it comes from."""

    text: Markup
    as_of: str
    source: Work | None


def facts(term: Term, scene: Scene) -> tuple[FactView, ...]:
    """The dated figures of the term."""
    return tuple(
        FactView(
            scene.inline(fact.text),
            scene.word("facts.as_of", date=fact.as_of) if fact.as_of else "",
            work(fact.source, scene),
        )
        for fact in term.facts
    )


class MisconceptionView(msgspec.Struct, frozen=True):
    """A common claim, put right."""

    claim: Markup
    correction: Markup
    source: Work | None


def misconceptions(term: Term, scene: Scene) -> tuple[MisconceptionView, ...]:
    """Common claims, put right."""
    return tuple(
        MisconceptionView(scene.inline(item.claim), scene.inline(item.correction), work(item.source, scene))
        for item in term.misconceptions
    )


class AvoidView(msgspec.Struct, frozen=True):
    """A wrong usage and the right one, why, and when it holds. `words` are phrases that give it away."""

    avoid: Markup
    write: Markup
    why: Markup
    when: Markup
    words: tuple[str, ...]


def avoid(term: Term, scene: Scene) -> tuple[AvoidView, ...]:
    """Wrong usage and right usage."""
    return tuple(
        AvoidView(
            scene.inline(item.avoid),
            scene.inline(item.write),
            scene.inline(item.why),
            scene.inline(item.when),
            item.words,
        )
        for item in term.avoid
    )


class LineView(msgspec.Struct, frozen=True):
    """A line of a dialogue; `other` tells the second speaker from the first."""

    speaker: str
    says: Markup
    other: bool


def usage(term: Term, scene: Scene) -> tuple[LineView, ...]:
    """A dialogue."""
    speakers = list(dict.fromkeys(line.speaker for line in term.usage))
    return tuple(
        LineView(line.speaker, scene.inline(line.says), speakers.index(line.speaker) % 2 == 1) for line in term.usage
    )


def takeaways(term: Term, scene: Scene) -> tuple[Markup, ...]:
    """What to keep."""
    return tuple(scene.inline(text) for text in term.takeaways)


class OpenView(msgspec.Struct, frozen=True):
    """What is not settled, what is known, what would settle it."""

    question: Markup
    known: Markup
    settles: Markup


def open_questions(term: Term, scene: Scene) -> tuple[OpenView, ...]:
    """What is not settled."""
    return tuple(
        OpenView(scene.inline(item.question), scene.inline(item.known), scene.inline(item.settles))
        for item in term.open_questions
    )


class OpinionView(msgspec.Struct, frozen=True):
    """A view, signed."""

    by: str
    text: Markup


def opinion(term: Term, scene: Scene) -> OpinionView | None:
    """A view, set apart from the facts."""
    return OpinionView(term.opinion.by, scene.inline(term.opinion.text)) if term.opinion else None
