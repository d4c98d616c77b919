"""The card of a term."""

from __future__ import annotations

import math
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.config.texts import Block, Inline, Ref
from glossary.markup.plain import plain
from glossary.markup.segments import Heading, Image
from glossary.term.anchors import table_ids
from glossary.term.card import Card, Claim, Rank, Reason, Shared, Standing
from glossary.text.address import name_key
from glossary.text.digest import digest
from glossary.yaml.decode import items, part
from glossary.yaml.nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from glossary.config.texts import Writing
    from glossary.markup.segments import Segment
    from glossary.term.schema import Term

WORDS_A_MINUTE: Final = 220
"""How fast a page is read (ui.md § 4.1)."""

MEANINGLESS: Final = frozenset(
    {"reviewed", "section", "order", "tags", "autolink", "case", "not_in", "hidden", "forms", "redirects", "status"}
    | {"cover", "added", "updated", "extra"}
)
"""Fields that a review does not cover (docs/term-format.md, *Verified means verified*)."""

_RANKS: Final = (
    ("term", Rank.TERM),
    ("abbreviation", Rank.ALIAS),
    ("aliases", Rank.ALIAS),
    ("covers", Rank.ALIAS),
    ("forms", Rank.FORM),
)


def plain_text(text: Inline | Block | None) -> str:
    """What is read of a compiled text, without any markup."""
    if text is None:
        return ""
    return plain(text.segments) if text.segments else text.source


def make_card(term: Term, node: Mapping, writing: Writing, anchors: tuple[str, ...]) -> Card:
    """The card of a term that was read from `node`, whose texts `writing` compiled."""
    source = writing.report.text.source
    # A term with a new name only (`replaced_by` and no definition) is a redirect: it defines nothing.
    definition = plain_text(term.definition) or (plain_text(term.senses[0].definition) if term.senses else "")
    short = plain_text(term.plain)
    _point(term, node, writing)
    claims = _claims(term, node, writing)
    return Card(
        id=term.id,
        path=source.path,
        digest=source.digest,
        face=digest(
            msgspec.msgpack.encode(
                (term.id, term.term, definition, short, term.abbreviation, term.status, bool(term.quiz))
            )
        ),
        call=_call(term, source.path, claims, anchors, defined=bool(definition)),
        term=term.term,
        definition=definition,
        plain=short,
        section=term.section or "",
        order=term.order,
        level=term.level,
        status=term.status,
        tags=tuple(dict.fromkeys(term.tags)),
        replaced_by=term.replaced_by or "",
        redirects=term.redirects,
        added=term.added or "",
        updated=term.updated or "",
        claims=claims,
        not_in=term.not_in,
        refs=tuple(writing.refs),
        contrast=tuple(Reason(relation.term, relation.why) for relation in term.contrast),
        shared=_shared(term),
        drawn=(*(word.term for word in term.vocabulary), *(pair.concept for pair in term.match)),
        anchors=anchors,
        images=_images(term, writing),
        words=writing.words,
        minutes=max(1, math.ceil(writing.words / WORDS_A_MINUTE)),
        questions=len(term.quiz),
        standing=_standing(term),
        name=_place(part(node, "term"), writing),
        section_place=_place(part(node, "section"), writing),
        redirect_places=_redirect_places(term, node, writing),
        autolink=term.autolink,
        case=term.case,
        abbreviation=term.abbreviation,
        also=tuple(dict.fromkeys((*term.abbreviation, *term.aliases))),
    )


def _claims(term: Term, node: Mapping, writing: Writing) -> tuple[Claim, ...]:
    found = [Claim(term.id, name_key(term.id), Rank.ID, "id", *_place(part(node, "id"), writing))]
    for field, rank in _RANKS:
        value = getattr(term, field)
        if not value:
            continue
        names = (value,) if isinstance(value, str) else value
        places = items(part(node, field))
        for at, name in enumerate(names):
            place = places[at] if at < len(places) else None
            found.append(Claim(name, name_key(name), rank, field, *_place(place, writing)))
    return tuple(found)


def _point(term: Term, node: Mapping, writing: Writing) -> None:
    """Words and pairs without a text of their own must be terms: they are references, too."""
    for field, written in (("vocabulary", "plain"), ("match", "definition")):
        if not getattr(term, field):
            continue
        own = [getattr(item, written) for item in getattr(term, field)]
        places = items(part(node, field))
        for place, text in zip(places, own, strict=False):
            named = place if isinstance(place, Scalar) else None
            if isinstance(place, Mapping):
                found = part(place, "term" if field == "vocabulary" else "concept")
                named = found if isinstance(found, Scalar) else None
            if text is None and named is not None and len(places) == len(own):
                writing.name(named, field)


def _call(term: Term, path: str, claims: tuple[Claim, ...], anchors: tuple[str, ...], *, defined: bool) -> bytes:
    names = [(claim.key, claim.rank) for claim in claims]
    parts = (term.id, path, names, anchors, term.status == "draft", term.replaced_by, term.redirects, defined)
    return digest(msgspec.msgpack.encode(parts))


def _shared(term: Term) -> tuple[Shared, ...]:
    ids = table_ids(term.tradeoffs)
    return tuple(
        Shared(made, tuple(option.term or option.text or "" for option in table.options))
        for made, table in zip(ids, term.tradeoffs, strict=True)
    )


def _place(node: Node | None, writing: Writing) -> tuple[int, int]:
    if not isinstance(node, Scalar):
        return (0, 0)
    return writing.report.text.offset(node.start), writing.report.text.offset(node.end)


def _redirect_places(term: Term, node: Mapping, writing: Writing) -> tuple[tuple[int, int], ...]:
    written = {item.value.strip(): item for item in items(part(node, "redirects")) if isinstance(item, Scalar)}
    return tuple(_place(written.get(former), writing) for former in term.redirects)


def _images(term: Term, writing: Writing) -> tuple[Ref, ...]:
    found: list[Ref] = []
    content = writing.report.text.content
    cursor: dict[str, int] = {}
    sources = [image.src for image in _walk(term.body.segments) if isinstance(image, Image)]
    sources += [image.src for answer in term.faq for image in _walk(answer.answer.segments) if isinstance(image, Image)]
    if term.cover and term.cover.image:
        sources.append(term.cover.image)
    for src in sources:
        at = max(content.find(src, cursor.get(src, 0)), 0)
        cursor[src] = at + 1
        text = writing.report.text
        found.append(Ref("image", "image", src, "", text.offset(at), text.offset(at + (len(src) if at else 0))))
    return tuple(found)


def _walk(segments: tuple[Segment, ...]) -> list[Segment]:
    found: list[Segment] = []
    for segment in segments:
        found.append(segment)
        if isinstance(segment, Heading):
            found += _walk(segment.content)
    return found


def _standing(term: Term) -> str:
    if term.reviewed is None:
        return Standing.NONE
    if not term.sources:
        return Standing.UNSOURCED
    return Standing.VERIFIED if term.reviewed.digest == meaning(term) else Standing.CHANGED


def meaning(term: Term) -> str:
    """The digest of what a term means: `1:` and SHA-256 over canonical JSON of every field that carries meaning and of
    the body, in NFC with LF line ends and sorted keys. Short forms of a field digest like its long form.
    """
    value = {
        name: _bare(getattr(term, name))
        for name in term.__struct_fields__
        if name not in MEANINGLESS and getattr(term, name)
    }
    canonical = msgspec.json.encode(value, order="sorted")
    return "1:" + sha256(canonical).hexdigest()


def _bare(value: Any) -> Any:
    if isinstance(value, Inline | Block):
        return _normal(value.source)
    if isinstance(value, str):
        return _normal(value)
    if isinstance(value, tuple):
        return [_bare(item) for item in value]
    if isinstance(value, msgspec.Struct):
        return {
            name: _bare(inner)
            for name, inner in zip(value.__struct_encode_fields__, msgspec.structs.astuple(value), strict=True)
            if inner not in (None, (), "")
        }
    return value


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
