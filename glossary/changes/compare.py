"""Two glossaries become what changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from glossary.changes.fields import Field, compare_terms, compare_values
from glossary.changes.links import Link, compare_links
from glossary.changes.pairs import By, pair
from glossary.changes.side import by_id
from glossary.term.card import Standing
from glossary.term.deal import bare
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.changes.pairs import Pair, Pairs
    from glossary.changes.side import Side
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.schema import Term


class Added(msgspec.Struct, frozen=True):
    """A term that is new. `was` says what stood under its id before: a draft, or an address that led elsewhere."""

    id: str
    name: str
    path: str
    definition: str
    was: Literal["", "draft", "redirect"] = ""


class Retired(msgspec.Struct, frozen=True):
    """A term that is out of use: gone, a draft again, or still shown as deprecated. `heir` is what to read instead."""

    id: str
    name: str
    path: str
    now: Literal["gone", "draft", "deprecated"]
    heir: str = ""


class Renamed(msgspec.Struct, frozen=True):
    """A term that has another id now. `by` says how it is known: by a redirect from its old id, by its file, or by its
    text. With `leads` the old address leads on.
    """

    old: str
    id: str
    old_name: str
    name: str
    path: str
    by: By
    leads: bool


class Changed(msgspec.Struct, frozen=True):
    """A term that is in both, and the fields that are not what they were."""

    id: str
    name: str
    path: str
    fields: tuple[Field, ...]


class Review(msgspec.Struct, frozen=True):
    """A review that held and does not any more (`changed`: the text is another one, `unsourced`: it names no sources,
    `removed`: it was taken out), or one that holds now.
    """

    id: str
    name: str
    path: str
    by: tuple[str, ...]
    now: Literal["changed", "unsourced", "removed", "verified"]


class Ended(msgspec.Struct, frozen=True):
    """An id from which nothing leads on any more. `heir` is a term that could answer for it, where one is known."""

    id: str
    heir: str = ""
    path: str = ""


class File(msgspec.Struct, frozen=True, order=True):
    """A file that is no term, or a draft: it is new, gone, or changed."""

    path: str
    title: str
    now: Literal["new", "gone", "changed"]


class Pages(msgspec.Struct, frozen=True):
    """The pages of the site by address: those that are new, gone, or made anew; `all` are how many there are now."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    all: int


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one glossary to another; each list in the order of ids or paths."""

    added: tuple[Added, ...]
    renamed: tuple[Renamed, ...]
    retired: tuple[Retired, ...]
    changed: tuple[Changed, ...]
    links: tuple[Link, ...]
    reviews: tuple[Review, ...]
    ended: tuple[Ended, ...]
    drafts: tuple[File, ...]
    texts: tuple[File, ...]
    """Pages that are no terms."""
    config: tuple[Field, ...]
    """The keys of glossary.yml."""
    pages: Pages
    unread: tuple[str, ...]
    """Files of either that could not be read: what they change is not told."""

    @property
    def lapsed(self) -> tuple[Review, ...]:
        """The reviews that do not hold any more."""
        return tuple(review for review in self.reviews if review.now != Standing.VERIFIED)


def compare(before: Side, after: Side) -> Changes:
    """What changed from the one to the other."""
    pairs = pair(before, after)
    retired, changed = _retired(before, after, pairs), []
    deprecated = {each.id for each in retired if each.now == "deprecated"}
    for each in pairs.pairs:
        old, new = before.glossary.terms[each.before], after.glossary.terms[each.after]
        if old.digest == new.digest:
            continue
        but = {*_TOLD[each.by], *(_OUT_OF_USE if new.id in deprecated else ())}
        fields = [*_moved(old, new, each), *compare_terms(*_whole(before, after, each), but)]
        if fields:
            changed.append(Changed(new.id, new.term, new.path, tuple(fields)))
    return Changes(
        added=tuple(_added(before, after, pairs)),
        renamed=tuple(_renamed(before, after, pairs)),
        retired=retired,
        changed=tuple(changed),
        links=compare_links(before, after, pairs),
        reviews=tuple(_reviews(before, after, pairs)),
        ended=ended(before, after, pairs),
        drafts=tuple(_drafts(before, after)),
        texts=tuple(_texts(before.glossary, after.glossary)),
        config=tuple(_config(before.glossary, after.glossary)),
        pages=_pages(before, after),
        unread=tuple(sorted({*before.unread.values(), *after.unread.values()})),
    )


def ended(before: Side, after: Side, pairs: Pairs) -> tuple[Ended, ...]:
    """The ids that led somewhere and do not any more."""
    heirs = pairs.moved
    found = []
    for former in sorted({*before.glossary.terms, *before.glossary.redirected}):
        if not after.leads(former):
            heir = heirs.get(before.glossary.redirected.get(former, TermId(former)))
            card = after.glossary.terms[heir] if heir else after.glossary.find(former)
            found.append(Ended(former, card.id, card.path) if card else Ended(former))
    return tuple(found)


_OUT_OF_USE: Final = frozenset({"status", "replaced_by"})
_TOLD: Final = {"id": (), "redirect": ("id", "redirects"), "file": ("id", "redirects"), "text": ("id", "redirects")}
"""Fields that are told already, by what two terms are known to be the same by."""


def _whole(before: Side, after: Side, both: Pair) -> tuple[Term, Term]:
    return before.shelf.term(both.before), after.shelf.term(both.after)


def _moved(old: Card, new: Card, both: Pair) -> Iterator[Field]:
    """That the file of a term is elsewhere; one with another id has another file anyway."""
    if old.path != new.path and both.by == "id":
        yield Field("file", lost=(old.path,), gained=(new.path,))


def _added(before: Side, after: Side, pairs: Pairs) -> Iterator[Added]:
    drafts = before.drafts()
    for card in _cards(after.glossary, pairs.new):
        was: Literal["", "draft", "redirect"] = "redirect" if before.heir(card.id) else ""
        yield Added(card.id, card.term, card.path, card.definition, "draft" if card.id in drafts else was)


def _retired(before: Side, after: Side, pairs: Pairs) -> tuple[Retired, ...]:
    drafts = after.drafts()
    found = []
    for card in _cards(before.glossary, pairs.gone):
        heir = after.heir(card.id) or ""
        found.append(Retired(card.id, card.term, card.path, "draft" if card.id in drafts else "gone", heir))
    for each in pairs.pairs:
        old, new = before.glossary.terms[each.before], after.glossary.terms[each.after]
        if new.status == "deprecated" != old.status:
            instead = after.glossary.find(new.replaced_by) if new.replaced_by else None
            found.append(Retired(new.id, new.term, new.path, "deprecated", instead.id if instead else ""))
    return tuple(sorted(found, key=lambda each: each.id))


def _renamed(before: Side, after: Side, pairs: Pairs) -> Iterator[Renamed]:
    for each in pairs.pairs:
        if each.by != "id":
            old, new = before.glossary.terms[each.before], after.glossary.terms[each.after]
            yield Renamed(old.id, new.id, old.term, new.term, new.path, each.by, after.leads(old.id))


def _reviews(before: Side, after: Side, pairs: Pairs) -> Iterator[Review]:
    for each in pairs.pairs:
        old, new = before.glossary.terms[each.before], after.glossary.terms[each.after]
        held, holds = old.standing == Standing.VERIFIED, new.standing == Standing.VERIFIED
        if held == holds:
            continue
        old_term, new_term = _whole(before, after, each)
        review = new_term.reviewed if holds else old_term.reviewed
        by = tuple(review.by) if review else ()
        yield Review(new.id, new.term, new.path, by, new.standing or "removed")  # type: ignore[arg-type]  # a `Standing`


def _drafts(before: Side, after: Side) -> Iterator[File]:
    """Drafts of both. One that is published now, or was until now, is told as a term."""
    old, new = before.drafts(), after.drafts()
    for card in by_id(new.values()):
        if card.id in old and old[card.id].digest != card.digest:
            yield File(card.path, card.term, "changed")
        elif card.id not in old and card.id not in before.glossary.terms:
            yield File(card.path, card.term, "new")
    for card in by_id(old.values()):
        if card.id not in new and card.id not in after.glossary.terms and card.id not in after.unread:
            yield File(card.path, card.term, "gone")


def _texts(before: Glossary, after: Glossary) -> Iterator[File]:
    old, new = ({leaf.path: leaf for leaf in each.pages} for each in (before, after))
    for path in sorted(old.keys() | new.keys()):
        if path not in new:
            yield File(path, old[path].title, "gone")
        elif path not in old:
            yield File(path, new[path].title, "new")
        elif bare((old[path].title, old[path].order, old[path].body)) != bare(
            (new[path].title, new[path].order, new[path].body)
        ):
            yield File(path, new[path].title, "changed")


def _config(before: Glossary, after: Glossary) -> Iterator[Field]:
    old, new = before.site.config, after.site.config
    for name in old.__struct_fields__:
        one, other = bare(getattr(old, name)), bare(getattr(new, name))
        if isinstance(one or {}, dict) and isinstance(other or {}, dict):
            one, other = one or {}, other or {}
            keys = dict.fromkeys((*one, *other))
            yield from (
                compare_values(f"{name}.{key}", one.get(key), other.get(key))
                for key in keys
                if one.get(key) != other.get(key)
            )
        elif one != other:
            yield compare_values(name, one, other)


def _pages(before: Side, after: Side) -> Pages:
    old, new = before.pages, after.pages
    return Pages(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(address for address in old.keys() & new.keys() if old[address] != new[address])),
        len(new),
    )


def _cards(glossary: Glossary, terms: tuple[TermId, ...]) -> list[Card]:
    return [glossary.terms[term] for term in terms]
