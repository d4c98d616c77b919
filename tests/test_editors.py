"""Editors: the settings in the documentation do in yaml-language-server what the documentation says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import glossary
from tests.builds import run, write
from tests.yaml_server import YamlServer

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs/editors.md").read_text("utf-8")
SETTINGS = [json.loads(text) for text in re.findall(r"```json settings.json\n(.*?)```", DOCUMENT, re.DOTALL)]
TASKS = json.loads(re.findall(r"```json tasks.json\n(.*?)```", DOCUMENT, re.DOTALL)[0])
(LINE,) = re.findall(r"^# yaml-language-server: .*\n", DOCUMENT, re.MULTILINE)

TERM = "---\nterm: Warp\ndefinition: Threads that lie lengthwise.\n---\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary that was built, so that its schemas are there."""
    place = tmp_path_factory.mktemp("editor")
    write(place / "words", {"terms/warp.md": TERM})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        assert glossary.build(place / "words").written
    return place / "words"


def server(folder: Path, settings: dict[str, Any]) -> YamlServer:
    """The server with the settings of a folder as VS Code hands them over: by their first names."""
    yaml = {key.removeprefix("yaml."): value for key, value in settings.items() if key.startswith("yaml.")}
    known = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
    return YamlServer(folder, {"yaml": known | yaml})


def test_what_init_writes_is_what_the_documentation_has() -> None:
    assert json.loads((ROOT / "starter/settings.json").read_text("utf-8")) == SETTINGS[0]
    assert json.loads((ROOT / "starter/extensions.json").read_text("utf-8"))["recommendations"] == [
        "redhat.vscode-yaml"
    ]


def test_glossary_yml_is_completed_and_checked_by_the_settings(folder: Path) -> None:
    editor = server(folder, SETTINGS[0])
    text = "titel: Words\nlanguage: en\nmath: maybe\nrules:\n  orphan: of\n  \n"

    assert [each.split(":")[0] for each in editor.open("glossary.yml", text)] == ["3", "5", "1"]
    assert {"title", "sections", "reviewers"} <= set(editor.complete("glossary.yml", 7, 1))
    assert "dangling-link" in editor.complete("glossary.yml", 6, 3)
    assert "The language of its terms" in editor.hover("glossary.yml", 2, 3)
    editor.close()


def test_glossary_yml_is_completed_and_checked_by_a_line_of_its_own(folder: Path) -> None:
    editor = server(folder, {})

    assert editor.open("glossary.yml", f"{LINE}titel: Words\n\n") == ["2: Property titel is not allowed."]
    assert {"title", "sections", "reviewers"} <= set(editor.complete("glossary.yml", 3, 1))
    assert editor.open("other.yml", "titel: Words\n") == []
    editor.close()


def test_front_matter_is_completed_and_checked_where_a_term_counts_as_yaml(folder: Path) -> None:
    editor = server(folder, SETTINGS[1])
    text = "---\nterm: Warp\nsea_also: weft\nlevel: expert\n\n---\nIt is *under* tension: [[weft]].\n"
    found = editor.open("terms/warp.md", text)

    assert "3: Property sea_also is not allowed." in found
    assert any(each.startswith("4: Value is not accepted.") for each in found)
    assert [each for each in found if int(each.split(":")[0]) > 5], "the complaint of which the documentation warns"
    assert {"definition", "see_also", "quiz"} <= set(editor.complete("terms/warp.md", 5, 1))
    editor.close()


def test_the_task_finds_each_problem_in_what_the_program_prints(tmp_path: Path) -> None:
    write(tmp_path, {"terms/warp.md": TERM + "See [[weft]] and <b>.\n", "terms/odd one.md": "---\nterm: Odd\n"})
    (task,) = TASKS["tasks"]
    matcher = task["problemMatcher"]["pattern"]
    said = run(*task["args"], cwd=tmp_path, before="import os; os.environ['XDG_CACHE_HOME'] = 'cache'")
    found = [match for line in said.out.splitlines() if (match := re.search(matcher["regexp"], line))]

    assert task["command"] == "glossary"
    assert [
        tuple(match[matcher[part]] for part in ("file", "line", "column", "severity", "code")) for match in found
    ] == [
        ("terms/odd one.md", "2", "1", "error", "unclosed-front-matter"),
        ("terms/warp.md", "5", "5", "error", "dangling-link"),
        ("terms/warp.md", "5", "18", "warning", "raw-html"),
    ]
    assert found[1][matcher["message"]] == "no term is called `weft`"
