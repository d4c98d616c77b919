"""What libyaml's complaints mean to somebody who wrote a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.text.invisible import INVISIBLE, shown
from glossary.yaml.quotes import unclosed

if TYPE_CHECKING:
    from glossary.yaml.compose import MarkedYAMLError


class Complaint(NamedTuple):
    """What is wrong at the character `at` of the YAML text, and what to write instead."""

    at: int
    message: str
    help: str
    width: int = 1


class Line(NamedTuple):
    """A line of the form `- key: value`; the key may be missing. `start` and `value_at` are places in the text."""

    start: int
    lead: str
    value: str

    @property
    def value_at(self) -> int:
        """Where the value starts."""
        return self.start + len(self.lead)


_LINE = re.compile(r"(?P<lead>[ ]*(?:- +)*(?:[^\s:#\-\"'\[{][^:\n]*:[ ]+)?)(?P<value>[^\n]*)")
_ENTRY_COLON = re.compile(r"[ ]*(?:- +)*[^\s:#][^:\n]*:$")
_KEY_WITHIN = re.compile(r" {2,}([a-z_]+)")
_UNSPACED = re.compile(r"\s*(?P<key>[\w-]+):(?![ \t]|$)\s*(?P<value>.*)")
_FULL_WIDTH = re.compile(r"\s*(?P<key>[\w-]+)\s*\uff1a\s*(?P<value>.*)")
_LEFT = re.compile(r"={7}$|[|]{7} ")
_COMMENT = re.compile(r"(?<=[\s\[{,])#")
_ITEM = re.compile(r"^(?P<indent>[ ]*)(?:- +)+", re.MULTILINE)
_KEY = re.compile(r"([^\s:#][^:\n]*):(?:\s|$)")
_WIKI_LIST = re.compile(r"\[\[[^\[\]]+\]\](?:\s*,\s*\[\[[^\[\]]+\]\])+")
_HIDDEN = re.compile(rf"[ ]*(?:- +)*(?P<hidden>{INVISIBLE.pattern})")
_EQUALS = re.compile(r"\s*(?P<key>[\w-]+)\s*=\s*(?P<value>.*)")

UNCLOSED: Final = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
"""Complaints that are better told where something was begun than where the text ran out."""

FIRST: Final = ("found character that cannot start", "expected alphabetic or numeric", "expected node content")
"""Complaints about the character that a text starts with."""

BEHIND: Final = (
    "did not find expected key",
    "expected whitespace or line break",
    "did not find expected '-' indicator",
)
"""Complaints about what stands behind a value that ended earlier than was meant."""

TYPED: Final = {"“": "”", "„": "“”", "‘": "’", "«": "»", "»": "«"}
"""Quotes that word processors write, and what closes each: to YAML they are letters."""

MOST: Final = 60
"""Characters of a text that a help repeats."""


class Trouble(NamedTuple):
    """A complaint of libyaml, where it is best told, and the line there."""

    error: MarkedYAMLError
    text: str
    at: int
    line: Line

    def says(self, *parts: str) -> bool:
        """Whether one of the parts is in what libyaml says."""
        return any(part in str(self.error.problem) for part in parts)


def explain(error: MarkedYAMLError, text: str) -> Complaint:
    """The complaint of libyaml, in the words of the format."""
    at = _place(error, text)
    trouble = Trouble(error, text, at, _line(text, at))
    for teller in _TELLERS:
        if found := teller(trouble):
            return found
    message, help_ = next(
        (told for part, *told in COMPLAINTS if trouble.says(part)),
        (f"the YAML cannot be read here: {error.problem}", QUOTE),
    )
    return Complaint(at, message, help_)


def no_colon(line: str) -> tuple[str, str]:
    """What is wrong with a line that is no `key: value`, and what to write instead."""
    if _LEFT.match(line):
        return "a line that a merge left behind", "delete it, and keep one of the two versions"
    for pattern, message in (
        (_UNSPACED, "no space after the colon"),
        (_FULL_WIDTH, "a full-width colon, where YAML wants `:` and a space"),
        (_EQUALS, "an equals sign, where YAML wants `:` and a space"),
    ):
        if match := pattern.match(line):
            return message, f"write `{match['key']}: {_cut(match['value'].rstrip())}`"
    return NO_COLON, "write `key: value`, or indent the line so that it continues the text above"


def quoted(value: str) -> str:
    """The text in those quotes that change least of it; quotes that stood around it already are taken off."""
    if len(value) > 1 and value[0] in TYPED and value[-1] in TYPED[value[0]]:
        value = value[1:-1]
    elif len(value) > 1 and value[0] in {'"', "'"} and value[-1] == value[0]:
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    value = _cut(value)
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _cut(value: str) -> str:
    return value if len(value) <= MOST else value[: MOST - 1] + "…"


def _place(error: MarkedYAMLError, text: str) -> int:
    begun = error.context_mark and str(error.context).startswith(UNCLOSED)
    mark = error.context_mark if begun else error.problem_mark or error.context_mark
    return min(mark.index if mark else 0, max(len(text) - 1, 0))


def _text_of(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def _line(text: str, at: int) -> Line:
    start = text.rfind("\n", 0, at) + 1
    match = _LINE.match(text, start)
    return Line(start, match["lead"], match["value"].rstrip()) if match else Line(start, "", "")


def _quoting(line: Line, what: str = "the text") -> str:
    written = " ".join(filter(None, (line.lead.strip(), quoted(line.value))))
    return f"quote {what}: " + (written if "`" in written else f"`{written}`")


def _unclosed(trouble: Trouble) -> Complaint | None:
    """A quote above that is never closed: what libyaml stumbles over may be right."""
    mark = trouble.error.problem_mark
    at = unclosed(trouble.text, mark.index if mark else trouble.at)
    if at is None:
        return None
    line = _line(trouble.text, at)
    below = trouble.text[line.value_at :].partition("\n")[2]
    column = len(line.lead) - len(line.lead.lstrip(" -"))
    ends = at == line.value_at and not below.startswith(" " * (column + 1))
    written = f": `{line.lead.lstrip()}{_cut(line.value)}{line.value[0]}`" if ends else ""
    return Complaint(at, "a quoted text that is never closed", f"add the closing quote{written}")


def _hidden(trouble: Trouble) -> Complaint | None:
    """A character among the spaces in front of a line that only looks like one."""
    found = _HIDDEN.match(trouble.text, trouble.line.start)
    if found is None:
        return None
    message = f"the character {shown(found['hidden'])} where YAML wants spaces"
    return Complaint(found.start("hidden"), message, "delete it, and type ordinary spaces")


def _tab(trouble: Trouble) -> Complaint | None:
    if trouble.text[trouble.at : trouble.at + 1] == "\t" or trouble.says("found a tab character"):
        return Complaint(trouble.at, "a tab where YAML wants spaces", "replace the tab by two spaces")
    return None


def _colon(trouble: Trouble) -> Complaint | None:
    """A colon where none can stand: inside a text, or behind a key that libyaml took for the text above."""
    if not trouble.says("mapping values are not allowed"):
        return None
    _, text, at, line = trouble
    if not _ENTRY_COLON.match(text[line.start : at + 1]):
        own = _KEY_WITHIN.search(text, line.start, at)
        split = f", or start `{own[1]}:` on a line of its own" if own and own.end() == at else ""
        return Complaint(at, "a colon and a space inside a text that is not quoted", _quoting(line) + split)
    above = text[: line.start].rstrip()
    before = _text_of(above, len(above))
    key = text[line.start : at].strip()
    if len(before) - len(before.lstrip(" ")) < len(line.lead) - len(line.lead.lstrip(" ")):
        return Complaint(
            at - len(key),
            f"`{_cut(key)}:` is indented, so it continues the text above",
            "delete the spaces in front of it, so that it starts where the key above does",
            len(key),
        )
    before = before.lstrip()
    return Complaint(len(above) - len(before), *no_colon(before), len(before))


def _colonless(trouble: Trouble) -> Complaint | None:
    """A line without a colon."""
    if not trouble.says("could not find expected ':'"):
        return None
    written = _text_of(trouble.text, trouble.at).strip()
    message, help_ = no_colon(written)
    if message == NO_COLON and trouble.text[: trouble.line.start].endswith("\n\n"):
        help_ += BODY
    return Complaint(trouble.at, message, help_, len(written))


def _first(trouble: Trouble) -> Complaint | None:
    """A text that starts with a sign of YAML's own."""
    if not trouble.says(*FIRST):
        return None
    error, text, at, line = trouble
    if "alphabetic" in str(error.problem) and error.context_mark:
        at = error.context_mark.index
    sign = text[at : at + 1]
    if not sign.strip() and (comment := _COMMENT.search(text, line.start, at)):
        message = "`#` starts a comment, so the rest of the line is not read"
        return Complaint(comment.start(), message, "quote a text that starts with `#`")
    if sign == ",":
        return Complaint(at, "a comma with nothing in front of it", "delete it")
    if sign == "*" and text.startswith("* ", at) and at == line.value_at and not line.lead.strip():
        return Complaint(at, ITEM, f"write `- {_cut(line.value[1:].strip())}`")
    message = f"a text cannot start with {'a backtick' if sign == '`' else f'`{sign}`'} unless it is quoted"
    return Complaint(at, message, _quoting(line) if at == line.value_at else QUOTE)


def _behind(trouble: Trouble) -> Complaint | None:
    """A value that ended, and something behind it."""
    _, text, at, line = trouble
    if line.value[:1] not in {'"', "'", "[", "{", "*", "&"} or line.value_at >= at or not trouble.says(*BEHIND):
        return None
    if line.value[0] in {'"', "'"}:
        return Complaint(at, "something after the closing quote", _quoting(line, "the whole text"))
    rest = _text_of(text, at)[at - line.start :].strip()
    if not rest.strip("]}"):
        return Complaint(at, "a closing bracket too many", "delete it", len(rest))
    if rest.startswith(("<!--", "//")):
        return Complaint(at, "something after the closing bracket", "delete it; a comment starts with `#`", len(rest))
    if names := _WIKI_LIST.fullmatch(line.value):
        listed = ", ".join(re.findall(r"\[\[([^\[\]]+)", names.group()))
        return Complaint(line.value_at, "a list without brackets around it", f"write `{line.lead.lstrip()}[{listed}]`")
    return Complaint(line.value_at, f"a text cannot start with `{line.value[0]}` unless it is quoted", _quoting(line))


def _askew(trouble: Trouble) -> Complaint | None:
    """A line that stands in no column of the list above it."""
    _, text, at, line = trouble
    key = _text_of(text, at).strip()
    if not trouble.says("did not find expected '-' indicator") and not key.startswith("- "):
        return None
    items = list(_ITEM.finditer(text, 0, line.start))
    if not items or not trouble.says(*BEHIND):
        return None
    above = items[-1]
    if key.startswith("- "):
        column, what = len(above["indent"]), "this item does not line up with the one above"
    elif match := _KEY.match(key):
        column, what = len(above.group()), f"`{_cut(match[1])}:` does not line up with the key above"
    else:
        return None
    spaces = f"put {column} space{'s' * (column > 1)} in front of it" if column else "delete the spaces in front of it"
    return Complaint(at, what, f"{spaces}, so that it stands right below")


_TELLERS: Final = (_unclosed, _hidden, _tab, _colon, _colonless, _first, _behind, _askew)
"""What knows a complaint better than its words alone do, in the order in which they are asked."""

NO_COLON: Final = "a line without a colon among `key: value` lines"
QUOTE: Final = "put the text in quotes"
BODY: Final = "; if the body starts here, write a line `---` above it"
ITEM: Final = "a list item starts with a hyphen and a space"

COMPLAINTS: Final = (
    ("did not find expected key", "a line that fits neither the keys nor the list around it", "indent it like its neighbours"),
    ("did not find expected '-' indicator", "a line among list items that is no item", "start it with `- `, or indent it to belong to the item above"),
    ("did not find expected ',' or ']'", "a list `[…]` that is not closed, or lacks a comma", "close it with `]`; quote items that hold commas, colons or brackets"),
    ("did not find expected ',' or '}'", "a mapping `{…}` that is not closed, or lacks a comma", "close it with `}`; quote values that hold commas, colons or braces"),
    ("found unexpected end of stream", "a quoted text that is never closed", "add the closing quote"),
    ("found unexpected document indicator", "a quoted text that is never closed", "add the closing quote before the line `---`"),
    ("found unknown escape character", "an unknown escape after a backslash", "inside \"…\" write \\\\ for a backslash, or use '…' quotes"),
    ("did not find expected hexdecimal number", "an escape \\x or \\u without its digits", "write all digits, or use '…' quotes"),
    ("found invalid Unicode character escape code", "an escape for a character that does not exist", "write the character itself"),
    ("block sequence entries are not allowed", "a list item where none can stand", "start the list on a line of its own below the key; quote a text that starts with `- `"),
    ("block mapping entries", "a `key:` where none can stand", "start it on a line of its own"),
    ("mapping keys are not allowed", "a question mark and a space at the start of a text", QUOTE),
    ("did not find URI escape", "a tag that cannot be read", "put a text that starts with ! in quotes"),
    ("did not find expected whitespace or line break", "a sign with no space after it", QUOTE),
    ("did not find expected comment or line break", "something after `|` or `>`", "start the text on the next line, indented; quote a text that starts with `|` or `>`"),
    ("did not find expected <document start>", "a line that starts further left than those above", "indent it like its neighbours"),
    ("invalid leading UTF-8 octet", "bytes that are not UTF-8", "save the file as UTF-8"),
    ("control characters are not allowed", "a control character", "delete it"),
    ("found undefined tag handle", "a tag", "put a text that starts with ! in quotes"),
    ("simple key", "a key that runs over more than one line", "quote a text that holds a colon"),
)  # fmt: skip
"""What libyaml says, what it means here, and what helps. From the problem strings of libyaml's scanner and parser."""
