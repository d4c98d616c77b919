"""Keeps what the next build wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.build.memo import FORMAT, Known, Packs, Shown, State, compact, sweep, write_shown, write_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.build.reading import Reading
    from glossary.build.scan import Stamp
    from glossary.build.tree import Behind
    from glossary.graph.glossary import Glossary
    from glossary.pages.stale import Facts
    from glossary.term.card import Card

LITTLE = 1000
"""So many useless terms in the packs are no reason to tidy up."""


def state_after(before: State, reading: Reading) -> State:
    """What is remembered of the sources; of the pages and the output as before."""
    return msgspec.structs.replace(
        before,
        format=FORMAT,
        reading=reading.salt,
        sources=_remembered(reading),
        calls=reading.calls,
        drafts=reading.drafts,
        garbage=reading.garbage,
        facts=None,
    )


def _remembered(reading: Reading) -> dict[str, Known]:
    """The sources with what their references come to. Those of terms with faults are resolved anew next time, so that
    the faults are told again.
    """
    ties, linked = reading.glossary.ties, reading.glossary.linked
    pages, targets = reading.glossary.page_linked, reading.glossary.page_targets
    kept = {}
    for path, known in reading.sources.items():
        card = known.card
        shown = card and _is_the(card, reading.glossary)
        tied = ties[card.id] if card and shown and path not in reading.unresolved else None
        read = linked.get(card.id) if card and shown else pages.get(path)
        same = tied is known.ties and read is known.linked
        if same:
            kept[path] = known
        else:
            kept[path] = msgspec.structs.replace(known, ties=tied, linked=read, targets=targets.get(path, ()))
    return kept


def _is_the(card: Card, glossary: Glossary) -> bool:
    """Whether the card is that of the term with its id: a draft, or a second file, may claim the same one."""
    found = glossary.terms.get(card.id)
    return found is not None and found.path == card.path


class Keeper:
    """Keeps the state of the memo. It is written before the new site is shown: what cannot be remembered, for want of
    room or permission, is not shown either.
    """

    def __init__(self, memo: str, before: State) -> None:
        self.memo = memo
        self.before = before

    def state(self, pages: Mapping[str, bytes], out: Mapping[str, Stamp], facts: Facts | None) -> None:
        """The site has these pages, planned with these facts if all of them could be made, and its files will look like
        this once it is shown.
        """
        remember(self.memo, msgspec.structs.replace(self.before, pages=dict(pages), out=dict(out), facts=facts))

    def shown(self, behind: Behind | None) -> None:
        """The staging tree is behind the site by so much."""
        if behind is not None:
            write_shown(self.memo, Shown(behind.generation, behind.site, behind.tree, behind.paths))


def remember(memo: str, state: State) -> None:
    """Keep the state; tidy the packs where half of what lies in them is of no use any more."""
    if state.garbage > max(LITTLE, len(state.sources)):
        state = msgspec.structs.replace(state, sources=compact(memo, state.sources), garbage=0)
    keep(memo, state)


def keep(memo: str, state: State) -> None:
    """Keep the state, and of the packs those in which something of it lies: they stay as they are."""
    write_state(memo, state)
    sweep(memo, state.sources)


def shelf_of(memo: str, reading: Reading) -> Packs:
    """The compiled terms of the glossary; of two files with one id those of the file that has the page."""
    places, passages = {}, {}
    for known in reading.sources.values():
        if known.card and known.kept and known.passage and _is_the(known.card, reading.glossary):
            places[known.card.id] = known.kept
            passages[known.card.id] = known.passage
    return Packs(memo, places, passages)
