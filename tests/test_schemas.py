"""The JSON Schemas: they take all that the reader takes of ours, and refuse what a schema can refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from glossary.exporters.schemas import config_schema, term_schema

ROOT = Path(__file__).parent.parent
TERMS = sorted((ROOT / "terms").glob("*.md"))


def front_matter(path: Path) -> dict[str, Any]:
    """The fields of a term file as an editor's YAML parser sees them, dates and all made text."""
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    found: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(front), default=str))
    return found


def test_the_schemas_are_schemas() -> None:
    """Both documents are valid JSON Schema 2020-12."""
    for schema in (term_schema(), config_schema()):
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", TERMS, ids=lambda path: path.stem)
def test_our_terms_are_accepted(path: Path) -> None:
    """Every term of this repository fits the schema."""
    errors = list(Draft202012Validator(term_schema()).iter_errors(front_matter(path)))
    assert errors == []


def test_our_configuration_is_accepted() -> None:
    """The configuration of this repository fits the schema."""
    config = yaml.safe_load((ROOT / "glossary.yml").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(config_schema()).iter_errors(config)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"definition": "No name."},
        {"term": "A", "sea_also": ["b"]},
        {"term": "A", "level": "expert"},
        {"term": "A", "quiz": [{"question": "Why?", "choices": [{"txt": "b"}]}]},
        {"term": "A", "reviewed": {"by": "me", "on": "soon", "digest": "1:0"}},
        {"term": "A", "tradeoffs": {"options": ["a", "b"]}},
    ],
)
def test_what_a_schema_can_refuse_is_refused(fields: dict[str, Any]) -> None:
    """A missing, an unknown or an impossible field does not fit."""
    assert list(Draft202012Validator(term_schema()).iter_errors(fields))


@pytest.mark.parametrize("rules", [{"dangling-lnk": "warning"}, {"orphan": "of"}, {"yaml-syntax": "off"}])
def test_rules_that_cannot_be_set_so_are_refused(rules: dict[str, str]) -> None:
    """A rule that does not exist, a level that does not, and one that is an error always."""
    validator = Draft202012Validator(config_schema())
    assert list(validator.iter_errors({"rules": {"orphan": "off", "dangling-link": "warning"}})) == []
    assert list(validator.iter_errors({"rules": rules}))


@pytest.mark.parametrize(
    "fields",
    [
        {"term": "A", "aliases": "B"},
        {"term": "A", "see_also": ["b", {"term": "c", "why": "it differs"}]},
        {"term": "A", "analogy": "like a river"},
        {"term": "A", "stages": [{"title": "One", "facets": {"Costs": "much", "Gives": ["a", "b"]}}]},
        {"term": "A", "groups": [{"title": "Kinds", "items": {"one": "text"}}, {"items": ["plain"]}]},
        {"term": "A", "facts": ["so it is"], "extra": {"mine": [1, {"two": 3}]}, "definition": None},
    ],
)
def test_short_forms_are_accepted(fields: dict[str, Any]) -> None:
    """What the format takes as a short form fits, too."""
    assert list(Draft202012Validator(term_schema()).iter_errors(fields)) == []
