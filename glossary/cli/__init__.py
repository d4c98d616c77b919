"""The command line: one module a command; the only floor that prints."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

import click

from glossary import __version__
from glossary.cli.course import Course
from glossary.cli.streams import Streams

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: Final = (
    "build", "check", "diff", "explain", "gaps", "init", "lint", "new", "publish",
    "rename", "retire", "review", "rules", "serve",
)  # fmt: skip
"""The commands, each a module here with a function of its name; loaded when asked for."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"glossary.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            from glossary.cli.calls import WrongCall, meant

            help_ = meant(args[0], COMMANDS, "`glossary --help` lists the commands")
            raise WrongCall(f"there is no command `{args[0]}`", help_)
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="glossary")
def glossary() -> None:
    """A folder of Markdown term files becomes a website."""


def main() -> NoReturn:
    """Run the command line. Exit status: 0 done; 1 the glossary has errors; 2 the call was wrong, or the output folder
    is not ours; 3 the environment failed; 130 interrupted, 129 or 143 by the signal HUP or TERM.
    """
    streams = Streams()
    status = _status(glossary)
    if (failure := streams.failure()) and status in {0, 1}:
        click.echo(f"error: {failure.strerror}: the output is not whole; all else is done", err=True)
        status = 3
    sys.exit(status)


def process() -> NoReturn:
    """The same as a whole process, which ends at once. Python would look through all values for cycles and take them
    apart one by one: 150 ms at 10,000 terms.
    """
    gc.disable()
    status = 0
    try:
        main()
    except SystemExit as left:
        status = int(left.code or 0)
    os._exit(status)


def _status(command: Callable[..., object]) -> int:
    course = Course()
    try:
        found = command(standalone_mode=False, obj=course)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        from glossary.cli.calls import tell

        click.echo(tell(error), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo(f"interrupted{course.kept()}", err=True)
        return 128 + _signal(error)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"error: {error.strerror or error}{where}{course.kept()}", err=True)
        return 3
    return found if isinstance(found, int) else 0


def _signal(error: BaseException) -> int:
    """The number of the signal that interrupted a command."""
    asked = error if isinstance(error, KeyboardInterrupt) else error.__cause__
    return int(getattr(asked, "number", signal.SIGINT))
