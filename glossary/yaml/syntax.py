"""What libyaml's complaints mean to somebody who wrote a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.brackets import brackets
from glossary.yaml.colons import bulleted, colon, colonless
from glossary.yaml.columns import BEHIND, askew, header, hidden, hyphen, indented, tab
from glossary.yaml.comments import commented
from glossary.yaml.quotes import VALUE, cut, end_of_text, in_flow, unclosed
from glossary.yaml.rows import row_of, rows_above
from glossary.yaml.trouble import Complaint, Trouble, code, line_of, quoting, text_of

if TYPE_CHECKING:
    from glossary.yaml.compose import MarkedYAMLError
    from glossary.yaml.known import Known
    from glossary.yaml.trouble import Progress


_STARRED_KEY = re.compile(r"\*+([\w-]+)(?::\*+|\*+:)(?=\s|\Z)")
_OTHER_QUOTES: Final = "\"'“”„‘’«»\u00b4"
_SECOND_KEY = re.compile(r"([\w-]+):(?:[ ]\S[^\n]*)?(?=\n|\Z)")
_BOXED = re.compile(r"[ ]*- +(?P<box>\[(?P<tick>[ xX])\])\s+(?P<text>[^\n]*\S)")
_WIKI_LIST = re.compile(r"\[\[[^\[\]]+\]\](?:\s*,\s*\[\[[^\[\]]+\]\])+")

UNCLOSED: Final = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
"""Complaints that are better told where something was begun than where the text ran out."""

FIRST: Final = ("found character that cannot start", "expected alphabetic or numeric", "expected node content")
"""Complaints about the character that a text starts with."""

ESCAPES: Final = ("found unknown escape character", "did not find expected hexdecimal number")
"""Complaints about a backslash between double quotes."""
LEADING: Final = ("block sequence entries are not allowed", "mapping keys are not allowed")
"""Complaints about a hyphen or a question mark with a space behind it."""


def explain(error: MarkedYAMLError, text: str, progress: Progress, known: Known) -> Complaint:
    """The complaint of libyaml, in the words of the format."""
    at = _place(error, text)
    trouble = Trouble(error, text, at, line_of(text, at), progress, known)
    for teller in _TELLERS:
        if found := teller(trouble):
            return found
    message, help_ = next(
        (told for part, *told in COMPLAINTS if trouble.says(part)),
        (f"the YAML cannot be read here: {error.problem}", QUOTE),
    )
    return Complaint(at, message, help_)


def _place(error: MarkedYAMLError, text: str) -> int:
    begun = error.context_mark and str(error.context).startswith(UNCLOSED)
    mark = error.context_mark if begun else error.problem_mark or error.context_mark
    return min(mark.index if mark else 0, max(len(text) - 1, 0))


def _unclosed(trouble: Trouble) -> Complaint | None:
    """A quote above that is never closed: what libyaml stumbles over may be right."""
    at = unclosed(trouble.text, trouble.stumbled)
    if at is None:
        return None
    text = trouble.text
    message = "a quoted text that is never closed"
    line = line_of(text, at)
    if at != line.value_at:
        return Complaint(at, message, f"write `{text[at]}` where that text ends")
    found = VALUE.match(text, line.start)
    end = len(text[: end_of_text(text, found.end(), found)].rstrip()) if found else at
    if "\n" in text[at:end]:
        begin = text.rfind("\n", 0, end) + 1
        last = text[begin:end].strip()
        help_ = f"write `{text[at]}` behind its last word: {code(cut(last) + text[at])}"
        return Complaint(end - len(last), f"{message}: it starts with {code(cut(line.value))}", help_, len(last))
    if end == at + 1:
        help_ = f"write a text and a second quote behind it: {code(line.lead.lstrip() + text[at] + '…' + text[at])}"
        return Complaint(at, message, help_)
    whole = line.value[:-1] if line.value[-1] in _OTHER_QUOTES else line.value
    return Complaint(at, message, f"add the closing quote: {code(line.lead.lstrip() + cut(whole) + text[at])}")


def _first(trouble: Trouble) -> Complaint | None:
    """A text that starts with a sign of YAML's own."""
    if not trouble.says(*FIRST):
        return None
    error, text, at, line, *_ = trouble
    if "alphabetic" in str(error.problem) and error.context_mark:
        at = error.context_mark.index
    sign = text[at : at + 1]
    if sign == ",":
        return Complaint(at, "a comma with nothing in front of it", "delete it")
    if sign == "*" and at == line.value_at and not line.lead.strip() and text.startswith("* ", at):
        return Complaint(at, ITEM, f"write `- {cut(line.value[1:].strip())}`")
    if sign == "*" and (key := _STARRED_KEY.match(text, at)):
        return Complaint(at, "a key between asterisks", f"write `{key[1]}:` without them", key.end() - at)
    message = f"a text cannot start with {'a backtick' if sign == '`' else f'`{sign}`'} unless it is quoted"
    return Complaint(at, message, quoting(text, at))


def _leads(trouble: Trouble) -> Complaint | None:
    """A text behind its key that starts as an item of a list or a key does."""
    _, text, at, line, *_ = trouble
    if at != line.value_at or ":" not in line.lead or not trouble.says(*LEADING):
        return None
    if text[at] == "-":
        help_ = f"start the list on a line of its own below the key; if it is none, {line.quoting()}"
        return Complaint(at, "a list item where none can stand", help_)
    return Complaint(at, "a question mark and a space at the start of a text", line.quoting())


def _sign(trouble: Trouble) -> Complaint | None:
    """A text behind `|` or `>`, or a backslash that means something else than was meant."""
    _, text, at, line, *_ = trouble
    if trouble.says("expected comment or line break") and line.value[:1] in {"|", ">"}:
        help_ = f"{line.quoting()}; or start it on the next line, with two spaces more in front of it"
        if line.value[0] == "|":
            help_ = f"delete the `|`: {code(line.lead.lstrip() + cut(line.value[1:].strip()))}; or start the text on the next line, with two spaces more in front of it"
        return Complaint(at, f"something behind `{line.value[0]}`", help_)
    if trouble.says(*ESCAPES) and line.value[:1] == '"' == line.value[-1:] and "'" not in line.value:
        written = line.lead.lstrip() + f"'{cut(line.value[1:-1])}'"
        begin = text.rfind("\\", 0, at + 1)
        message = f"`{text[begin : begin + 2]}` means something else between double quotes, or nothing"
        return Complaint(begin, message, f"write single quotes: {code(written)}", 2)
    return None


def _ticked(trouble: Trouble) -> Complaint | None:
    """An item of a list with a box in front, ticked or not, where the format has a key for what is ticked."""
    own = row_of(trouble.text, trouble.at)
    found = _BOXED.match(text_of(trouble.text, own.start))
    parent = next((row for row in rows_above(trouble.text, own.start) if row.open), None)
    text, mark = trouble.known.marked(parent.key) if parent else ("", "")
    if found is None or not text or not trouble.says(*BEHIND):
        return None
    written = f"{text}: {in_flow(found['text'])}"
    help_ = f"write {code(f'- {{{written}, {mark}: true}}')}, and those that are not ticked as `- {{{text}: …}}`"
    if not found["tick"].strip():
        help_ = f"write {code(f'- {{{written}}}')}, and those that are ticked as `- {{{text}: …, {mark}: true}}`"
    return Complaint(found.start("box") + own.start, "a box to tick marks nothing here", help_, 3)


def _behind(trouble: Trouble) -> Complaint | None:
    """A value that ended, and something behind it."""
    _, text, at, line, *_ = trouble
    if line.value[:1] not in {'"', "'", "[", "{", "*", "&"} or line.value_at >= at or not trouble.says(*BEHIND):
        return None
    if (key := _SECOND_KEY.match(text, at)) and key[1] in trouble.known.names:
        message = f"`{key[1]}:` stands behind the value of another key"
        return Complaint(at, message, f"write {code(cut(key.group()))} on a line of its own", len(key[1]))
    if line.value[0] in {'"', "'"}:
        return Complaint(at, "something after the closing quote", line.quoting("the whole text"))
    rest = text_of(text, at)[at - line.start :].strip()
    if not rest.strip("]}"):
        return Complaint(at, "a closing bracket too many", "delete it", len(rest))
    if rest.startswith(("<!--", "//")):
        return Complaint(at, "something after the closing bracket", "delete it; a comment starts with `#`", len(rest))
    if names := _WIKI_LIST.fullmatch(line.value):
        listed = ", ".join(re.findall(r"\[\[([^\[\]]+)", names.group()))
        return Complaint(line.value_at, "a list without brackets around it", f"write `{line.lead.lstrip()}[{listed}]`")
    return Complaint(line.value_at, f"a text cannot start with `{line.value[0]}` unless it is quoted", line.quoting())


_TELLERS: Final = (
    _unclosed,
    brackets,
    hidden,
    tab,
    indented,
    header,
    hyphen,
    colon,
    colonless,
    _first,
    _leads,
    _sign,
    _ticked,
    _behind,
    bulleted,
    commented,
    askew,
)
"""What knows a complaint better than its words alone do, in the order in which they are asked."""

QUOTE: Final = "put the text in quotes"
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
