"""The parts of a survey: the home of the terms, signs of other programs, places of keys, settings that can be read."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.config.read import NAME, read_config
from glossary.edits.adoption import draft
from glossary.edits.home import home_of
from glossary.edits.origin import NOTHING, Origin, origin_of, sign_in
from glossary.edits.settings import write_settings
from glossary.edits.survey import key_at, read_sheet
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.read import FIELDS
from glossary.text.source import Source
from tests import test_corpora as corpora
from tests.adopting import run
from tests.builds import Builder, tree

if TYPE_CHECKING:
    from pathlib import Path


# Three real glossaries


@pytest.fixture(scope="module", params=["devops", "gpu", "mlg"])
def site(
    request: pytest.FixtureRequest, builder: Builder, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> corpora.Site:
    """A corpus, built with the settings that were written for it."""
    place = tmp_path_factory.mktemp("adopted")
    root = place / request.param
    shutil.copytree(shared_data / request.param, root)
    before = tree(root)
    told = run(builder, "init", "--from", root)
    assert told.status == 0, told
    assert tree(root) == before | {NAME: (root / NAME).read_bytes()}
    said = run(builder, "build", root, "--out", place / "site", "--format", "json")
    return corpora.Site(request.param, root, said, place / "site")


# Pure parts


@pytest.mark.parametrize(
    ("paths", "home"),
    [
        (["a.md", "b.md", "notes/c.md"], ""),
        (["README.md", "LICENSE.md", "terms/a.md", "terms/x/b.md"], "terms"),
        (["README.md", "gpu-glossary/a/x.md", "docs/y.md", "docs/z.md"], "gpu-glossary"),
        (["src/data/entries/a.md", "src/data/entries/b.md"], "src/data/entries"),
        (["docs/a/x.md", "docs/b/y.md", "docs/b/z.md"], "docs"),
        (["_posts/a.md", "_posts/b.md", "_glossary/c.md"], "_glossary"),
        (["_index.md", "glossary/_index.md", "glossary/a/index.md", "glossary/b/index.md", "posts/x.md"], "glossary"),
        (["words/_index.md", "words/a/index.md", "words/b/index.md"], "words"),
        (["README.md"], ""),
        ([], ""),
    ],
)
def test_terms_are_found_where_they_are(paths: list[str], home: str) -> None:
    assert home_of(paths) == home


@pytest.mark.parametrize(
    ("name", "data", "origin"),
    [
        ("mkdocs.yml", "site_name: A\ndocs_dir: pages/\n", Origin("MkDocs", "mkdocs.yml", "pages", "A")),
        ("mkdocs.yml", "site_name: A\ndocs_dir: ../x\n", Origin("MkDocs", "mkdocs.yml", "docs", "A")),
        ("_config.yml", "title: 'A:  b'\nlang: fr\n", Origin("Jekyll", "_config.yml", "", "A: b", "fr")),
        ("hugo.json", '{"title": "A", "contentDir": "words"}', Origin("Hugo", "hugo.json", "words", "A")),
        ("hugo.toml", "title = [[", Origin("Hugo", "hugo.toml", "content")),
        ("docusaurus.config.ts", "const x: Config = {\n  title: `A b`,\n", Origin("Docusaurus", "docusaurus.config.ts", "docs", "A b")),
        (".obsidian", "", Origin("Obsidian", ".obsidian")),
    ],
)  # fmt: skip
def test_a_sign_tells_what_it_was_made_for(name: str, data: str, origin: Origin) -> None:
    sign = sign_in([name, "content"])

    assert sign
    assert origin_of(sign, data.encode()) == origin


def test_settings_of_something_else_are_no_sign() -> None:
    assert sign_in(["config.toml", "src"]) is None
    assert sign_in(["config.toml", "content"])
    assert sign_in([]) is None


def test_a_place_in_front_matter_is_told_by_its_key() -> None:
    data = "---\nä: 1\nb:\n  - c: 2\n---\nb: text\n".encode()
    source = Source("a.md", data, "")

    assert [key_at(source, data.index(each)) for each in (b"1", b"2", b"text")] == ["ä", "b", ""]


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
TEXTS = st.one_of(
    KEYS, st.sampled_from(["2026-01-02", "/a/b/", "[[A]]", "true", "3", "A, B", "What is a thing?", "- x"])
)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3), st.dictionaries(KEYS, TEXTS, max_size=2), st.none())
NAMED = st.sampled_from(
    ["title", "slug", "tags", "date", "related", "category", "sources", "Aliases", "weight", "summary"]
)


@given(st.lists(st.tuples(st.dictionaries(KEYS | NAMED, VALUES, max_size=5), TEXTS), max_size=4), TEXTS)
def test_the_settings_can_be_read_whatever_was_found(files: list[tuple[dict[str, object], str]], title: str) -> None:
    texts = [f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n{body}\n" for front, body in files]
    sheets = [read_sheet(Source("", text.encode(), ""), f"{at}.md") for at, text in enumerate(texts)]
    adoption = draft(sheets, Origin("Hugo", "hugo.toml", "", title, "de"), "terms", "words")
    site, faults = read_config(Source(NAME, write_settings(adoption), ""), Compiler(Dialect()), FIELDS)

    assert {fault.rule for fault in faults} <= {"missing-label"}, write_settings(adoption).decode()
    assert site.adopting
    assert {choice.key.casefold() for choice in adoption.choices if choice.mapped} == site.mapped.keys()
    assert {unused.key.casefold() for unused in adoption.unused} == site.ignored


@given(st.binary(max_size=300))
def test_no_bytes_stop_a_survey(data: bytes) -> None:
    sheet = read_sheet(Source("a.md", data, ""), "a.md")
    key_at(Source("a.md", b"---\n" + data + b"\n---\n", ""), 6)
    write_settings(draft([sheet], NOTHING, "terms", "words"))
