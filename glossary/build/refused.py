"""A call that is wrong, or a place that is not ours to write to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Refused(Exception):
    """The call was wrong, or the output folder is not ours: what, and what helps."""

    def __init__(self, reason: str, help_: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.help = help_


def refuse_among(out: str, root: str, folders: Iterable[str]) -> None:
    """Raise `Refused` where the output lies in one of the site's `folders`: the next build would read it as sources."""
    for name in folders:
        if is_inside(out, os.path.join(root, name)):
            raise Refused(
                f"{out} lies in the folder {name}, from which the site is made", "name another folder with `--out`"
            )


def is_inside(place: str, root: str) -> bool:
    """Whether a path is, or leads into, the folder `root`."""
    real = os.path.realpath(place)
    return real == os.path.realpath(root) or real.startswith(os.path.realpath(root) + os.sep)
