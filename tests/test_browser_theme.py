"""Light, dark, or as the device has it; and what can be copied."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.storage import go, reload

PAPER = "getComputedStyle(document.body).backgroundColor"
NIGHT = "rgb(17, 24, 20)"
DAY = "rgb(247, 242, 230)"


def test_the_theme_is_chosen_by_a_button_and_kept(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")
    button = page.locator(".theme button")

    expect(button).to_have_text("Theme: auto")
    assert page.evaluate(PAPER) == DAY
    button.click()
    button.click()
    expect(button).to_have_text("Theme: dark")
    assert page.evaluate(PAPER) == NIGHT
    go(page, f"{start}quiz/index.html")
    expect(button).to_have_text("Theme: dark")
    assert page.evaluate(PAPER) == NIGHT
    button.press("Enter")
    expect(button).to_have_text("Theme: auto")
    reload(page)
    expect(button).to_have_text("Theme: auto")
    assert page.evaluate("localStorage.length") == 0


def test_the_theme_goes_with_the_other_tabs(page: Page, places: Mapping[str, str]) -> None:
    page.goto(places["host"])
    other = page.context.new_page()
    other.goto(f"{places['host']}model.html")
    page.locator(".theme button").click()

    expect(other.locator(".theme button")).to_have_text("Theme: light")


@pytest.mark.parametrize("context_options", [{"color_scheme": "dark"}])
def test_without_a_choice_the_theme_is_the_device_s(page: Page, places: Mapping[str, str]) -> None:
    page.goto(places["folder"] + "training.html")

    assert page.evaluate(PAPER) == NIGHT


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_nothing_dead_stands(page: Page, start: str) -> None:
    for address in ("training.html", "quiz/index.html"):
        page.goto(start + address)
        expect(page.locator(".theme")).to_be_hidden()
        expect(page.get_by_role("button").filter(has_not=page.locator("[popovertarget]"), visible=True)).to_have_count(
            page.locator("[popovertarget]:visible").count()
        )


def test_where_nothing_can_be_kept_the_page_works_all_the_same(page: Page, start: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('off') }})")
    page.goto(f"{start}training.html")
    page.locator(".theme button").click()
    expect(page.locator(".theme button")).to_have_text("Theme: light")
    page.get_by_label("the parameters").first.check()

    expect(page.locator(".quiz-why")).to_have_text("Right. Each moves a little.")


def test_the_definition_and_the_link_to_it_are_copied(chromium: Browser, start: str) -> None:
    context = chromium.new_context()
    if start.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{start}loss.html")
    page.get_by_role("button", name="Copy definition").click()
    buttons = page.locator(".definition .acts button")
    expect(buttons.first).to_have_text("Copied")
    expect(page.locator("body>[role=status]")).to_have_text("Copied")
    assert pasted(page) == "Loss: The gap between a guess & what was <really> there."
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(buttons.last).to_have_text("Copied")
    assert pasted(page) == f"{start}loss.html#definition"
    expect(buttons.first).to_have_text("Copy definition")
    context.close()


def test_a_block_of_code_is_copied(chromium: Browser, start: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{start}training.html")
    page.locator(".copy").hover()
    page.locator(".copy").get_by_role("button", name="Copy").click()
    expect(page.locator(".copy button")).to_have_text("Copied")
    assert pasted(page) == "step = 1"
    context.close()


def pasted(page: Page) -> str:
    """What the clipboard holds, as a field that it is pasted into shows it."""
    page.evaluate("""() => {
        const field = document.createElement("textarea");
        field.id = "pasted";
        document.body.append(field);
        field.focus();
    }""")
    page.keyboard.press("Control+V")
    found = page.locator("#pasted").input_value()
    page.locator("#pasted").evaluate("field => field.remove()")
    return found
