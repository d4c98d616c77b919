"""What glossary.yml names and is not there, and settings that stand in a file that nothing reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from glossary.config.read import NAME
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.build.sources import Files
    from glossary.config.schema import Site

MISNAMED: Final = ("glossary.yaml", ".glossary.yml", ".glossary.yaml", "glossary.toml", "glossary.json")
"""What the file of settings is called by mistake."""


def absent(root: str, site: Site, files: Files) -> Iterator[Diagnostic]:
    """What would make a site that is empty, or lacks its pages or settings, without a word."""
    folder = site.config.terms
    if not folder or not os.path.isdir(f"{root}/{folder}"):
        yield _no_folder("terms", root, site)
    elif not files.faults and not any(item.role == "term" for item in files.work):
        message = f"there is no term in the folder `{folder}`"
        help_ = "put a Markdown file a term there, such as `training.md`"
        yield Diagnostic.of("unreadable-file", _place("terms", site), message, help_)
    # A glossary without pages may name a folder that is none, so as not to read another one.
    pages = site.config.pages
    if "pages" in site.folders and not os.path.isdir(f"{root}/{pages}") and nearest(pages, _folders(root)):
        yield _no_folder("pages", root, site)
    for name in MISNAMED:
        if os.path.isfile(f"{root}/{name}"):
            message = f"this file is not read: the settings of a glossary stand in `{NAME}`"
            stands = os.path.lexists(f"{root}/{NAME}")
            help_ = f"delete it: `{NAME}` stands beside it" if stands else f"rename it to `{NAME}`"
            yield Diagnostic.of("unread-file", Span(name, 0, 0), message, help_)


def _no_folder(key: str, root: str, site: Site) -> Diagnostic:
    folder: str = getattr(site.config, key)
    message = f"there is no folder `{folder or '.'}` of {key} below this file"
    meant = nearest(folder, _folders(root))
    help_ = f"did you mean `{meant}`?" if meant else f"write the folder’s path after `{key}:`, or make it"
    return Diagnostic.of("unreadable-file", _place(key, site), message, help_)


def _place(key: str, site: Site) -> Span:
    """Where a folder is named; the settings as a whole where none is."""
    return Span(NAME, *site.folders.get(key, (0, 0)))


def _folders(root: str) -> list[str]:
    """The folders in the site's folder; none where it is gone itself."""
    try:
        with os.scandir(root) as found:
            return sorted(entry.name for entry in found if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []
