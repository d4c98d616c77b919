"""What a term means, shown beside a link to it."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, Request, expect

TOUCH = {"has_touch": True, "viewport": {"width": 360, "height": 700}}
LINK = ".definition a[data-t=loss]"


@pytest.fixture
def training(page: Page, start: str) -> Page:
    """The page of Training, whose definition links to Loss and Model."""
    page.goto(f"{start}training.html")
    return page


def opened(page: Page) -> None:
    """The preview of Loss is open."""
    box = page.locator(".preview")
    expect(box).to_be_visible()
    expect(box.locator("#preview-text")).to_have_text("The gap between a guess & what was <really> there.")
    expect(box.locator(".stamp")).to_have_text("In review")
    expect(box.locator(".lab")).to_have_text("1.2")
    expect(box.get_by_role("link", name="Open the entry")).to_have_attribute("href", re.compile("/loss.html$"))
    expect(page.locator(LINK)).to_have_attribute("aria-describedby", "preview-label preview-text")


def test_a_preview_opens_on_hover_and_closes_when_the_pointer_leaves(training: Page) -> None:
    training.locator(LINK).hover()
    expect(training.locator(".preview")).to_be_hidden()
    opened(training)
    training.locator("#preview-text").hover()
    training.evaluate("() => new Promise((done) => setTimeout(done, 450))")
    opened(training)
    training.locator("h1").hover()

    expect(training.locator(".preview")).to_be_hidden()
    expect(training.locator(LINK)).not_to_have_attribute("aria-describedby", re.compile("."))


def test_a_preview_opens_on_focus_and_escape_closes_it(training: Page) -> None:
    training.locator(".definition .acts button").first.focus()
    training.keyboard.press("Shift+Tab")  # Model, which the definition names last
    training.keyboard.press("Shift+Tab")
    expect(training.locator(LINK)).to_be_focused()
    opened(training)
    training.keyboard.press("Escape")

    expect(training.locator(".preview")).to_be_hidden()
    expect(training.locator(LINK)).to_be_focused()


def test_a_preview_is_no_trap(training: Page) -> None:
    training.locator(".definition .acts button").first.focus()
    training.keyboard.press("Shift+Tab")
    training.keyboard.press("Shift+Tab")
    opened(training)
    training.keyboard.press("Tab")

    expect(training.locator(".definition a[data-t=model]").first).to_be_focused()
    expect(training.locator("#preview-text")).to_have_text("A function with learned numbers.")
    training.keyboard.press("Tab")
    expect(training.locator(".preview")).to_be_hidden()


@pytest.mark.parametrize("context_options", [TOUCH])
def test_the_first_tap_opens_a_preview_and_the_second_follows_the_link(training: Page) -> None:
    training.locator(LINK).tap()
    opened(training)
    expect(training).to_have_url(re.compile("training.html$"))
    training.locator(LINK).tap()

    expect(training).to_have_url(re.compile("loss.html$"))


@pytest.mark.parametrize("context_options", [TOUCH])
def test_a_tap_elsewhere_closes_a_preview_and_one_inside_follows(training: Page) -> None:
    training.locator(LINK).tap()
    opened(training)
    training.locator("h1").tap()
    expect(training.locator(".preview")).to_be_hidden()
    training.locator(LINK).tap()
    training.get_by_role("link", name="Open the entry").tap()

    expect(training).to_have_url(re.compile("loss.html$"))


def test_a_click_follows_the_link_at_once(training: Page) -> None:
    training.locator(LINK).hover()
    opened(training)
    training.keyboard.press("Escape")
    training.locator(LINK).click()

    expect(training).to_have_url(re.compile("loss.html$"))


def test_previews_are_asked_for_once(page: Page, places: Mapping[str, str]) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(places["host"] + "training.html")
    assert not [url for url in asked if "previews" in url]
    for term in ("loss", "model", "loss"):
        page.locator(f".definition a[data-t={term}]").first.hover()
        expect(page.locator(".preview-name")).to_have_text(term.title())

    assert [url for url in asked if "previews" in url] == [places["host"] + "assets/previews/0.js"]


@pytest.mark.parametrize("context_options", [{"viewport": {"width": 320, "height": 480}}])
def test_a_preview_stays_within_a_narrow_page(training: Page) -> None:
    training.locator(LINK).hover()
    opened(training)
    box = training.locator(".preview").bounding_box()

    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert training.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_a_link_is_a_link(training: Page) -> None:
    training.locator(LINK).click()

    expect(training).to_have_url(re.compile("loss.html$"))
