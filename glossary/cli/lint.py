"""`glossary lint`: the wordings that a glossary is against, in other people's prose."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.cli.calls import WrongCall
from glossary.cli.options import DRAFTS, FOLDER, NAMED_FOLDER, PROBLEMS, make_options, with_options
from glossary.cli.work import attempt, counted, show, tally

if TYPE_CHECKING:
    from glossary.build.lint import Linted
    from glossary.build.run import Options

KINDS: Final = ("markdown", "html", "rst", "python", "text")
"""As what files can be read."""

EXPORTS: Final = ("vale", "prh", "cspell")
"""The programs for which the rules can be written down."""


@click.command(short_help="Hold other prose against the glossary.")
@with_options(
    click.argument("paths", nargs=-1, metavar="PATH…", type=click.Path(path_type=str)),
    NAMED_FOLDER,
    click.option("--as", "kind", type=click.Choice(KINDS), help="What the files are; else their endings tell."),
    *FOLDER[1:],
    DRAFTS,
    *PROBLEMS,
    click.option("--export", type=click.Choice(EXPORTS), help="Write the rules for another program, and read nothing."),
    click.option("--out", type=click.Path(path_type=str), help="With --export: the folder to write them into."),
)
def lint(paths: tuple[str, ...], folder: str, form: str, **values: Any) -> int:
    """Hold the prose of PATH against the glossary: words to avoid, former names, misspellings.

    PATH is a file, a folder, or - for what is piped in. Read are Markdown, HTML, reStructuredText, plain text, and the
    comments and docstrings of Python: their prose alone, no code, no addresses. What an `avoid` entry forbids is an
    error; what it warns of may be right, and is a warning. In a comment, `glossary-lint: off` silences all up to
    `glossary-lint: on`; behind a line of Python, that line.

    \b
    glossary lint README.md docs --folder ../glossary
    git show HEAD:notes.md | glossary lint - --as markdown
    glossary lint --export vale --out vale
    """  # noqa: D301 - click leaves the lines below `\b` as they are
    options = make_options(folder, None, values, check=True)
    if values["export"]:
        return _export(options, values["export"], values["out"], paths)
    if values["out"]:
        raise WrongCall(
            "`--out` goes with `--export`: without it nothing is written",
            f"write `glossary lint --export {EXPORTS[0]} --out FOLDER`",
        )
    if not paths:
        raise WrongCall("there is nothing to read", "name files or folders, or `-` for what is piped in")
    return _lint(options, paths, form, values["kind"] or "")


def _lint(options: Options, paths: tuple[str, ...], form: str, kind: str) -> int:
    from glossary.build.lint import STDIN, Asked
    from glossary.build.lint import lint as lint_files

    if STDIN in paths and sys.stdin is None:
        raise WrongCall("the standard input is closed", "pipe a text into the command, or name files")
    piped = sys.stdin.buffer.read() if STDIN in paths else b""
    linted = attempt(options, lambda chosen, progress: lint_files(chosen, Asked(paths, piped, kind), progress))
    if isinstance(linted, int):
        return linted
    _warn(linted.rules.errors, len(linted.rules.wordings))
    show(linted.diagnostics, form, options, linted.texts)
    if form == "text":
        click.echo(_summary(linted) + tally(linted.diagnostics))
    return 1 if any(found.severity == "error" for found in linted.diagnostics) else 0


def _warn(errors: int, wordings: int) -> None:
    """Tell what makes an answer worth less than it seems."""
    if errors:
        click.echo(f"note: the glossary has {counted(errors, 'error')}; `glossary check` tells of them", err=True)
    if not wordings:
        click.echo("note: no term has phrases below `avoid`, misspellings or a former name", err=True)


def _summary(linted: Linted) -> str:
    return f"{counted(linted.files, 'file')} read, {linted.seconds:.2f} s"


def _export(options: Options, name: str, out: str | None, paths: tuple[str, ...]) -> int:
    from glossary.build.wordings import export

    if not out:
        raise WrongCall("`--export` writes files into a folder", "name it with `--out FOLDER`")
    if paths:
        raise WrongCall("`--export` reads no files but the glossary’s", "leave out PATH")
    done = attempt(options, lambda chosen, progress: export(chosen, name, out, progress))
    if isinstance(done, int):
        return done
    _warn(done.errors, done.wordings)
    for path in done.paths:
        click.echo(path)
    click.echo(f"{counted(done.wordings, 'wording')} written for {name}; {done.advice}")
    return 0
