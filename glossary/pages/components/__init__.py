"""The components of a term's page: what each macro of `templates/components/` gets.

`view_component` gives the heading and the item of one component; the page numbers the heading and calls the macro that
is named as the noun, with the item and `site`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.pages.components import exercises, lists, process, related, tables, works
from glossary.pages.components.view import ComponentView, Scene
from glossary.term.anchors import component_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.graph.glossary import Leads
    from glossary.pages.join import Joiner
    from glossary.term.schema import Term, TermId

VIEWS: tuple[tuple[str, Callable[[Term, Scene], Any]], ...] = (
    ("senses", related.senses),
    ("stages", process.stages),
    ("lifecycle", process.lifecycle),
    ("groups", lists.groups),
    ("tradeoffs", tables.tradeoffs),
    ("decision", process.decision),
    ("implications", lists.implications),
    ("avoid", lists.avoid),
    ("usage", lists.usage),
    ("facts", lists.facts),
    ("misconceptions", lists.misconceptions),
    ("takeaways", lists.takeaways),
    ("vocabulary", related.vocabulary),
    ("faq", exercises.faq),
    ("quiz", exercises.quiz),
    ("match", related.match),
    ("see_also", related.see_also),
    ("opinion", lists.opinion),
    ("sources", works.sources),
    ("resources", works.resources),
    ("open_questions", lists.open_questions),
)
"""Every component, in the order of `COMPONENTS`."""

_BY_NOUN = dict(VIEWS)


def view_component(noun: str, term: Term, join: Joiner, leads: Leads, *, only: str = "") -> ComponentView | None:
    """The component `noun` of `term`, whose references lead to `leads`; `None` where it has nothing to show.

    `only` restricts trade-off tables and senses to the one with that id.
    """
    item = _BY_NOUN[noun](term, Scene(term, join, leads, only))
    if not item:
        return None
    return ComponentView(noun, join.prefix + component_id(noun), _title(noun, term, join), item)


def view_borrowed(owner: Term, table: str, page: TermId, join: Joiner, leads: Leads) -> ComponentView | None:
    """The table of another term as the page of `page` shows it: its column marked, the owner named."""
    item = tables.tradeoffs(owner, Scene(owner, join, leads, table), page)
    if item is None:
        return None
    return ComponentView("tradeoffs", join.prefix + component_id("tradeoffs"), _title("tradeoffs", owner, join), item)


def view_shared(owner: Term, table: str, join: Joiner, leads: Leads) -> tables.TradeoffsView:
    """The table on a page of no term: no column marked, the owner named."""
    return tables.tradeoffs(owner, Scene(owner, join, leads, table), tables.NOBODY) or tables.TradeoffsView("", ())


def _title(noun: str, term: Term, join: Joiner) -> str:
    """The author's title where the format has one, else the word of the catalogue."""
    if noun == "stages" and term.stages and term.stages.title:
        return term.stages.title
    if noun == "lifecycle" and term.lifecycle and term.lifecycle.title:
        return term.lifecycle.title
    return join.labels.text(f"{noun}.title")


__all__ = ["VIEWS", "ComponentView", "Scene", "view_borrowed", "view_component", "view_shared"]
