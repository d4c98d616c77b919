"""The text of a term's page in the order in which it is read.

Senses, the body with the components placed in it, the other components, among them what the term is taken for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.markup.segments import Component
from glossary.pages.components import view_borrowed, view_component
from glossary.pages.join import Markup
from glossary.pages.outline import FEWEST, Content, Outline, pieces, survey
from glossary.term.anchors import component_ids
from glossary.term.schema import COMPONENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Borrowed, Leads
    from glossary.pages.components import ComponentView
    from glossary.pages.frame import Desk
    from glossary.pages.join import Joiner
    from glossary.term.schema import Term, TermId

BEFORE_BODY: Final = "senses"
TEXT: Final = "text"
TAKEN_FOR: Final = "contrast"
MOST_TAKEN: Final = 100
"""Terms that say of themselves that they are taken for another, on the page of that one."""


class Part(msgspec.Struct, frozen=True):
    """A piece of the page. `noun` names the macro that shows `item`; a piece of the body is finished `html`.

    Without a title it has no heading: the text around it brings one.
    """

    noun: str
    id: str
    number: str
    title: str
    html: Markup
    item: Any


class Row(msgspec.Struct, frozen=True):
    """A term that this one is taken for, and how the two differ."""

    number: str
    id: str
    name: str
    href: str
    why: Markup
    definition: str


class Taken(msgspec.Struct, frozen=True):
    """The terms that this one is taken for; `more` counts those that say so and are not shown."""

    rows: tuple[Row, ...]
    more: str


def make_parts(desk: Desk, term: Term, joiner: Joiner, leads: Leads) -> tuple[tuple[Part, ...], tuple[Content, ...]]:
    """The parts of the page of `term`, and the list of its contents."""
    builder = _Builder(desk, term, joiner, leads)
    return tuple(builder.parts()), builder.outline.listed()


class _Builder:
    def __init__(self, desk: Desk, term: Term, joiner: Joiner, leads: Leads) -> None:
        self.desk = desk
        self.term = term
        self.joiner = joiner
        self.leads = leads
        found = survey(term.body.segments)
        borrowed = desk.glossary.borrowed.get(term.id, ())
        self.placed = found.placed
        self.left = tuple(
            [noun for noun in COMPONENTS if getattr(term, noun) and not _placed(term, noun, found.placed)]
        )
        self.borrowed = tuple({(lent.owner, lent.table): lent for lent in borrowed}.values())
        self.rows = tuple(self._rows())
        lent = bool(self.borrowed) and "tradeoffs" not in self.left
        headed = {*self.left, *(("tradeoffs",) if self.borrowed else ())}
        self.opening = {noun for noun, _ in found.opening if noun in COMPONENTS and getattr(term, noun)} - headed
        sections = found.sections + len(self.opening) + len(self.left) + bool(self.rows) + lent
        self.outline = Outline(numbered=sections >= FEWEST)
        self.unnamed = {noun for noun, _ in self.placed if noun not in headed}
        """Components without a heading of ours, whose fragment is the first place where the body puts them."""

    def parts(self) -> Iterator[Part]:
        if BEFORE_BODY in self.left:
            yield from self._component(BEFORE_BODY)
        for piece in pieces(self.term.body, self.leads, self.joiner, self.outline):
            if isinstance(piece, Component):
                yield from self._here(piece)
            else:
                yield Part(TEXT, "", "", "", piece, None)
        for noun in COMPONENTS:
            if noun == "see_also" and self.rows:
                yield self._taken_for()
            if noun in self.left and noun != BEFORE_BODY:
                yield from self._component(noun)
            if noun == "tradeoffs" and self.borrowed:
                yield from self._lent()

    def _component(self, noun: str) -> Iterator[Part]:
        """A component below a heading of its own, without what the body has placed elsewhere."""
        placed = [made for placed, made in self.placed if placed == noun]
        title = ""
        for only in [made for made in component_ids(self.term, noun) if made not in placed] if placed else ("",):
            found = view_component(noun, self.term, self.joiner, self.leads, only=only)
            if found is None:
                continue
            yield self._more(found) if title else self._headed(found)
            title = found.title

    def _here(self, placed: Component) -> Iterator[Part]:
        """A component at the place that the body gives it."""
        if placed.noun not in COMPONENTS:  # a fault that was told; the page is made all the same
            return
        found = view_component(placed.noun, self.term, self.joiner, self.leads, only=placed.id)
        if found is None:
            return
        named = placed.noun in self.unnamed
        self.unnamed.discard(placed.noun)
        if named and placed.noun in self.opening:
            yield self._headed(found)
        else:
            yield self._more(found, found.id if named else "")

    def _lent(self) -> Iterator[Part]:
        """The tables of other terms in which this one is an option."""
        headed = "tradeoffs" in self.left
        for table in self.borrowed:
            found = self._borrow(table)
            if found is None:
                continue
            yield self._more(found) if headed else self._headed(found)
            headed = True

    def _borrow(self, table: Borrowed) -> ComponentView | None:
        owner = self.desk.shelf.term(table.owner)
        leads = self.desk.glossary.leads(table.owner)
        return view_borrowed(owner, table.table, self.term.id, self.joiner, leads)

    def _headed(self, found: ComponentView) -> Part:
        number = self.outline.section(found.id, found.title)
        return Part(found.noun, found.id, number, found.title, Markup(), found.item)

    def _more(self, found: ComponentView, made: str = "") -> Part:
        return Part(found.noun, made, "", "", Markup(), found.item)

    def _taken_for(self) -> Part:
        title = self.desk.labels.text("term.contrast")
        made = self.joiner.prefix + TAKEN_FOR
        return Part(
            TAKEN_FOR, made, self.outline.section(made, title), title, Markup(), Taken(self.rows, self._unshown())
        )

    def _rows(self) -> Iterator[Row]:
        """What this term says it is taken for, then what others say of it."""
        glossary, joiner = self.desk.glossary, self.joiner
        said = {self.leads.named.get(reason.term): reason.why for reason in reversed(self.term.contrast)}
        for other in glossary.contrast.get(self.term.id, ()):
            yield self._row(other, joiner.inline(said.get(other), self.leads))
        for other in glossary.contrasted.get(self.term.id, ())[:MOST_TAKEN]:
            theirs = glossary.leads(other)
            reasons = glossary.terms[other].contrast
            why = next((r.why for r in reasons if theirs.named.get(r.name) == self.term.id), None)
            yield self._row(other, joiner.inline(why, theirs))

    def _unshown(self) -> str:
        left = len(self.desk.glossary.contrasted.get(self.term.id, ())) - MOST_TAKEN
        return self.desk.labels.count("list.more", left) if left > 0 else ""

    def _row(self, other: TermId, why: Markup) -> Row:
        face = self.joiner.face(other)
        return Row(face.number, face.id, face.name, face.href, why, face.definition)


def _placed(term: Term, noun: str, placed: frozenset[tuple[str, str]]) -> bool:
    """Whether the body has placed all of a component."""
    return bool(placed) and ((noun, "") in placed or all((noun, made) in placed for made in component_ids(term, noun)))
