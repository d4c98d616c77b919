"""One noun, one spelling: a component's struct, template, style, cases and words are called alike (style.md § 3)."""

import re
from pathlib import Path
from typing import get_args

import pytest

from glossary.build.plan import EXPORTERS
from glossary.config.exports import ALWAYS
from glossary.config.schema import Export
from glossary.pages.components import VIEWS
from glossary.term.schema import COMPONENTS, Term
from glossary.text.english import ENGLISH

ROOT = Path(__file__).parents[1]
FIELDS = frozenset(Term.__struct_fields__)

OTHER_TEMPLATES = {
    "contrast.html": "what the term is taken for: made of a relation, also where another term states it",
    "works.html": "one work of others: serves sources, resources, and the source of a single claim",
}
"""Templates of `components/` that are no component, with what they are for."""

OTHER_STYLES = {
    "works.css": "the look of works.html",
    "tokens.css": "values of all others",
    "base.css": "elements, whatever they are in",
    "layout.css": "the frame of a page",
    "text.css": "Markdown",
    "code.css": "coloured code",
    "definition.css": "the head of a term's page",
    "entries.css": "terms with their definitions",
    "letters.css": "terms with leaders, and by letter",
    "rail.css": "what stands beside the text",
    "home.css": "the first page",
    "list.css": "pages that are lists",
    "search.css": "boxes of the search, and the list below one",
    "results.css": "the page of the search",
    "map.css": "the map",
    "path.css": "a learning path",
    "theme.css": "the button for light and dark",
    "copy.css": "buttons that copy",
    "preview.css": "what a term means, beside a link to it",
    "session.css": "the page that draws questions",
    "all.css": "the glossary to print",
    "print.css": "paper",
    "site.css": "a site's own addition",
}
"""Parts of the style sheet that belong to no component."""

OTHER_CASES = {"config.md": "the keys of glossary.yml", "adopt.md": "`fields:` and `adopt:` of glossary.yml"}
"""Files of cases that are about no field of a term."""

STYLED = frozenset({"sources", "resources"})
"""Components whose look is that of works.css."""

NEUTRAL = frozenset({"js", "lab", "soft", "sr", "no"})
"""Classes of base.css that a component's style may meet; it does not change what they look like elsewhere."""


def names(folder: str, pattern: str) -> set[str]:
    """The names of the files of a folder of the repository."""
    return {path.name for path in (ROOT / folder).glob(pattern)}


def test_a_component_is_a_field_with_a_view_in_the_same_order() -> None:
    """The registry, the struct and the views have the same nouns."""
    assert [noun for noun, _ in VIEWS] == list(COMPONENTS)
    assert frozenset(COMPONENTS) <= FIELDS


def test_every_exporter_can_be_chosen_by_its_name() -> None:
    """What `exports:` takes are the exporters, and the pages to print; what their script loads comes with the pages."""
    assert {*get_args(Export), *ALWAYS} == {*(exporter.NAME for exporter in EXPORTERS), "all"}


def test_every_component_has_its_template_and_no_template_is_left_over() -> None:
    """`templates/components/` holds the macros of the components, and what serves several of them."""
    assert names("templates/components", "*") == {f"{noun}.html" for noun in COMPONENTS} | OTHER_TEMPLATES.keys()


@pytest.mark.parametrize("noun", COMPONENTS)
def test_a_template_holds_the_macro_of_its_noun(noun: str) -> None:
    """The macro takes the item and the site; `parts.html` calls it by the noun."""
    assert f"{{% macro {noun}(item, site) %}}" in (ROOT / "templates/components" / f"{noun}.html").read_text("utf-8")


def test_every_field_has_its_cases_and_no_file_of_cases_is_left_over() -> None:
    """`tests/cases/` has a file for each field of a term, the body among them, and for the configuration."""
    assert names("tests/cases", "*") == {f"{field}.md" for field in FIELDS} | OTHER_CASES.keys()


@pytest.mark.parametrize("noun", sorted(FIELDS - {"body"}))
def test_a_noun_has_a_case_that_passes_and_one_that_fails(noun: str) -> None:
    """A rule that never fired is not known to work, nor is a field that is only ever refused."""
    cases = (ROOT / "tests/cases" / f"{noun}.md").read_text("utf-8").split("\n## ")[1:]
    told = ["```diagnostics" in case for case in cases]
    assert set(told) == {True, False}


def test_every_component_has_its_style_and_no_style_is_left_over() -> None:
    """`static/` has a style for each component, and the parts that belong to the page."""
    assert (
        names("static", "*.css") == {f"{noun}.css" for noun in COMPONENTS if noun not in STYLED} | OTHER_STYLES.keys()
    )


@pytest.mark.parametrize("noun", [*(noun for noun in COMPONENTS if noun not in STYLED), "works"])
def test_a_style_is_of_its_noun_alone(noun: str) -> None:
    """Each selector names the class of the noun, or one that starts with it: deleting a noun deletes its look."""
    block = noun.replace("_", "-")
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / f"{noun}.css").read_text("utf-8"), flags=re.DOTALL)
    for selector in selectors(text):
        classes = re.findall(r"\.([a-zA-Z][\w-]*)", selector)
        ours = [name for name in classes if name == block or name.startswith(f"{block}-")]
        assert ours, selector
        assert set(classes) <= {*ours, *NEUTRAL}, selector


@pytest.mark.parametrize("noun", COMPONENTS)
def test_a_template_uses_the_classes_of_its_noun(noun: str) -> None:
    """A class in a component's template is the noun's own, or one of the base."""
    text = (ROOT / "templates/components" / f"{noun}.html").read_text("utf-8")
    block = noun.replace("_", "-")
    classes = {
        name for value in re.findall(r'class="([^"]*)"', text) for name in re.sub(r"{%.*?%}", " ", value).split()
    }
    assert {name for name in classes if name != block and not name.startswith(f"{block}-")} <= NEUTRAL


@pytest.mark.parametrize("noun", COMPONENTS)
def test_a_component_has_its_heading_in_the_catalogue(noun: str) -> None:
    """The word for a component is `<noun>.title`."""
    assert f"{noun}.title" in ENGLISH.table


def selectors(text: str) -> list[str]:
    """The selectors of a style sheet without those of its `@media`; what stands in brackets is not split."""
    found = []
    for rule in re.findall(r"([^{}]+)\{", text):
        selector = rule.strip()
        if not selector.startswith("@"):
            found += [part.strip() for part in re.split(r",(?![^(]*\))", selector)]
    return found
