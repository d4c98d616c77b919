"""What a site asks for beside its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from glossary.config.schema import Config

ALWAYS: Final = frozenset({"html", "assets", "previews", "questions"})
"""The exporters without which there is no site: its pages, and what they show."""


def is_wanted(exporter: str, config: Config) -> bool:
    """Whether the site asks for what an exporter makes: `exports:` names those beside the pages; without it, all."""
    return exporter in ALWAYS or config.exports is None or exporter in config.exports


def is_printed(config: Config, terms: int) -> bool:
    """Whether there is the whole glossary to print: where the site asks for it, or has few terms. It makes each page a
    second time, and again with each edit of one among those that stand in its volume.
    """
    asked = terms <= MOST_PRINTED if config.exports is None else "all" in config.exports
    return terms > 0 and asked


MOST_PRINTED: Final = 500
"""So many terms are printed as one volume, and without being asked."""
