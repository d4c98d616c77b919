"""What is safe to mend without asking, in all files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.edits.desk import Change, Edit, Left, made
from glossary.edits.heir import Heir
from glossary.edits.mend import mend_all
from glossary.edits.references import Finder
from glossary.edits.tidy import tidied
from glossary.term.card import Standing
from glossary.term.deal import meaning
from glossary.text.address import bare
from glossary.text.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossary.config.texts import Ref
    from glossary.edits.desk import Desk
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.schema import TermId
    from glossary.text.source import Source

LAPSES: Final = "former names stay here: a review holds for this text, and would lapse if they were mended"


def fix(desk: Desk, but: Collection[str] = ()) -> Edit:
    """The edit of all that is safe, with the files `but` as they are: references by a former name or address, slips in
    keys, stray spaces, the order of fields. What a review holds for stays as it was read.
    """
    glossary = desk.glossary
    cards = {card.path: card for card in (*glossary.terms.values(), *glossary.gone)}
    mended = _mended(desk)
    mends = {change.path: change for change in mended.changes}
    left = list(mended.left)
    changes = []
    for path, source in desk.sources.items():
        if path in but:
            continue
        card = cards.get(path)
        number = 0
        new = source
        reviewed = _Reviewed(desk, source) if card is not None and card.standing == Standing.VERIFIED else None
        if path in mends:
            new = msgspec.structs.replace(source, data=mends[path].after)
            number = mends[path].references
            if reviewed and not reviewed.holds(new):
                left.append(Left(Span(path, *card.name) if card else Span(path, 0, 0), LAPSES))
                new, number = source, 0
        keep = reviewed.holds if reviewed else _any
        new, done = tidied(new, glossary.site, keep, term=card is not None)
        changes.append(Change(path, path, source.data, new.data, done, number))
    return made(changes, left)


def _any(_source: Source) -> bool:
    return True


class _Reviewed:
    """A file with a review that holds."""

    def __init__(self, desk: Desk, source: Source) -> None:
        self.desk = desk
        self.digest = self._meaning(source)

    def _meaning(self, source: Source) -> str:
        entry, _ = self.desk.reader.read(source)
        return meaning(entry.term) if entry else ""

    def holds(self, source: Source) -> bool:
        """Whether the review holds for another state of the file."""
        return self._meaning(source) == self.digest


def _mended(desk: Desk) -> Edit:
    """The edit in which each reference by a former name or address says the present one."""
    glossary = desk.glossary
    finder = Finder(glossary)
    heirs: dict[TermId, Heir] = {}

    def heir_of(ref: Ref, _path: str, term: TermId) -> Heir | None:
        if not finder.is_former(ref):
            return None
        if term not in heirs:
            heirs[term] = _heir(glossary, glossary.terms[term])
        return heirs[term]

    return mend_all(desk, heir_of, {})


def _heir(glossary: Glossary, card: Card) -> Heir:
    clear = glossary.names.find(card.term).one() == card.id
    return Heir(
        id=card.id,
        name=card.term if clear else "",
        bare=bare(card.path),
        former="",
        kept=frozenset(claim.key for claim in card.claims),
        paths=glossary.names.paths,
        folder=glossary.names.folder,
    )
