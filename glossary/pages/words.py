"""Words of the theme on pages that are in another language: as HTML, each says which language it is in (WCAG 3.1.2)."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Final

from glossary.pages.join import Markup, escape, rendered
from glossary.text.labels import Labels, direction, primary

_PLACE: Final = re.compile(r"\{\w+\}")
"""What is filled in a label."""


class Word(str):
    """A word of the theme. As text, in an attribute say, it is that alone; as HTML, `html`, it says its language."""

    __slots__ = ("html",)
    html: Markup

    def __html__(self) -> str:
        """The word as HTML."""
        return self.html


class Foreign(Labels, frozen=True):
    """A catalogue whose language is not that of the pages. `theirs` is an element around its words, which says their
    language, and their direction where that is not the page's; `ours` one around what an author wrote, within them.
    A mere mark, such as a colon, is in no language, and runs as what it stands in.
    """

    theirs: Markup
    ours: Markup

    def text(self, key: str, **places: object) -> str:
        """The label `key`, its places filled."""
        return self._word(Labels.text(self, key, **places), Labels.text(self, key), places)

    def count(self, key: str, n: int, **places: object) -> str:
        """The label `key` in the plural form for `n`, which fills `{n}`."""
        return self._word(Labels.count(self, key, n, **places), self.form(key, n), {"n": n, **places})

    def words(self) -> SimpleNamespace:
        """The labels without places as attributes, for templates."""
        return SimpleNamespace(**{name: self._word(text, text, {}) for name, text in vars(Labels.words(self)).items()})

    def _word(self, text: str, label: str, places: dict[str, object]) -> Word:
        filled = {name: self._placed(value) for name, value in places.items()}
        word = Word(text)
        html = escape(label).format_map(filled) if places else escape(label)
        word.html = self.theirs.format(html) if any(map(str.isalpha, _PLACE.sub("", label))) else html
        return word

    def _placed(self, value: object) -> object:
        """What fills a place: an author's text says the page's language; numbers, words of ours are as they are."""
        authored = isinstance(value, str) and not isinstance(value, Word) and any(map(str.isalpha, value))
        return self.ours.format(value) if authored else value


def labels_on(language: str, labels: Labels) -> Labels:
    """The catalogue for pages in `language`, a BCP 47 tag."""
    if primary(language) == primary(labels.language):
        return labels
    turned = direction(language) != direction(labels.language)
    theirs, ours = (_element(each, turned=turned) for each in (labels.language, language))
    return Foreign(labels.language, labels.table, theirs, ours)


def _element(language: str, *, turned: bool) -> Markup:
    """An element with a place in it, whose text is in that language."""
    if turned:
        return rendered('<span lang="{}" dir="{}">{{}}</span>').format(language, direction(language))
    return rendered('<span lang="{}">{{}}</span>').format(language)
