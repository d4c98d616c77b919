"""How fast a typed letter is answered, in Chromium, and what the search loads.

`python -m bench.search` makes 10,000 terms, builds them, opens the site from its folder and types names, other names,
slips and words of texts into the box of a page, and into the page of the search. A letter is answered when the frame
that shows its results is painted.
"""

import argparse
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Page, sync_playwright

from bench.corpus import SEED, Entry, entries, write

BAR = 100.0
"""Milliseconds within which 95 of 100 letters are answered."""
ASKED = 40
PAUSE = 60  # milliseconds between letters: a fast typist

WATCH = """() => {
    window.answers = [];
    document.addEventListener("keydown", (event) => {
        const start = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => window.answers.push(performance.now() - start)));
    }, true);
}"""
READY = "() => window.glossary.finder && !window.glossary.finder.busy"


def main() -> int:
    """Print sizes and times; 1 where the bar does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--terms", type=int, default=10_000)
    options.add_argument("--site", type=Path, help="a site of that many terms that was built before")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = chosen.site or build(Path(folder), chosen.terms)
        sizes(site / "assets")
        return 1 if times(site, chosen.terms) > BAR else 0


def build(folder: Path, terms: int) -> Path:
    """The site of `terms` made-up terms."""
    write(folder, terms)
    out = folder / "site"
    command = [sys.executable, "-m", "glossary", "build", f"{folder}/glossary", "--out", str(out)]
    command += ["--cache", f"{folder}/cache"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return out


def sizes(assets: Path) -> None:
    """Print what is loaded: on first use, then for definitions, then for bodies."""
    code = [assets / "vendor/minisearch.js", assets / "finder.js", assets / "hits.js"]
    for what, files in (
        ("code", code),
        ("names", [assets / "search/names.js"]),
        ("definitions", sorted(assets.glob("search/definitions-*.js"))),
        ("bodies", sorted(assets.glob("search/bodies-*.js"))),
    ):
        data = [file.read_bytes() for file in files]
        raw, packed = (sum(map(len, each)) / 1024 for each in (data, [gzip.compress(one, 9) for one in data]))
        print(f"{what:12} {len(files):3} files {raw:9.1f} KiB, {packed:8.1f} KiB gz")


def times(site: Path, terms: int) -> float:
    """Print how long letters take, box and page, while the index is made and after; the worst 95th percentile."""
    asked = questions(terms)
    worst, first = 0.0, next(entries(terms)).id
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for where, address, box in (("box", f"{first}.html", "#q"), ("page", "search/index.html", "#search")):
            for when in ("at once", "after"):
                page = browser.new_page()
                page.goto((site / address).as_uri())
                page.evaluate(WATCH)
                page.locator(box).focus()
                if when == "after":
                    settle(page, box)
                worst = max(worst, report(f"{where}, {when}", typed(page, box, asked)))
                page.close()
        browser.close()
    return worst


def settle(page: Page, box: str) -> None:
    """Wait until names, definitions and bodies are indexed."""
    page.wait_for_function(READY, timeout=120_000)
    page.fill(box, "zzzzzz")
    page.wait_for_function(READY, timeout=120_000)
    page.fill(box, "")


def typed(page: Page, box: str, asked: list[str]) -> list[float]:
    """Milliseconds for each letter."""
    for question in asked:
        page.fill(box, "")
        page.keyboard.type(question, delay=PAUSE)
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate("window.answers")
    return found


def report(what: str, answers: list[float]) -> float:
    """Print the times; the 95th percentile."""
    cuts = statistics.quantiles(answers, n=100)
    print(
        f"{what:14} {len(answers):5} letters: median {cuts[49]:5.1f} ms, 95th {cuts[94]:6.1f}, longest {max(answers):6.1f}"
    )
    return cuts[94]


def questions(terms: int, seed: int = SEED) -> list[str]:
    """What is typed, the same each time."""
    rng = Random(seed)
    return [question(rng, entry) for entry in rng.sample(list(entries(terms)), ASKED)]


def question(rng: Random, entry: Entry) -> str:
    """A name, another name, a name with a slip, words of the definition, or of the body."""
    name = entry.name.lower()
    place = rng.randrange(1, len(name) - 1)
    words = entry.definition.split()
    body = entry.body.split()
    start = rng.randrange(len(body) - 2)
    return rng.choice(
        [
            name,
            entry.aliases[0] if entry.aliases else name,
            name[:place] + name[place + 1 :],
            name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :],
            " ".join(words[1:4]),
            " ".join(body[start : start + 2]),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
