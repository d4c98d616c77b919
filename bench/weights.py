"""What a reader's browser loads to show a page: `python -m bench.weights`. Exit status 1 where it is too much."""

from __future__ import annotations

import shutil
import sys
from typing import NamedTuple

from playwright.sync_api import Browser, Response, sync_playwright

from bench.served import served

KIB = 1024
BARS = {"HTML": 13 * KIB, "without fonts": 26 * KIB, "all": 100 * KIB, "requests": 8}
"""What the Training page may weigh, compressed; the number of files that it may load."""

PAGES = ("training.html", "index.html", "model.html", "quiz/index.html", "map/index.html")


class Loaded(NamedTuple):
    """A file that a page loads, and its bytes on the line."""

    path: str
    size: int


def main() -> int:
    """Print a table for each page; 1 where Training is above a bar."""
    with served() as address, sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        found = {page: loaded(browser, address, page) for page in PAGES}
        browser.close()
    for page, files in found.items():
        sums = summed(files)
        print(f"{page:20}" + "".join(f"{name} {value:>7}  " for name, value in sums.items()))
    print()
    for path, size in found[PAGES[0]]:
        print(f"{size:>8}  {path}")
    above = [name for name, bar in BARS.items() if summed(found[PAGES[0]])[name] > bar]
    print(f"\n{PAGES[0]} is " + (f"above the bar in: {', '.join(above)}" if above else "below all bars: " + str(BARS)))
    return 1 if above else 0


def loaded(browser: Browser, address: str, page: str) -> list[Loaded]:
    """What the first view of the page loads, in order."""
    responses: list[Response] = []

    def note(response: Response) -> None:
        responses.append(response)

    context = browser.new_context(viewport={"width": 412, "height": 823})
    view = context.new_page()
    view.on("response", note)
    view.goto(address + page, wait_until="networkidle")
    found = [Loaded(each.url.removeprefix(address), int(each.headers["content-length"])) for each in responses]
    context.close()
    return found


def summed(files: list[Loaded]) -> dict[str, int]:
    """The sums that the bars are about."""
    texts = sum(file.size for file in files if not file.path.endswith(".woff2"))
    return {
        "HTML": files[0].size,
        "without fonts": texts,
        "all": sum(file.size for file in files),
        "requests": len(files),
    }


if __name__ == "__main__":
    sys.exit(main())
