"""Glossary: a folder of Markdown term files becomes a term graph, and the graph a website.

What stands here is for programs (docs/python.md); all else may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import glossary.build  # noqa: F401 - imported later, this floor would take the place of the function of its name

if TYPE_CHECKING:
    import os

    from glossary.build.loaded import Edge, Glossary
    from glossary.build.lock import Busy
    from glossary.build.pool import Broken
    from glossary.build.refused import Refused
    from glossary.build.run import Built
    from glossary.term.card import Card
    from glossary.text.diagnostic import Diagnostic, Related, Span

__all__ = [
    "Broken",
    "Built",
    "Busy",
    "Card",
    "Diagnostic",
    "Edge",
    "Glossary",
    "Refused",
    "Related",
    "Span",
    "__version__",
    "build",
    "check",
    "load",
]

__version__ = "0.1.0"


def load(folder: str | os.PathLike[str], *, drafts: bool = False) -> Glossary:
    """The glossary in `folder`, as far as it can be read, with all that is wrong with it.

    Raises `Refused` where there is no glossary, and `OSError` where the disk fails.
    """
    from glossary.build.run import load, options_of

    return load(options_of(folder)._replace(drafts=drafts, check=True))


def check(folder: str | os.PathLike[str], *, drafts: bool = False, strict: bool = False) -> tuple[Diagnostic, ...]:
    """All that is wrong with the glossary in `folder`, in file order. With `strict` a warning is an error.

    Raises as `load` does.
    """
    from glossary.build.run import build, built, options_of

    return built(build(options_of(folder)._replace(drafts=drafts, strict=strict, check=True))).diagnostics


def build(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    drafts: bool = False,
    strict: bool = False,
    keep_going: bool = False,
) -> Built:
    """Make the site of the glossary in `folder`: in `out`, or else in `folder/site`. What was done, and what is wrong.

    Where there is an error nothing is written, or with `keep_going` all that could be made. Works in this process
    alone. Raises as `load` does; `Refused` also where `out` is not ours, `Busy` where another build into it does not
    end. The last good site stays in every case.
    """
    from glossary.build.run import build, built, options_of

    options = options_of(folder, out)._replace(drafts=drafts, strict=strict, keep_going=keep_going)
    return built(build(options))


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The value of that name, imported when it is first asked for: `import glossary` alone costs nothing."""
        from importlib import import_module

        homes = {
            "Broken": "glossary.build.pool",
            "Built": "glossary.build.run",
            "Busy": "glossary.build.lock",
            "Card": "glossary.term.card",
            "Diagnostic": "glossary.text.diagnostic",
            "Edge": "glossary.build.loaded",
            "Glossary": "glossary.build.loaded",
            "Refused": "glossary.build.refused",
            "Related": "glossary.text.diagnostic",
            "Span": "glossary.text.diagnostic",
        }
        if name in homes:
            return getattr(import_module(homes[name]), name)
        raise AttributeError(f"module 'glossary' has no attribute '{name}'")
