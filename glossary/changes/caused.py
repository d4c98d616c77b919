"""Which problems of a glossary a change has to do with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from glossary.term.schema import TermId
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import Near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card


def caused(
    now: Sequence[Diagnostic], before: Sequence[Diagnostic], touched: AbstractSet[str]
) -> tuple[Diagnostic, ...]:
    """Of the problems `now`, those in files that were touched or that one of these has to do with, and those elsewhere
    that were not there `before`: it is the change that made them.

    What stood there by the same rule, at the same place, and as bad, is old: its words may count what changed.
    """
    old = Counter(_key(found) for found in before)
    shown = []
    for found in now:
        key = _key(found)
        known = old[key] > 0
        old[key] -= known
        if not known or found.span.path in touched or any(other.span.path in touched for other in found.related):
            shown.append(found)
    return tuple(shown)


def _key(found: Diagnostic) -> tuple[object, ...]:
    return found.rule, found.severity, found.span


def vanished(before: Glossary, after: Glossary, files: Collection[str], among: Collection[str]) -> Iterator[Diagnostic]:
    """`vanished-id`, as a warning, for each of the ids `among` that led somewhere before and does not now. `files` are
    there now: of one that cannot be read it is told anyway.
    """
    drafts = {card.id for card in after.gone if card.status == "draft"}
    read = {card.path for card in (*after.terms.values(), *after.gone)}
    fresh = [card for card in after.terms.values() if card.id not in before.terms]
    for former in sorted(among):
        card = before.terms.get(before.redirected.get(former, TermId(former)))
        if card is None or former in after.terms or former in after.redirected:
            continue
        if card.path in read or card.path not in files:
            yield _told(former, card, after, fresh, draft=former in drafts)


def _told(former: str, card: Card, after: Glossary, fresh: Sequence[Card], *, draft: bool) -> Diagnostic:
    if draft:
        message = f"`{former}` had a page and is a draft now, so its address leads nowhere"
        help_ = "write `status: review` while it is unfinished, or `status: deprecated` if it is out of use"
        help_ += ": each keeps its page"
        if (key := after.site.key("status")) != "status":
            help_ = f"delete the line `{key}` in its file to publish it" if key else "publish it again"
        return Diagnostic("vanished-id", "warning", Span(card.path, 0, 0), message, help_)
    same = [other for other in fresh if other.definition == card.definition or other.path == card.path]
    heir = after.find(former) or (same[0] if same else after.find(Near(other.id for other in fresh).find(former)))
    line = f"`{after.site.key('redirects') or 'redirects'}: [{former}]`"
    help_ = f"write {line} in the term to read instead"
    if heir is not None:
        help_ = f"did it become `{heir.id}`? Then write {line} in `{heir.path}`"
    message = f"`{former}` had an address, which leads nowhere now"
    return Diagnostic("vanished-id", "warning", Span(card.path, 0, 0), message, help_)
