"""Works of others: sources, resources, and the source of a single claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.pages.join import Markup
from glossary.term.schema import Reference, Resource
from glossary.text.address import is_web

if TYPE_CHECKING:
    from glossary.pages.components.view import Scene
    from glossary.term.schema import Term


class Work(msgspec.Struct, frozen=True):
    """A work: its title (the address where it has none), its address (empty where it is none on the web), who made it
    and when, and what is said about it.
    """

    title: str
    href: str
    by: str
    kind: str = ""
    level: str = ""
    note: Markup = Markup()


def work(reference: Reference | None, scene: Scene) -> Work | None:
    """The view of a source; nothing where none is given, or nothing is said of it."""
    if reference is None or reference == Reference():
        return None
    href = reference.url if reference.url and is_web(reference.url) else ""
    by = ", ".join(part for part in (reference.authors, reference.year) if part)
    return Work(reference.title or reference.url or by, href, by, note=scene.inline(reference.note))


def works(references: tuple[Reference, ...], scene: Scene) -> tuple[Work, ...]:
    """The views of sources, in order."""
    return tuple(found for reference in references if (found := work(reference, scene)))


def sources(term: Term, scene: Scene) -> tuple[Work, ...]:
    """Where the definition comes from."""
    return works(term.sources, scene)


def resources(term: Term, scene: Scene) -> tuple[Work, ...]:
    """Where to go deeper."""
    return tuple(_resource(resource, scene) for resource in term.resources if resource != Resource())


def _resource(resource: Resource, scene: Scene) -> Work:
    href = resource.url if resource.url and is_web(resource.url) else ""
    by = ", ".join(part for part in (resource.authors, resource.year) if part)
    level = scene.word(f"level.{resource.level}") if resource.level else ""
    return Work(resource.title or resource.url or by, href, by, resource.kind or "", level, scene.inline(resource.why))
