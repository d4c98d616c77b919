"""A site's own templates: they replace or extend ours, reach nothing else, and are told where they fail."""

import re
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import pytest

from glossary.config.schema import Config, Site
from glossary.exporters import html
from glossary.exporters.artifact import Theme, Unmade, Workshop
from glossary.exporters.overrides import check_overrides
from glossary.exporters.templates import _bare_in_tags, _packed
from glossary.graph.assemble import assemble
from glossary.markup.compiler import Compiler
from glossary.markup.passages import Passage
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


UNSHOWN = (
    "{{ page.title.upper }}",
    "{{ page.title['upper'] }}",
    "{{ [page.title.upper]|join }}",
    "{{ page.title.upper ~ '' }}",
    "{{ [page.title]|map(attribute='upper')|join }}",
    "{{ page.title|map('upper') }}",
    "{{ page }}",
    "{{ page.parts }}",
    "{{ page ~ '' }}",
    "{{ [page]|join }}",
    "{{ ['a', 'b']|join(page) }}",
    "{{ page|upper }}",
    "{{ page|e }}",
    "{{ page.check }}",
    "{{ super }}",
    "{{ self }}",
    "{% for x in [1] %}{{ loop.cycle }}{% endfor %}",
    "{% for x in [1] %}{{ [loop.cycle]|join }}{% endfor %}",
    "{% import 'entries.html' as lists %}{{ lists }}{{ lists.leaders }}",
)
"""What would show Python's words for a value."""

LETTERS = "{% set a = 'xxxxxxxxxxxxxxxx' %}"
TEN = "{% set l = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] %}"
GROWING = (
    LETTERS + "{% set a = a ~ a ~ a ~ a ~ a ~ a ~ a ~ a %}" * 12,
    LETTERS + "{% set a = [a, a, a, a, a, a, a, a]|join %}" * 12,
    LETTERS + "{% set a = [1, 1, 1, 1, 1, 1, 1, 1]|join(a) %}" * 12,
    LETTERS + "{% set a %}{{ a }}{{ a }}{{ a }}{{ a }}{% endset %}" * 14,
    LETTERS + "{% set a = (a ~ a ~ a)|upper|list|join %}" * 20,
    "{% set l = [1] %}" + "{% set l = [l, l] %}" * 40 + "{{ l|join }}",
    TEN + "{% for x in l %}" * 12 + "{% endfor %}" * 12,
    TEN + "{% for x in l %}" * 5 + "x" * 5000 + "{% endfor %}" * 5,
    TEN + "{% for x in l|map('abs') %}" * 8 + "{% endfor %}" * 8,
    TEN + "{% for x in l recursive %}{% if loop.depth < 9 %}{{ loop(l) }}{% endif %}{% endfor %}",
    "".join(f"{{% macro m{n}() %}}{{{{ m{n + 1}() }}}}{{{{ m{n + 1}() }}}}{{% endmacro %}}" for n in range(40))
    + "{% macro m40() %}{% endmacro %}{{ m0() }}",
)
"""What would fill any memory, or take for ever."""


PAIR = "{% set x = [1] %}{% set y = [1] %}" + "{% set x = [x, x] %}{% set y = [y, y] %}" * 60
TUPLES = "{% set x = (1,) %}{% set y = (1,) %}" + "{% set x = (x, x) %}{% set y = (y, y) %}" * 60
WALKING = (
    *(f"{{{{ (x {sign} y)|int }}}}" for sign in ("==", "!=", "<", "<=", ">", ">=")),
    "{{ (y in [x])|int }}",
    "{{ (y not in [x])|int }}",
    "{{ (1 in y in [x])|int }}",
    "{{ (x == y in [1])|int }}",
    *(f"{{{{ (x is {test} y)|int }}}}" for test in ("eq", "ne", "lt", "gt", "le", "ge", "equalto", "lessthan")),
    "{{ (y is in [x])|int }}",
    "{{ [x]|select('==', y)|list|length }}",
    "{{ [x]|reject('ne', y)|list|length }}",
    "{{ [[x]]|selectattr('0', 'eq', y)|list|length }}",
    "{{ [[x]]|rejectattr('0', 'in', [y])|list|length }}",
    "{{ [x, y]|sort|length }}",
    "{{ [[x], [y]]|sort(attribute='0')|length }}",
    "{{ [[1, x], [1, y]]|sort(attribute='0,1')|length }}",
    "{{ [x, y]|max|length }}",
    "{{ [x, y]|min|length }}",
    "{{ [[x], [y]]|max(attribute=0)|length }}",
    "{{ [x, y]|unique|list|length }}",
    "{{ [[x], [y]]|unique(attribute=0)|list|length }}",
    "{{ [[x], [y]]|groupby(0)|length }}",
    "{{ [1, 2]|groupby('a', default=x)|length }}",
    "{{ [{'a,b': x}, {'a,b': y}]|groupby('a,b')|length }}",
    "{{ {x: 1}|length }}",
    "{{ {1: 1}[x] }}",
    "{{ [{1: 1}]|map(attribute=x)|list|length }}",
    "{{ [1]|map(x)|list|length }}",
    "{{ [1]|select(x)|list|length }}",
    "{{ [1]|selectattr(0, x)|list|length }}",
    "{% include x %}",
    "{% include [x] %}",
    "{% import x as z %}",
    "{{ (x is upper)|int }}",
    "{{ (x is lower)|int }}",
    "{{ ('%s' is divisibleby x)|int }}",
    "{% for i in [1, 2] %}{{ loop.changed(x if loop.first else y)|int }}{% endfor %}",
    "{% for i in [1, 2] %}{% set c = loop.changed %}{{ c(x) }}{% endfor %}",
    "{{ x }}",
    "{{ x ~ '' }}",
    "{{ x|upper }}",
    "{{ x|trim(y) }}",
    "{{ x|join }}",
    "{{ [x]|join }}",
    "{{ [1]|join(x) }}",
    "{{ 'a'|default(x) }}{{ nothing|default(x) }}",
    "{{ x|int('a', y) }}{{ x }}",
    "{{ x|abs }}",
    "{{ -x }}",
    "{{ x + y }}",
)
"""What walks through a value, of which one that was doubled often has no end."""

LONG = "{% set a = 'ab' %}" + "{% set a = a ~ a %}" * 20 + "{% set b = a|upper|lower %}"
MANY = "{% set l = (a|list)[:100000] %}"
SLOW = (
    MANY + "{% for i in l %}{% if a == b %}{% endif %}{% endfor %}",
    MANY + "{% for i in l %}{% if 'c' in a %}{% endif %}{% endfor %}",
    MANY + "{% for i in l %}{% if a is lower %}{% endif %}{% endfor %}",
    MANY + "{% for i in l %}{% set c = a[1:] %}{% endfor %}",
    MANY + "{% for i in l %}{% set c = a|wordcount %}{% endfor %}",
    MANY + "{% for i in l %}{{ loop.changed(a if loop.first else b) }}{% endfor %}",
    "{{ a|trim(b ~ 'c')|length }}",
    "{{ 'a'|trim(a) }}{{ (a ~ 'c')|trim(chars='cab')|length }}{{ a|trim(b)|length }}",
    MANY + "{% for i in l %}{% if 'c' in l %}{% endif %}{% endfor %}",
    MANY + "{% for i in l %}{% set c = l|max %}{% endfor %}",
    MANY + "{% for i in l %}{% set c = l|map('lower')|first %}{% set c = l|reverse|list %}{% endfor %}",
    MANY + "{% for i in l %}{% set c = l|map(attribute='b', default=1)|select('eq', 2)|list %}{% endfor %}",
    MANY + "{% macro m() %}{{ varargs|length }}{% endmacro %}{% for i in l %}{{ m(*l) }}{% endfor %}",
    "{{ [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]|sort|length }}",
    "{% set d = (a|list|join('.')) %}{{ [1, 2, 3]|map(attribute=d, default=1)|list|length }}",
    "{{ '%0999999999d' is even }}",
    "{{ '%0999999999d' is divisibleby 3 }}",
    "{% set a = 'f' %}" + "{% set a = a ~ a %}" * 20 + "{{ a|int(0, 16) }}",
)
"""What looks at a long text or list again and again."""


DIGITS = "numbers are below 2⁵³ here"
DEEP = "it is nested too deeply"
UNREAD = (
    ("{{ " + "9" * 5000 + " }}", DIGITS),
    ("{{ 0x" + "f" * 20000 + " }}", DIGITS),
    ("{% set x = 0b" + "1" * 20000 + " %}", DIGITS),
    ("{{ 1e999|int }}", DIGITS),
    ("{{ ['1'|int, 9007199254740993]|max }}", DIGITS),
    ("{{ '" + "f" * 99 + "'|int(0, 16) }}", DIGITS),
    ("{{ " + "+".join(["1"] * 5000) + " }}", DEEP),
    ("{{ 'a'" + "|upper" * 3000 + " }}", DEEP),
    ("{{ page" + ".title" * 3000 + " }}", DEEP),
    ("{{ " + "-" * 3000 + "1 }}", DEEP),
    ("{{ " + "[" * 3000 + "]" * 3000 + " }}", DEEP),
    ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", DEEP),
    ("{{ " + "1 if 1 else " * 3000 + "1 }}", DEEP),
    ("{% if 1 %}" * 100 + "{% endif %}" * 100, DEEP),
    ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, DEEP),
    ("{% for x in [1] %}" * 21 + "{% endfor %}" * 21, DEEP),
    ("{{ '\\ud800' }}", "this text holds half a character, by a `\\ud800` to `\\udfff`"),
    ("{% set x = {'\\ud83d': 1} %}", "this text holds half a character, by a `\\ud800` to `\\udfff`"),
    (
        "{% autoescape false %}<b>{{ '<' }}{% endautoescape %}",
        "there is no tag `autoescape` here: text is always escaped",
    ),
    ("{% autoescape true %}{% endautoescape %}", "there is no tag `autoescape` here: text is always escaped"),
)
"""What Jinja2 or Python cannot read, or no page can hold, and what switches escaping off; with what is told."""


class OneTerm:
    """A shelf with one term."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def term(self, term: TermId) -> Term:
        """That term."""
        assert term == self.entry.term.id
        return self.entry.term

    def words(self, term: TermId) -> str:
        """Its words."""
        assert term == self.entry.term.id
        return self.entry.words

    def passage(self, term: TermId) -> Passage:
        """What is read of its texts."""
        assert term == self.entry.term.id
        return self.entry.passage


def produce(own: Mapping[str, str], shift: int = 0) -> str:
    """The page of a term, made with templates of the site's own."""
    site = Site(Config())
    entry, _ = TermReader(site, Compiler(Dialect())).read(Source("terms/loss.md", TERM, "digest"))
    assert entry is not None
    glossary, _ = assemble(site, [entry.card])
    texts = OURS | {f"builtin/{name}": text for name, text in OURS.items()} | dict(own)
    theme = Theme(templates=texts, own=dict.fromkeys(own, shift), assets={}, program=b"program", digest=b"theme")
    workshop = Workshop(glossary=glossary, shelf=OneTerm(entry), theme=theme, labels=ENGLISH)
    page = next(artifact for artifact in html.plan(glossary, theme, ENGLISH) if artifact.kind == "term")
    return html.maker(workshop).produce(page).decode()


def fault(own: Mapping[str, str], shift: int = 0) -> tuple[Diagnostic, str]:
    """What is told of a template that fails, and the text that is pointed at. `shift` bytes stand before each text."""
    with pytest.raises(Unmade) as caught:
        produce(own, shift)
    found = caught.value.diagnostic
    text = own[found.span.path.removeprefix("templates/")].encode()
    return found, text[found.span.start : found.span.end].decode()


def test_the_sandbox_makes_the_page_that_is_made_without_it() -> None:
    assert produce({"term.html": _packed(OURS["term.html"])}) == produce({})


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
        "{{ 1|round(1000000000, 'floor') }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        *UNSHOWN,
        *GROWING,
    ],
)
def test_what_a_template_may_not_do_is_told_at_its_line(text: str) -> None:
    found, line = fault({"term.html": f"{EXTENDED}{text}\n{{% endblock %}}"})

    assert found.rule == "template-error"
    assert line == text
    assert " 0x" not in found.message


@pytest.mark.parametrize(("text", "told"), UNREAD)
def test_what_cannot_be_read_is_told_at_its_line(text: str, told: str) -> None:
    own = {"term.html": f"{EXTENDED}<p>\n{text}\n{{% endblock %}}"}
    found, line = fault(own)

    assert (found.rule, found.message) == ("template-error", f"the template fails: {told}")
    assert line == text
    texts = OURS | {f"builtin/{name}": each for name, each in OURS.items()} | own
    assert not list(check_overrides(Theme(templates=texts, own={"term.html": 0}, assets={}, program=b"", digest=b"")))


@pytest.mark.parametrize(
    "text",
    [
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        "<META/HTTP-EQUIV=Refresh content=0;url=https://example.org>",
        "<meta content=1 http-equiv = '&#114;efresh'>",
        '<meta name=">" a=b" http-equiv="refresh">',
        '<!-- <meta a="--><meta http-equiv="refresh" content="1"> -->',
        "<svg><meta\fhttp-equiv=refresh>",
        "<{{ 'me' ~ 'ta' }} http-{{ 'equiv' }}=refresh>",
        "<meta " + "x " * 3000 + "http-equiv=refresh>",
        "<meta x " * 300,
        "<meta x>" * 300,
    ],
)
def test_no_page_sends_its_readers_on(text: str) -> None:
    start = perf_counter()
    found, line = fault({"term.html": f"{EXTENDED}{text}\n{{% endblock %}}"})

    assert perf_counter() - start < 5
    assert found.message.startswith("the template fails: by `http-equiv` the page leads elsewhere")
    assert line == (text if "http-equiv" in text.lower() else EXTENDED.splitlines()[0])


@pytest.mark.parametrize(
    "text",
    [
        "<code>&lt;meta http-equiv=refresh></code>",
        '<meta name="refresh" content="http-equiv">',
        '<meta http-equiv="Content-Security-Policy" content="default-src *">',
        "<p title='<meta>'>http-equiv</p>",
    ],
)
def test_a_page_may_say_what_sends_readers_on(text: str) -> None:
    assert text in produce({"term.html": f"{EXTENDED}{text}{{% endblock %}}"})


@pytest.mark.parametrize("text", [PAIR + "{{ (x == y)|int }}", *(TUPLES + text for text in WALKING)])
def test_no_value_is_walked_without_end(text: str) -> None:
    start = perf_counter()
    found, line = fault({"term.html": f"{EXTENDED}{text}\n{{% endblock %}}"})

    assert perf_counter() - start < 5
    assert (found.rule, line) == ("template-error", text)


@pytest.mark.parametrize("text", SLOW)
def test_what_is_looked_at_is_counted(text: str) -> None:
    start = perf_counter()
    found, line = fault({"term.html": f"{EXTENDED}{LONG}{text}\n{{% endblock %}}"})

    assert perf_counter() - start < 10
    assert (found.rule, line) == ("template-error", LONG + text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ page.title|upper ~ '-' ~ 1 }}", "LOSS-1"),
        ("{{ (page.title == 'Loss')|int }}{{ (1 < 2 < 3)|int }}{{ ('a' in ['b', 'a'])|int }}", "111"),
        ("{{ ('o' in page.title)|int }}{{ ('a' in {'a': 1})|int }}{{ (2 in [1, [2]])|int }}", "110"),
        ("{{ (none == page.title)|int }}{{ (2 is even)|int }}{{ ('a' is in 'ab')|int }}", "011"),
        ("{{ ['b', 'A', 'a']|unique|sort|join }}{{ [[2], [1]]|sort(attribute=0)|first|join }}", "Ab1"),
        ("{{ [[1, 'x'], [1, 'y'], [0, 'z']]|groupby(0)|map('last')|map('length')|join }}", "12"),
        ("{{ ([1, 2, 3]|map('abs')|list)[1:]|max }}{{ 'abc'[1:] }}{{ ' a '|trim }}{{ 'xax'|trim('x') }}", "3bcaa"),
        ("{% for x in [1, 1, 2] %}{{ loop.changed(x)|int }}{% endfor %}", "101"),
        ("{{ [page.title, 2]|map('lower')|join(', ') }}", "loss, 2"),
        ("{{ [3, 1]|sort|first }}{{ 'ab'|reverse }}{{ 1.5 }}", "1ba1.5"),
        ("{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{{ loop.index }}/{{ loop.length }}{% endfor %}", "a1/2b2/2"),
        ("{% for x in [1, [2, [3]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}", "123"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('<') }}{{ [m(1), '<']|join }}", "<b>&lt;</b><b>1</b>&lt;"),
        ("{{ page.nothing is defined }} {{ page.nothing|default('none') }}", "False none"),
    ],
)
def test_what_a_template_may_do_it_does(text: str, made: str) -> None:
    assert f"\n{made}.\n</body>" in produce({"term.html": f"{EXTENDED}{text}.\n{{% endblock %}}"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{{ page.titel }}", "there is no `titel` in this `TermPage`: did you mean `title`?"),
        ("{{ site.labels.nav_tagz }}", "there is no `nav_tagz`: did you mean `nav_tags`?"),
        ("{% import 'entries.html' as lists %}{{ lists.leader([]) }}", "there is no `leader`: did you mean `leaders`?"),
        ("{{ pgae }}", "`pgae` is not defined"),
        ("{{ page.title.upper() }}", "`upper` belongs to Python and is not for templates: write `|upper`"),
        ("{{ page.parts }}", "only text and numbers can be shown, and this is a `tuple`"),
        ("{% include 'term.html' %}", "it calls, includes or extends itself without end"),
        ("{{ page.title|uper }}", "there is no filter `uper` here: did you mean `upper`?"),
        ("{{ page.title|safe }}", "there is no filter `safe` here"),
        ("{% if 1 is evn %}{% endif %}", "there is no test `evn` here: did you mean `even`?"),
        ("{% inclde 'term.html' %}", "there is no tag `inclde`: did you mean `include`?"),
        ("{% for x in [1] %}", "`endblock` stands where `endfor` or `else` is due: the `for` above is not closed"),
        ("{{ page.title {{ page.title }}", "here stands `{`, where `}}` is due"),
    ],
)
def test_a_fault_says_what_to_write_instead(text: str, meant: str) -> None:
    found, _ = fault({"term.html": f"{EXTENDED}{text}\n{{% endblock %}}"})

    assert found.message == f"the template fails: {meant}"


MACRO = "{% macro header(site) %}{% endmacro %}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("term.html", "\n\n{% extends 'none.html' %}→\n"),
        ("term.html", "\n\n{% extends page.nothing %}→\n"),
        ("term.html", "\n{% extends 'builtin/term.html' %}\n\n{% set x = page.nothing.more %}→\n"),
        ("term.html", "{% set x = 1 %}\n{% set x = page.nothing.more %}→\n{% extends 'builtin/term.html' %}\n"),
        ("term.html", EXTENDED + "{# a\nb #}{{ page.title }}\n\n{% if page.nothing %}→\n{% endif %}{% endblock %}"),
        ("term.html", EXTENDED + "{% if page.title == '' %}\n\n{% elif page.nothing %}→\n{% endif %}{% endblock %}"),
        ("term.html", EXTENDED + "a\u2028b\u0085c\n{{ page.nothing }}→\n{% endblock %}"),
        ("term.html", EXTENDED + "\r\n\r{{ page.nothing }}→\r\n{% endblock %}"),
        ("term.html", EXTENDED + "{% macro m(x) %}\n\n{{ x.nothing }}→\n{% endmacro %}{{ m(page) }}{% endblock %}"),
        ("term.html", EXTENDED + "{% import 'rail.html' as r %}\n{{ r.contents([1], site) }}→\n{% endblock %}"),
        (
            "layout.html",
            "{% extends 'builtin/layout.html' %}\n{% block head %}\n{{ page.head.nothing }}→\n{% endblock %}",
        ),
        ("layout.html", "{% extends 'builtin/layout.html' %}\n\n{% set x = page.nothing.more %}→\n"),
        ("header.html", f"\n\n{{% set x = nothing.more %}}→\n{MACRO}"),
        ("header.html", f"\n\n{{% import 'none.html' as x %}}→\n{MACRO}"),
        ("header.html", f"\n\n{{% import 'header.html' as x %}}→\n{MACRO}"),
        ("header.html", f"\n\n{{% if %}}→\n{MACRO}"),
        ("header.html", "{% macro header(site) %}\n<p>\n\n{{ site.nothing }}→\n{% endmacro %}"),
        ("components/quiz.html", "{% macro quiz(item, site) %}\n{{ site.title }}\n{{ item.nothing }}→\n{% endmacro %}"),
        ("components/quiz.html", "\n{% set x = 1 / 0 %}→\n{% macro quiz(item, site) %}\n{% endmacro %}"),
        ("components/quiz.html", "\n{% import 'none.html' as x %}→\n{% macro quiz(item, site) %}\n{% endmacro %}"),
        ("components/quiz.html", "\n{% macro quiz(item) %}→\n{{ item.intro }}\n{% endmacro %}"),
    ],
)
@pytest.mark.parametrize("shift", [0, 3])
def test_a_fault_is_told_at_its_line(name: str, text: str, shift: int) -> None:
    before, _, after = text.partition("→")
    line = re.split(r"\r\n|\r|\n", before)[-1]

    found, _ = fault({name: before + after}, shift)

    assert found.span.path == f"templates/{name}"
    assert found.span.end - shift == len(before.encode())
    assert found.span.end - found.span.start == len(line.encode())


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_block_that_nothing_shows_is_told_at_its_line(end: str) -> None:
    text = end.join(['{% extends "builtin/term.html" %}', "→", "  {% block nothing %}", "{% endblock %}", ""])
    texts = OURS | {f"builtin/{name}": each for name, each in OURS.items()} | {"term.html": text}
    (found,) = check_overrides(Theme(templates=texts, own={"term.html": 3}, assets={}, program=b"", digest=b""))

    assert text.encode()[found.span.start - 3 : found.span.end - 3] == b"{% block nothing %}"


def test_labels_within_tags_are_found_in_time_that_grows_with_the_text() -> None:
    start = perf_counter()
    _bare_in_tags("{{ a }}\n" * 50_000)

    assert perf_counter() - start < 1


def test_a_fault_in_a_replaced_macro_is_told_there() -> None:
    found, line = fault({"components/quiz.html": "{% macro quiz(item, site) %}\n{{ item.nothing }}\n{% endmacro %}"})

    assert found.span.path == "templates/components/quiz.html"
    assert line == "{{ item.nothing }}"


@pytest.mark.parametrize("name", ["header", "quiz"])
def test_a_macro_that_is_missing_is_named(name: str) -> None:
    path = f"components/{name}.html" if name == "quiz" else f"{name}.html"
    found, _ = fault({path: "{% macro other(site) %}{% endmacro %}"})

    assert found.span.path == f"templates/{path}"
    assert f"`{name}(" in found.message
