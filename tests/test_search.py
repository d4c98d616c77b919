"""The search, as readers use it: in Chromium, from a folder and below a path of a server."""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from glossary.text.number import other_numbers
from tests.builds import build, tree

ROOT = Path(__file__).parents[1]

CONFIG = {
    "title": "Words",
    "sections": [{"id": "one", "title": "First things"}, {"id": "two", "title": "Second things"}],
}

TERMS: dict[str, Any] = {
    "training": (
        {
            "term": "Training",
            "aliases": ["learning phase"],
            "hidden": ["trainnig"],
            "definition": "Fitting the weights of a model to data.",
            "section": "one",
            "order": 1,
            "stages": [{"title": "Measure", "text": "A *discrepancy* is measured."}],
        },
        "It ends with a **checkpoint**.",
    ),
    "model": (
        {"term": "Model", "definition": "Weights, and the code that applies them.", "section": "one", "order": 2},
        "",
    ),
    "model-card": ({"term": "Model card", "definition": "A page about one.", "section": "two", "order": 1}, ""),
    "fine-tuning": ({"term": "Fine-tuning", "definition": "Further training of a model, then training again."}, ""),
    "retrieval": (
        {"term": "Retrieval-augmented generation", "abbreviation": "RAG", "definition": "Looking it up first."},
        "",
    ),
    "ragged": ({"term": "Ragged tensor", "definition": "Rows of uneven length."}, ""),
    "curriculum": ({"term": "Curriculum", "aliases": ["training order"], "definition": "The order of examples."}, ""),
    "hallucination": ({"term": "Hallucination", "definition": "Output without support."}, "Often a *guess*."),
    "evil": (
        {"term": "<img src=x onerror=alert(1)>", "definition": "A </script><script>alert(1)</script> test & more."},
        "",
    ),
    "index": ({"term": "Index", "definition": "What leads to places."}, ""),
    "sgd": ({"term": "C++", "definition": "A language with classes."}, ""),
    "japanese": ({"term": "機械学習", "definition": "データから規則を学ぶ方法。"}, "ガウス過程も使われる。"),
    "arabic": ({"term": "التَّعَلُّم الآلي", "definition": "فرع من الذكاء الاصطناعي."}, ""),
    "turkish": ({"term": "Isı haritası", "definition": "İstatistik için bir çizim."}, ""),
    "russian": ({"term": "Обучение", "definition": "Настройка весов модели."}, ""),
    "hindi": ({"term": "प्रशिक्षण", "definition": "मॉडल के भार का समायोजन।"}, ""),
}


def write(root: Path, terms: dict[str, Any] = TERMS, **config: object) -> Path:
    """A folder with these terms; JSON is YAML."""
    (root / "terms").mkdir(parents=True)
    (root / "glossary.yml").write_text(json.dumps(CONFIG | config), "utf-8")
    for name, (front, body) in terms.items():
        fields = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        text = f"---\n{fields}---\n\n{body}\n"
        (root / "terms" / f"{name}.md").write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the terms above, in a folder with a blank in its name."""
    place = tmp_path_factory.mktemp("a search")
    done = build(write(place / "sources"), place / "web" / "below", place / "cache")
    assert done.status == 0, done.err
    return place / "web" / "below"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it sends."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site below a path of a server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below"
    server.shutdown()
    server.server_close()


def search(page: Page, site: Path, text: str) -> list[str]:
    """The names that the page of the search lists for `text`, once it has looked everywhere."""
    page.goto((site / "search/index.html").as_uri())
    return answers(page, text)


def answers(page: Page, text: str) -> list[str]:
    """As `search`, on the page that is open."""
    page.fill("#search", "")
    expect(page.locator("[data-count]")).to_contain_text(" terms")
    page.fill("#search", text)
    expect(page.locator("[data-count]")).to_contain_text(re.compile("terms? match|No term matches"))
    return page.locator("[data-results] b").all_inner_texts()


def ready(page: Page) -> None:
    """Use the box of the bar, and wait until names and definitions are there."""
    page.locator("#q").focus()
    settled(page)


def settled(page: Page) -> None:
    """Wait until nothing more is loaded: a request that leaving the page cuts off would fail the test."""
    page.wait_for_function("() => window.glossary.finder && !window.glossary.finder.busy")


def script(site: Path, name: str) -> Any:
    """What a file of the index hands over: it is JSON in a call."""
    found = re.fullmatch(
        r"glossary\.finder\.(\w+)\((.*)\);\n", (site / "assets/search" / name).read_text("utf-8"), re.DOTALL
    )
    assert found
    return json.loads(found[2])


# ------------------------------------------------------------------------------------------ box


def test_a_word_typed_into_the_bar_leads_to_its_term_by_keys_alone(page: Page, site: Path) -> None:
    page.goto((site / "ragged.html").as_uri())
    box = page.locator("#q")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("train")
    settled(page)
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(box).to_be_focused()
    settled(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/training.html")


def test_escape_shuts_the_list_and_keeps_what_was_typed(page: Page, site: Path) -> None:
    page.goto((site / "ragged.html").as_uri())
    page.locator("#q").focus()
    page.keyboard.type("model")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    settled(page)
    page.evaluate("window.glossary.finder.onmore()")  # as when a part of the index arrives late
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("model")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_enter_without_a_choice_leads_to_all_results(page: Page, served: str) -> None:
    page.goto(f"{served}/ragged.html")
    ready(page)
    page.locator("#q").fill("mode")
    settled(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=mode")
    expect(page.locator("[data-results] b").first).to_have_text(re.compile("^Model"))
    expect(page.locator("#search")).to_be_focused()
    settled(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-results] a").first).to_be_focused()


NAMED = {
    "MODEL": "model",
    "models": "model",
    "learning phases": "training",
    "Retrieval augmented generation": "retrieval",
    "learning phase": "training",
    "c++": "sgd",
}
"""What is typed, and the term that has it as a name."""


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(("start", "box"), [("ragged.html", "#q"), ("search/index.html", "#search")])
def test_enter_on_a_name_leads_to_its_term(page: Page, site: Path, name: str, start: str, box: str) -> None:
    page.goto((site / start).as_uri(), wait_until="networkidle")
    page.locator(box).focus()
    settled(page)
    page.locator(box).fill(name)
    settled(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{NAMED[name]}.html", wait_until="networkidle")


def test_a_hit_is_opened_by_the_mouse_below_a_path(page: Page, served: str) -> None:
    page.goto(f"{served}/search/index.html?q=tensor")
    settled(page)
    page.get_by_role("link", name="Ragged tensor").click()
    page.wait_for_url("**/below/ragged.html")
    ready(page)
    page.keyboard.type("phase")
    settled(page)
    page.get_by_role("option").first.click()
    page.wait_for_url("**/below/training.html")


def test_nothing_of_the_search_is_loaded_before_it_is_used(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{served}/model.html", wait_until="networkidle")
    parts = {"minisearch.js", "finder.js", "hits.js", "names.js"}
    assert not parts & set(asked)
    ready(page)
    assert set(asked) >= {*parts, "definitions-0.js"}
    assert "bodies-0.js" not in asked


def test_a_slash_within_a_field_is_a_slash(page: Page, site: Path) -> None:
    page.goto((site / "model.html").as_uri())
    page.locator("#q").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")


# --------------------------------------------------------------------------------------- answers


MEANT = {
    "Training": "Training",
    "learning phase": "Training",
    "trainnig": "Training",  # a misspelling that the term lists
    "trianing": "Training",  # neighbours changed places
    "taining": "Training",
    "halucinat": "Hallucination",  # begun, with a slip
    "finetuning": "Fine-tuning",
    "fine tuning": "Fine-tuning",
    "FINE-TUN": "Fine-tuning",
    "rag": "Retrieval-augmented generation",
    "model": "Model",
    "what is a model": "Model",
    "models": "Model",
    "MODELS": "Model",
    "what are models": "Model",
    "learning phases": "Training",
    "curricula": "Curriculum",
    "indices": "Index",
    "fine tunings": "Fine-tuning",
    "finetunings": "Fine-tuning",
    "RAGs": "Retrieval-augmented generation",
    "uneven": "Ragged tensor",
    "unevne length": "Ragged tensor",
    "checkpoint": "Training",
    "discrepancy": "Training",
    "model checkpoint": "Training",
    "index": "Index",
    "c++": "C++",
    "機械": "機械学習",
    "学習": "機械学習",
    "規則": "機械学習",
    "ガウス": "機械学習",
    "التعلم": "التَّعَلُّم الآلي",
    "الالي": "التَّعَلُّم الآلي",
    "ISI": "Isı haritası",
    "ısı": "Isı haritası",
    "istatistik": "Isı haritası",
    "обучен": "Обучение",
    "प्रशि": "प्रशिक्षण",
}
"""What is typed, and the term that is meant."""


def test_the_term_that_is_meant_comes_first(page: Page, site: Path) -> None:
    page.goto((site / "search/index.html").as_uri())
    found = {text: (answers(page, text) or [""])[0] for text in MEANT}
    assert found == MEANT


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of our own glossary."""
    place = tmp_path_factory.mktemp("ours")
    done = build(ROOT, place / "site", place / "cache")
    assert done.status == 0, done.err
    return place / "site"


def test_every_name_of_ours_is_found_by_its_other_number(page: Page, ours: Path) -> None:
    rows = {row[0]: row for row in script(ours, "names.js")["terms"]}
    names = [(row[1], name) for row in rows.values() for name in (row[1], *(row[5:6] or [[]])[0])]
    given = {name.lower().replace("-", " ") for _, name in names}
    forms = [(term, form) for term, name in names for form in other_numbers(name, "en")]
    asked = {form: term for term, form in forms if form.lower().replace("-", " ") not in given}
    assert len(asked) > len(rows)
    page.goto((ours / "search/index.html").as_uri())
    settled(page)
    found = page.evaluate(
        "asked => asked.map(form => [form, (glossary.finder.find(form, 8, false)[0] || {term: {}}).term.name])",
        list(asked),
    )

    assert dict(found) == asked


def test_the_name_of_a_plural_is_marked_and_told(page: Page, ours: Path) -> None:
    page.goto((ours / "search/index.html").as_uri())
    settled(page)
    assert answers(page, "LLMs")[0] == "Large language model"
    hit = page.locator("[data-results] a").first
    expect(hit.locator(".search-alias")).to_have_text("also called LLM")
    assert "LLM" in hit.locator("mark").all_inner_texts()


def test_a_name_that_is_given_comes_before_one_that_is_derived(page: Page, tmp_path: Path) -> None:
    terms = {
        "weight": ({"term": "Weight", "definition": "One."}, ""),
        "parameter": ({"term": "Parameter", "aliases": ["weights"], "definition": "Two."}, ""),
        "axe": ({"term": "Axe", "definition": "Three."}, ""),
        "axis": ({"term": "Axis", "aliases": ["axle"], "definition": "Four."}, ""),
        "axles": ({"term": "Shafts", "aliases": ["axles"], "definition": "Five."}, ""),
        "tool": ({"term": "Utility", "aliases": ["Tool"], "definition": "Six."}, ""),
        "tools": ({"term": "Tool", "definition": "Seven."}, ""),
    }
    done = build(write(tmp_path / "s", terms), tmp_path / "o", tmp_path / "c")
    assert done.status in {0, 1}, done.err
    assert search(page, tmp_path / "o", "weights")[:2] == ["Parameter", "Weight"]
    assert set(answers(page, "axes")[:2]) == {"Axe", "Axis"}
    assert answers(page, "axles")[:2] == ["Shafts", "Axis"]
    assert answers(page, "tools")[:2] == ["Tool", "Utility"]


LANGUAGES = {
    "de": ("Neuronales Netz", ["neuronale Netze", "neuronalen Netzen", "neuronalem Netz"]),
    "fr": ("Réseau de neurones", ["reseaux de neurones"]),
    "es": ("Red neuronal", ["redes neuronales"]),
    "tr": ("Dil modeli", ["dil modelleri"]),
    "en": ("Rate of change", ["rates of change"]),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_those_of_the_language_of_the_glossary(page: Page, tmp_path: Path, language: str) -> None:
    name, forms = LANGUAGES[language]
    text = " ".join(forms)
    terms = {
        "one": ({"term": name, "definition": "1."}, ""),
        "two": ({"term": "Aaa", "aliases": [f"{text} x"], "definition": f"{text}."}, ""),
    }
    done = build(write(tmp_path / "s", terms, language=language), tmp_path / "o", tmp_path / "c")
    assert done.status == 0, done.err
    page.goto((tmp_path / "o" / "search/index.html").as_uri())
    settled(page)
    found = page.evaluate("forms => forms.map(form => glossary.finder.find(form, 8, false)[0].term.name)", forms)

    assert found == [name] * len(forms)


def test_another_language_of_the_glossary_writes_the_names_anew(tmp_path: Path) -> None:
    folder, out, cache = tmp_path / "s", tmp_path / "o", tmp_path / "c"
    terms = {"one": ({"term": "Rede", "definition": "It is."}, "")}
    write(folder, terms)
    for language, ending in (("en", "0s"), ("de", "0n")):
        (folder / "glossary.yml").write_text(json.dumps(CONFIG | {"language": language}), "utf-8")
        assert build(folder, out, cache).status == 0
        assert script(out, "names.js")["endings"] == [[ending]]


def test_names_come_before_other_names_before_definitions(page: Page, site: Path) -> None:
    assert search(page, site, "training") == ["Training", "Curriculum", "Fine-tuning"]


def test_what_is_nowhere_is_said_to_be_nowhere(page: Page, site: Path) -> None:
    assert search(page, site, "qqqq") == []
    expect(page.locator("[data-count]")).to_have_text("No term matches. Try a shorter word.")


def test_what_is_nowhere_is_said_below_the_box_too(page: Page, site: Path) -> None:
    page.goto((site / "training.html").as_uri())
    page.locator("input[type=search]").first.fill("qqqq")
    expect(page.locator(".search-none").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".search-none").first).to_be_hidden()


def test_a_hit_tells_name_other_name_definition_and_section(page: Page, site: Path) -> None:
    search(page, site, "learning phase")
    hit = page.locator("[data-results] a").first
    assert hit.inner_text().split("\n") == [
        "1.1",
        "Training also called learning phase",
        "Fitting the weights of a model to data.",
        "First things",
    ]
    assert hit.locator("mark").all_inner_texts() == ["learning", "phase"]


def test_for_each_further_letter_only_its_own_word_is_looked_for_with_slips(page: Page) -> None:
    """Of 100,000 terms a look through all words takes a phone a fifth of a second; a question has several."""
    page.evaluate("window.glossary = {}")
    page.add_script_tag(path=ROOT / "static/slips.js")
    looks = page.evaluate(
        """() => {
            let looks = 0;
            const words = new (class extends Set {
                [Symbol.iterator]() { looks += 1; return super[Symbol.iterator](); }
            })(["training", "model", "card"]);
            const near = (...asked) => asked.map((word) => window.glossary.slips.near(word, words).join());
            const found = [near("trainnig", "modle"), looks, near("trainnig", "modle", "crad"), looks];
            words.add("model card");
            return [...found, near("modle"), looks];
        }"""
    )
    assert looks == [["training", "model"], 2, ["training", "model", "card"], 3, ["model,model card"], 4]


def test_what_an_author_writes_is_text(page: Page, site: Path) -> None:
    assert search(page, site, "onerror") == ["<img src=x onerror=alert(1)>"]
    assert page.locator("[data-results] img").count() == 0
    assert "</script><script>alert(1)</script>" in page.locator("[data-results] a").inner_text()


# ------------------------------------------------------------------------------------------ page


def test_arrows_lead_from_the_box_through_the_results(page: Page, site: Path) -> None:
    search(page, site, "train")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-results] a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] a").first).to_be_focused()


def test_an_emptied_box_shows_all_terms_again(page: Page, site: Path) -> None:
    search(page, site, "training")
    page.fill("#search", "")
    expect(page.locator("[data-count]")).to_have_text(f"{len(TERMS)} terms")
    assert page.locator("[data-results] dt").count() == len(TERMS)


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_the_box_leads_to_a_page_of_all_terms(page: Page, site: Path) -> None:
    page.goto((site / "model.html").as_uri())
    page.fill("#q", "train")
    page.press("#q", "Enter")
    page.wait_for_url("**/search/index.html?q=train")
    assert page.locator("dt a").count() == len(TERMS)
    expect(page.locator("noscript p")).to_be_visible()


@pytest.mark.parametrize("context_options", [{"viewport": {"width": 320, "height": 640}}])
def test_the_list_fits_a_narrow_screen(page: Page, site: Path) -> None:
    page.goto((site / "model.html").as_uri())
    page.locator("#q").focus()
    page.keyboard.type("training")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


# ----------------------------------------------------------------------------------------- index


def test_the_index_holds_every_term_once(site: Path) -> None:
    rows = script(site, "names.js")["terms"]
    assert sorted(row[0] for row in rows) == sorted(TERMS)
    assert dict(script(site, "definitions-0.js")) == {term: front["definition"] for term, (front, _) in TERMS.items()}
    assert dict(script(site, "bodies-0.js"))["training"] == "a discrepancy is measured it ends with checkpoint measure"


def test_a_name_that_is_shown_no_more_is_none_in_a_warm_build_s_index(tmp_path: Path) -> None:
    folder, out, cache = tmp_path / "s", tmp_path / "o", tmp_path / "c"
    write(folder, {"one": ({"term": "One", "definition": "It is.", "aliases": ["uno"]}, "")})
    assert build(folder, out, cache).status == 0
    assert script(out, "names.js")["terms"] == [["one", "One", -1, "", 0, ["uno"]]]
    edited = folder / "terms/one.md"
    edited.write_text(edited.read_text("utf-8").replace("aliases", "forms"), "utf-8")
    assert build(folder, out, cache).status == 0
    assert script(out, "names.js")["terms"] == [["one", "One", -1, "", 0, [], ["uno"]]]


def test_an_edit_of_a_body_rewrites_its_bodies_alone(tmp_path: Path) -> None:
    folder, out, cache = tmp_path / "s", tmp_path / "o", tmp_path / "c"
    many = {f"t{number}": ({"term": f"Word {number}", "definition": "It is."}, "Text.") for number in range(600)}
    write(folder, many)
    assert build(folder, out, cache).status == 0
    before = tree(out)
    edited = folder / "terms/t7.md"
    edited.write_text(edited.read_text("utf-8") + "\nAnother.\n", "utf-8")
    assert build(folder, out, cache).status == 0
    after = tree(out)
    changed = {path for path in after if after[path] != before.get(path)}
    (bodies,) = (path for path in changed if path.startswith("assets/search/"))
    assert bodies.startswith("assets/search/bodies-")
    assert "another" in dict(script(out, bodies.rpartition("/")[2]))["t7"]


def test_a_site_that_asks_for_no_search_has_none(tmp_path: Path) -> None:
    done = build(write(tmp_path / "s", exports=["sitemap"], url="https://example.org/"), tmp_path / "o", tmp_path / "c")
    assert done.status == 0, done.err
    made = tree(tmp_path / "o")
    scripts = ("finder.js", "hits.js", "vendor/minisearch.js", "vendor/minisearch.txt")
    assert not [path for path in made if path.startswith(("search", "assets/search/"))]
    assert not [name for name in scripts if f"assets/{name}" in made]
    assert b"data-search" not in (made["model.html"] or b"")


def test_the_library_is_the_release() -> None:
    """Decision 0017 tells of which file of the release this was made, and how."""
    code, license_ = ((ROOT / "static/vendor" / name).read_bytes() for name in ("minisearch.js", "minisearch.txt"))
    decision = (ROOT / "docs/decisions/0017-search.md").read_text("utf-8")
    digest = sha256(code).hexdigest()
    assert digest == "768c2687d1841b8a33f8ec1b6418b7d577ffb6c2f62fbcb054459119de3e3d52"
    assert digest in decision
    assert b"MiniSearch 7.2.0" in code[:100]
    assert b"Luca Ongaro" in license_
