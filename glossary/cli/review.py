"""`glossary review`: somebody vouches for the text of a term."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.build.edit import card_of, prepare
from glossary.cli.calls import WrongCall
from glossary.cli.edit import edit, edit_options
from glossary.cli.options import whole
from glossary.edits.review import Signature
from glossary.edits.review import review as review_in

if TYPE_CHECKING:
    from glossary.edits.desk import Answer, Desk


DAY: Final = "write a day that exists, as YYYY-MM-DD: year, month, day"


class _Day(click.ParamType[str]):
    name = "date"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> str:
        """A day that exists, as YYYY-MM-DD."""
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            raise WrongCall(f"`{value}` is no day", DAY)
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise WrongCall(f"there is no day {value}", DAY) from None


@click.command(short_help="Sign the text of a term.")
@click.argument("term")
@click.option(
    "--by", "by", required=True, multiple=True, metavar="WHO", help="Who vouches; again for each further name."
)
@click.option("--on", "on", type=_Day(), help="The day of the review (today).")
@click.option("--until", "until", type=_Day(), help="The day by which it should be read again.")
@click.option("--note", default="", help="What the review leaves out, or was done with.")
@edit_options
def review(term: str, by: tuple[str, ...], folder: str, **values: Any) -> int:
    """Sign the text of TERM as it stands in its file.

    The term needs sources: a review says what the text was checked against. The page then shows *Verified* until its
    text changes.

    \b
    glossary review loss --by "Ada Lovelace"
    glossary review loss --by Ada --by Grace --on 2026-11-22 --until 2027-11-22
    """  # noqa: D301 - click leaves the lines below `\b` as they are
    names = tuple(dict.fromkeys(" ".join(whole(each).split()) for each in by))
    if not all(names):
        raise WrongCall("`--by` is empty", 'write the name of who vouches: `--by "Ada Lovelace"`')
    # The one command that asks which day it is: a signature is of the day on which it is given.
    on = values.pop("on") or date.today().isoformat()  # noqa: DTZ011, TID251 - the signer's own day
    note = " ".join(whole(values.pop("note")).split())
    signature = Signature(names, on, values.pop("until") or "", note)

    def make(desk: Desk) -> Answer:
        return review_in(desk, card_of(desk.glossary, whole(term)), signature)

    return edit(folder, lambda options, progress: prepare(options, make, progress), **values)
