"""`glossary init`: a folder becomes a glossary."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.build.refused import Refused
from glossary.build.starter import start
from glossary.cli.options import FOLDER, make_options, with_options
from glossary.cli.render import one_line
from glossary.cli.work import attempt

if TYPE_CHECKING:
    from glossary.build.starter import Start


READ: Final = {
    "pages": "its Markdown for pages that are no terms",
    "templates": "its HTML for templates in place of those of the theme",
    "static": "its pictures and style over into the site",
    "root": "its files to the top of the site",
}
"""What becomes of a folder that was there."""


@click.command(short_help="Start a glossary, or adopt a folder.")
@with_options(
    click.argument("folder", default=None, required=False, type=click.Path(path_type=str)),
    click.option(
        "--from", "source", metavar="DIR", type=click.Path(path_type=str), help="Adopt the Markdown files in DIR."
    ),
    *FOLDER[1:],
)
def init(folder: str | None, source: str | None, **values: Any) -> int:
    """Start a glossary in FOLDER (here), or adopt one.

    Written are glossary.yml, with comments that say what it can hold; two terms to read and then to delete; .gitignore;
    a workflow and an issue form for GitHub; settings for editors. What is there already stays as it is.

    With --from only glossary.yml is written, for Markdown files that were made for Hugo, Jekyll, Obsidian, MkDocs,
    Docusaurus or nothing in particular, so that they build as they are: no file in DIR is changed. It goes into FOLDER,
    which is DIR or lies above it. What was recognised is told, and what was not.

    \b
    glossary init words
    glossary init --from docs
    """  # noqa: D301 - click leaves the lines below `\b` as they are
    if source is not None:
        return _adopt(folder, source, values)
    where = folder or "."
    options = make_options(where, None, values, check=True)
    made = attempt(options, lambda *_: start(where))
    if isinstance(made, int):
        return made
    click.echo(_started(made, where))
    return 0


def _adopt(folder: str | None, source: str, values: dict[str, Any]) -> int:
    from glossary.build.adoption import adopt, root_of
    from glossary.cli.adopted import report

    place = os.path.realpath(source)
    options = make_options(folder or source, None, values, check=True)

    def work(_: Any, progress: Any) -> Any:
        _refuse(place, options.root, folder)
        root = options.root if folder else root_of(place, os.path.realpath("."))
        return adopt(options._replace(root=root, out=os.path.join(root, "site")), place, progress)

    found = attempt(options, work)
    if isinstance(found, int):
        return found
    click.echo(report(found, shown_path(found.root)))
    return 1 if any(fault.severity == "error" for fault in found.result.diagnostics) else 0


def _refuse(place: str, root: str, folder: str | None) -> None:
    if not os.path.isdir(place):
        reason = "is not a folder" if os.path.exists(place) else "does not exist"
        raise Refused(f"{place} {reason}", "name the folder that holds the Markdown files after `--from`")
    if folder and not os.path.isdir(root):
        raise Refused(f"{root} is not a folder", "name DIR itself, or a folder above it")
    if folder and place != root and not place.startswith(root.rstrip(os.sep) + os.sep):
        help_ = "a glossary reads nothing outside its folder: name DIR itself, or a folder above it"
        raise Refused(f"{place} does not lie in {root}", help_)


def shown_path(root: str) -> str:
    """A folder as somebody here would write it."""
    here = os.path.realpath(".")
    within = root == here or root.startswith(here.rstrip(os.sep) + os.sep)
    return os.path.relpath(root, here) if within else root


def command(*words: str) -> str:
    """A command line, ready to be typed; a folder that is this one is left out."""
    return one_line(shlex.join(("glossary", *(word for word in words if word != "."))))


def _started(made: Start, folder: str) -> str:
    lines = []
    for place in made.places:
        path = one_line(os.path.join(folder, place.path) if folder != "." else place.path)
        lines.append(f"not written  {path}: {one_line(place.why)}" if place.why else f"written      {path}")
    lines += [f"note: the folder {name} was there: a build takes {READ[name]}" for name in made.read]
    site = one_line(os.path.join(folder, "site", "index.html") if folder != "." else "site/index.html")
    more = ("--folder", folder) if folder != "." else ()
    lines += [
        "",
        "next:",
        f"  {command('serve', folder)}, then open http://localhost:8000/",
        f"  {command('build', folder)}, then open {site}",
        f"  {command('new', 'Name of a term', *more)}",
    ]
    return "\n".join(lines)
