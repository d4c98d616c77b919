"""What stands in the way of a new name or id."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from glossary.edits.desk import refused
from glossary.term.card import Rank
from glossary.term.names import MARKUP
from glossary.text.address import LONGEST_NAME, id_fault, name_key
from glossary.text.diagnostic import Span
from glossary.yaml.leaves import id_help
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.schema import TermId
    from glossary.text.diagnostic import Diagnostic


def clashes(glossary: Glossary, card: Card, name: str, new: TermId) -> Iterator[Diagnostic]:
    """Why the term `card` cannot have this name, or the id `new`; each with the place of what has it."""
    own = Span(card.path, *card.name)
    if not name_key(name):
        message = f"the new name {'has no letter or digit' if name.strip() else 'is empty'}"
        yield refused("invalid-value", own, message, "write the name as it stands in a sentence")
    elif len(name) > LONGEST_NAME:
        help_ = "shorten it; what explains belongs in `definition`"
        yield refused("limit", own, f"the new name is longer than {LONGEST_NAME} characters", help_)
    elif found := MARKUP.search(name):
        message = f"a name is plain text: `{short(found.group())}` would be shown as it stands"
        yield refused("unread-markup", own, message, "write the words alone")
    elif fault := id_fault(new):
        help_ = f"{id_help(new)} after `--id`, which need not follow the name"
        yield refused("invalid-id", own, f"`{short(new)}` is no id: {fault}", help_)
    else:
        yield from _names(glossary, card, name)
        if new != card.id:
            yield from _ids(glossary, card, new)


def _names(glossary: Glossary, card: Card, name: str) -> Iterator[Diagnostic]:
    """Other terms that are called so, or were."""
    found = glossary.names.find(name)
    for other in (glossary.terms[term] for term in found.terms if term != card.id):
        was = "was formerly" if found.rank >= Rank.FORMER else "is"
        place = claimed(other, name) if found.rank < Rank.FORMER else former(glossary, other, name)
        help_ = f"choose another name, or take this one from `{other.id}` first"
        if found.rank < Rank.FORMER:
            help_ += f"; if the two are one concept: `glossary retire {card.id} --by {other.id}`"
        yield refused("ambiguous-name", place, f"`{short(name)}` {was} a name of `{other.id}`", help_)


def claimed(card: Card, name: str) -> Span:
    """Where a term claims a name."""
    key = name_key(name)
    for claim in card.claims:
        if claim.key == key and claim.end:
            return Span(card.path, claim.start, claim.end)
    return Span(card.path, *card.name)


def former(glossary: Glossary, card: Card, name: str) -> Span:
    """Where it is written that a term, or what it took the place of, had a name."""
    key = name_key(name)
    for each, place in zip(card.redirects, card.redirect_places, strict=True):
        if name_key(each) == key:
            return Span(card.path, *place)
    gone = (other for other in glossary.gone if any(claim.key == key for claim in other.claims))
    return next((claimed(other, name) for other in gone), Span(card.path, *card.name))


def holder_of(glossary: Glossary, id_: str, but: str = "") -> Card | None:
    """The term whose file would stand where that of an id does; the term `but` left out."""
    folded = unicodedata.normalize("NFC", id_).casefold()
    cards = (card for card in (*glossary.terms.values(), *glossary.gone) if card.id != but)
    return next((card for card in cards if unicodedata.normalize("NFC", card.id).casefold() == folded), None)


def _ids(glossary: Glossary, card: Card, new: TermId) -> Iterator[Diagnostic]:
    """Other terms that stand at the new address, or that are led to from there."""
    if (other := holder_of(glossary, new, but=card.id)) is not None:
        message = f"the id `{new}` belongs to `{other.term}`"
        yield refused("duplicate-id", claimed(other, other.id), message, "choose another id with `--id`")
        return
    holder = glossary.redirected.get(new)
    if holder is not None and holder != card.id:
        other = glossary.terms[holder]
        message = f"the address `{new}` leads on to `{other.id}`"
        key = glossary.site.key("redirects") or "redirects"
        help_ = f"choose another id with `--id`; or take `{new}` out of `{key}` in `{other.path}` first"
        yield refused("clashing-id", former(glossary, other, new), message, help_)
