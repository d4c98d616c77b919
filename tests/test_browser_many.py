"""Many terms: what scripts ask for of single ones stands in shards, and both sides count these alike."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from glossary.pages import portions
from tests import reading
from tests.storage import go


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of more than a thousand terms, each with a question."""
    return reading.build_site(tmp_path_factory.mktemp("many"), reading.MANY)


def test_each_term_has_its_preview_in_the_shard_where_it_is_looked_for(many: Path, page: Page) -> None:
    assert len(list((many / "assets/previews").iterdir())) == 8
    page.goto((many / "w-b-0.html").as_uri())
    for name in ("größe", "数", "w-a-7"):
        page.locator(f".text a[data-t='{name}']").hover()
        expect(page.locator(".preview-name")).to_have_text(name)
        expect(page.locator("#preview-text")).to_have_text(f"The word {name}.")


def test_above_a_thousand_terms_with_questions_each_section_has_a_page(many: Path, page: Page) -> None:
    page.goto((many / "quiz/index.html").as_uri())
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(["Signs", "More terms"])
    assert page.locator("[data-term]").count() == 0
    page.get_by_role("main").get_by_role("link", name="More terms").click()
    expect(page.locator("[data-term]")).to_have_count(portions.MOST)
    page.get_by_role("button", name="Start").click()

    expect(page.locator(".session legend")).to_have_count(10)
    assert not [text for text in page.locator(".session legend").all_text_contents() if "-a-" in text]


def test_of_many_terms_questions_are_drawn_from_all_the_wrong_ones_first(many: Path, page: Page) -> None:
    page.goto((many / "数.html").as_uri())
    page.get_by_label("no").check()
    expect(page.locator(".quiz-no")).to_have_count(1)
    go(page, (many / "quiz/index.html").as_uri())
    page.get_by_role("button", name="Start").click()

    expect(page.locator(".session legend").first).to_contain_text("Is it 数?")
    expect(page.locator(".session legend")).to_have_count(10)
