"""What a build remembers for the next one: compiled terms, cards, keys of pages. Never pickle, never among sources.

`state` is read whole; compiled terms lie in append-only packs and are read by place.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from zlib import crc32

import msgspec

from glossary.build.pool import Damaged
from glossary.graph.glossary import Linked, Target, Ties
from glossary.markup.passages import Passage
from glossary.pages.stale import Facts
from glossary.term.card import Card
from glossary.term.leaflet import Leaflet
from glossary.term.schema import Term, TermId
from glossary.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = 8

TERMS: Final = "terms"
TEXTS: Final = "texts"
KINDS: Final = (TERMS, TEXTS)
"""Kinds of packs: compiled terms with the words that they are found by, and passages."""

BUFFER: Final = 1 << 18
"""Bytes of a pack that are written at once."""


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a compiled term, or its passage, lies: the number of the pack, the bytes in it, and their CRC-32."""

    pack: int
    start: int
    size: int
    check: int


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A source as it was last read: its stat, its digest, and what it gave. `card` is a card's MessagePack, which is
    decoded with all others at once.
    """

    stat: tuple[int, int, int, int]
    young: bool
    digest: str
    kept: Kept | None = None
    passage: Kept | None = None
    card: Card | None = None
    leaflet: Leaflet | None = None
    ties: Ties | None = None
    """What the card's references come to; `None` where they must be resolved anew."""
    linked: Linked | None = None
    """What the texts came to when they were read for mentions."""
    targets: tuple[Target, ...] = ()
    """Where the links of a page led."""
    faults: tuple[Diagnostic, ...] = ()
    bent: bool = False
    """Whether words of the passage stand there otherwise than when folded: see `text.fold.is_bent`."""
    role: str = ""
    """What the file was read as, and the section that it introduces: another file can change that."""


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """How the staging tree stands behind the output: see `tree.Behind`."""

    generation: int
    site: int
    tree: int
    paths: tuple[str, ...]


class State(msgspec.Struct, frozen=True):
    """All that is remembered. `sources` go by path; `pages` are the keys of the files of the site by path; `out` is how
    the output looked when it was written.
    """

    format: int
    reading: bytes
    sources: dict[str, Known]
    calls: bytes = b""
    """What the references were resolved by: `assemble.calls_of`."""
    drafts: bool = False
    """Whether drafts were among the terms."""
    pages: dict[str, bytes] = {}
    facts: Facts | None = None
    """What the pages were planned with, of these very sources; nothing where either was changed since."""
    out: dict[str, tuple[int, int, int]] = {}
    garbage: int = 0
    """How many compiled terms lie in the packs that no source stands for any more."""

    def alike(self, reading: bytes) -> State:
        """The state, if sources are read now as they were; else an empty one."""
        return self if self.reading == reading else EMPTY


EMPTY: Final = State(FORMAT, b"", {})

_CHECK: Final = 4
"""Bytes of a CRC-32."""

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(State)
_SHOWN = msgspec.msgpack.Decoder(Shown)
_TERM = msgspec.msgpack.Decoder(tuple[Term, msgspec.Raw])
_WORDS = msgspec.msgpack.Decoder(tuple[msgspec.Raw, str])
_PASSAGE = msgspec.msgpack.Decoder(Passage)


def read_state(folder: str) -> State:
    """The state in the memo's folder; an empty one where there is none that can be used."""
    try:
        state = _DECODER.decode(_unsealed(f"{folder}/state"))
    except (OSError, msgspec.DecodeError, Damaged):
        return EMPTY
    return state if state.format == FORMAT and _has_packs(folder, state) else EMPTY


def _has_packs(folder: str, state: State) -> bool:
    """Whether all that is remembered of compiled terms is still there: whoever tidies a cache may take a part of it."""
    ends: dict[tuple[str, int], int] = {}
    for known in state.sources.values():
        for kind, kept in ((TERMS, known.kept), (TEXTS, known.passage)):
            if kept is not None:
                ends[kind, kept.pack] = max(ends.get((kind, kept.pack), 0), kept.start + kept.size)
    try:
        return all(os.stat(pack_path(folder, kind, pack)).st_size >= end for (kind, pack), end in ends.items())
    except FileNotFoundError:
        return False


def write_state(folder: str, state: State) -> None:
    """Keep the state, whole or not at all."""
    _seal(f"{folder}/state", _ENCODER.encode(state))


def read_shown(folder: str) -> Shown | None:
    """How the staging tree stood behind the output after the last build; nothing where that is not known."""
    try:
        return _SHOWN.decode(_unsealed(f"{folder}/shown"))
    except (OSError, msgspec.DecodeError, Damaged):
        return None


def write_shown(folder: str, shown: Shown) -> None:
    """Keep how the staging tree stands. A stale one does no harm: it fits no generation any more."""
    _seal(f"{folder}/shown", _ENCODER.encode(shown))


def _seal(path: str, data: bytes) -> None:
    """Write a file of the memo, whole or not at all, with the CRC-32 of its bytes in front."""
    beside = f"{path}.new"
    with open(beside, "wb") as file:
        file.write(crc32(data).to_bytes(_CHECK))
        file.write(data)
    os.replace(beside, path)


def _unsealed(path: str) -> memoryview:
    """The bytes that were written there. Raises `Damaged` where they are others: a disk lost some, or somebody wrote
    to it.
    """
    with open(path, "rb") as file:
        data = memoryview(file.read())
    if int.from_bytes(data[:_CHECK]) != crc32(data[_CHECK:]):
        raise Damaged
    return data[_CHECK:]


def forget(folder: str) -> None:
    """Delete all that is remembered."""
    for name in ("stamp", "state", "shown"):
        with suppress(FileNotFoundError):
            os.unlink(f"{folder}/{name}")
    for number in packs_in(folder):
        _unlink(folder, number)


def _unlink(folder: str, number: int) -> None:
    for kind in KINDS:
        with suppress(FileNotFoundError):
            os.unlink(pack_path(folder, kind, number))


def packs_in(folder: str) -> list[int]:
    """The numbers of the packs that lie in the memo's folder."""
    names = {name.rpartition("-")[2].removesuffix(".pack") for name in os.listdir(folder) if name.endswith(".pack")}
    return sorted(int(name) for name in names if name.isdecimal())


def is_own(folder: str, number: int) -> bool:
    """Whether a pack belongs to this memo alone: those that were lent have a name in another one too."""
    paths = [pack_path(folder, kind, number) for kind in KINDS]
    return all(os.stat(path).st_nlink == 1 for path in paths if os.path.exists(path))


def sweep(folder: str, sources: Mapping[str, Known]) -> None:
    """Delete the packs in which nothing lies that is still remembered. Only after the state was written."""
    parts = (part for known in sources.values() for part in (known.kept, known.passage))
    used = {part.pack for part in parts if part is not None}
    for number in packs_in(folder):
        if number not in used:
            _unlink(folder, number)


def compact(folder: str, sources: Mapping[str, Known]) -> dict[str, Known]:
    """The sources with all that they need in one new pack; the old ones stay until the state is written."""
    number = max(packs_in(folder), default=-1) + 1
    packs = Packs(folder, {}, {})
    packer = Packer(folder, number)
    found = {}
    for path, known in sources.items():
        kept = known.kept and packer.terms.put(packs.read(TERMS, known.kept))
        passage = known.passage and packer.texts.put(packs.read(TEXTS, known.passage))
        found[path] = msgspec.structs.replace(known, kept=kept, passage=passage)
    packer.close()
    packs.close()
    return found


class Packs:
    """The shelf of compiled terms: packs of one memo folder, opened when first asked. Picklable until then."""

    def __init__(self, folder: str, places: Mapping[TermId, Kept], passages: Mapping[TermId, Kept]) -> None:
        self.folder = folder
        self.places = places
        self.passages = passages
        self._open: dict[tuple[str, int], int] = {}

    def term(self, term: TermId) -> Term:
        """The term, decoded anew each time."""
        return _TERM.decode(self.read(TERMS, self.places[term]))[0]

    def words(self, term: TermId) -> str:
        """The words by which the search finds the term."""
        return _WORDS.decode(self.read(TERMS, self.places[term]))[1]

    def passage(self, term: TermId) -> Passage:
        """What is read of its texts."""
        return self.passage_at(self.passages[term])

    def passage_at(self, place: Kept) -> Passage:
        """The passage that lies there."""
        return _PASSAGE.decode(self.read(TEXTS, place))

    def read(self, kind: str, kept: Kept) -> bytes:
        """The bytes that lie there. Raises `Damaged` where they are others than those that were put there."""
        descriptor = self._open.get((kind, kept.pack))
        if descriptor is None:
            descriptor = os.open(pack_path(self.folder, kind, kept.pack), os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._open[kind, kept.pack] = descriptor
        os.lseek(descriptor, kept.start, os.SEEK_SET)
        data = os.read(descriptor, kept.size)
        if crc32(data) != kept.check:
            raise Damaged
        return data

    def close(self) -> None:
        """Close the packs."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()


def pack_path(folder: str, kind: str, number: int) -> str:
    """Where a pack lies."""
    return f"{folder}/{kind}-{number}.pack"


class Packer:
    """Appends compiled terms to the pack with a number, and their passages to its twin."""

    def __init__(self, folder: str, number: int) -> None:
        self.terms = _Pack(folder, TERMS, number)
        self.texts = _Pack(folder, TEXTS, number)

    def keep(self, term: Term, words: str) -> Kept:
        """Write the term and the words by which the search finds it; where they lie."""
        return self.terms.put(_ENCODER.encode((term, words)))

    def quote(self, passage: Passage) -> Kept:
        """Write what is read of a term's texts; where it lies."""
        return self.texts.put(_ENCODER.encode(passage))

    def close(self) -> None:
        """Flush and close."""
        self.terms.close()
        self.texts.close()


class _Pack:
    def __init__(self, folder: str, kind: str, number: int) -> None:
        self.number = number
        self.file = open(pack_path(folder, kind, number), "ab", buffering=BUFFER)  # noqa: SIM115 - open as long as the object
        self.at = self.file.seek(0, os.SEEK_END)

    def put(self, data: bytes) -> Kept:
        """Write what was encoded; where it lies."""
        self.file.write(data)
        kept = Kept(self.number, self.at, len(data), crc32(data))
        self.at += len(data)
        return kept

    def close(self) -> None:
        """Flush and close."""
        self.file.close()
