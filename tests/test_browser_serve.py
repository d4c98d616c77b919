"""A page that is open while its files are written: what changed is replaced, and nothing else."""

import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from glossary.build.live import lively
from glossary.build.run import options_of
from glossary.cli.serve import problems_of
from glossary.serve.follow import Follower, Told
from glossary.serve.news import Board
from glossary.serve.server import started
from glossary.serve.watch import Watch
from tests.builds import command, environment

LONG = "\n\n".join(f"Paragraph {count} of a long text." for count in range(60))
QUIZ = """quiz:
  - id: first
    question: What is One?
    choices:
      - {text: a number, correct: true, why: So it says.}
      - {text: a letter, why: Letters are others.}
"""


class Served(NamedTuple):
    """A folder that is shown, and where."""

    root: Path
    address: str

    def write(self, name: str, body: str, more: str = "", definition: str = "A thing of its kind.") -> None:
        """Save the file of a term."""
        text = f"---\nterm: {name}\ndefinition: {definition}\n{more}---\n{body}\n"
        (self.root / f"terms/{name.lower()}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A folder of two terms that is shown while the test writes to it."""
    root = tmp_path / "site"
    (root / "terms").mkdir(parents=True)
    (root / "glossary.yml").write_text("title: Words\n", encoding="utf-8")
    folder = Served(root, "")
    folder.write("One", f"{LONG}\n\n## Last\n\nThe end.", QUIZ)
    folder.write("Two", "A text.")
    options = options_of(root, None, tmp_path / "cache")._replace(check=True, drafts=True)
    ended = threading.Event()
    with lively(options) as live, Watch(str(root)) as watch:
        board = Board()
        with started(live.file, board, 0) as server:

            def tell(told: Told) -> None:
                board.post(problems_of(live), theme=told.theme)

            follower = Follower(live, watch, tell)

            def run() -> None:
                while not ended.is_set():
                    follower.step(0.05)

            thread = threading.Thread(target=run)
            thread.start()
            yield folder._replace(address=f"http://localhost:{server.server_port}/")
            ended.set()
            thread.join()


def visit(page: Page, address: str) -> None:
    """Open a page, wait until it hears news, and leave a sign that goes when it is loaded anew."""
    with page.expect_request("**/-live/news"):
        page.goto(address)
    page.evaluate("window.kept = true")


def is_kept(page: Page) -> bool:
    """Whether the page was not loaded anew since the sign was left."""
    return bool(page.evaluate("window.kept === true"))


def test_a_paragraph_is_replaced_and_the_place_and_the_answers_stay(page: Page, served: Served) -> None:
    visit(page, f"{served.address}one.html")
    page.get_by_label("a letter").check()
    expect(page.locator(".quiz-no .quiz-why")).to_have_text("Not this. Letters are others.")
    page.locator("#last").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#last').nextElementSibling.marked = true")
    before = page.evaluate("scrollY")
    assert before > 500

    served.write("One", f"{LONG.replace('Paragraph 7 of', 'Quite new:')}\n\n## Last\n\nThe end.", QUIZ)
    expect(page.get_by_text("Quite new: a long text.")).to_have_count(1)
    assert is_kept(page)
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.querySelector('#last').nextElementSibling.marked")
    expect(page.locator(".quiz-no .quiz-why")).to_have_text("Not this. Letters are others.")

    served.write("One", f"One more first.\n\n{LONG}\n\n## Last\n\nThe end.", QUIZ)
    expect(page.get_by_text("One more first.")).to_have_count(1)
    expect(page.get_by_text("Paragraph 7 of a long text.")).to_have_count(1)
    served.write("One", f"{LONG}\n\n## Last\n\nThe end.", QUIZ, definition="A number of its kind.")
    expect(page.locator("#definition")).to_contain_text("A number of its kind.")
    expect(page.get_by_text("One more first.")).to_have_count(0)
    assert is_kept(page)
    assert page.evaluate("document.querySelectorAll('article p, main p').length") > 60
    expect(page.locator(".quiz-no .quiz-why")).to_have_count(1)


def test_what_scripts_have_in_hand_is_loaded_anew_and_the_answers_are_kept(page: Page, served: Served) -> None:
    visit(page, f"{served.address}one.html")
    page.get_by_label("a letter").check()
    expect(page.locator(".quiz-no .quiz-why")).to_have_text("Not this. Letters are others.")
    served.write("One", f"{LONG}\n\n## Last\n\nThe end.", QUIZ.replace("Letters are others.", "No letter."))

    expect(page.locator(".quiz-no .quiz-why")).to_have_text("Not this. No letter.")
    assert not is_kept(page)


def test_another_page_changes_only_where_it_shows_the_term(page: Page, served: Served) -> None:
    visit(page, f"{served.address}index.html")
    served.write("Two", "A text.", definition="Something else by now.")

    expect(page.get_by_text("Something else by now.")).to_have_count(1)
    assert is_kept(page)


def test_a_mistake_is_shown_over_the_page_with_its_line_until_it_is_mended(page: Page, served: Served) -> None:
    visit(page, f"{served.address}two.html")
    served.write("Two", "See [[nowhere <b>at</b> all]].")
    box = page.locator(".glossary-live")
    expect(box).to_be_visible()
    expect(box.locator("h3")).to_contain_text("terms/two.md:5:5: error[dangling-link]")
    expect(box.locator("pre")).to_contain_text("5 | See [[nowhere <b>at</b> all]].")
    expect(box.locator("b")).to_have_count(0)
    expect(page.get_by_text("A text.")).to_be_visible()
    box.get_by_role("button", name="Hide").click()
    expect(box).to_have_count(0)

    served.write("Two", "See [[nowhere]] and [[else]].")
    expect(box.locator("h3")).to_have_count(2)
    served.write("Two", "See [[one]].")
    expect(box).to_have_count(0)
    expect(page.get_by_text("See One.")).to_be_visible()
    assert is_kept(page)


def test_a_page_that_slept_is_as_it_is_now_when_it_wakes(chromium: Browser, served: Served) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        visit(page, f"{served.address}two.html")
        context.set_offline(True)
        served.write("Two", "Written while nobody looked.")
        page.wait_for_timeout(300)
        context.set_offline(False)
        expect(page.get_by_text("Written while nobody looked.")).to_be_visible()
        assert is_kept(page)


HIDE = """shown => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => !shown});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_pages_that_are_not_seen_keep_none_of_the_few_connections(chromium: Browser, served: Served) -> None:
    with chromium.new_context() as context:
        pages = [context.new_page() for _ in range(8)]
        for page in pages:
            visit(page, f"{served.address}two.html")
            page.evaluate(HIDE, arg=False)
        served.write("Two", "Written while nobody saw it.")
        expect(pages[0].get_by_text("A text.")).to_be_visible()
        with pages[0].expect_request("**/-live/news"):
            pages[0].evaluate(HIDE, arg=True)
        expect(pages[0].get_by_text("Written while nobody saw it.")).to_be_visible()
        assert is_kept(pages[0])


def test_a_page_whose_term_goes_says_so(chromium: Browser, served: Served) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        visit(page, f"{served.address}two.html")
        (served.root / "terms/two.md").unlink()
        expect(page.get_by_text("404")).to_be_visible()
        served.write("Two", "Back again.")
        expect(page.get_by_text("Back again.")).to_be_visible()


def test_a_new_style_reaches_the_page(page: Page, served: Served) -> None:
    visit(page, f"{served.address}two.html")
    (served.root / "static").mkdir()
    (served.root / "static/site.css").write_text("h1 { letter-spacing: 7px }", encoding="utf-8")

    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")


def test_a_page_says_that_the_preview_has_ended(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "site/terms").mkdir(parents=True)
    (tmp_path / "site/terms/two.md").write_text("---\nterm: Two\ndefinition: A number.\n---\n", encoding="utf-8")
    call = command("serve", tmp_path / "site", "--cache", tmp_path / "cache", "--port", "0")
    with (
        subprocess.Popen(call, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as process,
        chromium.new_context() as context,
    ):
        assert process.stdout is not None
        said = process.stdout.readline()
        page = context.new_page()
        visit(page, f"{said.split()[-4]}two.html")
        process.send_signal(signal.SIGINT)
        assert process.wait(5) in {0, 130}
        expect(page.get_by_text("The preview has ended")).to_be_visible(timeout=15_000)
