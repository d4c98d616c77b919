"""`glossary check --changed`: the problems of a change, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossary.cli.work import attempt, counted, show, tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.diff import Checked
    from glossary.build.run import Options
    from glossary.cli.sides import Sides


def check_since(options: Options, base: str, form: str) -> int:
    """Show what is wrong because the glossary is not what `base` names. The exit status is that of what is shown."""
    found = attempt(options, lambda chosen, progress: _answer(chosen, base, progress))
    if isinstance(found, int):
        return found
    checked, sides = found
    show(checked.diagnostics, form, options)
    told = f"{counted(checked.terms, 'term')} checked against {sides.base}, {checked.seconds:.2f} s"
    lines = [told + tally(checked.diagnostics)]
    if checked.old:
        lines.append(f"{counted(checked.old, 'older problem')} elsewhere not shown: `glossary check` shows all")
    lines += [sides.note] * bool(sides.note)
    # What programs read stays what they can read.
    click.echo("\n".join(lines), err=form != "text")
    return 1 if any(each.severity == "error" for each in checked.diagnostics) else 0


def _answer(options: Options, base: str, progress: Callable[[str, int, int], None]) -> tuple[Checked, Sides]:
    from glossary.build.diff import check_changed
    from glossary.cli.sides import open_sides

    with open_sides(options, base) as sides:
        return check_changed(sides.before, sides.after, progress), sides
