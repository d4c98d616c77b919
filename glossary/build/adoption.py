"""A folder that was written for something else gets a `glossary.yml` with which it builds."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from contextlib import suppress
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.creation import create, replace
from glossary.build.refused import Refused
from glossary.build.run import look_through
from glossary.build.sources import LARGEST, MARKDOWN, PICTURES, read_bytes, read_source
from glossary.config.read import NAME
from glossary.edits.adoption import Adoption, Passed, draft, without_key
from glossary.edits.home import home_of
from glossary.edits.origin import NOTHING, origin_of, sign_in
from glossary.edits.pictures import picture_folders
from glossary.edits.settings import write_settings
from glossary.edits.survey import key_at, read_sheet
from glossary.text.diagnostic import Diagnostic
from glossary.text.rules import FIRM
from glossary.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from glossary.build.run import Options
    from glossary.build.whole import Result
    from glossary.edits.origin import Origin
    from glossary.edits.survey import Sheet

ROUNDS: Final = 4
"""So often what was written is tried and mended."""

MOST_UNREAD: Final = 20
"""So many files at most are left out because they cannot be read, and not the half of a folder."""

MANY: Final = 8
"""A folder that holds an eighth as many files as that of the terms may be one of terms, too; so many are told."""

SKIPPED: Final = frozenset(
    [
        "node_modules",
        "vendor",
        "public",
        "_site",
        "site",
        "build",
        "dist",
        "target",
        "themes",
        "archetypes",
        "layouts",
        "venv",
        "env",
        "__pycache__",
    ]
)
"""Folders that hold no terms of the project: what programs make, and what is not its own."""

KEYED: Final = frozenset({"unknown-key"})
"""Rules that are better kept by leaving a key out than by a warning."""


class Found(NamedTuple):
    """What is below a folder: Markdown files by path, and files in other formats of the same kind. `beyond` are folders
    beside it, by their paths from the site's folder, with the number of Markdown files in each.
    """

    files: tuple[str, ...]
    others: tuple[str, ...]
    beyond: tuple[tuple[str, int], ...] = ()


class Adopted(NamedTuple):
    """What was written where, how many files it leaves out for their ending, which folders for their place, and what a
    check of it came to.
    """

    root: str
    adoption: Adoption
    others: int
    beyond: tuple[tuple[str, int], ...]
    result: Result


def adopt(options: Options, folder: str, progress: Callable[[str, int, int], None] = lambda *_: None) -> Adopted:
    """Write the `glossary.yml` of the folder `options.root`, for the Markdown files in `folder`, which is it or lies in
    it, and check what it comes to.

    Raises `Refused` where that cannot be, and as `build` does; then nothing was written.
    """
    root = options.root
    if os.path.lexists(f"{root}/{NAME}"):
        raise Refused(f"there is a {NAME} in {root} already", "`glossary check` tells what is wrong with it")
    origin, terms, found = locate(root, folder)
    sheets = [sheet for path in found.files for sheet in _sheet(root, terms, path)]
    name = folder if sign_in(os.listdir(folder)) else root
    adoption = _with_pictures(draft(sheets, origin, terms, os.path.basename(name)), root)
    if not adoption.sheets:
        raise Refused(
            f"of the Markdown files in {folder} none can be a term: they are called as what stands beside terms is",
            "name the folder that holds the terms, or start anew: `glossary init`",
        )
    create(root, NAME, write_settings(adoption))
    try:
        result = look_through(options, progress)
        for _ in range(ROUNDS):
            mended = _mended(root, adoption, result.diagnostics)
            if mended == adoption:
                break
            adoption = mended
            replace(root, NAME, write_settings(adoption))
            result = look_through(options, progress)
    except BaseException:
        with suppress(OSError):
            os.unlink(f"{root}/{NAME}")
        raise
    return Adopted(root, adoption, len(found.others), found.beyond, result)


def root_of(folder: str, here: str) -> str:
    """Where the `glossary.yml` for the files in `folder` belongs: there, or where they stand at its very top, in the
    folder `here` around it. Raises `Refused` where it is neither.
    """
    try:
        locate(folder, folder)
    except Refused:
        if not folder.startswith(here.rstrip(os.sep) + os.sep):
            raise
        locate(here, folder)
        return here
    return folder


def locate(root: str, folder: str) -> tuple[Origin, str, Found]:
    """What the project in `folder`, or above it up to `root`, was made by; the folder of its terms, relative to `root`;
    and the Markdown files there. Raises `Refused` where there are none, or they stand where `terms` cannot be.
    """
    origin, place = _origin(root, folder)
    start = folder
    if origin.home and place == folder and os.path.isdir(f"{folder}/{origin.home}"):
        start = f"{folder}/{origin.home}"
    found = _walk(start)
    if not found.files and start != folder:
        start, found = folder, _walk(folder)
    if not found.files:
        raise Refused(
            f"there is no Markdown file in {folder}", "name the folder that holds them, or start anew: `glossary init`"
        )
    home = home_of(found.files)
    within = f"{home}/" if home else ""
    files = tuple(path.removeprefix(within) for path in found.files if path.startswith(within))
    others = tuple(path for path in found.others if path.startswith(within))
    place = os.path.relpath(f"{start}/{home}" if home else start, root).replace(os.sep, "/")
    _refuse_place(root, place)
    beyond = _beyond(found.files, home) if home else ()
    above = place.removesuffix(home)
    return origin, place, Found(files, others, tuple((above + folder, count) for folder, count in beyond))


def _beyond(paths: Iterable[str], home: str) -> list[tuple[str, int]]:
    """The folders as deep as `home` that hold many of the Markdown files at `paths`, the largest first."""
    deep = home.count("/") + 1
    held = Counter("/".join(path.split("/")[:-1][:deep]) for path in paths)
    most = held.pop(home, 0)
    del held[""]
    large = [(folder, count) for folder, count in held.items() if count * MANY >= most]
    return sorted(large, key=lambda pair: (-pair[1], pair[0]))[:MANY]


def _refuse_place(root: str, place: str) -> None:
    if place == ".":
        above = os.path.dirname(root)
        reason = f"the Markdown files stand in {root} itself, and glossary.yml must stand above them"
        command = shlex.join(("glossary", "init", above, "--from", root))
        raise Refused(reason, f"write it beside that folder: `{command}`")
    if not _can_be_named(place):
        raise Refused(f"the path {place} has signs that `terms:` cannot have", "rename the folder")


def _can_be_named(place: str) -> bool:
    """Whether a setting can have the path."""
    return place.isprintable() and not any(sign in place for sign in ":\\~")


def _with_pictures(adoption: Adoption, root: str) -> Adoption:
    if not any(sheet.pictures for sheet in adoption.sheets):
        return adoption
    folders = picture_folders(adoption.sheets, adoption.terms, frozenset(_pictures(root)))
    return changed(adoption, pictures=tuple(folder for folder in folders if _can_be_named(folder)))


def _pictures(root: str) -> Iterable[str]:
    """The pictures of the project. No link is followed, and no hidden folder entered."""
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in SKIPPED - {"public"}]
        within = os.path.relpath(place, root).replace(os.sep, "/")
        for name in names:
            if name.lower().endswith(PICTURES) and not os.path.islink(f"{place}/{name}"):
                yield name if within == "." else f"{within}/{name}"


def _origin(root: str, folder: str) -> tuple[Origin, str]:
    """The origin, and the folder in which it was told."""
    place = folder
    while True:
        with suppress(OSError):
            if sign := sign_in(os.listdir(place)):
                data = read_bytes(place, sign.name) if os.path.isfile(f"{place}/{sign.name}") else b""
                return origin_of(sign, data if isinstance(data, bytes) else b""), place
        if place in {root, os.path.dirname(place)}:
            return NOTHING, folder
        place = os.path.dirname(place)


def _walk(start: str) -> Found:
    """No link is followed, and no hidden folder entered."""
    files: list[str] = []
    others: list[str] = []
    for place, folders, names in os.walk(start):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
        within = os.path.relpath(place, start).replace(os.sep, "/")
        for name in sorted(names):
            path = name if within == "." else f"{within}/{name}"
            if not os.path.islink(f"{place}/{name}") and not name.startswith(".") and path.isprintable():
                if name.lower().endswith(MARKDOWN):
                    files.append(path)
                elif name.lower().endswith((".mdx", ".rst", ".adoc")):
                    others.append(path)
    return Found(tuple(files), tuple(others))


def _sheet(root: str, terms: str, path: str) -> Iterable[Sheet]:
    data = read_bytes(root, f"{terms}/{path}", LARGEST)
    if isinstance(data, bytes):
        yield read_sheet(Source(f"{terms}/{path}", data, ""), path)


def _mended(root: str, adoption: Adoption, found: Iterable[Diagnostic]) -> Adoption:
    """The adoption under which none of the errors comes again, as far as that can be."""
    spared = Counter(dict(adoption.spared))
    unread: dict[str, str] = {}
    before = {passed.name for passed in adoption.unread}
    for fault in (fault for fault in found if fault.severity == "error"):
        path = fault.span.path
        within = path.removeprefix(f"{adoption.terms}/")
        if path.startswith("pages/") and not adoption.terms.startswith("pages"):
            adoption = changed(adoption, no_pages=True)
        elif within == path or (fault.rule not in FIRM and fault.rule not in KEYED):
            if fault.rule not in FIRM:
                spared[fault.rule] += 1
        elif (key := _key(root, fault)) and not _is_kept(adoption, key, fault.rule):
            adoption = without_key(adoption, key, f"in {within}: {fault.message}")
        elif within not in before:
            unread.setdefault(within, fault.message)
    if unread and len(unread) <= min(MOST_UNREAD, len(adoption.sheets) // 2):
        passed = tuple(Passed(path, why) for path, why in sorted(unread.items()))
        pages = tuple(page for page in adoption.pages if page not in unread)
        adoption = changed(adoption, pages=pages, unread=(*adoption.unread, *passed))
    return changed(adoption, spared=tuple(sorted(spared.items())))


def _key(root: str, fault: Diagnostic) -> str:
    if fault.rule == "yaml-syntax":
        return ""
    source = read_source(root, fault.span.path)
    return "" if isinstance(source, Diagnostic) else key_at(source, fault.span.start)


def _is_kept(adoption: Adoption, key: str, rule: str) -> bool:
    """Whether leaving the key out is no remedy: it is none of those that were chosen, nor unknown, as one that only a
    page has.
    """
    folded = key.casefold()
    chosen = any(choice.key.casefold() == folded for choice in adoption.choices)
    unknown = rule in KEYED and all(unused.key.casefold() != folded for unused in adoption.unused)
    return not chosen and not unknown
