"""Templates hold no logic and no words: what they may contain, and what a site's own may do."""

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta, nodes

ROOT = Path(__file__).parents[1] / "templates"
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Macro,
    nodes.Call,
    nodes.Import,
    nodes.Extends,
    nodes.Block,
)

DISPATCHING = {"parts.html": (nodes.Concat, nodes.Getitem)}
"""The one template that calls a macro by a component's noun."""


def tree(name: str) -> nodes.Template:
    """The parsed template."""
    return jinja2.Environment(autoescape=True).parse((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_loops_branches_and_calls_and_does_nothing_else(name: str) -> None:
    allowed = (*ALLOWED, *DISPATCHING.get(name, ()))
    strange = {type(node).__name__ for node in tree(name).find_all(nodes.Node) if not isinstance(node, allowed)}

    assert strange == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_sees_the_page_and_the_site_alone(name: str) -> None:
    parsed = tree(name)
    seen = meta.find_undeclared_variables(parsed) - {node.target for node in parsed.find_all(nodes.Import)}

    assert seen <= ({"page", "site"} if "/" not in name else set())


def test_components_are_called_by_their_noun_alone() -> None:
    text = (ROOT / "parts.html").read_text(encoding="utf-8")

    assert '{% import "components/" ~ part.noun ~ ".html" as component %}' in text
    assert "{{ component[part.noun](part.item, site) }}" in text
    assert text.count("component") == text.count("component[") + text.count('"components/"') + text.count(
        "as component"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_macro_sees_nothing_but_what_it_is_given(name: str) -> None:
    imported = {node.target for node in tree(name).find_all(nodes.Import)}
    for macro in tree(name).find_all(nodes.Macro):
        given = {argument.name for argument in macro.args} | imported | {"loop"}
        given |= {other.name for other in tree(name).find_all(nodes.Macro)}
        for loop in macro.find_all(nodes.For):
            given |= {
                target.name
                for target in (loop.target, *loop.target.find_all(nodes.Name))
                if isinstance(target, nodes.Name)
            }
        assert {read.name for read in macro.find_all(nodes.Name)} <= given


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("components/")])
def test_a_component_is_a_macro_of_its_name(name: str) -> None:
    noun = Path(name).stem

    assert noun in {macro.name for macro in tree(name).find_all(nodes.Macro)} or noun == "works"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    text = "".join(data.data for data in tree(name).find_all(nodes.TemplateData))
    text = re.sub(r"<(?:script|svg)\b.*?</(?:script|svg)>", "", text, flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>?|^[^<]*>", " ", text)

    assert re.findall(r"[^\W\d_]{2,}", shown) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_sets_no_styles_and_handles_no_events(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"\s(?:style|on[a-z]+)\s*=", text) == []
    assert re.findall(r"\b(?:src|href)=\"https?:", text) == []
