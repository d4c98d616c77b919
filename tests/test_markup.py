"""The Markdown floor: golden cases in `cases_markup/`, places, properties, payloads, limits."""

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from glossary.markup.code import COLOURED
from glossary.markup.compiler import Compiler
from glossary.markup.emphasis import plain_emphasis
from glossary.markup.mathml import ATTRIBUTES as MATHEMATICAL
from glossary.markup.mathml import ELEMENTS
from glossary.markup.parser import Parser
from glossary.markup.plain import plain
from glossary.markup.segments import (
    Anchor,
    Compiled,
    Component,
    Dialect,
    Heading,
    Html,
    Image,
    Part,
    Prose,
    Reference,
    Segment,
)
from glossary.markup.words import count_words
from glossary.text.rules import DEFAULTS

CASES = Path(__file__).parent / "cases_markup"
CODE_CSS = Path(__file__).parents[1] / "static" / "code.css"
COMPONENTS = ("quiz", "tradeoffs", "see_also", "stages", "faq")
COMPILER = Compiler(Dialect(base="/gpu/", components=COMPONENTS))
MATH = Compiler(Dialect(math=True, components=COMPONENTS))
CASE = re.compile(
    r"^## (?P<title>.+?)\n+(?P<fence>`{3,})(?P<kind>md|inline|math)\n(?P<text>.*?)^(?P=fence)\n+"
    r"(?P=fence)html\n(?P<html>.*?)^(?P=fence)\n(?:\n*(?P=fence)faults\n(?P<faults>.*?)^(?P=fence)\n)?",
    re.DOTALL | re.MULTILINE,
)


# -------------------------------------------------------------------------------- golden cases


def cases() -> Iterator[tuple[str, re.Match[str]]]:
    for path in sorted(CASES.glob("*.md")):
        for case in CASE.finditer(path.read_text("utf-8")):
            yield f"{path.stem}: {case['title']}", case


def compile_case(case: re.Match[str]) -> tuple[str, Compiled]:
    text = case["text"].removesuffix("\n").replace("␍", "\r").replace("→", "\t").replace("·\n", " \n")
    compiler = MATH if case["kind"] == "math" else COMPILER
    return text, compiler.inline(text) if case["kind"] == "inline" else compiler.block(text)


def joined(compiled: Compiled) -> str:
    """The segments as one text: «running text», links with their targets."""
    return "".join(shown(segment, compiled) for segment in compiled.segments)


def shown(segment: Segment, compiled: Compiled) -> str:  # noqa: C901 - one case a kind of segment
    match segment:
        case Html(html):
            return html
        case Prose(text):
            return f"«{escape(text, quote=False)}»"
        case Reference(number, label, title):
            link = compiled.links[number]
            to = f"{link.target}{'#' + link.fragment if link.fragment else ''}"
            return f'<a {link.kind}="{to}"{f" title={title!r}" if title else ""}>{label}</a>'
        case Image(number, alt, title):
            link = compiled.links[number]
            assert link.kind == "image"
            return f'<image src="{link.target}" alt="{alt}"{f" title={title!r}" if title else ""}>'
        case Heading(level, id_, text, content):
            inner = "".join(shown(part, compiled) for part in content)
            return f"<h{level} id={id_} text={text!r}>{inner}</h{level}>\n"
        case Component(noun, id_):
            return f"<component {noun}{':' + id_ if id_ else ''}>\n"
        case Anchor(id_):
            return f"⚓{id_}"
        case Part(label):
            return f"({label})"


def told(text: str, compiled: Compiled) -> str:
    """The faults, a line each."""
    return "".join(
        f"{fault.rule} {text[fault.start : fault.end]!r} {fault.message}{'; ' + fault.help if fault.help else ''}\n"
        for fault in compiled.faults
    )


CASE_PARAMETERS = [pytest.param(case, id=name) for name, case in cases()]


@pytest.mark.parametrize("case", CASE_PARAMETERS)
def test_a_text_becomes_what_its_case_says(case: re.Match[str]) -> None:
    text, compiled = compile_case(case)
    assert joined(compiled).rstrip("\n") == case["html"].rstrip("\n")
    assert told(text, compiled) == (case["faults"] or "")


def test_every_case_in_the_files_is_read() -> None:
    headings = sum(path.read_text("utf-8").count("\n## ") for path in CASES.glob("*.md"))
    assert len(CASE_PARAMETERS) == headings > 60


# -------------------------------------------------------------------------------------- places

PLACED = [
    "a [[x]] b",
    "first line\nsecond [[x]] line\n  third [[x]]",
    "- a [[x]]\n- - [[x]]\n  - b\n    [[x]]\n1. [[x]]\n\n   [[x]]",
    "> > a [[x]]\n> > [[x]]\n> lazy [[x]]\nlazier [[x]]",
    "> - a [[x]]\n>   [[x]]\n>\n>   > [[x]]",
    "| a | b [[x]] |\n|---|---|\n| [[x]] | [[x]] |\n| [[x\\|y]] | \\| [[x]] \\| [[x]] |\nno | [[x]]",
    "> | a |\n> |---|\n> | [[x]] |\n\n- | b |\n  |--|\n  |[[x]]|",
    "a|b\n-|-\n [[x]] | [[x]]\n | [[x]]",
    "## a [[x]] b ##\n\nsetext [[x]]\nmore [[x]]\n===\n\n# [[x]] {#id}",
    "a[^1][^2] [[x]]\n\n[^1]: note [[x]]\n    more [[x]]\n\n    other [[x]]\n[^2]: [[x]]",
    "term [[x]]\n: def [[x]]\n  more [[x]]\n\n  next [[x]]",
    "> [!NOTE]\n> [[x]] and\n> [[x]]",
    "- [ ] [[x]]\n- [x] a\n  [[x]]",
    "\U0001d49c\U0001d4b7 e\u0301 ñ [[x]] 🇩🇪 [[x]]",
    "a\r\nb [[x]]\r\n\r\n- [[x]]\r\n\r\n|a|\r\n|-|\r\n|[[x]]|\r\n",
    "a\rb [[x]]\r\r[[x]]",
    "\ta\n\n-\ta [[x]]\n\n\t[[x]]\n>\t[[x]]",
    "nul \0 [[x]]",
    "*a [[x]] **b [[x]]*** ~~[[x]]~~ [c [[y]]]{.nolink}",
    "a  \nb\\\n[[x]]",
    "[[x]][[x]] \\[x]] [[x]]",
    "a <!-- c --> [[x]]\n<!-- c -->\n[[x]]",
]


@pytest.mark.parametrize("text", PLACED)
def test_a_link_by_name_stands_where_it_says(text: str) -> None:
    links = COMPILER.block(text).links
    written = [found.start() for found in re.finditer(r"\[\[", text)]
    assert sorted(link.start for link in links) == written
    assert all(text[link.start : link.end].startswith(f"[[{link.target}") for link in links)
    assert all(text[link.start : link.end].endswith("]]") for link in links)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a [b](c.md) d", ["[b](c.md)"]),
        ('x\n  [b\nc](d "t")', ['[b\nc](d "t")']),
        ("[b][r] [r] [r][]\n\n[r]: /x", ["[b][r]", "[r]", "[r][]"]),
        ("> - [b](c) [b](c)\n>   [b](c)", ["[b](c)"] * 3),
        ("[![a](i.png)](c)", ["[![a](i.png)](c)"]),
        ("![see [x](/gpu/y) now](themed-image://z) [x](/gpu/y)", ["[x](/gpu/y)", "[x](/gpu/y)"]),
        ("a ![b](c.png) [d](e) ![f][g]\n\n[g]: h.png", ["![b](c.png)", "[d](e)", "![f][g]"]),
        (
            "- > ![a\n  > b](c.png 't')\n\n|![d](e.png)|\n|-|\n|![f](g.png)|",
            ["![a\n  > b](c.png 't')", "![d](e.png)", "![f](g.png)"],
        ),
    ],
)
def test_a_markdown_link_or_picture_stands_where_it_says(text: str, places: list[str]) -> None:
    links = COMPILER.block(text).links
    assert [text[link.start : link.end] for link in links] == places
    assert len({link.start for link in links}) == len(links)


def test_places_in_a_field_are_places_in_the_text_given() -> None:
    text = "a\r\n[[x]]\n[[y z]]"
    assert [text[link.start : link.end] for link in COMPILER.inline(text).links] == ["[[x]]", "[[y z]]"]


# ---------------------------------------------------------------------------------- properties

WORDS = (
    "a b x 1 [[ ]] [ ] ( ) ! ![ ](u) [[a]] [[a|b]] [^1] [^1]: * ** _ ~~ ` ``` ~~~ > - + 1. # ## | |-| : $ $$ < > "
    "<b> </b> <!-- --> <!--quiz--> <a@b.c> https://a.b www.a.b \\ & &amp; {#id} {.nolink} [!NOTE] --- === \0 é "
    "\U0001d49c javascript: /gpu/ // [a]: (/gpu/x) ```py"
)
SPACES = (" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\n> ", "\n- ", "\n  ", "\n    ", "\n|")
MARKUP = st.lists(st.sampled_from((*WORDS.split(" "), *SPACES)), max_size=60).map("".join)


@given(st.one_of(MARKUP, st.text()))
def test_no_text_raises_and_every_place_is_within_it(text: str) -> None:
    for compiler in (COMPILER, MATH):
        for compiled in (compiler.block(text), compiler.inline(text)):
            check_compiled(text, compiled)


def check_compiled(text: str, compiled: Compiled) -> None:
    for link in compiled.links:
        assert 0 <= link.start < link.end <= len(text)
        if link.kind == "name":
            assert text[link.start : link.end].startswith("[[")
            assert text[link.start : link.end].endswith("]]")
        elif link.kind == "image":
            assert text[link.start : link.start + 2] == "!["
            assert text[link.end - 1] in ")]"
        elif text[link.start] == "[":
            assert text[link.end - 1] in ")]"
    for fault in compiled.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.rule in DEFAULTS
    references = [part for part in walk(compiled.segments) if isinstance(part, Reference | Image)]
    assert [part.link for part in references] == list(range(len(compiled.links)))
    check_merged(compiled.segments)
    plain(compiled.segments)


def check_merged(segments: tuple[Segment, ...]) -> None:
    for left, right in pairwise(segments):
        assert not (type(left) is type(right) and isinstance(left, Html | Prose))


def walk(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    for segment in segments:
        yield segment
        if isinstance(segment, Heading):
            yield from walk(segment.content)


@given(MARKUP)
def test_what_comes_out_is_balanced_and_of_known_tags(text: str) -> None:
    for compiler in (COMPILER, MATH):
        for compiled in (compiler.block(text), compiler.inline(text)):
            Strict(page(compiled)).close()


@given(MARKUP, MARKUP)
def test_a_text_compiles_alike_whatever_came_before(before: str, text: str) -> None:
    used = Compiler(Dialect(base="/gpu/", components=COMPONENTS))
    used.block(before)
    assert used.block(text) == Compiler(Dialect(base="/gpu/", components=COMPONENTS)).block(text)


@given(st.text(alphabet=st.characters(exclude_characters="[]<>&*_`~!\\$", exclude_categories=("Cc", "Cs"))))
def test_a_field_without_markup_is_its_text(text: str) -> None:
    if "://" in text or "www." in text.lower():
        return
    assert COMPILER.inline(text).segments == ((Prose(text),) if text else ())


# ------------------------------------------------------------------------------------ payloads

VOID = frozenset({"br", "hr", "img"})
TAGS = (
    "a blockquote code dd del div dl dt em h1 h2 h3 h4 h5 h6 li ol p pre s section span strong sup table tbody td th "
    "thead tr ul br hr img"
)
ATTRIBUTES = "alt aria-label class dir href id rel role scope src start tabindex title"


class Strict(HTMLParser):
    """Fails on a tag, an attribute or an address that only an author's trick could have brought in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {*TAGS.split(), *ELEMENTS}, tag
        for name, value in attrs:
            known = MATHEMATICAL if tag in ELEMENTS else ATTRIBUTES.split()
            assert name in known, (tag, name)
            assert name != "href" or (value or "").startswith(("http://", "https://", "mailto:", "#", "=")), value
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def close(self) -> None:
        super().close()
        assert not self.open, self.open


def page(compiled: Compiled) -> str:
    """The segments as a joiner would put them into a page, which escapes what is text."""

    def part(segment: Segment) -> str:
        match segment:
            case Html(html):
                return html
            case Prose(text) | Anchor(text) | Part(text):
                return escape(text)
            case Reference(number, label, title):
                return f'<a href="={escape(compiled.links[number].target)}" title="{escape(title)}">{label}</a>'
            case Image(number, alt, title):
                address = escape(compiled.links[number].target)
                return f'<img src="{address}" alt="{escape(alt)}" title="{escape(title)}">'
            case Heading(level, id_, _, content):
                return f'<h{level} id="{id_}">{"".join(map(part, content))}</h{level}>'
            case Component():
                return ""

    return "".join(map(part, compiled.segments))


SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)",
    "\x01javascript:alert(1)", "&#1;javascript:alert(1)", "&#x200b;javascript:alert(1)", "java\u00adscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,AAAA", "vbscript:msgbox(1)",
    "file:///etc/passwd", "feed:javascript:alert(1)", "view-source:x", "blob:x", "about:blank", "tel:1", "ftp://a.b",
    "//evil.example", "/\\evil.example", "\\\\evil.example", "&#47;/evil.example", "https:evil", "http:/\\evil",
    "javascript\\:alert(1)", "j\\avascript:alert(1)", "mailto:", "%6aavascript:alert(1)", "\u2028javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize("form", ["[a](<{}>)", "[a]({})", "[a][r]\n\n[r]: <{}>", "<{}>", "![a](<{}>)", "[[{}]]", "{}"])
def test_no_scheme_but_ours_becomes_an_address(form: str, address: str) -> None:
    text = form.format(address)
    compiled = COMPILER.block(text)
    Strict(page(compiled)).close()
    for html in (part.html for part in walk(compiled.segments) if isinstance(part, Html)):
        assert not re.search(r'(?i)(?:href|src)="\s*(?:javascript|data|vbscript|file|//)', html)


@pytest.mark.parametrize(
    "address",
    [scheme for scheme in SCHEMES if not scheme.startswith(("%", "\\\\", "j\\", "&#1;")) and "<" not in scheme],
)
def test_another_scheme_is_reported_once(address: str) -> None:
    faults = COMPILER.block(f"[a](<{address}>)").faults
    assert [fault.rule for fault in faults] == ["unknown-scheme"]


PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<a href='javascript:x'>y</a>", "<!--><script>x</script>-->", "<!-- --!><b>x</b> -->",
    "<![CDATA[<b>]]>", "<?php x ?>", "<!DOCTYPE x>", "<style>*{}</style>", "&lt;script&gt;x&lt;/script&gt;",
    '[a](https://x.y "\\" onclick=alert(1) x=\\"")', '[a](https://x.y/" onclick="x)', "[a](https://x.y '\"><b>')",
    "[a](https://x.y/<script>)", '![a"><script>x</script>](i.png)', '![a](i.png "\\"><b>")', '![a](<i"><b>.png>)',
    '![a" onerror="x](https://x.y/z.png)', '```"><script>x</script>\ny\n```', '```x" onclick="y\nz\n```',
    "```html\n</code></pre><script>x</script>\n```", "~~~ a' b\n<b>\n~~~", "    <script>x</script>", "`<script>`",
    '[^"><b>]\n\n[^"><b>]: <script>x</script>', '[^a"b]\n\n[^a"b]: c', "# <b>x</b>", '# x {#a"b}', "# x {#<b>}",
    '# x {onclick="y"}', '# "><script>x</script>', '[x]{.nolink onclick="y"}', "[x]{.a}", "[x]{.nolink}{onclick=y}",
    "[[<b>x</b>]]", "[[x|<b>y</b>]]", '[[x"onclick="y]]', '[[x#" onclick="y]]', '[[#" onclick="y]]', '[x](#"onclick=y)',
    "[x](#<script>)", "[x](#%22%3E%3Cscript%3E)", "|<b>|\n|-|\n|<script>x</script>|", "- [x] <script>x</script>",
    "> [!NOTE]<b>\n> x", "> [!<b>]\n> x", "term<b>\n: <script>x</script>", '<!-- quiz: "><script> -->',
    "$<script>$",
    "$$\n<script>x</script>\n$$", 'https://x.y/"onmouseover=alert(1)', "https://x.y/<script>",
    '<https://x.y/"onclick="z>', 'www.x.y"><b>', "<https://x.y/'><b>", "*<b>*", "~~<b>~~", "\\<b>", "&#60;b&#62;",
    "{{ x }} {% x %}", "<b\n onclick=x>", "<a" + "\n" * 3 + "b>", "x\0<scr\0ipt>", "<x:y z>",
    "[a]: <b> '<script>'\n[a]",
]  # fmt: skip


@pytest.mark.parametrize("text", PAYLOADS)
def test_nothing_an_author_writes_becomes_markup(text: str) -> None:
    for compiler in (COMPILER, MATH):
        for source in (text, f"> {text}", f"- a\n\n  {text}", f"a {text} b", f"[{text}](https://a.b)", f"![{text}](x)"):
            Strict(page(compiler.block(source))).close()
            Strict(page(compiler.inline(source))).close()


# -------------------------------------------------------------------------------------- limits

N = 50_000
LONG = {
    **{f"{run!r}": run * N for run in ("*", "_", "`", "[", "]", "<", ">", "[[", "![", "~", "$", "&", "|", "\\", "(")},
    **{f"{run!r} × {N // 5}": run * (N // 5) for run in ("> ", "- ", "+ ", "1. ", "[^", "<!--", "<?", "<a ", "http://_")},
    **{f"{run!r} lines": run * (N // 10) for run in ("> a\n", "+ a\n", "a\n: b\n", "a\n", "[a]: b\n", "|a|\n", "-x\n")},
    "emphasis": "*a* " * N,
    "unclosed emphasis": "*a _b " * (N // 5),
    "nested emphasis": "*a **b " * (N // 10) + "b** a*" * (N // 10),
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "nested quotes": "".join("> " * min(depth, 200) + "a\n" for depth in range(400)),
    "definitions": "".join(f"[a{nth}]: b\n" for nth in range(10_000)) + "[a1] " * 10_000,
    "long label": f"[{'a' * N}]: b\n[{'a' * N}]",
    "brackets": "[" * (N // 2) + "a" + "]" * (N // 2),
    "alerts in a line": "[!note]- " * N,
    "links": "[[a]] " * (N // 5),
    "links on lines": "[[a]]\r\n" * (N // 5),
    "cells": "|" + "[[a]]|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "[[a\\|b]]|" * 1000,
    "autocompleted cells": "|" + "a|" * 250 + "\n|" + "-|" * 250 + "\n" + "|a\n" * 500,
    "attributes": "<a " + "b='" * (N // 3) + ">",
    "addresses": "https://a.b/" + "(" * (N // 2) + ")" * (N // 2),
    "code": "```python\n" + "(" * (N - 100) + "\n```",
}  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", LONG)
def test_no_text_takes_long(name: str) -> None:
    start = time.process_time()
    compiled = COMPILER.block(LONG[name])
    assert time.process_time() - start < 5
    check_compiled(LONG[name], compiled)


@pytest.mark.parametrize("text", ["> " * 150 + "deep", "- " * 80 + "deep", "*a **b " * 80 + "deep" + "** a*" * 80])
def test_what_is_nested_too_deep_is_reported_and_shown(text: str) -> None:
    compiled = COMPILER.block(text)
    assert [fault.rule for fault in compiled.faults] == ["nesting"]
    assert "deep" in plain(compiled.segments)


# ------------------------------------------------------------------------------------ the rest


def test_ids_are_unique_in_a_text_and_on_its_page() -> None:
    compiled = COMPILER.block("# A b!\n# A b\n# A b\n# x {#a-b-1}\n# taken", ids=frozenset({"taken"}))
    ids = [part.id for part in compiled.segments if isinstance(part, Heading)]
    assert ids == ["a-b", "a-b-1", "a-b-2", "a-b-1-1", "taken-1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two, three-four — five's.", 5),
        ("*a*b [[c|d e]] `f` <b>", 5),
        ("# h\n\n- i\n- j\n\n|k|\n|-|\n|l|", 5),
        ("日本語の用語", 3),
        ("Größe übt ﬂüssig", 3),
    ],
)
def test_words_are_those_a_reader_sees(text: str, words: int) -> None:
    assert count_words(COMPILER.block(text).text) == words


def test_plain_text_is_what_a_reader_sees() -> None:
    text = "# T[^1]\n\nA *b* [[c|`d`]] <e> & ![f](g.png) ~~h~~\nnext\n\n- i\n- j\n\n[^1]: note"
    assert plain(COMPILER.block(text).segments) == "T A b d <e> & h next i j"


def test_segments_and_plain_text_do_without_the_parser() -> None:
    code = (
        "import sys; import glossary.markup.compiler as c, glossary.markup.plain; "
        "from glossary.markup.segments import *; c.Compiler(Dialect()).inline('no markup here'); "
        "print(sorted({'markdown_it', 'pygments'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_known_languages_are_coloured_with_classes_alone() -> None:
    html = joined(COMPILER.block("```Python\nif x: return 'a<b' # c\n```"))
    assert '<span class="k">if</span>' in html
    assert '<span class="s">&#x27;a&lt;b&#x27;</span>' in html
    assert "style" not in html


PAPERS = (("#f7f2e6", "#f0e9d9"), ("#111814", "#18211c"))
"""`--paper` and `--panel`, by day and by night."""


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_code_is_legible_by_day_and_by_night() -> None:
    css = CODE_CSS.read_text("utf-8")
    colours = re.findall(r"light-dark\((#\w{6}),(#\w{6})\)", css)
    assert len(colours) >= 6
    for pair in colours:
        for colour, papers in zip(pair, PAPERS, strict=True):
            for paper in papers:
                assert contrast(colour, paper) >= 4.5, (colour, paper)


def test_every_colour_of_code_has_a_rule() -> None:
    from pygments.token import STANDARD_TYPES, string_to_tokentype

    styled = set(re.findall(r"\.code \.(\w+)", CODE_CSS.read_text("utf-8")))
    assert styled == {STANDARD_TYPES[string_to_tokentype(name)] for name in COLOURED}


@given(st.text(st.sampled_from("aé1 .,()*_*_~`[]!\\\n:"), max_size=40))
def test_emphasis_read_at_once_is_emphasis_as_markdown_it_pairs_it(text: str) -> None:
    """Against the same parser without our rule."""
    ours, theirs = Parser(), Parser()
    inline: Any = theirs._markdown.inline
    inline._rules = {
        char: tuple(rule for rule in tried if rule is not plain_emphasis) for char, tried in inline._rules.items()
    }

    assert shape(ours.block(text)) == shape(theirs.block(text))


def shape(tokens: Iterable[Token]) -> list[object]:
    """What tokens say, neighbouring texts joined."""
    found: list[object] = []
    for token in tokens:
        if token.type == "text" and found and isinstance(found[-1], str):
            found[-1] += token.content
        elif token.type == "text":
            found.append(token.content)
        else:
            found.append((token.type, token.content, shape(token.children or ())))
    return [each for each in found if each != ""]
