"""Terms in shards: what scripts ask for of single terms, in files that hold a few terms each.

So no page carries what only its previews need, and of 10,000 terms a reader loads no more than a few hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.term.card import Card

PREVIEWS: Final = 256
"""Terms in a shard of previews, about: 64 kB."""

QUESTIONS: Final = 16
"""Terms in a shard of questions, about: a session draws from ten terms at most."""


def shard_count(terms: int, size: int) -> int:
    """How many shards of about `size` there are: a power of two, so that few glossaries ever change it."""
    count = 1
    while count * size < terms:
        count *= 2
    return count


def in_shards(cards: Iterable[Card], size: int) -> list[list[Card]]:
    """The terms in their shards of about `size`, in the order given; no shards where there are no terms."""
    found = list(cards)
    shards: list[list[Card]] = [[] for _ in range(shard_count(len(found), size) if found else 0)]
    for card in found:
        shards[shard_of(card.id, len(shards))].append(card)
    return shards


def shard_of(term: str, count: int) -> int:
    """The shard of a term, by its CRC-32 (RFC 1952 § 8). `shard` in static/device.js counts the same.

    >>> shard_of("training", 8), shard_of("überanpassung", 8), shard_of("training", 1)
    (7, 2, 0)
    """
    return crc32(term.encode()) % count
