"""`glossary check`: all that a build does, but write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.run import build as build_folder
from glossary.cli.options import make_options, reading_options
from glossary.cli.work import counted, perform

if TYPE_CHECKING:
    from glossary.build.run import Outcome


@click.command()
@reading_options
def check(folder: str, form: str, **values: Any) -> int:
    """Check the glossary in FOLDER, and write nothing."""
    options = make_options(folder, None, values, check=True)
    return perform(options, form, _summary, build_folder)


def _summary(outcome: Outcome) -> str:
    return f"{counted(outcome.terms, 'term')} checked, {outcome.seconds:.2f} s"
