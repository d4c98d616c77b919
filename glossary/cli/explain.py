"""`glossary explain`: which names are links, and why."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import click

from glossary.build.explain import Unknown
from glossary.build.explain import explain as explain_in
from glossary.cli.calls import WrongCall
from glossary.cli.options import DRAFTS, FOLDER, NAMED_FOLDER, make_options, whole, with_options
from glossary.cli.work import attempt, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.build.explain import Explained


@click.command(short_help="Show where a term is linked, and why.")
@with_options(
    click.argument("term", default=""),
    click.option("--page", default="", help="Only on this page: a term’s id or name, or a page’s file."),
    NAMED_FOLDER,
    *FOLDER[1:],
    DRAFTS,
    click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is shown."),
)
def explain(term: str, page: str, folder: str, form: str, **values: Any) -> int:
    """Show where TERM is mentioned, linked or not, and the rule that decided.

    TERM is an id or a name. With --page alone, all names on that page are shown. What is no name is a text: the names
    in it are linked as on a page.
    """
    if not term and not page:
        raise WrongCall("there is nothing to explain", "name a term, a page with `--page`, or a text")
    options = make_options(folder, None, values, check=True)
    term, page = whole(term), whole(page)
    try:
        found = attempt(options, lambda chosen, progress: explain_in(chosen, term, page, progress))
    except Unknown as unknown:
        from glossary.cli.render import one_line

        help_ = f"did you mean `{unknown.near}`?" if unknown.near else "write an id or a name, or the path of a page"
        click.echo(f"error: nothing is called `{one_line(str(unknown))}`\nhelp: {help_}", err=True)
        return 2
    if isinstance(found, int):
        return found
    click.echo(_json(found) if form == "json" else _text(found))
    return 0


def _json(found: Sequence[Explained]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode([row._asdict() for row in found]), indent=1).decode()


def _text(found: Sequence[Explained]) -> str:
    from glossary.cli.render import one_line
    from glossary.graph.mentions import WHYS

    if not found:
        return "no name stands there"
    lines: list[str] = []
    for path, rows in groupby(found, attrgetter("path")):
        lines += [one_line(path)] * bool(path)
        lines += [one_line(_line(row)) for row in rows]
    rules = [rule for rule in WHYS if any(row.rule == rule for row in found)]
    width = max(map(len, rules))
    lines += ["", *(f"{rule:<{width}}  {WHYS[rule]}" for rule in rules)]
    linked = sum(row.linked for row in found)
    lines.append(f"{counted(linked, 'link')}, {counted(len(found) - linked, 'mention')} not linked")
    return "\n".join(lines)


def _line(row: Explained) -> str:
    to = " or ".join(row.terms) + (f"#{row.fragment}" if row.fragment else "")
    mark = "→" if row.linked else "·"
    sentence = row.sentence
    if row.start >= 0:
        end = row.start + len(row.text)
        sentence = f"{sentence[: row.start]}[{row.text}]{sentence[end:]}"
    return f"  {mark} {row.rule:<11} {to or row.text}: {sentence}"
