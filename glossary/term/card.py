"""What all of a glossary must know of a term: small, and held for every term at once.

The term itself, with its compiled texts, is read back only to make its page.
"""

from __future__ import annotations

from typing import Final

import msgspec

from glossary.config.texts import Inline, Ref
from glossary.term.schema import Level, Status, TermId


class Rank:
    """How strong a claim on a name is; the lower, the stronger (docs/term-format.md, *Fields*)."""

    ID: Final = 0
    TERM: Final = 1
    ALIAS: Final = 2
    FORM: Final = 3


class Claim(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name that a term claims: as written, its rank, and the bytes it stands in. `field` is its key."""

    name: str
    key: str
    rank: int
    field: str
    start: int
    end: int


class Shared(msgspec.Struct, frozen=True, array_like=True):
    """A trade-off table that other terms may show: its id, and a name for each option (empty for a mere text)."""

    id: str
    options: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True, array_like=True):
    """A relation with its reason, which the other side shows, too."""

    name: str
    why: Inline | None


class Standing:
    """Whether a review holds (docs/term-format.md, *Verified means verified*)."""

    NONE: Final = ""
    VERIFIED: Final = "verified"
    CHANGED: Final = "changed"
    UNSOURCED: Final = "unsourced"


class Card(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What the graph and other terms' pages need of a term. All of it follows from the term's file and the config."""

    id: TermId
    path: str
    digest: str
    """Of the file's bytes and all else that reading it depended on: equal digests are equal terms."""
    face: bytes
    """Digest of what other pages show of the term."""
    call: bytes
    """Digest of what links elsewhere are resolved by: while all calls stay, so do all targets."""
    term: str
    definition: str
    """Plain text; empty where there is none."""
    plain: str
    section: str
    order: int | None
    level: Level | None
    status: Status
    tags: tuple[str, ...]
    replaced_by: str
    redirects: tuple[str, ...]
    added: str
    updated: str
    claims: tuple[Claim, ...]
    not_in: tuple[str, ...]
    refs: tuple[Ref, ...]
    contrast: tuple[Reason, ...]
    shared: tuple[Shared, ...]
    drawn: tuple[str, ...]
    """Names in `vocabulary` and `match`, which show what those terms say of themselves."""
    anchors: tuple[str, ...]
    images: tuple[Ref, ...]
    words: int
    minutes: int
    questions: int
    standing: str
    name: tuple[int, int]
    """The bytes of the term's name in its file: where a problem of the whole term is told."""
    section_place: tuple[int, int]
    """The bytes in which the term names its section; `(0, 0)` where its folder names it."""
    redirect_places: tuple[tuple[int, int], ...]
    """The bytes of each of `redirects`."""
    autolink: str
    case: str
    abbreviation: tuple[str, ...]
    also: tuple[str, ...]
    """Other names that are shown."""
