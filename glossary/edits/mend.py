"""References of one file, mended: each names the heir of the term that it named."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.config.texts import NAMED
from glossary.edits.desk import Edit, Left, changed, made
from glossary.edits.front import read_front
from glossary.edits.links import Way, address_cuts, definitions, is_simple, tables, wiki_cuts
from glossary.edits.references import Finder, references
from glossary.markup.slugs import fragments
from glossary.text.address import name_key
from glossary.text.diagnostic import Span
from glossary.yaml.entries import drop_item
from glossary.yaml.nodes import Mapping, Scalar, Sequence, items, part, short
from glossary.yaml.splice import Cut, splices_of
from glossary.yaml.written import is_flow, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Dictionary

    from glossary.config.texts import Ref
    from glossary.edits.desk import Change, Desk
    from glossary.edits.front import Front
    from glossary.edits.heir import Heir
    from glossary.term.schema import TermId
    from glossary.yaml.nodes import Node
    from glossary.yaml.splice import Splice

_WIKI: Final = re.compile(r"\[\[([^\[\]|]+)((?:\|[^\[\]]*)?)\]\]")


class Mended(NamedTuple):
    """What changes in a file, how many references that mends, and what is left as it is."""

    splices: tuple[Splice, ...]
    number: int
    left: tuple[Left, ...]


class Spot(NamedTuple):
    """A text in the YAML: whether it stands between brackets, and the list and the item of it that it belongs to."""

    scalar: Scalar
    flow: bool
    among: Sequence | None = None
    place: int = 0


def mend(front: Front, refs: Iterable[tuple[Ref, Heir]], finder: Finder, all_refs: Iterable[Ref]) -> Mended:
    """The references of a file, each with its heir, mended; `all_refs` are all that the file has."""
    wanted = tuple(refs)
    changing = {id(ref) for ref, _ in wanted}
    page = _Page(front, finder, tuple(ref for ref in all_refs if id(ref) not in changing))
    for ref, heir in wanted:
        page.mend(ref, heir)
    page.best()
    return Mended(tuple(dict.fromkeys(splices_of(front.text, page.cuts))), page.count, tuple(dict.fromkeys(page.left)))


class _Page:
    """One file on its way."""

    def __init__(self, front: Front, finder: Finder, others: tuple[Ref, ...]) -> None:
        self.front = front
        self.content = front.content
        self.path = front.text.source.path
        self.finder = finder
        self.others = others
        self.there: dict[tuple[str, TermId], list[int]] | None = None
        """Where the terms stand that the fields name and that stay, by field and term."""
        self.defined: dict[str, int] | None = None
        self.rows: list[tuple[int, int]] | None = None
        self.spots = list(_spots(front.node, front.content))
        self.cuts: list[Cut] = []
        self.count = 0
        self.left: list[Left] = []
        self.thinned: set[int] = set()
        self.options: list[tuple[int, str, str]] = []
        """Options of tables that have another name now: where each stands, what it said, what it says."""

    def mend(self, ref: Ref, heir: Heir) -> None:
        start, end = self.front.text.index(ref.start), self.front.text.index(ref.end)
        places = fragments(ref.fragment, by_text=self.front.site.served) if ref.fragment else ()
        if places and heir.anchors is not None and not any(place in heir.anchors for place in places):
            self._leave(ref, f"the page of `{heir.id}` has no such place")
            return
        if ref.kind in NAMED:
            cuts, wanted = self._field(ref, heir, start, end)
        elif ref.kind == "name":
            wanted = bool(heir.said(ref.target, shown=True))
            if wanted and self.rows is None:
                self.rows = tables(self.content)
            cuts = list(wiki_cuts(self.content, (start, end), ref, heir, self.rows or []))
        else:
            core, new = heir.core(ref, self.path)
            wanted = bool(new)
            way = Way(ref, core, new, self.front.site.config.links.base)
            if wanted and self.defined is None:
                self.defined = definitions(self.content)
            cuts = address_cuts(self.content, start, end, way, self.defined or {}) if wanted else []
        if wanted and not cuts:
            self._leave(ref, f"it is written in a way that is not changed here, and leads on to `{heir.id}`")
        self.count += wanted and bool(cuts)
        self.cuts += cuts

    def _leave(self, ref: Ref, why: str) -> None:
        fragment = f"#{ref.fragment}" if ref.fragment else ""
        self.left.append(Left(Span(self.path, ref.start, ref.end), f"still `{short(ref.target)}{fragment}`: {why}"))

    def _field(self, ref: Ref, heir: Heir, start: int, end: int) -> tuple[list[Cut], bool]:
        """The cuts for a name that is the value of a field, and whether there should be any."""
        said = heir.said(ref.target)
        if not said:
            return [], False
        place = bisect_right(self.spots, start, key=lambda spot: spot.scalar.start) - 1
        spot = self.spots[place] if place >= 0 else None
        if spot is None or end > spot.scalar.end:
            return [], True
        if spot.among is not None and self._stands(spot.among, ref, heir):
            return self._thin(spot, ref, heir)
        if not is_simple(said) and _WIKI.fullmatch(spot.scalar.value.strip()):
            said = heir.id
        if ref.field == "tradeoffs":
            self.options.append((start, ref.target, said))
        if (spot.scalar.start, spot.scalar.end) == (start, end):
            value = _with(spot.scalar.value, ref.target, said)
            return [rewritten(spot.scalar, value, self.content, flow=spot.flow)], True
        at = self.content.rfind(ref.target, start, end)
        return ([Cut(at, at + len(ref.target), heir.id)] if at >= 0 else []), True

    def _stands(self, among: Sequence, ref: Ref, heir: Heir) -> bool:
        """Whether the list names the heir, too."""
        if self.there is None:
            self.there = {}
            for other in sorted(self.others, key=lambda each: each.start):
                if other.kind in NAMED and (term := self.finder.term(other, self.path)) is not None:
                    self.there.setdefault((other.field, term), []).append(self.front.text.index(other.start))
        places = self.there.get((ref.field, heir.id), [])
        return bisect_left(places, among.start) < bisect_left(places, among.end)

    def _thin(self, spot: Spot, ref: Ref, heir: Heir) -> tuple[list[Cut], bool]:
        """The list without an item that would stand in it twice."""
        among = spot.among
        alone = among is not None and among.items[spot.place] is spot.scalar and ref.field != "tradeoffs"
        if among is None or not alone or among.start in self.thinned:
            self._leave(ref, f"`{heir.id}` stands beside it already, and this says more than a name")
            return [], False
        self.thinned.add(among.start)
        return [drop_item(self.content, among, spot.place)], True

    def best(self) -> None:
        """Name the options of tables in `best` as they are called now."""
        found = self.front.entry("tradeoffs") if self.options else None
        for table in items(found[1]) if found else ():
            said = {name_key(old): new for at, old, new in self.options if table.start <= at < table.end}
            for row in items(part(table, "rows")) if isinstance(table, Mapping) and said else ():
                best = part(row, "best") if isinstance(row, Mapping) else None
                within = is_flow(table, self.content) or self.front.flow
                for spot in _spots(best, self.content, flow=within or is_flow(row, self.content)):
                    if new := said.get(name_key(spot.scalar.value.strip("[]"))):
                        self.cuts.append(rewritten(spot.scalar, new, self.content, flow=spot.flow))


def _with(value: str, target: str, said: str) -> str:
    """A value in which a name, the part of `[[…]]` or of a path, became another."""
    if found := _WIKI.fullmatch(value.strip()):
        return f"[[{said}{found[2]}]]"
    at = value.rfind(target)
    return value[:at] + said + value[at + len(target) :] if at >= 0 else said


def _spots(node: Node | None, content: str, *, flow: bool = False) -> Iterator[Spot]:
    """All texts in a node."""
    if isinstance(node, Scalar):
        yield Spot(node, flow)
        return
    if node is None:
        return
    flow = flow or is_flow(node, content)
    if isinstance(node, Mapping):
        for _, value in node.items:
            yield from _spots(value, content, flow=flow)
        return
    for place, item in enumerate(node.items):
        own = item if isinstance(item, Scalar) else _name_of(item)
        for spot in _spots(item, content, flow=flow):
            yield spot._replace(among=node, place=place) if spot.scalar is own else spot


def _name_of(item: Node) -> Node | None:
    """What an item of a list is about, which says more than a name."""
    return (part(item, "term") or part(item, "concept")) if isinstance(item, Mapping) else None


class Own(NamedTuple):
    """What an edit does to one file besides mending its references; `target` is its new path, if it moves."""

    splices: tuple[Splice, ...] = ()
    done: tuple[str, ...] = ()
    target: str = ""


def mend_all(desk: Desk, heir_of: Callable[[Ref, str, TermId], Heir | None], own: Dictionary[str, Own]) -> Edit:
    """The edit in which each reference of which `heir_of` (asked with its file, and the term that it leads to) knows an
    heir names that; `own` is what else is done, by the paths of files.
    """
    finder = Finder(desk.glossary)
    changes: list[Change] = []
    left: list[Left] = []
    for path, refs in references(desk.glossary):
        wanted = [
            (ref, heir)
            for ref in refs
            if (term := finder.term(ref, path)) is not None and (heir := heir_of(ref, path, term)) is not None
        ]
        mine = own.get(path, Own())
        front = read_front(desk.sources[path], desk.glossary.site) if wanted or mine != Own() else None
        if front is None:
            continue
        mended = mend(front, wanted, finder, refs)
        splices = (*mine.splices, *mended.splices)
        changes.append(changed(front.text.source, splices, mine.done, mine.target, mended.number))
        left += mended.left
    return made(changes, left)
