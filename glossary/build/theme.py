"""The theme of a site: the built-in one, single files of it overridden by the site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.build.scan import scan
from glossary.build.sources import read_bytes
from glossary.build.stamp import theme_folders
from glossary.exporters.artifact import Theme
from glossary.text.diagnostic import Diagnostic
from glossary.text.digest import digest
from glossary.text.source import Source, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_theme(
    root: str, templates: Iterable[str], statics: Iterable[str], program: bytes
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme, and what is wrong with the site's own files. `templates` and `statics` are the site's, by path."""
    built_in, assets = (_read_all(folder) for folder in theme_folders())
    texts = {name: data.decode() for name, data in built_in.items() if name.endswith(".html")}
    texts |= {f"builtin/{name}": text for name, text in texts.items()}
    faults: list[Diagnostic] = []
    own: dict[str, str] = {}
    shifts: dict[str, int] = {}
    for path in templates:
        found = read_bytes(root, path)
        if isinstance(found, Diagnostic):
            faults.append(found)
            continue
        text, wrong = read_text(Source(path, found, ""))
        faults += wrong
        name = path.removeprefix("templates/")
        # A copy of ours is ours: so the repository of the theme builds the site that others build.
        if text is not None and text.content != texts.get(name):
            own[name], shifts[name] = text.content, text.shift
    own_files = _own_files(root, [path for path in statics if path.removeprefix("static/") in assets], faults)
    replaced = {name: found for name, found in own_files.items() if found != assets[name]}
    shown = texts | own
    parts = [f"{name}\0{text}".encode() for name, text in sorted(shown.items())]
    theme = Theme(
        templates=shown,
        own=shifts,
        assets=assets | replaced,
        replaced=frozenset(replaced),
        program=digest(program),
        digest=digest(program, *parts),
    )
    return theme, (*faults, *_unused(theme))


def _own_files(root: str, statics: Iterable[str], faults: list[Diagnostic]) -> dict[str, bytes]:
    """The site's own static files by name; those that cannot be read are told of in `faults`."""
    read = {path.removeprefix("static/"): read_bytes(root, path, largest=None) for path in statics}
    faults += [found for found in read.values() if isinstance(found, Diagnostic)]
    return {name: found for name, found in read.items() if not isinstance(found, Diagnostic)}


def _unused(theme: Theme) -> Iterable[Diagnostic]:
    if not theme.own:
        return ()
    from glossary.exporters.overrides import check_overrides  # imports Jinja2, which most builds need later or never

    return check_overrides(theme)


def _read_all(folder: str) -> dict[str, bytes]:
    found = {}
    for name in sorted(scan(folder)):
        with open(f"{folder}/{name}", "rb") as file:
            found[name] = file.read()
    return found
