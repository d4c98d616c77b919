"""Where a folder lies in the Git repository that holds it: programs name files from the repository's top."""

from __future__ import annotations

import os


def top_of_repository(root: str) -> str:
    """The top of the repository that the folder `root` is in; empty where there is no repository."""
    top = os.path.realpath(root)
    while not os.path.lexists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return ""
        top = above
    return top


def place_in_repository(root: str) -> str:
    """The path of `root` from the top of its repository, with `/` between its parts; empty where it is the top, or
    where there is no repository.
    """
    root, top = os.path.realpath(root), top_of_repository(root)
    return "" if top in {"", root} else os.path.relpath(root, top).replace(os.sep, "/")
