"""`glossary rename`: another name or id for a term, in all files at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.edit import card_of, prepare
from glossary.cli.edit import edit, edit_options
from glossary.cli.options import whole
from glossary.edits.rename import Name, following
from glossary.edits.rename import rename as rename_in
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from glossary.edits.desk import Answer, Desk


@click.command(short_help="Give a term another name, in all files.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--id", "new_id", default="", help="Its id then. By default it follows the name, if it was made of the old one."
)
@click.option("--no-alias", is_flag=True, help="Do not keep the old name as an alias.")
@edit_options
def rename(old: str, new: str, new_id: str, folder: str, *, no_alias: bool, **values: Any) -> int:
    """Call the term OLD by the name NEW, in all files.

    OLD is an id or a name; NEW is the name as it stands in a sentence. Every link, field, path and table that named the
    term follows; the words that readers see in a text stay. The old name becomes an alias. Where the id changes, so
    does the name of the file, and the old address leads on.

    \b
    glossary rename loss "Training loss"
    glossary rename "Fine tuning" "Fine-tuning" --dry-run
    glossary rename loss Loss --id training-loss      (the id alone)
    """  # noqa: D301 - click leaves the lines below `\b` as they are

    def make(desk: Desk) -> Answer:
        card = card_of(desk.glossary, whole(old))
        name = whole(new)
        return rename_in(desk, card, Name(name, TermId(whole(new_id)) or following(card, name), not no_alias))

    return edit(folder, lambda options, progress: prepare(options, make, progress), **values)
