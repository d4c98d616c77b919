"""What to write instead of a value of another kind than its key asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_origin, get_type_hints

import msgspec

from glossary.yaml.colons import BULLETS
from glossary.yaml.folds import FOLDED, item_within
from glossary.yaml.keys import bare, near
from glossary.yaml.known import known_of
from glossary.yaml.leaves import FLAGS, Flag
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, short
from glossary.yaml.quotes import in_flow, quoted
from glossary.yaml.reading import NEAR

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Mapping as Dictionary

    from glossary.yaml.reading import Reading
    from glossary.yaml.shapes import Decodable

FEW: Final = 8
"""So many keys of a mapping tell whether it is of another kind altogether."""

NAMES: Final = ("name", "term", "title", "id")
"""Keys that add nothing to their value."""

LINES: Final = "a text that may have several lines"
"""What a block of Markdown is called."""

LONGEST: Final = 40
"""Characters of a value that an example repeats."""

_PLAIN = re.compile(r"[^\s\"'\[\]{}>|*&!%#`@,:?-][^\n,\[\]{}#:]*")
_BULLET = re.compile(
    rf"(?P<sign>[{BULLETS}]|--|-(?=[^\S ])|o(?=\s\s))\s|-(?=[^\s-])|(?P<number>1[.)]) [^\n]*\n\s*2[.)] "
)
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_SAID = re.compile(r"([^:\n]{1,40}): +(\S.*)")
_WIDE: Final = "\uff0c\u3001\uff1b"
"""Commas and semicolons of Chinese and Japanese."""

_OTHER = re.compile(f"; |[{_WIDE}]")
_SEPARATOR = re.compile("[,;] |[" + _WIDE + "]")
_BRACKETS: Final = " ()[]\uff3b\uff3d\u3010\u3011"
_BLOCK = re.compile(r"- ")
_STYLED: Final = frozenset("\"'|>")
"""Signs with which a text starts that is not plain."""


def in_link_brackets(node: Node, reading: Reading) -> str:
    """What to write for `[[Model]]` without quotes, which is a list in a list; nothing for any other node."""
    content = reading.report.text.content
    if not (isinstance(node, Sequence) and len(node.items) == 1):
        return ""
    inner = node.items[0]
    outer = node.start - 1
    if isinstance(inner, Sequence) and len(inner.items) == 1:
        inner, outer = inner.items[0], node.start
    if not isinstance(inner, Scalar) or content[outer : outer + 2] != "[[":
        return ""
    return f'write `{short(inner.value)}`, or `"[[{short(inner.value)}]]"` with quotes: bare brackets make a list'


def flat(node: Node, wanted: str, reading: Reading) -> str:
    """How something with parts is written as one value."""
    if help_ := in_link_brackets(node, reading) or _alone(node):
        return help_
    content = reading.report.text.content
    written = content[node.start : node.end]
    if isinstance(node, Mapping) and not content[content.rfind("\n", 0, node.start) + 1 : node.start].strip():
        return "write the text on the line of the key, without a key of its own"
    if isinstance(node, Mapping) and written[:1] != "{" and "\n" not in written:
        return f"quote a text that holds a colon: `{quoted(written)}`"
    if written[:1] in {"[", "{"}:
        if wanted != "a text":
            return "write one value, without brackets"
        without = "brackets" if written[0] == "[" else "keys and braces"
        return f"write one value, without {without}; quote a text that starts with `{written[0]}`"
    if isinstance(node, Sequence):
        return _without_hyphens(node, wanted, reading)
    return "write one value, on the line of the key"


def _without_hyphens(node: Sequence, wanted: str, reading: Reading) -> str:
    """How the lines of a list are written as one value."""
    before = reading.report.text.content[max(node.start - NEAR, 0) : node.start]
    if before.rstrip().endswith("-"):
        return "take one of the two hyphens away"
    if wanted == LINES:
        return f"write `|` behind `{reading.key}:`; then the lines below are a text, and may be a list in it"
    return "take the hyphens away, and write one text on the line of the key"


def _alone(node: Node) -> str:
    """What to write for a mapping whose key says no more than that its value is a name."""
    if not (isinstance(node, Mapping) and node.items):
        return ""
    key, value = node.items[0]
    named = key.value.casefold() in NAMES and isinstance(value, Scalar) and value.value.strip()
    return f"write `{short(value.value, LONGEST)}` alone" if named and isinstance(value, Scalar) else ""


def no_list(node: Mapping, reading: Reading) -> None:
    """Report a mapping where a list of texts belongs."""
    keys = [key for key, value in node.items if bare(key, value, reading)]
    if node.items and len(keys) == len(node.items):
        written = ", ".join(_written(key, reading) for key in keys)
        help_ = f"write square brackets: `[{written}]`"
    elif node.items and reading.report.text.content[node.start] == "{":
        help_ = f"write square brackets: `[{', '.join(_written(value, reading) for _, value in node.items)}]`"
    elif node.items and isinstance(value := node.items[0][1], Scalar) and value.value.strip():
        help_ = f"write a hyphen and a space instead of each key: `- {_written(value, reading)}`"
    else:
        help_ = "write a hyphen and a space in front of each item"
    reading.wrong(node, "a list", help_)


def instead(kind: type[Decodable], key: Scalar, value: Node, reading: Reading) -> str:
    """What to write for `key: value` where the struct does not have that key, and has no other; nothing where the key
    belongs elsewhere in the format.
    """
    if key.value in known_of(reading.kind).names:
        return ""
    content = reading.report.text.content
    prose = getattr(get_type_hints(kind).get(kind.shape.short), "__name__", "") == "Inline"
    written = content[key.start : value.end]
    braced = content[max(key.start - NEAR, 0) : key.start].rstrip().endswith("{")
    if prose and isinstance(value, Scalar) and not braced and "\n" not in written and not _marks(kind, value):
        return f"quote a text that holds a colon: `{quoted(written)}`"
    return "write " + example(kind, key, value, reading)


def _marks(kind: type[Decodable], value: Scalar) -> bool:
    """Whether the value is a mark that the struct can have."""
    return value.value.lower() in FLAGS and Flag in get_type_hints(kind).values()


def example(kind: type[Decodable], key: Scalar, value: Node, reading: Reading) -> str:
    """`key: value` as a mapping in which both have a key of their own; one alone where the struct has no other text."""
    one, other = _pair(kind, value)
    if not other:
        return f"`{{{one}: {_written(value, reading)}}}`"
    return f"`{{{one}: {_written(key, reading)}, {other}: {_written(value, reading)}}}`"


def _written(node: Node, reading: Reading) -> str:
    if isinstance(node, Scalar):
        value = short(node.value, LONGEST)
        return value if _PLAIN.fullmatch(value) else quoted(value)
    if isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node.items):
        return "[…]"
    source = reading.report.text.content[node.start : node.end]
    return source if len(source) <= LONGEST and "\n" not in source and source[:1] in {"[", "{"} else "…"


def _pair(kind: type[Decodable], value: Node) -> tuple[str, str]:
    """The two fields of a struct that `name: value` was meant for; the second is empty where none takes the value."""
    fields = msgspec.structs.fields(kind)
    needed = [field for field in fields if field.required]
    one, *others = needed if len(needed) > 1 else fields
    if isinstance(value, Sequence):
        others = [field for field in (*others, *fields) if get_origin(field.type) is tuple]
    elif others and others[0].type is Flag and not (isinstance(value, Scalar) and value.value.lower() in FLAGS):
        others = []
    return one.encode_name, others[0].encode_name if others else ""


def field_of_text(needed: Iterable[str], hints: Dictionary[str, Any], leaves: Container[Any]) -> str:
    """Of the fields that must be there, the one that a text without a key belongs to; empty where there is none."""
    texts = [(name, hints[name].__name__) for name in needed if hints[name] in leaves]
    found = [name for wanted in ("Inline", "Block", "Plain") for name, kind in texts if kind == wanted]
    return found[0] if found else ""


def under_key(node: Scalar, name: str, needed: tuple[str, ...], reading: Reading) -> str:
    """A text under the key `name`, with the other keys that must be there; `Ada: …` may be two of them."""
    if len(needed) > 1 and needed[1] == name and (said := _SAID.fullmatch(node.value.strip())):
        return f"write `{{{needed[0]}: {in_flow(said[1])}, {name}: {in_flow(said[2])}}}`"
    parts = [f"{name}: {_written(node, reading)}", *(f"{other}: …" for other in needed if other != name)]
    return f"write `{{{', '.join(parts)}}}`"


def one_of_many(node: Sequence, inner: Dictionary[str, frozenset[str]]) -> str:
    """Where a list belongs that stands in the place of one mapping; `inner` are the keys within its fields."""
    first = node.items[0] if node.items else node
    keys = {key.value for key, _ in first.items} if isinstance(first, Mapping) else set()
    if below := [name for name, names in inner.items() if keys and names >= keys]:
        return f"write `{below[0]}:` above the list, and indent the list"
    if len(node.items) == 1:
        return "take the hyphen or the brackets away: there can be only one"
    return "write `key: value` pairs, no list: " + ", ".join(list(inner)[:6])


def unlisted(node: Mapping, kind: type[Decodable], reading: Reading) -> bool:
    """Report `name: text` pairs where a list of mappings belongs. Whether they are that: none of the keys is known."""
    names = kind.__struct_encode_fields__
    if not node.items or any(near(key.value, names) for key, _ in node.items[:FEW]):
        return False
    key, value = node.items[0]
    if isinstance(value, Mapping) and value.items and all(name.value in names for name, _ in value.items):
        written = _written(value, reading)
        reading.wrong(node, "a list", f"write a hyphen and a space instead of each key: `- {written}`")
        return True
    if (number := _NUMBER.match(key.value)) and isinstance(value, Scalar):
        written = reading.report.text.content[key.start + number.end() : value.end]
        item = written if key.value[number.end() :] in names else quoted(written)
        help_ = f"write `- {item}`, with a hyphen and a space"
        message = f"`{number.group().strip()}` starts no item of a list"
        reading.report.add("wrong-type", key.start, value.end, message, help_)
        return True
    written = example(kind, key, value, reading)
    reading.wrong(node, "a list", f"start each item with a hyphen, and name its parts: `- {written[1:]}")
    return True


def not_split(node: Scalar, reading: Reading, choices: tuple[str, ...], *, by_comma: bool) -> bool:
    """Report a text that was meant as a list: signs for its items that are no hyphens, or, at the top level of a file,
    commas between them, or between some of the `choices`. Whether it can be no single item; a quoted text always can.
    """
    content = reading.report.text.content
    sign = content[node.start : node.start + 1]
    if sign in {"|", ">"} and _BLOCK.match(node.value):
        reading.wrong(node, "a list", f"delete the `{sign}` after the key: it makes all that follows one text")
        return True
    bullet = _BULLET.match(content, node.start)
    if bullet and (bullet["sign"] or not content[content.rfind("\n", 0, node.start) + 1 : node.start].strip()):
        help_ = "start each item on a line of its own with `- `, a hyphen and a space"
        written = bullet["number"] or bullet["sign"] or bullet.group()
        reading.report.add(
            "wrong-type", node.start, node.start + len(written), f"`{written}` starts no item of a list", help_
        )
        return True
    parts = _SEPARATOR.split(node.value)
    if len(parts) > 1 and {part.strip() for part in parts} <= set(choices):
        reading.wrong(node, "a list", f"write a list: `[{', '.join(part.strip() for part in parts)}]`")
        return True
    if by_comma and not reading.inner and _SEPARATOR.search(node.value) and sign not in {'"', "'"}:
        listed = ", ".join(short(part.strip(_BRACKETS), LONGEST) for part in parts if part.strip())
        what = "semicolon" if "; " in node.value and ", " not in node.value else "comma"
        help_ = f"write a list: `[{listed}]`; quote an item that holds a {what}"
        reading.fault("unsplit-list", node, f"`{reading.key}` holds one item with {what}s in it", help_)
    elif not (node.raw or sign in _STYLED) and (found := item_within(content, node.start, node.end, item=False)):
        reading.report.add("wrong-type", found[0], found[0] + 1, FOLDED, found[1])
        return True
    return False


def not_parted(node: Sequence, reading: Reading) -> None:
    """Report an item between brackets that holds a sign with which others part items, in a list of names."""
    content = reading.report.text.content
    if reading.inner or content[node.start : node.start + 1] != "[":
        return
    for item in node.items:
        if isinstance(item, Scalar) and (found := _OTHER.search(item.value)) and content[item.start] not in "\"'":
            listed = ", ".join(short(part.strip(), LONGEST) for part in _OTHER.split(item.value) if part.strip())
            message = f"an item of `{reading.key}` holds `{found.group().strip()}`, and a comma alone parts items"
            reading.fault("unsplit-list", item, message, f"write `{listed}`; quote an item that is meant so")
