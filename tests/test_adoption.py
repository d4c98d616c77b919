"""`glossary init --from`: glossaries by others build as they are, every link where its author meant, whatever tool they were made for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from glossary.config.read import NAME
from tests import test_corpora as corpora
from tests.adopting import run, settings
from tests.builds import Builder, tree, write

if TYPE_CHECKING:
    from collections.abc import Mapping
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


def test_a_corpus_builds_with_what_was_written(site: corpora.Site, shared_data: Path) -> None:
    assert site.said.status == 0, site.said
    expected = corpora.of(site.name, shared_data)
    corpora.test_every_term_has_a_page_with_its_name(site, expected)
    corpora.test_there_is_no_page_at_the_root_but_those_of_terms_and_redirects(site, expected)


def test_every_link_of_a_corpus_leads_where_its_author_meant(site: corpora.Site, shared_data: Path) -> None:
    expected = corpora.of(site.name, shared_data)
    corpora.test_every_link_is_on_its_page_and_leads_to_the_page_of_its_term(site, expected)
    for one, other in expected.get("image_caption_links", ()):
        assert site.address(other) in corpora.links(site.out, site.address(one), corpora.TEXT)
    for old, new in expected.get("redirects", ()):
        assert corpora.links(site.out, site.address(old)) == {site.address(new)}


def test_what_a_corpus_links_to_nowhere_is_told(site: corpora.Site, shared_data: Path) -> None:
    corpora.test_each_unresolved_link_is_told_at_its_line_and_nothing_else_is(site, corpora.of(site.name, shared_data))


WRITTEN: Mapping[str, object] = {
    "devops": {
        "title": "Devops",
        "terms": "src/data/terms",
        "fields": {
            "term": "title",
            "id": "slug",
            "definition": "description",
            "see_also": "relatedTerms",
            "section": "category",
            "added": "dateAdded",
        },
        "adopt": {"term_from": "key"},
    },
    "gpu": {
        "title": "Gpu",
        "terms": "gpu-glossary",
        "fields": {"term": "title"},
        "links": {"base": "/gpu-glossary/"},
        "adopt": {
            "term_patterns": ["What is {}?", "What are {}?", "What does it mean to be {}?"],
            "definition_from": "first-paragraph",
            "section_from": "folder",
            "pages": ["contributors.md", "readme.md"],
        },
    },
    "mlg": {
        "title": "Mlg",
        "terms": "terms",
        "fields": {
            "term": "title",
            "replaced_by": "destination",
            "see_also": "related_terms",
            "status": "published",
            "sources": {"key": "references", "title": "link_title", "url": "link_url"},
            "ignore": ["layout", "needs_review", "new_references"],
        },
        "links": {"base": "/terms/"},
        "adopt": {"definition_from": "first-paragraph"},
        "rules": {"dangling-link": "warning"},
    },
}


def test_the_settings_of_a_corpus_are_those_that_somebody_would_write(site: corpora.Site) -> None:
    assert settings(site.root) == WRITTEN[site.name]


# What it was made for

LOOM: Mapping[str, Mapping[str, str]] = {
    "Jekyll": {
        "_config.yml": "title: Words of the loom\ncollections:\n  glossary: {output: true}\n",
        "index.md": "---\nlayout: home\n---\n",
        "_posts/2026-01-01-hello.md": "---\nlayout: post\ntitle: Hello\n---\nText.\n",
        "_glossary/index.md": "---\nlayout: page\ntitle: All words\n---\nAll.\n",
        "_glossary/warp.md": "---\nlayout: term\ntitle: Warp\npermalink: /glossary/warp/\nnav_order: 1\n"
        "categories: [Loom parts]\nredirect_from: [/words/warp/, /words/chain.html]\ndate: 2026-01-02\nlevel: 3\n---\n"
        "The threads that lie lengthwise, crossed by the [weft](/glossary/weft/).\n",
        "_glossary/weft.md": "---\nlayout: term\ntitle: Weft\npermalink: /glossary/weft/\nnav_order: 2\n"
        "categories: [Loom parts]\nrelated: [warp]\ndate: 2026-01-03\n---\n{% include x.html %}\n\nAcross.\n",
    },
    "Obsidian": {
        "vault/.obsidian/app.json": "{}",
        "vault/Warp.md": "---\naliases: [warp thread, Kette]\ntags: [loom]\ncssclasses: wide\nup: '[[Weaving]]'\n---\n"
        "The threads that lie lengthwise, crossed by the [[Weft|thread]].\n",
        "vault/Weft.md": "---\naliases: filling, woof\ntags: [loom]\n---\nThe thread across the [[warp thread]].\n",
        "vault/Weaving.md": "Crossing [[Warp]] and [[woof]].\n",
        "vault/Templates/Term.md": "---\ntags:\n---\n{{title}}\n",
        "vault/More/Cloth beam.md": "# Cloth beam\n\nIt takes up the cloth. [[Missing note]]\n",
    },
    "MkDocs": {
        "mkdocs.yml": "site_name: Loom handbook\nmarkdown_extensions:\n  - x:\n      y: !!python/name:material.twemoji\n",
        "docs/index.md": "# Handbook\n\nSee [warp](glossary/warp.md).\n",
        "docs/guide.md": "# Guide\n\nText.\n",
        "docs/glossary/index.md": "# Words\n\nAll words.\n",
        "docs/glossary/warp.md": "# Warp\n\nThe threads that lie lengthwise. See [weft](weft.md), the [guide](../guide.md).\n"
        "\n!!! note\n    Warp first.\n",
        "docs/glossary/weft.md": "---\nhide: [toc]\ntags: [loom]\n---\n# Weft\n\nThe thread across the [warp](warp.md).\n",
    },
    "Docusaurus": {
        "docusaurus.config.js": "// @ts-check\nexport default {\n  title: 'Loom docs',\n  url: 'https://loom.example',\n};\n",
        "docs/intro.md": "---\nsidebar_position: 1\n---\n# Intro\n",
        "docs/glossary/warp.md": "---\nid: warp\ntitle: Warp\nsidebar_label: Warp\nsidebar_position: 2\n"
        "description: The threads that lie lengthwise.\n---\nSee the [weft](./weft.md) or [it](/docs/glossary/weft).\n",
        "docs/glossary/weft.md": "---\nid: weft\ntitle: Weft\nslug: /glossary/weft\nsidebar_position: 3\n"
        "keywords: [loom]\ndescription: The thread that runs across.\n---\nimport X from './x';\n\n[Warp](warp.md)\n",
        "docs/glossary/heald.mdx": "---\ntitle: Heald\n---\n<X/>\n",
    },
    "Hugo": {
        "hugo.toml": 'baseURL = "https://loom.example/"\nlanguageCode = "de-de"\ntitle = "Webwörter"\n',
        "content/_index.md": "---\ntitle: Start\n---\n",
        "content/posts/one.md": "---\ntitle: One\n---\nText\n",
        "content/glossar/_index.md": "---\ntitle: Glossar\n---\n",
        "content/glossar/kette.md": "---\ntitle: Kette\ndate: 2026-01-02T10:00:00+01:00\nweight: 10\ndraft: false\n"
        "aliases: [/alt/zettel/]\nsummary: Die Fäden in Längsrichtung.\n---\nSiehe [Schuss](/glossar/schuss/).\n",
        "content/glossar/schuss.md": "---\ntitle: Schuss\ndate: 2026-01-03\nweight: 20\nsummary: Der Faden quer.\n---\n",
        "content/glossar/litze.md": '+++\ntitle = "Litze"\n+++\nText\n',
        "layouts/index.html": "x",
    },
    "": {
        "README.md": "# Hi\n",
        "notes/a/warp.md": "# Warp\n\nThe threads that lie lengthwise.\n",
        "notes/a/weft.md": "# Weft\n\nAcross.\n",
        "notes/b/heald.md": "# Heald\n\nA loop. See [warp](../a/warp.md).\n",
        "notes/b/reed.md": "Text without a heading.\n",
        "notes/b/bad.md": "---\ntitle: [x\n---\nText.\n",
        "notes/b/warp.md": "# Warp again\n\nText.\n",
    },
}  # fmt: skip
"""Small folders, by the program that they were made for."""

LOOM_WRITTEN: Mapping[str, object] = {
    "Jekyll": {
        "title": "Words of the loom",
        "terms": "_glossary",
        "fields": {
            "term": "title",
            "id": "permalink",
            "redirects": "redirect_from",
            "see_also": "related",
            "tags": "categories",
            "added": "date",
            "order": "nav_order",
            "ignore": ["layout", "level"],
        },
        "links": {"base": "/glossary/"},
        "adopt": {"definition_from": "first-paragraph", "pages": ["index.md"]},
    },
    "Obsidian": {
        "title": "Vault",
        "terms": "vault",
        "ignore": ["_*", ".*", "README.md", "Templates"],
        "fields": {"aliases": "aliases", "broader": "up", "ignore": ["cssclasses"]},
        "adopt": {"term_from": "heading", "definition_from": "first-paragraph"},
        "rules": {"dangling-link": "warning"},
    },
    "MkDocs": {
        "title": "Loom handbook",
        "terms": "docs/glossary",
        "fields": {"ignore": ["hide"]},
        "adopt": {"term_from": "heading", "definition_from": "first-paragraph", "pages": ["index.md"]},
        "rules": {"dangling-link": "warning"},
    },
    "Docusaurus": {
        "title": "Loom docs",
        "terms": "docs/glossary",
        "fields": {
            "term": "title",
            "definition": "description",
            "tags": "keywords",
            "order": "sidebar_position",
            "ignore": ["sidebar_label", "slug"],
        },
        "links": {"base": "/docs/glossary/"},
        "adopt": {"term_from": "key"},
    },
    "Hugo": {
        "title": "Webwörter",
        "language": "de",
        "terms": "content/glossar",
        "ignore": ["_*", ".*", "README.md", "/litze.md"],
        "fields": {
            "term": "title",
            "redirects": "aliases",
            "definition": "summary",
            "added": "date",
            "status": "draft",
            "order": "weight",
        },
        "links": {"base": "/glossar/"},
        "adopt": {"term_from": "key"},
    },
    "": {
        "title": "Loom",
        "terms": "notes",
        "ignore": ["_*", ".*", "README.md", "b/bad.md", "b/warp.md"],
        "adopt": {"term_from": "heading", "definition_from": "first-paragraph", "section_from": "folder"},
    },
}

LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Jekyll": (("warp", "weft"), ("weft", "warp")),
    "Obsidian": (("warp", "weft"), ("weft", "warp"), ("weaving", "weft")),
    "MkDocs": (("warp", "weft"), ("weft", "warp")),
    "Docusaurus": (("warp", "weft"), ("weft", "warp")),
    "Hugo": (("kette", "schuss"), ("zettel", "kette")),
    "": (("heald", "warp"),),
}

TOLD: Mapping[str, tuple[str, ...]] = {
    "Jekyll": ("for Jekyll (_config.yml)", "layout", "only Jekyll reads it", "level", "Liquid tags", "→ id (the address)"),
    "Obsidian": ("for Obsidian (.obsidian)", "cssclasses", "Templates", "dangling-link", "→ broader"),
    "MkDocs": ("for MkDocs (mkdocs.yml)", "hide", "→ a page that is no term", "--out"),
    "Docusaurus": ("for Docusaurus (docusaurus.config.js)", "other formats", "`id` is read from another key", "lines `import`"),
    "Hugo": ("for Hugo (hugo.toml)", "hugo convert toYAML", "litze.md", "→ redirects"),
    "": ("no program that is known here", "b/bad.md", "b/warp.md", "4 terms, 0 errors"),
}  # fmt: skip


@pytest.mark.parametrize("tool", LOOM)
def test_a_folder_builds_whatever_it_was_made_for(builder: Builder, tmp_path: Path, tool: str) -> None:
    root = tmp_path / "loom"
    write(root, LOOM[tool])
    before = tree(root)
    if tool == "Obsidian":
        told = run(builder, "init", root, "--from", root / "vault")
    else:
        told = run(builder, "init", "--from", root)

    assert (told.status, told.err) == (0, "")
    assert tree(root) == before | {NAME: (root / NAME).read_bytes()}
    assert settings(root) == LOOM_WRITTEN[tool]
    for words in TOLD[tool]:
        assert words in told.out
    built = run(builder, "build", root, "--out", tmp_path / "site", "--format", "json")
    assert built.status == 0, built.out
    for one, other in LINKS[tool]:
        assert f"{other}.html" in corpora.links(tmp_path / "site", f"{one}.html", ("//main",))
