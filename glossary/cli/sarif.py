"""Problems as SARIF 2.1.0 (OASIS), which code scanning, editors and viewers read."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from glossary import __version__
from glossary.cli.rulebook import address, as_markdown, as_text
from glossary.text.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.cli.render import Files
    from glossary.text.diagnostic import Diagnostic, Span
    from glossary.text.rules import Rule

_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")
"""What viewers would make a link of (SARIF, § 3.11.6)."""


def sarif(diagnostics: Sequence[Diagnostic], files: Files) -> str:
    """The problems as a log of one run. Paths are those from the top of the repository, columns are code points."""
    told = {found.rule for found in diagnostics}
    rules = [rule for rule in RULES if rule.name in told]
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, numbers[found.rule], files) for found in diagnostics],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1).decode()


def _driver(rules: list[Rule]) -> dict[str, Any]:
    driver = {"name": "Glossary", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}
    return driver | ({"informationUri": home} if (home := address()) else {})


def _rule(rule: Rule) -> dict[str, Any]:
    described = {
        "id": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": " ".join([rule.what, *(f"Source: {source}." for source in rule.sources)])},
        "help": {"text": as_text(rule), "markdown": as_markdown(rule)},
        "defaultConfiguration": {"level": rule.severity},
    }
    return described | ({"helpUri": page} if (page := address(rule.name)) else {})


def _result(found: Diagnostic, number: int, files: Files) -> dict[str, Any]:
    text = found.message + (f"\nhelp: {found.help}" if found.help else "")
    result = {
        "ruleId": found.rule,
        "ruleIndex": number,
        "level": found.severity,
        "message": {"text": _text(text)},
        "locations": [_location(found.span, files)],
    }
    related = [
        {"id": at, **_location(other.span, files), "message": {"text": _text(other.message)}}
        for at, other in enumerate(found.related)
    ]
    return result | ({"relatedLocations": related} if related else {})


def _text(text: str) -> str:
    """A message in which nothing an author wrote is a link."""
    return _LINK.sub(r"\\[\1\\]", text.encode("utf-8", "replace").decode())


def _location(span: Span, files: Files) -> dict[str, Any]:
    place = files.place(span)
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + place.width,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(files.whole(span.path)), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path.encode("utf-8", "replace"))
    return {"uri": f"file://{uri}"} if os.path.isabs(path) else {"uri": uri, "uriBaseId": "%SRCROOT%"}
