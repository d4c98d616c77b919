"""`glossary retire`: a term gives way to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.edit import card_of, prepare
from glossary.cli.edit import edit, edit_options
from glossary.cli.options import whole
from glossary.edits.retire import retire as retire_in

if TYPE_CHECKING:
    from glossary.edits.desk import Answer, Desk


@click.command(short_help="Take a term out of use, in favour of another.")
@click.argument("old")
@click.option("--by", "by", required=True, metavar="NEW", help="The term to use instead: an id or a name.")
@edit_options
def retire(old: str, by: str, folder: str, **values: Any) -> int:
    """Take the term OLD out of use, in favour of another.

    Its page stays, is marked as deprecated, and leads on to the other; every link, field, path and table of other files
    that named OLD goes to the other term, and the words that readers see in a text stay.

    \b
    glossary retire "cost function" --by loss
    """  # noqa: D301 - click leaves the lines below `\b` as they are

    def make(desk: Desk) -> Answer:
        return retire_in(desk, card_of(desk.glossary, whole(old)), card_of(desk.glossary, whole(by)))

    return edit(folder, lambda options, progress: prepare(options, make, progress), **values)
