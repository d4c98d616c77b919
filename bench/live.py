"""From saving to the new text in the open browser: `python -m bench.live`. README.md tells what is measured."""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from bench import corpus, report
from bench.names import slug
from bench.runs import RunError, held, members
from bench.sides import hugo_binary, machine, ours

BAR = 0.03
PAUSE = 1.5
"""Seconds between two edits: as a writer saves, and longer than what either side does after one."""
START = 300.0
WAIT = 120_000
"""Milliseconds until a text must be shown."""


class Served(NamedTuple):
    """A site that a generator keeps up to date: where, the source of a term, and the process."""

    name: str
    address: str
    source: Path
    process: subprocess.Popen[bytes]


def main() -> int:
    """The exit status: 0 the bar holds, 1 it does not, 2 something could not be run."""
    made = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    made.add_argument("--terms", type=corpus.count, default=10_000)
    made.add_argument("--edits", type=int, default=20, help="edits of each side, in turns")
    made.add_argument("--memory", type=int, default=0, metavar="N", help="so many edits more of ours, for its memory")
    made.add_argument("--jobs", type=int, default=2)
    options = made.parse_args()
    try:
        return compare(options)
    except (RunError, OSError) as fault:
        print(f"bench: {fault}", file=sys.stderr)
        return 2


def compare(options: argparse.Namespace) -> int:
    """Edit one term in turns, and time each side; prints both, and the ratio."""
    print(machine(options.jobs), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        corpus.write(Path(folder), options.terms)
        term = slug(options.terms // 2)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with _ours(Path(folder), term, options.jobs) as own, _hugo(Path(folder), term, options.jobs) as other:
            pages = [_opened(browser.new_page(), served) for served in (own, other)]
            took: list[list[float]] = [[], []]
            for edit in range(options.edits):
                for at, (served, page) in enumerate(zip((own, other), pages, strict=True)):
                    took[at].append(_edit(served, page, f"Edit number {edit} of a text."))
                    time.sleep(PAUSE)
            found = [one / two for one, two in zip(*took, strict=True)]
            rows = [("side", "median", "lowest–highest")]
            rows += [
                (side, f"{median(each):.3f} s", report.ranged(each, "s"))
                for side, each in zip(("ours", "hugo"), took, strict=True)
            ]
            print(report.aligned(rows))
            print(f"ratio {median(found):.4f} ({min(found):.4f}–{max(found):.4f}), bar {BAR}", flush=True)
            if options.memory:
                _remember(own, pages[0], options.memory)
        browser.close()
    return int(median(found) > BAR)


def _remember(served: Served, page: Page, edits: int) -> None:
    """What our process holds after each tenth of so many edits."""
    for edit in range(edits):
        _edit(served, page, f"Further edit {edit}.")
        if edit % max(edits // 10, 1) == 0:
            print(f"after {edit:,} edits {_memory(served.process.pid) / 1e6:.0f} MB", flush=True)


def _memory(session: int) -> int:
    return sum(held(process) for process in members(session))


def _edit(served: Served, page: Page, words: str) -> float:
    """Seconds from saving a text with these words until the open page shows them."""
    text = served.source.read_text(encoding="utf-8").partition("\nEdited: ")[0]
    begun = time.perf_counter()
    served.source.write_text(f"{text}\nEdited: {words}\n", encoding="utf-8")
    page.wait_for_function("words => document.body.innerText.includes(words)", arg=words, timeout=WAIT, polling=5)
    return time.perf_counter() - begun


def _opened(page: Page, served: Served) -> Page:
    page.goto(served.address, timeout=WAIT)
    page.wait_for_load_state("networkidle" if served.name == "hugo" else "load")
    time.sleep(2)
    return page


@contextmanager
def _ours(folder: Path, term: str, jobs: int) -> Iterator[Served]:
    port = _free()
    start = ours(None, jobs).arguments
    command = [*start[: start.index("build")], "serve", str(folder / "glossary"), "--port", str(port)]
    with _running([*command, "--cache", str(folder / "cache"), "--jobs", str(jobs)], port) as process:
        yield Served("ours", f"http://localhost:{port}/{term}.html", folder / f"glossary/terms/{term}.md", process)


@contextmanager
def _hugo(folder: Path, term: str, jobs: int) -> Iterator[Served]:
    port = _free()
    command = [str(hugo_binary()), "server", "--source", str(folder / "hugo"), "--port", str(port), "--noHTTPCache"]
    env = {**os.environ, "GOMAXPROCS": str(jobs)}
    with _running([*command, "--cacheDir", str(folder / "hugo-cache")], port, env) as process:
        source = next((folder / "hugo" / "content").rglob(f"{term}.md"))
        yield Served("hugo", f"http://localhost:{port}/{term}.html", source, process)


@contextmanager
def _running(command: Sequence[str], port: int, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """The command, once it answers at the port, until the end."""
    with subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            _wait_for(port, process)
            yield process
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + START
    while time.perf_counter() < deadline and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RunError(f"nothing answers at port {port}")


def _free() -> int:
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
