"""TeX as MathML: made by latex2mathml, of whose output only elements and attributes of our lists are taken.

The library is the optional extra `math`; it lets markup, scripts and styles through, and fails in many ways.
"""

from __future__ import annotations

import re
from html import escape, unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LIBRARY: Final = "latex2mathml"
EXTRA: Final = "glossary-site[math]"

UNREAD: Final = "this formula is shown as it stands: it is no TeX that can be read"
REMEDY: Final = "close its braces and environments, and use commands of LaTeX’s mathematics; text goes into `\\text{…}`"

LONGEST: Final = 2000
DEEPEST: Final = 100
"""Elements within elements: the library calls itself for each, and so do browsers."""

ELEMENTS: Final = frozenset({
    "math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
})  # fmt: skip
"""Elements that draw something, and neither lead nor load nor run; of others only the content is taken."""

NEEDED: Final = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""How many elements these must have in them."""

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMAND: Final = re.compile(r"\\[A-Za-z]")
_LENGTH: Final = re.compile(
    r"[+-]?\d{0,3}(\.\d{1,4})?(em|ex|px|pt|mu|%)?( [+-]?\d{0,3}(\.\d{1,4})?(em|ex|px|pt|mu|%)?)*"
)
_FLAG: Final = re.compile("true|false")
_WORDS: Final = re.compile(r"[a-z-]{1,30}( [a-z-]{1,30}){0,30}")
ATTRIBUTES: Final = {
    **dict.fromkeys(("depth", "height", "lspace", "minsize", "maxsize", "rspace", "width", "voffset"), _LENGTH),
    **dict.fromkeys(("columnspacing", "linethickness", "rowspacing"), _LENGTH),
    **dict.fromkeys(
        ("accent", "accentunder", "displaystyle", "fence", "movablelimits", "separator", "stretchy"), _FLAG
    ),
    **dict.fromkeys(("columnalign", "columnlines", "form", "mathvariant", "notation", "rowlines"), _WORDS),
    "display": re.compile("block|inline"),
    "scriptlevel": re.compile("[+-]?[0-9]"),
}
"""Attributes with what their values may be; others are left out, colours among them, for a theme has two grounds."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(LIBRARY) is not None


def mathml(tex: str, *, block: bool) -> str:
    """The formula as HTML; empty where it cannot be read, or has a command that is not known. Never raises, for any
    text.
    """
    if len(tex) > LONGEST or _depth(tex) > DEEPEST:
        return ""
    from latex2mathml.converter import convert_to_element  # most sites have no formula

    try:
        made = convert_to_element(tex, display="block" if block else "inline")
    except Exception:  # noqa: BLE001 - for wrong TeX it raises whatever the line that met it does
        return ""
    return "".join(_html(made)) if _is_sound(made) else ""


def _is_sound(made: Element) -> bool:
    """Whether the elements are nested in measure, each has as many as it needs, and no command is left in them."""
    level = [made]
    for _ in range(DEEPEST):
        if any(_COMMAND.match(element.text or "") for element in level if element.tag == "mi"):
            return False
        if any(len(element) != NEEDED.get(element.tag, len(element)) for element in level):
            return False
        level = [child for element in level for child in element]
        if not level:
            return True
    return False


def _html(element: Element) -> Iterator[str]:
    """The element, made anew: text is escaped, for the library leaves signs and references in it as they were."""
    known = element.tag in ELEMENTS
    inner = [escape(unescape(element.text or ""), quote=False)]
    for child in element:
        inner += _html(child)
    if not known:
        yield from inner
        return
    yield f"<{element.tag}{''.join(_attributes(element))}>"
    yield from inner
    yield f"</{element.tag}>"


def _attributes(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        allowed = ATTRIBUTES.get(name)
        if allowed and value and allowed.fullmatch(value):
            yield f' {name}="{value}"'


def _depth(tex: str) -> int:
    """How deep braces are nested at most."""
    depth = deepest = 0
    for sign in _BRACE.findall(tex):
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    return deepest
