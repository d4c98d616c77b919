"""What is printed: a term as a clean page, and the whole glossary with notes, index, and no id twice."""

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builds import build, write
from tests.elements import Element, parse, select

TERMS = {
    "terms/model.md": """\
---
term: Model
definition: A function that [[training]] fits.
aliases: [network]
section: basics
order: 1
see_also: [{term: training, why: how it is made}]
faq: [{question: Why?, answer: Because.}]
---
## How

See [the paper](https://example.org/paper?a=1&b=2), [it again](https://example.org/paper?a=1&b=2), [[training#how]],
https://example.org/bare, and a note[^1].

[^1]: A footnote.
""",
    "terms/training.md": """\
---
term: Training
definition: Fitting weights.
section: basics
order: 2
faq: [{question: Why?, answer: Because.}]
tradeoffs: [{id: costs, title: Costs, options: [training, model], rows: [{dimension: Time, values: [a, b]}]}]
contrast: [{term: model, why: the act}]
---
## How

Text.
""",
    "terms/loose.md": "---\nterm: Loose\ndefinition: In no section.\n---\n",
}


def made(place: Path, files: dict[str, str], config: str = "title: Words\n") -> Path:
    """The site of these files."""
    write(place / "root", {"glossary.yml": config, **files})
    assert build(place / "root", place / "site", place / "cache").status == 0
    return place / "site"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with few terms."""
    return made(tmp_path_factory.mktemp("print"), TERMS, "title: Words\nsections: [{id: basics, title: Basics}]\n")


def page_of(site: Path, name: str = "all/index.html") -> Element:
    return parse((site / name).read_text("utf-8"))


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_entry_stands_in_the_whole_once(whole: Path) -> None:
    """By section, in the order of the book; those without a section at the end."""
    page = page_of(whole)
    assert [text_of(name) for name in select(page, "article > h1")] == ["Model", "Training", "Loose"]
    assert [text_of(name) for name in select(page, "header.all-opening > h1")] == ["Basics", "More terms"]


def test_no_id_stands_twice_and_every_link_within_finds_one(whole: Path) -> None:
    """Each entry's ids begin with the entry's own."""
    page = page_of(whole)
    ids = Counter(element.get("id") for element in select(page, "[id]"))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    fragments = {link.get("href")[1:] for link in select(page, "a[href]") if link.get("href").startswith("#")}
    assert fragments - ids.keys() == set()
    assert {"model:", "model:how", "training:how", "model:faq-why", "training:faq-why"} <= ids.keys()


def test_links_to_entries_stay_in_the_whole(whole: Path) -> None:
    """On paper a link leads to the entry; a fragment of it, too."""
    hrefs = {link.get("href") for link in select(page_of(whole), "article a[href]")}
    assert {"#training:", "#training:how"} <= hrefs
    assert not {href for href in hrefs if href.startswith(("../model", "../training"))}


def test_addresses_elsewhere_are_noted_once_an_entry(whole: Path) -> None:
    """A link that shows its address has no note; two links to one address share theirs."""
    page = page_of(whole)
    (notes,) = select(page, "ul.all-notes")
    assert text_of(notes) == "a https://example.org/paper?a=1&b=2"
    assert [text_of(mark) for mark in select(page, "sup.all-mark")] == ["a", "a"]


def test_the_index_names_every_entry_by_letter(whole: Path) -> None:
    """With other names, and where it stands."""
    letters = select(page_of(whole), "div.all-letter")
    assert [" ".join(text_of(part) for part in letter) for letter in letters] == [
        "L Loose", "M Model network 1.1", "T Training 1.2",
    ]  # fmt: skip


def test_a_large_glossary_comes_in_volumes(tmp_path: Path) -> None:
    """Where the site asks for it: by section, and a section of more than 500 terms in parts; the first page leads to
    them.
    """
    files = {"glossary.yml": "exports: [all]\n"} | {
        f"terms/t{at}.md": f"---\nterm: T{at}\ndefinition: D.\n{'section: big' if at < 510 else ''}\n---\n"
        for at in range(520)
    }
    site = made(tmp_path, files)
    assert [link.get("href") for link in select(page_of(site), "ul.entries a")] == [
        "big.html",
        "big_2.html",
        "_other.html",
    ]
    counts = [
        len(select(page_of(site, f"all/{name}"), "article")) for name in ("big.html", "big_2.html", "_other.html")
    ]
    assert counts == [500, 10, 10]


def test_every_page_leads_to_the_whole_unless_it_is_not_wanted(tmp_path: Path, whole: Path) -> None:
    """`exports:` may leave it out; then nothing leads there."""
    assert "all/index.html" in {link.get("href") for link in select(page_of(whole, "model.html"), "footer a")}
    site = made(tmp_path, TERMS, "exports: [search]\n")
    assert not (site / "all").exists()
    assert "all/index.html" not in {link.get("href") for link in select(page_of(site, "model.html"), "footer a")}


PAPER = """() => {
  const shown = what => [...document.querySelectorAll(what)].filter(one => one.getClientRects().length > 0).length;
  const closed = [...document.querySelectorAll("main details")].filter(
    one => [...one.children].some(part => part.matches(":not(summary)") && part.getBoundingClientRect().height === 0));
  const after = one => getComputedStyle(one, "::after").content;
  return {
    chrome: shown(".bar, .foot, .rail, .skip, .around, .btn"),
    closed: closed.length,
    link: after(document.querySelector(".text a[rel=external]:not(.bare)")),
    bare: after(document.querySelector("a.bare")),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


@pytest.mark.parametrize("name", ["model.html", "all/index.html"])
def test_paper_shows_no_controls_and_opens_what_is_closed(name: str, whole: Path, chromium: Browser) -> None:
    """Links tell their address: in a term behind their words, in the whole in a note."""
    context = chromium.new_context(viewport={"width": 690, "height": 980})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"file://{whole}/{name}")
    found = page.evaluate(PAPER)
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    assert (found["chrome"], found["closed"], found["wide"], found["bare"]) == (0, 0, 0, "none")
    noted = name.startswith("all")
    assert found["link"] == ("none" if noted else '" <https://example.org/paper?a=1&b=2>"')
    assert pdf.startswith(b"%PDF")
