"""A new glossary in a folder: the files that the program brings along, none in place of another."""

from __future__ import annotations

import os
import shlex
from typing import Final, NamedTuple

from glossary import __version__
from glossary.build.creation import Barred, are_there, create
from glossary.build.files import remove_file
from glossary.build.refused import Refused
from glossary.build.repository import top_of_repository
from glossary.build.stamp import FOLDERS, theme_root

STARTER: Final = (
    ("terms/definition.md", "terms/definition.md"),
    ("terms/term.md", "terms/term.md"),
    (".gitignore", "gitignore"),
    (".github/workflows/glossary.yml", "workflow.yml"),
    (".github/ISSUE_TEMPLATE/new-term.yml", "new-term.yml"),
    (".vscode/settings.json", "settings.json"),
    (".vscode/extensions.json", "extensions.json"),
    ("glossary.yml", "glossary.yml"),
)
"""Where each file stands in a new glossary, and what it is called in the program's own folder. Hidden files have other
names there, so that they do nothing in the program's repository. What makes a folder a glossary comes last.
"""

SOURCES: Final = ("glossary.yml", "terms")

KEPT: Final = {
    ".gitignore": "it was there, and stays as it was; see that it has the lines `/site/` and `/.site.glossary/`"
}
"""What is said of a file that was there and matters to a glossary."""


class Place(NamedTuple):
    """A file of a new glossary: its path, and why it was not written; empty where it was."""

    path: str
    why: str = ""


class Start(NamedTuple):
    """A new glossary: its folder, and its files in the order in which they were written."""

    root: str
    places: tuple[Place, ...]
    read: tuple[str, ...] = ()
    """Folders that were there, and that a build reads."""


def start(folder: str) -> Start:
    """Write a new glossary into `folder`, which may be new. What stands there stays.

    Raises `Refused` where there is a glossary already, and `OSError` where the disk fails; then no file is new.
    """
    root = os.path.realpath(folder)
    if os.path.lexists(root) and not os.path.isdir(root):
        raise Refused(f"{root} is not a folder", "name a folder, which may be new")
    there = are_there(root, SOURCES)
    if there and (there != ["terms"] or os.path.islink(f"{root}/terms") or os.listdir(f"{root}/terms")):
        _refuse(root, there)
    top = top_of_repository(root)
    repository = "" if top == root else top
    os.makedirs(root, exist_ok=True)
    read = tuple(are_there(root, ("pages", *FOLDERS)))
    places: list[Place] = []
    try:
        for path, name in STARTER:
            places.append(_placed(root, path, name, repository))
    except BaseException:
        for place in places:
            if not place.why:
                remove_file(root, place.path)
        raise
    return Start(root, tuple(places), read)


def _refuse(root: str, there: list[str]) -> None:
    if "glossary.yml" in there or os.path.islink(f"{root}/terms"):
        help_ = '`glossary new "Name of a term"` adds a term to it, and `glossary check` tells what is wrong with it'
        raise Refused(f"there is a glossary in {root} already: it has {' and '.join(there)}", help_)
    command = shlex.join(("glossary", "init", root, "--from", f"{root}/terms"))
    help_ = f"`{command}` writes a `glossary.yml` for what is there"
    raise Refused(f"there is a folder terms in {root} already", help_)


def _placed(root: str, path: str, name: str, repository: str) -> Place:
    if repository and path.startswith(".github/"):
        return Place(path, f"GitHub reads it at the top of a repository alone, which is {repository}")
    try:
        create(root, path, _brought(name))
    except FileExistsError:
        return Place(path, KEPT.get(path, "it was there, and stays as it was"))
    except Barred as way:
        return Place(path, f"{way} is no folder")
    return Place(path)


def _brought(name: str) -> bytes:
    """One of the files that the program brings along. What installs the program there, installs this version."""
    with open(os.path.join(theme_root(), "starter", *name.split("/")), "rb") as file:
        return file.read().replace(_INSTALLED, b"%s==%s" % (_INSTALLED, __version__.encode()))


_INSTALLED: Final = b"pip install glossary-site"
