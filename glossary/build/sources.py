"""The files of a site: which there are, what each is, and their bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.output import LITTER
from glossary.config.read import IGNORED, globs, matched
from glossary.text.address import make_id, seat_of
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.digest import digest
from glossary.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.build.stamp import World
    from glossary.config.schema import Config

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a source; term-format.md, *Rules for the whole file*."""

MARKDOWN: Final = (".md", ".markdown")
TEXTS: Final = (".txt", ".mdx", ".mkd", ".mdown", ".rst", ".adoc", ".yml", ".yaml", ".rtf", ".docx", ".odt")
"""Endings of texts that are no terms. Other files may lie beside terms for reasons of their own."""

SECTION: Final = "_index.md"
"""The page of a section in a folder of Hugo’s."""

PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


class Work(NamedTuple):
    """A file to be read. `role` is `term`, `page` or `opening`; the last introduces `section`."""

    path: str
    role: str
    section: str = ""


class Files(NamedTuple):
    """The files of a site by what they are, each in the order of paths."""

    work: tuple[Work, ...]
    pictures: tuple[str, ...]
    statics: tuple[str, ...]
    roots: tuple[str, ...]
    """Files that stand at the top of the site."""
    templates: tuple[str, ...]
    faults: tuple[Diagnostic, ...]


def folders_of(config: Config) -> tuple[str, ...]:
    """The folders that hold sources."""
    return (config.terms, config.pages, *(config.adopt.pictures if config.adopt else ()))


def sort_files(world: World, config: Config, root: str) -> Files:
    """What each file of the world is."""
    ignored = re.compile(globs(config.ignore or IGNORED)).match
    adopt = config.adopt
    pages = frozenset(adopt.pages if adopt else ())
    beyond = tuple(f"{folder}/" for folder in (adopt.pictures if adopt else ()))
    terms, leaflets = f"{config.terms}/" if config.terms else "", f"{config.pages}/"
    inner = [path.removeprefix(terms) for path in world.files if path.startswith(terms)]
    openings = _openings(inner, ignored) if adopt and adopt.section_from == "folder" else frozenset()
    work, pictures, roots = [], [], []
    for path in sorted(world.files):
        lower = path.lower()
        # Where one folder lies in the other, the inner one says what a file is.
        homes = [home for home in (terms, leaflets) if path.startswith(home)]
        here = max(homes, key=len, default=None)
        if here is None or path == "glossary.yml":
            if path.startswith("root/") and not is_litter(path):
                roots.append(path)
            elif path.startswith(beyond) and lower.endswith(PICTURES):
                pictures.append(path)
            continue
        name = path.removeprefix(here)
        if lower.endswith(MARKDOWN) and (name in pages or not _is_ignored(name, ignored)):
            work.append(_work(path, name, openings, is_term=here == terms, is_page=name in pages))
        elif lower.endswith(PICTURES):
            pictures.append(path)
    return Files(
        tuple(work),
        tuple(pictures),
        tuple(sorted(path for path in world.files if path.startswith("static/") and not is_litter(path))),
        tuple(roots),
        tuple(sorted(path for path in world.files if path.startswith("templates/") and lower_html(path))),
        (
            *_odd(world.links, ignored, root),
            *(_unread(inner, terms, ignored, root) if terms and not adopt else ()),
            *(() if config.ignore else _passed(inner, terms, ignored, pages)),
        ),
    )


def _unread(names: Iterable[str], folder: str, ignored: object, root: str) -> Iterable[Diagnostic]:
    """A problem for each of the files of a folder of terms whose ending says that a text was meant as a term, or which
    has none and starts as terms do.
    """
    for name in names:
        meant = name.lower().endswith(TEXTS) or ("." not in name.rpartition("/")[2] and _opens(root, folder + name))
        if meant and not _is_ignored(name, ignored):
            stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0].removesuffix(".md")
            message = "this file is not read: the files of terms end in `.md`"
            help_ = f"rename it to `{stem}.md`, or list it below `ignore` in glossary.yml"
            yield Diagnostic.of("unread-file", Span(folder + name, 0, 0), message, help_)


def _opens(root: str, path: str) -> bool:
    """Whether a file starts with front matter."""
    data = read_bytes(root, path)
    return not isinstance(data, Diagnostic) and data.startswith((b"---\n", b"---\r\n"))


def _passed(names: Iterable[str], folder: str, ignored: object, pages: frozenset[str]) -> Iterable[Diagnostic]:
    """A problem for each page of a section as Hugo names it: the globs that hold by default leave it out."""
    for name in (name for name in names if name.endswith(SECTION)):
        above, _, last = name.rpartition("/")
        if last != SECTION or name in pages or (above and _is_ignored(above, ignored)):
            continue
        section = f"`{folder}{above.partition('/')[0]}.md`, with `adopt: {{section_from: folder}}`"
        help_ = f"move its text to {section if above else 'a page below `pages/`'}; "
        help_ += f"or write `ignore: [{', '.join(map(repr, IGNORED))}]` to leave it out"
        message = "this file is not read, because its name starts with `_`"
        yield Diagnostic.of("unread-file", Span(folder + name, 0, 0), message, help_)


def is_litter(path: str) -> bool:
    """Whether a file manager left the file."""
    return path.rpartition("/")[2] in LITTER


def lower_html(path: str) -> bool:
    """Whether the file is a template."""
    return path.lower().endswith(".html")


def _is_ignored(name: str, ignored: re.Match[str] | object) -> bool:
    return any(ignored(each) for each in matched(name))  # type: ignore[operator]  # a bound `match`


def _openings(names: Iterable[str], ignored: object) -> frozenset[str]:
    """The folders right below that of the terms that hold terms; not one with a page bundle alone: that is a term."""
    texts = (name for name in names if "/" in name and name.lower().endswith(MARKDOWN))
    seats = (seat_of(name) for name in texts if not _is_ignored(name, ignored))
    return frozenset(seat.split("/", 1)[0] for seat in seats if "/" in seat)


def _work(path: str, name: str, openings: frozenset[str], *, is_term: bool, is_page: bool) -> Work:
    if not is_term or is_page:
        return Work(path, "page")
    if openings and (seat := seat_of(name)) in openings:
        return Work(path, "opening", make_id(seat))
    return Work(path, "term")


def _odd(links: Iterable[str], ignored: object, root: str) -> Iterable[Diagnostic]:
    for path in links:
        folder, _, name = path.partition("/")
        if folder != "root" and _is_ignored(name or folder, ignored):
            continue
        place = f"{root}/{path}"
        span = Span(path, 0, 0)
        if not os.path.lexists(place):
            yield Diagnostic.of(
                "unsafe-path", span, "the name of this file is not UTF-8 text", "rename it to letters and digits"
            )
        elif os.path.islink(place):
            outside = not f"{os.path.realpath(place)}{os.sep}".startswith(os.path.realpath(root) + os.sep)
            what = (
                "a symbolic link that leads out of the site’s folder"
                if outside
                else "a symbolic link, which is not followed"
            )
            yield Diagnostic.of("unsafe-path", span, f"this is {what}", "put the file itself here")
        else:
            yield Diagnostic.of(
                "unreadable-file", span, "this is no ordinary file", "delete it, or move it out of the site’s folder"
            )


def read_bytes(root: str, path: str, largest: int | None = LARGEST) -> bytes | Diagnostic:
    """The bytes of a file of the site, or why they cannot be had. No link is followed, nothing is waited for. What is
    only taken over may have any size: then `largest` is `None`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(f"{root}/{path}", flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            message = "this is a symbolic link, which is not followed"
            return Diagnostic.of("unsafe-path", Span(path, 0, 0), message, "put the file itself here")
        return _unreadable(path, (error.strerror or "it cannot be opened").lower())
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return _unreadable(path, "it is no ordinary file")
        if largest is not None and found.st_size > largest:
            return _too_large(path, found.st_size)
        data = os.read(descriptor, found.st_size + 1)
        while len(data) < found.st_size and (more := os.read(descriptor, found.st_size - len(data))):
            data += more
    except OSError as error:
        return _unreadable(path, (error.strerror or "it cannot be read").lower())
    finally:
        os.close(descriptor)
    return data


def _unreadable(path: str, why: str) -> Diagnostic:
    return Diagnostic.of(
        "unreadable-file",
        Span(path, 0, 0),
        f"this file cannot be read: {why}",
        "make it an ordinary file that may be read",
    )


def _too_large(path: str, size: int) -> Diagnostic:
    return Diagnostic.of(
        "limit",
        Span(path, 0, 0),
        f"the file has {size / 1024 / 1024:.1f} MiB; a source may have 2 MiB",
        "split it, or take out what is not text",
    )


def read_source(root: str, path: str, salt: bytes = b"") -> Source | Diagnostic:
    """The source at `path`; `salt` is what else its reading depends on."""
    data = read_bytes(root, path)
    if isinstance(data, Diagnostic):
        return data
    return Source(path, data, digest(salt, path.encode("utf-8", "surrogatepass"), data).hex())
