"""A noun is spelled alike everywhere: what a component needs is there, and nothing is there that belongs to none."""

import re
from pathlib import Path

import pytest

from glossary.exporters.assets import STYLES
from glossary.pages.components import VIEWS
from glossary.term.anchors import component_id
from glossary.term.schema import COMPONENTS, Term
from glossary.text.english import ENGLISH

ROOT = Path(__file__).parents[1]
MACROS = ROOT / "templates" / "components"
CASES = ROOT / "tests" / "cases"

SHARED = {"works": ("sources", "resources")}
"""A macro and a look that several components have: lists of works. The named ones have no look of their own."""

EVERYWHERE = frozenset({"lab", "sr", "soft"})
"""Classes of `base.css` that any component may use."""

DRESSED = tuple(noun for noun in (*COMPONENTS, *SHARED) if noun not in SHARED["works"])

SIDE = "left|right|top|bottom"
PHYSICAL = re.compile(rf"(?:margin|padding|border)-(?:{SIDE})\b|[{{;](?:{SIDE}|width|height):")

FIELDS = tuple(Term.__struct_fields__)


def test_views_stand_in_the_order_of_the_page() -> None:
    assert tuple(noun for noun, _ in VIEWS) == COMPONENTS


@pytest.mark.parametrize("noun", COMPONENTS)
def test_a_component_is_a_field_with_a_title_and_a_macro_that_the_page_calls(noun: str) -> None:
    macro = (MACROS / f"{noun}.html").read_text("utf-8")
    parts = (ROOT / "templates" / "parts.html").read_text("utf-8")

    assert noun in FIELDS
    assert isinstance(ENGLISH.table[f"{noun}.title"], str)
    assert re.findall(r"{%-? macro (\w+)\((.*?)\)", macro) == [(noun, "item, site")]
    assert f'{{% import "components/{noun}.html" as {noun} %}}' in parts
    assert f"{{{{ {noun}.{noun}(part.item, site) }}}}" in parts


def test_no_macro_is_without_its_component() -> None:
    assert {path.stem for path in MACROS.iterdir()} == {*COMPONENTS, *SHARED}


def test_each_style_is_joined_and_each_that_is_joined_is_there() -> None:
    there = {path.name for path in (ROOT / "static").glob("*.css")}

    assert there == set(STYLES)
    assert {f"{noun}.css" for noun in DRESSED} <= there
    assert len(STYLES) == len(set(STYLES))


@pytest.mark.parametrize("noun", DRESSED)
def test_a_style_is_of_its_component_alone(noun: str) -> None:
    """Every selector names the class of the noun, and no class of another's: with the noun, its look can go."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / f"{noun}.css").read_text("utf-8"), flags=re.DOTALL)
    selectors = [found.strip() for found in re.findall(r"([^{}]+)\{[^{}]*\}", text)]
    class_ = component_id(noun)

    assert selectors
    for selector in selectors:
        classes = set(re.findall(r"\.([A-Za-z][\w-]*)", selector))
        own = {name for name in classes if name == class_ or name.startswith(f"{class_}-")}
        assert own, selector
        assert classes - own <= EVERYWHERE, selector


@pytest.mark.parametrize("noun", DRESSED)
def test_a_style_takes_its_colours_from_the_tokens(noun: str) -> None:
    text = (ROOT / "static" / f"{noun}.css").read_text("utf-8")
    tokens = (ROOT / "static" / "tokens.css").read_text("utf-8")

    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", text)
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= set(re.findall(r"(--[\w-]+):", tokens))


@pytest.mark.parametrize("noun", DRESSED)
def test_a_style_knows_no_left_and_no_right(noun: str) -> None:
    text = (ROOT / "static" / f"{noun}.css").read_text("utf-8")

    assert not PHYSICAL.search(text)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_has_cases(field: str) -> None:
    assert (CASES / f"{field}.md").is_file()
