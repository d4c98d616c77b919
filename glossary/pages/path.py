"""The pages of learning paths, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.entries import Entry, make_entries
from glossary.pages.frame import Desk, Head, Link, Planned, make_head
from glossary.pages.join import Markup, plain
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Lessons
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys

KIND: Final = "path"
ADDRESS: Final = "paths/index.html"


class Way(msgspec.Struct, frozen=True):
    """A path in the list of paths."""

    name: str
    href: str
    intro: Markup
    count: str


class PathPage(msgspec.Struct, frozen=True):
    """What the page of a path shows; the list of paths has `paths` instead of `steps`."""

    head: Head
    home: Link | None
    title: str
    count: str
    intro: Markup
    steps: tuple[Entry, ...]
    paths: tuple[Way, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each path, after the list of them; nothing where there are none."""
    glossary = keys.glossary
    if not glossary.paths:
        return
    yield Planned(ADDRESS, keys.of(b"path", glossary.paths))
    for path in glossary.paths:
        minutes = [glossary.terms[term].minutes for term in path.terms]
        yield Planned(
            f"paths/{term_address(path.id)}", keys.of(b"path", path, minutes, keys.joined(path.terms)), path.id
        )


def view(desk: Desk, id_: str, address: str) -> PathPage:
    """The page of the path `id_`; the list where that is empty."""
    joiner = desk.joiner(address)
    if not id_:
        return _index(desk, joiner)
    glossary, labels = desk.glossary, desk.labels
    path = next(path for path in glossary.paths if path.id == id_)
    return PathPage(
        head=make_head(glossary, labels, path.title, _description(path), address),
        home=Link(labels.text("path.title"), joiner.local(ADDRESS)),
        title=path.title,
        count=labels.count("path.steps", len(path.terms)),
        intro=joiner.inline(path.intro, path.intro_targets),
        steps=make_entries(path.terms, joiner),
        paths=(),
    )


def _description(path: Lessons) -> str:
    if path.intro is None:
        return path.title
    return plain(path.intro.segments) if path.intro.segments else path.intro.source


def _index(desk: Desk, joiner: Joiner) -> PathPage:
    glossary, labels = desk.glossary, desk.labels
    paths = tuple(
        Way(
            path.title,
            joiner.local(f"paths/{term_address(path.id)}"),
            joiner.inline(path.intro, path.intro_targets),
            labels.count("path.steps", len(path.terms)),
        )
        for path in glossary.paths
    )
    title = labels.text("path.title")
    names = ", ".join(path.name for path in paths)
    return PathPage(make_head(glossary, labels, title, names, joiner.address), None, title, "", Markup(), (), paths)
