"""How a call that cannot be meant is told: what is wrong with it, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


class WrongCall(click.UsageError):
    """A call that cannot be meant, and what to write instead."""

    def __init__(self, reason: str, help_: str) -> None:
        super().__init__(reason)
        self.help = help_


def tell(error: click.ClickException) -> str:
    """The two lines for a wrong call, as for all that is refused."""
    from glossary.cli.render import one_line  # most calls are right

    reason, help_ = _told(error)
    return f"error: {one_line(reason)}\nhelp: {one_line(help_)}"


def _told(error: click.ClickException) -> tuple[str, str]:
    if isinstance(error, WrongCall):
        return error.message, error.help
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    usage = "`glossary --help` lists the commands"
    if ctx and ctx.parent:
        usage = f"`glossary {ctx.info_name} --help` shows how it is called"
    if isinstance(error, click.NoSuchOption):
        params = ctx.command.params if ctx else []
        help_ = meant(error.option_name, [name for param in params for name in param.opts], usage)
        return f"there is no option `{error.option_name}`", help_
    if isinstance(error, click.MissingParameter) and error.param and ctx:
        return f"`{_called(error.param)}` is missing", f"write `{_usage(ctx)}`"
    if isinstance(error, click.BadParameter):
        return _bad(error, usage)
    said = error.format_message().rstrip(".")
    return said[:1].lower() + said[1:], usage


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest of what is known as a question; `otherwise` where there is none."""
    from glossary.text.near import nearest

    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else otherwise


def _bad(error: click.BadParameter, usage: str) -> tuple[str, str]:
    param = error.param
    if param is None:
        return error.message, usage
    if isinstance(param.type, click.Choice):
        value = error.message.partition(" is not one of ")[0].strip("'\"")
        choices = [str(choice) for choice in param.type.choices]
        return f"`{_called(param)}` cannot be `{value}`", meant(value, choices, f"write one of: {', '.join(choices)}")
    if isinstance(param.type, click.IntRange):
        reason = f"`{_called(param)}` wants a whole number from {param.type.min} to {param.type.max}"
        such = param.default if isinstance(param.default, int) else 2
        return reason, f"write digits only, such as `{_called(param)} {such}`"
    return f"`{_called(param)}`: {error.message}", usage


def _called(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else max(param.opts, key=len)


def _usage(ctx: click.Context) -> str:
    """The call with all that it needs."""
    needed = [param for param in ctx.command.params if param.required]
    words = [_called(param) for param in needed if isinstance(param, click.Argument)]
    options = [f"{_called(param)} {param.make_metavar(ctx)}" for param in needed if isinstance(param, click.Option)]
    return " ".join(["glossary", str(ctx.info_name), *words, *options])
