"""The folders in which pictures stand that the terms of a folder show, and that lie outside of it."""

from __future__ import annotations

from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from glossary.graph.pictures import picture_path, rooted_at
from glossary.text.address import seen_from, tops_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from glossary.edits.survey import Sheet

MOST: Final = 8
"""So many folders are named; of more, those around them."""


def picture_folders(sheets: Iterable[Sheet], terms: str, there: Collection[str]) -> tuple[str, ...]:
    """The folders, of which none lies in another, for the pictures that are `there`: paths from the site's folder."""
    named: dict[str, list[str]] = {}
    for path in there:
        named.setdefault(basename(path), []).append(path)
    found = {
        dirname(place)
        for sheet in sheets
        for address in sheet.pictures
        if (
            place := next(
                (each for each in _places(address, f"{terms}/{sheet.path}", terms, named) if each in there), ""
            )
        )
    }
    folders = {folder for folder in found if folder and not _within(folder, (terms, "static"))}
    while len(folders) > MOST and any("/" in folder for folder in folders):
        deepest = max(folder.count("/") for folder in folders)
        folders = {dirname(folder) if folder.count("/") == deepest else folder for folder in folders}
        folders = {folder for folder in folders if not _within(terms, (folder,))}
    return tuple(sorted(folder for folder in folders if not _within(folder, folders - {folder})))


def _within(folder: str, others: Iterable[str]) -> bool:
    return any(f"{folder}/".startswith(f"{other}/") for other in others)


def _places(address: str, path: str, terms: str, named: dict[str, list[str]]) -> Iterator[str]:
    """Where a picture may stand, the likeliest place first."""
    address = unquote(address.partition("?")[0].partition("#")[0])
    yield picture_path(address, path)
    if address.startswith("/"):
        yield from rooted_at(address, tops_of(terms))
    for top in seen_from(address, terms):
        yield normpath(join(top, address))
    alike = named.get(address, [])
    yield from alike if len(alike) == 1 else ()
