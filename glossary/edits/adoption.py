"""A `glossary.yml` with which a folder that was written for something else builds as it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.config.read import IGNORED
from glossary.edits.base import base_of
from glossary.edits.frames import framed
from glossary.edits.keys import Choice, Names, Unused, choose, is_name
from glossary.edits.origin import Origin, origin_by_keys
from glossary.edits.survey import uses
from glossary.edits.tongue import spoken
from glossary.edits.translations import translated
from glossary.term.adopt import name_in
from glossary.text.address import bundles, make_id, name_key, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from glossary.edits.survey import Sheet

PATTERNS: Final = (
    "What is {}?",
    "What are {}?",
    "What does it mean to be {}?",
    "What does it mean for {}?",
    "What does {} mean?",
    "What do {} mean?",
    "What’s {}?",
    "What's {}?",
    "Was ist {}?",
    "Was sind {}?",
    "Qu’est-ce que {} ?",
    "Qu’est-ce qu’{} ?",
    "¿Qué es {}?",
    "¿Qué son {}?",
)
"""Titles in which the name of a term stands."""

FRONT_PAGES: Final = frozenset(
    [
        "index",
        "home",
        "readme",
        "about",
        "introduction",
        "intro",
        "overview",
        "contributors",
        "credits",
        "acknowledgements",
        "acknowledgments",
    ]
)
"""Stems of files beside the terms that are pages for readers."""

ASIDE: Final = frozenset(
    [
        "license",
        "licence",
        "changelog",
        "contributing",
        "code_of_conduct",
        "code-of-conduct",
        "security",
        "summary",
        "toc",
        "template",
        "404",
    ]
)
"""Stems of files that are no part of a site."""

WORDS: Final = frozenset({"license", "licence", "security", "summary", "template"})
"""Those of them that are terms, too, where their file has front matter (what a repository asks for has none), or where
the files of terms link to them.
"""

TEMPLATES: Final = frozenset({"template", "templates", "archetypes"})
"""Folders of files from which others are made."""

TITLE: Final = 80
"""Characters of the name of a site that are taken from somewhere else."""


class Passed(NamedTuple):
    """A file that is not read, and why."""

    name: str
    why: str

    @property
    def glob(self) -> str:
        """The glob that it alone matches."""
        return _glob(self.name if "/" in self.name else f"/{self.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """How a folder is read. `language` is that of most of its texts, where they tell it; `unread` are files that cannot
    be, as they are; `spared` rules that are warnings here, each with the number of problems.
    """

    origin: Origin
    title: str
    language: str
    terms: str
    sheets: tuple[Sheet, ...]
    choices: tuple[Choice, ...] = ()
    unused: tuple[Unused, ...] = ()
    base: str = ""
    based: int = 0
    term_from: str = "key"
    patterns: tuple[str, ...] = ()
    definition_from: str = "key"
    section_from: str = "key"
    openings: int = 0
    """Files `index.md` that introduce the section of their folder."""
    pages: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    """Folders outside of that of the terms, with pictures that they show."""
    aside: tuple[str, ...] = ()
    unread: tuple[Passed, ...] = ()
    spared: tuple[tuple[str, int], ...] = ()
    no_pages: bool = False
    """Whether a folder `pages` is there that is not ours."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """The globs of files that are not read, but for those that cannot be; none where those are that hold anyway."""
        return (*IGNORED, *self.aside) if self.aside or self.unread else ()


def draft(sheets: Sequence[Sheet], origin: Origin, terms: str, name: str) -> Adoption:
    """How the files in the folder `terms` are read best. `name` is what the folder around it is called."""
    ends = translated([sheet.path for sheet in sheets])
    pages, aside, rest, indexes = _sorted([sheet for sheet in sheets if sheet.path not in ends])
    used = uses(rest)
    if not origin.tool:
        origin = origin_by_keys(used, len(rest))
    choices, unused = choose(used, _names_of(rest), origin.tool)
    titles = _titles(rest, choices)
    patterns = _patterns(titles)
    base, based = base_of(rest, [sheet.seat for sheet in sheets], terms)
    folders = Counter(sheet.seat.split("/")[0] for sheet in rest if "/" in sheet.seat)
    sectioned = any(choice.field == "section" for choice in choices)
    section_from = "folder" if folders and not sectioned and _are_sections(folders, len(rest)) else "key"
    openings = tuple(sheet for sheet in indexes if section_from == "folder" and sheet.seat in folders)
    return Adoption(
        origin=origin,
        title=_visible(origin.title)[:TITLE] or words_of(_visible(name))[:TITLE] or "Glossary",
        language=spoken(sheet.language for sheet in rest),
        terms=terms,
        sheets=tuple(rest),
        choices=tuple(choices),
        unused=tuple(unused),
        base=base,
        based=based,
        term_from=_term_from(rest, choices),
        patterns=patterns,
        definition_from="first-paragraph" if _lacks_definitions(rest, choices) else "key",
        section_from=section_from,
        openings=len(openings),
        pages=tuple(pages),
        aside=(*dict.fromkeys(f"*{end}" for end in ends.values()), *aside, *_passed_indexes(rest, indexes, openings)),
    )


def without_key(adoption: Adoption, key: str, why: str) -> Adoption:
    """The same, but for a key that is not read."""
    folded = key.casefold()
    gone = next((choice for choice in adoption.choices if choice.key.casefold() == folded), None)
    if any(unused.key.casefold() == folded for unused in adoption.unused):
        return adoption
    kept = tuple(choice for choice in adoption.choices if choice.key.casefold() != folded)
    unused = (*adoption.unused, Unused(gone.key if gone else key, gone.files if gone else 1, why))
    return replace(
        adoption,
        choices=kept,
        unused=unused,
        term_from=_term_from(adoption.sheets, kept),
        definition_from="first-paragraph" if _lacks_definitions(adoption.sheets, kept) else "key",
    )


def _patterns(titles: Sequence[str]) -> tuple[str, ...]:
    """The pattern that nearly all titles have in common; else those that titles fit, where a quarter of them fit one:
    less may be chance.
    """
    if common := framed(titles):
        return (common,)
    if sum(name_in(title, PATTERNS) != title for title in titles) * 4 < len(titles):
        return ()
    return tuple(pattern for pattern in PATTERNS if any(name_in(title, (pattern,)) != title for title in titles))


def _visible(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _sorted(sheets: Sequence[Sheet]) -> tuple[list[str], list[str], list[Sheet], list[Sheet]]:
    """Files that are pages, globs of files that are left out, the sheets of terms, and files `index.md` that stand
    beside terms.
    """
    pages: list[str] = []
    aside: dict[str, None] = {}
    rest, indexes = [], []
    alone = bundles(sheet.path for sheet in sheets if not sheet.path.rpartition("/")[2].startswith("_"))
    led = {stem for sheet in sheets if sheet.stem.casefold() not in FRONT_PAGES | ASIDE for stem in sheet.leads}
    for sheet in sheets:
        name = sheet.path.rpartition("/")[2]
        stem = sheet.stem.casefold()
        if name.startswith("_"):
            aside["_*"] = None
        elif folder := next((part for part in sheet.path.split("/")[:-1] if part.casefold() in TEMPLATES), ""):
            aside[folder] = None
        elif sheet.bundled and sheet.path not in alone:
            indexes.append(sheet)
        elif (stem in ASIDE and not (stem in WORDS and (sheet.front == "yaml" or stem in led))) or (
            stem == "readme" and "/" in sheet.seat
        ):
            aside[_glob(sheet.path) if sheet.path in alone else name] = None
        elif stem in FRONT_PAGES and "/" not in sheet.seat and name not in IGNORED:
            pages.append(sheet.path)
        elif name not in IGNORED:
            rest.append(sheet)
    return pages, [glob for glob in aside if glob not in IGNORED], rest, indexes


def _glob(path: str) -> str:
    """The glob that the path alone matches."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _passed_indexes(terms: Sequence[Sheet], indexes: Sequence[Sheet], openings: Collection[Sheet]) -> Iterable[str]:
    """The globs of the files `index.md` that are left out: one for all, where none of them is anything else."""
    passed = [sheet for sheet in indexes if sheet not in openings]
    if openings or any(sheet.bundled for sheet in terms):
        return [_glob(sheet.path) for sheet in passed]
    return dict.fromkeys(sheet.path.rpartition("/")[2] for sheet in passed)


def _names_of(sheets: Sequence[Sheet]) -> Names:
    keys = {name_key(sheet.stem) for sheet in sheets} | {name_key(make_id(sheet.stem)) for sheet in sheets}
    for sheet in sheets:
        keys.add(name_key(sheet.heading))
        for key, value in sheet.values:
            if is_name(key):
                keys.update(map(name_key, value.texts))
    return Names(keys - {""}, len(sheets))


def _has(sheet: Sheet, choices: Iterable[Choice], field: str) -> list[str]:
    """The texts of a file for one of our fields."""
    keys = {choice.key.casefold() for choice in choices if choice.field == field}
    return [text for key, value in sheet.values if key.casefold() in keys for text in value.texts]


def _titles(sheets: Iterable[Sheet], choices: Iterable[Choice]) -> list[str]:
    return [title for sheet in sheets for title in (_has(sheet, choices, "term") or [sheet.heading])[:1]]


def _term_from(sheets: Sequence[Sheet], choices: Iterable[Choice]) -> str:
    lacking = [sheet for sheet in sheets if sheet.front in {"yaml", "none"} and not _has(sheet, choices, "term")]
    if not lacking:
        return "key"
    return "heading" if any(sheet.heading for sheet in lacking) else "file"


def _lacks_definitions(sheets: Sequence[Sheet], choices: Iterable[Choice]) -> bool:
    others = ("definition", "replaced_by", "senses")
    return any(
        sheet.paragraph and not any(_has(sheet, choices, field) for field in others)
        for sheet in sheets
        if sheet.front in {"yaml", "none"}
    )


def _are_sections(folders: Counter[str], files: int) -> bool:
    return folders.total() * 2 >= files and len(folders) * 2 <= max(files, 4)
