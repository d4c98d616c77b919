"""`glossary new`: the file stands where it belongs, has the fields that are usual here, and takes no name that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.edits.blank import name_fault
from glossary.edits.survey import read_sheet
from glossary.text.address import id_fault, name_id
from glossary.text.source import Source
from glossary.yaml.written import written
from tests.builds import Builder, Run, tree, write

if TYPE_CHECKING:
    from pathlib import Path

LOSS = """\
---
term: Loss
abbreviation: LS
aliases:
  - loss value
covers: [hinge loss]
forms: losses of a model
redirects: [cost]
definition: A number that says how far off a model is.
section: training
sources: https://example.org/
tags: [maths]
---
"""
MODEL = "---\nterm: Model\ndefinition: A function.\nsection: models\nsources: https://example.org/\nquiz: []\n---\n"
DRAFT = "---\nterm: Token\nstatus: draft\ndefinition: A piece of text.\nsection: models\n---\n"
GONE = "---\nterm: Error rate\nreplaced_by: loss\n---\n"
FILES = {
    "glossary.yml": "sections: [models, training]\n",
    "terms/loss.md": LOSS,
    "terms/model.md": MODEL,
    "terms/token.md": DRAFT,
    "terms/error-rate.md": GONE,
}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    write(tmp_path / "words", FILES)
    return tmp_path / "words"


def new(builder: Builder, folder: Path, *arguments: str) -> Run:
    builder.begin("new", "--folder", folder, *arguments)
    return builder.end()


def made(builder: Builder, folder: Path, *arguments: str) -> str:
    """The text of the file that was written, and nothing else was."""
    before = tree(folder)
    said = new(builder, folder, *arguments)
    assert said.status == 0, said
    path = said.out.removesuffix("\n").removeprefix(f"{folder}/")
    found = tree(folder)
    assert {name for name in found if found[name] is not None} - before.keys() == {path}
    assert found.items() >= before.items()
    return str(found[path] or b"", "utf-8")


# What is written


def test_the_file_has_the_fields_that_most_terms_have(builder: Builder, words: Path) -> None:
    assert made(builder, words, "Hidden layer", "--section", "models") == (
        "---\nterm: Hidden layer\ndefinition:\nsection: models\nsources:\n---\n"
    )
    assert (words / "terms" / "hidden-layer.md").is_file()


def test_a_section_that_was_not_named_is_asked_for(builder: Builder, words: Path) -> None:
    said = new(builder, words, "Weight")

    assert "section:  # models, training\n" in (words / "terms" / "weight.md").read_text("utf-8")
    assert said.err == "note: it stands in no section yet; there are models, training\n"


def test_the_first_term_of_all_has_a_name_and_a_definition(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path / "words", {"glossary.yml": "title: Words\n"})

    assert made(builder, tmp_path / "words", "Loss") == "---\nterm: Loss\ndefinition:\n---\n"


def test_a_glossary_with_errors_takes_a_new_term(builder: Builder, words: Path) -> None:
    write(words, {"terms/bad.md": "---\nterm: [\n---\n"})

    assert made(builder, words, "Weight").startswith("---\nterm: Weight\n")


def test_filled_in_it_is_a_term(builder: Builder, words: Path) -> None:
    text = made(builder, words, "C++: the “language”", "--section", "models")
    write(words, {"terms/c-plus-plus-the-language.md": text.replace("definition:", "definition: A language.")})
    builder.begin("check", words, "--format", "json")
    said = builder.end()

    assert text.startswith('---\nterm: "C++: the “language”"\n')
    assert said.status == 0, said.out


def test_it_stands_where_the_terms_of_its_section_stand(builder: Builder, words: Path) -> None:
    write(
        words,
        {
            "terms/models/layer.md": MODEL.replace("Model", "Layer"),
            "terms/models/unit.md": MODEL.replace("Model", "Unit"),
        },
    )
    new(builder, words, "Head", "--section", "models")
    new(builder, words, "Step", "--section", "training")

    assert (words / "terms" / "models" / "head.md").is_file()
    assert (words / "terms" / "step.md").is_file()


ADOPTED = {
    "keys": (
        {
            "glossary.yml": "terms: content\nfields: {term: title, id: slug, definition: summary, section: part, ignore: [layout, n]}\n",
            "content/a.md": "---\nlayout: term\ntitle: A\nslug: a\nn: 1\nsummary: One.\npart: x\n---\n",
            "content/b.md": "---\nlayout: term\ntitle: B\nslug: b\nn: 2\nsummary: Two.\npart: x\n---\n",
        },
        "content/warp-and-weft.md",
        "---\ntitle: Warp and weft\nlayout: term\nslug: warp-and-weft\nsummary:\npart: x\n---\n",
    ),
    "folders": (
        {
            "glossary.yml": "fields: {term: title}\nadopt: {definition_from: first-paragraph, section_from: folder}\n",
            "terms/x/a.md": "---\ntitle: A\n---\nText.\n",
            "terms/y/b.md": "---\ntitle: B\n---\nText.\n",
        },
        "terms/x/warp-and-weft.md",
        "---\ntitle: Warp and weft\n---\n",
    ),
    "headings": (
        {
            "glossary.yml": "adopt: {term_from: heading, definition_from: first-paragraph}\n",
            "terms/a.md": "# A\n\nText.\n",
            "terms/b.md": "---\ntags: [c]\n---\n# B\n\nText.\n",
        },
        "terms/warp-and-weft.md",
        "---\nsection: x\n---\n\n# Warp and weft\n",
    ),
    "names of files": (
        {
            "glossary.yml": "adopt: {term_from: file, definition_from: first-paragraph}\n",
            "terms/A b.md": "---\ntags: [c]\n---\nText.\n",
            "terms/B.md": "---\ntags: [c]\n---\nText.\n",
        },
        "terms/Warp and weft.md",
        "---\ntags:\nsection: x\n---\n",
    ),
}


@pytest.mark.parametrize("way", ADOPTED)
def test_in_an_adopted_folder_it_is_as_the_others_are(builder: Builder, tmp_path: Path, way: str) -> None:
    files, path, text = ADOPTED[way]
    write(tmp_path, files)

    assert made(builder, tmp_path, "Warp and weft", "--section", "x") == text
    assert (tmp_path / path).is_file()


# What is refused


@pytest.mark.parametrize(
    ("name", "place", "what"),
    [
        ("Loss", "terms/loss.md:2:7", "`Loss` is the name of `loss` already"),
        ("LOSS", "terms/loss.md:2:7", "`LOSS` is the name of `loss` already"),
        ("LS", "terms/loss.md:3:15", "`LS` is an abbreviation of `loss` already"),
        ("Loss-value", "terms/loss.md:5:5", "`Loss-value` is an alias of `loss` already"),
        ("hinge loss", "terms/loss.md:6:10", "is one of the names that `covers` lists of `loss` already"),
        ("losses of a model", "terms/loss.md:7:8", "is a form of `loss` already"),
        ("token", "terms/token.md:2:7", "`token` is the name of `token` already, a draft"),
        ("cost", "terms/loss.md:8:13", "`cost` was formerly a name of `loss`"),
        ("Error rate", "terms/error-rate.md:2:7", "`Error rate` was formerly a name of `loss`"),
        ("Loss!", "terms/loss.md:2:7", "the id `loss`, which `Loss!` would have, belongs to `Loss`"),
        ("Cost?", "terms/loss.md:8:13", "the address `cost`, which `Cost?` would have, leads on to `loss`"),
    ],
)
def test_a_name_that_is_taken_is_refused_with_its_place(
    builder: Builder, words: Path, name: str, place: str, what: str
) -> None:
    before = tree(words)
    said = new(builder, words, name)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{place}: error[")
    assert what in said.err
    assert "\n  help: " in said.err
    assert tree(words) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("",), "the name is empty"),
        (("  ",), "the name is empty"),
        (("-",), "it has no letter or digit"),
        (("!?",), "it has no letter or digit"),
        (("a\x1b[31mb",), "it has signs that cannot be seen"),
        (("<b>Loss</b>",), "`<b>` would be shown as it stands"),
        (("a\u202eb",), "it has signs that cannot be seen"),
        (("x" * 201,), "longer than 200 characters"),
        (("Weight", "--section", "model"), "help: did you mean `models`?"),
        (("Weight", "--section", "x\x1b"), "help: write one of: models, training; or add it to"),
        (("Bad",), "terms/bad.md is there already, and cannot be read"),
    ],
)
def test_what_cannot_be_is_refused(builder: Builder, words: Path, arguments: tuple[str, ...], message: str) -> None:
    write(words, {"terms/bad.md": "---\nterm: [\n"})
    before = tree(words)
    said = new(builder, words, *arguments)

    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert "help: " in said.err
    assert "\x1b" not in said.err
    assert tree(words) == before


def test_a_file_that_would_be_passed_over_or_no_term_is_refused(builder: Builder, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "glossary.yml": "ignore: [old*]\nadopt: {term_from: heading, section_from: folder, pages: [about.md]}\n",
            "terms/x/a.md": "# A\n\nText.\n",
            "terms/y/b.md": "# B\n\nText.\n",
        },
    )
    before = tree(tmp_path)
    for name, message in {
        "Old one": "passed over by `ignore`",
        "X": "would be a page",
        "About": "would be a page",
    }.items():
        said = new(builder, tmp_path, name)
        assert said.status == 2
        assert message in said.err
    assert tree(tmp_path) == before


def test_nothing_is_written_through_a_link(builder: Builder, words: Path) -> None:
    write(words, {"terms/x/a.md": MODEL.replace("Model", "A").replace("models", "x"), "glossary.yml": "title: Words\n"})
    (words.parent / "elsewhere").mkdir()
    (words / "terms" / "weight.md").symlink_to(words.parent / "elsewhere" / "weight.md")
    said = new(builder, words, "Weight")

    assert said.status == 2
    assert not list((words.parent / "elsewhere").iterdir())


def test_without_a_glossary_there_is_nothing_to_add_to(builder: Builder, tmp_path: Path) -> None:
    assert "there is no glossary in" in new(builder, tmp_path, "Loss").err


# What is told


@pytest.mark.parametrize(
    ("name", "near"),
    [("Models", "Model (terms/model.md)"), ("Modell", "Model (terms/model.md)"), ("Tokens", "Token (terms/token.md)")],
)
def test_a_name_that_is_nearly_taken_is_told(builder: Builder, words: Path, name: str, near: str) -> None:
    said = new(builder, words, name, "--section", "models")

    assert said.status == 0
    assert said.err == f"note: there is a term of nearly that name: {near}\n"


def test_a_section_without_terms_is_told(builder: Builder, words: Path) -> None:
    write(words, {"glossary.yml": "title: Words\n"})
    said = new(builder, words, "Weight", "--section", "trainings")

    assert said.err == "note: it is the first term in the section `trainings`; did you mean `training`?\n"
    assert "section: trainings\n" in (words / "terms" / "weight.md").read_text("utf-8")


# Pure parts


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Training loss", "training-loss"), ("C++", "c-plus-plus"), ("CI/CD", "ci-cd"), ("Kettbäume", "kettbäume"), ("Zipf’s law", "zipfs-law"), ("index", "index")],
)  # fmt: skip
def test_an_id_is_made_of_the_whole_name(name: str, id_: str) -> None:
    assert name_id(name) == id_


@given(st.text(max_size=60))
def test_a_name_that_may_be_has_an_id_and_comes_back_from_its_file(name: str) -> None:
    name = " ".join(name.split())
    if name_fault(name):
        return
    sheet = read_sheet(Source("a.md", f"---\nterm: {written(name, flow=False)}\n---\n".encode(), ""), "a.md")

    assert not id_fault(name_id(name))
    assert dict(sheet.values)["term"].texts == (name,)
