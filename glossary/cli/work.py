"""What `build` and `check` have in common: run, show problems, say how it ended."""

from __future__ import annotations

import os
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from glossary.build.interruption import Torn
from glossary.build.lock import Busy
from glossary.build.pool import Broken
from glossary.build.refused import Refused
from glossary.cli.course import note_done
from glossary.cli.options import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.build.published import Publication
    from glossary.build.run import Options, Outcome


Done = TypeVar("Done", bound="Outcome | Publication")


def perform(
    options: Options,
    form: str,
    summary: Callable[[Done], str],
    work: Callable[[Options, Callable[[str, int, int], None]], Done],
) -> int:
    """Do the work; show what is wrong, then the last line. The exit status."""
    outcome = attempt(options, work)
    if isinstance(outcome, int):
        return outcome
    _last[:] = [outcome]
    diagnostics = outcome.result.diagnostics if outcome.result else ()
    show(diagnostics, form, options)
    if form == "text":
        click.echo(summary(outcome) + tally(diagnostics))
    return 1 if any(found.severity == "error" for found in diagnostics) else 0


_last: list[object] = []
"""What the process worked with last: it ends at once, and to take that apart first takes 150 ms at 10,000 terms."""

Found = TypeVar("Found")


def attempt(options: Options, work: Callable[[Options, Callable[[str, int, int], None]], Found]) -> Found | int:
    """What the work comes to; the exit status where it could not be done, which was told."""
    progress = Progress() if sys.stderr.isatty() and not os.environ.get("CI") else None
    try:
        found = work(options, progress.show if progress else lambda *_: None)
    except Refused as refused:
        from glossary.cli.render import one_line  # most calls are not refused

        click.echo(f"error: {one_line(refused.reason)}\nhelp: {refused.help}", err=True)
        return 2
    except (Busy, Broken, Torn) as error:
        click.echo(f"error: {error}", err=True)
        return 3
    finally:
        if progress:
            progress.clear()
    note_done()
    return found


def show(
    diagnostics: tuple[Any, ...], form: str, options: Options, texts: Mapping[str, bytes] = MappingProxyType({})
) -> None:
    """Print the problems, if there are any. `texts` are the bytes of files that are named from where the command runs,
    not from the glossary's folder.
    """
    if diagnostics or form in DOCUMENTS:
        from glossary.cli.render import render

        root = os.getcwd() if texts else options.root
        click.echo(render(diagnostics, form, root, color=is_colored(sys.stdout), texts=texts))


def tally(diagnostics: tuple[Any, ...]) -> str:
    """How many problems there are, to stand behind a sentence."""
    errors = sum(found.severity == "error" for found in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
    return f"; {' and '.join(parts)}" if parts else ""


def counted(count: int, noun: str, nouns: str = "") -> str:
    """`1 term`, `2 terms`; `nouns` where that is not the noun with an `s`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {nouns or noun + 's'}"


def is_colored(stream: TextIO) -> bool:
    """Whether colours are shown there, and wanted."""
    return stream.isatty() and "NO_COLOR" not in os.environ


class Progress:
    """One line on a terminal that says how far a long build is."""

    def __init__(self) -> None:
        self.done: dict[str, int] = {}

    def show(self, stage: str, count: int, total: int) -> None:
        """`count` more of `total` pieces of a stage are done."""
        self.done[stage] = self.done.get(stage, 0) + count
        words = {"read": "terms read", "link": "texts searched for names", "make": "pages made"}
        click.echo(f"\r\x1b[2K{self.done[stage]:,} of {total:,} {words[stage]}", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.done:
            click.echo("\r\x1b[2K", nl=False, err=True)
