"""What happens in order: stages, a drawn flow, a decision aid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.pages.join import Markup

if TYPE_CHECKING:
    from glossary.pages.components.view import Scene
    from glossary.term.schema import Facet, Lane, Stage, Term


class FacetView(msgspec.Struct, frozen=True):
    """A labelled answer; several `values` are a list."""

    label: str
    value: Markup
    values: tuple[Markup, ...]


class StageView(msgspec.Struct, frozen=True):
    """A step of a process."""

    title: str
    text: Markup
    facets: tuple[FacetView, ...]


class StagesView(msgspec.Struct, frozen=True):
    """A numbered process."""

    intro: Markup
    steps: tuple[StageView, ...]


def stages(term: Term, scene: Scene) -> StagesView | None:
    """The numbered process of the term."""
    found = term.stages
    if found is None:
        return None
    return StagesView(scene.inline(found.intro), tuple(_stage(step, scene) for step in found.steps))


def _stage(step: Stage, scene: Scene) -> StageView:
    facets = tuple(facet(each, scene) for each in step.facets if each.values)
    return StageView(step.title, scene.inline(step.text), facets)


def facet(given: Facet, scene: Scene) -> FacetView:
    """The view of a labelled answer."""
    values = tuple(scene.inline(value) for value in given.values)
    return FacetView(given.label, values[0] if len(values) == 1 else Markup(), values if len(values) > 1 else ())


class BoxView(msgspec.Struct, frozen=True):
    """A box of a drawn flow; an activity says so in a word that only screen readers meet, beside its heavy frame."""

    title: str
    note: Markup
    activity: str


class LaneView(msgspec.Struct, frozen=True):
    """A row of boxes."""

    title: str
    steps: tuple[BoxView, ...]


class LifecycleView(msgspec.Struct, frozen=True):
    """A drawn flow; `text` is its caption, and `key` says what heavy boxes are, where there are any."""

    text: Markup
    key: str
    lanes: tuple[LaneView, ...]


def lifecycle(term: Term, scene: Scene) -> LifecycleView | None:
    """The drawn flow of the term."""
    found = term.lifecycle
    if found is None:
        return None
    lanes = tuple(_lane(lane, scene) for lane in found.lanes)
    heavy = any(step.activity for lane in lanes for step in lane.steps)
    return LifecycleView(scene.inline(found.text), scene.word("lifecycle.key") if heavy else "", lanes)


def _lane(lane: Lane, scene: Scene) -> LaneView:
    word = scene.word("lifecycle.activity")
    return LaneView(
        lane.title or "",
        tuple(
            BoxView(step.title, scene.inline(step.note), word if step.kind == "activity" else "") for step in lane.steps
        ),
    )


class AskView(msgspec.Struct, frozen=True):
    """A question, and what a yes leads to."""

    ask: Markup
    then: Markup


class DecisionView(msgspec.Struct, frozen=True):
    """A decision aid, and how it is read."""

    question: Markup
    how: str
    steps: tuple[AskView, ...]
    otherwise: Markup


def decision(term: Term, scene: Scene) -> DecisionView | None:
    """The decision aid of the term."""
    found = term.decision
    if found is None:
        return None
    steps = tuple(AskView(scene.inline(step.ask), scene.inline(step.then)) for step in found.steps)
    how = scene.word(f"decision.{found.mode}")
    return DecisionView(scene.inline(found.question), how, steps, scene.inline(found.otherwise))
