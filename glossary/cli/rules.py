"""`glossary rules`: what can be wrong, with an example of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.cli.options import whole, with_options
from glossary.text.near import nearest
from glossary.text.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.text.rules import Rule


@click.command(short_help="Show the rules, with an example each.")
@with_options(
    click.argument("names", nargs=-1, metavar="[RULE]…"),
    click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How they are shown."),
)
def rules(names: tuple[str, ...], form: str) -> int:
    """Show the rules that RULE names, each with what is wrong, an example, and what to write instead.

    Without a name all rules are listed. A problem names its rule in brackets: error[dangling-link].
    """
    known = {rule.name: rule for rule in RULES}
    for name in names:
        if name not in known:
            return _unknown(name, known)
    chosen = [known[name] for name in dict.fromkeys(names)] or list(RULES)
    click.echo(_json(chosen) if form == "json" else _text(chosen) if names else _list(chosen))
    return 0


def _unknown(name: str, known: dict[str, Rule]) -> int:
    from glossary.cli.render import one_line

    name = whole(name)
    meant = nearest(name, known)
    help_ = f"did you mean `{meant}`?" if meant else "`glossary rules` lists all of them"
    click.echo(f"error: there is no rule `{one_line(name)}`\nhelp: {help_}", err=True)
    return 2


def _list(chosen: Sequence[Rule]) -> str:
    from glossary.cli.rulebook import severity

    width = max(len(rule.name) for rule in chosen)
    lines = [f"{rule.name:<{width}}  {severity(rule):<13}  {rule.what}" for rule in chosen]
    return "\n".join(
        [*lines, "", "`glossary rules NAME` shows an example; `rules:` in glossary.yml changes how bad one is"]
    )


def _text(chosen: Sequence[Rule]) -> str:
    from glossary.cli.rulebook import as_text

    return "\n\n\n".join(as_text(rule) for rule in chosen)


def _json(chosen: Sequence[Rule]) -> str:
    import msgspec

    from glossary.cli.rulebook import EXAMPLE_OF

    found: list[dict[str, Any]] = []
    for rule in chosen:
        example = EXAMPLE_OF[rule.name]
        files = {side: dict(getattr(example, side)) for side in ("wrong", "right", "beside")}
        found.append({**rule._asdict(), "example": files | {"made_by": example.made_by, "lint": example.lint}})
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode()
