"""`glossary init --from` on a folder, and the settings that it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from glossary.config.read import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Builder, Run


def run(builder: Builder, *arguments: str | Path) -> Run:
    builder.begin(*arguments)
    return builder.end()


def settings(folder: Path) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((folder / NAME).read_bytes())
    return found


def texts(front: str, body: str = "") -> str:
    return f"---\n{front}\n---\n{body}\n"
