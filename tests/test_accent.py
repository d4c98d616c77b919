"""The shades of the accent: links can be read in them, whatever colour the site chose."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.build.run import Options, build
from glossary.config.accent import DARK, LIGHT, READABLE, Paper, contrast, mix, parse, shade
from glossary.exporters.assets import STYLE, accent_rule
from tests.builds import write

TOKENS = (Path(__file__).parents[1] / "static" / "tokens.css").read_text("utf-8")
BOTH = pytest.mark.parametrize("paper", [LIGHT, DARK], ids=["light", "dark"])

colours = st.one_of(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.from_regex(r"#[0-9A-F]{3}", fullmatch=True))


def token(name: str, paper: Paper) -> str:
    """The colour that tokens.css gives a name on that paper."""
    found = re.search(rf"--{name}:light-dark\((#\w+),(#\w+)\)", TOKENS)
    assert found
    return found[1 if paper is LIGHT else 2]


@BOTH
@given(accent=colours)
def test_a_link_can_be_read_on_everything_that_it_stands_on(paper: Paper, accent: str) -> None:
    link, fill = (parse(colour) for colour in shade(accent, paper))

    assert min(contrast(link, under) for under in (paper.paper, paper.panel, fill)) >= READABLE


@BOTH
@given(accent=colours)
def test_text_can_be_read_on_the_fill(paper: Paper, accent: str) -> None:
    assert contrast(parse(token("ink", paper)), parse(shade(accent, paper).fill)) >= READABLE


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert shade("#063", LIGHT).link == "#006633"
    assert shade("#7fcbb0", DARK).link == "#7fcbb0"


def test_a_colour_that_cannot_be_read_is_moved_as_far_as_it_must_be() -> None:
    for paper, accent in ((LIGHT, "#ffcc00"), (DARK, "#330044")):
        link = parse(shade(accent, paper).link)
        before = next(
            way
            for way in (mix(parse(accent), paper.pole, step) for step in range(63, -1, -1))
            if way != link and contrast(way, paper.paper) < contrast(link, paper.paper)
        )
        assert contrast(before, mix(paper.paper, before, paper.share)) < READABLE


@BOTH
def test_the_papers_are_those_of_the_theme(paper: Paper) -> None:
    assert paper.paper == parse(token("paper", paper))
    assert paper.panel == parse(token("panel", paper))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(parse("#777"), (255, 255, 255)) == pytest.approx(4.478, abs=0.001)


def built(place: Path, accent: str) -> tuple[str, int]:
    """The style sheet of a site with that accent, and how many of its files were written."""
    config = f'theme: {{accent: "{accent}"}}' if accent else ""
    write(place / "words", {"glossary.yml": config, "terms/a.md": "---\nterm: A\ndefinition: It.\n---\n"})
    write(place / "words", {"static/site.css": ":root{--acc:blue}"})
    outcome = build(Options(str(place / "words"), str(place / "out"), str(place / "cache")))
    return (place / "out" / STYLE).read_text("utf-8"), outcome.result.changed


def test_the_style_sets_the_accent_behind_the_theme_s_colours_and_before_all_else(tmp_path: Path) -> None:
    style, _ = built(tmp_path, "#ffcc00")

    assert ":root{--acc:light-dark(#7c6300,#ffcc00);--acc-bg:light-dark(#ebe5d0,#2f2f12)}" in style
    assert "@supports not (color:light-dark(red,red)){:root{--acc:#7c6300;--acc-bg:#ebe5d0}}" in style
    accent = accent_rule("#ffcc00").replace("\n", "")
    places = [style.index(part) for part in ("--acc:light-dark(#17604d", accent, ".bar{", "--acc:blue")]
    assert places == sorted(places)


def test_another_accent_makes_another_style_and_no_other_page(tmp_path: Path) -> None:
    styles = [built(tmp_path, accent) for accent in ("", "#063", "#603", "")]

    assert [changed for _, changed in styles[1:]] == [1, 1, 1]
    assert len({style for style, _ in styles}) == 3
    assert "#006633" in styles[1][0]
