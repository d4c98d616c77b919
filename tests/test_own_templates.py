"""A site's own templates: they replace or extend ours, reach nothing else, and are told where they fail."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from glossary.config.schema import Config, Site
from glossary.exporters import html
from glossary.exporters.artifact import TemplateFault, Theme, Workshop
from glossary.graph.assemble import assemble
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.read import Entry, TermReader
from glossary.term.schema import Term, TermId
from glossary.text.diagnostic import Diagnostic
from glossary.text.english import ENGLISH
from glossary.text.source import Source

ROOT = Path(__file__).parents[1] / "templates"
OURS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.html")}

TERM = b"""---
term: Loss
definition: How far off it is.
quiz:
  question: Why?
  choices: [{text: Because, correct: true}, {text: Never}]
---
"""

EXTENDED = '{% extends "builtin/term.html" %}\n{% block scripts %}\n'


class OneTerm:
    """A shelf with one term."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def term(self, term: TermId) -> Term:
        """That term."""
        assert term == self.entry.term.id
        return self.entry.term


def produce(own: Mapping[str, str]) -> str:
    """The page of a term, made with templates of the site's own."""
    site = Site(Config())
    entry, _ = TermReader(site, Compiler(Dialect())).read(Source("terms/loss.md", TERM, "digest"))
    assert entry is not None
    glossary, _ = assemble(site, [entry.card])
    texts = OURS | {f"builtin/{name}": text for name, text in OURS.items()} | dict(own)
    theme = Theme(templates=texts, own=frozenset(own), assets={}, digest=b"theme")
    workshop = Workshop(glossary=glossary, shelf=OneTerm(entry), theme=theme, labels=ENGLISH)
    page = next(artifact for artifact in html.plan(glossary, theme, ENGLISH) if artifact.kind == "term")
    return html.maker(workshop).produce(page).decode()


def fault(own: Mapping[str, str]) -> tuple[Diagnostic, str]:
    """What is told of a template that fails, and the text that is pointed at."""
    with pytest.raises(TemplateFault) as caught:
        produce(own)
    found = caught.value.diagnostic
    text = own[found.span.path.removeprefix("templates/")].encode()
    return found, text[found.span.start : found.span.end].decode()


def test_the_sandbox_makes_the_page_that_is_made_without_it() -> None:
    assert produce({"term.html": OURS["term.html"]}) == produce({})


def test_a_template_extends_the_one_it_replaces() -> None:
    made = produce({"term.html": EXTENDED + "<p>{{ page.title }} &amp; mine</p>{% endblock %}"})

    assert "<h1>Loss</h1>" in made
    assert "<p>Loss &amp; mine</p>" in made


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10**9 }}",
        "{{ page.title * 1000000000 }}",
        "{{ 9**9**9 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ page.title.center(1000000000) }}",
        "{{ [1]|batch(1000000000, 0)|list }}",
        "{% for each in range(3) %}{% endfor %}",
        "{{ page.__class__.__mro__ }}",
        "{{ page['__class__'] }}",
        "{{ site.labels.__dict__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ page.title|safe }}",
        "{% include '../../etc/passwd' %}",
        "{% if %}",
        "{{ page.nothing }}",
        "{{ site.labels.nothing }}",
        "{{ 1 / 0 }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_what_a_template_may_not_do_is_told_at_its_line(text: str) -> None:
    found, line = fault({"term.html": f"{EXTENDED}{text}\n{{% endblock %}}"})

    assert found.rule == "template-error"
    assert line == text
    assert " 0x" not in found.message


def test_a_fault_in_a_replaced_macro_is_told_there() -> None:
    found, line = fault({"components/quiz.html": "{% macro quiz(item, site) %}\n{{ item.nothing }}\n{% endmacro %}"})

    assert found.span.path == "templates/components/quiz.html"
    assert line == "{{ item.nothing }}"


@pytest.mark.parametrize("name", ["header", "quiz"])
def test_a_macro_that_is_missing_is_named(name: str) -> None:
    path = f"components/{name}.html" if name == "quiz" else f"{name}.html"
    found, _ = fault({path: "{% macro other(site) %}{% endmacro %}"})

    assert found.span.path == f"templates/{path}"
    assert f"`{name}`" in found.message
