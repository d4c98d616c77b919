"""`glossary publish`: note the ids of all terms, so that none of them vanishes unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.published import publish as publish_folder
from glossary.cli.options import FOLDER, PROBLEMS, make_options, with_options
from glossary.cli.work import counted, perform

if TYPE_CHECKING:
    from glossary.build.published import Publication


@click.command(short_help="Note which ids are published.")
@with_options(*FOLDER, *PROBLEMS)
def publish(folder: str, form: str, **values: Any) -> int:
    """Note in glossary.lock that all terms of FOLDER are published.

    From then on `check` and `build` tell of each id in it that is gone and leads nowhere (`vanished-id`). Commit the
    file.
    """
    options = make_options(folder, None, values, check=True)
    return perform(options, form, _summary, publish_folder)


def _summary(publication: Publication) -> str:
    if not publication.all:
        return "glossary.lock was not changed"
    new = counted(publication.new, "new id") if publication.new else "no new id"
    return f"{new}, {publication.all:,} in glossary.lock"
