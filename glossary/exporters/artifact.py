"""What an exporter makes: a file of the site, planned cheaply and produced only where its key changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.graph.shelf import Shelf
    from glossary.text.diagnostic import Diagnostic
    from glossary.text.labels import Labels


class Artifact(NamedTuple):
    """A file of the site. `key` digests all that its bytes depend on; `kind` and `id` tell its exporter which it is."""

    path: str
    key: bytes
    exporter: str
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates and static files, the site's own over the built-in ones.

    Texts of templates by name, the built-in ones also as `builtin/<name>`, so that one of the site's can extend the one
    it replaces; the bytes of static files by their path below `static/`. `own` names the templates that come from the
    site: they run in a sandbox. `replaced` names the static files that do: they are served as they are
    written. `program` digests the program; `digest` the templates, too, but no static file: pages name those by
    addresses that do not change.
    """

    templates: Mapping[str, str]
    own: Mapping[str, int]
    assets: Mapping[str, bytes]
    replaced: frozenset[str] = frozenset()
    program: bytes
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """All that producing needs."""

    glossary: Glossary
    shelf: Shelf
    theme: Theme
    labels: Labels


class Unmade(Exception):
    """An artifact cannot be made: a template of the site cannot be read or rendered, or a file cannot be taken over."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Maker(Protocol):
    """Produces the artifacts of one exporter; made once a process, for it holds what is dear to make."""

    def produce(self, artifact: Artifact) -> bytes:
        """The bytes of the artifact. Raises `Unmade` where a template of the site fails."""
        ...


class Exporter(Protocol):
    """One kind of export. A module of this floor with these two functions and a name."""

    NAME: str

    def plan(self, glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
        """Its artifacts with their keys, without producing anything."""
        ...

    def maker(self, workshop: Workshop) -> Maker:
        """What produces them."""
        ...
