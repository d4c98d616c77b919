"""A new term's file in a folder, written where it belongs."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.creation import Barred, create
from glossary.build.refused import Refused
from glossary.build.rewrite import editing
from glossary.build.run import consult
from glossary.build.sources import MARKDOWN, read_source
from glossary.config.read import IGNORED, globs, matched
from glossary.edits.blank import (
    Book,
    defined_by_paragraph,
    drafts_of,
    make_blank,
    name_fault,
    near,
    sections_of,
    taken,
)
from glossary.edits.survey import read_sheet
from glossary.text.address import LONGEST_NAME, id_fault, make_id, name_id, stem_of
from glossary.text.diagnostic import Diagnostic
from glossary.text.near import nearest
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.edits.survey import Sheet
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card

SAMPLE: Final = 200
"""Files of terms that are looked at, to see which fields are usual."""

MOST_SECTIONS: Final = 12
"""So many are named."""


class New(NamedTuple):
    """The path of the new file, relative to the folder of the glossary; empty where `faults` tell why there is none.
    `near` is a term that is called nearly so, `notes` are what else somebody may want to know.
    """

    path: str
    near: Card | None = None
    faults: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()


def new(options: Options, name: str, section: str, progress: Callable[[str, int, int], None] = lambda *_: None) -> New:
    """Write the file of a new term. Raises `Refused` where the name or the section cannot be, and as `build` does."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise Refused(
            f"the name is longer than {LONGEST_NAME} characters", "shorten it; what explains is the definition"
        )
    if fault := name_fault(name):
        reason = f"`{short(name)}` cannot be the name of a term: {fault}" if name.strip() else "the name is empty"
        raise Refused(reason, "write it as it stands in a sentence")
    with editing(options):
        return consult(
            options._replace(check=True),
            lambda reading, _: _new(reading, options.root, name, section),
            progress,
        )


def _new(reading: Reading, root: str, name: str, section: str) -> New:
    glossary = reading.glossary
    _refuse_section(glossary, section)
    faults = tuple(taken(glossary, name, name_id(name)))
    if faults:
        return New("", faults=faults)
    unread = [path for path, known in reading.sources.items() if known.card is None and known.leaflet is None]
    if same := next((path for path in unread if make_id(stem_of(path)) == name_id(name)), ""):
        raise Refused(f"{same} is there already, and cannot be read", "`glossary check` tells what is wrong with it")
    blank = make_blank(Book(glossary=glossary, sheets=_sample(reading, root)), name, section)
    _refuse_path(reading, blank.path, name)
    path = f"{reading.site.config.terms}/{blank.path}"
    try:
        create(root, path, blank.text.encode())
    except FileExistsError:
        raise Refused(f"{path} is there already", "choose another name, or edit that file") from None
    except Barred as way:
        raise Refused(f"{path} cannot be written: {way} is no folder", "make it one") from None
    return New(path, near(glossary, name), notes=tuple(_notes(glossary, section, blank.text)))


def _notes(glossary: Glossary, section: str, text: str) -> Iterator[str]:
    known = sections_of(glossary)
    if section and section not in known:
        meant = nearest(section, known)
        yield f"it is the first term in the section `{section}`" + (f"; did you mean `{meant}`?" if meant else "")
    within = sum(bool(card.section) for card in glossary.terms.values())
    if not section and within * 2 > len(glossary.terms):
        yield "it stands in no section yet; there are " + ", ".join(known[:MOST_SECTIONS])
    if "\ndefinition" not in text and defined_by_paragraph(glossary.site):
        yield "the first paragraph below the front matter is its definition"


def _refuse_section(glossary: Glossary, section: str) -> None:
    if not section:
        return
    listed = [each.id for each in glossary.site.config.sections]
    if listed and section not in listed:
        meant = nearest(section, listed)
        others = f"write one of: {', '.join(listed)}; or add it to `sections:` there"
        help_ = f"did you mean `{meant}`?" if meant else others
        raise Refused(f"glossary.yml lists no section `{short(section)}`", help_)
    if fault := id_fault(section):
        made = make_id(section)
        help_ = f"write `{made}`" if made else "write letters and digits, with `-` between them"
        raise Refused(f"`{short(section)}` is no id of a section: {fault}", help_)


def _refuse_path(reading: Reading, path: str, name: str) -> None:
    """Refuse a file that would not be read as a term."""
    config = reading.site.config
    patterns = config.ignore or IGNORED
    ignored = re.compile(globs(patterns)).match
    if passed := next((each for each in matched(path) if ignored(each)), ""):
        raise Refused(
            f"`{passed.removeprefix('/')}` is passed over by `ignore` in glossary.yml",
            f"give `{short(name)}` another name",
        )
    adopt = config.adopt
    if adopt is None or "/" in path:
        return
    stem = path.rsplit(".", 1)[0]
    folders = {file.removeprefix(f"{config.terms}/").split("/")[0] for file in _in_folders(reading)}
    if path in adopt.pages or (adopt.section_from == "folder" and stem in folders):
        raise Refused(f"{config.terms}/{path} would be a page, and no term", "name its section with `--section`")


def _in_folders(reading: Reading) -> list[str]:
    home = f"{reading.site.config.terms}/"
    files = (path for path in reading.world.files if path.startswith(home) and path.lower().endswith(MARKDOWN))
    return [path for path in files if "/" in path.removeprefix(home)]


def _sample(reading: Reading, root: str) -> tuple[Sheet, ...]:
    """Some of the files of terms, from all parts of the glossary, as they are written."""
    home = f"{reading.site.config.terms}/"
    paths = sorted(card.path for card in (*reading.glossary.terms.values(), *drafts_of(reading.glossary)))
    found = []
    for path in islice(paths, 0, None, max(len(paths) // SAMPLE, 1)):
        source = read_source(root, path)
        if not isinstance(source, Diagnostic):
            found.append(read_sheet(source, path.removeprefix(home)))
    return tuple(found)
