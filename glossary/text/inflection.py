"""How the words of a name end in the other number, written so that most names have it in common."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from glossary.text.number import other_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


def inflection(name: str, language: str) -> tuple[str, ...]:
    """For each form that `other_numbers` gives what leads to it from the name: of each word, from the last on, how many
    letters go and which come, with a space between two words; without the words before that stay.

    >>> inflection("Training policy", "en"), inflection("Rate of change", "en"), inflection("Index", "en")
    (('1ies',), ('0 0 0s',), ('2ices', '0es'))
    """
    return tuple([" ".join(_ends(name, form)) for form in other_numbers(name, language)])


def _ends(name: str, form: str) -> list[str]:
    ends = list(_ending(name, form))
    while ends[-1] == "0":
        ends.pop()
    return ends


def _ending(name: str, form: str) -> Iterator[str]:
    for word, other in zip(reversed(name.split(" ")), reversed(form.split(" ")), strict=True):
        alike = (one == another for one, another in zip(word, other, strict=False))
        kept = sum(takewhile(bool, alike))
        yield f"{len(word) - kept}{other[kept:]}"
