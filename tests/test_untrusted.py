"""What an author writes is text: no payload becomes markup, a script or a request, on any page, in any browser."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from tests.elements import CONTROL, Element, parse, select
from tests.payloads import (
    PAYLOADS,
    PICTURE,
    PIXEL,
    SCHEMES,
    TARGET,
    TEXTS,
    Site,
    body,
    config,
    made,
    matter,
    quoted,
    term,
)
from tests.strange import strange, strange_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_payloads_fit_into_a_name() -> None:
    """None is so long that it would be refused for its length alone."""
    assert max(map(len, PAYLOADS)) < 150


@pytest.fixture(scope="module")
def payloads(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with every payload in every field of a term: where it is valid, and wherever anything can stand."""
    files: dict[str, str | bytes] = {
        "terms/target.md": TARGET,
        "glossary.yml": config(" ".join(TEXTS[:30])) + "url: https://example.org/\n",
    }
    for number, payload in enumerate(PAYLOADS):
        files[f"terms/t{number}.md"] = term(number, payload, all_=False)
        files[f"terms/t{number}-all.md"] = term(number, payload, all_=True)
        files[f"pages/p{number}.md"] = matter({"title": payload}) + body(payload)
    files[PICTURE] = PIXEL
    return made(tmp_path_factory.mktemp("payloads"), files)


# ------------------------------------------------------------------------------ parsed pages


def test_every_field_with_a_payload_is_shown(payloads: Site) -> None:
    """The test would prove little if the payloads had been refused: each term has its page with all components."""
    assert len(list(payloads.out.glob("t*.html"))) == 2 * len(PAYLOADS) + 1
    first = parse((payloads.out / "t0.html").read_text("utf-8"))
    assert len(select(first, "section.part")) >= 20


def test_no_payload_becomes_an_element_or_an_attribute(payloads: Site) -> None:
    """On no page is there an element, an attribute or an address that an author wrote."""
    faults = [fault for path in sorted(payloads.out.rglob("*.html")) for fault in strange(path, payloads.out)]
    assert faults == []


def test_a_payload_as_a_name_is_shown_as_it_was_written(payloads: Site) -> None:
    """The heading is the author's text, character by character; no template was run in it."""
    for number, payload in enumerate(PAYLOADS):
        page = parse((payloads.out / f"t{number}.html").read_text("utf-8"))
        assert normal(text_of(select(page, "h1")[0])) == normal(CONTROL.sub("", f"T{number} {payload}"))


def test_no_page_holds_a_control_character(payloads: Site) -> None:
    """No escape in YAML writes what a file may not hold: HTML and XML cannot hold it either."""
    assert [path.name for path in payloads.out.rglob("*.html") if CONTROL.search(path.read_text("utf-8"))] == []


def test_structured_data_is_json_that_holds_the_text(payloads: Site) -> None:
    """No payload ends the element that holds the data, nor breaks the data."""
    for number, payload in enumerate(PAYLOADS):
        page = parse((payloads.out / f"t{number}.html").read_text("utf-8"))
        (island,) = select(page, "script[type]")
        graph = json.loads(island.text)["@graph"]
        assert normal(graph[0]["name"]) == normal(CONTROL.sub("", f"T{number} {payload}"))


KINDS = (
    "404.html", "a-z/index.html", "all/index.html", "compare/index.html", "index.html", "map/index.html", "map/payloads.html",
    "pages/p0.html", "paths/index.html", "paths/payloads.html", "quiz/index.html", "search/index.html",
    "sections/payloads.html", "t0.html", "tags/index.html",
)  # fmt: skip
"""A page of each kind."""


def test_there_is_a_page_of_each_kind_with_payloads(payloads: Site) -> None:
    """What is asked of all pages is asked of each kind, and each shows what authors wrote."""
    pages = {name: (payloads.out / name).read_text("utf-8") for name in KINDS}
    assert [name for name, text in pages.items() if "__pwned" not in text] == []
    assert "<math" in pages["all/index.html"]
    assert [text for text in pages.values() if "<img src=" not in text] == []


def shards(payloads: Site, folder: str) -> dict[str, Any]:
    """What the scripts of a folder below `assets/` hand over, by the function that they call: each is one call on one
    line, whose argument is JSON without a sign that ends a script or, in older ones, a text.
    """
    found: dict[str, Any] = {}
    for path in sorted((payloads.out / "assets" / folder).iterdir()):
        text = path.read_text("utf-8")
        call = re.fullmatch(r"glossary\.([a-z.]+)\(([^<\n\r\u2028\u2029]+)\);\n", text)
        assert call, path
        assert not CONTROL.search(text)
        data = json.loads(call[2])
        found[call[1]] = [*found.get(call[1], ()), *(data if isinstance(data, list) else data["terms"])]
    return found


def named() -> set[tuple[str, str]]:
    """The ids of the terms with a payload where that is valid, and their names."""
    found = enumerate(PAYLOADS)
    return {(f"t{number}", normal(CONTROL.sub("", f"T{number} {payload}"))) for number, payload in found}


def test_a_payload_in_a_script_of_data_is_a_text(payloads: Site) -> None:
    """Previews and the index of the search hold the names and definitions as they were written."""
    found = shards(payloads, "search") | shards(payloads, "previews")
    assert set(found) == {"finder.bodies", "finder.definitions", "finder.names", "previews"}
    assert {(row[0], normal(row[1])) for row in found["finder.names"]} >= named()
    assert {(row[0], normal(row[2])) for row in found["previews"]} >= named()
    assert {row[0] for row in found["finder.definitions"]} >= {term for term, _ in named()}
    assert "__pwned" in str(found["finder.definitions"])


def test_no_payload_becomes_markup_in_a_question(payloads: Site) -> None:
    """The questions that the page of the quiz draws are HTML: of this program alone."""
    rows = shards(payloads, "questions")["questions"]
    assert {(row[0], normal(row[1])) for row in rows} >= named()
    page = payloads.out / "quiz" / "index.html"
    assert [(term, fault) for term, _, _, html in rows for fault in strange_in(html, page, payloads.out)] == []
    assert [term for term, _, address, _ in rows if not (page.parent / address).is_file()] == []


FEED = frozenset({
    "author", "category", "entry", "feed", "id", "link", "name", "published", "rights", "subtitle", "summary", "title",
    "updated",
})  # fmt: skip
"""The elements of the feed."""


def test_no_payload_becomes_an_element_of_the_feed(payloads: Site) -> None:
    """A reader of XML finds our elements, links into the site, and the names as they were written."""
    feed = etree.fromstring((payloads.out / "feed.xml").read_bytes())
    assert {etree.QName(element).localname if isinstance(element.tag, str) else "?" for element in feed.iter()} <= FEED
    attributes = {name for element in feed.iter() for name in element.attrib}
    assert attributes <= {"href", "rel", "term", "type", "{http://www.w3.org/XML/1998/namespace}lang"}
    assert [href for href in feed.xpath("//@href") if not href.startswith("https://example.org/")] == []
    titles = {normal(entry.findtext("{*}title") or "") for entry in feed.iterfind("{*}entry")}
    assert titles
    assert titles <= {name for _, name in named()}


def test_no_payload_becomes_markdown_in_llms_txt(payloads: Site) -> None:
    """Rendered, it has headings, lists and links into the site, and shows the names as they were written."""
    page = parse(MarkdownIt("commonmark").render((payloads.out / "llms.txt").read_text("utf-8")))
    tags = {element.tag.rpartition("}")[2] for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= {"html", "head", "body", "h1", "h2", "p", "blockquote", "ul", "li", "a"}
    links = {(link.get("href"), normal(text_of(link))) for link in select(page, "a")}
    assert [href for href, _ in links if not href.startswith("https://example.org/")] == []
    assert links >= {(f"https://example.org/{term}.html", name) for term, name in named()}


@pytest.mark.parametrize("part", range(4))
def test_no_payload_in_the_configuration_becomes_markup(part: int, tmp_path: Path) -> None:
    """Every text of glossary.yml is text, too, on all kinds of pages."""
    chosen = (*SCHEMES, " ".join(TEXTS[:20]), " ".join(TEXTS[20:]))[part::4]
    for number, payload in enumerate(chosen):
        files = {
            "terms/target.md": TARGET + payload,
            "terms/other.md": "---\nterm: Other\ndefinition: x\nsection: payloads\n---\n",
        }
        site = made(tmp_path / str(number), {**files, "glossary.yml": config(payload)})
        faults = [fault for path in sorted(site.out.rglob("*.html")) for fault in strange(path, site.out)]
        assert (payload, faults) == (payload, [])


@pytest.mark.parametrize("key", ["url", "repository"])
def test_no_page_names_an_address_that_is_none_of_the_web(key: str, tmp_path: Path) -> None:
    """An address of glossary.yml is named by pages only where it is one on the web."""
    for number, payload in enumerate(SCHEMES[::3]):
        site = made(tmp_path / str(number), {"terms/target.md": TARGET, "glossary.yml": f"{key}: {quoted(payload)}\n"})
        assert [fault for path in site.out.rglob("*.html") for fault in strange(path, site.out)] == []


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def normal(text: str) -> str:
    return " ".join(CONTROL.sub("\ufffd", unicodedata.normalize("NFC", text)).split())


# ---------------------------------------------------------------------------------- a browser


class Watched(NamedTuple):
    """A page of a browser, what it said or ran, and what it asked for."""

    page: Page
    seen: list[str]
    asked: list[str]

    def look(self, name: str) -> None:
        """Open all that is folded, and note where a payload ran."""
        if self.page.evaluate(
            "document.querySelectorAll('details').forEach(d => { d.open = true }), '__pwned' in window"
        ):
            self.seen.append(f"{name} ran a payload")


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context()
    page, seen, asked = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("console", lambda told: seen.append(f"{told.type}: {told.text}"))
    yield Watched(page, seen, asked)
    context.close()


def test_nothing_runs_in_a_browser(payloads: Site, watched: Watched) -> None:
    """Opened from the disk, no page runs a payload, opens a dialog, tells of an error or asks another host."""
    names = [name for name in KINDS if name != "404.html"]  # its addresses start at the top of a server
    names += [f"t{number}.html" for number in range(1, len(PAYLOADS))]
    names += [f"pages/p{number}.html" for number in range(5, len(PAYLOADS), 5)]
    for name in names:
        watched.page.goto(f"file://{payloads.out}/{name}")
        watched.look(name)
    assert watched.seen == []
    assert [url for url in watched.asked if not url.startswith(f"file://{payloads.out}/")] == []
    assert {f"file://{payloads.out}/{name}" for name in names} <= set(watched.asked)


def test_nothing_runs_of_what_scripts_show(payloads: Site, watched: Watched) -> None:
    """Nor does any term in the results of a search, in a preview or among the questions of a session."""
    page, place = watched.page, f"file://{payloads.out}"
    page.goto(f"{place}/search/index.html")
    page.fill("#search", "script")
    page.locator("[data-results] a", has_text="<script>").first.wait_for()
    watched.look("search")
    page.goto(f"{place}/quiz/index.html")
    page.locator("a[data-t=t0]").first.focus()
    page.locator(".preview", has_text="<script>").first.wait_for()
    watched.look("a preview")
    page.locator("[data-session] button").first.click()
    page.locator("[data-session] .quiz-question").first.wait_for()
    watched.look("a session")
    assert watched.seen == []
    assert [url for url in watched.asked if not url.startswith(f"{place}/")] == []
    folders = {url.removeprefix(f"{place}/assets/").partition("/")[0] for url in watched.asked}
    assert folders >= {"previews", "questions", "search"}
