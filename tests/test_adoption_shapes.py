"""What `glossary init --from` makes of the shapes that folders and front matter have."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from glossary.config.read import NAME
from tests import test_corpora as corpora
from tests.adopting import run, settings, texts
from tests.builds import Builder, tree, write

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
