"""What changed as Markdown, for a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.cli.outline import outline, summary
from glossary.cli.pen import Markdown
from glossary.cli.work import counted

if TYPE_CHECKING:
    from glossary.changes.compare import Changes
    from glossary.cli.outline import Line, Section
    from glossary.cli.sides import Sides

LONGEST: Final = 60_000
"""Characters. GitHub takes 65,536."""

MOST: Final = 50
"""Entries of one section."""

HEAD: Final = "<!-- glossary diff -->"
"""By this line a workflow finds the comment that it wrote before."""


def comment(changes: Changes, sides: Sides) -> str:
    """The text of a comment, at most `LONGEST` characters; what had no room is counted."""
    pen = Markdown()
    what = f"{pen.code(sides.base.called)} → {pen.code(sides.head.called)}"
    head = f"{HEAD}\n**Glossary**, {what}: {pen.text(summary(changes))}."
    found = [head, *([pen.text(sides.note)] if sides.note else [])]
    room = LONGEST - sum(map(len, found)) - 200
    for section in outline(changes, pen):
        block, room = _block(section, room)
        found.append(block)
    return "\n\n".join(found)


def _block(section: Section, room: int) -> tuple[str, int]:
    """A section, and the room that it leaves."""
    title = f"### {section.title} ({len(section.lines):,})"
    lines = [title, ""]
    room -= len(title) + 100
    left = len(section.lines)
    for line in section.lines[:MOST]:
        entry = _entry(line)
        if len(entry) > room:
            break
        room -= len(entry) + 1
        lines.append(entry)
        left -= 1
    if left:
        lines.append(f"- *{counted(left, 'entry', 'entries')} left out*")
    return "\n".join(lines), room


def _entry(line: Line) -> str:
    return "\n".join([f"- {_plus(line.text)}", *(f"  - {_plus(inner)}" for inner in line.inner)])


def _plus(text: str) -> str:
    """The text; a plus at its start would begin a list of its own."""
    return f"\\{text}" if text.startswith("+") else text
