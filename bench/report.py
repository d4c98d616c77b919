"""Runs as a table of figures, and the bars that they are held to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.rounds import Run, Shape
from bench.runs import Usage

SIZES = (1_000, 10_000)
BARS: Mapping[tuple[int, str], float] = {
    (1_000, "cold"): 1.3,
    (10_000, "cold"): 1.0,
    (10_000, "linking"): 1.1,
    (10_000, "nothing"): 0.02,
    (10_000, "edit"): 0.08,
    (10_000, "rename"): 0.12,
    (10_000, "memory"): 0.35,
    (10_000, "memory of all"): 0.35,
}
WARM = (
    ("nothing", "nothing changed"),
    ("edit", "one body edited"),
    ("rename", "one term renamed"),
    ("first edit", "first edit after a cold build"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: the values of both sides by round, in seconds or bytes; `bar` is the highest ratio that will do."""

    terms: int
    title: str
    unit: str
    ours: tuple[float, ...]
    hugo: tuple[float, ...]
    ratios: tuple[float, ...]
    bar: float | None
    holds: bool | None


def figures(terms: int, runs: Sequence[Run], shapes: Mapping[str, Shape]) -> tuple[Figure, ...]:
    """The rows of one corpus. Warm builds are held against Hugo's cold build of the same round: it always builds all."""
    cold, other = values(runs, "ours", "cold"), values(runs, "hugo", "cold")
    rows = [
        figure((terms, "cold"), "cold", "s", each(wall, cold), each(wall, other)),
        figure((terms, "cpu"), "cold: CPU", "s", each(cpu, cold), each(cpu, other)),
        figure((terms, "memory"), "cold: memory of the largest process", "B", each(memory, cold), each(memory, other)),
        figure((terms, "memory of all"), "cold: memory of all processes", "B", *once(shapes, held)),
        figure((terms, "page"), "HTML of a page", "B", *once(shapes, page)),
    ]
    if plain := values(runs, "unlinked", "cold"):
        title = "cold, against one without bare mentions (not Hugo)"
        rows.append(figure((terms, "linking"), title, "s", each(wall, cold), each(wall, plain)))
    for kind, title in WARM:
        if found := values(runs, "ours", kind):
            rows.append(figure((terms, kind), title, "s", each(wall, found), each(wall, other)))
    return tuple(rows)


def figure(key: tuple[int, str], title: str, unit: str, ours: tuple[float, ...], hugo: tuple[float, ...]) -> Figure:
    """A row with its ratios, round by round, and its bar."""
    ratios = tuple(a / b for a, b in zip(ours, hugo, strict=False))
    bar = BARS.get(key)
    holds = median(ratios) <= bar if bar is not None and ratios else None
    return Figure(terms=key[0], title=title, unit=unit, ours=ours, hugo=hugo, ratios=ratios, bar=bar, holds=holds)


def values(runs: Iterable[Run], side: str, kind: str) -> tuple[Usage, ...]:
    """What `side` used for `kind`, in order of rounds."""
    return tuple(run.usage for run in runs if run.side == side and run.kind == kind)


def each(pick: Callable[[Usage], float], usages: Iterable[Usage]) -> tuple[float, ...]:
    """One number of each usage."""
    return tuple(map(pick, usages))


def once(shapes: Mapping[str, Shape], pick: Callable[[Shape], float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """One number of each side, ours first; nothing for a side that was not run."""
    mine, other = (tuple(pick(shape) for name, shape in shapes.items() if name == side) for side in ("ours", "hugo"))
    return mine, other


def wall(usage: Usage) -> float:
    """Seconds by the clock."""
    return usage.wall


def cpu(usage: Usage) -> float:
    """Seconds of all cores."""
    return usage.cpu


def memory(usage: Usage) -> float:
    """Bytes of the largest process."""
    return usage.memory


def held(shape: Shape) -> float:
    """Bytes of all processes."""
    return shape.memory


def page(shape: Shape) -> float:
    """Bytes of a page."""
    return shape.page


def table(rows: Iterable[Figure]) -> str:
    """The rows as text, a heading in front."""
    heading = ("terms", "figure", "ours", "Hugo, cold", "ratio", "bar", "holds")
    return aligned([heading, *(cells(row) for row in rows)])


def aligned(lines: Sequence[tuple[str, ...]]) -> str:
    """Rows of cells as text, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def cells(row: Figure) -> tuple[str, ...]:
    """A row as it is printed."""
    return (
        f"{row.terms:,}",
        row.title,
        ranged(row.ours, row.unit),
        told(median(row.hugo), row.unit) if row.hugo else "–",
        ranged(row.ratios, "×"),
        "–" if row.bar is None else f"≤ {row.bar}",
        "–" if row.holds is None else "yes" if row.holds else "NO",
    )


def ranged(numbers: Sequence[float], unit: str) -> str:
    """The median and, of several, the lowest and the highest."""
    if not numbers:
        return "–"
    middle = told(median(numbers), unit)
    if len(numbers) == 1:
        return middle
    return f"{middle} ({told(min(numbers), unit)}–{told(max(numbers), unit)})"


def told(number: float, unit: str) -> str:
    """A number with its unit, at three digits or so."""
    if unit == "B":
        return f"{number / 1e6:,.0f} MB" if number >= 1e6 else f"{number / 1e3:.1f} kB"
    if unit == "s":
        return f"{number:.2f} s" if number >= 1 else f"{number * 1000:.0f} ms"
    return f"{number:.2f}" if number >= 0.1 else f"{number:.3f}"


def document(machine: str, rows: Iterable[Figure], runs: Iterable[Run]) -> dict[str, object]:
    """All of it as data for JSON: seconds and bytes."""
    return {"machine": machine, "figures": [asdict(row) for row in rows], "runs": [asdict(run) for run in runs]}
