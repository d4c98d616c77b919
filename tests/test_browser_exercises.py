"""Questions and pairs: the script that makes them work comes when a reader does."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests import builds

QUIZ = "quiz: {question: Why?, choices: [{text: Because, correct: true, why: It is.}, {text: Never}]}"
LONG = "A word after the other, and one more.\n\n" * 200
FILES = {
    "glossary.yml": "title: Words\n",
    "terms/far.md": f"---\nterm: Far\ndefinition: Away.\n{QUIZ}\n---\n{LONG}",
    "terms/none.md": "---\nterm: None\ndefinition: Nothing to ask.\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site starts."""
    folder = tmp_path_factory.mktemp("exercises")
    builds.write(folder / "words", FILES)
    assert builds.build(folder / "words", folder / "out", folder / "cache").status == 0
    return f"{(folder / 'out').as_uri()}/"


def asked(page: Page) -> list[str]:
    """The names of the files that the page asks for, from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(Path(request.url).name))
    return found


def hold(page: Page, held: list[Route]) -> None:
    """The script waits until the test lets it go."""

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/quiz.js", keep)


def test_the_first_view_does_without_the_script_of_questions_below(page: Page, site: str) -> None:
    files = asked(page)
    for name in ("far.html", "none.html", "all/index.html", "quiz/index.html"):
        page.goto(site + name, wait_until="networkidle")
        assert ("quiz.js" in files) == (name == "quiz/index.html"), name


@pytest.mark.parametrize("way", ["anchor", "scroll", "focus"])
def test_who_comes_to_a_question_finds_it_at_work(page: Page, site: str, way: str) -> None:
    page.goto(site + ("far.html#quiz" if way == "anchor" else "far.html"))
    if way == "scroll":
        page.mouse.wheel(0, 100_000)
    elif way == "focus":
        page.get_by_label("Because").focus()

    expect(page.locator(".quiz[data-on]")).to_have_count(1)


def test_what_a_pointer_chose_before_the_script_came_is_answered_when_it_comes(page: Page, site: str) -> None:
    held: list[Route] = []
    hold(page, held)
    page.goto(f"{site}far.html")
    page.get_by_label("Because").check()
    expect(page.locator(".quiz-why")).to_have_count(0)
    held.pop().continue_()

    expect(page.locator(".quiz-yes .quiz-why")).to_have_text("Right. It is.")


def test_what_arrow_keys_chose_before_the_script_came_waits_for_a_word(page: Page, site: str) -> None:
    held: list[Route] = []
    hold(page, held)
    page.goto(f"{site}far.html")
    page.get_by_label("Because").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Never")).to_be_checked()
    held.pop().continue_()
    check = page.get_by_role("button", name="Check this answer")
    expect(check).to_be_visible()
    expect(page.locator(".quiz-why")).to_have_count(0)
    check.click()

    expect(page.locator(".quiz-no .quiz-why")).to_have_text("Not this.")
