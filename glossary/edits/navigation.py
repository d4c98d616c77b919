"""Entries of the bar that lead to the page of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.config.read import NAME
from glossary.edits.desk import Left
from glossary.edits.front import read_front
from glossary.edits.mend import Own
from glossary.term.schema import TermId
from glossary.text.address import term_address
from glossary.text.diagnostic import Span
from glossary.yaml.splice import Splice

if TYPE_CHECKING:
    from glossary.edits.desk import Desk
    from glossary.edits.heir import Heir


def navigated(desk: Desk, heir: Heir) -> tuple[Own | None, tuple[Left, ...]]:
    """The entries of the bar that lead to the page of a term, leading to that of its heir (`None` without any); and
    those that stay, because that page lacks the place to which they lead.
    """
    old, new = term_address(TermId(heir.former)), term_address(heir.id)
    entries = [
        entry for entry in desk.glossary.site.entries if entry.kind == "url" and entry.target.partition("#")[0] == old
    ]
    front = read_front(desk.sources[NAME], desk.glossary.site) if entries else None
    if front is None:
        return None, ()
    data = front.text.source.data
    splices, left = [], []
    for entry in entries:
        fragment = entry.target.partition("#")[2]
        at = data.find(old.encode(), entry.start, entry.end)
        if fragment and heir.anchors is not None and fragment not in heir.anchors:
            why = f"still `{entry.target}`: the page of `{heir.id}` has no such place"
            left.append(Left(Span(NAME, entry.start, entry.end), why))
        elif at >= 0:
            splices.append(Splice(at, at + len(old.encode()), new.encode()))
    return Own(tuple(splices), ("the bar",)) if splices else None, tuple(left)
