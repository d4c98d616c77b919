"""Which ids were published: read from `glossary.lock`, and added to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.creation import replace
from glossary.build.run import look_through
from glossary.build.sources import read_source
from glossary.checks.published import LOCK, check_published, read_lock, write_lock
from glossary.text.address import make_id, stem_of
from glossary.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from glossary.build.memo import Known
    from glossary.build.run import Options
    from glossary.build.whole import Result
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card


class Publication(NamedTuple):
    """How many ids are new in the lock, and how many it holds; both 0 where an error kept it from being written."""

    new: int
    all: int
    result: Result


def vanished(
    root: str, files: Collection[str], sources: Mapping[str, Known], glossary: Glossary
) -> Iterator[Diagnostic]:
    """What is wrong with the lock, and with the ids in it; nothing where there is none among the files."""
    if LOCK not in files:
        return
    source = read_source(root, LOCK)
    if isinstance(source, Diagnostic):
        yield source
        return
    ids, faults = read_lock(source)
    yield from faults
    cards = [known.card for known in sources.values() if known.card is not None]
    drafts: dict[str, Card] = {card.id: card for card in cards if card.status == "draft"}
    unread = (path for path, known in sources.items() if known.card is None and known.leaflet is None)
    told = {make_id(stem_of(path)) for path in unread}
    told.update(card.id for card in cards if card.id not in drafts)
    yield from check_published(ids, glossary, drafts, told)


def lock_of(root: str) -> frozenset[str]:
    """The ids in the lock of a folder; none where there is none that can be read."""
    source = read_source(root, LOCK)
    return frozenset() if isinstance(source, Diagnostic) else frozenset(read_lock(source)[0])


def publish(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Publication:
    """Add the ids of all terms, and those that lead to one, to the lock; none is ever taken out. Nothing is written
    where the glossary has an error. Raises as `build` does.
    """
    result = look_through(options, progress)
    if any(found.severity == "error" for found in result.diagnostics):
        return Publication(0, 0, result)
    before: dict[str, object] = {}
    if os.path.lexists(f"{options.root}/{LOCK}") and not isinstance(
        source := read_source(options.root, LOCK), Diagnostic
    ):
        before.update(read_lock(source)[0])
    ids = {*before, *result.glossary.terms, *result.glossary.redirected}
    if ids != before.keys():
        replace(options.root, LOCK, write_lock(ids))
    return Publication(len(ids) - len(before), len(ids), result)
