"""No page grows without bound: what is long goes on, on further pages that are linked, and nothing gets lost."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml

import glossary
from glossary.build import run
from glossary.exporters import sitemap
from glossary.graph.order import make_tags
from glossary.pages.chart import MOST_LINES
from glossary.pages.parts import MOST_TAKEN
from glossary.pages.portions import MOST
from glossary.pages.sheets import MOST as MOST_DRAWN
from glossary.pages.term import MOST_KIN
from glossary.term.schema import TermId
from tests.builds import build, write

HEAVIEST = 300 * 1024
COUNT = 2 * MOST + 201
"""Terms: enough for three pages of any list, and for letters of their own."""
WORDS = "It is what follows from what went before, as far as anybody can tell who has seen many of them. " * 4


def term(**fields: object) -> str:
    return f"---\n{yaml.safe_dump(fields)}---\n"


def name(number: int) -> str:
    return f"A long name of a term {number:04}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which everything is in one section, under one letter, has one tag, is on one path, and leads to a hub."""
    place = tmp_path_factory.mktemp("large")
    question = {"question": "Which?", "choices": [{"text": "This.", "correct": True}, "That."]}
    more = {"section": "one", "tags": ["new"], "definition": WORDS, "quiz": question}
    files = {
        f"terms/t{number:04}.md": term(term=name(number), **more, broader="Hub", prerequisites="Hub", contrast="Hub")
        + "As [[Hub]] has it.\n"
        for number in range(COUNT)
    }
    path = {"id": "way", "title": "Way", "terms": [name(number) for number in range(COUNT)]}
    config = {"url": "https://example.org/", "sections": [{"id": "one", "title": "One"}], "paths": [path]}
    write(
        place / "words",
        {**files, "terms/hub.md": term(term="Hub", definition="It."), "glossary.yml": yaml.safe_dump(config)},
    )
    done = build(place / "words", place / "out", place / "cache")
    assert done.status == 0, done
    return place / "out"


def texts(site: Path) -> Mapping[str, str]:
    """The pages by address, but for those to print."""
    found = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    return {address: text for address, text in found.items() if not address.startswith("all/")}


def heavy(pages: Mapping[str, str]) -> dict[str, int]:
    """The pages that are too heavy, and how heavy they are."""
    sizes = {address: len(text.encode()) for address, text in pages.items()}
    return {address: size for address, size in sizes.items() if size > HEAVIEST}


def test_no_page_of_a_large_glossary_is_heavy(large: Path) -> None:
    assert heavy(texts(large)) == {}


@pytest.mark.parametrize(
    "first", ["sections/one.html", "tags/new.html", "paths/way.html", "a-z/a.html", "quiz/in-one.html"]
)
def test_a_long_list_goes_on_on_pages_that_are_linked_and_listed(first: str, large: Path) -> None:
    pages, sitemap = texts(large), (large / "sitemap.xml").read_text("utf-8")
    stem = first.removesuffix(".html")
    addresses = [first, f"{stem}/2.html", f"{stem}/3.html"]
    assert {address for address in pages if address == first or address.startswith(f"{stem}/")} == {*addresses}
    rows = [
        re.findall(r'<main.*?<nav class="alphabet" aria-label="Pages', pages[address], re.DOTALL)[0]
        for address in addresses
    ]
    shown = [list(dict.fromkeys(re.findall(r"t\d{4}(?=\.html)", row))) for row in rows]

    assert [term for each in shown for term in each] == [f"t{number:04}" for number in range(COUNT)]
    assert [len(each) for each in shown] == [MOST, MOST, COUNT - 2 * MOST]
    for address in addresses:
        turns = re.findall(r'<nav class="alphabet" aria-label="Pages[^>]*>.*?</nav>', pages[address], re.DOTALL)[0]
        assert [urljoin(f"/{address}", href) for href in re.findall(r'href="([^"]*)"', turns)] == [
            f"/{each}" for each in addresses
        ]
        assert turns.count("aria-current") == 1
        assert f"https://example.org/{address}<" in sitemap
    titles = [re.findall("<title>(.*?)</title>", pages[address])[0] for address in addresses]
    assert len(set(titles)) == 3
    assert "Page 2 of 3" in titles[1]


def test_a_hub_names_some_of_its_kin_and_counts_the_others(large: Path) -> None:
    kin = re.findall(r'<dl class="kin">.*?</dl>', (large / "hub.html").read_text("utf-8"), re.DOTALL)[0]

    assert len(re.findall("<a ", kin)) == 2 * MOST_KIN
    assert kin.count(f"and {COUNT - MOST_KIN} more") == 2


def test_a_hub_shows_some_of_those_that_it_is_taken_for_and_counts_the_others(large: Path) -> None:
    taken = re.findall(
        r'<section class="part" id="contrast">.*?</section>', (large / "hub.html").read_text("utf-8"), re.DOTALL
    )[0]

    assert taken.count("<li>") == MOST_TAKEN
    assert f"and {COUNT - MOST_TAKEN} more" in taken


def test_many_tables_are_listed_on_several_pages(tmp_path: Path) -> None:
    def tables() -> list[object]:
        rows = [{"dimension": "x", "values": ["a", "b"]}]
        return [{"id": name, "options": ["t0", "t1"], "rows": rows.copy()} for name in ("a", "b")]

    files = {
        f"terms/t{at}.md": f"---\nterm: T{at}\ndefinition: It.\ntradeoffs: {json.dumps(tables())}\n---\n"
        for at in range(MOST // 2 + 1)
    }
    write(tmp_path / "words", {**files, "glossary.yml": "url: https://example.org/\n"})
    assert build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0
    pages, sitemap = texts(tmp_path / "out"), (tmp_path / "out/sitemap.xml").read_text("utf-8")
    lists = ["compare/index.html", "compare/index/2.html"]
    rows = [re.findall(r'<div><a href="([^"]*)"', pages[address]) for address in lists]

    assert [len(row) for row in rows] == [MOST, 2]
    found = {urljoin(f"/{address}", href)[1:] for address, row in zip(lists, rows, strict=True) for href in row}
    assert found == {address for address in pages if address.startswith("compare/")} - {*lists}
    assert [address for address in (*lists, *found) if f"https://example.org/{address}<" not in sitemap] == []


def test_a_list_at_its_bound_stays_on_one_page(tmp_path: Path) -> None:
    files = {f"terms/t{number}.md": term(term=f"T {number}", definition="It.", tags=["new"]) for number in range(MOST)}
    write(tmp_path / "words", files)
    assert build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0

    assert "Pages of this list" not in (tmp_path / "out/tags/new.html").read_text("utf-8")
    assert not (tmp_path / "out/tags/new").exists()


def test_a_map_of_many_lines_says_that_some_are_left_out(tmp_path: Path) -> None:
    names = [f"A long name of a term {number}" for number in range(MOST_DRAWN)]
    files = {
        f"terms/t{at}.md": term(
            term=name, definition="It.", see_also=[other for other in names if other != name],
            prerequisites=names[:at], broader=names[:at][-30:], contrast=names[at + 1 :],
        )
        for at, name in enumerate(names)
    }  # fmt: skip
    write(tmp_path / "words", files)
    done = build(tmp_path / "words", tmp_path / "out", tmp_path / "cache")
    assert done.status == 0, done
    page = (tmp_path / "out/map/index.html").read_text("utf-8")

    assert heavy({"map/index.html": page}) == {}
    assert page.count(" data-e=") == MOST_LINES
    assert "There are too many lines to draw" in page


LISTED = re.compile("<loc>https://example.org/(.*?)</loc>")
"""An address that a sitemap names."""


def test_a_sitemap_at_its_bound_is_one_file_and_above_it_names_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protocol allows 50,000 addresses in a file: none is left out."""

    def sitemaps(out: Path) -> dict[str, list[str]]:
        done = run.build(run.options_of(tmp_path / "words", out, tmp_path / "cache"))
        assert done.result.written
        return {path.name: LISTED.findall(path.read_text("utf-8")) for path in sorted(out.glob("sitemap*.xml"))}

    files = {f"terms/t{at}.md": term(term=f"T {at}", definition="It.", updated="2025-02-03") for at in range(5)}
    write(tmp_path / "words", {**files, "glossary.yml": "url: https://example.org/\n"})
    whole = sitemaps(tmp_path / "one")["sitemap.xml"]
    assert len(whole) > 5
    monkeypatch.setattr(sitemap, "MOST", len(whole))
    assert [*sitemaps(tmp_path / "bound")] == ["sitemap.xml"]
    monkeypatch.setattr(sitemap, "MOST", 3)

    found = sitemaps(tmp_path / "many")

    names = found.pop("sitemap.xml")
    assert (tmp_path / "many/sitemap.xml").read_text("utf-8").count("<sitemap>") == len(names) == -(-len(whole) // 3)
    assert names == [*found]
    assert [address for part in found.values() for address in part] == whole
    assert max(map(len, found.values())) == 3
    assert "<lastmod>2025-02-03</lastmod>" in (tmp_path / "many" / names[0]).read_text("utf-8")
    assert all("sitemap.xml" in path.read_text("utf-8") for path in (tmp_path / "many").glob("robots.txt"))


def test_a_tag_of_all_terms_is_not_compared_with_all_of_them_for_each(tmp_path: Path) -> None:
    compared = 0

    class Id(str):
        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    order = tuple(TermId(Id(f"t{number:04}")) for number in range(COUNT))
    write(tmp_path, {"terms/t.md": term(term="T", definition="It.", tags=["New", "new", "old"])})
    cards = dict.fromkeys(order, glossary.load(tmp_path).terms[TermId("t")])

    assert make_tags(order, cards) == {"New": order, "old": order}
    assert compared < COUNT
