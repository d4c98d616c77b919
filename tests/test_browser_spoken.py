"""What a checker of markup does not see: what is spoken, what is shown without colours, what is reached by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builds import build, write
from tests.storage import go

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = {
    "glossary.yml": "title: Words of weaving\npaths: [{id: way, title: Way, terms: [warp, weft]}]\n"
    "sections: [{id: one, title: Looms}]\n",
    "terms/warp.md": """---
term: Warp
definition: The threads that are held tight, between which the [[weft]] is carried.
section: one
order: 1
avoid: [{avoid: to warp, write: to wind}]
decision: {question: Which thread?, steps: [{ask: Is it long?, then: Take this one}]}
stages: [{title: Wind, text: On a mill.}]
tradeoffs:
  - title: Threads
    options: [weft, woof, shed, heddle, thrums]
    rows: [{dimension: Size of the thread, values: [a, b, c, d, e]}]
quiz:
  - {question: What is a warp?, choices: [{text: thread, correct: true, why: Yes.}, {text: cloth, why: No.}]}
  - {question: How is a warp?, choices: [{text: long, correct: true, why: Yes.}, {text: tight, correct: true, why: Yes.}]}
---
## First

- [x] wound
- [ ] woven
""",
    **{
        f"terms/{name}.md": f"---\nterm: {name.title()}\ndefinition: What comes after the {before}, and a warp.\n"
        f"prerequisites: {before}\nsection: one\norder: {order}\n---\n"
        for order, (before, name) in enumerate(
            [
                ("warp", "weft"),
                ("weft", "woof"),
                ("woof", "shed"),
                ("shed", "heddle"),
                ("heddle", "a long-winded name"),
            ],
            2,
        )
    },
}
FORCED = {"forced_colors": "active"}
PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site starts."""
    place = tmp_path_factory.mktemp("spoken")
    write(place / "root", {path.replace(" ", "-"): text for path, text in FILES.items()})
    said = build(place / "root", place / "site", place / "cache")
    assert said.status == 0, said
    return (place / "site").as_uri()


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    """A narrow window with keys."""
    context = chromium.new_context(viewport={"width": 390, "height": 664})
    yield context.new_page()
    context.close()


def spoken(page: Page) -> list[tuple[str, str, Any]]:
    """The role, the name and the level of all that Chromium hands to a reader that speaks, in its order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}
    found, waiting = [], [tree[0]["nodeId"]]
    while waiting:
        node = nodes[waiting.pop()]
        waiting += reversed(node["childIds"])
        if not node["ignored"]:
            levels = [each["value"]["value"] for each in node["properties"] if each["name"] == "level"]
            found.append((node["role"]["value"], node.get("name", {}).get("value", ""), (levels or [None])[0]))
    return found


def test_signs_that_only_adorn_are_not_spoken(page: Page, site: str) -> None:
    page.goto(f"{site}/warp.html")
    texts = [name.strip() for role, name, _ in spoken(page) if role == "StaticText"]

    assert "Take this one" in texts
    assert {"×", "=", "→", "/"}.isdisjoint(texts)
    sign = "name => getComputedStyle(name, '::before').content"
    assert page.locator(".avoid dt").first.evaluate(sign).startswith('"×')


def test_the_number_of_a_step_is_a_word_of_its_own(page: Page, site: str) -> None:
    page.goto(f"{site}/paths/way.html")

    expect(page.get_by_role("heading", level=2, name="1 Warp", exact=True)).to_be_visible()


def test_on_the_page_of_all_entries_headings_stand_one_below_the_other(page: Page, site: str) -> None:
    page.goto(f"{site}/all/index.html")
    headings = [(level, name) for role, name, level in spoken(page) if role == "heading"]

    assert headings[:6] == [
        (1, "Words of weaving"), (2, "Contents"), (2, "Looms"), (3, "Warp"), (4, "Section 1 First"),
        (4, "Section 2 How it works"),
    ]  # fmt: skip
    assert headings[6] == (5, "Wind")
    assert (2, "Index") in headings


@pytest.mark.parametrize("context_options", [{}, FORCED])
def test_what_is_done_and_what_is_pressed_is_told_without_colours(page: Page, site: str) -> None:
    page.goto(f"{site}/warp.html")
    width = "(box, side) => parseFloat(getComputedStyle(box)[`border${side}Width`])"
    done, to_do = (page.locator(f".tasks .{which}>.box").bounding_box() for which in ("done", "task:not(.done)"))
    assert done is not None
    assert to_do is not None
    assert (done["width"], done["height"]) == (to_do["width"], to_do["height"])
    assert page.locator(".tasks .done>.box").evaluate(width, "Top") >= done["height"] / 2 - 1
    page.locator(".quiz").scroll_into_view_if_needed()
    pressed = page.get_by_role("button", name="One at a time")
    before = pressed.evaluate(width, "Bottom")
    pressed.click()

    assert pressed.evaluate(width, "Bottom") >= before + 2


@pytest.mark.parametrize("context_options", [{}, FORCED])
def test_letters_without_terms_can_be_read_and_look_like_no_links(page: Page, site: str) -> None:
    page.goto(f"{site}/a-z/index.html")
    letter, link = page.locator(".alphabet span").first, page.locator(".alphabet a").first

    assert letter.evaluate("it => getComputedStyle(it).borderStyle") == "none"
    assert link.evaluate("it => getComputedStyle(it).borderStyle") == "solid"
    assert letter.evaluate("it => getComputedStyle(it).color") == page.locator("main .eyebrow").evaluate(
        "it => getComputedStyle(it).color"
    )


def test_the_first_column_of_a_wide_table_hides_no_link_that_has_the_focus(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}/warp.html")
    narrow.locator(".tradeoffs-table").evaluate(
        """table => {
            const links = table.querySelectorAll("thead a");
            links[1].focus();
            const gap = links[0].getBoundingClientRect().left - table.getBoundingClientRect().left;
            table.scrollLeft += gap - 40;
        }"""
    )
    narrow.keyboard.press("Shift+Tab")
    focused = narrow.locator(".tradeoffs-table thead a").first
    expect(focused).to_be_focused()
    box, name = focused.bounding_box(), narrow.locator(".tradeoffs-table thead th").first.bounding_box()
    assert box is not None
    assert name is not None

    assert box["x"] >= name["x"] + name["width"]


def test_by_tab_the_whole_box_of_a_term_comes_into_sight_on_the_map(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}/map/index.html")
    sheet = narrow.locator(".map-sheet")
    sheet.focus()
    edge = sheet.bounding_box()
    assert edge is not None
    for _ in range(6):
        narrow.keyboard.press("Tab")
        box = narrow.locator(".map-sheet a:focus rect").bounding_box()
        assert box is not None
        assert edge["x"] <= box["x"]
        assert box["x"] + box["width"] <= edge["x"] + edge["width"]


def test_where_lines_are_traced_the_other_names_can_be_read_still(page: Page, site: str) -> None:
    page.goto(f"{site}/map/index.html")
    page.locator(".map-sheet").focus()
    page.keyboard.press("Tab")
    faded = page.locator(".map-sheet a:not(.on)")
    expect(faded).to_have_count(4)

    assert faded.evaluate_all("nodes => nodes.map(node => getComputedStyle(node).opacity)") == ["1"] * 4


def test_links_of_the_map_s_list_keep_their_distance(page: Page, site: str) -> None:
    page.goto(f"{site}/map/index.html")
    lines = page.locator(".map-list dd").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")

    assert min(lines) >= 24


HEARD = """() => { window.heard = []; new MutationObserver(() => {
    const count = document.querySelector("[data-count]");
    if (count && count !== window.seen) {
        window.seen = count;
        new MutationObserver(() => heard.push(count.textContent)).observe(count, {childList: true});
    }
}).observe(document, {childList: true, subtree: true}) }"""


def test_what_was_found_is_in_one_piece_and_is_counted_once(page: Page, site: str) -> None:
    page.add_init_script(f"({HEARD})()")
    page.goto(f"{site}/search/index.html?q=comes")
    text = page.locator(".search-text>span").first
    expect(text).to_have_text("What comes after the warp, and a warp.")
    page.wait_for_function("!glossary.finder.busy")

    assert text.evaluate("it => it.childNodes.length") == 3
    heard = page.evaluate("heard")
    assert heard.count("5 terms match") == 1, heard


def test_the_key_of_the_search_can_be_turned_off(page: Page, site: str) -> None:
    page.goto(f"{site}/search/index.html")
    choice = page.get_by_label("The key / leads to the search")
    expect(choice).to_be_checked()
    choice.focus()
    page.keyboard.press("Space")
    expect(page.locator("main kbd")).to_be_hidden()
    go(page, f"{site}/warp.html")
    expect(page.locator(".bar kbd")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    go(page, f"{site}/search/index.html")
    expect(choice).not_to_be_checked()
    choice.check()
    go(page, f"{site}/warp.html")
    page.keyboard.press("/")

    expect(page.locator("#q")).to_be_focused()


def test_the_key_can_be_turned_off_where_nothing_is_kept(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('off') }})")
    page.goto(f"{site}/search/index.html")
    choice = page.get_by_label("The key / leads to the search")
    choice.focus()
    choice.uncheck()
    page.get_by_role("link").first.focus()
    page.keyboard.press("/")
    expect(page.locator("main [data-search]")).not_to_be_focused()
    choice.check()
    page.get_by_role("link").first.focus()
    page.keyboard.press("/")

    expect(page.locator("main [data-search]")).to_be_focused()


def test_an_answer_without_a_choice_is_told_to_eyes_and_ears(page: Page, site: str) -> None:
    page.goto(f"{site}/warp.html")
    page.locator(".quiz").scroll_into_view_if_needed()
    page.get_by_role("button", name="Check this answer").click()
    told = page.locator(".quiz-end")
    expect(told).to_have_text("Nothing chosen yet.")
    expect(page.locator("body>[role=status]")).to_have_text("Nothing chosen yet.")
    page.get_by_label("tight").check()

    expect(told).to_have_count(0)


def test_a_session_without_questions_says_so_and_keeps_the_focus(page: Page, site: str) -> None:
    page.route("**/questions/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{site}/quiz/index.html")
    start = page.get_by_role("button", name="Start")
    start.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".session-ground")).to_have_text("There is no question here.")
    expect(start).to_be_focused()


@pytest.mark.parametrize("context_options", [PHONE])
def test_a_first_tap_is_answered_aloud(page: Page, site: str) -> None:
    page.goto(f"{site}/warp.html")
    page.locator(".definition a[data-t]").first.tap()

    expect(page.locator("body>[role=status]")).to_have_text("What comes after the warp, and a warp.")
