"""Options that several commands take, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.pool import default_jobs
from glossary.build.run import options_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.run import Options

FORMATS = ("text", "json", "github")


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads a glossary."""
    decorators = (
        click.argument("folder", default=".", type=click.Path(path_type=str)),
        click.option("--drafts", is_flag=True, help="Take in terms whose status is draft."),
        click.option(
            "--cache", type=click.Path(path_type=str), help="Where to remember what was built (your cache folder)."
        ),
        click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work (one a core)."),
        click.option("--strict", is_flag=True, help="Warnings are errors."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are shown."),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def make_options(folder: str, out: str | None, values: dict[str, Any], *, check: bool) -> Options:
    """What the build floor is asked for."""
    return options_of(folder, out, values["cache"])._replace(
        drafts=values["drafts"],
        jobs=values["jobs"] or default_jobs(),
        keep_going=values.get("keep_going", False),
        strict=values["strict"],
        check=check,
    )
