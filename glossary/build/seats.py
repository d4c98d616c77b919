"""Where files of a site's folder stand in the site: one file an address, on every system."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from glossary.build.output import MARKER
from glossary.exporters.assets import STYLE
from glossary.text.diagnostic import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESERVED: Final = (MARKER, ".git")
"""What makes a folder ours, or somebody's checkout, for the next build."""


def place(own: Iterable[tuple[str, str]], others: Iterable[str]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The files of a site's folder, `own`, by address; `others` are taken. Of two at one address the first has it, and
    a `clashing-address` tells of the second.
    """
    seats = _Seats((*others, *RESERVED))
    placed: dict[str, str] = {}
    faults = []
    for address, path in own:
        if holder := seats.holder(address):
            faults.append(_clash(address, path, holder, placed.get(holder, "")))
        else:
            placed[address] = path
            seats.take(address)
    return placed, tuple(faults)


class _Seats:
    """Addresses that are taken, by what they are on systems that ignore case and Unicode form; folders by a file that
    is in them.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        for address in addresses:
            self.take(address)

    def take(self, address: str) -> None:
        """The address is taken, and the folders above it are."""
        folded = _folded(address)
        self.files[folded] = address
        for folder in _above(folded):
            if folder in self.folders:
                break
            self.folders[folder] = address

    def holder(self, address: str) -> str:
        """The address of the file that stands there, or is a file where a folder is needed, or is in a folder where
        this file would be; empty where the address is free.
        """
        folded = _folded(address)
        found = self.files.get(folded) or self.folders.get(folded)
        return found or next((self.files[folder] for folder in _above(folded) if folder in self.files), "")


def _above(address: str) -> Iterator[str]:
    while address := address.rpartition("/")[0]:
        yield address


def _folded(address: str) -> str:
    return address.lower() if address.isascii() else unicodedata.normalize("NFC", address).casefold()


def _clash(address: str, path: str, holder: str, other: str) -> Diagnostic:
    """What is wrong with the file at `path`; `other` is the file of the site's folder that is the holder, if one is."""
    span = Span(path, 0, 0)
    if holder in RESERVED:
        message = f"this file would stand at `{address}`, a name that the program or Git keeps for itself"
        return Diagnostic.of("clashing-address", span, message, "give it another name, or delete it")
    where = f"this file would stand at `{address}`"
    if _folded(holder).startswith(f"{_folded(address)}/"):
        message = f"{where}, which is a folder of the site"
    elif address == holder and other:
        message = f"this file and `{other}` would both stand at `{address}`"
    else:
        there = "where" if address == holder else f"and at `{holder}`"
        message = f"{where}, {there} {f'`{other}`' if other else 'a page or file of the site'} stands"
    related = (Related(Span(other, 0, 0), "this file has the place"),) if other else ()
    help_ = "give it another name, or put it elsewhere"
    if holder == STYLE:
        help_ = "call it `site.css`: the site’s own rules stand there, and are added to the theme’s"
    return Diagnostic.of("clashing-address", span, message, help_, related)
