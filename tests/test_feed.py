"""The feed is Atom that others read; what is new or changed stands in it, by the dates that terms bear."""

from collections.abc import Mapping
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it has none
import pytest
from lxml import etree

from tests.builds import build, write
from tests.elements import parse, select
from tests.tools import module

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas/atom.rng"))
SITE = (
    "title: Words & more\nurl: https://example.org/words\nlanguage: en\nlicense: CC-BY-4.0\ndescription: Some words.\n"
)


def made(place: Path, terms: Mapping[str, str], config: str = SITE) -> Path:
    """The site of these terms: front matter by id."""
    files = {f"terms/{id_}.md": f"---\nterm: {id_.title()}\n{text}\n---\n" for id_, text in terms.items()}
    write(place / "root", {"glossary.yml": config, **files})
    assert build(place / "root", place / "site", place / "cache").status == 0
    return place / "site"


def read(feed: Path) -> feedparser.FeedParserDict:
    """The feed as feedparser reads it, after the schema has accepted it."""
    assert SCHEMA.validate(etree.parse(feed)), SCHEMA.error_log
    found = feedparser.parse(feed.read_bytes())
    assert not found.bozo
    return found


def test_new_and_changed_terms_are_told_the_latest_first(tmp_path: Path) -> None:
    """A term is told at its last change; one without a date is not."""
    site = made(
        tmp_path,
        {
            "old": "definition: O.\nadded: 2024-01-01",
            "changed": "definition: A <b> & c.\nadded: 2023-05-01\nupdated: 2025-02-03\ntags: [x]",
            "new": "definition: N.\nadded: 2025-01-01\nupdated: 2020-01-01\nsection: basics",
            "undated": "definition: U.",
        },
    )
    feed = read(site / "feed.xml")
    assert [entry.title for entry in feed.entries] == ["Changed", "New", "Old"]
    assert feed.entries[0].summary == "A <b> & c."
    assert feed.entries[0].id == feed.entries[0].link == "https://example.org/words/changed.html"
    assert [feed.entries[0].published, feed.entries[0].updated] == ["2023-05-01T00:00:00Z", "2025-02-03T00:00:00Z"]
    assert [tag.term for entry in feed.entries for tag in entry.get("tags", [])] == ["x", "Basics"]
    assert (feed.feed.title, feed.feed.updated) == ("Words & more", "2025-02-03T00:00:00Z")
    assert feed.feed.rights == "CC BY 4.0"


def test_the_feed_is_bounded(tmp_path: Path) -> None:
    """It holds the latest fifty."""
    terms = {f"t{number}": f"definition: T.\nadded: 2024-01-{number % 28 + 1:02}" for number in range(60)}
    found = read(made(tmp_path, terms) / "feed.xml")
    assert len(found.entries) == 50
    assert found.entries[0].published == "2024-01-28T00:00:00Z"


def test_every_page_names_the_feed(tmp_path: Path) -> None:
    """A reader's program finds it from any page."""
    site = made(tmp_path, {"one": "definition: O.\nadded: 2024-01-01\nsection: basics"})
    for path, href in (("one.html", "feed.xml"), ("sections/basics.html", "../feed.xml")):
        (link,) = select(parse((site / path).read_text("utf-8")), "link[rel=alternate]")
        assert (link.get("href"), link.get("title")) == (href, "New and changed terms")


@pytest.mark.parametrize(
    ("config", "term"),
    [
        ("title: W\n", "added: 2024-01-01"),
        (SITE, "level: beginner"),
        (SITE + "exports: [sitemap]\n", "added: 2024-01-01"),
    ],
)
def test_without_an_address_a_date_or_a_wish_there_is_none(config: str, term: str, tmp_path: Path) -> None:
    """Ids in a feed are whole addresses, its moments come from terms; and `exports:` may leave it out."""
    site = made(tmp_path, {"one": f"definition: O.\n{term}"}, config)
    assert not (site / "feed.xml").exists()
    assert select(parse((site / "one.html").read_text("utf-8")), "link[rel=alternate]") == []


def test_the_schema_refuses_what_is_no_feed(tmp_path: Path) -> None:
    """An entry without a date, or an address that is not whole, is found."""
    text = (made(tmp_path, {"one": "definition: O.\nadded: 2024-01-01"}) / "feed.xml").read_text("utf-8")
    for old, new in (
        ("<updated>2024-01-01T00:00:00Z</updated>", ""),
        ("https://example.org/words/one.html", "one.html"),
    ):
        assert old in text
        assert not SCHEMA.validate(etree.fromstring(text.replace(old, new).encode()))


def test_the_list_of_pages_is_what_its_schema_says(tmp_path: Path) -> None:
    """The XSD of sitemaps.org accepts it, and refuses one with a wrong date."""
    site = made(tmp_path, {"one": "definition: O.\nadded: 2024-01-01", "zwölf": "definition: Z."})
    schema = etree.XMLSchema(etree.parse(module("sitemap/schema/sitemap.xsd")))
    text = (site / "sitemap.xml").read_bytes()
    assert schema.validate(etree.fromstring(text)), schema.error_log
    assert not schema.validate(etree.fromstring(text.replace(b"2024-01-01", b"yesterday")))
