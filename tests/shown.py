"""Templates of a site's own that show all that pages hold, to see whether a page is made again when any of it changes.

They are made of the types of the views, so that a value that is added there is shown here without a word.
"""

from __future__ import annotations

import types
import typing
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from glossary.exporters.html import PAGES
from glossary.pages.components import VIEWS
from glossary.pages.frame import Frame
from glossary.pages.parts import TAKEN_FOR, Part, Taken

LEAVES = (str, int)
"""Types that are printed; flags and HTML are among them."""

HIDDEN = {(Frame, "labels"), (Frame, "header"), (Frame, "footer")}
"""Words of the theme, and what is made of other values of the frame."""


def templates() -> dict[str, str]:
    """A template for each kind of page, by its path in the site's folder."""
    site = shown(Frame, "site", 0)
    return {f"templates/{kind.KIND}.html": f"{shown(page_of(kind), 'page', 0)}\n{site}\n" for kind in PAGES}


def page_of(kind: types.ModuleType) -> type[msgspec.Struct]:
    """The type of the value that the template of a kind of page sees."""
    (found,) = (
        value
        for name, value in vars(kind).items()
        if name.endswith("Page") and getattr(value, "__module__", "") == kind.__name__
    )
    assert isinstance(found, type)
    assert issubclass(found, msgspec.Struct)
    return found


def shown(kind: Any, place: str, depth: int) -> str:
    """What prints the value of that type that stands at `place`, with all that it holds."""
    if kind is Part:
        return f"{_fields(kind, place, depth)}{_items(place, depth)}"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _fields(kind, place, depth)
    if isinstance(kind, type) and issubclass(kind, LEAVES):
        return f"{{{{ {place} }}}}|"
    if get_origin(kind) in {typing.Union, types.UnionType}:
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        return f"{{% if {place} is not none %}}{shown(inner, place, depth)}{{% endif %}}|"
    assert get_origin(kind) is tuple, kind
    assert get_args(kind)[1:] == (...,), kind
    each = f"v{depth}"
    return f"{{% for {each} in {place} %}}{shown(get_args(kind)[0], each, depth + 1)}{{% endfor %}}|"


def _fields(kind: type[msgspec.Struct], place: str, depth: int) -> str:
    hints = get_type_hints(kind)
    names = [name for name in kind.__struct_fields__ if hints[name] is not Any and (kind, name) not in HIDDEN]
    assert all((kind, name) in {*HIDDEN, (Part, "item")} for name in hints if hints[name] is Any)
    return "".join(shown(hints[name], f"{place}.{name}", depth) for name in names)


def _items(part: str, depth: int) -> str:
    """The item of a part: what it is, its noun says."""
    kinds = {noun: eval(view.__annotations__["return"], view.__globals__) for noun, view in VIEWS}  # noqa: S307 - ours
    kinds[TAKEN_FOR] = Taken
    items = {noun: shown(kind, f"{part}.item", depth) for noun, kind in kinds.items()}
    return "".join(f'{{% if {part}.noun == "{noun}" %}}{item}{{% endif %}}' for noun, item in items.items())
