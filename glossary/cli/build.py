"""`glossary build`: a folder becomes a site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from glossary.build.run import build as build_folder
from glossary.cli.options import make_options, reading_options
from glossary.cli.work import counted, perform

if TYPE_CHECKING:
    from glossary.build.run import Outcome


@click.command(short_help="Build the site of a glossary.")
@reading_options
@click.option("--out", type=click.Path(path_type=str), help="The folder of the site (FOLDER/site).")
@click.option("--keep-going", is_flag=True, help="Write all that could be made, errors or not.")
def build(folder: str, out: str | None, form: str, **values: Any) -> int:
    """Build the site of the glossary in FOLDER."""
    options = make_options(folder, out, values, check=False)
    return perform(options, form, lambda outcome: _summary(outcome, options.out), build_folder)


def _summary(outcome: Outcome, out: str) -> str:
    terms = f"{counted(outcome.terms, 'term')}, {counted(outcome.pages, 'file')}"
    took = f"{outcome.seconds:.2f} s"
    where = f"{out}/index.html"
    result = outcome.result
    if result is None or (result.written and not result.changed and not result.removed):
        return f"{terms}: nothing changed, {took}: {where}"
    if not result.written:
        from glossary.build.output import MARKER  # most builds write

        stands = os.path.exists(os.path.join(out, MARKER))
        left = f"the site in {out} is as it was" if stands else f"there is no site in {out} yet"
        return f"{terms}: nothing was written, {took}; {left}"
    gone = f", {result.removed} removed" if result.removed else ""
    return f"{terms}: {result.changed} written{gone}, {took}: {where}"
