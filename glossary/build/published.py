"""Which ids were published: read from `glossary.lock`, and added to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.creation import create
from glossary.build.refused import Refused
from glossary.build.run import look_through
from glossary.build.sources import read_source
from glossary.checks.published import LOCK, add_to_lock, check_published, read_lock, write_lock
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
    """Add the ids of all terms, and those that lead to one, to the lock; none is ever taken out, and no remark. Nothing
    is written where the glossary has an error. Raises as `build` and `rewrite` do.
    """
    from glossary.build.rewrite import editing, rewrite  # every build imports this module
    from glossary.edits.desk import Change

    with editing(options):
        result = look_through(options, progress)
        if any(found.severity == "error" for found in result.diagnostics):
            return Publication(0, 0, result)
        wanted = {*result.glossary.terms, *result.glossary.redirected}
        if not os.path.lexists(f"{options.root}/{LOCK}"):
            create(options.root, LOCK, write_lock(wanted))
            return Publication(len(wanted), len(wanted), result)
        source = read_source(options.root, LOCK)
        if isinstance(source, Diagnostic):
            raise Refused(f"{LOCK} was changed meanwhile", "run the command again")
        before = read_lock(source)[0].keys()
        if new := wanted - before:
            change = Change(LOCK, LOCK, source.data, add_to_lock(source, new), ())
            rewrite(options.root, (change,), ("",))
        return Publication(len(new), len(new) + len(before), result)
