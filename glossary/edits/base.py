"""The address below which texts link to terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.address import make_id

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from glossary.edits.survey import Sheet


def base_of(sheets: Sequence[Sheet], paths: Collection[str], terms: str) -> tuple[str, int]:
    """The address below which links to terms stand in bodies, and the number of these links; `paths` are without
    endings. Unless it is called like one of the folders in which the `terms` stand, it must lead to a tenth of them:
    else it is that of other pages, some of which are called like a term.
    """
    known = {path.casefold() for path in paths}
    known |= {path.rpartition("/")[0] for path in known} - {""}
    ids = {make_id(path) for path in known}
    folders = {folder.lstrip("_") for folder in terms.split("/")}
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for link in sheet.links:
            parts = link.partition("#")[0].partition("?")[0].removesuffix(".md").strip("/").split("/")
            inner = next((at for at in range(len(parts)) if "/".join(parts[at:]).casefold() in known), None)
            if inner is None and make_id(parts[-1]) in ids:
                inner = len(parts) - 1
            if inner is None and parts[-1] in folders and make_id(link.rpartition("#")[2]) in ids:
                inner, parts = len(parts), [*parts, link.rpartition("#")[2]]
            if inner is not None and parts[-1] and link.isprintable():
                found.setdefault("/".join(("", *parts[:inner], "")), []).append(parts[-1])
    if not found:
        return "", 0
    base = max(found, key=lambda base: len(found[base]))
    count, led = len(found[base]), len(set(found[base]))
    named = base.split("/")[-2] in folders
    below = sum(link.startswith(base) for sheet in sheets for link in sheet.links)
    told = named or (led > 1 and led * 10 >= len(sheets))
    return (base, count) if told and count * 2 >= below else ("", 0)
