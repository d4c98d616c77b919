"""`glossary check`: all that a build does, but write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.build.run import build as build_folder
from glossary.cli.calls import WrongCall
from glossary.cli.options import make_options, reading_options, with_options
from glossary.cli.work import counted, perform

if TYPE_CHECKING:
    from glossary.build.run import Outcome


@click.command(short_help="Check a glossary; mend what is safe with --fix.")
@reading_options
@with_options(
    click.option(
        "--changed",
        metavar="BASE",
        help="Only what changed since BASE (a git revision or a folder), and what that affects.",
    ),
    click.option("--fix", is_flag=True, help="Mend what is safe to mend before, and tell what is left."),
    click.option("--dry-run", is_flag=True, help="With --fix: print the changes as a diff, and write nothing."),
)
def check(folder: str, form: str, changed: str | None, *, fix: bool, dry_run: bool, **values: Any) -> int:
    """Check the glossary in FOLDER; without --fix nothing is written.

    With --fix, references by a former name say the present one, a slip in a key, stray spaces and the order of fields
    are mended: by as few bytes as possible, and never where a review would lapse.
    """
    options = make_options(folder, None, values, check=True)
    if dry_run and not fix:
        reason = "`--dry-run` goes with `--fix`: a check alone writes nothing"
        raise WrongCall(reason, "write `glossary check --fix --dry-run`")
    if dry_run and form != "text":
        reason = f"`--dry-run` prints a diff, which is no `{form}`"
        raise WrongCall(reason, f"leave out `--format {form}`, or `--dry-run`")
    if fix:
        from glossary.cli.edit import fix as fix_folder

        if (status := fix_folder(options, form, dry=dry_run)) or dry_run:
            return status
    if changed is not None:
        from glossary.cli.changed import check_since

        return check_since(options, changed, form)
    return perform(options, form, _summary, build_folder)


def _summary(outcome: Outcome) -> str:
    return f"{counted(outcome.terms, 'term')} checked, {outcome.seconds:.2f} s"
