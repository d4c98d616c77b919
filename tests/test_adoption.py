"""`glossary init --from`: folders that were written for something else build as they are, and what is not understood is told."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
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
from tests.builds import Builder, Run, tree, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def run(builder: Builder, *arguments: str | Path) -> Run:
    builder.begin(*arguments)
    return builder.end()


def settings(folder: Path) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((folder / NAME).read_bytes())
    return found


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
        "categories: [Loom parts]\nredirect_from: [/words/warp/]\ndate: 2026-01-02\nlevel: 3\n---\n"
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


def texts(front: str, body: str = "") -> str:
    return f"---\n{front}\n---\n{body}\n"


def test_page_bundles_are_terms_by_the_name_of_their_folder(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path / "hugo",
        {
            "hugo.toml": 'title = "Loom"\n',
            "content/words/_index.md": texts("title: Words"),
            "content/words/beam/index.md": texts(
                "title: Beam\nsummary: A roller.", "![A beam](a%20b.png) [warp](../warp/)"
            ),
            "content/words/beam/a b.png": "1",
            "content/words/warp/index.md": texts("title: Warp\nsummary: Threads.", "On the [beam](../beam/)."),
            "content/words/parts/_index.md": texts("title: Parts"),
            "content/words/parts/reed.md": texts("title: Reed\nsummary: A comb.", "Below the [beam](../../beam/)."),
            "content/words/about/index.md": texts("title: About us", "Nobody."),
        },
    )
    told = run(builder, "init", "--from", tmp_path / "hugo")

    assert (told.status, told.err) == (0, "")
    assert "page bundles, <term>/index.md  2 files" in told.out
    assert settings(tmp_path / "hugo") == {
        "title": "Loom",
        "terms": "content/words",
        "fields": {"term": "title", "definition": "summary"},
        "adopt": {"pages": ["about/index.md"]},
    }
    assert run(builder, "build", tmp_path / "hugo", "--out", tmp_path / "site").status == 0
    assert {path.name for path in (tmp_path / "site").glob("*.html")} >= {"beam.html", "warp.html", "reed.html"}
    assert (tmp_path / "site/pages/about.html").exists()
    assert (tmp_path / "site/assets/content/words/beam/a b.png").exists()
    for one, other in (("beam", "warp"), ("warp", "beam"), ("reed", "beam")):
        assert f"{other}.html" in corpora.links(tmp_path / "site", f"{one}.html", ("//main",))


def test_an_index_beside_terms_introduces_their_section_or_is_left_out(builder: Builder, tmp_path: Path) -> None:
    files = {
        f"docs/terms/{folder}/{name}.md": f"# {name}\n\nText.\n"
        for folder in "ab"
        for name in (f"{folder}1", f"{folder}2")
    }
    write(tmp_path / "sections", {**files, "docs/terms/a/index.md": "# All of a\n\nAll: [one](../a1/).\n"})
    write(
        tmp_path / "flat",
        {
            **files,
            "docs/terms/a/index.md": "# All of a\n",
            **{f"docs/terms/c{at}.md": "# C\n\nText.\n" for at in range(9)},
        },
    )
    sections, flat = (run(builder, "init", "--from", tmp_path / name) for name in ("sections", "flat"))

    assert (sections.status, flat.status) == (0, 0)
    assert "<folder>/index.md beside terms" in sections.out
    assert "ignore" not in settings(tmp_path / "sections")
    assert settings(tmp_path / "flat")["ignore"] == ["_*", ".*", "README.md", "index.md"]
    assert run(builder, "build", tmp_path / "sections", "--out", tmp_path / "site").status == 0
    assert "All of a" in (tmp_path / "site/sections/a.html").read_text("utf-8")


def test_what_is_left_out_at_the_top_is_that_file_alone(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "words/index.md": "---\ntitle: [Words\n---\nAll.\n",
            "words/about.md": "---\nlayout: page\ntitle: About\n---\nUs.\n",
            "words/loom/index.md": texts("title: Loom\nsummary: A frame."),
            "words/warp.md": texts("title: Warp\nsummary: Threads.", "Up on the [loom](loom/)."),
            "words/weft.md": texts("title: Weft\nsummary: A thread."),
        },
    )
    told = run(builder, "init", tmp_path, "--from", tmp_path / "words")

    assert (told.status, told.err) == (0, "")
    assert settings(tmp_path)["ignore"] == ["_*", ".*", "README.md", "/index.md"]
    assert settings(tmp_path)["fields"] == {"term": "title", "definition": "summary", "ignore": ["layout"]}
    assert settings(tmp_path)["adopt"] == {"pages": ["about.md"]}
    assert run(builder, "build", tmp_path, "--out", tmp_path / "site").status == 0
    assert "loom.html" in corpora.links(tmp_path / "site", "warp.html", ("//main",))
    assert (tmp_path / "site/pages/about.html").exists()


def test_a_vault_keeps_its_names_and_its_pictures(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path / "vault",
        {
            "notes/.obsidian/app.json": "{}",
            "notes/.obsidian/plugins/x/data.md": "# No\n",
            "notes/Warp.md": texts("alias: warp thread", "Lengthwise.\n\n![[my pic.png|A warp]] [[Weft#Of silk]]"),
            "notes/Weft.md": texts("aliases:\n  - filling", "Across the [[Warp thread]].\n\n## Of silk\n\nShiny."),
            "notes/Reed.md": texts("aliases: comb, sley", "A comb by the [[filling]]."),
            "notes/files/my pic.png": "1",
        },
    )
    told = run(builder, "init", tmp_path / "vault", "--from", tmp_path / "vault" / "notes")

    assert told.status == 0
    assert "3 terms, 0 errors, 0 warnings" in told.out
    assert settings(tmp_path / "vault")["fields"] == {"aliases": ["aliases", "alias"]}
    assert run(builder, "build", tmp_path / "vault", "--out", tmp_path / "site").status == 0
    page = (tmp_path / "site/warp.html").read_text("utf-8")
    assert 'src="assets/notes/files/my%20pic.png" alt="A warp"' in page
    assert 'href="weft.html#of-silk"' in page


def test_folders_beside_that_of_the_terms_are_told(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **{f"docs/loom-terms/a{at}.md": f"# A{at}\n\nText.\n" for at in range(9)},
            **{f"docs/dye-terms/reds/b{at}.md": f"# B{at}\n\nText.\n" for at in range(3)},
            "docs/news/c.md": "# C\n\nText.\n",
            "README.md": "# All\n",
        },
    )
    told = run(builder, "init", "--from", tmp_path)

    assert settings(tmp_path)["terms"] == "docs/loom-terms"
    assert "docs/dye-terms/  3 files  outside of docs/loom-terms; `--from` names another folder" in told.out
    assert "news" not in told.out


def test_a_term_may_be_called_like_a_file_that_a_repository_has(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "terms/security.md": texts("title: Security", "Being safe."),
            "terms/risk.md": texts("title: Risk", "Harm that may be."),
            "terms/LICENSE.md": "# A licence\n",
        },
    )
    told = run(builder, "init", "--from", tmp_path)

    assert "2 terms, 0 errors" in told.out
    assert settings(tmp_path)["ignore"] == ["_*", ".*", "README.md", "LICENSE.md"]


def test_a_list_of_empty_texts_is_nothing_and_spoils_no_key(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "terms/warp.md": texts('title: Warp\ntags: [loom, "", ""]', "Threads."),
            "terms/weft.md": texts('title: Weft\ntags: ["", ""]', "A thread."),
            "terms/reed.md": texts("title: Reed\ntags: [loom]", "A comb."),
        },
    )
    told = run(builder, "init", "--from", tmp_path)

    assert "  tags                 3 files  → tags" in told.out
    assert "3 terms, 0 errors, 0 warnings" in told.out
    assert run(builder, "build", tmp_path, "--out", tmp_path / "site").status == 0
    assert sorted(path.name for path in (tmp_path / "site/tags").iterdir()) == ["index.html", "loom.html"]


def test_flags_are_no_names(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "terms/warp.md": texts("title: Warp\nalias: true\nsynonyms: [ends]", "Threads."),
            "terms/weft.md": texts("title: Weft\nabbr: no", "It is true."),
        },
    )
    told = run(builder, "init", "--from", tmp_path)

    assert settings(tmp_path)["fields"] == {"term": "title", "aliases": "synonyms", "ignore": ["alias", "abbr"]}
    assert told.out.count("its values are `true` or `false`") == 2


def test_shortcodes_of_hugo_are_no_tags_of_liquid(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"terms/warp.md": texts("title: Warp", "Threads. {{% video x %}} {{< note >}}")})

    told = run(builder, "init", "--from", tmp_path).out
    assert "shortcodes `{{< … >}}`" in told
    assert "Liquid" not in told


def test_links_to_a_few_pages_that_are_called_like_terms_are_no_base(builder: Builder, tmp_path: Path) -> None:
    seen = texts("title: Weft\ndescription: A thread.", "See [the manual](/manual/loom/#warp), [all](/manual/loom).")
    names = ("loom", "warp", "reed", "heald", "beam")
    files = {f"content/words/{name}.md": texts(f"title: {name}\ndescription: {name}.") for name in names}
    write(tmp_path / "elsewhere", {**files, "content/words/weft.md": seen})
    write(tmp_path / "here", {**files, "content/words/weft.md": seen.replace("/manual/", "/words/")})
    other = seen.replace("/manual/loom)", "/manual/warp/)")
    write(tmp_path / "many", {**files, "content/words/weft.md": other})
    for name in ("elsewhere", "here", "many"):
        run(builder, "init", "--from", tmp_path / name)

    assert "links" not in settings(tmp_path / "elsewhere")
    assert settings(tmp_path / "here")["links"] == {"base": "/words/"}
    assert settings(tmp_path / "many")["links"] == {"base": "/manual/"}


def test_what_their_program_does_not_publish_is_a_draft(builder: Builder, tmp_path: Path) -> None:
    hidden = texts("title: B\ndescription: Two.\npublished: false")
    write(tmp_path, {"terms/a.md": texts("title: A\ndescription: One.\npublished: true"), "terms/b.md": hidden})

    assert run(builder, "init", "--from", tmp_path).status == 0
    assert settings(tmp_path)["fields"] == {"term": "title", "definition": "description", "status": "published"}
    assert run(builder, "build", tmp_path, "--out", tmp_path / "site").status == 0
    assert (tmp_path / "site/a.html").exists()
    assert not (tmp_path / "site/b.html").exists()


# What cannot be


def told_of(builder: Builder, *arguments: str | Path) -> str:
    said = run(builder, *arguments)
    assert (said.status, said.out) == (2, "")
    assert "\nhelp: " in said.err
    return said.err


def test_a_glossary_that_is_there_stays(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"glossary.yml": "title: Mine\n", "terms/a.md": "# A\n\nText.\n"})

    assert "there is a glossary.yml" in told_of(builder, "init", "--from", tmp_path)
    assert (tmp_path / NAME).read_text("utf-8") == "title: Mine\n"


def test_what_is_not_there_or_elsewhere_is_refused(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"one/a.txt": "", "two/terms/a.md": "# A\n\nText.\n", "flat/a.md": "# A\n\nText.\n"})
    write(tmp_path / "bare", {"docs/LICENSE.md": "# Free\n", "docs/index.md": "# All\n"})
    before = tree(tmp_path)

    assert "does not exist" in told_of(builder, "init", "--from", tmp_path / "none")
    assert "is not a folder" in told_of(builder, "init", "--from", tmp_path / "one" / "a.txt")
    assert "there is no Markdown file" in told_of(builder, "init", "--from", tmp_path / "one")
    assert "none can be a term" in told_of(builder, "init", tmp_path / "bare", "--from", tmp_path / "bare" / "docs")
    assert "does not lie in" in told_of(builder, "init", tmp_path / "one", "--from", tmp_path / "two")
    assert f"`glossary init {tmp_path} --from {tmp_path}/flat`" in told_of(builder, "init", "--from", tmp_path / "flat")
    assert tree(tmp_path) == before
    assert run(builder, "init", tmp_path, "--from", tmp_path / "flat").status == 0
    assert settings(tmp_path)["terms"] == "flat"


def test_a_check_that_cannot_be_leaves_nothing_behind(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"terms/a.md": "# A\n\nText.\n"})
    before = tree(tmp_path)

    assert "the cache" in told_of(builder, "init", "--from", tmp_path, "--cache", tmp_path / "cache")
    assert tree(tmp_path) == before


def test_no_link_is_followed(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b.md": "# B\n\nText.\n", "words/terms/a.md": "# A\n\nText.\n"})
    (tmp_path / "words" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "words" / NAME).symlink_to(tmp_path / "elsewhere" / "settings")

    assert "there is a glossary.yml" in told_of(builder, "init", "--from", tmp_path / "words")
    (tmp_path / "words" / NAME).unlink()
    assert "terms: 1 file," in run(builder, "init", "--from", tmp_path / "words").out
    assert {path.name for path in (tmp_path / "elsewhere").iterdir()} == {"b.md"}


def test_what_no_setting_can_mend_is_told_and_stays(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {f"words/terms/{name}.md": f"# {name}\n\nText.\n" for name in "abcd"})
    (tmp_path / "words" / "terms" / "link.md").symlink_to(tmp_path / "words" / "terms" / "a.md")
    (tmp_path / "words" / "static").symlink_to(tmp_path)
    (tmp_path / "words" / "terms" / b"\xff\n.md".decode("utf-8", "surrogateescape")).write_text("# X\n\nText.\n")
    (tmp_path / "words" / "terms" / "line\nbreak.md").write_text("# Y\n\nText.\n")
    told = run(builder, "init", "--from", tmp_path / "words")

    assert told.status == 1
    assert "2 errors" in told.out
    assert "glossary build" not in told.out
    assert yaml.safe_load((tmp_path / "words" / NAME).read_bytes())["terms"] == "terms"


def test_what_is_written_in_our_format_is_read_as_that(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "words/a.md": "---\nterm: A\ndefinition: One.\nsee_also: [{term: b, why: It is next.}]\nplain: One.\n---\n",
            "words/b.md": "---\nterm: B\ndefinition: Two.\nanalogy: {text: Two feet., limits: None.}\n---\n[A](a.md)\n",
        },
    )
    assert run(builder, "init", tmp_path, "--from", tmp_path / "words").status == 0
    assert settings(tmp_path) == {
        "title": tmp_path.name.capitalize().replace("_", " "),
        "terms": "words",
        "adopt": {"term_from": "key"},
    }


def test_a_title_that_asks_is_a_pattern_only_where_many_do(builder: Builder, tmp_path: Path) -> None:
    titles = ["What is love?", "Warp", "Weft", "Reed", "Heald"]
    write(tmp_path, {f"terms/{at}.md": f"# {title}\n\nText.\n" for at, title in enumerate(titles)})
    assert run(builder, "init", "--from", tmp_path).status == 0

    assert settings(tmp_path)["adopt"] == {"term_from": "heading", "definition_from": "first-paragraph"}


def test_keys_are_known_in_other_languages(builder: Builder, tmp_path: Path) -> None:
    german = "begriff: {}\nSynonyme: [Faden]\noberbegriff: null\nsiehe-auch: [Schuss]\nSchlagwörter: [Weben]\n"
    spanish = "término: {}\ndefinición: Hilos.\nrelacionados: [urdimbre]\ncategorías: [tejer]\nestado: publicado\n"
    write(
        tmp_path,
        {
            "de/terms/kette.md": f"---\n{german.format('Kette')}---\nFäden.\n",
            "de/terms/schuss.md": "---\nbegriff: Schuss\noberbegriff: Kette\n---\nFäden.\n",
            "es/terms/trama.md": f"---\n{spanish.format('Trama')}---\n",
            "es/terms/urdimbre.md": f"---\n{spanish.format('Urdimbre')}---\n",
        },
    )
    assert run(builder, "init", "--from", tmp_path / "de").status == 0
    assert settings(tmp_path / "de")["fields"] == {
        "term": "begriff",
        "aliases": "Synonyme",
        "broader": "oberbegriff",
        "see_also": "siehe-auch",
        "tags": "Schlagwörter",
    }
    assert run(builder, "init", "--from", tmp_path / "es").status == 0
    assert settings(tmp_path / "es")["fields"] == {
        "term": "término",
        "definition": "definición",
        "see_also": "relacionados",
        "tags": "categorías",
        "ignore": ["estado"],
    }


def test_keys_of_plug_ins_for_docusaurus_are_known(builder: Builder, tmp_path: Path) -> None:
    front = "title: Data {}\ndisplayText: {}\nhoverSnippet: What a {} is.\n"
    write(
        tmp_path,
        {f"terms/{name}.md": f"---\n{front.format(name, name, name)}---\nText.\n" for name in ("grain", "key")},
    )
    assert run(builder, "init", "--from", tmp_path).status == 0
    assert settings(tmp_path)["fields"] == {"term": "title", "aliases": "displayText", "definition": "hoverSnippet"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The warp is one of the sets of threads that are held by the loom for weaving, and it can break.", "en"),
        ("Die Kette ist das, was auf dem Stuhl liegt, und der Schuss wird mit einer Spule geführt.", "de"),
        ("La trama es uno de los hilos del telar, y se cruza con las urdimbres como una más.", "es"),
        ("La chaîne est une des deux nappes et les fils sont tendus dans le sens du tissu.", "fr"),
        ("経糸は、織機に張られた縦方向の糸である。", "ja"),
        ("경사는 직기에 걸린 세로 방향의 실이다.", "ko"),
        ("经线是织机上纵向排列的线。", "zh"),
        ("de la de la de la que que que", ""),
        ("Warp.", ""),
    ],
)
def test_the_words_of_texts_tell_their_language(builder: Builder, tmp_path: Path, text: str, language: str) -> None:
    write(tmp_path, {"terms/warp.md": f"# Warp\n\n{text}\n", "terms/weft.md": "# Weft\n\nShort.\n"})
    told = run(builder, "init", "--from", tmp_path)
    assert told.status == 0
    assert settings(tmp_path).get("language", "") == ("" if language == "en" else language)
    assert ("→ language:" in told.out) == (language not in {"", "en"})


@pytest.mark.parametrize("told", ["en-us", "fr", "de"])
def test_the_words_of_texts_hold_against_the_language_of_the_site(builder: Builder, tmp_path: Path, told: str) -> None:
    german = "Die Kette ist das, was auf dem Stuhl liegt, und der Schuss wird mit einer Spule geführt."
    write(
        tmp_path,
        {
            "hugo.toml": f'languageCode = "{told}"\n',
            "content/de/kette.md": texts("title: Kette", german),
            "content/de/litze.md": texts("title: Litze", "Kurz."),
        },
    )
    assert run(builder, "init", tmp_path, "--from", tmp_path / "content/de").status == 0
    assert settings(tmp_path)["language"] == "de"


def test_texts_in_two_languages_tell_none(builder: Builder, tmp_path: Path) -> None:
    german = "Die Kette ist das, was auf dem Stuhl liegt, und der Schuss wird mit einer Spule geführt."
    english = "The warp is one of the sets of threads that are held by the loom for weaving, and it can break."
    write(tmp_path, {f"terms/{at}.md": f"# Term {at}\n\n{text}\n" for at, text in enumerate([german, english])})
    assert run(builder, "init", "--from", tmp_path).status == 0
    assert "language" not in settings(tmp_path)


def test_a_file_that_terms_link_to_is_a_term_though_called_like_one_for_a_repository(
    builder: Builder, tmp_path: Path
) -> None:
    write(
        tmp_path,
        {
            "terms/warp.md": "Held with [security](security).\n",
            "terms/weft.md": "See [[Template|this]], and not [the](https://example.org/license.md).\n",
            "terms/security.md": "A knot.\n",
            "terms/template.md": "A pattern.\n",
            "terms/license.md": "Free.\n",
        },
    )
    told = run(builder, "init", "--from", tmp_path)
    assert told.status == 0
    assert "4 terms, 0 errors" in told.out
    assert "license.md" in settings(tmp_path)["ignore"]  # type: ignore[operator]  # a list


def test_values_that_do_not_fit_take_their_key_out_and_are_told(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "terms/a.md": "---\ntitle: A\ndescription: One.\nlevel: easy\ncover: a.png\nquiz: no\nsection: Big Things\n---\n",
            "terms/b.md": "---\ntitle: B\ndescription: Two.\nsenses: [{what: 1}]\ndate: soon\n---\n",
        },
    )
    told = run(builder, "init", "--from", tmp_path)

    assert told.status == 0
    assert settings(tmp_path)["fields"] == {
        "term": "title",
        "definition": "description",
        "ignore": ["level", "section", "date", "cover", "quiz", "senses"],
    }
    assert "`Big Things` is no id of a section" in told.out
    assert "in a.md: " in told.out


def test_files_that_cannot_be_read_are_left_out_unless_they_are_many(builder: Builder, tmp_path: Path) -> None:
    good = {f"terms/g{number}.md": f"---\ntitle: Good {number}\n---\nText.\n" for number in range(50)}
    bad = {f"terms/[b]{number}.md": "---\ntitle: Bad\n" for number in range(20)}
    write(tmp_path / "few", good | bad)
    write(tmp_path / "many", good | bad | {"terms/bad.md": "---\ntitle: Bad\n"})

    few, many = (run(builder, "init", "--from", tmp_path / name) for name in ("few", "many"))
    assert few.status == 0
    assert "50 terms, 0 errors" in few.out
    assert "[b]0.md" in few.out
    assert "8 files  left out, too" in few.out
    assert "ignore" not in settings(tmp_path / "many")
    assert many.status == 1
    assert "50 terms, 21 errors" in many.out


def test_a_folder_of_pages_that_is_not_the_glossarys_is_left_alone(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"pages/x.md": "---\nlayout: page\n---\nText.\n", "terms/a.md": "# A\n\nText.\n"})

    assert run(builder, "init", "--from", tmp_path).status == 0
    assert settings(tmp_path)["pages"] == "glossary-pages"


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
