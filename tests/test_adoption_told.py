"""What `glossary init --from` refuses, does not follow or cannot mend, and the languages and values that it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from glossary.config.read import NAME
from tests.adopting import run, settings, texts
from tests.builds import Builder, tree, write

if TYPE_CHECKING:
    from pathlib import Path


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
