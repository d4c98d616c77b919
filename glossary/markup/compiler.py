"""The way in: a text becomes segments, links and faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.markup.segments import Compiled, Prose

if TYPE_CHECKING:
    from glossary.markup.emit import Writer
    from glossary.markup.segments import Dialect

_MARKED = re.compile(r"[\[\]<>&*_`~!\\$\r\n]").search
_OTHERS = re.compile(r"://|w(?i:ww\.)|W(?i:ww\.)|\{|==|%%|\^|\u2020|citet|cite\ue202").search
"""Each starts with a character and no class, so that `re` looks for these first: both take 1.5 µs, together 6."""

_LINE_END = re.compile(r"[\r\n]")


class Compiler:
    """Compiles texts of one dialect. One for each process: the parser is dear, and made when a text needs it."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._writer: Writer | None = None

    def block(self, text: str, *, ids: frozenset[str] = frozenset()) -> Compiled:
        """A body: block Markdown. No heading or footnote gets an id that is in `ids`.

        Never raises, for any text. Offsets are characters of `text` as given.
        """
        if not text or text.isspace():
            return Compiled(())
        return self._write().block(text, ids)

    def inline(self, text: str) -> Compiled:
        """A text field: inline Markdown with `[[links]]`; line ends are spaces. Otherwise as `block`."""
        if not (_MARKED(text) or _OTHERS(text)):
            return Compiled((Prose(text),), text=text) if text else Compiled(())
        return self._write().inline(_LINE_END.sub(" ", text))

    def _write(self) -> Writer:
        if self._writer is None:
            from glossary.markup.emit import Writer  # imports markdown-it: 37 to 62 ms

            self._writer = Writer(self._dialect)
        return self._writer
