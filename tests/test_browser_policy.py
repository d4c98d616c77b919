"""The pages run under a strict policy of contents: whatever readers do, nothing on them breaks it."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.__broken.push(event.violatedDirective));
"""
PAGES = ("index.html", "training.html", "a-z/index.html", "quiz/index.html", "paths/first.html", "sections/more.html")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_on_a_page_breaks_its_policy(page: Page, start: str, address: str) -> None:
    page.add_init_script(WATCH)
    page.goto(start + address)
    expect(page.locator("[data-quiz]:not([data-on])")).to_have_count(0)
    for button in page.get_by_role("button").all():
        if button.is_visible() and button.is_enabled():
            button.click()
            page.keyboard.press("Escape")
    for link in page.locator("a[data-t]").all()[:1]:
        link.hover()
        expect(page.locator(".preview")).to_be_visible()
    for choice in page.locator(".quiz-question:visible input").all():
        if choice.is_visible():
            choice.check()

    assert page.evaluate("window.__broken") == []


def test_the_policy_is_in_force(chromium: Browser, places: Mapping[str, str]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(places["host"] + "training.html")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.__ran = 1";
        document.body.append(script);
        document.body.setAttribute("style", "color: red");
    }""")

    page.wait_for_function("window.__broken.length >= 2")
    assert page.evaluate("window.__ran") is None
    context.close()


def test_a_host_is_asked_for_the_upright_fonts_at_once_and_a_folder_is_not(page: Page, start: str) -> None:
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url.rpartition("/")[2]))
    page.goto(f"{start}sections/more.html", wait_until="networkidle")
    asked = page.eval_on_selector_all("link[rel=preload]", "links => links.map(link => link.getAttribute('href'))")

    fonts = [f"../assets/fonts/{name}.woff2" for name in ("literata", "jetbrains-mono")]
    assert asked == (fonts if start.startswith("http") else [])
    assert files.count("literata.woff2") == 1
    assert not asked or files.index("literata.woff2") < files.index("style.css")
