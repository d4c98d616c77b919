"""The command line: one module a command; the only floor that prints."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

import click

from glossary import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: Final = (
    "build", "check", "diff", "explain", "gaps", "init", "lint", "new", "publish",
    "rename", "retire", "review", "rules", "serve",
)  # fmt: skip
"""The commands, each a module here with a function of its name; loaded when asked for."""

KEPT: Final = "no page was changed"
"""What every command can promise that did not come to its end: one that only checks as well as one that builds."""


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
    is not ours; 3 the environment failed; 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_status(glossary))


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
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass  # who read our output is gone
        except OSError:
            status = status or 3
    os._exit(status)


def _status(command: Callable[..., object]) -> int:
    try:
        found = command(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        from glossary.cli.calls import tell

        click.echo(tell(error), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"interrupted; {KEPT}", err=True)
        return 130
    except BrokenPipeError:
        # Who read our output is gone; writing to it at exit would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"error: {error.strerror or error}{where}; {KEPT}", err=True)
        return 3
    return found if isinstance(found, int) else 0
