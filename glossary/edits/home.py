"""Where in a project its terms stand."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from glossary.text.address import bundles, seat_of

if TYPE_CHECKING:
    from collections.abc import Collection

_CALLED: Final = re.compile(
    r"glossar|glosar|lexi[ck]|dictionar|vocabular|terminolog|definition|begriff|(?:^|[-_])terms?$|^_?concepts?$|^_?words$"
)
"""Names of folders that say what stands in them."""

_NO_TERM: Final = re.compile(
    r"readme|license|licence|changelog|contribut|code.of.conduct|security|authors|index|_index|summary|about|notes?\Z"
)


def home_of(paths: Collection[str]) -> str:
    """The folder in which the Markdown files that are terms stand, of all at `paths`; empty where it is the top.

    That is the top, where most files stand directly in it; else the highest folder that is called like a glossary;
    else the deepest one that holds nearly all files.
    """
    alone = bundles(path for path in paths if not path.rpartition("/")[2].startswith("_"))
    seats = [seat_of(path) if path in alone else path for path in paths]
    terms = [path for path in seats if not _NO_TERM.match(path.rpartition("/")[2].casefold())]
    if sum("/" not in path for path in terms) * 2 >= len(terms):
        return ""
    called: Counter[str] = Counter()
    for path in terms:
        parts = path.split("/")[:-1]
        at = next((at for at, part in enumerate(parts) if _CALLED.search(part.casefold())), None)
        if at is not None:
            called["/".join(parts[: at + 1])] += 1
    if called:
        return min(called, key=lambda folder: (folder.count("/"), -called[folder], folder))
    return _deepest(terms)


def _deepest(paths: Collection[str]) -> str:
    home = ""
    while True:
        below = Counter(path[len(home) :].partition("/")[0] for path in paths if path.startswith(home))
        inner = [name for name in below if any(path.startswith(f"{home}{name}/") for path in paths)]
        biggest = max(inner, key=lambda name: (below[name], name), default="")
        if not biggest or below[biggest] * 10 < below.total() * 9:
            return home.rstrip("/")
        home = f"{home}{biggest}/"
