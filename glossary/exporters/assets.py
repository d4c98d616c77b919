"""The style sheets, the scripts, fonts, icon, and the site's own static files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from glossary.config.accent import DARK, LIGHT, shade
from glossary.config.exports import is_wanted
from glossary.exporters.artifact import Artifact
from glossary.exporters.packed import pack_script, pack_style
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "assets"

STYLES: Final = (
    "tokens.css", "base.css", "layout.css", "text.css", "code.css", "definition.css", "entries.css", "rail.css",
    "theme.css", "copy.css", "preview.css", "search.css",
    "senses.css", "stages.css", "lifecycle.css", "groups.css", "tradeoffs.css", "decision.css", "implications.css",
    "avoid.css", "usage.css", "facts.css", "misconceptions.css", "takeaways.css", "vocabulary.css", "faq.css",
    "quiz.css", "match.css", "see_also.css", "opinion.css", "works.css", "open_questions.css",
    "print.css", "site.css",
)  # fmt: skip
"""The parts of the style sheet of all pages, in order. `site.css` is a site's own addition; any other part it may
replace."""

LISTS: Final = (
    "home.css", "list.css", "letters.css", "results.css", "all.css", "map.css", "path.css", "session.css", "site.css",
)  # fmt: skip
"""The parts of the style sheet that pages load besides which are no entry: entries are most of a site. A site's own
addition has the last word there as well."""

SCRIPTS: Final = (
    "device.js", "theme.js", "copy.js", "preview.js", "search.js", "exercises.js", "fold.js", "rail.js",
    "scroll.js",
)  # fmt: skip
"""The parts of the script that every page loads, in order; the others stand on `glossary` of the first."""

EXERCISES: Final = ("quiz.js", "match.js", "lesson.js")
"""The parts of the script that is loaded once a reader comes near questions, pairs, or the way on from a lesson."""

TOKENS: Final = "tokens.css"
"""The part that sets the colours; behind it the accent is set, so that all other parts have the last word."""

STYLE: Final = "assets/style.css"
"""Where the style sheet of all pages stands."""

JOINED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "style.css": STYLES,
    "pages.css": LISTS,
    "script.js": SCRIPTS,
    "quiz.js": EXERCISES,
    "finder.js": ("slips.js", "finder.js"),
    **{name: (name,) for name in ("all.js", "hits.js", "map.js", "path.js", "session.js")},
})  # fmt: skip
"""Style sheets and scripts, and their parts. What is in no list here is copied, byte for byte."""

SEARCHING: Final = frozenset({"finder.js", "hits.js", "vendor/minisearch.js", "vendor/minisearch.txt"})
"""What only a site with a search has."""

_PARTS: Final = frozenset(part for parts in JOINED.values() for part in parts)


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The style sheets, the scripts and all other static files."""
    left_out = frozenset() if is_wanted("search", glossary.site.config) else SEARCHING
    for name in (name for name in JOINED if name not in left_out):
        yield Artifact(f"assets/{name}", _key(glossary, theme, name), NAME, "joined", name)
    for name in sorted(theme.assets):
        if name not in _PARTS and name not in left_out:
            yield Artifact(f"assets/{name}", digest(theme.assets[name]), NAME, "file", name)


def maker(workshop: Workshop) -> AssetMaker:
    """What copies and joins them."""
    return AssetMaker(workshop)


class AssetMaker:
    """Joins style sheets and scripts, and makes ours smaller; gives other files as they are."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of the file."""
        theme = self.workshop.theme
        if artifact.kind == "file":
            return theme.assets[artifact.id]
        pack = pack_style if artifact.id.endswith(".css") else pack_script
        parts = _parts(self.workshop.glossary, theme, artifact.id)
        return b"".join([part.rstrip() + b"\n" if own else pack(part) for part, own in parts])


def _key(glossary: Glossary, theme: Theme, name: str) -> bytes:
    parts = _parts(glossary, theme, name)
    return digest(theme.program, *((b"own" if own else b"ours") + part for part, own in parts))


def _parts(glossary: Glossary, theme: Theme, name: str) -> Iterator[tuple[bytes, bool]]:
    """The parts of the style sheet or script `name`, in order, and whether they are the site's: it may replace any."""
    for part in JOINED[name]:
        if part in theme.assets:
            yield theme.assets[part], part in theme.replaced
        if part == TOKENS and glossary.site.config.theme.accent:
            yield accent_rule(glossary.site.config.theme.accent).encode(), False


def accent_rule(accent: str) -> str:
    """What sets the colours that are made of the site's accent. As in tokens.css, what knows no `light-dark` has those
    of light paper.
    """
    light, dark = shade(accent, LIGHT), shade(accent, DARK)
    return (
        f":root{{--acc:light-dark({light.link},{dark.link});--acc-bg:light-dark({light.fill},{dark.fill})}}\n"
        f"@supports not (color:light-dark(red,red)){{:root{{--acc:{light.link};--acc-bg:{light.fill}}}}}"
    )
