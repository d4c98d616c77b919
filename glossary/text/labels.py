"""The words of the theme: one catalogue a language. No template holds a word of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Final, Literal

import msgspec

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def primary(language: str) -> str:
    """The language of a BCP 47 tag, without script, region and the like.

    >>> primary("pt-BR")
    'pt'
    """
    return language.partition("-")[0].lower()


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a text in that language, a BCP 47 tag, runs."""
    return "rtl" if primary(language) in RIGHT_TO_LEFT else "ltr"


class Labels(msgspec.Struct, frozen=True):
    """The catalogue of one language.

    A text may hold `{name}` places; a counted label is a mapping from the plural categories of CLDR (`one`, `other`) to
    texts.
    """

    language: str
    table: Mapping[str, str | Mapping[str, str]]

    def text(self, key: str, **places: object) -> str:
        """The label `key`, its places filled."""
        found = self.table[key]
        text = found if isinstance(found, str) else found["other"]
        return text.format_map(places) if places else text

    def count(self, key: str, n: int, **places: object) -> str:
        """The label `key` in the plural form for `n`, which fills `{n}`."""
        return self.form(key, n).format_map({"n": n, **places})

    def form(self, key: str, n: int) -> str:
        """The plural form of the label `key` for `n`, its places not filled."""
        found = self.table[key]
        forms = {"other": found} if isinstance(found, str) else found
        return forms.get("one", forms["other"]) if n == 1 else forms["other"]

    def words(self) -> SimpleNamespace:
        """The labels without places as attributes, for templates: `nav.skip` is `nav_skip`.

        Asking for one that the catalogue lacks fails.
        """
        plain = {key.replace(".", "_"): text for key, text in self.table.items() if isinstance(text, str)}
        return SimpleNamespace(**{key: text for key, text in plain.items() if "{" not in text})
