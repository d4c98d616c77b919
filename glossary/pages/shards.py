"""Terms in shards: what scripts ask for of single terms, in files that hold a few terms each.

So no page carries what only its previews need, and of 10,000 terms a reader loads no more than a few hundred.
"""

from __future__ import annotations

from typing import Final

PREVIEWS: Final = 256
"""Terms in a shard of previews, about: 64 kB."""

QUESTIONS: Final = 16
"""Terms in a shard of questions, about: a session draws from ten terms at most."""

_PRIME: Final = 65521


def shard_count(terms: int, size: int) -> int:
    """How many shards of about `size` there are: a power of two, so that few glossaries ever change it."""
    count = 1
    while count * size < terms:
        count *= 2
    return count


def shard_of(term: str, count: int) -> int:
    """The shard of a term. `shard` in static/device.js counts the same.

    >>> shard_of("training", 8), shard_of("überanpassung", 8), shard_of("training", 1)
    (2, 6, 0)
    """
    total = 0
    for sign in term:
        total = (total * 31 + ord(sign)) % _PRIME
    return total % count
