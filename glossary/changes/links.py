"""Which links between terms are new, and which are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from glossary.graph.glossary import UNLINKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.changes.pairs import Pairs
    from glossary.changes.side import Side
    from glossary.graph.glossary import Glossary, Linked
    from glossary.term.schema import TermId

How = Literal["see_also", "broader", "contrast", "prerequisites", "component", "text", "mention"]
Found = frozenset[tuple["TermId", How]]


class Link(msgspec.Struct, frozen=True, order=True):
    """A link to the term `target`, from a term or from a page that is none (then `source` is the path of its file).

    It is a relation, or stands in a `component`, in a `text` by the author's choice, or there as a `mention` of a name.
    """

    source: str
    target: str
    how: How
    gained: bool


def compare_links(before: Side, after: Side, pairs: Pairs) -> tuple[Link, ...]:
    """The links that only one of the two has, in the order of what they stand on. What a new term links to is as new as
    itself, and what a former one did is gone with it: neither is told. A term with another id stays the same target.
    """
    moved = pairs.moved
    found: list[Link] = []
    for pair in pairs.pairs:
        if not moved and _is_same(before.glossary, after.glossary, pair.before, pair.after):
            continue
        old, new = _of_term(before.glossary, pair.before), _of_term(after.glossary, pair.after)
        found += _differing(pair.after, _renamed(old, moved), new)
    old_pages, new_pages = before.glossary.page_targets, after.glossary.page_targets
    for path in old_pages.keys() & new_pages.keys():
        old, new = _of_page(before.glossary, path), _of_page(after.glossary, path)
        found += _differing(path, _renamed(old, moved), new)
    return tuple(sorted(found))


def _is_same(before: Glossary, after: Glossary, old: TermId, new: TermId) -> bool:
    return before.leads_key(old) == after.leads_key(new) and before.ties[old].edges == after.ties[new].edges


def _differing(source: str, old: Found, new: Found) -> Iterator[Link]:
    for target, how in old - new:
        yield Link(source, target, how, gained=False)
    for target, how in new - old:
        yield Link(source, target, how, gained=True)


def _renamed(links: Found, moved: Mapping[TermId, TermId]) -> Found:
    return frozenset((moved.get(target, target), how) for target, how in links) if moved else links


def _of_term(glossary: Glossary, term: TermId) -> Found:
    ties = glossary.ties[term]
    found: set[tuple[TermId, How]] = set()
    related: set[TermId] = set()
    for relation, others in ties.edges.items():
        found.update((other, relation) for other in others)  # type: ignore[misc]  # `edges` go by relation
        related.update(others)
    found.update((other, "component") for other in ties.named.values() if other not in related and other != term)
    return frozenset(found) | _of_text(ties.cited, glossary.linked.get(term, UNLINKED))


def _of_page(glossary: Glossary, path: str) -> Found:
    cited: list[TermId] = [target.id for target in glossary.page_targets[path] if target.kind == "term"]  # type: ignore[misc]  # of a term's target the id is a term's
    return _of_text(cited, glossary.page_linked.get(path, UNLINKED))


def _of_text(cited: Iterable[TermId], linked: Linked) -> Found:
    written = frozenset(cited)
    texts: Iterator[tuple[TermId, How]] = ((other, "text") for other in written)
    mentions: Iterator[tuple[TermId, How]] = ((other, "mention") for other in linked.said if other not in written)
    return frozenset(texts) | frozenset(mentions)
