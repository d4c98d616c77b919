"""A site's own templates reach no Python, end, and name the line where they fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from glossary.cli.render import Files
from tests.builds import tree
from tests.payloads import TARGET, made

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = (
    "{{ ''.__class__.__mro__ }}",
    "{{ site.__init__ }}",
    "{{ site.__class__ }}",
    "{{ site['__init__'] }}",
    "{{ page.__class__.__init__.__globals__ }}",
    "{{ site.labels.__dict__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ self.__class__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ site.labels.text.__func__.__globals__ }}",
    "{{ page.parts.__class__ }}",
    "{{ site | attr('__class__') }}",
    "{{ [site] | map(attribute='__class__') | list }}",
    "{{ [site] | map('attr', '__class__') | list }}",
    "{{ [site] | groupby('__class__') }}",
    "{{ [site] | sort(attribute='__init__.__globals__') }}",
    "{{ '{0.__class__}'.format(site) }}",
    "{{ '%s' | format(site) }}",
    "{{ page.title.upper() }}",
    "{{ '<b pwned>' | safe }}",
    "{{ ('<b pwned>' | e).unescape() }}",
    "{{ site.script.format(site) }}",
    "{{ 'a' * 10**9 }}",
    "{{ 9**9**9 }}",
    "{{ 10**9 * '<' }}",
    "{{ [0] * 10**9 }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a' | indent(10**9) }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../etc/passwd' %}",
    "{% include 'builtin/../../../../etc/passwd' %}",
    "{% include 'term.html' %}",
    "{% import '../x' as x %}{{ x }}",
    "{% from '/etc/passwd' import x %}",
    "{% extends '/etc/passwd' %}",
    "{% do site %}",
    "{% if %}",
    "{{ ",
    "{% endblock %}",
    "{{ page.titel }}",
    "{{ 1 / 0 }}",
)
"""What a template of a site may try, on its third line."""

BOTTOMLESS = frozenset({"{% include 'term.html' %}"})
"""Attempts that end where the stack ends: on whichever line that is."""


@pytest.mark.parametrize("attempt", PYTHON)
def test_a_template_reaches_no_python(attempt: str, tmp_path: Path) -> None:
    """A template of a site that tries ends as `template-error` at its line, or shows nothing of Python; soon, either way."""
    text = f'{{% extends "builtin/term.html" %}}\n{{% block page %}}\n{attempt}\n{{% endblock %}}\n'
    started = time.perf_counter()
    site = made(tmp_path, {"terms/target.md": TARGET, "templates/term.html": text})
    assert time.perf_counter() - started < 5
    told = [(found.rule, Files(str(site.root)).place(found.span).line) for found in site.result.diagnostics]
    shown = site.out / "target.html"
    if shown.exists():
        assert told == []
        assert not [sign for sign in SIGNS if sign in shown.read_text("utf-8").split("</head>")[1]]
    else:
        assert [rule for rule, _ in told] == ["template-error"]
        assert told[0][1] in {3, 4} or attempt in BOTTOMLESS


def test_a_template_nested_without_end_is_told(tmp_path: Path) -> None:
    """A template that is too deep to be read is a fault of the template, at its line."""
    text = "\n\n{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}"
    site = made(tmp_path, {"terms/target.md": TARGET, "templates/term.html": text})
    (found,) = site.result.diagnostics
    assert (found.rule, Files(str(site.root)).place(found.span).line) == ("template-error", 3)


def test_a_template_that_takes_long_can_be_interrupted(tmp_path: Path) -> None:
    """Each page is bounded; a build of many ends with Ctrl-C."""
    many = "{% for a in l %}" * 2 + "{% if a == 1 %}{% endif %}" + "{% endfor %}" * 2
    files = {f"terms/t{number}.md": TARGET.replace("Target", f"T{number}") for number in range(600)}
    files["templates/term.html"] = (
        f'{{% extends "builtin/term.html" %}}{{% block page %}}{{% set l = {[1] * 500} %}}{many}{{% endblock %}}'
    )
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    call = [sys.executable, "-m", "glossary", "build", "--jobs", "1", str(tmp_path)]
    with subprocess.Popen(call, env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)}, stderr=subprocess.PIPE) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=6)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) in {130, -signal.SIGINT}


SIGNS = ("<class", "&lt;class", "object at 0x", "&lt;function", "root:", "glossary.", "jinja2", "<b pwned")


def test_a_template_that_fails_names_its_line(tmp_path: Path) -> None:
    """The diagnostic lies in the file and on the line of the attempt, also in a macro that another template calls."""
    text = "{% macro takeaways(item, site) %}\n<p>\n{{ item.__class__ }}\n</p>\n{% endmacro %}\n"
    term_file = TARGET.replace("---\ndef", "---\ndef").replace("definition:", "takeaways: [One.]\ndefinition:")
    site = made(tmp_path, {"terms/target.md": term_file, "templates/components/takeaways.html": text})
    (found,) = site.result.diagnostics
    assert (found.rule, found.span.path) == ("template-error", "templates/components/takeaways.html")
    assert Files(str(site.root)).place(found.span).line == 3


def test_one_template_changes_the_pages_that_it_makes(tmp_path: Path) -> None:
    """`{% extends "builtin/term.html" %}` takes over the rest; all other pages stay as they were, byte by byte."""
    files = {
        "terms/target.md": TARGET,
        "terms/other.md": TARGET.replace("Target", "Other"),
        "pages/about.md": "---\ntitle: A\n---\n",
    }
    text = '{% extends "builtin/term.html" %}\n{% block head %}<meta name="ours" content="{{ page.title }}">{% endblock %}\n'
    before = tree(made(tmp_path / "before", files).out)
    after = tree(made(tmp_path / "after", {**files, "templates/term.html": text}).out)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {"target.html", "other.html"}
    page = after["target.html"]
    assert page is not None
    assert page.replace(b'<meta name="ours" content="Target">', b"").split() == (before["target.html"] or b"").split()
