"""Lines that look like rows of a table and are none: its head, its ruling and its rows stand without a gap, and the
ruling has as many cells as the head (GFM § 4.10).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from glossary.markup.marks import cells
from glossary.markup.signs import Sign

_ROWS: Final = re.compile(r"^(?P<row>\|[^\n]*)(?:\n[ ]*(?P<below>\|[^\n]*))?", re.MULTILINE)
_RULED: Final = re.compile(r":?-+:?")
_CUT: Final = re.compile(r"\[\[(?P<name>[^\[\]|\\\n]*)\|(?P<label>[^\[\]\n]*)\]\]")


class Above(NamedTuple):
    """What stands above a paragraph: the type of the token, and the text of a paragraph."""

    kind: str = ""
    text: str = ""


def row_sign(paragraph: str, above: Above) -> Sign | None:
    """What is wrong with the first rows of a paragraph."""
    found = _ROWS.search(paragraph)
    if found is None:
        return None
    if _is_ruling(found["row"]):
        return _headless(found, above)
    if found["below"] and _is_ruling(found["below"]):
        return _misruled(found)
    if above.kind == "table_close" and not found.start() and found["row"].count("|") > 1:
        message = "an empty line ends the table above, so this is text"
        help_ = "delete the empty line above it, or give these rows a head and a ruling"
        return Sign(*found.span("row"), message, help_)
    if found["below"]:
        message = "this is no table: below its first row there is no ruling with as many cells"
        ruling = _ruling("", len(cells(found["row"])))
        return Sign(*found.span("row"), message, f"write `{ruling}` below this row")
    return None


def _is_ruling(row: str) -> bool:
    return all(_RULED.fullmatch(cell) for cell in cells(row))


def _ruling(row: str, count: int) -> str:
    """A ruling of so many cells, the first of them as in `row`."""
    kept = cells(row)[:count] if row else []
    return "|" + "".join(f"{cell}|" for cell in (*kept, *["---"] * (count - len(kept))))


def _headless(found: re.Match[str], above: Above) -> Sign | None:
    if above.kind == "paragraph_close" and above.text.startswith("|") and not found.start():
        message = "an empty line stands between the head of a table and its ruling, so this is text"
        return Sign(*found.span("row"), message, "delete the empty line above it")
    if found["below"] is None:
        return None
    head = "|" + " … |" * len(cells(found["row"]))
    return Sign(*found.span("row"), "a table without a head is text", f"write its head above this ruling: `{head}`")


def _misruled(found: re.Match[str]) -> Sign:
    head, ruled = len(cells(found["row"])), len(cells(found["below"]))
    cut = list(_CUT.finditer(found["row"]))
    if cut and head - len(cut) == ruled:
        start = found.start("row")
        help_ = f"in a table write the bar as `\\|`: `[[{cut[0]['name']}\\|{cut[0]['label']}]]`"
        message = "the bar in this link ends a cell, so this is no table"
        return Sign(start + cut[0].start(), start + cut[0].end(), message, help_)
    message = f"this is no table: its ruling has {_cells(ruled)}, the row above it {_cells(head)}"
    return Sign(*found.span("below"), message, f"write `{_ruling(found['below'], head)}` in its place")


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
