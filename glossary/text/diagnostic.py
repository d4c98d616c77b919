"""A problem is a value; only `cli` decides how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from glossary.text.rules import DEFAULTS, FIRM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.text.source import Text

Severity = Literal["error", "warning", "off"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Bytes `start` to `end` of the file at `path`; an empty path is the folder as a whole."""

    path: str
    start: int
    end: int


class Related(msgspec.Struct, frozen=True, order=True):
    """Another place that belongs to a problem, and what it is there."""

    span: Span
    message: str


class Diagnostic(msgspec.Struct, frozen=True):
    """What is wrong (`message`), where, by which rule, and what to write instead (`help`)."""

    rule: str
    severity: Severity
    span: Span
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()

    @classmethod
    def of(
        cls,
        rule: str,
        span: Span,
        message: str,
        help: str = "",  # noqa: A002 - the field's name; the built-in is not used here
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """A diagnostic with the severity that `rule` has by default."""
        return cls(rule, DEFAULTS[rule], span, message, help, related)


class Report:
    """What a reader gathers on its way through one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.found: list[Diagnostic] = []

    def add(
        self,
        rule: str,
        start: int,
        end: int,
        message: str,
        help: str = "",  # noqa: A002 - as in Diagnostic
    ) -> None:
        """Note a problem with the characters `start` to `end` of the text."""
        self.found.append(Diagnostic.of(rule, self.text.span(start, end), message, help))


def weigh(
    diagnostics: Sequence[Diagnostic], rules: Mapping[str, Severity], *, strict: bool = False
) -> tuple[Diagnostic, ...]:
    """The diagnostics in file order, each once, as bad as `rules` says; those that are off are left out.

    With `strict` a warning is an error.
    """
    weighed = {_weighed(found, rules, strict=strict) for found in diagnostics}
    return tuple(sorted((found for found in weighed if found.severity != "off"), key=_order))


def _order(found: Diagnostic) -> tuple[object, ...]:
    """Where a diagnostic stands among others: by its place, and by all else that two of one place may differ in."""
    return found.span, found.rule, found.message, found.help, found.related, found.severity


def _weighed(found: Diagnostic, rules: Mapping[str, Severity], *, strict: bool) -> Diagnostic:
    severity = found.severity if found.rule in FIRM else rules.get(found.rule, found.severity)
    if strict and severity == "warning":
        severity = "error"
    return found if severity == found.severity else msgspec.structs.replace(found, severity=severity)
