"""The way on from a lesson: along the path that a reader came by, or all ways."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import reading

TERMS = ("alpha", "beta", "gamma", "delta")
FILES = {
    "glossary.yml": """
title: Letters
sections: [{id: all, title: All}]
paths:
  - {id: odd, title: Odd & even, terms: [alpha, gamma, delta]}
  - {id: back, title: Backwards, terms: [delta, gamma, beta]}
""",
    **{
        f"terms/{name}.md": f"---\nterm: {name.title()}\ndefinition: A letter.\nsection: all\norder: {order}\n---\n[[delta]]\n"
        for order, name in enumerate(TERMS)
    },
}
BOOK = ["Previous 1.2", "Next 1.4"]


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Where the site starts: in its folder, and below a path of a host."""
    folder = tmp_path_factory.mktemp("ways")
    out = reading.build_site(folder, FILES)
    with reading.served(folder / "host") as host:
        yield {"folder": f"{out.as_uri()}/", "host": f"{host}/{reading.PATH}/"}


@pytest.fixture(params=["folder", "host"])
def way(ways: Mapping[str, str], request: pytest.FixtureRequest) -> str:
    """Where the site starts, once for each way to reach it."""
    return ways[request.param]


def onward(page: Page) -> Locator:
    """What is said of the links at the end of the entry."""
    return page.locator(".around>a:visible>.lab")


def lessons(page: Page) -> Locator:
    """The paths that the end of the entry shows."""
    return page.locator(".around>p:visible")


def follow(page: Page, name: str) -> None:
    """Follow the last large link to a term."""
    page.locator(f".around>a:visible:has(b:text-is('{name}'))").last.click()


ALL = ["Previous 1.2", "Next 1.4", "Previous lesson", "Next lesson", "Previous lesson", "Next lesson"]


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_ways_of_the_paths_weigh_what_the_book_s_do(page: Page, way: str) -> None:
    page.goto(f"{way}gamma.html")

    expect(onward(page)).to_have_text(ALL)
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Odd & even", "Lesson 2 of 3 Backwards"])
    sizes = page.locator(".around>a:visible").evaluate_all("all => all.map(link => link.offsetHeight)")
    assert min(sizes) == max(sizes)


def test_who_comes_along_a_path_is_led_along_it(page: Page, way: str) -> None:
    page.goto(f"{way}paths/odd.html")
    page.get_by_role("link", name="Gamma", exact=True).click()
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Odd & even"])
    expect(onward(page)).to_have_text(["Previous lesson", "Next lesson"])
    follow(page, "Delta")
    page.wait_for_url("**/delta.html")
    expect(lessons(page)).to_have_text(["Lesson 3 of 3 Odd & even"])
    expect(onward(page)).to_have_text(["Previous lesson"])
    page.locator(".around>a:visible").press("Enter")
    page.wait_for_url("**/gamma.html")
    expect(onward(page)).to_have_text(["Previous lesson", "Next lesson"])


def test_the_button_that_goes_on_leads_along_the_path(page: Page, way: str) -> None:
    page.goto(f"{way}paths/back.html")
    page.get_by_label("Delta").check()
    page.locator("[data-path] a").press("Enter")

    page.wait_for_url("**/gamma.html")
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Backwards"])


def test_who_comes_another_way_sees_all_of_them(page: Page, way: str) -> None:
    page.goto(f"{way}paths/odd.html")
    page.get_by_role("link", name="Alpha", exact=True).click()
    expect(lessons(page)).to_have_text(["Lesson 1 of 3 Odd & even"])
    page.get_by_role("main").get_by_role("link", name="delta", exact=True).click()
    page.wait_for_url("**/delta.html")
    expect(lessons(page)).to_have_count(2)
    page.goto(f"{way}gamma.html")
    expect(onward(page)).to_have_text(ALL)
    follow(page, "Beta")
    page.wait_for_url("**/beta.html")
    expect(lessons(page)).to_have_text(["Lesson 3 of 3 Backwards"])


def test_what_leads_through_the_book_leads_off_the_path(page: Page, way: str) -> None:
    page.goto(f"{way}gamma.html")
    expect(onward(page)).to_have_text(ALL)
    page.get_by_role("link", name="Next 1.4 Delta").click()
    page.wait_for_url("**/delta.html")

    expect(lessons(page)).to_have_count(2)


def test_a_page_that_is_come_back_to_leads_as_it_did(page: Page, way: str) -> None:
    page.goto(f"{way}gamma.html")
    expect(onward(page)).to_have_text(ALL)
    for path, link in (("odd", "Delta"), ("back", "Beta")):
        page.goto(f"{way}paths/{path}.html")
        page.get_by_role("link", name="Gamma", exact=True).click()
        expect(lessons(page)).to_have_count(1)
        follow(page, link)
        page.wait_for_url(f"**/{link.lower()}.html")
        expect(lessons(page)).to_have_count(1)
    page.go_back()
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Backwards"])
    page.reload()
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Backwards"])
    for _ in range(3):
        page.go_back()
    page.wait_for_url("**/gamma.html")
    expect(lessons(page)).to_have_text(["Lesson 2 of 3 Odd & even"])
    page.go_forward()
    page.wait_for_url("**/delta.html")
    expect(lessons(page)).to_have_text(["Lesson 3 of 3 Odd & even"])
    for _ in range(3):
        page.go_back()
    page.wait_for_url("**/gamma.html")
    expect(onward(page)).to_have_text(ALL)


def test_where_nothing_can_be_kept_all_ways_are_shown(page: Page, way: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('off') }})")
    page.goto(f"{way}paths/odd.html")
    page.get_by_role("link", name="Gamma", exact=True).click()

    expect(onward(page)).to_have_text(ALL)


@pytest.mark.parametrize("kept", ["7", "[1", '["Odd & even"]', '[["Odd & even"], "/gamma.html"]', '{"1": 2}'])
def test_what_was_kept_by_another_hand_does_no_harm(page: Page, way: str, kept: str) -> None:
    page.goto(f"{way}paths/odd.html")
    page.evaluate("kept => sessionStorage.setItem(`glossary:${new URL('..', location).pathname}path`, kept)", kept)
    page.goto(f"{way}gamma.html")

    expect(onward(page)).to_have_text(ALL)
