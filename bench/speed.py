"""Speed against Hugo: `python -m bench.speed`. Prints ratios and whether each bar holds; README.md tells how to read them."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import corpus, report, rounds, sides
from bench.rounds import Bench, Run, Shape
from bench.runs import RunError


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 all bars hold, 1 one does not, 2 something could not be run."""
    options = parser().parse_args(arguments)
    try:
        rows = compare(options)
    except (RunError, OSError, subprocess.CalledProcessError) as fault:
        print(f"bench: {fault}", file=sys.stderr)
        return 2
    return int(any(row.holds is False for row in rows))


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    made.add_argument(
        "--terms",
        type=corpus.count,
        nargs="+",
        default=list(report.SIZES),
        help="sizes; the largest is also built warm",
    )
    made.add_argument("--pairs", type=int, default=5, help="rounds of each size")
    made.add_argument("--jobs", type=int, default=2, help="our processes, and Hugo's cores")
    made.add_argument(
        "--work", type=Path, help="where to write (default: the temporary folder); what is made there is deleted"
    )
    made.add_argument("--json", type=Path, metavar="FILE", help="all figures and runs as JSON")
    made.add_argument("--command", help="what to run instead of the installed `glossary`")
    made.add_argument("--only", choices=("ours", "hugo"), help="one side, hence no ratios")
    return made


def compare(options: argparse.Namespace) -> tuple[report.Figure, ...]:
    """All rows; prints them, and writes the JSON if asked to."""
    pair = tuple(side for side in both(options) if options.only in (None, side.name))
    machine = sides.machine(options.jobs)
    print(machine, flush=True)
    runs: list[Run] = []
    rows: list[report.Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.work) as folder:
        for terms in sorted(options.terms):
            largest = terms == max(options.terms)
            plain = tuple(sides.unlinked(side) for side in pair if largest and side.name == "ours")
            # Beside ours, so that both meet the same noise.
            bench = Bench(folder=Path(folder, str(terms)), terms=terms, sides=(*pair[:1], *plain, *pair[1:]))
            found, shapes = size(bench, options.pairs, warm=largest)
            runs += found
            rows += report.figures(terms, found, shapes)
    print(report.table(rows))
    if options.json:
        text = json.dumps(report.document(machine, rows, runs), indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return tuple(rows)


def both(options: argparse.Namespace) -> tuple[sides.Side, ...]:
    """Ours and Hugo, in the order of the turns. Hugo is looked for only where it is run."""
    mine = sides.ours(options.command, options.jobs)
    return (mine,) if options.only == "ours" else (mine, sides.hugo(options.jobs))


def size(bench: Bench, pairs: int, *, warm: bool) -> tuple[list[Run], dict[str, Shape]]:
    """All runs upon one corpus, and what each side holds and writes."""
    rounds.prepare(bench)
    shapes = rounds.shapes(bench)
    edited = [side for side in bench.sides if warm and side.name == "ours"]
    for side in edited:
        rounds.build(bench, side, 0, "cold", "warm")
    runs: list[Run] = []
    for number in range(pairs):
        print(f"{bench.terms:,} terms, round {number + 1} of {pairs}", file=sys.stderr, flush=True)
        runs += rounds.cold(bench, number)
        for side in edited:
            runs += rounds.warm(bench, side, number)
        rounds.tidy(bench)
    rounds.clear(bench)
    return runs, shapes


if __name__ == "__main__":
    sys.exit(main())
