"""Shortcodes, tags and macros of other programs that are links: in the place of an address, as in
`[text]({{< ref "weft.md" >}})`, and to a term, as in `{{< glossary_tooltip term_id="weft" >}}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.markup.destinations import Destination

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.markup.destinations import Result
    from glossary.markup.states import InlineState

_QUOTED: Final = r"(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|`[^`{}\n]{0,300}`)"
_BARE: Final = r"[^\s\"'`{}<>%=]{1,300}"
ADDRESS: Final = re.compile(
    r"(?P<site>\{\{-?[ ]?site\.(?:base)?url[ ]?-?\}\})?"
    rf"(?:\{{\{{[<%][ ]{{0,3}}(?:rel)?ref[ ]{{1,3}}(?:path=)?(?P<ref>{_QUOTED}|{_BARE})[^{{}}\n]{{0,100}}[%>]\}}\}}"
    rf"|\{{%-?[ ]{{0,3}}link[ ]{{1,3}}(?P<file>{_BARE})[ ]{{0,3}}-?%\}}"
    rf"|\{{\{{-?[ ]{{0,3}}(?P<path>{_QUOTED})[ ]?\|[ ]?(?:relative|absolute)_url[ ]{{0,3}}-?\}}\}})?"
    r"(?P<rest>[^\s()<>{}]{0,500})(?=[ \n)]|\Z)"
)
"""An address that Hugo or Jekyll fills in: by the name of a file, or with the site's own in front."""

_SHORTCODE: Final = re.compile(
    r"\{\{(?P<sign>[<%])[ ]{0,3}(?P<name>(?:[a-z]{1,20}[-_])?(?:gloss(?:ary)?|term)(?:[-_]?(?:tooltip|term|link|ref))?)"
    rf"(?P<given>(?:[ ]{{1,3}}(?:\w{{1,20}}=)?(?:{_QUOTED}|{_BARE})){{0,6}})[ ]{{0,3}}/?[%>]\}}\}}"
    r"(?:(?P<inner>[^{}<>\n]{1,200})\{\{[<%][ ]{0,3}/[ ]{0,3}(?P=name)[ ]{0,3}[%>]\}\})?"
)
_MACRO: Final = re.compile(
    rf"\{{\{{[ ]?gloss(?:ary)?\((?P<given>[ ]?{_QUOTED}(?:,[ ]?{_QUOTED}){{0,3}})[ ]?\)[ ]?\}}\}}", re.IGNORECASE
)
_ARGUMENT: Final = re.compile(rf"(?:(?P<key>\w{{1,20}})=)?(?P<value>{_QUOTED}|[^\s,\"'`]+)")
_TERM: Final = ("term_id", "term", "id", "key", "slug", "name", "word")
_TEXT: Final = ("text", "label", "title", "display")


class Called(NamedTuple):
    """A term by one of its names, and how it is called in the text."""

    name: str
    text: str


def filled(read: Callable[[str, int, int], Result]) -> Callable[[str, int, int], Result | Destination]:
    """`read`, markdown-it's `parseLinkDestination`, but an address may be one that another program fills in."""

    def run(string: str, pos: int, maximum: int) -> Result | Destination:
        found = ADDRESS.match(string, pos, maximum) if string.startswith("{", pos) else None
        if found is None or not (address := address_of(found)):
            return read(string, pos, maximum)
        return Destination(ok=True, pos=found.end(), str=address)

    return run


def address_of(found: re.Match[str]) -> str:
    """What a match of `ADDRESS` says: a path from the top of the site, without `/` where that names a file."""
    if path := found["path"]:
        return _bare(path) + found["rest"]
    named = found["file"] or _bare(found["ref"] or "").lstrip("/")
    return named + found["rest"] if named or found["site"] else ""


def called(text: str, pos: int, end: int) -> tuple[Called, int] | None:
    """The term that a shortcode or macro at `pos` is a link to, and where that ends."""
    found = _SHORTCODE.match(text, pos, end)
    inner = (found["inner"] or "").strip() if found else ""
    found = found or _MACRO.match(text, pos, end)
    if found is None:
        return None
    keyed: dict[str, str] = {}
    listed: list[str] = []
    for argument in _ARGUMENT.finditer(found["given"]):
        if argument["key"]:
            keyed[argument["key"].lower()] = _bare(argument["value"])
        else:
            listed.append(_bare(argument["value"]))
    name = next((keyed[key] for key in _TERM if key in keyed), "") or (listed.pop(0) if listed else inner)
    shown = inner or next((keyed[key] for key in _TEXT if key in keyed), "") or (listed[0] if listed else "")
    name = name.strip() or shown
    return (Called(name, shown or " ".join(re.split(r"[-_\s]+", name))), found.end()) if name else None


def _bare(value: str) -> str:
    return value[1:-1].strip() if value[:1] in {'"', "'", "`"} and value else value


def mention(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule: a shortcode that is called as one for terms is a link to one, by name."""
    found = called(state.src, state.pos, state.posMax)
    if found is None:
        return False
    to, end = found
    if silent or state.linkLevel:
        state.pending += "" if silent else to.text
        state.pos = end
        return True
    token = state.push("wiki_open", "a", 1)
    token.meta = {"at": (state.pos, end), "name": to.name, "fragment": ""}
    state.push("text", "", 0).content = to.text
    state.push("wiki_close", "a", -1)
    state.pos = end
    return True


def with_addresses(text: str) -> str:
    """A text with the addresses that another program fills in as they will be."""
    parts = []
    done = 0
    for place in re.finditer(r"\]\((?=\{[{%])", text):
        found = ADDRESS.match(text, place.end())
        if found and (address := address_of(found)):
            parts += [text[done : place.end()], address]
            done = found.end()
    return "".join((*parts, text[done:]))


def without_links(text: str) -> str:
    """A text without what is read here, blanked, so that places hold."""
    parts = []
    done = 0
    for brace in re.finditer(r"\{[{%]", text):
        at = brace.start()
        if at < done:
            continue
        term = called(text, at, len(text))
        address = ADDRESS.match(text, at) if text.endswith("](", 0, at) else None
        end = term[1] if term else address.end() if address and address_of(address) else at
        parts += [text[done:at], " " * (end - at)]
        done = end
    return "".join((*parts, text[done:]))
