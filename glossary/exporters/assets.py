"""The style sheet, the script, fonts, icon, and the site's own static files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.config.accent import DARK, LIGHT, shade
from glossary.exporters.artifact import Artifact
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "assets"

STYLES: Final = (
    "tokens.css", "base.css", "layout.css", "text.css", "code.css", "definition.css", "entries.css", "rail.css",
    "home.css", "list.css", "all.css", "map.css", "path.css", "theme.css", "copy.css", "preview.css", "session.css",
    "search.css",
    "senses.css", "stages.css", "lifecycle.css", "groups.css", "tradeoffs.css", "decision.css", "implications.css",
    "avoid.css", "usage.css", "facts.css", "misconceptions.css", "takeaways.css", "vocabulary.css", "faq.css",
    "quiz.css", "match.css", "see_also.css", "opinion.css", "works.css", "open_questions.css",
    "print.css", "site.css",
)  # fmt: skip
"""The parts of the style sheet, in order. `site.css` is a site's own addition; any other part it may replace."""

SCRIPTS: Final = (
    "device.js", "theme.js", "copy.js", "preview.js", "search.js", "map.js", "path.js", "fold.js", "rail.js",
)  # fmt: skip
"""The parts of the script that every page loads, in order; the others stand on `glossary` of the first."""

EXERCISES: Final = ("quiz.js", "match.js")
"""The parts of the script that pages with questions or pairs load besides: few pages have them."""

TOKENS: Final = "tokens.css"
"""The part that sets the colours; behind it the accent is set, so that all other parts have the last word."""

STYLE: Final = "assets/style.css"
SCRIPT: Final = "assets/script.js"
EXERCISE: Final = "assets/quiz.js"
_JOINED: Final = ((SCRIPT, SCRIPTS), (EXERCISE, EXERCISES))


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The style sheet, the script and all other static files."""
    yield Artifact(STYLE, digest(theme.program, *_parts(glossary, theme)), NAME, "style")
    for address, names in _JOINED:
        yield Artifact(address, digest(theme.program, *_scripts(theme, names)), NAME, "script")
    for name in sorted(theme.assets):
        if name not in {*STYLES, *SCRIPTS, *EXERCISES}:
            yield Artifact(f"assets/{name}", digest(theme.assets[name]), NAME, "file", name)


def maker(workshop: Workshop) -> AssetMaker:
    """What copies and joins them."""
    return AssetMaker(workshop)


class AssetMaker:
    """Joins the style sheet; gives other files as they are."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of the file."""
        theme = self.workshop.theme
        if artifact.kind == "file":
            return theme.assets[artifact.id]
        names = dict(_JOINED).get(artifact.path)
        parts = _scripts(theme, names) if names else _parts(self.workshop.glossary, theme)
        return b"\n\n".join(part.rstrip() for part in parts) + b"\n"


def _parts(glossary: Glossary, theme: Theme) -> Iterator[bytes]:
    """The parts of the style sheet, in order."""
    for name in STYLES:
        if name in theme.assets:
            yield theme.assets[name]
        if name == TOKENS and glossary.site.config.theme.accent:
            yield accent_rule(glossary.site.config.theme.accent).encode()


def _scripts(theme: Theme, names: Iterable[str]) -> Iterator[bytes]:
    """The parts of a script, in order; a site may replace any."""
    return (theme.assets[name] for name in names if name in theme.assets)


def accent_rule(accent: str) -> str:
    """What sets the colours that are made of the site's accent. As in tokens.css, what knows no `light-dark` has those
    of light paper.
    """
    light, dark = shade(accent, LIGHT), shade(accent, DARK)
    return (
        f":root{{--acc:light-dark({light.link},{dark.link});--acc-bg:light-dark({light.fill},{dark.fill})}}\n"
        f"@supports not (color:light-dark(red,red)){{:root{{--acc:{light.link};--acc-bg:{light.fill}}}}}"
    )
