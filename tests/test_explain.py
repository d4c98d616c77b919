"""`glossary explain`: it names one rule for each link of a page, and tells of a text what a page would show."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from glossary.graph.mentions import LINKS, WHYS
from tests.builds import Builder, Run, write

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]

NO_TEXT = ("div[@class='first']", "thead", "p[@class='senses-see']", "div[@class='notice']")
"""Where the pages themselves list terms: what to read first, the options of a table, what a meaning lists, the
replacement.
"""

LENT = "div[@class='tradeoffs'][p[@class='tradeoffs-note']/a]"
"""A table that another term's file holds."""

FILES = {
    "glossary.yml": "title: Words\n",
    "terms/model.md": "---\nterm: Model\nnot_in: data model\ndefinition: A function.\n---\nA model.\n",
    "terms/training.md": "---\nterm: Training\ndefinition: The making of a [model](model.md).\n---\n"
    "Post-training of models, and no data model.\n\n- A\n  model of *models*\n",
    "terms/recall-a.md": "---\nterm: Recall (search)\ndefinition: How much is found.\n---\n",
    "terms/recall-b.md": "---\nterm: Recall (products)\ndefinition: A call to bring a thing back.\n---\n",
    "pages/about.md": "# About\n\nAll models.\n",
}


class Site:
    """A folder, the process that is asked about it, and its built pages."""

    def __init__(self, builder: Builder, root: Path, place: Path) -> None:
        self.builder = builder
        self.root = root
        self.out = place / "site"
        self.cache = place / "cache"

    def build(self) -> None:
        self.builder.begin("build", self.root, "--out", self.out, "--cache", self.cache, "--format", "json")
        assert self.builder.end().status == 0

    def ask(self, *arguments: str) -> Run:
        self.builder.begin("explain", *arguments, "--folder", self.root, "--cache", self.cache)
        return self.builder.end()

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        said = self.ask(*arguments, "--format", "json")
        assert (said.status, said.err) == (0, "")
        found: list[dict[str, Any]] = json.loads(said.out)
        return found


@pytest.fixture(scope="module")
def ours(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The glossary of this repository, built."""
    site = Site(builder, ROOT, tmp_path_factory.mktemp("ours"))
    site.build()
    return site


@pytest.fixture(scope="module")
def words(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small glossary."""
    place = tmp_path_factory.mktemp("words")
    write(place / "words", FILES)
    return Site(builder, place / "words", place)


def shown(path: Path, *, lent: bool) -> Counter[tuple[str, str, str]]:
    """The links to terms within the texts of a page, by term, place on its page, and words; `lent`: within the tables
    of other terms alone.
    """
    document = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    apart = "".join(f"[not(ancestor::{place})]" for place in NO_TEXT)
    found: Counter[tuple[str, str, str]] = Counter()
    for link in document.xpath(f"//main//a[@data-t]{apart}"):
        if bool(link.xpath(f"ancestor::{LENT}")) is lent:
            target = link.get("data-t"), urlsplit(link.get("href")).fragment
            found[(*target, " ".join(link.text_content().split()))] += 1
    return found


def told(rows: list[dict[str, Any]]) -> Counter[tuple[str, str, str]]:
    """The same, as `explain` has it."""
    return Counter((row["terms"][0], row["fragment"], row["text"]) for row in rows if row["linked"])


def test_each_link_on_our_own_pages_has_one_rule(ours: Site) -> None:
    addresses = {f"terms/{path.name}": ours.out / f"{path.stem}.html" for path in (ROOT / "terms").glob("*.md")}
    addresses |= {f"docs/{path.name}": ours.out / "pages" / f"{path.stem}.html" for path in ROOT.glob("docs/*.md")}
    total, lent = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for path, page in sorted(addresses.items()):
        rows = ours.rows("--page", Path(path).stem if path.startswith("terms") else path)

        assert told(rows) == shown(page, lent=False), path
        assert all(row["rule"] in WHYS and row["path"] == path for row in rows)
        assert all(row["linked"] == (row["rule"] in {*LINKS, "written"}) for row in rows)
        total += told(rows)
        lent += shown(page, lent=True)

    assert total.total() > 300
    assert lent.total() > 0
    assert lent.keys() <= total.keys()


def test_a_row_says_where_its_words_stand(ours: Site) -> None:
    rows = ours.rows("--page", "model")
    placed = [row for row in rows if row["start"] >= 0]

    assert len(placed) > 0.9 * len(rows)
    assert all(row["sentence"][row["start"] :].startswith(row["text"]) for row in placed)


def test_of_a_term_all_mentions_are_told_page_by_page(words: Site) -> None:
    assert words.ask("Model") == Run(0, OF_MODEL, "")


OF_MODEL = """\
terms/model.md
  · own-page    model: A [model].
terms/training.md
  → written     model: The making of a [model].
  → first       model: Post-training of [models], and no data model.
  · not-in      model: Post-training of models, and no [data model].
  · repeated    model: A [model] of models
  · repeated    model: A model of [models]
pages/about.md
  → first       model: All [models].

written   the author wrote this link
first     the first mention in this part of the page
repeated  it is linked before, in the same part of the page
own-page  this is the page of the term itself
not-in    the phrase is listed under `not_in`, of a term or of `links`: the word means something else there
3 links, 4 mentions not linked
"""


def test_of_a_text_is_told_what_a_page_would_show(words: Site) -> None:
    assert words.ask("A [[Training]] of a model-based model, see *recall*.") == Run(0, OF_TEXT, "")


OF_TEXT = """\
  → written     training: A [Training] of a model-based model, see recall.
  · compound    model: A Training of a [model]-based model, see recall.
  → first       model: A Training of a model-based [model], see recall.
  · ambiguous   recall-a or recall-b: A Training of a model-based model, see [recall].

written    the author wrote this link
first      the first mention in this part of the page
ambiguous  two terms claim the name alike, and nothing on the page says which is meant
compound   it is a part of a longer word, one with a hyphen or a like sign
2 links, 2 mentions not linked
"""


def test_programs_get_rows(words: Site) -> None:
    assert words.rows("Model", "--page", "pages/about.md") == [
        {
            "page": "pages/about.md",
            "path": "pages/about.md",
            "text": "models",
            "linked": True,
            "rule": "first",
            "terms": ["model"],
            "fragment": "",
            "sentence": "All models.",
            "start": 4,
        }
    ]


def test_a_text_without_names_says_so(words: Site) -> None:
    assert words.ask("Nothing of that kind.") == Run(0, "no name stands there\n", "")
    assert words.rows("Nothing of that kind.") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a term, a page with `--page`, or a text"),
        (("--page", "nowhere"), "nothing is called `nowhere`"),
        (("Nothing", "--page", "model"), "nothing is called `Nothing`"),
        (("modle",), "did you mean `model`?"),
        (("--page", "no\x1b[31m"), "nothing is called `no\u241b[31m`"),
    ],
)
def test_what_is_not_there_is_told(words: Site, arguments: tuple[str, ...], message: str) -> None:
    said = words.ask(*arguments)

    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "text", ["a \x1emodel\x07\nand \x1b[31ma model", "[[Model|a\x1eb]] \x00 model", "\ud800 model"]
)
def test_control_characters_reach_no_terminal(words: Site, text: str) -> None:
    said = words.ask(text)

    assert said.status == 0
    assert "model" in said.out
    assert not {sign for sign in said.out if sign < " "} - {"\n"}


def test_what_is_untrusted_reaches_no_terminal_either(builder: Builder, tmp_path: Path) -> None:
    files: Mapping[str, str] = FILES | {"terms/odd.md": "---\nterm: Odd\ndefinition: A model \u202eledom.\n---\n"}
    write(tmp_path / "words", files)
    said = Site(builder, tmp_path / "words", tmp_path).ask("model", "--page", "odd")

    assert said.status == 0
    assert "\u202e" not in said.out


def test_a_text_of_a_megabyte_is_read(words: Site) -> None:
    text = "a model-based model, and others; " * 32_000
    write(words.root, {"pages/long.md": text})
    rows = words.rows("--page", "pages/long.md")
    write(words.root, {"pages/long.md": None})

    assert Counter(row["rule"] for row in rows) == {"first": 1, "repeated": 31_999, "compound": 32_000}
    assert all(len(row["sentence"]) < 250 for row in rows)


def test_a_page_may_want_no_names_linked(builder: Builder, tmp_path: Path) -> None:
    """Once it says so, which a build that remembers the page must see, and no more once it does not."""
    write(tmp_path / "words", dict(FILES))
    site = Site(builder, tmp_path / "words", tmp_path)
    for front, rules, links in (
        ("", ["first", "first"], 2),
        ("---\nautolink: never\n---\n", ["never", "never", "never"], 0),
        ("---\nautolink: first\n---\n", ["first", "first"], 2),
    ):
        write(site.root, {"pages/about.md": f"{front}# About\n\nAll models, training.\n\n# Recall\n\nRecall.\n"})
        site.build()
        rows = site.rows("--page", "pages/about.md")

        assert [row["rule"] for row in rows if row["rule"] not in {"quiet", "ambiguous"}] == rules
        assert shown(site.out / "pages" / "about.html", lent=False).total() == links


@pytest.mark.parametrize("page", ["terms/training.md", "training", "Training"])
def test_a_page_is_named_as_it_is_shown(words: Site, page: str) -> None:
    assert {row["path"] for row in words.rows("--page", page)} == {"terms/training.md"}


def test_a_name_of_two_terms_is_explained_for_both(builder: Builder, tmp_path: Path) -> None:
    files = {
        "glossary.yml": "links: {not_in: [reserve bank]}\n",
        "terms/a.md": "---\nterm: Stock\naliases: reserve\ndefinition: What is kept.\n---\n",
        "terms/b.md": "---\nterm: Park\naliases: reserve\ndefinition: Land for animals.\n---\n",
        "terms/c.md": "---\nterm: Care\ndefinition: Work.\n---\nA reserve, and a reserve bank.\n",
    }
    write(tmp_path / "words", files)
    rows = Site(builder, tmp_path / "words", tmp_path).rows("reserve")

    assert [(row["text"], row["rule"], row["terms"]) for row in rows] == [
        ("reserve", "ambiguous", ["a", "b"]),
        ("reserve bank", "not-in", []),
    ]
