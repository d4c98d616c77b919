"""What `rename`, `retire`, `review` and `check --fix` have in common: an edit is shown, or written and told."""

from __future__ import annotations

import re
import sys
from difflib import diff_bytes, unified_diff
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.build.edit import prepare_fix
from glossary.build.rewrite import editing, rewrite
from glossary.cli.options import FOLDER, NAMED_FOLDER, make_options, with_options
from glossary.cli.work import attempt, counted, is_colored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.build.edit import Prepared
    from glossary.build.run import Options
    from glossary.edits.desk import Change, Left

    Prepare = Callable[[Options, Callable[[str, int, int], None]], Prepared]

DRY_RUN: Final = click.option("--dry-run", is_flag=True, help="Print the changes as a diff, and write nothing.")

edit_options = with_options(
    DRY_RUN,
    NAMED_FOLDER,
    *FOLDER[1:],
)
"""The options of the commands that change files."""

MOST: Final = 20
"""Places that are told one by one."""


def edit(folder: str, prepare: Prepare, **values: Any) -> int:
    """Prepare an edit of the folder, show it or write it. The exit status."""
    options = make_options(folder, None, values, check=True)
    prepared = attempt(options, lambda chosen, progress: _written(chosen, prepare, progress, dry=values["dry_run"]))
    if isinstance(prepared, int):
        return prepared
    if prepared.faults:
        _refuse(prepared, options)
        return 2
    tell(prepared, options, dry=values["dry_run"])
    return 0


def _written(options: Options, prepare: Prepare, progress: Callable[[str, int, int], None], *, dry: bool) -> Prepared:
    with editing(options):
        prepared = prepare(options, progress)
        if not prepared.faults and not dry:
            rewrite(options.root, prepared.edit.changes, prepared.folders)
    return prepared


def _refuse(prepared: Prepared, options: Options) -> None:
    from glossary.cli.render import render

    color = is_colored(sys.stderr)
    click.echo(render(prepared.faults, "text", options.root, color=color, texts=prepared.texts), err=True)
    if prepared.texts:
        click.echo("nothing was changed: the files would have the errors above, which they have not now", err=True)
    else:
        click.echo("nothing was changed", err=True)


def fix(options: Options, form: str, *, dry: bool) -> int:
    """Mend what is safe in the folder, or show it; problems in another form than text are told alone. The exit status
    where that could not be done, else 0.
    """
    prepared = attempt(options, lambda chosen, progress: _written(chosen, prepare_fix, progress, dry=dry))
    if isinstance(prepared, int):
        return prepared
    tell(prepared, options, dry=dry, aside=form != "text")
    return 0


def tell(prepared: Prepared, options: Options, *, dry: bool, aside: bool = False) -> None:
    """Say what was done (`aside`: where problems are told), or print the diff of what would be; then what somebody
    should know.
    """
    from glossary.cli.render import one_line

    changes = prepared.edit.changes
    if dry:
        print_diff(changes)
    else:
        for change in changes:
            moved = f"{change.path} → {change.target}" if change.target != change.path else change.path
            mended = (counted(change.references, "reference"),) if change.references else ()
            click.echo(one_line(f"{moved}: {', '.join((*change.done, *mended))}"), err=aside)
        click.echo(f"{counted(len(changes), 'file')} changed" if changes else "nothing to change", err=aside)
    _note_left(prepared.edit.left, options)
    for card in prepared.lapsed:
        again = "would lapse" if dry else "lapsed"
        text = f"note: the review of `{card.term}` {again}: `glossary review {card.id}` signs its text again"
        click.echo(one_line(text), err=True)


def _note_left(left: Sequence[Left], options: Options) -> None:
    from glossary.cli.render import Files, one_line

    files = Files(options.root)
    for span, why in left[:MOST]:
        place = files.place(span)
        click.echo(f"note: {one_line(f'{span.path}:{place.line}:{place.column}: {why}')}", err=True)
    if len(left) > MOST:
        click.echo(f"note: {counted(len(left) - MOST, 'more place')} like these", err=True)


def print_diff(changes: Sequence[Change]) -> None:
    """Print the changes as a unified diff that `git apply` and `patch -p1` take."""
    data = b"".join(_diff(change) for change in changes)
    if sys.stdout.isatty():
        from glossary.cli.render import safe

        click.echo(safe(data.decode("utf-8", "replace")), nl=False)
    else:
        click.echo(data, nl=False)


def _diff(change: Change) -> bytes:
    old, new = _quoted("a/" + change.path), _quoted("b/" + change.target)
    head = b"diff --git %s %s\n" % (old, new)
    if change.path != change.target:
        moved = _quoted(change.path), _quoted(change.target)
        head += b"rename from %s\nrename to %s\n" % moved
    lines = diff_bytes(unified_diff, _lines(change.before), _lines(change.after), _ended(old), _ended(new), n=3)
    return head + b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines
    )


def _ended(path: bytes) -> bytes:
    """A path, with a tab behind one that has spaces: without it they are its end for `patch`."""
    return path + b"\t" if b" " in path else path


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) if b"\r" not in data else re.findall(rb"[^\n]*\n|[^\n]+", data)


def _quoted(path: str) -> bytes:
    """A path as git has it: in quotes where it holds what a line cannot."""
    data = path.encode("utf-8", "surrogateescape")
    if not re.search(rb'[\x00-\x1f"\\\x7f]', data):
        return data
    escaped = re.sub(rb'[\x00-\x1f"\\\x7f]', lambda found: b"\\%03o" % found[0][0], data)
    return b'"' + escaped + b'"'
