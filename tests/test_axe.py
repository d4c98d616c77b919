"""No page has a fault that axe-core finds, no page scrolls sideways, and every page is whole without scripts."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from bench.adopted import CONFIGS
from tests.builds import build, write
from tests.test_corpora import built

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

RUN = """rules => axe.run(document, {resultTypes: ["violations"], ...rules}).then(found => found.violations.map(
    fault => `${fault.id}: ${fault.help}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(" ")}`))"""

COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES: tuple[tuple[Literal["light", "dark"], Mapping[str, Any]], ...] = (
    ("light", {}),
    ("dark", {"runOnly": COLOURS}),  # all that the paper can change
)
PLAIN: Mapping[str, Any] = {"rules": {rule: {"enabled": False} for rule in COLOURS}}
WHOLE = "all/index.html"
CUT = "() => [...document.querySelectorAll('.all-entry')].slice(1).forEach(entry => entry.remove())"
"""The page of all terms, and how all entries but the first go: they look as on their own pages, and the colours of all
would take a minute.
"""

WIDTHS = {"wide": (1280, 900), "narrow": (360, 740)}

OVERFLOW = """() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return "";
    const out = [...document.querySelectorAll("main *, header *, footer *")].filter(
        element => element.getBoundingClientRect().right > innerWidth + 1);
    return `${wide}px: ` + out.slice(0, 4).map(element => element.outerHTML.slice(0, 120)).join(" | ");
}"""


def linked(name: str, *roots: str) -> list[Path]:
    """The files of this repository that a site in another language is built from."""
    return [path for root in roots for path in sorted((ROOT / root).rglob(name))]


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The glossary of this repository, as it is and as one that is read from right to left."""
    place = tmp_path_factory.mktemp("axe")
    config = (ROOT / "glossary.yml").read_text("utf-8")
    assert "\nlanguage: en\n" in config
    sources = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in linked("*.md", "terms", "docs")}
    more = {"terms/old.md": "---\nterm: Old\nreplaced_by: training\n---\n"}
    sites = {}
    for direction, language in (("ltr", "en"), ("rtl", "ar")):
        root = place / direction
        write(
            root, {**sources, **more, "glossary.yml": config.replace("\nlanguage: en\n", f"\nlanguage: {language}\n")}
        )
        said = build(root, root / "site", place / "cache")
        assert said.status == 0, said
        sites[direction] = root / "site"
    return sites


def kinds(site: Path) -> list[str]:
    """A page of every kind: of each folder the first page and the first other one; richest and plainest term."""
    found = {"index.html", "404.html", "training.html", "model.html", "token.html"}
    for folder in sorted(path for path in site.iterdir() if path.is_dir() and path.name != "assets"):
        pages = sorted(path.relative_to(site).as_posix() for path in folder.rglob("*.html"))
        found.update(page for page in pages if page.endswith("/index.html"))
        found.update([page for page in pages if not page.endswith("/index.html")][:1])
    return sorted(page for page in found if (site / page).is_file())


@pytest.mark.timeout(400)  # the page of all terms takes its time on a busy machine
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_no_fault(direction: str, width: str, ours: Mapping[str, Path], chromium: Browser) -> None:
    """On light paper and on dark, in one visit each: loading is what takes the time."""
    across, down = WIDTHS[width]
    site = ours[direction]
    faults = []
    context = chromium.new_context(viewport={"width": across, "height": down}, color_scheme="light")
    page = context.new_page()
    for address in kinds(site):
        page.goto((site / address).as_uri())
        page.evaluate(AXE)
        if address == WHOLE:
            if (direction, width) == ("ltr", "wide"):
                faults += [f"{address}, whole: {fault}" for fault in page.evaluate(RUN, PLAIN)]
            page.evaluate(CUT)
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{address}, {scheme}: {fault}" for fault in page.evaluate(RUN, rules)]
    context.close()

    assert "\n".join(faults) == ""


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    """The narrowest window that a page must fit."""
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def overflows(page: Page, site: Path, addresses: list[str]) -> list[str]:
    """The pages that scroll sideways, and what makes them."""
    found = []
    for address in addresses:
        page.goto((site / address).as_uri())
        if said := page.evaluate(OVERFLOW):
            found.append(f"{address}: {said}")
    return found


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways(direction: str, ours: Mapping[str, Path], narrow: Page) -> None:
    assert overflows(narrow, ours[direction], kinds(ours[direction])) == []


LONG = "Donaudampfschifffahrtsgesellschaft" * 5
WIDE = {
    "term": LONG,
    "aliases": [f"{LONG}en"],
    "definition": LONG,
    "plain": LONG,
    "see_also": [{"term": "two", "why": LONG}],
    "contrast": [{"term": "two", "why": LONG}],
    "prerequisites": ["two"],
    "tags": [LONG],
    "lifecycle": {"lanes": [{"title": LONG, "steps": [LONG, {"title": LONG, "note": LONG}]}]},
    "groups": [{"title": LONG, "items": {LONG: LONG}}],
    "avoid": [{"avoid": LONG, "write": LONG, "why": LONG}],
    "usage": [{"speaker": LONG, "says": LONG}],
    "takeaways": [LONG],
    "faq": [{"question": LONG, "answer": LONG}],
    "vocabulary": [{"term": LONG, "plain": LONG}],
    "quiz": {"question": LONG, "choices": [{"text": LONG, "correct": True, "why": LONG}, "No"]},
    "match": [{"concept": f"{LONG}a", "definition": LONG}, {"concept": f"{LONG}b", "definition": f"{LONG}x"}],
}


def test_a_word_longer_than_the_window_is_broken(tmp_path: Path, narrow: Page) -> None:
    texts = {
        "terms/one.md": f"---\n{json.dumps(WIDE)}\n---\n## {LONG}\n\n- {LONG}\n\n> {LONG}\n",
        "terms/two.md": f"---\nterm: Two {LONG}\ndefinition: {LONG}\n---\nAs [[one|{LONG}]].\n",
    }
    write(tmp_path / "words", texts)
    site = tmp_path / "site"
    done = build(tmp_path / "words", site, tmp_path / "cache")

    assert done.status == 0, done
    assert overflows(narrow, site, kinds(site)) == []


@pytest.mark.parametrize("name", CONFIGS)
def test_no_page_of_a_corpus_scrolls_sideways(name: str, shared_data: Path, tmp_path: Path, narrow: Page) -> None:
    site = built(name, shared_data, tmp_path, {}).out
    terms = sorted(path.name for path in site.glob("*.html"))

    assert overflows(narrow, site, [*kinds(site), *terms[:: max(len(terms) // 40, 1)]]) == []


def test_without_scripts_every_page_has_its_text(ours: Mapping[str, Path], chromium: Browser) -> None:
    """Whatever is on the page with scripts, controls apart, is there without."""
    site = ours["ltr"]
    context = chromium.new_context(java_script_enabled=False)
    scripted = chromium.new_context()
    page, other = context.new_page(), scripted.new_page()
    lost = []
    for address in kinds(site):
        page.goto((site / address).as_uri())
        other.goto((site / address).as_uri())
        text = " ".join(page.locator("main").text_content().split())  # type: ignore[union-attr]  # every page has one
        shown = other.evaluate(SHOWN)
        lost += [f"{address}: {line}" for line in shown if line not in text]
        assert page.locator('main a[href=""]:not(.js a, .js)').count() == 0
    context.close()
    scripted.close()

    assert lost == []


SHOWN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, td, th, summary)")]
    .filter(element => !element.closest(".js, [data-n], [role=status], .pv, .preview, button, form.quiz, .session"))
    .filter(element => element.children.length === 0)
    .map(element => element.textContent.split(/\\s+/).filter(Boolean).join(" ")).filter(Boolean)"""
