"""JSON Schemas of a term’s front matter and of `glossary.yml`, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from glossary.config.schema import Config
from glossary.exporters.artifact import Artifact
from glossary.term.schema import Term
from glossary.text.digest import digest
from glossary.text.rules import RULES
from glossary.yaml.schema import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exporters.artifact import Maker, Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "schemas"
FOLDER: Final = "assets/schema"


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:  # noqa: ARG001 - an exporter's signature
    """The two schemas. They depend on the program alone."""
    for kind in ("term", "config"):
        yield Artifact(f"{FOLDER}/{kind}.json", digest(theme.program, kind.encode()), NAME, kind)


def maker(workshop: Workshop) -> Maker:  # noqa: ARG001 - as above
    """What writes them."""
    return _Schemas()


class _Schemas:
    def produce(self, artifact: Artifact) -> bytes:
        """A schema as JSON."""
        schema = term_schema() if artifact.kind == "term" else config_schema()
        return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


def term_schema() -> dict[str, Any]:
    """The JSON Schema of a term's front matter."""
    return json_schema(Term, "A term of a glossary", _text, without=frozenset({"body"}))


def config_schema() -> dict[str, Any]:
    """The JSON Schema of `glossary.yml`, in which each rule has its name."""
    schema = json_schema(Config, "A glossary’s configuration", _text, without=frozenset())
    rules = schema["properties"]["rules"]["anyOf"][0]
    levels = rules["additionalProperties"]["enum"]
    rules["properties"] = {
        rule.name: {"description": rule.what, "enum": ["error"] if rule.firm else levels} for rule in RULES
    }
    rules["additionalProperties"] = False
    return schema


def _text(kind: Any) -> str:
    """What the annotation of a field says about it."""
    return next((note.text for note in getattr(kind, "__metadata__", ())), "")
