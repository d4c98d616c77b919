"""The style sheet, fonts, icon, and the site's own static files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.exporters.artifact import Artifact
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "assets"

STYLES: Final = (
    "tokens.css", "base.css", "layout.css", "text.css", "code.css", "definition.css", "entries.css", "rail.css",
    "home.css", "list.css",
    "senses.css", "stages.css", "lifecycle.css", "groups.css", "tradeoffs.css", "decision.css", "implications.css",
    "avoid.css", "usage.css", "facts.css", "misconceptions.css", "takeaways.css", "vocabulary.css", "faq.css",
    "quiz.css", "match.css", "see_also.css", "opinion.css", "works.css", "open_questions.css",
    "print.css", "site.css",
)  # fmt: skip
"""The parts of the style sheet, in order. `site.css` is a site's own addition; any other part it may replace."""

STYLE: Final = "assets/style.css"
_COLOUR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The style sheet and all other static files."""
    parts = [theme.assets[name] for name in STYLES if name in theme.assets]
    yield Artifact(STYLE, digest(*parts, accent(glossary)), NAME, "style")
    for name in sorted(theme.assets):
        if name not in STYLES:
            yield Artifact(f"assets/{name}", digest(theme.assets[name]), NAME, "file", name)


def maker(workshop: Workshop) -> AssetMaker:
    """What copies and joins them."""
    return AssetMaker(workshop)


class AssetMaker:
    """Joins the style sheet; gives other files as they are."""

    def __init__(self, workshop: Workshop) -> None:
        self.assets = workshop.theme.assets
        self.accent = accent(workshop.glossary)

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of the file."""
        if artifact.kind == "file":
            return self.assets[artifact.id]
        parts = [self.assets[name].rstrip() for name in STYLES if name in self.assets]
        return b"\n\n".join([*parts, self.accent]) + b"\n" if self.accent else b"\n\n".join(parts) + b"\n"


def accent(glossary: Glossary) -> bytes:
    """The rule that sets the site's accent; on dark paper it is mixed with white. Empty without a colour."""
    colour = glossary.site.config.theme.accent or ""
    if not _COLOUR.fullmatch(colour):
        return b""
    return f":root{{--acc:light-dark({colour},color-mix(in oklab,{colour} 45%,white))}}".encode()
