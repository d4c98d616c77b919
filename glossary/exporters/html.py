"""The site as HTML pages: each kind of page is a view of the glossary, shown by the template of its name."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from glossary.exporters.artifact import Artifact
from glossary.exporters.policy import with_policy
from glossary.pages import a_z, compare, home, not_found, page, path, quiz, redirect, search, section, tag, term
from glossary.pages import all as all_
from glossary.pages import map as map_
from glossary.pages.bar import in_navigation
from glossary.pages.frame import Desk, Frame, make_frame
from glossary.pages.join import rendered
from glossary.pages.keys import Keys
from glossary.pages.words import labels_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "html"

PAGES: Final = (home, a_z, section, term, tag, path, compare, map_, quiz, page, search, all_, redirect, not_found)
"""The kinds of pages. Each plans its pages, and makes what the template of its name sees."""

LISTS: Final = frozenset({a_z.KIND, map_.KIND})
"""Those that show nothing but names, definitions and relations of terms, and are dear to plan."""


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """All pages with their keys."""
    yield from plan_with(Keys(glossary, theme.digest, labels))


def plan_with(keys: Keys, but: Collection[str] = ()) -> Iterator[Artifact]:
    """The same, where the keys are at hand; without the pages of some kinds."""
    for kind in PAGES:
        if kind.KIND in but:
            continue
        for planned in kind.plan(keys):
            yield Artifact(planned.address, planned.key, NAME, kind.KIND, planned.id)


def maker(workshop: Workshop) -> PageMaker:
    """What renders the pages."""
    return PageMaker(workshop)


def amended(before: PageMaker, workshop: Workshop) -> PageMaker:
    """What renders the pages after texts of single terms changed (`graph/amend.py`): bar and foot are the same."""
    made = PageMaker(workshop)
    made.frames = before.frames
    return made


def prepare(theme: Theme, labels: Labels, language: str) -> None:
    """Compile the templates of most pages: once, before the processes that need them are forked off."""
    from glossary.exporters.templates import templates_of

    templates_of(theme, labels_on(language, labels)).prepare()


class PageMaker:
    """Renders pages; keeps the bar and foot that many pages have alike."""

    def __init__(self, workshop: Workshop) -> None:
        from glossary.exporters.templates import templates_of

        labels = labels_on(workshop.glossary.site.config.language, workshop.labels)
        self.templates = templates_of(workshop.theme, labels)
        self.desk = Desk(workshop.glossary, workshop.shelf, labels)
        self.kinds: Mapping[str, Any] = {kind.KIND: kind for kind in PAGES}
        self.marked = in_navigation(workshop.glossary, labels)
        self.frames: dict[tuple[str, str], Frame] = {}

    def produce(self, artifact: Artifact) -> bytes:
        """The page in UTF-8. Raises `Unmade` where a template of the site fails."""
        shown = self.kinds[artifact.kind].view(self.desk, artifact.id, artifact.path)
        return with_policy(self.templates.page(artifact.kind, page=shown, site=self._frame(artifact))).encode()

    def _frame(self, artifact: Artifact) -> Frame:
        """The frame of a page: one for all pages of a folder but those that the bar marks as the current one."""
        lost = artifact.kind == not_found.KIND
        own = artifact.path if lost or artifact.path in self.marked else ""
        place = (dirname(artifact.path), own)
        if place not in self.frames:
            root = not_found.root_of(self.desk.glossary) if lost else None
            made = make_frame(self.desk.glossary, self.desk.labels, artifact.path, root)
            header, footer = (rendered(self.templates.macro(name, made)) for name in ("header", "footer"))
            self.frames[place] = replace(made, header=header, footer=footer)
        return self.frames[place]
