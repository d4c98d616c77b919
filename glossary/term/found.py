"""The words by which the search finds a term, besides its names and its definition."""

from __future__ import annotations

from string import punctuation
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.config.texts import Block, Inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.term.schema import Term

_TITLES: Final = frozenset({"title", "label", "dimension"})
"""Plain fields within components that are read like their texts."""

_AROUND: Final = punctuation.translate({ord("+"): None, ord("#"): None}) + "“”„‘’«»…–—·¡¿、。「」『』؟،؛"
"""What stands before and after words; what stands within them the browser parts."""


def found_by(term: Term, texts: Iterable[str]) -> str:
    """The words of the texts and of the titles of a term: in small letters, each once, in order, a space between."""
    read = " ".join([*texts, *_within(term)]).lower()
    words = dict.fromkeys([part.strip(_AROUND) for part in dict.fromkeys(read.split())])
    words.pop("", None)
    return " ".join(words)


def _within(value: msgspec.Struct) -> Iterator[str]:
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        if type(inner) is str:
            if name in _TITLES:
                yield inner
        else:
            for item in inner if type(inner) is tuple else (inner,):
                if isinstance(item, msgspec.Struct) and not isinstance(item, Inline | Block):
                    yield from _within(item)
