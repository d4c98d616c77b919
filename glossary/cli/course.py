"""How far a command has come: what it can promise where it does not come to its end."""

from __future__ import annotations

import click


class Course:
    """`done` is whether the work was done, and may have changed something: then only the telling is left."""

    def __init__(self) -> None:
        self.done = False

    def kept(self) -> str:
        """What can be promised, to stand behind a sentence."""
        return "" if self.done else "; no page was changed"


def note_done() -> None:
    """Note that the command that runs here has done its work."""
    context = click.get_current_context(silent=True)
    if context and (course := context.find_object(Course)):
        course.done = True
