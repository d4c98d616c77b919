"""The public face: what programs may rely on, typed, frozen, and light to import."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import glossary
from tests.builds import environment, tree, write

ROOT = Path(__file__).parents[1]

SOURCES = {
    "glossary.yml": "title: Words\nsections: [{id: models, title: Models}]\n",
    "terms/loss.md": "---\nterm: Loss\naliases: loss function\ndefinition: How far off it is.\nsection: models\norder: 1\n"
    "see_also: model\n---\n",
    "terms/model.md": "---\nterm: Model\ndefinition: A function.\nstatus: review\n---\nA<br>B\n",
}
WRONG = SOURCES | {"terms/odd.md": "---\nterm: Odd\ndefinition: A strange thing.\nsee_also: nowhere\n---\n"}


def example() -> str:
    """The program in the documentation."""
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path / "words", SOURCES)
    return tmp_path / "words"


def test_all_that_is_promised_is_there_in_order() -> None:
    assert glossary.__all__ == sorted(glossary.__all__)
    assert all(getattr(glossary, name) is not None for name in glossary.__all__)
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        getattr(glossary, "bild")  # noqa: B009 - mypy knows that there is none


def test_the_functions_are_documented_and_named_in_the_documentation() -> None:
    text = " ".join((ROOT / "docs" / "python.md").read_text("utf-8").split())
    for name in glossary.__all__:
        assert f"`{name}" in text or name == "__version__", name
    for function in (glossary.load, glossary.check, glossary.build):
        assert inspect.getdoc(function)
        parameters = ", ".join(
            str(each).split(":")[0] + ("=" + str(each.default)) * (each.default is not each.empty)
            for each in inspect.signature(function).parameters.values()
        )
        assert f"`{function.__name__}({parameters.replace(', drafts', ', *, drafts')})`" in text


def test_the_values_are_frozen(folder: Path) -> None:
    card = glossary.load(folder).terms[glossary.load(folder).find("Loss").id]  # type: ignore[union-attr]  # it is there
    for value, field in ((glossary.build(folder), "terms"), (card, "term"), (glossary.load(folder), "terms")):
        with pytest.raises(AttributeError):
            setattr(value, field, "")
    with pytest.raises(TypeError):
        glossary.load(folder).terms["more"] = card  # type: ignore[index]  # a mapping that is only read


def test_a_glossary_is_loaded_as_it_stands(folder: Path) -> None:
    found = glossary.load(folder)

    assert [card.term for card in found.terms.values()] == ["Loss", "Model"]
    assert found.numbers == {"loss": "1.1"}
    assert {path.name for path in folder.iterdir()} == {"glossary.yml", "terms"}
    write(folder, {"terms/model.md": None})
    assert list(glossary.load(folder).terms) == ["loss"]


def test_edges_are_the_relations_of_files_and_the_links_of_texts(folder: Path) -> None:
    write(
        folder,
        {
            "terms/loss.md": "---\nterm: Loss\ndefinition: How far off a model is.\nbroader: model\ncontrast: {term: gain, "
            "why: A loss is bad, a gain good.}\n---\n",
            "terms/gain.md": "---\nterm: Gain\ndefinition: What comes in.\nprerequisites: [model, loss]\n---\nNo [[loss]].\n",
        },
    )
    found = glossary.load(folder)

    assert [tuple(edge) for edge in found.edges] == [
        ("gain", "prerequisites", "model"),
        ("gain", "prerequisites", "loss"),
        ("gain", "mention", "loss"),
        ("loss", "broader", "model"),
        ("loss", "contrast", "gain"),
        ("loss", "mention", "model"),
    ]
    assert {edge.source for edge in found.edges if edge.target == "loss"} == {"gain"}
    assert isinstance(found.edges[0], glossary.Edge)
    assert isinstance(found, glossary.Glossary)


def test_a_name_is_found_as_authors_write_it(folder: Path) -> None:
    write(folder, {"terms/loss.md": SOURCES["terms/loss.md"].replace("order: 1", "redirects: error-rate")})
    found = glossary.load(folder)

    for name in ("Loss", "loss", "LOSS FUNCTION", "error-rate"):
        card = found.find(name)
        assert card is not None, name
        assert (card.id, card.term, card.definition) == ("loss", "Loss", "How far off it is.")
    assert found.find("losing") is None
    write(folder, {"terms/gain.md": "---\nterm: Gain\naliases: loss function\ndefinition: Good.\n---\n"})
    assert glossary.load(folder).find("loss function") is None


def test_what_is_wrong_is_told_by_check_and_by_build(folder: Path) -> None:
    write(folder, WRONG)
    told = glossary.check(folder)

    assert [(found.span.path, found.rule, found.severity) for found in told] == [
        ("terms/model.md", "raw-html", "warning"),
        ("terms/odd.md", "dangling-link", "error"),
    ]
    assert glossary.load(folder).diagnostics == told
    built = glossary.build(folder)
    assert (built.written, built.diagnostics) == (False, told)
    assert not (folder / "site").exists()
    assert {found.severity for found in glossary.check(folder, strict=True)} == {"error"}


def test_a_site_is_built_once(folder: Path, tmp_path: Path) -> None:
    first = glossary.build(folder, tmp_path / "out")
    again = glossary.build(str(folder), str(tmp_path / "out"))

    assert (first.terms, first.written, first.changed) == (2, True, first.pages)
    assert (again.terms, again.written, again.changed) == (2, True, 0)
    assert len([path for path, data in tree(tmp_path / "out").items() if data is not None]) == first.pages + 1


def test_a_wrong_call_is_refused(tmp_path: Path) -> None:
    for function in (glossary.load, glossary.check, glossary.build):
        with pytest.raises(glossary.Refused, match="does not exist") as refused:
            function(tmp_path / "nothing")
        assert refused.value.help


def test_a_typed_program_is_checked_and_runs(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(example(), "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", ROOT / ".mypy_cache" / "api", program],
        env=environment(MYPYPATH=str(ROOT)), cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert checked.stdout == "Success: no issues found in 1 source file\n", checked.stdout
    ran = subprocess.run(
        [sys.executable, program, folder, tmp_path / "out"],
        env=environment(XDG_CACHE_HOME=str(tmp_path)), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "terms/model.md: warning[raw-html]: raw HTML is shown as text: `<br>`",
        "loss\t1.1\tLoss\tHow far off it is.",
        "model\t-\tModel\tA function.",
        "['Model']",
        "loss see_also model",
    ]


def test_a_wrong_program_is_told_by_its_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import glossary\nglossary.build(1)\nglossary.load('x').terms = {}\nglossary.nothing\n", "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", ROOT / ".mypy_cache" / "api", program],
        env=environment(MYPYPATH=str(ROOT)), cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert re.findall(r"\[([\w-]+)\]$", checked.stdout, re.MULTILINE) == ["arg-type", "misc", "attr-defined"], (
        checked.stdout
    )
