"""robots.txt: all may be read, and where the list of pages is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.config.exports import is_wanted
from glossary.exporters.artifact import Artifact
from glossary.pages.frame import absolute
from glossary.text.address import uri
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "robots"
ADDRESS: Final = "robots.txt"


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - the same for all exporters
    """The file."""
    yield Artifact(ADDRESS, digest(theme.program, _text(glossary)), NAME, "robots")


def maker(workshop: Workshop) -> RobotsMaker:
    """What writes it."""
    return RobotsMaker(workshop)


class RobotsMaker:
    """Writes the file."""

    def __init__(self, workshop: Workshop) -> None:
        self.text = _text(workshop.glossary)

    def produce(self, artifact: Artifact) -> bytes:  # noqa: ARG002 - there is one
        """The bytes of the file."""
        return self.text


def _text(glossary: Glossary) -> bytes:
    lines = ["User-agent: *", "Allow: /"]
    config = glossary.site.config
    if is_wanted("sitemap", config) and (listed := absolute(config, "sitemap.xml")):
        lines += ["", f"Sitemap: {uri(listed)}"]
    return ("\n".join(lines) + "\n").encode()
