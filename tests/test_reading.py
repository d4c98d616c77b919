"""Map, paths, folds and the contents sheet in a browser: by pointer and by keys, from a folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.builds import build, write
from tests.storage import reload

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

TERMS = {
    "model": "section: one\norder: 1",
    "loss": "section: one\norder: 2\nprerequisites: [model]",
    "training": "section: two\norder: 1\nprerequisites: [model, loss]\nbroader: [model]\nsee_also: [tuning]",
    "tuning": "section: two\norder: 2\nprerequisites: [training]\ncontrast: [training]\nfaq: [{question: Why?, answer: So.}]",
    "alone": "see_also: [model]",
}
CONFIG = """\
sections: [{id: one, title: One}, {id: empty, title: Nothing here}, {id: two, title: Two}]
paths: [{id: way, title: The way, terms: [model, loss, training]}, {id: other, title: Another, terms: [tuning]}]
"""
LONG = "\n\n".join(f"## Heading {at}\n\n" + "Some words. " * 60 for at in range(5))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five terms in two sections, with every kind of relation, and two paths."""
    place = tmp_path_factory.mktemp("reading")
    root = place / "sources"
    files = {
        f"terms/{name}.md": f"---\nterm: {name.title()}\ndefinition: What {name} is.\n{more}\n---\nIt is like [[loss]]. So.\n"
        for name, more in TERMS.items()
    }
    files["terms/training.md"] += LONG
    write(root, {**files, "glossary.yml": CONFIG})
    said = build(root, root / "site", place / "cache")
    assert said.status == 0, said
    return root / "site"


def go(page: Page, site: Path, address: str) -> None:
    """Open a page of the site from its folder."""
    path, _, fragment = address.partition("#")
    page.goto((site / path).as_uri() + (f"#{fragment}" if fragment else ""))


def shown(page: Page, kind: str) -> int:
    """How many lines of a kind are seen on the map."""
    lines = page.locator(f".map-sheet path.map-{kind}")
    return sum(line.evaluate("line => getComputedStyle(line).display") != "none" for line in lines.all())


def traced(page: Page) -> set[str]:
    """The terms that the map sets off."""
    return set(page.locator(".map-sheet a.on text:last-child").all_text_contents())


def test_the_map_has_a_box_for_each_term_and_a_line_for_each_relation(site: Path, page: Page) -> None:
    go(page, site, "map/index.html")

    assert page.locator(".map-sheet a").count() == 5
    assert (shown(page, "prerequisites"), shown(page, "broader")) == (3, 0)  # model → training follows from the others
    for kind, count in (("broader", 1), ("see_also", 2), ("contrast", 1)):
        page.check(f"[data-kind={kind}]")
        assert shown(page, kind) == count
    page.uncheck("[data-kind=prerequisites]")
    assert shown(page, "prerequisites") == 0


def test_pointing_and_tab_trace_the_lines_of_a_term(site: Path, page: Page) -> None:
    go(page, site, "map/index.html")
    page.hover(".map-sheet a[data-n='1'] rect")
    assert traced(page) == {"Loss", "Model", "Training"}
    page.mouse.move(0, 0)
    assert traced(page) == set()
    page.focus(".map-sheet a[data-n='3']")
    assert traced(page) == {"Training", "Tuning"}
    page.keyboard.press("Enter")
    page.wait_for_url("**/tuning.html")


def test_a_section_chosen_keeps_its_terms_and_their_neighbours(site: Path, page: Page) -> None:
    go(page, site, "map/index.html")
    page.select_option("[data-map-section]", "one")

    assert traced(page) == {"Model", "Loss", "Training"}
    assert page.locator(".map-list>li:visible").count() == 2
    page.select_option("[data-map-section]", "")
    assert page.locator(".map-list>li:visible").count() == 5


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_scripts_lines_of_the_map_are_chosen_as_with_them(site: Path, page: Page) -> None:
    go(page, site, "map/index.html")

    kinds = ("prerequisites", "broader", "see_also", "contrast")
    assert [shown(page, kind) for kind in kinds] == [3, 0, 0, 0]
    for kind in kinds:
        page.locator(f"[data-kind={kind}]").press(" ")
    assert [shown(page, kind) for kind in kinds] == [0, 1, 2, 1]
    assert page.locator("main select:visible").count() == 0, "a section is chosen by a script"


def test_on_paper_the_key_names_the_lines_that_are_drawn(site: Path, page: Page) -> None:
    go(page, site, "map/index.html")
    page.check("[data-kind=contrast]")
    page.emulate_media(media="print")

    key = page.locator(".map-key label:visible").all_inner_texts()
    assert [text.strip() for text in key] == ["Read first", "Often taken for"]


def test_steps_that_are_done_stay_done_until_they_are_erased(site: Path, page: Page) -> None:
    go(page, site, "paths/way.html")
    status = page.locator("[data-path] [role=status]")
    assert status.text_content() == "0 of 3 steps done"
    page.locator("#step-1 input").focus()
    page.keyboard.press("Space")
    assert status.text_content() == "1 of 3 steps done"
    reload(page)
    expect(status).to_have_text("1 of 3 steps done")
    link = page.locator("[data-path] a")
    assert link.text_content() == "Go on with Loss"
    assert str(link.get_attribute("href")).endswith("/loss.html")
    page.click("[data-path] button")
    assert status.text_content() == "0 of 3 steps done"
    reload(page)
    expect(page.locator(".way>li.done")).to_have_count(0)


def test_a_step_that_is_done_in_one_tab_is_done_in_all(site: Path, page: Page) -> None:
    go(page, site, "paths/way.html")
    other = page.context.new_page()
    go(other, site, "paths/way.html")
    other.locator("#step-1 input").check()

    expect(page.locator("[data-path] [role=status]")).to_have_text("1 of 3 steps done")


def test_a_path_says_what_comes_after_what_and_where_next(site: Path, page: Page) -> None:
    go(page, site, "paths/way.html")

    assert "after Model, Loss" in str(page.text_content("#step-3"))
    assert page.locator("main section a").all_text_contents() == ["Tuning", "Another"]


def test_an_address_opens_the_fold_that_it_leads_to(site: Path, page: Page) -> None:
    go(page, site, "tuning.html#faq-why")

    assert page.locator("#faq-why").get_attribute("open") is not None


def test_a_term_shows_the_sentences_that_mention_it(site: Path, page: Page) -> None:
    go(page, site, "loss.html")

    rows = [" ".join(row.split()) for row in page.locator("#mentions li").all_text_contents()]
    assert rows == [f"{number}{name}It is like loss." for number, name in [
        ("1.1", "Model"), ("2.1", "Training"), ("2.2", "Tuning"), ("", "Alone")]]  # fmt: skip


def test_a_term_without_prerequisites_says_nothing_of_them(site: Path, page: Page) -> None:
    go(page, site, "model.html")
    assert page.locator(".definition dt").all_text_contents() == ["Status"]
    go(page, site, "loss.html")
    assert page.locator(".definition dt").all_text_contents() == ["Status", "Read first"]


def test_a_section_without_terms_has_no_page(site: Path, page: Page) -> None:
    assert not (site / "sections/empty.html").exists()
    go(page, site, "sections/one.html")
    assert page.locator("a[rel=next]").get_attribute("href") == "two.html"
    assert page.locator("main .acts a").get_attribute("href") == "../map/index.html"


@pytest.mark.parametrize("context_options", [{"viewport": {"width": 360, "height": 640}}])
def test_the_contents_button_covers_nothing_and_its_sheet_closes_once_it_led_somewhere(site: Path, page: Page) -> None:
    go(page, site, "training.html")
    page.evaluate("window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    button, foot = page.locator(".raillink").bounding_box(), page.locator(".foot").bounding_box()
    assert button
    assert foot
    assert foot["y"] + foot["height"] <= button["y"] + 1
    page.click(".raillink")
    page.click("#rail a[href='#heading-2']")
    assert page.locator("#rail").is_hidden()
    assert page.url.endswith("#heading-2")


def test_the_section_that_is_read_is_marked(site: Path, page: Page) -> None:
    go(page, site, "training.html#heading-2")
    page.wait_for_selector("#rail a[href='#heading-2'][aria-current=true]")

    assert page.locator("#rail a[aria-current]").count() == 1


def test_what_scrolls_on_the_map_is_drawn_alike_each_time(site: Path) -> None:
    text = (site / "map/index.html").read_text("utf-8")

    assert re.findall(r'data-e="(\d+ \d+)"', text) == ["0 1", "1 2", "2 3", "0 2", "3 2", "0 4", "2 3"]
