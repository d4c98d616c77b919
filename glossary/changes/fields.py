"""What changed in a term, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.changes.words import Piece, compare_words, tally_words
from glossary.term.deal import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from glossary.term.schema import Term

READ: Final = frozenset({"definition", "plain", "subtitle"})
"""Texts of a sentence or two, which are shown word by word."""


LONGEST: Final = 80
"""Characters of a value that is shown itself."""


class Field(msgspec.Struct, frozen=True):
    """A field that changed. Of a short text `words` are the parts of both versions; of values and lists of them `lost`
    and `gained` have those that only one version has; of all else `more` words are new and `less` are gone.
    """

    name: str
    words: tuple[Piece, ...] = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    more: int = 0
    less: int = 0


def compare_terms(before: Term, after: Term, but: Collection[str] = ()) -> tuple[Field, ...]:
    """The fields that are not what they were, in the order of the format, without those in `but`."""
    names = (name for name in before.__struct_fields__ if name not in but)
    pairs = ((name, _written(before, name), _written(after, name)) for name in names)
    return tuple(_field(name, old, new) for name, old, new in pairs if old != new)


def compare_values(name: str, before: object, after: object) -> Field:
    """A value that changed, by its name."""
    return _field(name, before, after)


def _written(term: Term, name: str) -> object:
    value = getattr(term, name)
    return bare(value) if value not in (None, (), "") else None


def _field(name: str, old: object, new: object) -> Field:
    if name in READ:
        return Field(name, compare_words(str(old or ""), str(new or "")))
    olds, news = _values(old), _values(new)
    if olds is None or news is None or name == "body":
        more, less = tally_words(" ".join(_texts(old)), " ".join(_texts(new)))
        return Field(name, more=more, less=less)
    old_ones, new_ones = dict.fromkeys(olds), dict.fromkeys(news)
    lost = tuple(value for value in old_ones if value not in new_ones)
    gained = tuple(value for value in new_ones if value not in old_ones)
    return Field(name, lost=lost, gained=gained)


def _values(value: object) -> list[str] | None:
    """A value, or a list of them, or of mappings that have a `term` alone, as texts; nothing for what is larger."""
    if value is None:
        return []
    found = [_value(item) for item in (value if isinstance(value, list) else [value])]
    return None if None in found else [item for item in found if item]


def _value(item: object) -> str | None:
    if isinstance(item, dict) and item.keys() == {"term"}:
        item = item["term"]
    return str(item) if isinstance(item, str | int) and len(str(item)) <= LONGEST else None


def _texts(value: object) -> Iterator[str]:
    """All texts within a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)
