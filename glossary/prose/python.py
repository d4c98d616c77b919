"""Python: its comments and docstrings."""

from __future__ import annotations

import re
import tokenize
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.markup.passages import END
from glossary.prose.plain import TICKED, lines, read_line, read_marked
from glossary.prose.roll import SWITCH, Roll
from glossary.text.source import start_of_line

if TYPE_CHECKING:
    from glossary.prose.roll import Prose

_QUOTES: Final = re.compile(r"(?P<kind>[A-Za-z]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_ESCAPED: Final = re.compile(rf"\\[\s\S]|{TICKED.pattern}", re.IGNORECASE)
_MARGIN: Final = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT})
_CODE: Final = re.compile(r"#\s*(?:!|-\*-|noqa\b|type:|pragma:|pylint:|mypy:|ruff:|fmt:|isort:)")
"""Comments for programs."""


class _Spot(NamedTuple):
    """A token: its kind, and where it starts and ends."""

    kind: int
    start: int
    end: int


def read_python(source: str) -> Prose:
    """Comments, and strings that stand as statements of their own: docstrings, and those below a variable."""
    roll = Roll(source)
    spots: list[_Spot] = []
    failed = _tokens(source, spots)
    statement: list[_Spot] = []
    last = 0
    for spot in spots:
        if spot.kind == tokenize.COMMENT:
            last = _comment(roll, spot, statement[-1:], last)
        elif spot.kind not in _MARGIN:
            statement.append(spot)
        elif spot.kind == tokenize.NEWLINE:
            if all(each.kind == tokenize.STRING for each in statement):
                for each in statement:
                    _docstring(roll, each)
            statement = []
    return roll.prose(failed)


def _comment(roll: Roll, spot: _Spot, before: list[_Spot], last: int) -> int:
    """Add a comment; where it ends. Behind what is `before` it in its line it can hush that alone."""
    source = roll.source
    text = source[spot.start : spot.end]
    if found := SWITCH.search(text):
        alone = not source[start_of_line(source, spot.start) : spot.start].strip()
        if alone:
            roll.note(spot.start, spot.end)
        elif found["state"] == "off":
            first = before[0].start if before else spot.start
            roll.hush(start_of_line(source, first), spot.end)
        return spot.end
    if _CODE.match(text):
        return spot.end
    goes_on = last and source.count("\n", last, spot.start) == 1 and not source[last : spot.start].strip()
    roll.stop(spot.start, " " if goes_on else END)
    read_line(roll, spot.start + len(text) - len(text.lstrip("#! ")), spot.end, TICKED)
    return spot.end


def _docstring(roll: Roll, spot: _Spot) -> None:
    """Add what a string says."""
    found = _QUOTES.match(roll.source, spot.start, spot.end)
    if found is None or set(found["kind"].lower()) & {"b", "f"}:
        return
    start, end = found.end(), spot.end - len(found["quote"])
    roll.stop(start)
    read_marked(roll, start, end, TICKED if "r" in found["kind"].lower() else _ESCAPED)
    roll.stop(end)


def _tokens(source: str, spots: list[_Spot]) -> int | None:
    """Append the tokens; the character behind which none could be read, where the source is not Python."""
    begins = [start for start, _ in lines(source, 0, len(source))] or [0]
    rows = iter([source[begin:end] for begin, end in lines(source, 0, len(source))])
    last = 0
    try:
        for token in tokenize.generate_tokens(lambda: next(rows, "")):
            if max(token.start[0], token.end[0]) > len(begins):
                break
            last = begins[token.end[0] - 1] + token.end[1]
            spots.append(_Spot(token.type, begins[token.start[0] - 1] + token.start[1], last))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return last
    return None
