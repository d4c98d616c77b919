"""`glossary serve`: the site in the browser, while it is written."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from glossary.cli.options import FOLDER, make_options, with_options
from glossary.cli.work import attempt, counted, is_colored

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.live import Live
    from glossary.build.run import Options
    from glossary.serve.follow import Told
    from glossary.serve.news import Problem
    from glossary.text.diagnostic import Diagnostic


TURN = 0.0005
"""Seconds after which a thread gives way: a page that is asked for waits for what goes on beside it."""


@click.command(short_help="Show the site in the browser while you write.")
@with_options(
    *FOLDER,
    click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The port, or the next free one (8000)."),
    click.option("--open", "show", is_flag=True, help="Open the site in the browser."),
    click.option("--strict", is_flag=True, help="Warnings are errors."),
)
def serve(folder: str, port: int, show: bool, **values: Any) -> int:  # noqa: FBT001 - click's interface
    """Show the site of FOLDER in the browser while you write.

    Nothing is written to FOLDER. Open pages follow each file that is saved: what changed is replaced where you read. A
    mistake is shown over the last good page, with its line, until it is mended. Drafts are shown. Only this machine can
    reach the site; Ctrl-C ends it.
    """
    options = make_options(folder, None, values | {"drafts": True}, check=True)._replace(out="serve")
    return attempt(options, lambda chosen, progress: _serve(chosen, port, progress, show=show))


def _serve(options: Options, port: int, progress: Callable[[str, int, int], None], *, show: bool) -> int:
    from glossary.build.live import lively
    from glossary.serve.follow import Follower
    from glossary.serve.news import Board
    from glossary.serve.server import started
    from glossary.serve.watch import Watch

    before = time.perf_counter()
    sys.setswitchinterval(TURN)
    with lively(options, progress) as live, Watch(options.root) as watch:
        board = Board(problems_of(live))
        with started(live.file, board, port) as server:
            address = f"http://localhost:{server.server_port}/"
            taken = f"; port {port} is taken" if port not in {0, server.server_port} else ""
            click.echo(f"{_size(live)}, {time.perf_counter() - before:.2f} s: {address} (Ctrl-C ends it{taken})")
            terminal = Terminal(options)
            terminal.show(live.problems)
            follower = Follower(live, watch, lambda told: _tell(told, live, board, terminal))
            if watch.is_polling:
                click.echo("the system watches no more folders: changes are looked for every second", err=True)
            _flush()
            if show:
                click.launch(address)
            try:
                follower.run()
            except KeyboardInterrupt:
                click.echo("\nended", err=True)
    return 0


def _size(live: Live) -> str:
    return counted(len(live.shown.glossary.terms), "term")


class Terminal:
    """Shows problems, each once for as long as it lasts."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.shown: frozenset[Diagnostic] = frozenset()

    def show(self, problems: tuple[Diagnostic, ...]) -> None:
        """Show what is new among the problems that there are now."""
        new = [found for found in problems if found not in self.shown]
        self.shown = frozenset(problems)
        if new:
            from glossary.cli.render import render

            color = is_colored(sys.stdout)
            click.echo(render(new, "text", self.options.root, color=color))


def _tell(told: Told, live: Live, board: Any, terminal: Terminal) -> None:
    """Tell the open pages, and the terminal."""
    board.post(problems_of(live), theme=told.theme)
    if told.files:
        what = counted(told.files, "change")
        state = "not shown, for there are errors" if live.broken else "shown"
        click.echo(f"{what}: {state}, {told.seconds * 1000:.0f} ms")
    if told.done == "read":
        terminal.show(live.problems)
    _flush()


def _flush() -> None:
    sys.stdout.flush()


def problems_of(live: Live) -> tuple[Problem, ...]:
    """The errors as pages show them: what stands on a terminal, the first line apart."""
    errors = [found for found in live.problems if found.severity == "error"]
    if not errors:
        return ()
    from glossary.cli.render import render
    from glossary.serve.news import MOST, Problem

    parts = (render([found], "text", live.options.root, color=False).partition("\n") for found in errors[:MOST])
    return tuple(Problem(heading, lines) for heading, _, lines in parts)
