"""Where a folder lies in the Git repository that holds it: programs name files from the repository's top."""

from __future__ import annotations

import os


def place_in_repository(root: str) -> str:
    """The path of `root` from the top of its repository, with `/` between its parts; empty where it is the top, or
    where there is no repository.
    """
    root = os.path.realpath(root)
    top = root
    while not os.path.lexists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return ""
        top = above
    return "" if top == root else os.path.relpath(root, top).replace(os.sep, "/")
