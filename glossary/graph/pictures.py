"""Where a picture stands that a text shows."""

from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import Final

SERVED: Final = ("", "static", "public")
"""Folders whose files other programs serve from the top of a site; the first is the folder around them itself."""


def picture_path(src: str, path: str) -> str:
    """The path in the site's folder of a picture that the file at `path` shows as `src`; a root-relative one stands in
    `static/`. What starts with `../` leads out of the folder.

    >>> picture_path("loss.png", "terms/loss.md"), picture_path("/images/loss.png", "terms/loss.md")
    ('terms/loss.png', 'static/images/loss.png')
    """
    if src.startswith("/"):
        return normpath(join("static", src.lstrip("/")))
    return normpath(join(dirname(path), src))


def rooted_at(src: str, tops: Iterable[str]) -> Iterator[str]:
    """Where a picture may stand that another program serves at the root-relative `src`; `tops` are the folder of terms
    and those around it.

    >>> list(rooted_at("/a.png", ("docs",)))
    ['docs/a.png', 'docs/static/a.png', 'docs/public/a.png']
    """
    for top in tops:
        yield from (normpath(join(top, folder, src.lstrip("/"))) for folder in SERVED)
