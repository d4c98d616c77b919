"""All files of a site with their keys, before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.build.seats import place
from glossary.config.exports import is_wanted
from glossary.exporters import assets, feed, html, llms, previews, questions, robots, schemas, search, sitemap
from glossary.exporters.artifact import Artifact, Exporter, Workshop
from glossary.pages.join import picture_address
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.build.sources import Files
    from glossary.build.stamp import World
    from glossary.text.diagnostic import Diagnostic

EXPORTERS: tuple[Exporter, ...] = (html, assets, search, previews, questions, sitemap, feed, llms, robots, schemas)
"""All exporters, in the order in which they run."""

COPY = "copy"
"""The exporter of files that are taken over byte for byte; done here, for it reads the site's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files of a site by path, what is needed to make them, and which files of its folder have no place in it."""

    artifacts: Mapping[str, Artifact]
    workshop: Workshop
    root: str
    faults: tuple[Diagnostic, ...] = ()


def make_plan(workshop: Workshop, files: Files, world: World, root: str) -> Plan:
    """Every file that the site will have. What its folder brings comes last, and takes no other file's place but that
    of robots.txt.
    """
    artifacts = {
        artifact.path: artifact
        for exporter in EXPORTERS
        if is_wanted(exporter.NAME, workshop.glossary.site.config)
        for artifact in exporter.plan(workshop.glossary, workshop.theme, workshop.labels)
    }
    own = [(_address(path), path) for path in dict.fromkeys((*files.pictures, *files.statics, *files.roots))]
    own = [(address, path) for address, path in own if path.removeprefix("static/") not in workshop.theme.assets]
    placed, faults = place(own, [path for path in artifacts if path != robots.ADDRESS]) if own else ({}, ())
    for address, path in placed.items():
        key = digest(path.encode(), repr(tuple(world.files[path])).encode())
        artifacts[address] = Artifact(address, key, COPY, COPY, path)
    return Plan(artifacts=artifacts, workshop=workshop, root=root, faults=faults)


def _address(path: str) -> str:
    """Where a file of the site's folder stands in the site."""
    return path.removeprefix("root/") if path.startswith("root/") else picture_address(path)
