"""All files of a site with their keys, before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from glossary.build.seats import place
from glossary.config.exports import is_wanted
from glossary.exporters import assets, feed, html, llms, previews, questions, robots, schemas, search, sitemap
from glossary.exporters.artifact import Artifact, Exporter, Workshop
from glossary.pages.join import picture_address
from glossary.pages.keys import Keys
from glossary.pages.stale import Facts, Last, Was, facts_of, stale
from glossary.text.address import term_address
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.build.memo import State
    from glossary.build.sources import Files
    from glossary.build.stamp import World
    from glossary.graph.glossary import Glossary
    from glossary.term.schema import TermId
    from glossary.text.diagnostic import Diagnostic

EXPORTERS: tuple[Exporter, ...] = (html, assets, search, previews, questions, sitemap, feed, llms, robots, schemas)
"""All exporters, in the order in which they run."""

COPY = "copy"
"""The exporter of files that are taken over byte for byte; done here, for it reads the site's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files of a site by path, what is needed to make them, and which files of its folder have no place in it."""

    artifacts: Mapping[str, Artifact]
    workshop: Workshop
    root: str
    facts: Facts
    faults: tuple[Diagnostic, ...] = ()


def make_plan(workshop: Workshop, files: Files, world: World, root: str, before: State | None = None) -> Plan:
    """Every file that the site will have. What its folder brings comes last, and takes no other file's place but that
    of robots.txt. `before` is the state that the last build left, if its sources were read alike.
    """
    keys = Keys(workshop.glossary, workshop.theme.digest, workshop.labels)
    facts = facts_of(keys)
    held = _held(before, facts, workshop.glossary) if before else NOTHING
    keys.holding = held.terms
    artifacts = {artifact.path: artifact for artifact in (*held.lists, *_planned(workshop, keys, held))}
    lists = tuple((path, made.exporter, made.kind, made.id) for path, made in artifacts.items() if _is_list(made))
    own = [(_address(path), path) for path in dict.fromkeys((*files.pictures, *files.statics, *files.roots))]
    own = [(address, path) for address, path in own if path.removeprefix("static/") not in workshop.theme.assets]
    placed, faults = place(own, [path for path in artifacts if path != robots.ADDRESS]) if own else ({}, ())
    for address, path in placed.items():
        key = digest(path.encode(), repr(tuple(world.files[path])).encode())
        artifacts[address] = Artifact(address, key, COPY, COPY, path)
    facts = msgspec.structs.replace(facts, lists=lists)
    return Plan(artifacts=artifacts, workshop=workshop, root=root, facts=facts, faults=faults)


class Held(NamedTuple):
    """What holds of the plan of the build before: keys of pages of terms, and all lists if any."""

    terms: Mapping[TermId, bytes]
    lists: tuple[Artifact, ...]


NOTHING: Final = Held({}, ())


def _is_list(artifact: Artifact) -> bool:
    return artifact.exporter == sitemap.NAME or (artifact.exporter == html.NAME and artifact.kind in html.LISTS)


def _planned(workshop: Workshop, keys: Keys, held: Held) -> Iterator[Artifact]:
    yield from html.plan_with(keys, html.LISTS if held.lists else ())
    config = workshop.glossary.site.config
    for exporter in EXPORTERS:
        if exporter is html or (held.lists and exporter is sitemap) or not is_wanted(exporter.NAME, config):
            continue
        yield from exporter.plan(workshop.glossary, workshop.theme, workshop.labels)


def _held(before: State, now: Facts, glossary: Glossary) -> Held:
    """What holds of the plan of the build before."""
    if before.facts is None:
        return NOTHING
    found = stale(_last(before, before.facts, glossary), now, glossary)
    if found is None:
        return NOTHING
    pages = before.pages
    held = {term: key for term in glossary.terms if term not in found.terms and (key := pages.get(term_address(term)))}
    if found.lists or not all(path in pages for path, *_ in before.facts.lists):
        return Held(held, ())
    return Held(held, tuple(Artifact(path, pages[path], *rest) for path, *rest in before.facts.lists))


def _last(before: State, facts: Facts, glossary: Glossary) -> Last:
    terms, ties, linked = glossary.terms, glossary.ties, glossary.linked
    same: set[TermId] = set()
    others: dict[TermId, Was] = {}
    for known in before.sources.values():
        card = known.card
        if card is None or known.ties is None or known.linked is None:
            continue
        term = card.id
        if terms.get(term) is card and ties[term] is known.ties and linked.get(term) is known.linked:
            same.add(term)
        else:
            others[term] = Was(card, known.ties, known.linked)
    return Last(facts, same, others)


def _address(path: str) -> str:
    """Where a file of the site's folder stands in the site."""
    return path.removeprefix("root/") if path.startswith("root/") else picture_address(path)
