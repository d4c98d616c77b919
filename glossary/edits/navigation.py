"""Entries of the bar that lead to the page of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.config.read import NAME
from glossary.edits.front import read_front
from glossary.edits.mend import Own
from glossary.text.address import term_address
from glossary.yaml.splice import Splice

if TYPE_CHECKING:
    from glossary.edits.desk import Desk
    from glossary.term.schema import TermId


def navigated(desk: Desk, old: TermId, new: TermId) -> Own | None:
    """The entries of the bar that lead to the page of one id, leading to that of another; `None` without any."""
    address = term_address(old)
    entries = [
        entry
        for entry in desk.glossary.site.entries
        if entry.kind == "url" and entry.target.partition("#")[0] == address
    ]
    front = read_front(desk.sources[NAME], desk.glossary.site) if entries else None
    if front is None:
        return None
    data = front.text.source.data
    splices = []
    for entry in entries:
        at = data.find(address.encode(), entry.start, entry.end)
        if at >= 0:
            splices.append(Splice(at, at + len(address.encode()), term_address(new).encode()))
    return Own(tuple(splices), ("the bar",)) if splices else None
