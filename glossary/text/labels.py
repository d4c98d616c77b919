"""The words of the theme: one catalogue a language. No template holds a word of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import msgspec


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
        found = self.table[key]
        forms = {"other": found} if isinstance(found, str) else found
        form = forms.get("one", forms["other"]) if n == 1 else forms["other"]
        return form.format_map({"n": n, **places})

    def words(self) -> SimpleNamespace:
        """The labels without places as attributes, for templates: `nav.skip` is `nav_skip`.

        Asking for one that the catalogue lacks fails.
        """
        plain = {key.replace(".", "_"): text for key, text in self.table.items() if isinstance(text, str)}
        return SimpleNamespace(**{key: text for key, text in plain.items() if "{" not in text})
