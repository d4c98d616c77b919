"""`glossary rules`: every rule has an example that breaks it, and one that does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossary.cli.rulebook import address, as_markdown, as_text
from glossary.text.examples import EXAMPLES, Example
from glossary.text.rules import RULES
from tests.builds import environment, run
from tests.examples import found, severity_of

if TYPE_CHECKING:
    from pathlib import Path


def test_every_rule_has_one_example_in_the_order_of_the_table() -> None:
    assert [example.rule for example in EXAMPLES] == [rule.name for rule in RULES]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.rule)
def test_what_is_refused_breaks_the_rule_and_what_is_written_instead_breaks_none(
    example: Example, tmp_path: Path
) -> None:
    wrong = found(example, tmp_path / "wrong", example.wrong, example.made_by)
    right = found(example, tmp_path / "right", example.right)

    assert severity_of(example.rule) in {each.severity for each in wrong if each.rule == example.rule}
    assert right == ()
    assert example.wrong or example.made_by
    assert example.right


def test_the_list_has_each_rule_in_a_line() -> None:
    said = run("rules")
    lines = said.out.split("\n\n")[0].splitlines()

    assert (said.status, said.err) == (0, "")
    assert [line.split()[0] for line in lines] == [rule.name for rule in RULES]
    assert lines[0].split("  ")[-1] == RULES[0].what


def test_a_rule_is_shown_with_what_is_refused_and_what_to_write() -> None:
    said = run("rules", "unknown-key")

    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "unknown-key (error)\nA key that the format does not have.\n\n"
        "Refused, terms/training.md:\n"
        "    ---\n    term: Training\n    definition: Fitting weights to data.\n    sea_also: loss\n    ---\n\n"
        "Instead, terms/training.md:\n"
        "    ---\n    term: Training\n    definition: Fitting weights to data.\n    see_also: loss\n    ---\n"
    )


def test_a_rule_that_cannot_be_turned_down_says_so_and_one_with_a_source_names_it() -> None:
    rules = {rule.name: rule for rule in RULES}

    assert as_text(rules["invalid-utf8"]).startswith("invalid-utf8 (error, always)\n")
    assert "printf" in as_text(rules["invalid-utf8"])
    assert as_text(rules["definition-circle"]).splitlines()[-1].startswith("Source: ISO 704:2022")
    assert "```markdown\n---\nterm: Training\n" in as_markdown(rules["unknown-key"])


def test_programs_get_rules_as_a_list() -> None:
    all_of_them = json.loads(run("rules", "--format", "json").out)
    two = json.loads(run("rules", "orphan", "cycle", "orphan", "--format", "json").out)

    assert [each["name"] for each in all_of_them] == [rule.name for rule in RULES]
    assert [each["name"] for each in two] == ["orphan", "cycle"]
    assert two[1] == {
        "name": "cycle",
        "severity": "error",
        "what": "Terms are broader than, or read before, themselves.",
        "firm": False,
        "sources": [],
        "example": two[1]["example"],
    }
    assert two[1]["example"].keys() == {"wrong", "right", "beside", "made_by", "lint"}
    assert "broader: training\n" in two[1]["example"]["wrong"]["terms/training.md"]


@pytest.mark.parametrize(
    ("name", "help_"),
    [("dangling-lnk", "did you mean `dangling-link`?"), ("\x1b[1m\udcff", "`glossary rules` lists all of them")],
)
def test_an_unknown_rule_is_a_wrong_call(name: str, help_: str) -> None:
    said = run("rules", name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape"))

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("error: there is no rule `")
    assert said.err.endswith(f"help: {help_}\n")
    assert "\x1b" not in said.err


def test_an_address_of_the_documentation_is_known_from_the_installed_package(tmp_path: Path) -> None:
    info = tmp_path / "glossary_site-9.0.dist-info"
    info.mkdir()
    head = "Metadata-Version: 2.4\nName: glossary-site\nVersion: 9.0\n"
    (info / "METADATA").write_text(f"{head}Project-URL: Documentation, https://words.example/docs/\n", "utf-8")
    path = f"{tmp_path}:{environment()['PYTHONPATH']}"
    folder = tmp_path / "words" / "terms"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("---\nterm: A\n---\n", "utf-8")
    said = run(
        "check", folder.parent, "--cache", tmp_path / "c", "--format", "sarif", env=environment() | {"PYTHONPATH": path}
    )
    driver = json.loads(said.out)["runs"][0]["tool"]["driver"]

    assert driver["informationUri"] == "https://words.example/docs"
    assert driver["rules"][0]["helpUri"] == "https://words.example/docs/rules.html#missing-field"
    assert address() in {"", driver["informationUri"]}
