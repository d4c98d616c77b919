"""`glossary new`: the file of a new term."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from glossary.build.new import new as new_in
from glossary.cli.options import FOLDER, NAMED_FOLDER, make_options, whole, with_options
from glossary.cli.work import attempt, is_colored

if TYPE_CHECKING:
    from glossary.build.new import New


@click.command(short_help="Write the file of a new term.")
@with_options(
    click.argument("term"),
    click.option("--section", default="", metavar="ID", help="The section it shall stand in."),
    NAMED_FOLDER,
    *FOLDER[1:],
)
def new(term: str, section: str, folder: str, **values: Any) -> int:
    """Write the file of a new term, called TERM as it stands in a sentence, and print its path.

    It stands where the other terms do, and has the fields that most of them have, empty. A name, alias or id that is
    there already is refused, with its place.

    \b
    glossary new "Training loss"
    $EDITOR "$(glossary new Overfitting --section training)"
    """  # noqa: D301 - click leaves the lines below `\b` as they are
    options = make_options(folder, None, values, check=True)
    name, where = whole(term), whole(section)
    found = attempt(options, lambda chosen, progress: new_in(chosen, name, where, progress))
    if isinstance(found, int):
        return found
    if found.faults:
        from glossary.cli.render import render

        color = is_colored(sys.stderr)
        click.echo(render(found.faults, "text", options.root, color=color).rstrip("\n"), err=True)
        return 2
    _note(found)
    click.echo(os.path.join(folder, found.path) if folder != "." else found.path)
    return 0


def _note(found: New) -> None:
    """Tell what somebody may want to know, beside the path, which may be read by a program."""
    from glossary.cli.render import one_line

    if found.near is not None:
        near = f"{found.near.term} ({found.near.path})"
        click.echo(f"note: there is a term of nearly that name: {one_line(near)}", err=True)
    for note in found.notes:
        click.echo(f"note: {one_line(note)}", err=True)
