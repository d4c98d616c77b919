"""A glossary for programs: the graph, its edges in one list, and what is wrong with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from glossary.graph.glossary import Glossary as Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.build.whole import Result
    from glossary.term.schema import TermId
    from glossary.text.diagnostic import Diagnostic

RELATIONS: Final = ("see_also", "broader", "contrast", "prerequisites")
"""The relations that authors write."""


class Edge(NamedTuple):
    """From a term to another: a relation of the term's file, or `mention` where its text links there."""

    source: TermId
    relation: str
    target: TermId


class Glossary(Graph, frozen=True, kw_only=True):
    """A glossary as it stands in its folder."""

    edges: tuple[Edge, ...]
    """By the terms that they start from, in the order of the book; each relation in the order of its author."""
    diagnostics: tuple[Diagnostic, ...]
    """All that is wrong with it, in file order."""


def loaded(result: Result) -> Glossary:
    """What a reading came to."""
    graph = result.glossary
    values = {name: getattr(graph, name) for name in graph.__struct_fields__}
    fields: dict[str, Any] = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in values.items()
    }
    return Glossary(**fields, edges=tuple(_edges(graph)), diagnostics=result.diagnostics)


def _edges(graph: Graph) -> Iterator[Edge]:
    mentions: dict[TermId, list[TermId]] = {}
    for target in graph.terms:
        for source in graph.mentioned_in.get(target, ()):
            mentions.setdefault(source, []).append(target)
    for source in graph.terms:
        for relation in RELATIONS:
            for target in getattr(graph, relation).get(source, ()):
                yield Edge(source, relation, target)
        for target in mentions.get(source, ()):
            yield Edge(source, "mention", target)
