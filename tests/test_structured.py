"""What pages tell programs about themselves: structured data by schema.org, previews elsewhere."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.builds import build, write
from tests.elements import parse, select
from tests.tools import module, node

CONFIG = """\
title: Words
url: https://example.org/words
description: Some words.
license: CC-BY-4.0
sections: [{id: basics, title: Basics}]
paths: [{id: start, title: Start, intro: From the start., terms: [model, training]}]
"""
FILES = {
    "glossary.yml": CONFIG,
    "terms/model.md": "---\nterm: Model\ndefinition: A function.\n---\n",
    "terms/training.md": """\
---
term: Training
definition: Fitting weights.
abbreviation: TR
section: basics
order: 1
level: beginner
tags: [x]
added: 2024-01-01
updated: 2024-02-02
prerequisites: [model]
quiz: [{question: What changes?, choices: [{text: the weights, correct: true}, {text: the prompt}]}]
---
""",
}
PAGES = ("index.html", "training.html", "model.html", "sections/basics.html", "paths/start.html", "quiz/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with all that has structured data."""
    place = tmp_path_factory.mktemp("structured")
    write(place / "root", FILES)
    assert build(place / "root", place / "site", place / "cache").status == 0
    return place / "site"


def graph(page: Path) -> list[dict[str, Any]]:
    """The structured data of a page."""
    (text,) = islands(page)
    found: list[dict[str, Any]] = json.loads(text)["@graph"]
    return found


def islands(page: Path) -> list[str]:
    """What stands in the elements for structured data."""
    scripts = select(parse(page.read_text("utf-8")), "script")
    return [script.text for script in scripts if script.get("type") == "application/ld+json"]


def typed(nodes: list[dict[str, Any]], place: Path) -> str:
    """What TypeScript finds wrong with the nodes, each held against the type of schema-dts that it says it is.

    schema-dts has the vocabulary of schema.org as types: which properties a type has, and what each may hold.
    """
    lines = [
        f'const n{at}: import("{module("schema-dts").as_posix()}").{item["@type"]} = {json.dumps(item)}; void n{at};'
        for at, item in enumerate(nodes)
    ]
    write(place, {"graph.ts": "\n".join(lines) + "\nexport {};\n"})
    flags = (
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--moduleResolution",
        "bundler",
        "--module",
        "esnext",
    )
    return node(module("typescript/bin/tsc"), *flags, place / "graph.ts", cwd=place)


def test_structured_data_is_of_schema_org(site: Path, tmp_path: Path) -> None:
    """Every node of every page has only properties of its type, with values that they may have."""
    assert typed([item for name in PAGES for item in graph(site / name)], tmp_path) == ""


@pytest.mark.parametrize(
    "fault",
    [
        {"@type": "DefinedTerm", "name": "x", "educationalLevel": "beginner"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "title": "x"}]},
        {"@type": "Quiz", "name": "x", "about": 3},
    ],
)
def test_the_validator_finds_what_is_not(fault: dict[str, Any], tmp_path: Path) -> None:
    """A property of another type, a key that is none, a value of the wrong kind."""
    assert "error TS" in typed([fault], tmp_path)


def test_each_page_tells_what_it_is(site: Path) -> None:
    """The types of each page, and how its nodes name each other."""
    types = {name: [item["@type"] for item in graph(site / name)] for name in PAGES}
    assert types == {
        "index.html": ["DefinedTermSet"],
        "training.html": ["DefinedTerm", "LearningResource", "BreadcrumbList", "Quiz"],
        "model.html": ["DefinedTerm", "LearningResource", "BreadcrumbList"],
        "sections/basics.html": ["BreadcrumbList"],
        "paths/start.html": ["LearningResource"],
        "quiz/index.html": ["Quiz"],
    }
    term, resource, crumbs, quiz = graph(site / "training.html")
    assert term["inDefinedTermSet"] == graph(site / "index.html")[0]["@id"] == "https://example.org/words/#set"
    assert resource["mainEntity"] == quiz["about"] == {"@id": term["@id"]}
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Words", "Basics", "Training"]
    assert [part["name"] for part in graph(site / "paths/start.html")[0]["hasPart"]] == ["Model", "Training"]
    assert {"@id": quiz["@id"]} in graph(site / "quiz/index.html")[0]["hasPart"]


def test_without_an_address_there_is_no_structured_data(tmp_path: Path) -> None:
    """Its ids would be none."""
    write(tmp_path / "root", {**FILES, "glossary.yml": re.sub("url: .*\n", "", CONFIG)})
    build(tmp_path / "root", tmp_path / "site", tmp_path / "cache")
    for name in PAGES:
        assert islands(tmp_path / "site" / name) == []
        assert "og:image" not in metas(tmp_path / "site" / name)


def test_a_large_glossary_does_not_list_its_terms_on_the_first_page(tmp_path: Path) -> None:
    """The page would grow without bound; each term's page has its own data."""
    terms = {f"terms/t{at}.md": f"---\nterm: T{at}\ndefinition: D.\n---\n" for at in range(301)}
    write(tmp_path / "root", {"glossary.yml": CONFIG.partition("sections")[0], **terms})
    build(tmp_path / "root", tmp_path / "site", tmp_path / "cache")
    assert "hasDefinedTerm" not in graph(tmp_path / "site/index.html")[0]


def metas(page: Path) -> dict[str, str]:
    """What a page says for previews elsewhere."""
    found = select(parse(page.read_text("utf-8")), "meta")
    return {meta.get("property") or meta.get("name") or "": meta.get("content") for meta in found}


def test_a_preview_has_a_title_a_text_and_a_picture(site: Path) -> None:
    """Whoever shares a page shows what it is about; the theme has a picture for sites that name none."""
    first, term = metas(site / "index.html"), metas(site / "training.html")
    assert (first["og:type"], term["og:type"]) == ("website", "article")
    assert term["og:site_name"] == term["og:image:alt"] == "Words"
    assert term["og:title"] == "Training — Words"
    assert term["og:description"] == term["description"] == "Fitting weights."
    assert term["og:url"] == "https://example.org/words/training.html"
    assert term["og:image"] == "https://example.org/words/assets/preview.png"
    assert term["twitter:card"] == "summary_large_image"
    header = (site / "assets/preview.png").read_bytes()[16:24]
    assert struct.unpack(">II", header) == (1200, 630)


def test_lists_are_described_by_what_they_hold(site: Path) -> None:
    count = metas(site / "a-z/index.html")["description"].partition(" terms")[0]
    assert metas(site / "a-z/index.html")["description"] == f"{count} terms by letter, each with its definition."
    assert metas(site / "search/index.html")["description"] == (
        f"Search {count} terms by name, abbreviation or any word of their texts."
    )
    assert int(count) > 1
