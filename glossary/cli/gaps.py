"""`glossary gaps`: words that are used often and are no term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from glossary.build.gaps import find_places
from glossary.cli.options import DRAFTS, FOLDER, make_options, with_options
from glossary.cli.work import attempt, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.build.gaps import Place
    from glossary.cli.render import Files


class Row(NamedTuple):
    """A candidate as `--format json` has it: `term` is the id of one whose page uses it, `sentence` stands there."""

    phrase: str
    abbreviation: str
    uses: int
    pages: int
    score: float
    term: str
    path: str
    line: int
    column: int
    sentence: str


@click.command(short_help="Show words that are used often and are no term.")
@with_options(
    *FOLDER,
    DRAFTS,
    click.option("--limit", type=click.IntRange(1, 10_000), default=20, help="How many to show (20)."),
    click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How they are shown."),
)
def gaps(folder: str, limit: int, form: str, **values: Any) -> int:
    """Show words and phrases of FOLDER that are used often and are no term, the strongest candidates first."""
    options = make_options(folder, None, values, check=True)
    found = attempt(options, lambda chosen, progress: find_places(chosen, limit, progress))
    if isinstance(found, int):
        return found
    from glossary.cli.render import Files  # not before the folder was found

    rows = _rows(found, Files(options.root))
    click.echo(_json(rows) if form == "json" else _text(rows))
    return 0


def _rows(found: Sequence[Place], files: Files) -> list[Row]:
    return [
        Row(*gap[:-1], span.path, *files.place(span)[:2], gap.sentence)  # the sentence comes last
        for gap, span in found
    ]


def _json(rows: Sequence[Row]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode([row._asdict() for row in rows]), indent=1).decode()


def _text(rows: Sequence[Row]) -> str:
    from glossary.cli.render import one_line

    if not rows:
        return "no word or phrase that is no term is used three times, on two pages"
    blocks = []
    for row in rows:
        name = f"{row.phrase} ({row.abbreviation})" if row.abbreviation else row.phrase
        used = f"{counted(row.uses, 'time')}, on {counted(row.pages, 'page')}"
        blocks.append(f"{one_line(row.path)}:{row.line}:{row.column}: {one_line(name)}: {used}")
        blocks.append(f"    {one_line(row.sentence)}")
    return "\n".join(blocks)
