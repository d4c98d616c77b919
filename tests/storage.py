"""Leaving a page that has kept something on the device, for itself anew or for another one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

KEPT = "Object.entries(localStorage).sort()"
KEEP = "kept => { localStorage.clear(); for (const [key, text] of kept) localStorage.setItem(key, text) }"


def reload(page: Page) -> None:
    """Load the page again, with what it kept."""
    _leave(page, page.reload)


def go(page: Page, address: str) -> None:
    """Open another page at `address`, with what this one kept."""
    _leave(page, lambda: page.goto(address))


def _leave(page: Page, load: Callable[[], object]) -> None:
    """Load once another tab sees what the page kept, and again where Chromium lost it all the same.

    Chromium writes what a page keeps a moment after the page was told that it is kept; a busy machine loses
    that moment to the next page in some 5 of 100 runs, with the whole of the storage. A page whose script did not
    keep it or does away with it is as it is after three times.
    """
    kept = page.evaluate(KEPT)
    for _ in range(3):
        _write(page, kept)
        load()
        if page.evaluate(KEPT) == kept:
            return


def _write(page: Page, kept: Any) -> None:
    """Wait until another tab sees what the page kept.

    In some 3 of 100 runs on a busy machine that never comes, though the page goes on to see what it wrote, and
    nothing that it writes later comes either: then the other tab writes it.
    """
    tab = page.context.new_page()
    tab.goto(page.url)
    for turn in count(1):
        if (seen := tab.evaluate(KEPT)) == kept:
            break
        assert turn < 100, f"the page kept {kept}, but another tab sees {seen}"
        if turn % 20 == 0:
            tab.evaluate(KEEP, kept)
        tab.reload()
    tab.close()
