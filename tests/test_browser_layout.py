"""How pages lie on small and large windows: what is in sight at once, what is reached by keys, what is copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builds import build, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALIASES = ", ".join(f"another name {at}" for at in range(200))
LINE = "| " + "x" * 90 + " |"
BODY = "".join(f"## Part {at}\n\n{'Text. ' * 150}\n\n" for at in range(6))
FILES = {
    "glossary.yml": "title: Words of weaving\nmath: true\nsections: [{id: one, title: Looms and threads}]\n"
    "theme: {navigation: [terms, a-z, map, tags, paths, quiz, compare, {url: 'https://example.org', title: Elsewhere}]}\n"
    "paths: [{id: way, title: Way, terms: [warp, weft]}]\n",
    "terms/warp.md": f"""---
term: Warp
definition: The threads that are held tight on a loom, all of one length, and between which the others are carried.
subtitle: What is there before the weaver comes, and what stays when the pattern is forgotten.
pronunciation: /wɔːp/
aliases: [{ALIASES}]
level: beginner
section: one
order: 1
tags: [thread]
cover: {{text: "{LINE}", alt: A thread}}
tradeoffs:
  - title: Threads
    options: [warp, weft, thrums, list]
    rows: [{{dimension: Donaudampfschifffahrtsgesellschaftskapitänsmützen, values: [a, b, c, d]}}]
---
```python
short = 1
```

```python
{"wide = 1 + " * 30}1
```

$$a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p$$

$$a$$

{BODY}""",
    "terms/weft.md": "---\nterm: Weft\ndefinition: What is carried.\nprerequisites: warp\nsection: one\norder: 2\n---\n",
    "terms/woof.md": "---\nterm: Woof\ndefinition: More.\nprerequisites: weft\nsection: one\norder: 3\n---\n",
}
PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
SEEN = """() => {
  const told = document.getElementById("definition-text").getBoundingClientRect();
  return [told.top, told.bottom, document.querySelector(".raillink").getBoundingClientRect().top];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site starts."""
    return made(tmp_path_factory.mktemp("layout"), FILES).as_uri()


def made(place: Path, files: dict[str, str]) -> Path:
    """The site of these files."""
    write(place / "root", files)
    said = build(place / "root", place / "site", place / "cache")
    assert said.status == 0, said
    return place / "site"


@pytest.fixture
def opened(chromium: Browser, context_options: dict[str, Any]) -> Iterator[Page]:
    """A page of the window that the test asks for."""
    context = chromium.new_context(**context_options)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("context_options", [PHONE, {**PHONE, "java_script_enabled": False}, SMALL])
def test_on_a_phone_the_meaning_is_in_sight_at_once(opened: Page, site: str) -> None:
    opened.goto(f"{site}/warp.html")
    top, bottom, end = opened.evaluate(SEEN)

    assert top + 56 < end
    if opened.viewport_size == PHONE["viewport"]:
        assert bottom < end


@pytest.mark.parametrize("context_options", [{**PHONE, "java_script_enabled": False}])
def test_many_other_names_are_in_a_fold(opened: Page, site: str) -> None:
    opened.goto(f"{site}/warp.html")
    names = opened.locator("details.also")
    expect(names.get_by_text("another name 199")).to_be_hidden()
    names.locator("summary").click()

    expect(names.get_by_text("another name 199")).to_be_visible()
    expect(names.locator("summary")).to_contain_text("another name 0, another name 1")


@pytest.mark.parametrize("context_options", [PHONE])
def test_the_links_of_the_bar_stand_in_one_line_that_scrolls(opened: Page, site: str) -> None:
    opened.goto(f"{site}/warp.html")
    links = opened.locator(".bar nav a")
    assert len({link.bounding_box()["y"] for link in links.all()}) == 1  # type: ignore[index]  # all are shown
    assert opened.locator(".bar nav ul").evaluate("row => row.scrollWidth > row.clientWidth")
    links.last.focus()

    box = links.last.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert opened.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("width", [320, 390, 430, 700, 768, 900, 1000, 1100, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_theme_s_button_stands_beside_the_search_in_every_window(
    width: int, direction: str, page: Page, site: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/warp.html")
    page.evaluate("way => document.documentElement.dir = way", direction)
    search, theme = page.locator(".bar .search input").bounding_box(), page.locator(".theme").bounding_box()
    assert search is not None
    assert theme is not None

    assert abs(search["y"] + search["height"] / 2 - theme["y"] - theme["height"] / 2) < 3
    assert search["width"] >= (200 if 390 <= width < 768 else 130)


@pytest.mark.parametrize("width", [390, 700, 768, 1000])
def test_without_a_search_the_theme_s_button_stands_beside_the_links(width: int, page: Page, site: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/index.html")
    links, theme = page.locator(".bar nav").bounding_box(), page.locator(".theme").bounding_box()
    assert links is not None
    assert theme is not None

    assert links["y"] < theme["y"] + theme["height"] / 2 < links["y"] + links["height"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("address", ["warp.html", "index.html"])
def test_with_text_twice_as_large_all_of_the_bar_is_within_a_phone(
    width: int, address: str, page: Page, site: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{address}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    parts = [box for part in page.locator(".bar :is(nav, .search, .theme .btn)").all() if (box := part.bounding_box())]

    assert len(parts) == (3 if address == "warp.html" else 2)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in parts)
    assert all(box["width"] >= 200 for box in parts)


@pytest.mark.parametrize("context_options", [{}, {"forced_colors": "active"}])
def test_the_focused_term_of_the_map_has_a_ring_of_its_own(opened: Page, site: str) -> None:
    opened.goto(f"{site}/map/index.html")
    opened.locator(".map-sheet").focus()
    opened.keyboard.press("Tab")
    ringed = opened.locator(".map-sheet a").evaluate_all(
        """nodes => nodes.map(node => [node.classList.contains("on"), document.activeElement === node,
                                       getComputedStyle(node.firstElementChild).outline])"""
    )

    assert [(traced, focused) for traced, focused, _ in ringed] == [(True, True), (True, False), (False, False)]
    assert [("3px" in ring and "solid" in ring) for *_, ring in ringed] == [True, False, False]


def test_what_fits_is_no_stop_of_tab_and_what_scrolls_is_one(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/warp.html")
    stops = "nodes => nodes.map(node => node.tabIndex)"
    code, formulas, cover = (page.locator(f"main {what}") for what in ("pre.code", ".math", ".cover pre"))
    expect(code.first).to_have_attribute("tabindex", "-1")

    assert code.evaluate_all(stops) == [-1, 0]
    assert formulas.evaluate_all(stops) == [0, -1]
    assert cover.evaluate_all(stops) == [0]
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(formulas.first).to_have_attribute("tabindex", "-1")
    assert [role.get_attribute("aria-label") for role in formulas.all()] == ["Formula", "Formula"]


def test_the_ring_around_a_drawing_is_not_cut(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/warp.html")

    assert page.locator(".cover").evaluate("cover => getComputedStyle(cover).overflowX") == "visible"


def test_code_and_drawings_open_at_their_start_where_a_page_runs_from_right_to_left(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/warp.html")
    page.evaluate("document.documentElement.dir = 'rtl'")

    for what in ("pre.code", ".cover pre", ".math"):
        assert page.locator(what).last.evaluate("place => getComputedStyle(place).direction") == "ltr"


def test_the_names_of_rows_leave_room_for_a_wide_table(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/warp.html")
    box = page.locator(".tradeoffs-wide tbody th").bounding_box()

    assert box is not None
    assert box["width"] <= 0.45 * 390


@pytest.mark.parametrize("width", [390, 1280])
def test_a_copied_heading_is_its_number_and_its_words(width: int, page: Page, site: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/warp.html")
    copied = (
        page.locator("h2")
        .nth(1)
        .evaluate("heading => { getSelection().selectAllChildren(heading); return getSelection().toString() }")
    )

    assert re.fullmatch(r"2\s+Part 1", copied)


@pytest.mark.parametrize("context_options", [{**PHONE, "java_script_enabled": False}])
def test_the_sheet_has_a_button_that_closes_it(opened: Page, site: str) -> None:
    opened.goto(f"{site}/warp.html")
    opened.locator(".raillink").click()
    opened.get_by_role("button", name="Close").click()

    expect(opened.locator("#rail")).to_be_hidden()


def test_only_a_click_within_the_page_glides(page: Page, site: str) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{site}/warp.html#part-5")
    assert page.evaluate(behaviour) == "auto"
    page.locator(".rail a").first.click()
    assert page.evaluate(behaviour) == "smooth"
    page.keyboard.press("Tab")

    assert page.evaluate(behaviour) == "auto"


def test_paper_has_the_size_that_the_reader_s_has(page: Page, site: str) -> None:
    page.goto(f"{site}/weft.html")
    letter = page.pdf(format="Letter", prefer_css_page_size=True)

    assert re.findall(rb"/MediaBox \[([^]]*)\]", letter) == [b"0 0 612 792"]


def test_on_paper_no_heading_stands_above_nothing_and_lists_use_the_sheet(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 900, "height": 800})
    page.emulate_media(media="print")
    page.goto(f"{site}/index.html")
    expect(page.locator("#a-z h2")).to_be_hidden()
    assert page.locator(".dictionary dl>div").first.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
    page.goto(f"{site}/a-z/index.html")

    assert page.locator("main").evaluate("main => getComputedStyle(main).paddingInlineStart") == "0px"


def test_a_long_table_may_go_on_overleaf_a_short_one_not(page: Page, tmp_path: Path) -> None:
    row = "{dimension: Row, values: [a, b]}, "
    term = "---\nterm: Warp\ndefinition: D.\ntradeoffs:\n"
    table = "  - {{title: {}, options: [x, y], rows: [{}]}}\n"
    root = made(tmp_path, {"terms/warp.md": f"{term}{table.format('A', row * 12)}{table.format('B', row * 4)}---\n"})
    page.emulate_media(media="print")
    page.goto((root / "warp.html").as_uri())
    inside = "all => all.map(one => getComputedStyle(one).breakInside)"

    assert page.locator(".tradeoffs").evaluate_all(inside) == ["auto", "auto"]
    assert page.locator(".tradeoffs table").evaluate_all(inside) == ["auto", "avoid"]
    assert set(page.locator(".tradeoffs tr").evaluate_all(inside)) == {"avoid"}
