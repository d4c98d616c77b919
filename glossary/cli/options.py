"""Options that several commands take, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.pool import default_jobs
from glossary.build.run import options_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.run import Options

    Option = Callable[[Callable[..., Any]], Callable[..., Any]]

FORMATS = ("text", "json", "github", "sarif", "junit")
"""How problems can be shown."""

DOCUMENTS = frozenset({"json", "sarif", "junit"})
"""Forms that are one whole: where nothing is wrong, they say so."""


FOLDER = (
    click.argument("folder", default=".", type=click.Path(path_type=str)),
    click.option(
        "--cache", type=click.Path(path_type=str), help="Where to remember what was built (your cache folder)."
    ),
    click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work (one a core)."),
)
"""A folder, and how it is read."""

NAMED_FOLDER = click.option(
    "--folder", default=".", type=click.Path(path_type=str), help="The folder of the glossary (here)."
)
"""The folder, for commands whose arguments say other things."""

DRAFTS = click.option("--drafts", is_flag=True, help="Take in terms whose status is draft.")

PROBLEMS = (
    click.option("--strict", is_flag=True, help="Warnings are errors."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are shown."),
)
"""How problems are told."""


def with_options(*options: Option) -> Option:
    """These options, in their order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


reading_options = with_options(*FOLDER, DRAFTS, *PROBLEMS)
"""The options of the commands that tell of all problems."""


def whole(argument: str) -> str:
    """An argument, of which bytes that are no UTF-8 are replaced."""
    return argument.encode("utf-8", "replace").decode()


def make_options(folder: str, out: str | None, values: dict[str, Any], *, check: bool) -> Options:
    """What the build floor is asked for."""
    return options_of(folder, out, values["cache"])._replace(
        drafts=values.get("drafts", False),
        jobs=values["jobs"] or default_jobs(),
        keep_going=values.get("keep_going", False),
        strict=values.get("strict", False),
        check=check,
    )
