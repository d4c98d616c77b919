"""An edit of a folder: made, and judged by reading what would stand there, before anything is written."""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import msgspec

from glossary.build.compile import dialect_of, role_of
from glossary.build.published import vanished
from glossary.build.reading import CHECKS, read_site
from glossary.build.refused import Refused
from glossary.build.run import consult
from glossary.build.sources import read_source, sort_files
from glossary.config.read import NAME, read_config
from glossary.edits.desk import Desk, Edit
from glossary.edits.fix import fix
from glossary.graph.assemble import assemble
from glossary.markup.compiler import Compiler
from glossary.term.card import Rank, Standing
from glossary.term.leaflet import read_leaflet
from glossary.term.read import FIELDS, TermReader
from glossary.text.address import make_id, stem_of
from glossary.text.diagnostic import Diagnostic, weigh
from glossary.text.digest import digest
from glossary.text.near import Near
from glossary.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.build.memo import Known
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.build.sources import Work
    from glossary.config.schema import Site
    from glossary.edits.desk import Answer
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card

    Progress = Callable[[str, int, int], None]


ROUNDS: Final = 8
"""How often what was mended may bring more to light: a name that leads on by another one, which leads on."""


class Prepared(NamedTuple):
    """An edit that may be written, or what stands in its way.

    `faults` lie in the files as they are or, where `texts` has bytes for their paths, in these, as they would be.
    `lapsed` are the terms of which a review held, and does not once the edit is written, `folders` those that hold
    sources.
    """

    edit: Edit
    faults: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, bytes] = {}
    lapsed: tuple[Card, ...] = ()
    folders: tuple[str, ...] = ()


def prepare(options: Options, make: Callable[[Desk], Answer], progress: Progress = lambda *_: None) -> Prepared:
    """The edit that `make` makes of the folder, and whether the glossary would have an error after it that it has not
    now. Raises as `build` does.
    """

    def ask(reading: Reading, _: object) -> Prepared:
        edit, faults = make(_desk(reading, options.root))
        found = _judged(reading, options.root, edit) if edit is not None else Prepared(Edit(), faults)
        return found._replace(folders=_folders(reading))

    return consult(options._replace(drafts=True, check=True), ask, progress)


def prepare_fix(options: Options, progress: Progress = lambda *_: None) -> Prepared:
    """The edit of all that is safe to mend; a file in which that would bring a new error to light stays as it is."""

    def ask(reading: Reading, _: object) -> Prepared:
        but: set[str] = set()
        while True:
            found = _judged(reading, options.root, _fixed(reading, options.root, but))
            wrong = {fault.span.path for fault in found.faults}
            if not wrong:
                return found._replace(folders=_folders(reading))
            paths = {change.path for change in found.edit.changes}
            but |= (wrong & paths) or paths

    return consult(options._replace(drafts=True, check=True), ask, progress)


def _folders(reading: Reading) -> tuple[str, ...]:
    """The folders in which sources lie, and that of the glossary itself."""
    return tuple(sorted({"", *(path.rpartition("/")[0] for path in reading.world.files)}))


def _fixed(reading: Reading, root: str, but: set[str]) -> Edit:
    """What is safe to mend, and what is so once that is mended: a name may lead on by another one."""
    desk = _desk(reading, root)
    sources = desk.sources
    edit = fix(desk, but)
    for _ in range(ROUNDS):
        glossary = _state(reading, root, edit).glossary
        texts = {change.path: Source(change.path, change.after, "") for change in edit.changes}
        more = fix(replace(desk, glossary=glossary, sources=ChainMap(texts, cast("dict[str, Source]", sources))), but)
        if not more.changes:
            return edit._replace(left=more.left)
        edit = _joined(edit, more)
    return edit


def _joined(first: Edit, then: Edit) -> Edit:
    """Two edits, one after the other, as one."""
    changes = {change.path: change for change in first.changes}
    for change in then.changes:
        old = changes.get(change.path)
        done = tuple(dict.fromkeys((*old.done, *change.done))) if old else change.done
        number = change.references + (old.references if old else 0)
        before = old.before if old else change.before
        changes[change.path] = change._replace(before=before, done=done, references=number)
    return Edit(tuple(changes[path] for path in sorted(changes)), then.left)


def card_of(glossary: Glossary, name: str) -> Card:
    """The term that is called `name`, by an id, a name, or the path of its file. Raises `Refused` where none is, or
    more than one; a former name is none.
    """
    for card in glossary.terms.values():
        if card.path == name:
            return card
    found = glossary.names.find(name)
    if not found.terms:
        near = Near(glossary.names.table).find(name)
        ids = glossary.names.find(near).terms if near else ()
        help_ = f"did you mean `{ids[0]}`?" if ids else "write the id or a name of a term"
        raise Refused(f"no term is called `{name}`", help_)
    if len(found.terms) > 1:
        choice = " or ".join(f"`{term}`" for term in found.terms)
        raise Refused(f"`{name}` is a name of {len(found.terms)} terms", f"write the id: {choice}")
    card = glossary.terms[found.terms[0]]
    if found.rank >= Rank.FORMER:
        raise Refused(f"`{name}` is a former name of `{card.term}`", f"write `{card.id}` if that term is meant")
    return card


class _Sources(Mapping[str, Source]):
    """The sources of a folder that could be read as what they are, read when they are asked for."""

    def __init__(self, reading: Reading, root: str) -> None:
        self.root = root
        self.salt = reading.salt
        self.known = {
            item.path: (reading.sources[item.path].digest, role_of(item))
            for item in reading.files.work
            if reading.sources[item.path].card or reading.sources[item.path].leaflet
        }
        self.config = (NAME,) if NAME in reading.world.files else ()

    def __getitem__(self, path: str) -> Source:
        if path in self.config:
            source = read_source(self.root, path)
            same = True
        else:
            before, role = self.known[path]
            source = read_source(self.root, path, digest(self.salt, role.encode()))
            same = isinstance(source, Source) and source.digest == before
        if isinstance(source, Diagnostic) or not same:
            raise Refused(f"{path} was changed while it was read", "run the command again")
        return source

    def __iter__(self) -> Iterator[str]:
        yield from self.config
        yield from self.known

    def __len__(self) -> int:
        return len(self.known) + len(self.config)


def _desk(reading: Reading, root: str) -> Desk:
    site = reading.site
    return Desk(
        glossary=reading.glossary,
        sources=_Sources(reading, root),
        reader=TermReader(site, Compiler(dialect_of(site))),
    )


class _State(NamedTuple):
    """A folder as it is or would be: its glossary, its terms by the paths of their files, and its errors."""

    glossary: Glossary
    cards: Mapping[str, Card]
    errors: tuple[Diagnostic, ...]


def _judged(reading: Reading, root: str, edit: Edit) -> Prepared:
    if not edit.changes:
        return Prepared(edit)
    before, after = _state(reading, root, Edit()), _state(reading, root, edit)
    moved = {change.path: change.target for change in edit.changes}
    faults = tuple(_new(before.errors, after.errors, moved))
    lost = [change for change in edit.changes if change.path in before.cards and change.target not in after.cards]
    told = {fault.span.path for fault in faults}
    if unseen := [change.target for change in lost if change.target not in told]:
        reason = f"`{unseen[0]}` would be no term: `ignore` in glossary.yml passes over it"
        raise Refused(reason, "choose another id with `--id`")
    lapsed = tuple(
        after.cards[change.target]
        for change in edit.changes
        if change.path in before.cards
        and before.cards[change.path].standing == Standing.VERIFIED != after.cards[change.target].standing
    )
    return Prepared(edit, faults, {change.target: change.after for change in edit.changes} if faults else {}, lapsed)


def _new(
    before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...], moved: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The errors that a folder has more of than before, by rule and file."""
    had: Counter[tuple[str, str]] = Counter()
    said: set[str] = set()
    for fault in before:
        had[fault.rule, moved.get(fault.span.path, fault.span.path)] += 1
        said.add(fault.message)
    has: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for fault in after:
        has[fault.rule, fault.span.path].append(fault)
    for key, faults in has.items():
        if len(faults) > had[key]:
            yield from [fault for fault in faults if fault.message not in said] or faults


def _state(reading: Reading, root: str, edit: Edit) -> _State:
    data = {change.target: change.after for change in edit.changes}
    moved = {change.path: change.target for change in edit.changes}
    site, told = _site(root, data.get(NAME))
    world = reading.world._replace(files={moved.get(path, path): stat for path, stat in reading.world.files.items()})
    files = sort_files(world, site.config, root)
    reader = TermReader(site, Compiler(dialect_of(site)))
    came = {target: path for path, target in moved.items()}
    sources = {}
    for item in files.work:
        known = reading.sources[came.get(item.path, item.path)]
        sources[item.path] = _read(item, known, data[item.path], reader) if item.path in data else known
    glossary, faults = _assembled(site, sources, (*files.pictures, *files.statics))
    told = (*told, *files.faults, *faults, *(fault for known in sources.values() for fault in known.faults))
    told = (*told, *(fault for check in CHECKS for fault in check(glossary)))
    told = (*told, *vanished(root, world.files, sources, glossary))
    errors = tuple(fault for fault in weigh(told, site.config.rules) if fault.severity == "error")
    return _State(glossary, {path: known.card for path, known in sources.items() if known.card}, errors)


def _site(root: str, data: bytes | None) -> tuple[Site, tuple[Diagnostic, ...]]:
    site, faults = read_site(root)
    if data is None:
        return site, faults
    return read_config(Source(NAME, data, ""), Compiler(dialect_of(site)), FIELDS)


def _read(item: Work, known: Known, data: bytes, reader: TermReader) -> Known:
    """What a file gives with other bytes."""
    source = Source(item.path, data, digest(data).hex())
    if item.role == "term":
        entry, faults = reader.read(source)
        return msgspec.structs.replace(known, card=entry.card if entry else None, leaflet=None, faults=faults)
    page, faults = read_leaflet(source, reader.site, reader.compiler, item.section)
    return msgspec.structs.replace(known, card=None, leaflet=page[0] if page else None, faults=faults)


def _assembled(
    site: Site, sources: Mapping[str, Known], files: tuple[str, ...]
) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """The glossary of these sources, without mentions: no error depends on them."""
    unread = frozenset(
        make_id(stem_of(path)) for path, known in sources.items() if known.card is None and known.leaflet is None
    )
    cards = [known.card for known in sources.values() if known.card]
    leaflets = [known.leaflet for known in sources.values() if known.leaflet]
    return assemble(site, cards, leaflets, files, drafts=True, unread=unread)
