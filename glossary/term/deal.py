"""The card of a term."""

from __future__ import annotations

import math
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.config.texts import Block, Inline
from glossary.markup.plain import plain
from glossary.term.anchors import table_ids
from glossary.term.card import Card, Claim, Rank, Reason, Shared, Standing
from glossary.term.heard import heard
from glossary.text.address import name_key
from glossary.text.digest import digest
from glossary.yaml.nodes import Mapping, Node, Scalar, empty, items, part

if TYPE_CHECKING:
    from glossary.config.texts import Writing
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

_EXPLAINED: Final = (("vocabulary", "term"), ("match", "concept"))
"""Fields whose items may be mere words, if a text stands beside them: the key of the words."""


def plain_text(text: Inline | Block | None) -> str:
    """What is read of a compiled text, without any markup."""
    if text is None:
        return ""
    return plain(text.segments) if text.segments else text.source


def make_card(term: Term, node: Mapping, writing: Writing, anchors: tuple[str, ...], language: str) -> Card:
    """The card of a term that was read from `node`, whose texts `writing` compiled; `language` is the site's."""
    source = writing.report.text.source
    # A term with a new name only (`replaced_by` and no definition) is a redirect: it defines nothing.
    definition = plain_text(term.definition) or (plain_text(term.senses[0].definition) if term.senses else "")
    short = plain_text(term.plain)
    _insist(node, writing)
    claims = _claims(term, node, writing)
    spellings = heard(term, language)
    return Card(
        id=term.id,
        path=source.path,
        digest=source.digest,
        face=digest(
            msgspec.msgpack.encode(
                (term.id, term.term, definition, short, term.abbreviation, term.status, bool(term.quiz))
            )
        ),
        called=_called(term, claims),
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
        heard=spellings,
        voice=digest(
            msgspec.msgpack.encode(
                (spellings, term.id, term.section, term.status, term.replaced_by, term.autolink, bool(definition))
            )
        ),
        written=msgspec.msgpack.encode(writing.refs),
        contrast=tuple(Reason(relation.term, relation.why) for relation in term.contrast),
        explained=tuple(relation.term for relation in term.see_also if relation.why),
        shared=_shared(term),
        anchors=anchors,
        words=writing.words,
        minutes=max(1, math.ceil(writing.words / WORDS_A_MINUTE)),
        questions=len(term.quiz),
        standing=_standing(term),
        name=_place(part(node, "term"), writing),
        section_place=_place(part(node, "section"), writing),
        redirect_places=_redirect_places(term, node, writing),
        senses=tuple([writing.report.text.offset(sense.start) for sense in items(part(node, "senses"))]),
        decided=any(part(node, field) is not None for field in ("autolink", "case", "not_in")),
        autolink=term.autolink,
        case=term.case,
        abbreviation=term.abbreviation,
        also=tuple(dict.fromkeys((*term.abbreviation, *term.aliases))),
        unshown=tuple(dict.fromkeys((*term.forms, *term.hidden))),
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


def _insist(node: Mapping, writing: Writing) -> None:
    """Words and pairs without a text of their own must be terms."""
    bare = {
        writing.report.text.offset(named.start)
        for field, name in _EXPLAINED
        for item in items(part(node, field))
        if (named := _alone(item, name)) is not None
    }
    if bare:
        writing.refs = [
            msgspec.structs.replace(ref, kind="id") if ref.kind == "phrase" and ref.start in bare else ref
            for ref in writing.refs
        ]


def _alone(item: Node, name: str) -> Node | None:
    """The name of an item that holds nothing else; a misspelt key may be the text, and was reported."""
    if not isinstance(item, Mapping):
        return item
    return part(item, name) if all(key.value == name or empty(inner) for key, inner in item.items) else None


def _called(term: Term, claims: tuple[Claim, ...]) -> bytes:
    # With their fields: by these the search shows a name, or only finds the term by it.
    names = [(claim.name, claim.field) for claim in claims]
    return digest(msgspec.msgpack.encode((term.term, names, term.hidden, term.redirects)))


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
        name: bare(getattr(term, name))
        for name in term.__struct_fields__
        if name not in MEANINGLESS and getattr(term, name)
    }
    canonical = msgspec.json.encode(value, order="sorted")
    return "1:" + sha256(canonical).hexdigest()


def bare(value: Any) -> Any:
    """What an author wrote in a value, without what it was compiled to: NFC, LF line ends, no empty fields."""
    if isinstance(value, Inline | Block):
        return _normal(value.source)
    if isinstance(value, str):
        return _normal(value)
    if isinstance(value, tuple):
        return [bare(item) for item in value]
    if isinstance(value, msgspec.Struct):
        return {
            name: bare(inner)
            for name, inner in zip(value.__struct_encode_fields__, msgspec.structs.astuple(value), strict=True)
            if inner not in (None, (), "")
        }
    return value


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
