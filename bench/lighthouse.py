"""Lighthouse over our glossary, its mobile profile: `python -m bench.lighthouse`. Exit status 1 below a bar."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.served import served

PROGRAM = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
PAGES = ("training.html", "")
ROUNDS = 5
BARS = {"performance": 98.0, "accessibility": 100.0, "best-practices": 100.0, "seo": 100.0}


def main() -> int:
    """Print the median of five runs for each page; 1 where one is below its bar."""
    faults = []
    with served() as address:
        for page in PAGES:
            reports = [report(address + page) for _ in range(ROUNDS)]
            scores = {name: statistics.median(score(each, name) for each in reports) for name in BARS}
            shift = max(float(each["audits"]["cumulative-layout-shift"]["numericValue"]) for each in reports)
            print(
                f"{page or 'index.html':16}"
                + "".join(f"{name} {value:g}  " for name, value in scores.items())
                + f"CLS {shift:g}"
            )
            faults += [f"{page}: {name}" for name, bar in BARS.items() if scores[name] < bar]
            faults += [f"{page}: CLS"] if shift else []
            for name in sorted(lost(reports[-1])):
                print(f"{'':16}{name}")
    print("below the bar: " + ", ".join(faults) if faults else "all bars hold")
    return 1 if faults else 0


def report(address: str) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    node, chromium = shutil.which("node") or "node", shutil.which("chromium") or "chromium"
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    done = subprocess.run(
        [node, str(PROGRAM), address, *flags],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def score(report_: dict[str, Any], name: str) -> float:
    """A category's score, up to 100."""
    return float(report_["categories"][name]["score"]) * 100


def lost(report_: dict[str, Any]) -> set[str]:
    """The audits that cost points outside performance, and what they say."""
    return {
        f"{audit['id']}: {audit['title']}"
        for name in ("accessibility", "best-practices", "seo")
        for ref in report_["categories"][name]["auditRefs"]
        if ref["weight"] and (audit := report_["audits"][ref["id"]])["score"] not in {None, 1}
    }


if __name__ == "__main__":
    sys.exit(main())
