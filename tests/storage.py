"""Reloading a page that has kept something on the device."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEPT = "JSON.stringify(Object.entries(localStorage).sort())"


def reload(page: Page) -> None:
    """Reload once another tab sees what the page kept.

    Chromium writes what a page keeps a moment after the page was told that it is kept; a busy machine loses
    that moment to a reload in some 3 of 100 runs, with the whole of the storage.
    """
    kept = page.evaluate(KEPT)
    tab = page.context.new_page()
    tab.goto(page.url)
    while tab.evaluate(KEPT) != kept:
        tab.reload()
    tab.close()
    page.reload()
