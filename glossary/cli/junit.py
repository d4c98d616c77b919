"""Problems as JUnit XML: the form that CI services show as test results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.text.diagnostic import Diagnostic

Told = tuple["Diagnostic", str]
"""A problem, and how it is told to people."""

_BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in XML 1.0 (§ 2.2)."""


def junit(problems: Mapping[str, Sequence[Told]]) -> str:
    """The problems by file: a test suite with a case a file, or, where nothing is wrong, one that passes.

    A case with an error fails, once, for many readers show only the first failure; what is only a warning is its
    output. Times are 0: the same problems are the same bytes.
    """
    cases = [_case(path, told) for path, told in problems.items()] or [_new_case("all files")]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "time": "0"}
    root = Element("testsuites", {"name": "glossary", **counts})
    SubElement(root, "testsuite", {"name": "glossary check", "skipped": "0", **counts}).extend(cases)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode")


def _case(path: str, problems: Sequence[Told]) -> Element:
    case = _new_case(path)
    errors = [(found, text) for found, text in problems if found.severity == "error"]
    if errors:
        found = errors[0][0]
        more = f" (and {len(errors) - 1} more)" if errors[1:] else ""
        failure = SubElement(case, "failure", {"message": _text(found.message + more), "type": found.rule})
        failure.text = _text("\n".join(text for _, text in errors))
    if warnings := [text for found, text in problems if found.severity != "error"]:
        SubElement(case, "system-out").text = _text("\n".join(warnings))
    return case


def _new_case(name: str) -> Element:
    return Element("testcase", {"name": _text(name), "classname": "glossary", "time": "0"})


def _text(text: str) -> str:
    return _BARRED.sub("\ufffd", text)
