"""Somebody vouches for the text of a term as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.edits.desk import Edit, changed, made, refused
from glossary.edits.front import read_front
from glossary.term.deal import meaning
from glossary.text.diagnostic import Span
from glossary.text.near import nearest
from glossary.yaml.entries import add_entry, drop_entries, end_of
from glossary.yaml.nodes import Mapping, Scalar, items, part, short
from glossary.yaml.splice import Cut
from glossary.yaml.written import is_flow, rewritten, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.config.schema import Config
    from glossary.edits.desk import Answer, Desk
    from glossary.edits.front import Front
    from glossary.term.card import Card
    from glossary.text.diagnostic import Diagnostic
    from glossary.yaml.nodes import Node


class Signature(NamedTuple):
    """Who vouches, since when, and perhaps until when and with which note. Days are `YYYY-MM-DD`."""

    by: tuple[str, ...]
    on: str
    until: str = ""
    note: str = ""


def review(desk: Desk, card: Card, signature: Signature) -> Answer:
    """The edit that signs the term `card` as it stands in its file."""
    source, place = desk.sources[card.path], Span(card.path, *card.name)
    front = read_front(source, desk.glossary.site)
    entry, _ = desk.reader.read(source)
    if front is None or entry is None or front.node is None:
        message = "the term cannot be read, so nobody can vouch for it"
        help_ = "mend what `glossary check` tells of this file first"
        return None, (refused("unreadable-file", place, message, help_),)
    if faults := tuple(_refused(desk.glossary.site.config, card, signature, sourced=bool(entry.term.sources))):
        return None, faults
    values = {
        "by": signature.by,
        "on": (signature.on,),
        "digest": (meaning(entry.term),),
        "until": (signature.until,) if signature.until else (),
        "note": (signature.note,) if signature.note else (),
    }
    found = front.entry("reviewed")
    old = found[1] if found and isinstance(found[1], Mapping) else None
    cuts = _signed_again(front, old, values) if old else [_signed(front, found[1] if found else None, values)]
    done = [f"reviewed by {' and '.join(signature.by)} on {signature.on}"]
    return made([changed(source, front.splices(cuts), done)]) if cuts else Edit(), ()


Values = dict[str, tuple[str, ...]]


def _written(name: str, value: tuple[str, ...], *, flow: bool) -> str:
    if name in {"on", "until"}:
        return value[0]
    if name == "digest":
        return f'"{value[0]}"'
    if len(value) == 1:
        return written(value[0], flow=flow)
    return f"[{', '.join(written(each, flow=True) for each in value)}]"


def _signed(front: Front, empty: Node | None, values: Values) -> Cut:
    """The review as a new field, or in the place of one that says nothing."""
    given = {name: value for name, value in values.items() if value}
    if empty is None:
        lines = [f"  {name}: {_written(name, value, flow=front.flow)}" for name, value in given.items()]
        return front.add("reviewed", [f"{front.key('reviewed')}:", *lines])
    inner = ", ".join(f"{name}: {_written(name, value, flow=True)}" for name, value in given.items())
    start = empty.start
    lead = "" if front.content[start - 1 : start].isspace() else " "
    return Cut(start, end_of(empty, front.content), f"{lead}{{{inner}}}")


def _signed_again(front: Front, node: Mapping, values: Values) -> list[Cut]:
    """What changes in a review that stands there."""
    content = front.content
    flow = is_flow(node, content)
    gone = {name for name, value in values.items() if not value}
    cuts = drop_entries(content, node, gone)
    last = next((key for key, _ in reversed(node.items) if key.value not in gone), None)
    if flow and last is None:
        return [_signed(front, node, values)]
    for name, value in values.items():
        key = next((key for key, _ in node.items if key.value == name), None)
        old = part(node, name)
        if key is None or old is None:
            if value:
                cuts.append(add_entry(content, node, last, node.start, [f"{name}: {_written(name, value, flow=flow)}"]))
        elif value and tuple(" ".join(each.value.split()) for each in items(old) if isinstance(each, Scalar)) != value:
            if isinstance(old, Scalar) and len(value) == 1 and old.value.strip():
                cuts.append(rewritten(old, value[0], content, flow=flow))
                continue
            colon = content.find(":", key.end)
            cuts.append(Cut(colon + 1, end_of(old, content), f" {_written(name, value, flow=flow)}"))
    return cuts


def _refused(config: Config, card: Card, signature: Signature, *, sourced: bool) -> Iterator[Diagnostic]:
    place = Span(card.path, *card.name)
    if not sourced:
        message = f"`{card.term}` names no sources, so a review of it would not be shown"
        help_ = "add `sources:` first: a review says what the text was checked against"
        yield refused("lapsed-review", place, message, help_)
    for who in signature.by:
        if config.reviewers and who not in config.reviewers:
            meant = nearest(who, config.reviewers)
            help_ = f"did you mean `{meant}`?" if meant else f"write one of: {', '.join(config.reviewers)}"
            message = f"`{short(who)}` is not among the `reviewers` of glossary.yml"
            yield refused("unknown-reviewer", place, message, help_)
    if signature.until and signature.until < signature.on:
        message = f"the review would end on {signature.until}, before {signature.on}, on which it is given"
        yield refused("impossible-date", place, message, "name a later day after `--until`")
