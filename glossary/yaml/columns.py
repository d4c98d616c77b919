"""What stands in front of a line: tabs, characters that only look like spaces, and spaces too many or too few."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from glossary.text.invisible import INVISIBLE, shown
from glossary.yaml.quotes import cut, in_flow, quoted
from glossary.yaml.rows import NUMBERED, column, row_of, rows_above, rows_below, spaces
from glossary.yaml.trouble import Complaint, code, text_of

if TYPE_CHECKING:
    from glossary.yaml.rows import Row
    from glossary.yaml.trouble import Trouble

BEHIND: Final = (
    "did not find expected key",
    "expected whitespace or line break",
    "did not find expected '-' indicator",
)
"""Complaints about what stands behind a value that ended earlier than was meant."""

NO_HYPHEN: Final = "a line among list items that starts with no hyphen"

_QUOTES: Final = "\"'"

_HIDDEN = re.compile(rf"[ ]*(?:- +)*(?:[\w-]+:)?(?P<hidden>{INVISIBLE.pattern})")
_TABS = re.compile(r"[ ]*(?P<tabs>\t[ \t]*)")
_UNSPACED = re.compile(r"[ ]+(?:- +)*-(?P<rest>[^\W\d_\s-][\w-]*:(?:\s.*|)|\{.*)")


def hidden(trouble: Trouble) -> Complaint | None:
    """A character in front of a line, or behind its key, that only looks like a space."""
    return unseen(trouble.text, trouble.line.start)


def unseen(text: str, start: int) -> Complaint | None:
    """The same in the line that starts at `start`."""
    found = _HIDDEN.match(text, start)
    if found is None:
        return None
    message = f"the character {shown(found['hidden'])} where YAML wants spaces"
    return Complaint(found.start("hidden"), message, "delete it, and type ordinary spaces")


def tab(trouble: Trouble) -> Complaint | None:
    """A tab: in front of a line, or behind a hyphen."""
    text, at = trouble.text, trouble.at
    if text[at : at + 1] != "\t" and not trouble.says("found a tab character"):
        return None
    message = "a tab where YAML wants spaces"
    start = trouble.line.start
    found = _TABS.match(text, start)
    if found is None:
        return Complaint(at, message, "write a space instead: " + code(" ".join(text_of(text, at).split())))
    own = row_of(text, start)
    count, below = column(text, start)
    help_ = f"delete it, so that {own.called} starts where {f'{below} does' if below else 'the line does'}"
    if count and below and own.key and not own.item:
        help_ = f"delete it; if {own.called} goes with {below} above, put {count} spaces in front of it instead"
    elif count:
        help_ = f"delete it, and put {count} spaces in front of {own.called} instead"
    if text[text.find("\n", start) + 1 :].startswith("\t"):
        help_ += "; the line below has a tab, too"
    return Complaint(found.start("tabs"), message, help_, len(found["tabs"]))


def indented(trouble: Trouble) -> Complaint | None:
    """A file, or front matter, of which the first line has spaces in front, and a later one has none."""
    if not trouble.says("expected <document start>"):
        return None
    own = row_of(trouble.text, len(trouble.text) - len(trouble.text.lstrip()))
    if not own.column:
        return None
    what = own.called if own.key else "the first line"
    message = f"there are spaces in front of {what}, and none in front of keys below"
    return Complaint(own.at, message, "delete them: a key starts where its line does", len(own.key) or 1)


def header(trouble: Trouble) -> Complaint | None:
    """A text with fewer spaces in front of it than the number behind its `|` or `>` says."""
    own = row_of(trouble.text, trouble.at)
    above = next((found for found in rows_above(trouble.text, own.start) if found.column < own.column), None)
    found = NUMBERED.fullmatch(above.value) if above and above.key else None
    if not (above and found) or own.column >= above.key_column + int(found["indent"]):
        return None
    at = trouble.text.index(found["sign"], above.at + len(above.key))
    message = f"`{above.value}` asks for {found['indent']} spaces in front of the text, and there are fewer"
    help_ = f"write `{found['sign']}{found['before']}{found['behind']}`, without the number"
    return Complaint(at, message, help_, len(above.value))


def hyphen(trouble: Trouble) -> Complaint | None:
    """A hyphen without a space in front of `key:` or a brace, in the line or that above it."""
    own = row_of(trouble.text, trouble.at)
    above = next(rows_above(trouble.text, own.start), None)
    for line in filter(None, (above, own)):
        if found := _UNSPACED.match(text_of(trouble.text, line.start)):
            return Complaint(line.at, "no space behind the hyphen of a list item", f"write `- {cut(found['rest'])}`")
    return None


def askew(trouble: Trouble) -> Complaint | None:
    """A line that stands in no column of what is above it."""
    own = row_of(trouble.text, trouble.at)
    above = next(rows_above(trouble.text, own.start), None)
    if above is None or own.at < trouble.at or not trouble.says(*BEHIND):
        return None
    left = next((found for found in rows_above(trouble.text, own.start) if found.column < own.column), above)
    if found := outlier(trouble.text, own, left if own.key and left.open else above):
        return found
    if own.item:
        return _item(trouble, own)
    if own.key:
        return _key(trouble, own)
    if not above.item and own.column < above.column:
        message = "this line has fewer spaces in front of it than the text above"
        return Complaint(own.at, message, spaces(above.column, "it", "that", own.column))
    return None


def outlier(text: str, own: Row, above: Row) -> Complaint | None:
    """The line above, if it stands further left than the lines around it: then the one below it is no fault."""
    before = next(rows_above(text, above.start), None)
    if above.item or above.column >= own.column or not (above.key and before and before.key):
        return None
    if before.key_column <= above.column or (above.open and before.key_column != own.column):
        return None
    message = f"`{cut(above.key)}:` stands further left than the lines around it"
    help_ = spaces(before.key_column, "it", f"`{cut(before.key)}:`", above.column)
    return Complaint(above.at, message, help_, len(above.key))


def _item(trouble: Trouble, own: Row) -> Complaint:
    """An item of a list that does not line up, or of no list at all."""
    text = trouble.text
    if beside := _beside(trouble, own):
        return beside
    for found in rows_above(text, own.start):
        if found.item:
            message = "this item does not line up with the one above"
            return Complaint(own.at, message, spaces(found.column, "it", "that one", own.column))
        if found.column == own.column and not found.key:
            return Complaint(found.at, NO_HYPHEN, f"write {code(f'- {cut(found.whole)}')}", len(found.whole))
        if found.column == 0:
            break
    help_ = "write the key of the list above it"
    parent = next((row for row in rows_above(text, own.start) if row.open and row.key_column < own.column), None)
    if own.key and parent and (name := trouble.known.list_key(parent.key, own.key)):
        help_ = f"write `{name}:` above the list"
    elif own.key:
        help_ = f"delete the hyphen in front of a key: `{cut(own.whole.lstrip('- '))}`"
    return Complaint(own.at, "a list item where a key is wanted", help_)


def _beside(trouble: Trouble, own: Row) -> Complaint | None:
    """A value beside the key of which the items stand below."""
    text = trouble.text
    above = next(rows_above(text, own.start), None)
    if above is None or above.item or own.key or not above.key or above.open or not above.value:
        return None
    at = text.index(above.value, above.at + len(above.key))
    item = cut(own.whole.lstrip("- "))
    if above.value.startswith("[") and above.value.endswith("]"):
        message = "an item below a list that ends in the line above"
        return Complaint(own.at, message, f"write it between the brackets: {code(f'{cut(above.value[:-1])}, {item}]')}")
    message = f"`{cut(above.key)}:` has a value beside it, and items of a list below"
    help_ = f"write that value as an item, too, in a line below the key: {code(f'- {cut(above.value)}')}"
    if above.key in trouble.known.texts:
        items = takewhile(lambda row: row.item, rows_below(text, own.start))
        whole = f"{above.value.strip(_QUOTES)} {', '.join(row.whole.lstrip('- ') for row in items)}"
        written = code(f"{above.key}: {quoted(whole)}")
        help_ = f"write one text, without hyphens: {written}; a list can stand in the body"
    return Complaint(at, message, help_, len(above.value))


def beside_text(trouble: Trouble, item: Row, own: Row) -> tuple[str, str] | None:
    """What is wrong with a key below a text that is an item of a list, and what to write instead, where the text may
    have a key of its own.
    """
    rows = rows_above(trouble.text, item.start)
    parent = next((row for row in rows if row.open and row.key_column <= item.column), None)
    name = trouble.known.text_key(parent.key, own.key) if parent and not own.open else ""
    if not name:
        return None
    written = f"{{{name}: {in_flow(item.value)}, {own.key}: {in_flow(own.value)}}}"
    return "a text, and a key that belongs to it on a line below", f"write both between braces: {code(f'- {written}')}"


def _key(trouble: Trouble, own: Row) -> Complaint:
    """A key that stands in no column of the keys above it."""
    text = trouble.text
    listed = next((found for found in rows_above(text, own.start) if found.item or not found.column), None)
    count, below = column(text, own.start)
    message = f"`{cut(own.key)}:` does not line up with the key above"
    help_ = spaces(count, "it", below, own.column)
    if listed and listed.item and not listed.key and (told := beside_text(trouble, listed, own)):
        return Complaint(own.at, *told, len(own.key))
    if listed and listed.item and listed.key:
        if own.column == listed.column and own.key == listed.key:
            return Complaint(own.at, NO_HYPHEN, f"write {code(f'- {cut(own.whole)}')}", len(own.key))
        help_ = spaces(listed.key_column, "it", f"`{cut(listed.key)}:`", own.column)
    if listed and listed.item and listed.key and own.column < listed.column:
        around = (found.key_column for found in rows_above(text, own.start) if found.key)
        outside = next((place for place in around if place < listed.column), 0)
        help_ = f"{spaces(listed.key_column, 'it', stand=own.column)}, if it belongs to the item above; else "
        help_ += f"put {outside} there" if outside else "delete those that are there"
    return Complaint(own.at, message, help_, len(own.key))
