"""Builds that go on from earlier ones, beside builds from nothing."""

from pathlib import Path
from typing import Any, NamedTuple

from tests.builds import Builder
from tests.histories import (
    term_file,
)

LATER = 10**10
"""Nanoseconds that a builder's clock is ahead: then it believes what stat calls say, and leaves a stamp."""


class Pair(NamedTuple):
    """A process for warm builds and one for cold ones."""

    warm: Builder
    cold: Builder


def call_of(root: Path, out: Path, cache: Path) -> tuple[str | Path, ...]:
    """The call of a build that answers in JSON."""
    return "build", root, "--out", out, "--cache", cache, "--format", "json"


def term(name: str, **fields: Any) -> str:
    return term_file({"term": name, "definition": f"It is {name}.", **fields}).decode()
