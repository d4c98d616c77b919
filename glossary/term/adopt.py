"""A folder that was written for something else: their keys and values, read as ours (docs/term-format.md,
*A folder that exists already*).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.text.address import make_id, name_key
from glossary.yaml.leaves import FLAGS
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, is_null

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from glossary.config.schema import Mapped, Site

LISTS: Final = frozenset(
    {
        "abbreviation",
        "aliases",
        "covers",
        "forms",
        "hidden",
        "not_in",
        "tags",
        "redirects",
        "see_also",
        "broader",
        "contrast",
        "prerequisites",
    }
)
"""Fields in which another tool's `Foo, Bar` means a list."""

PATHS: Final = frozenset({"see_also", "broader", "contrast", "prerequisites", "replaced_by"})
"""Fields in which another tool's path (`/terms/foo/`) means the id at its end."""

PUBLIC: Final = frozenset({"published", "publish", "public"})
"""Their keys for `status` whose `false` means a draft; of any other, such as `draft`, that is `true`."""

PARAMS: Final = "params"

_ENDING = re.compile(r"(?:/index)?\.(?:md|html?)$")
"""What the address of a page may end with, beside its id."""
_EXPANDED = re.compile(r"(?P<short>\w[\w./&-]{0,11}?)\s*(?:(?<=\s)[-–—]|:)\s+(?P<long>\S.*)")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)


def translate(node: Mapping, site: Site) -> tuple[Mapping, dict[str, str]]:
    """The mapping with our keys and the values that ours take, and what each field of ours is called in it.

    Keys match whatever their case. A mapped key is not read as ours any more; ignored keys are left out. Where two keys
    mean the same field, the first one that holds something counts.
    """
    items: dict[str, tuple[Scalar, Node]] = {}
    called: dict[str, str] = {}
    for key, inner in lifted(node.items, site.ignored | site.mapped.keys()):
        folded = key.value.casefold()
        if folded in site.ignored:
            continue
        mapped = site.mapped.get(folded)
        name = mapped.field if mapped else (folded if folded in {"term", "definition"} else key.value)
        if name in items and not _empty(items[name][1]):
            if mapped:
                continue
            name = key.value
        items[name] = (
            msgspec.structs.replace(key, value=name),
            _value(inner, name, mapped, folded) if mapped else inner,
        )
        called[name] = key.value
    return msgspec.structs.replace(node, items=tuple(items.values())), called


def lifted(items: Iterable[tuple[Scalar, Node]], known: Collection[str] = ()) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a front matter, with those below `params`, where Hugo has the author's own, in its place; unless
    it is `known` itself.
    """
    for key, value in items:
        if key.value == PARAMS and isinstance(value, Mapping) and PARAMS not in known:
            yield from value.items
        else:
            yield key, value


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value.strip()


def _value(node: Node, field: str, mapped: Mapped, key: str) -> Node:
    """The obvious reading of a value that is simpler or richer than ours; `key` is theirs in small letters."""
    if mapped.inner:
        node = _renamed(node, mapped.inner)
    if isinstance(node, Scalar):
        if field != "term" and is_null(node):
            return msgspec.structs.replace(node, value="")
        if field == "status" and (flag := FLAGS.get(node.value.strip().lower())) is not None:
            return msgspec.structs.replace(node, value="published" if flag == (key in PUBLIC) else "draft")
        return _scalar(node, field)
    if isinstance(node, Sequence):
        items = tuple(_scalar(item, field) if isinstance(item, Scalar) else item for item in node.items)
        return msgspec.structs.replace(node, items=tuple(item for item in items if not _empty(item)))
    return node


def _scalar(node: Scalar, field: str) -> Node:
    value = node.value.strip()
    if field in LISTS and ", " in value:
        return Sequence(tuple(_split(node)), node.start, node.end)
    if field in PATHS and "/" in value and not value.startswith("[["):
        return msgspec.structs.replace(node, value=_ENDING.sub("", value.strip("/")).rsplit("/", 1)[-1])
    if field in {"redirects", "id"}:
        return msgspec.structs.replace(node, value=make_id(_ENDING.sub("", value)))
    return node


def _split(node: Scalar) -> list[Scalar]:
    found = []
    for match in re.finditer(r"[^,]+", node.value):
        if part := match.group().strip():
            quote = (node.end - node.start - len(node.value)) // 2
            start = node.start + quote + match.start() if node.raw else node.start
            found.append(Scalar(part, start, start + len(match.group()) if node.raw else node.end))
    return found


def _renamed(node: Node, inner: dict[str, str]) -> Node:
    if isinstance(node, Sequence):
        return msgspec.structs.replace(node, items=tuple(_renamed(item, inner) for item in node.items))
    if isinstance(node, Mapping):
        items = tuple(
            (msgspec.structs.replace(key, value=inner.get(key.value.casefold(), key.value)), value)
            for key, value in node.items
        )
        return msgspec.structs.replace(node, items=items)
    return node


def name_in(title: str, patterns: tuple[str, ...]) -> str:
    """The name inside a title that is a question: *What is a warp?* asked as `What is {}?` gives *warp*.

    An English article in front of the name is not part of it. It begins with a capital, unless its first word has one
    further on (*cuBLAS*).
    """
    for pattern in patterns:
        before, _, after = pattern.partition("{}")
        folded = title.casefold()
        if folded.startswith(before.casefold()) and folded.endswith(after.casefold()):
            inner = title[len(before) : len(title) - len(after)].strip()
            if inner:
                bare = _ARTICLE.sub("", inner, count=1) if _ARTICLE.match(inner) else inner
                first = bare.split(maxsplit=1)[0]
                return bare if first[1:] != first[1:].lower() else bare[:1].upper() + bare[1:]
    return title


def expanded(title: str, stem: str) -> tuple[str, str]:
    """What a title that opens with an abbreviation spells out, and the abbreviation; the title alone where it does not.
    That is the stem of the file, and has two capitals: *LTP – Long-term potentiation* in `ltp.md`.
    """
    found = _EXPANDED.fullmatch(title)
    if found and name_key(found["short"]) == name_key(stem) and sum(map(str.isupper, found["short"])) > 1:
        return found["long"], found["short"]
    return title, ""


def without_own(node: Mapping, aliases: tuple[str, ...], name: str) -> tuple[Mapping, tuple[str, ...]]:
    """The front matter and its `aliases`, both without those that say the name itself, as vaults have them."""
    own = name.casefold()
    entries = tuple((key, _without(value, own) if key.value == "aliases" else value) for key, value in node.items)
    left = tuple(alias for alias in aliases if alias.casefold() != own)
    return msgspec.structs.replace(node, items=entries), left


def _without(node: Node, own: str) -> Node:
    if not isinstance(node, Sequence):
        return node
    kept = tuple(item for item in node.items if not isinstance(item, Scalar) or item.value.casefold() != own)
    return msgspec.structs.replace(node, items=kept)
