"""Problems for programs: SARIF, JUnit XML and GitHub's annotations are read as their consumers read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from lxml import etree

from glossary.cli.render import render
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.rules import DEFAULTS
from tests.builds import Run, run, write
from tests.casefile import read_cases

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
JUNIT = etree.RelaxNG(etree.parse(SCHEMAS / "junit.rng"))

WORDS = {
    "terms/a, b: 100%.md": "---\nterm: Loss\nid: loss\ndefinition: How “off” it is.\n---\n重み \U0001d49c [[Modell]] <b>\n",
    "terms/model.md": "---\nterm: Model\naliases: [weights]\ndefinition: A function.\n---\n",
    "terms/weight.md": "---\nterm: Weight\naliases: [weights]\ndefinition: A number.\n---\n",
}

HOSTILE = tuple(
    Diagnostic(
        rule,
        severity,  # type: ignore[arg-type]  # both are severities
        Span(path, 0, 3),
        "no term is called `[x](https://evil.example)`\x1b[31m\r\n::stop-commands::x\x00\ud800\ufffe]]><&\"' {0} 100%0A",
        "did you mean `[y](1)`?",
        (Related(Span(path, 1, 2), "`[z](javascript:x)` claims it\nhere"),),
    )
    for rule, severity, path in (
        ("dangling-link", "error", "terms/::error file=x,line=1::%0A.md"),
        ("dangling-link", "warning", "terms/\x1b\n<![CDATA[ .md"),
        ("orphan", "warning", "../beside/ä b.md"),
        ("orphan", "error", "/elsewhere/a.md"),
        ("limit", "error", ""),
    )
)


class Annotation(NamedTuple):
    """A workflow command as GitHub's runner understands it."""

    level: str
    properties: dict[str, str]
    message: str


def annotation(line: str) -> Annotation:
    """What the runner makes of a line: properties end at the second `::`; they are split before they are unescaped."""
    found = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line, re.DOTALL)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found[2].split(",") if pair)
    properties = {
        key: unescaped(value, ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")) for key, value in pairs
    }
    return Annotation(found[1], properties, unescaped(found[3], ("%0D", "\r"), ("%0A", "\n")))


def unescaped(text: str, *pairs: tuple[str, str]) -> str:
    for code, character in (*pairs, ("%25", "%")):
        text = text.replace(code, character)
    return text


def check(folder: Path, form: str, *more: str) -> Run:
    return run("check", folder, "--cache", folder.with_name("cache"), "--format", form, *more)


def log_of(text: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text)
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def suite_of(text: str) -> list[Any]:
    tree = etree.fromstring(text.encode())
    assert JUNIT.validate(tree), JUNIT.error_log
    (suite,) = JUnitXml.fromstring(text.encode())
    cases = list(suite)
    assert (suite.tests, suite.failures) == (len(cases), sum(bool(case.result) for case in cases))
    return cases


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A glossary with faults, below the top of a repository."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    folder = tmp_path / "repository" / "docs" / "the words"
    write(folder, WORDS)
    return folder


def test_sarif_names_rule_level_place_and_other_places(words: Path) -> None:
    said = check(words, "sarif")
    log = log_of(said.out)
    results = log["results"]

    assert (said.status, said.err) == (1, "")
    assert [(each["ruleId"], each["level"]) for each in results] == [
        ("dangling-link", "error"),
        ("raw-html", "warning"),
        ("ambiguous-name", "warning"),
    ]
    assert [log["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] for each in results] == [
        each["ruleId"] for each in results
    ]
    assert results[0]["message"]["text"] == "no term is called `Modell`\nhelp: did you mean `model`?"
    place = results[0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "docs/the words/terms/a, b: 100%.md"
    assert " " not in place["artifactLocation"]["uri"]
    assert place["region"] == {"startLine": 6, "startColumn": 6, "endLine": 6, "endColumn": 16}
    assert log["columnKind"] == "unicodeCodePoints"
    (related,) = results[2]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "docs/the%20words/terms/weight.md"
    assert related["message"]["text"] == "`weight` claims it here"


def test_sarif_explains_the_rules_that_were_broken(words: Path) -> None:
    rules = log_of(check(words, "sarif", "--strict").out)["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["dangling-link", "ambiguous-name", "raw-html"]
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules} == {
        rule["id"]: DEFAULTS[rule["id"]] for rule in rules
    }
    for rule in rules:
        assert rule["shortDescription"]["text"] in rule["fullDescription"]["text"]
        assert "Instead" in rule["help"]["text"]
        assert "```markdown\n" in rule["help"]["markdown"]


def test_where_nothing_is_wrong_each_form_says_so(tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/model.md": "---\nterm: Model\ndefinition: A function.\n---\n"})
    for _ in range(2):  # built anew, and remembered
        said = {form: check(tmp_path / "words", form) for form in ("json", "sarif", "junit", "github")}
        assert {each.status for each in said.values()} == {0}
        assert log_of(said["sarif"].out)["results"] == []
        assert [(case.name, case.is_passed) for case in suite_of(said["junit"].out)] == [("all files", True)]
        assert (said["json"].out, said["github"].out) == ("[]\n", "")


def test_junit_has_a_case_a_file_that_fails_by_errors_alone(words: Path) -> None:
    said = check(words, "junit")
    cases = {case.name: case for case in suite_of(said.out)}

    assert (said.status, said.err) == (1, "")
    assert list(cases) == ["docs/the words/terms/a, b: 100%.md", "docs/the words/terms/model.md"]
    failed, passed = cases.values()
    (failure,) = failed.result
    assert (failure.type, failure.message) == ("dangling-link", "no term is called `Modell`")
    assert failure.text.startswith("terms/a, b: 100%.md:6:6: error[dangling-link]: no term is called `Modell`\n6 | ")
    assert "warning[raw-html]" in failed.system_out
    assert passed.is_passed
    assert "warning[ambiguous-name]" in passed.system_out


def test_several_errors_of_a_file_are_one_failure(tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/model.md": "---\nterm: Model\ndefinition: A [[b]].\n---\n[[c]]\n"})
    (case,) = suite_of(check(tmp_path / "words", "junit").out)

    assert case.result[0].message == "no term is called `b` (and 1 more)"
    assert case.result[0].text.count("error[dangling-link]") == 2


def test_annotations_stand_at_the_lines_of_a_pull_request(words: Path) -> None:
    said = check(words, "github")
    found = [annotation(line) for line in said.out.splitlines()]

    assert (said.status, said.err) == (1, "")
    assert found[0] == Annotation(
        "error",
        {
            "file": "docs/the words/terms/a, b: 100%.md",
            "line": "6",
            "col": "6",
            "endColumn": "16",
            "title": "dangling-link",
        },
        "no term is called `Modell`\ndid you mean `model`?",
    )
    assert [each.level for each in found] == ["error", "warning", "warning"]
    assert "\nalso docs/the words/terms/weight.md:3: `weight` claims it here\n" in found[2].message


def test_hostile_names_and_texts_stay_text(tmp_path: Path) -> None:
    for line, problem in zip(render(HOSTILE, "github", str(tmp_path), color=False).split("\n"), HOSTILE, strict=True):
        found = annotation(line)
        assert found.properties.keys() == {"file", "line", "col", "endColumn", "title"}
        assert "%0A" in found.message
        assert "::stop-commands::" in found.message
        assert found.properties["title"] == problem.rule
    for case in suite_of(render(HOSTILE, "junit", str(tmp_path), color=False)):
        assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe]", case.name)
    for result in log_of(render(HOSTILE, "sarif", str(tmp_path), color=False))["results"]:
        assert r"`\[x\](https://evil.example)`" in result["message"]["text"]
        assert not re.search(r"(?<!\\)\[[^\[\]]*(?<!\\)\]\(", result["message"]["text"])
        assert r"`\[z\](javascript:x)`" in result["relatedLocations"][0]["message"]["text"]


def test_paths_elsewhere_are_named_as_such(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "words").mkdir()
    results = log_of(render(HOSTILE, "sarif", str(tmp_path / "words"), color=False))["results"]
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results]

    assert uris[0].startswith("words/terms/%3A%3Aerror%20file%3Dx%2Cline%3D1")
    assert uris[2:] == ["beside/%C3%A4%20b.md", "file:///elsewhere/a.md", "words"]


def test_every_mistake_can_be_written_in_every_form(tmp_path: Path) -> None:
    cases = list(read_cases(Path(__file__).parent / "mistakes"))
    for number, case in enumerate(cases):
        files = {path: text for path, text in case.files.items() if path.startswith("terms/")}
        write(tmp_path / "words", {f"terms/c{number}/{path[6:]}": text for path, text in files.items()})
    results = log_of(check(tmp_path / "words", "sarif").out)["results"]
    annotations = [annotation(line) for line in check(tmp_path / "words", "github").out.splitlines()]
    told = sum(
        (case.system_out or "").count("\n  help: ") + (case.result[0].text.count("\n  help: ") if case.result else 0)
        for case in suite_of(check(tmp_path / "words", "junit").out)
    )

    assert len(results) == len(annotations) > len(cases)
    assert told >= len(results) - sum(each["ruleId"] == "nesting" for each in results)
    assert [each.message.split("\n")[0] for each in annotations] == [
        re.sub(r"\\(\[[^\[\]]*)\\\](?=\()", r"\1]", each["message"]["text"]).split("\n")[0] for each in results
    ]
