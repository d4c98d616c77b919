"""llms.txt is what its reference parser reads, and stays small however many terms there are."""

import re
from pathlib import Path

import pytest
from llms_txt import parse_llms_file  # type: ignore[import-untyped]  # it has none

from tests.builds import build, write

SITE = "title: Words\nurl: https://example.org/words\ndescription: Some words.\n"


def made(place: Path, files: dict[str, str]) -> Path:
    """The site of these files."""
    write(place / "root", {"glossary.yml": SITE, **files})
    assert build(place / "root", place / "site", place / "cache").status == 0
    return place / "site"


def term(name: str, definition: str, more: str = "") -> str:
    return f"---\nterm: '{name}'\ndefinition: {definition!r}\n{more}---\n"


def test_the_terms_stand_by_section_with_their_definitions(tmp_path: Path) -> None:
    """Name, summary, sections, and for each term its link and definition."""
    files = {
        "terms/loss.md": term("Loss", "A number to make smaller.", "section: basics\n"),
        "terms/lora.md": term("LoRA", "Less to train."),
    }
    found = parse_llms_file((made(tmp_path, files) / "llms.txt").read_text("utf-8"))
    assert (found.title, found.summary) == ("Words", "Some words.")
    assert {name: [dict(link) for link in links] for name, links in found.sections.items()} == {
        "Basics": [
            {"title": "Loss", "url": "https://example.org/words/loss.html", "desc": "A number to make smaller."}
        ],
        "More terms": [{"title": "LoRA", "url": "https://example.org/words/lora.html", "desc": "Less to train."}],
    }


def test_without_an_address_links_are_relative(tmp_path: Path) -> None:
    """The file can be read beside the pages."""
    site = made(tmp_path, {"glossary.yml": "title: W\n", "terms/loss.md": term("Loss", "A number.")})
    assert "- [Loss](loss.html): A number.\n" in (site / "llms.txt").read_text("utf-8")


def test_what_an_author_writes_is_no_markdown(tmp_path: Path) -> None:
    """A name ends no link, and a definition begins none."""
    site = made(tmp_path, {"terms/x.md": term("a](https://evil.example) [b", "`x` <b> [y](https://evil.example)")})
    text = (site / "llms.txt").read_text("utf-8")
    assert re.findall(r"(?<!\\)\]\((.*?)\)", text) == ["https://example.org/words/x.html"]


@pytest.mark.parametrize("sections", [True, False])
def test_a_large_glossary_is_split(sections: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """Above 500 terms the file leads to others, none of which has more than 500; every term stands in one."""
    files = {
        f"terms/t{number}.md": term(f"T{number}", "D.", f"section: s{number % 2}\n" if sections else "")
        for number in range(1100)
    }
    site = made(tmp_path, files)
    (links,) = parse_llms_file((site / "llms.txt").read_text("utf-8")).sections.values()
    texts = [(site / link.url.removeprefix("https://example.org/words/")).read_text("utf-8") for link in links]
    names = [re.findall(r"^- \[(.*?)\]", text, re.MULTILINE) for text in texts]
    assert max(map(len, names)) <= 500
    assert sorted(name for each in names for name in each) == sorted(f"T{number}" for number in range(1100))
    assert (site / "llms.txt").stat().st_size < 2000
