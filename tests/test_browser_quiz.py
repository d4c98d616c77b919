"""Questions: on the page of a term, and drawn from many."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import reading
from tests.storage import go, reload


def question(page: Page, place: int) -> Locator:
    """The question at a place of the page."""
    return page.locator(".quiz-question").nth(place)


def visit(page: Page, address: str, load: Callable[[Page, str], object] = Page.goto) -> None:
    """The page at the address, its questions at work: their script comes after the page."""
    load(page, address)
    expect(page.locator("[data-quiz][data-on]")).to_have_count(1)


def kept(page: Page) -> Any:
    """What the device keeps of the answers."""
    key = page.evaluate("Object.keys(localStorage).find(key => key.endsWith('quiz'))")
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key)) if key else None


def test_a_wrong_answer_is_told_why_and_which_one_is_right(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    first = question(page, 0)
    first.get_by_label("the prompt").check()

    expect(first.locator(".quiz-no .quiz-why")).to_have_text("Not this. It is only read.")
    expect(first.locator(".quiz-yes .quiz-why")).to_have_text("Right. Each moves a little.")
    expect(first.locator(".quiz-end")).to_have_text("Nothing else is written.")
    expect(first.locator(".quiz-key")).to_be_hidden()
    expect(page.locator(".quiz-score")).to_have_text("0/2")
    expect(page.locator("body>[role=status]")).to_have_text(
        "A: Not this. It is only read. B: Right. Each moves a little."
    )


def test_right_answers_count_and_are_kept_until_they_are_cleared(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    first, second = question(page, 0), question(page, 1)
    first.get_by_label("the parameters").check()
    expect(first.locator(".quiz-why")).to_have_text("Right. Each moves a little.")
    second.get_by_label("the data").check()
    expect(second.locator(".quiz-why")).to_have_count(0)
    second.get_by_label("the parameters").check()
    second.get_by_role("button", name="Check this answer").click()
    expect(page.locator(".quiz-score")).to_have_text("2/2")
    reload(page)
    expect(page.locator(".quiz-score")).to_have_text("2/2")
    expect(first.get_by_label("the parameters")).to_be_checked()
    assert kept(page) == {"training/changes": ["B", 0], "training/dataset": ["A C", 0]}
    page.get_by_role("button", name="Clear my answers").first.click()
    expect(page.locator(".quiz-score")).to_have_text("0/2")
    reload(page)

    expect(page.locator(".quiz-why")).to_have_count(0)
    expect(first.get_by_label("the parameters")).not_to_be_checked()
    assert kept(page) is None


def test_a_question_is_answered_by_keys(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    first, second = question(page, 0), question(page, 1)
    first.get_by_label("the prompt").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_label("the data")).to_be_checked()
    expect(first.locator(".quiz-why")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    expect(first.locator(".quiz-why")).to_have_text("Right. Each moves a little.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(second.locator(".quiz-yes")).to_have_count(2)
    expect(page.locator(".quiz-score")).to_have_text("2/2")


def test_the_button_that_checks_waits_for_a_choice(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    page.get_by_role("button", name="Check this answer").click()

    expect(page.locator("body>[role=status]")).to_have_text("Nothing chosen yet.")
    expect(page.locator(".quiz-why")).to_have_count(0)


def test_questions_stand_one_at_a_time_where_a_reader_likes_that(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    page.get_by_role("button", name="One at a time").click()
    expect(question(page, 1)).to_be_hidden()
    expect(page.get_by_role("button", name="Previous question")).to_be_disabled()
    page.get_by_role("button", name="Next question").press("Enter")
    expect(question(page, 0)).to_be_hidden()
    expect(question(page, 1).get_by_label("the data")).to_be_focused()
    reload(page)
    expect(question(page, 1)).to_be_hidden()
    page.get_by_role("button", name="One at a time").click()

    expect(question(page, 1)).to_be_visible()


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_answers_stand_in_folds(page: Page, start: str) -> None:
    page.goto(f"{start}training.html")
    first = question(page, 0)
    expect(first.get_by_text("It is only read.")).to_be_hidden()
    first.get_by_text("Answer and reasons").click()

    expect(first.get_by_text("It is only read.")).to_be_visible()
    expect(page.locator(".quiz button, .match button, .match select")).to_have_count(0)


def test_questions_are_drawn_the_wrong_ones_first(page: Page, start: str) -> None:
    visit(page, f"{start}model.html")
    page.get_by_label("On the web").check()
    visit(page, f"{start}training.html", go)
    question(page, 0).get_by_label("the parameters").check()
    go(page, f"{start}quiz/index.html")
    page.get_by_role("button", name="Start").click()

    asked = page.locator(".session legend")
    expect(asked).to_have_count(3)
    expect(asked.first).to_have_text(re.compile("Question 1 of 3.*it keep"))
    expect(asked.first.locator("code")).to_have_text("it")
    expect(asked.last).to_have_text(re.compile("What changes"))
    expect(question(page, 0).locator("input").first).to_be_focused()


def test_what_went_wrong_is_asked_first_after_the_answers_were_cleared_too(page: Page, start: str) -> None:
    visit(page, f"{start}model.html")
    page.get_by_label("On the web").check()
    page.get_by_role("button", name="Clear my answers").first.click()
    assert kept(page) == {"model/where-does-it-keep-what-it-learned": ["", 1]}
    visit(page, f"{start}model.html", go)
    expect(page.locator(".quiz-why")).to_have_count(0)
    page.get_by_label("In its parameters").check()
    assert kept(page) == {"model/where-does-it-keep-what-it-learned": ["B", 1]}
    go(page, f"{start}quiz/index.html")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".session legend").first).to_have_text(re.compile("it keep"))
    page.get_by_role("button", name="Clear my answers").click()
    assert kept(page) == {"model/where-does-it-keep-what-it-learned": ["", 1]}
    page.get_by_role("button", name="Start").click()
    page.get_by_label("In its parameters").check()

    assert kept(page) == {"model/where-does-it-keep-what-it-learned": ["B", 0]}


def test_a_session_ends_with_the_results_by_term_and_can_be_erased(page: Page, start: str) -> None:
    page.goto(f"{start}quiz/index.html")
    page.get_by_label("Draw from").select_option("First steps")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".session legend")).to_have_count(1)
    page.get_by_label("In its parameters").check()
    results = page.locator(".session-results")
    expect(results.get_by_role("link", name="Model")).to_have_attribute("href", "../model.html")
    expect(results.locator("small")).to_have_text("1/1")
    expect(results.get_by_role("button", name="Draw again")).to_be_visible()
    expect(page.locator("body>[role=status]")).to_have_text(re.compile("1/1 How it went, by term: Model 1/1$"))
    assert kept(page) is not None
    page.get_by_role("button", name="Clear all progress on this device").click()
    expect(page.locator(".session .quiz")).to_have_count(0)

    assert kept(page) is None


def drawn(page: Page) -> list[str]:
    """The questions of the session, in order, shown or not."""
    return page.locator(".session legend").all_text_contents()


def begin(page: Page, start: str) -> list[str]:
    """The questions of a session of two, of which the second was answered before, on the page of its term."""
    visit(page, f"{start}training.html")
    question(page, 0).get_by_label("the parameters").check()
    go(page, f"{start}quiz/index.html")
    page.get_by_label("Draw from").select_option("More")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".session legend")).to_have_count(2)
    return drawn(page)


def test_a_session_that_was_left_goes_on_at_the_first_question_without_an_answer(page: Page, start: str) -> None:
    asked = begin(page, start)
    assert "What is read" in asked[0]
    reload(page)
    expect(question(page, 0)).to_be_visible()
    question(page, 0).get_by_label("the data").check()
    page.get_by_role("button", name="Check this answer").click()
    reload(page)

    expect(question(page, 1)).to_be_visible()
    expect(question(page, 0)).to_be_hidden()
    expect(page.locator(".session .quiz-told")).to_have_count(1)
    assert drawn(page) == asked
    expect(page.locator(".session .quiz-head")).to_contain_text("More")
    expect(page.locator(".session .quiz-score")).to_have_text("0/2")
    expect(page.locator(".session-results small")).to_have_text("0/1")
    assert page.get_by_label("Draw from").input_value() == "More"


def test_a_session_is_there_for_who_comes_back_to_it_until_all_is_cleared(page: Page, start: str) -> None:
    asked = begin(page, start)
    question(page, 0).get_by_label("the data").check()
    page.get_by_role("button", name="Check this answer").click()
    page.get_by_role("button", name="Next question").click()
    question(page, 1).get_by_label("the prompt").check()
    page.locator(".session-results").get_by_role("link", name="Training").click()
    page.wait_for_url("**/training.html")
    page.go_back()
    expect(page.locator(".session-results small")).to_have_text("0/2")
    assert drawn(page) == asked
    page.get_by_role("button", name="Clear all progress on this device").click()
    reload(page)
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    expect(page.locator(".session .quiz")).to_have_count(0)


def test_answers_that_were_cleared_stay_cleared_in_the_session(page: Page, start: str) -> None:
    page.goto(f"{start}quiz/index.html")
    page.get_by_label("Draw from").select_option("First steps")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("In its parameters").check()
    page.get_by_role("button", name="Clear my answers").click()
    reload(page)

    expect(page.locator(".session legend")).to_have_count(1)
    expect(page.locator(".session .quiz-told")).to_have_count(0)


GONE = [["model", "no-more", True], ["no-term", "what", False]]
STAYS = ["training", "dataset", False]


@pytest.mark.parametrize(
    ("rows", "count"),
    [([*GONE, STAYS], 1), ([STAYS, STAYS], 1), (GONE, 0), ([7, None, [], [None], {}, [[]]], 0), (7, 0), (None, 0)],
)
def test_questions_that_are_gone_are_left_out_of_a_session_that_goes_on(
    page: Page, start: str, rows: object, count: int
) -> None:
    page.goto(f"{start}quiz/index.html")
    page.evaluate(
        """rows => sessionStorage.setItem(`glossary:${new URL('..', location).pathname}session`,
            JSON.stringify([location.pathname, "All terms", rows]))""",
        rows,
    )
    page.reload(wait_until="networkidle")

    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    expect(page.locator(".session legend")).to_have_count(count)
    assert all("Question 1 of 1" in text for text in drawn(page))


def test_questions_are_drawn_from_a_section(page: Page, start: str) -> None:
    page.goto(f"{start}quiz/index.html")
    assert page.locator("#session-from option").all_text_contents() == ["All terms", "Basics", "More", "First steps"]
    page.get_by_label("Draw from").select_option("More")
    page.get_by_role("button", name="Start").press("Enter")

    expect(page.locator(".session legend")).to_have_count(2)


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_page_leads_to_the_terms_with_questions(page: Page, start: str) -> None:
    page.goto(f"{start}quiz/index.html")

    expect(page.get_by_role("heading", level=2)).to_have_text(["Basics", "More"])
    expect(page.locator(".session")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Training").click()
    expect(page).to_have_url(f"{start}training.html#quiz")


def test_what_was_kept_by_another_hand_does_no_harm(page: Page, start: str) -> None:
    visit(page, f"{start}training.html")
    question(page, 0).get_by_label("the prompt").check()
    key = page.evaluate("Object.keys(localStorage)[0]")
    for text in ("[1", "7", '{"training/changes":3}', '{"training/changes":["Z"],"__proto__":["A"]}'):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        reload(page)
        expect(page.locator(".quiz-score")).to_have_text("0/2")


def test_a_term_with_a_question_that_was_never_asked_comes_before_those_that_are_known(
    page: Page, tmp_path: Path
) -> None:
    ask = '{{id: {0}, question: "{0}?", choices: [{{text: "yes", correct: true}}, {{text: "no"}}]}}'.format
    quiz = f"quiz: [{ask('one')}, {ask('two')}]"
    names = [f"w{number}" for number in range(30)]
    files = {f"terms/{name}.md": f"---\nterm: {name}\ndefinition: A word.\n{quiz}\n---\n" for name in names}
    out = reading.build_site(tmp_path, files)
    answers = {f"{name}/{question}": ["A", 0] for name in names for question in ("one", "two")}
    del answers["w17/two"]
    page.goto((out / "w0.html").as_uri())
    page.evaluate(
        "answers => localStorage.setItem(`glossary:${new URL('.', location).pathname}quiz`, JSON.stringify(answers))",
        answers,
    )
    go(page, (out / "quiz/index.html").as_uri())
    page.get_by_role("button", name="Start").click()

    assert page.locator(".session fieldset").first.get_attribute("data-term") == "w17"
