"""What files are read for their prose, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.prose.html import read_html
from glossary.prose.markdown import read_markdown
from glossary.prose.plain import read_plain, read_rst
from glossary.prose.python import read_python

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.prose.roll import Prose


class Kind(NamedTuple):
    """A kind of file: how its names end, and what reads its text."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[str], Prose]


KINDS: Final = (
    Kind("markdown", (".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd"), read_markdown),
    Kind("html", (".html", ".htm", ".xhtml"), read_html),
    Kind("rst", (".rst", ".rest"), read_rst),
    Kind("python", (".py", ".pyi"), read_python),
    Kind("text", (".txt", ".text"), read_plain),
)
"""All kinds, and their names for `--as`; the last is that of a file that was named and is of no other."""


def kind_of(path: str) -> Kind | None:
    """The kind of the file, by its ending."""
    lower = path.lower()
    return next((kind for kind in KINDS if lower.endswith(kind.endings)), None)


def kind_called(name: str) -> Kind:
    """The kind of that name."""
    return next(kind for kind in KINDS if kind.name == name)
