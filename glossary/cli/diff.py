"""`glossary diff`: what a change means."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from glossary.cli.options import DRAFTS, FOLDER, NAMED_FOLDER, make_options, with_options
from glossary.cli.work import attempt, is_colored

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.build.run import Options
    from glossary.changes.compare import Changes
    from glossary.cli.sides import Sides, Version


@click.command(short_help="Show what a change means: terms, definitions, links.")
@with_options(
    click.argument("base"),
    click.argument("head", default=""),
    NAMED_FOLDER,
    *FOLDER[1:],
    DRAFTS,
    click.option(
        "--format",
        "form",
        type=click.Choice(("text", "markdown", "json")),
        default="text",
        help="How it is shown: markdown is fit for a comment on a pull request.",
    ),
)
def diff(base: str, head: str, folder: str, form: str, **values: Any) -> int:
    """Show what changed since BASE: terms, definitions, links, reviews, pages.

    BASE and HEAD are git revisions (a branch, a tag, a commit) or folders; a path that begins with a dot or a slash is
    always a folder. Without HEAD the files are compared as they stand now. Of a branch that went on meanwhile, the
    commit is taken from which HEAD parted, as pull requests are shown.

    \b
    glossary diff main                        what this branch changes
    glossary diff v1.0 v2.0 --format markdown release notes
    glossary diff ../before                   two folders, without git
    """  # noqa: D301 - click keeps the lines behind this sign as they are
    options = make_options(folder, None, values, check=True)
    found = attempt(options, lambda chosen, progress: _answer(chosen, base, head, form, progress))
    if isinstance(found, int):
        return found
    click.echo(found)
    return 0


def _answer(options: Options, base: str, head: str, form: str, progress: Callable[[str, int, int], None]) -> str:
    from glossary.build.diff import diff as diff_folders
    from glossary.cli.sides import open_sides

    with open_sides(options, base, head) as sides:
        changes = diff_folders(sides.before, sides.after, progress)
    if form == "json":
        return _json(changes, sides)
    if form == "markdown":
        from glossary.cli.comment import comment

        return comment(changes, sides)
    return _text(changes, sides)


def _text(changes: Changes, sides: Sides) -> str:
    from glossary.cli.outline import lines_of, outline, summary
    from glossary.cli.pen import Terminal

    pen = Terminal(color=is_colored(sys.stdout))
    head = [f"{sides.base} → {sides.head}", summary(changes), *([sides.note] if sides.note else [])]
    return "\n".join([*head, *lines_of(outline(changes, pen))])


def _json(changes: Changes, sides: Sides) -> str:
    import msgspec

    found = {"base": _version(sides.base), "head": _version(sides.head), "note": sides.note}
    return msgspec.json.format(msgspec.json.encode(found | msgspec.structs.asdict(changes)), indent=1).decode()


def _version(version: Version) -> dict[str, str | bool]:
    return version._asdict()
