"""Code coloured at build time: the only module that imports Pygments, and that only where a text has code to colour."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 50_000
"""Characters; longer code is not coloured: a lexer's time is not bounded by anything else."""

COLOURED = (
    "Comment", "Keyword", "Keyword.Type", "Literal.String", "Literal.Number", "Name.Function", "Name.Class",
    "Name.Builtin", "Name.Decorator", "Name.Tag", "Name.Attribute", "Name.Exception", "Name.Constant", "Operator.Word",
    "Generic.Deleted", "Generic.Inserted", "Generic.Heading", "Generic.Subheading", "Generic.Prompt", "Generic.Output",
    "Generic.Emph", "Generic.Strong",
)  # fmt: skip
"""The token types that `static/code.css` gives a colour; their subtypes share it, all else has the colour of text."""


class Painter:
    """Colours code; holds the names of languages, and the lexers that were asked for."""

    def __init__(self) -> None:
        self._languages: Mapping[str, str] | None = None
        self._classes: dict[Any, str] = {}
        self._lexers: dict[str, Any] = {}

    def html(self, code: str, language: str) -> str:
        """`code` as HTML with Pygments' classes; escaped only, where the language is unknown or the code too long."""
        if not language or len(code) > LONGEST:
            return escape(code)
        if self._languages is None:
            self._languages, self._classes = _languages(), _classes()
        name = self._languages.get(language.lower())
        return self._painted(code, name) if name else escape(code)

    def _painted(self, code: str, name: str) -> str:
        if name not in self._lexers:
            from pygments.lexers import get_lexer_by_name  # 26 ms, for the texts that need it

            self._lexers[name] = get_lexer_by_name(name, stripnl=False)
        tokens = self._lexers[name].get_tokens(code)
        runs = groupby(tokens, key=lambda token: self._class(token[0]))
        return "".join(_span(css, "".join(text for _, text in run)) for css, run in runs)

    def _class(self, kind: Any) -> str:  # noqa: ANN401 - Pygments' token types are built at run time
        """The class of a token type: its own or that of the nearest type above."""
        if kind not in self._classes:
            self._classes[kind] = self._class(kind.parent) if kind.parent else ""
        return self._classes[kind]


def _span(css: str, text: str) -> str:
    return f'<span class="{css}">{escape(text)}</span>' if css else escape(text)


def _languages() -> dict[str, str]:
    """Every name of a language → the name to ask Pygments for. Its own look-up also searches installed plug-ins."""
    from pygments.lexers import get_all_lexers

    return {alias.lower(): alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases}


def _classes() -> dict[Any, str]:
    from pygments.token import STANDARD_TYPES, string_to_tokentype

    return {(kind := string_to_tokentype(name)): STANDARD_TYPES[kind] for name in COLOURED}
