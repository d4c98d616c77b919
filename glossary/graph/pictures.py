"""Where a picture stands that a text shows."""

from posixpath import dirname, join, normpath


def picture_path(src: str, path: str) -> str:
    """The path in the site's folder of a picture that the file at `path` shows as `src`; a root-relative one stands in
    `static/`. What starts with `../` leads out of the folder.

    >>> picture_path("loss.png", "terms/loss.md"), picture_path("/images/loss.png", "terms/loss.md")
    ('terms/loss.png', 'static/images/loss.png')
    """
    if src.startswith("/"):
        return normpath(join("static", src.lstrip("/")))
    return normpath(join(dirname(path), src))
