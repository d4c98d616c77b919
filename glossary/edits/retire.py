"""A term gives way to another: its page stays and leads on, and every reference goes to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.config.read import NAME
from glossary.edits.desk import Left, refused
from glossary.edits.front import read_front
from glossary.edits.heir import Heir
from glossary.edits.mend import Own, mend_all
from glossary.edits.navigation import navigated
from glossary.text.address import bare
from glossary.text.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.config.texts import Ref
    from glossary.edits.desk import Answer, Desk
    from glossary.edits.front import Front
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.schema import TermId
    from glossary.text.diagnostic import Diagnostic
    from glossary.yaml.splice import Cut


def retire(desk: Desk, card: Card, by: Card) -> Answer:
    """The edit after which the term `card` is out of use, and `by` stands for it."""
    glossary = desk.glossary
    if faults := tuple(_refused(glossary, card, by)):
        return None, faults
    front = read_front(desk.sources[card.path], glossary.site)
    if front is None or not front.key("replaced_by"):
        message = f"`{card.term}` cannot say what replaces it: this folder uses the key `replaced_by` for another thing"
        return None, (refused("unknown-key", Span(card.path, *card.name), message, "map `replaced_by` in `fields:`"),)
    cuts, done, left = _own(front, card, by)
    own = {card.path: Own(front.splices(cuts), done)}
    heir = _heir(glossary, card, by)
    site, kept = navigated(desk, heir)
    if site:
        own[NAME] = site
    untouched = {card.path, by.path}

    def heir_of(_ref: Ref, path: str, term: TermId) -> Heir | None:
        return heir if term == card.id and path not in untouched else None

    edit = mend_all(desk, heir_of, own)
    return edit._replace(left=(*left, *kept, *edit.left)), ()


def _own(front: Front, card: Card, by: Card) -> tuple[list[Cut], tuple[str, ...], tuple[Left, ...]]:
    """What is cut in the term's own file, what that does, and what it cannot do."""
    cuts, done, left = [], [], []
    status = front.key("status")
    if card.status != "deprecated":
        if status == "status":
            cuts.append(front.set("status", "deprecated"))
            done.append("deprecated")
        else:
            why = "it is not marked as deprecated: this folder has no key for that"
            left.append(Left(Span(card.path, *card.name), why))
    if card.replaced_by != by.id:
        cuts.append(front.set("replaced_by", by.id))
        done.append(f"replaced by `{by.id}`")
    return cuts, tuple(done), tuple(left)


def _heir(glossary: Glossary, card: Card, by: Card) -> Heir:
    clear = glossary.names.find(by.term).one() == by.id
    return Heir(
        id=by.id,
        name=by.term if clear else "",
        bare=bare(by.path),
        former=card.id,
        kept=frozenset(),
        paths=glossary.names.paths,
        folder=glossary.names.folder,
        anchors=by.anchors,
    )


def _refused(glossary: Glossary, card: Card, by: Card) -> Iterator[Diagnostic]:
    place = Span(card.path, *card.name)
    if by.id == card.id:
        yield refused("cycle", place, f"`{card.term}` cannot take its own place", "name another term after `--by`")
    elif card.status == "draft":
        message = f"`{card.term}` is a draft, so it has no page that could lead on"
        yield refused("link-to-draft", place, message, f"delete `{card.path}`, or publish it first")
    elif by.status == "draft":
        message = f"`{by.term}` is a draft, so nothing can lead on to it"
        yield refused("link-to-draft", Span(by.path, *by.name), message, "publish it first")
    elif by.replaced_by:
        message = f"`{by.term}` is out of use itself: `{by.replaced_by}` took its place"
        heir = glossary.find(by.replaced_by)
        other = heir is not None and heir.id != card.id
        help_ = f"write `--by {heir.id}`" if heir and other else "take `replaced_by` out of its file first"
        yield refused("cycle", Span(by.path, *by.name), message, help_)
