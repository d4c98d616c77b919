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
    FORMER: Final = 4
    """Of an id that a term had; the other names of a term that was replaced come after it in the same order."""


class Claim(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name that a term claims: as written, its rank, and the bytes it stands in. `field` is its key."""

    name: str
    key: str
    rank: int
    field: str
    start: int
    end: int


class Heard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A spelling that is a mention of a term in running text: `text/fold.py` gives its key; see `Strength`.

    `exact` is the spelling itself where not all of it may be in other letters: those of its words that have a capital
    after their first letter stand as they are, or all of them where it begins with `=`. Where it begins with `^`, the
    last word is a noun by its capital.
    """

    key: str
    strength: int
    exact: str = ""


class Strength:
    """Which of two claims on the words of a text holds; the lower, the stronger."""

    OTHER: Final = 0
    """A phrase in which the word means something else: `not_in`."""
    TERM: Final = 1
    ALIAS: Final = 2
    FORM: Final = 3
    NUMBER: Final = 10
    """Added for a singular or plural that a rule derives: any name that is given holds against it."""
    WEAK: Final = 20
    """Added for a part of a name, such as *Thread* of *Thread (GPU)*."""


class Shared(msgspec.Struct, frozen=True, array_like=True):
    """A trade-off table that other terms may show: its id, and each option as the references name it."""

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


_REFS = msgspec.msgpack.Decoder(tuple[Ref, ...])


class Card(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What the graph and other terms' pages need of a term. All of it follows from the term's file and the config."""

    id: TermId
    path: str
    digest: str
    """Of the file's bytes and all else that reading it depended on: equal digests are equal terms."""
    face: bytes
    """Digest of what other pages show of the term."""
    called: bytes
    """Digest of all its names, as they are written, each with its field."""
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
    heard: tuple[Heard, ...]
    """What it is called in running text, and what takes the words of a name there."""
    voice: bytes
    """Digest of all that mentions of it are decided by."""
    written: bytes
    """Its references, MessagePack of a tuple of `Ref`: small so, and read by few."""
    contrast: tuple[Reason, ...]
    explained: tuple[str, ...]
    """The names in `see_also` that have a reason beside them."""
    shared: tuple[Shared, ...]
    anchors: tuple[str, ...]
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
    senses: tuple[int, ...]
    """The byte at which each of `senses` starts."""
    decided: bool
    """Whether its author says how mentions of it are to be linked."""
    autolink: str
    case: str
    abbreviation: tuple[str, ...]
    also: tuple[str, ...]
    """Other names that are shown."""
    unshown: tuple[str, ...]
    """Names that are only looked for: forms and misspellings."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Its references in their order, decoded anew each time."""
        return _REFS.decode(self.written)

    @property
    def key(self) -> str:
        """The key of the term's name: `name_key`, by which terms are sorted."""
        return self.claims[1].key
