"""Elements of a built page: found by a selector, and printed so that a person can read them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import html5lib
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
"""An element of lxml; its types know nothing of the trees that html5lib makes."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
WHOLE = frozenset({"pre", "script", "style"})
"""Elements in which white space stands for itself."""

CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")

_SIMPLE = re.compile(
    r"(?P<tag>[\w-]+)|\.(?P<class>[\w-]+)|#(?P<id>[^\s.#\[>+:]+)|\[(?P<name>[\w-]+)(?:=(?P<value>[^\]]+))?\]|(?P<all>\*)"
)
_STEP = re.compile(r"\s*(>|\+|\s)\s*")
_AXES = {" ": "//", ">": "/", "+": "/following-sibling::*[1]/self::"}


def parse(text: str) -> Element:
    """The page as a browser's parser reads it. Control characters, which lxml cannot hold, become U+FFFD."""
    return html5lib.parse(CONTROL.sub("\ufffd", text), treebuilder="lxml", namespaceHTMLElements=False)


def select(page: Element, selector: str) -> list[Element]:
    """The elements that a CSS selector of types, classes, ids, attributes and the combinators ` `, `>`, `+` names.

    `a, b` names the elements of both.
    """
    path = "|".join(f"//{_path(part.strip())}" for part in selector.split(","))
    found: list[Element] = page.xpath(path)
    return found


def _path(selector: str) -> str:
    parts = _STEP.split(selector)
    steps = [_compound(parts[0])]
    for combinator, compound in zip(parts[1::2], parts[2::2], strict=True):
        steps.append(_AXES[combinator] + _compound(compound))
    return "".join(steps)


def _compound(text: str) -> str:
    assert re.fullmatch(f"(?:{re.sub('[?]P<[a-z]+>', '?:', _SIMPLE.pattern)})+", text), f"not a selector: {text}"
    tag, tests = "*", []
    for part in _SIMPLE.finditer(text):
        match part.lastgroup:
            case "tag":
                tag = part["tag"]
            case "class":
                tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {part['class']} ')")
            case "id":
                tests.append(f"@id='{part['id']}'")
            case "name" | "value":
                value = (part["value"] or "").strip("'\"")
                tests.append(f"@{part['name']}='{value}'" if value else f"@{part['name']}")
    return tag + "".join(f"[{test}]" for test in tests)


def pretty(element: Element) -> str:
    """The element as HTML: one block a line, indented, runs of white space as one space."""
    return "".join(f"{line}\n" for line in _lines(element, 0))


def _lines(element: Element, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if not any(inner.tag in BLOCKS for inner in element.iterdescendants()):
        yield indent + _inline(element).strip()
        return
    yield indent + _open(element)
    run = _text(element.text)
    for child in element:
        if child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.iterdescendants()):
            if run.strip():
                yield f"{indent}  {run.strip()}"
            yield from _lines(child, depth + 1)
            run = _text(child.tail)
        else:
            run += _inline(child) + _text(child.tail)
    if run.strip():
        yield f"{indent}  {run.strip()}"
    yield f"{indent}</{element.tag}>"


def _inline(element: Element) -> str:
    if not isinstance(element.tag, str):
        return f"<!--{element.text}-->"
    if element.tag in VOID:
        return _open(element)
    if element.tag in WHOLE:
        inner = escape(element.text or "", quote=False) if element.tag == "pre" else element.text or ""
        rest = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return f"{_open(element)}{inner}{rest}</{element.tag}>"
    inner = _text(element.text) + "".join(_inline(child) + _text(child.tail) for child in element)
    if element.tag in BLOCKS:
        inner = inner.strip()
    return f"{_open(element)}{inner}</{_name(element)}>"


def _name(element: Element) -> str:
    """The name of the element; of one in SVG or MathML, without its name space."""
    name: str = element.tag
    return name.rpartition("}")[2]


def _open(element: Element) -> str:
    attributes = "".join(
        f' {name}="{escape(value)}"' if value else f" {name}" for name, value in element.attrib.items()
    )
    return f"<{_name(element)}{attributes}>"


def _text(text: str | None) -> str:
    return escape(re.sub(r"[ \t\r\n]+", " ", text or ""), quote=False)
