"""What to write instead of a value of another kind than its key asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.yaml.keys import near
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, short
from glossary.yaml.syntax import quoted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Mapping as Dictionary

    from glossary.yaml.reading import Reading
    from glossary.yaml.shapes import Decodable

FEW: Final = 8
"""So many keys of a mapping tell whether it is of another kind altogether."""

LONGEST: Final = 40
"""Characters of a value that an example repeats."""

_PLAIN = re.compile(r"[^\s\"'\[\]{}>|*&!%#`@,:?-][^\n,\[\]{}#:]*")
_SIGNS = "\u2010-\u2015\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7*"
_BULLET = re.compile(rf"(?P<sign>[{_SIGNS}]) |-(?=[^\s-])|(?P<number>1[.)]) [^\n]*\n\s*2[.)] ")
_SEPARATOR = re.compile("[,;] ")
_BLOCK = re.compile(r"- ")


def in_link_brackets(node: Node, reading: Reading) -> str:
    """What to write for `[[Model]]` without quotes, which is a list in a list; nothing for any other node."""
    content = reading.report.text.content
    if not (isinstance(node, Sequence) and len(node.items) == 1 and content[node.start - 1 : node.start + 1] == "[["):
        return ""
    inner = node.items[0]
    if not isinstance(inner, Scalar):
        return ""
    return f'write `{short(inner.value)}`, or `"[[{short(inner.value)}]]"` with quotes: bare brackets make a list'


def flat(node: Node, wanted: str, reading: Reading) -> str:
    """How something with parts is written as one value."""
    if help_ := in_link_brackets(node, reading):
        return help_
    written = reading.report.text.content[node.start : node.end]
    content = reading.report.text.content
    if isinstance(node, Mapping) and not content[content.rfind("\n", 0, node.start) + 1 : node.start].strip():
        return "write the text on the line of the key, without a key of its own"
    if isinstance(node, Mapping) and written[:1] != "{" and "\n" not in written:
        return f"quote a text that holds a colon: `{quoted(written)}`"
    if written[:1] in {"[", "{"}:
        if wanted != "a text":
            return "write one value, without brackets"
        without = "brackets" if written[0] == "[" else "keys and braces"
        return f"write one value, without {without}; quote a text that starts with `{written[0]}`"
    return "write one value, on the line of the key"


def example(one: str, other: str, key: Scalar, value: Node, reading: Reading) -> str:
    """`key: value` as a mapping in which both have a key of their own."""
    return f"`{{{one}: {_written(key, reading)}, {other}: {_written(value, reading)}}}`"


def _written(node: Node, reading: Reading) -> str:
    if isinstance(node, Scalar):
        value = short(node.value, LONGEST)
        return value if _PLAIN.fullmatch(value) else quoted(value)
    source = reading.report.text.content[node.start : node.end]
    return source if len(source) <= LONGEST and "\n" not in source and source[:1] in {"[", "{"} else "…"


def pair(kind: type[Decodable]) -> tuple[str, str]:
    """The two fields of a struct that its name and its text go to, where an author wrote `name: text`."""
    needed = [field.encode_name for field in msgspec.structs.fields(kind) if field.required]
    one, other = needed[:2] if len(needed) > 1 else kind.__struct_encode_fields__[:2]
    return one, other


def field_of_text(needed: Iterable[str], hints: Dictionary[str, Any], leaves: Container[Any]) -> str:
    """Of the fields that must be there, the one that a text without a key belongs to; empty where there is none."""
    texts = [(name, hints[name].__name__) for name in needed if hints[name] in leaves]
    found = [name for wanted in ("Inline", "Block", "Plain") for name, kind in texts if kind == wanted]
    return found[0] if found else ""


def under_key(node: Scalar, name: str, needed: tuple[str, ...], reading: Reading) -> str:
    """A text under the key `name`, with the other keys that must be there."""
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
    written = example(*pair(kind), *node.items[0], reading)
    reading.wrong(node, "a list", f"start each item with a hyphen, and name its parts: `- {written[1:]}")
    return True


def not_split(node: Scalar, reading: Reading, *, by_comma: bool) -> bool:
    """Report a text that was meant as a list: signs for its items that are no hyphens, or, at the top level of a file,
    commas between them. Whether it can be no single item; a quoted text always can.
    """
    content = reading.report.text.content
    sign = content[node.start : node.start + 1]
    if sign in {"|", ">"} and _BLOCK.match(node.value):
        reading.wrong(node, "a list", f"delete the `{sign}` after the key: it makes all that follows one text")
        return True
    bullet = _BULLET.match(content, node.start)
    if bullet and (bullet["sign"] or not content[content.rfind("\n", 0, node.start) + 1 : node.start].strip()):
        help_ = "start each item on a line of its own with `- `, a hyphen and a space"
        written = (bullet["number"] or bullet.group()).strip()
        reading.report.add(
            "wrong-type", node.start, node.start + len(written), f"`{written}` starts no item of a list", help_
        )
        return True
    if by_comma and not reading.inner and _SEPARATOR.search(node.value) and sign not in {'"', "'"}:
        parts = ", ".join(short(part.strip(" ()"), LONGEST) for part in _SEPARATOR.split(node.value) if part.strip())
        message = f"`{reading.key}` holds one item with commas in it"
        reading.fault("unsplit-list", node, message, f"write a list: `[{parts}]`; quote an item that holds a comma")
    return False
