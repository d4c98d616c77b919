"""All files of a site with their keys, before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.exporters import assets, html, robots, schemas, sitemap
from glossary.exporters.artifact import Artifact, Exporter, Workshop
from glossary.pages.join import picture_address
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.build.sources import Files
    from glossary.build.stamp import World

EXPORTERS: tuple[Exporter, ...] = (html, assets, sitemap, robots, schemas)
"""All exporters, in the order in which they run."""

COPY = "copy"
"""The exporter of files that are taken over byte for byte; done here, for it reads the site's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files of a site by path, and what is needed to make them."""

    artifacts: Mapping[str, Artifact]
    workshop: Workshop
    root: str


def make_plan(workshop: Workshop, files: Files, world: World, root: str) -> Plan:
    """Every file that the site will have. A site's own static files and pictures come last: they may replace ours."""
    artifacts = {
        artifact.path: artifact
        for exporter in EXPORTERS
        for artifact in exporter.plan(workshop.glossary, workshop.theme, workshop.labels)
    }
    for path in (*files.pictures, *files.statics):
        if path.removeprefix("static/") in workshop.theme.assets:
            continue
        stat = world.files[path]
        where = picture_address(path)
        key = digest(repr(tuple(stat)).encode())
        artifacts[where] = Artifact(where, key, COPY, COPY, path)
    return Plan(artifacts=artifacts, workshop=workshop, root=root)
