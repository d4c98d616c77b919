"""Boxes of other programs, which become alerts: `:::tip` of VuePress and Docusaurus, `!!! note` of MkDocs,
`{% hint %}` of GitBook, `{{< note >}}` of Hugo's themes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.markup.alerts import QUOTES, is_kind
from glossary.markup.callouts import entitle
from glossary.markup.fences import coded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.markup.markdown import StateBlock

_CONTAINER: Final = re.compile(
    r"(?P<signs>:{3,})[ \t]*(?:\{[ \t]*\.(?:callout-)?(?P<css>[\w-]+)(?P<more>[^{}]*)\}|(?P<kind>[A-Za-z]+)"
    r"(?:\[(?P<label>[^\[\]]*)\])?(?P<rest>[^:]*))[ \t]*:*\Z"
)
_INDENTED: Final = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[A-Za-z][\w-]*){0,4}(?:[ \t]+\"(?P<title>[^\"]*)\")?\Z"
)
_PAIR: Final = re.compile(
    r"(?:\{%-?|\{\{<|\{\{%)[ \t]*(?P<end>/[ \t]*|end(?=\w))?(?P<name>[\w-]+)(?P<more>[^{}]*?)(?:-?%\}|>\}\}|%\}\})\Z"
)
_CALLED: Final = frozenset({"hint", "notice", "alert", "callout", "admonition", "admonish", "block"})
"""Shortcodes that say in their arguments of which kind the box is."""
_KIND: Final = re.compile(
    r"\b(?:style|type|kind|color|class|level)[ \t]*=[ \t]*[\"']?(?P<named>[\w-]+)"
    r"|(?<![=\w\"'])[\"']?(?P<first>[A-Za-z]+)(?![\w=])"
)
_TITLE: Final = re.compile(
    r"\b(?:title|heading|name)[ \t]*=[ \t]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
    r"|[ \t]\"(?P<last>[^\"=]+)\"[ \t]*\Z"
)
_INDENT: Final = 4


class _Box(NamedTuple):
    """A box: its kind and title, the line behind its text, and the line behind it; how far its text is indented."""

    kind: str
    title: str
    close: int
    after: int
    indent: int = 0


def box(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A block rule. A box of a kind that nobody is known to use, or that is not closed, stays text."""
    if state.sCount[line] - state.blkIndent >= _INDENT:
        return False
    found = _read(state, line, end)
    if found is None:
        return False
    if silent:
        return True
    opening = state.push("alert_open", "div", 1)
    opening.map = [line, found.after]
    state.tokens += entitle(opening, found.kind, found.title, line)
    parent, last, indent = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", found.close, indent + found.indent
    state.md.block.tokenize(state, line + 1, found.close)
    state.parentType, state.lineMax, state.blkIndent = parent, last, indent
    state.push("alert_close", "div", -1)
    state.line = found.after
    return True


def without_boxes(text: str) -> str:
    """A text without the lines that open and close a box which is read."""
    if ":::" not in text and "{%" not in text and "{{" not in text:
        return text
    lines = text.split("\n")
    for first, last in _closed(text):
        if _named(lines[first].strip(" \t>")):
            lines[first] = lines[last] = ""
    return "\n".join(lines)


def _read(state: StateBlock, line: int, end: int) -> _Box | None:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
    if text.startswith(("!!!", "???")):
        return _indented(state, text, line, end)
    named = _named(text)
    close = _ends(state).get(line, end) if named else end
    return _Box(*named, close, close + 1) if named and close < end else None


def _named(line: str) -> tuple[str, str] | None:
    """The kind and the title of the box that a line opens; nothing where it is none that is known."""
    named = _container(line) or _shortcode(line)
    return named if named and is_kind(named[0]) and named[0].casefold() not in QUOTES else None


def _container(text: str) -> tuple[str, str] | None:
    """The kind and the title of a box that such a line opens."""
    found = _CONTAINER.match(text)
    if found is None:
        return None
    rest = found["rest"] or ""
    title = found["label"] or rest.partition("{")[0].strip() or _titled(found["more"] or rest)
    return found["kind"] or found["css"], title


def _shortcode(text: str) -> tuple[str, str] | None:
    found = _PAIR.match(text) if text.startswith("{") else None
    if found is None or found["end"]:
        return None
    kind = _kind(found["more"]) if found["name"].casefold() in _CALLED else found["name"]
    return kind, _titled(found["more"])


def _kind(more: str) -> str:
    words = (found["named"] or found["first"] for found in _KIND.finditer(more))
    return next((word for word in words if is_kind(word)), "NOTE")


def _titled(more: str) -> str:
    found = _TITLE.search(more)
    return (found["double"] or found["single"] or found["last"] or "").strip() if found else ""


def _ends(state: StateBlock) -> Mapping[int, int]:
    """By the line that opens a box, the line that closes it. Found once for the whole text: each by itself would be
    quadratic.
    """
    if "boxes" not in state.env:
        state.env["boxes"] = dict(_closed(state.src))
    ends: Mapping[int, int] = state.env["boxes"]
    return ends


def _closed(text: str) -> Iterator[tuple[int, int]]:
    opened: dict[str, list[int]] = {}
    lines = [line.strip(" \t>") for line in text.split("\n")]
    for number, (line, in_code) in enumerate(zip(lines, coded(lines), strict=True)):
        if not in_code and line.startswith((":::", "{")):
            name, opens = _edge(line)
            if opens:
                opened.setdefault(name, []).append(number)
            elif opened.get(name):
                yield opened[name].pop(), number


def _edge(line: str) -> tuple[str, bool]:
    """What an end must be called like to belong to such a line, and whether that is no end itself."""
    if line.startswith(":"):
        signs = line[: len(line) - len(line.lstrip(":"))]
        return signs, signs != line
    found = _PAIR.match(line)
    return (found["name"], not found["end"]) if found else ("", True)


def _indented(state: StateBlock, text: str, line: int, end: int) -> _Box | None:
    found = _INDENTED.match(text)
    if found is None:
        return None
    close = line + 1
    for at in range(line + 1, end):
        if not state.isEmpty(at):
            if state.sCount[at] - state.blkIndent < _INDENT:
                break
            close = at + 1
    return _Box(found["kind"], found["title"] or "", close, close, _INDENT) if close > line + 1 else None
