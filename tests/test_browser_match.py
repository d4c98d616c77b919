"""Pairs to match, without dragging."""

import pytest
from playwright.sync_api import Page, expect

FIRST = "A function with learned numbers."
SECOND = "The gap between a guess & what was <really> there."


def test_what_was_matched_by_keys_is_checked_row_by_row(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")
    first = page.get_by_role("combobox", name=FIRST)
    second = page.get_by_role("combobox", name=SECOND)
    first.focus()
    page.keyboard.press("l")
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.locator(".match-told")
    expect(told).to_have_text(["Not this one. Look again at the description.", "Nothing chosen yet."])
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".match-score")).to_have_text("0/2")
    page.keyboard.press("m")
    expect(told.first).to_have_text("")


def test_pairs_are_matched_by_keys(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")
    first = page.get_by_role("combobox", name=FIRST)
    first.focus()
    page.keyboard.press("m")
    page.keyboard.press("Tab")
    page.keyboard.press("l")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".match-told")).to_have_text(["Right.", "Right."])
    expect(page.locator(".match-score")).to_have_text("2/2")
    expect(first).to_have_attribute("aria-invalid", "false")
    page.locator(".match").get_by_role("button", name="Clear my answers").press("Enter")
    expect(first).to_have_value("")
    expect(first).to_be_focused()


def test_the_key_is_at_hand_once_a_reader_has_tried(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")
    key = page.locator(".match-key")
    expect(key).to_be_hidden()
    page.get_by_role("button", name="Check matches").click()
    key.locator("summary").click()

    expect(page.locator(".match-answers li")).to_have_text(["Model", "Loss"])


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_names_stand_below_and_the_key_in_its_fold(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")

    expect(page.locator(".match-names li")).to_have_text(["Loss", "Model"])
    page.locator(".match-key summary").click()
    expect(page.locator(".match-answers li").first).to_be_visible()
