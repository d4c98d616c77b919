"""Formulas become MathML of known elements and attributes; whatever TeX an author writes, nothing runs or loads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Page

from glossary.markup.mathml import ATTRIBUTES, DEEPEST, ELEMENTS, mathml
from tests.builds import build, run, write
from tests.tools import nu

PAYLOADS = (
    r"\text{<script>window.__pwned=1</script>}",
    r"\text{<img src=x onerror=window.__pwned=1>}",
    r"\text{</mtext></math><script>window.__pwned=1</script>}",
    r"\text{&lt;script&gt;window.__pwned=1&lt;/script&gt;}",
    r"\mbox{<svg/onload=window.__pwned=1>}",
    r"\mathrm{<b onclick=window.__pwned=1>x</b>}",
    r"\operatorname{<script>window.__pwned=1</script>}",
    r"\href{javascript:window.__pwned=1}{x}",
    r"\href{https://example.org/}{x}",
    r"\style{background:url(https://example.org/x)}{x}",
    r'\class{x" onmouseover="window.__pwned=1}{x}',
    r'\color{red" onmouseover="window.__pwned=1}{x}',
    r'\hspace{1em" onmouseover="window.__pwned=1}x',
    r"\begin{array}{l\" onmouseover=\"window.__pwned=1} x \end{array}",
    r"<script>window.__pwned=1</script>",
    r"</math><script>window.__pwned=1</script>",
    r"\tag{<script>window.__pwned=1</script>} x",
)

FORMULAS = (
    r"\sum_{i=0}^n (y_i - \hat{y}_i)^2",
    r"\frac{1}{2} \sqrt[3]{x} \left( \frac{a}{b} \right)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    r"\begin{cases} 1 & x < 0 \\ 2 & \text{else} \end{cases}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"\lim_{x \to 0} \mathbb{R} \cdot \mathbf{w} \quad \boxed{x}",
    r"\overline{x} \underbrace{a+b} \vec{v} \binom{n}{k}",
)


def only_known(html: str) -> bool:
    """Whether the markup has only elements and attributes of the lists."""
    root = etree.fromstring(html)
    return all(
        element.tag in ELEMENTS and all(ATTRIBUTES[name].fullmatch(value) for name, value in element.attrib.items())
        for element in root.iter()
    )


@pytest.mark.parametrize("tex", [*PAYLOADS, *FORMULAS])
def test_only_known_elements_and_attributes_come_through(tex: str) -> None:
    """What a payload makes is text, or no formula at all."""
    html = mathml(tex, block=True)
    assert not html or only_known(html)


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_is_drawn(tex: str) -> None:
    """It is there, and its text is no command of TeX."""
    html = mathml(tex, block=False)
    assert html.startswith('<math display="inline">')
    assert "\\" not in html


@pytest.mark.parametrize(
    "tex",
    [r"\frac{1}", r"\nothing x", "x_", r"\left( x", "x" * 2001, "{" * 101 + "}" * 101, r"\sqrt" * 150 + "x"],
)
def test_what_cannot_be_read_is_no_formula(tex: str) -> None:
    """Wrong, unknown, too long or too deep."""
    assert mathml(tex, block=False) == ""


@given(st.lists(st.sampled_from([*r"{}_^&<>'\"[]()$#%~ax1", r"\frac", r"\text", r"\left", r"\right", r"\sqrt", r"\\",
    r"\begin{matrix}", r"\end{matrix}", r"\href", r"\color", r"\style", r"\over", r"\mathbb", r"\limits", r"\substack",
    r"\not", r"\tag", r"\genfrac", r"\hline", r"\rule"]), max_size=30))  # fmt: skip
def test_no_text_raises_or_brings_markup(parts: list[str]) -> None:
    """Any TeX gives known markup, or nothing."""
    html = mathml("".join(parts), block=True)
    assert not html or only_known(html)


def site(place: Path, *texts: str) -> Path:
    """A site with formulas, one paragraph a text."""
    body = "\n\n".join(f"${text}$" for text in texts)
    write(
        place / "root",
        {"glossary.yml": "math: true\n", "terms/loss.md": f"---\nterm: Loss\ndefinition: A $x^2$.\n---\n{body}\n"},
    )
    build(place / "root", place / "site", place / "cache")
    return place / "site"


def test_pages_with_formulas_have_no_error(tmp_path: Path) -> None:
    """The Nu checker knows MathML."""
    assert nu(site(tmp_path, *FORMULAS) / "loss.html") == ""


def test_a_browser_draws_formulas_and_runs_no_payload(page: Page, tmp_path: Path) -> None:
    """Chromium gives each formula a size, and no payload ran, for the page's policy had nothing to refuse."""
    out = site(tmp_path, *FORMULAS, *PAYLOADS)
    page.goto(f"file://{out}/loss.html")
    boxes = page.locator(".text math").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(boxes) >= len(FORMULAS)
    assert min(boxes) > 5
    assert page.evaluate("'__pwned' in window") is False
    assert page.locator("math script, math img, math svg, math a, math [style], math [href]").count() == 0


def test_without_the_library_the_configuration_says_so(tmp_path: Path) -> None:
    """`math: true` asks for the extra, by name, where it stands."""
    write(
        tmp_path / "root",
        {"glossary.yml": "title: W\nmath: true\n", "terms/x.md": "---\nterm: X\ndefinition: D.\n---\n"},
    )
    hidden = (
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'latex2mathml' else find(name, *rest)"
    )
    said = run("check", tmp_path / "root", "--cache", tmp_path / "cache", before=hidden)
    assert said.status == 1
    assert (
        "glossary.yml:2:7: error[missing-extra]: `math` needs latex2mathml, which is not installed"
        in said.out + said.err
    )
    assert "pip install 'glossary-site[math]'" in said.out + said.err


def test_the_limit_of_depth_holds_for_what_browsers_nest() -> None:
    """The deepest formula that is drawn has no more elements within elements than the limit."""
    html = next(
        made for depth in range(DEEPEST, 0, -1) if (made := mathml("{" * depth + "x" + "}" * depth, block=True))
    )
    depth = max(len(list(element.iterancestors())) for element in etree.fromstring(html).iter())
    assert depth < DEEPEST
