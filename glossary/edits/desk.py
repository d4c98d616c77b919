"""What an edit works on, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.diagnostic import Diagnostic
from glossary.yaml.splice import splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.term.read import TermReader
    from glossary.text.diagnostic import Related, Span
    from glossary.text.source import Source
    from glossary.yaml.splice import Splice


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A glossary, drafts included, the sources that it was made of, by path, and what reads a term of it again."""

    glossary: Glossary
    sources: Mapping[str, Source]
    reader: TermReader


class Change(NamedTuple):
    """A file that changes: where it stood, where it stands then, its bytes before and after, what was done to it in a
    few words each, and how many references were mended.
    """

    path: str
    target: str
    before: bytes
    after: bytes
    done: tuple[str, ...]
    references: int = 0


class Left(NamedTuple):
    """A place that stays as it is, and why."""

    span: Span
    why: str


class Edit(NamedTuple):
    """Files that change, in the order of their paths, and places of which somebody should know that they do not."""

    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()


Answer = tuple[Edit | None, tuple[Diagnostic, ...]]
"""An edit, or why there is none, each reason with its place."""


def refused(rule: str, span: Span, message: str, help_: str, *related: Related) -> Diagnostic:
    """Why there is no edit."""
    return Diagnostic(rule, "error", span, message, help_, related)


def changed(
    source: Source, splices: Iterable[Splice], done: Iterable[str], target: str = "", references: int = 0
) -> Change:
    """The change of a source by splices; `target` is its new path, if it moves."""
    after = splice(source.data, dict.fromkeys(splices))
    return Change(source.path, target or source.path, source.data, after, tuple(done), references)


def made(changes: Iterable[Change], left: Iterable[Left] = ()) -> Edit:
    """The edit of those changes that change something."""
    real = [each for each in changes if each.before != each.after or each.path != each.target]
    return Edit(tuple(sorted(real)), tuple(sorted(left, key=lambda each: each.span)))
