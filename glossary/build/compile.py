"""Sources become cards and compiled terms, each once per content, in as many processes as there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glossary.build.memo import Known, Packer, is_own, packs_in
from glossary.build.pool import FEW, run, shards
from glossary.build.sources import Work, read_source
from glossary.build.stamp import YOUNG, Stat, World
from glossary.markup.compiler import Compiler
from glossary.markup.mathml import is_installed
from glossary.markup.segments import Dialect
from glossary.term.leaflet import read_leaflet
from glossary.term.read import TermReader
from glossary.term.schema import COMPONENTS
from glossary.text.diagnostic import Diagnostic
from glossary.text.digest import digest
from glossary.text.fold import is_bent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossary.config.schema import Site


class Todo(NamedTuple):
    """A file to look into: how it looks now, and the digest of what was read before, which need not be compiled again
    (empty: nothing was).
    """

    item: Work
    stat: Stat
    digest: str


class Task(NamedTuple):
    """What every process needs to compile its shard."""

    root: str
    memo: str
    site: Site
    salt: bytes
    started: int
    pack: int
    """The pack of the first shard; each other shard has the next number."""


def dialect_of(site: Site) -> Dialect:
    """The Markdown that the site speaks."""
    config = site.config
    return Dialect(
        math=bool(config.math) and is_installed(),
        base=config.links.base,
        components=COMPONENTS,
        served=site.served,
    )


def salt_of(site: Site, program: bytes) -> bytes:
    """A digest of all that reading a file depends on besides its bytes."""
    config = site.config
    read = (
        config.terms,
        config.pages,
        config.reviewers,
        config.math,
        config.links,
        config.language,
        config.adopt,
        site.mapped,
        sorted(site.ignored),
    )
    return digest(program, msgspec.msgpack.encode((*read, bool(config.sections))))


def stale(work: Sequence[Work], world: World, known: Mapping[str, Known]) -> list[Todo]:
    """The files that must be looked into: new, touched, or so young last time that a later edit left no trace."""
    found = []
    for item in work:
        old = known.get(item.path)
        stat = world.files[item.path]
        if old is None or old.young or old.role != role_of(item) or old.stat != stat:
            found.append(Todo(item, stat, old.digest if old else ""))
    return found


def role_of(item: Work) -> str:
    """What a file is read as, in one word."""
    return f"{item.role} {item.section}"


def first_pack(memo: str, known: Mapping[str, Known], todo: int) -> int:
    """The pack to write to: a few terms go to the end of the last one, unless another memo reads it too; many to new
    ones.
    """
    last = max(packs_in(memo), default=-1)
    return last if known and todo <= FEW and last >= 0 and is_own(memo, last) else last + 1


def compile_files(
    work: Sequence[Todo], task: Task, jobs: int, progress: Callable[[int], None], meanwhile: Callable[[], None]
) -> dict[str, Known | None]:
    """What each file gave, by path (`None`: it is as it was, only touched). `meanwhile` is done while others work."""
    if not work:
        return {}
    parts = shards(work, jobs)
    decoder = msgspec.msgpack.Decoder(tuple[Known | None, ...])
    found: dict[str, Known | None] = {}
    for part, result in zip(parts, run(_compile, task, parts, progress, meanwhile), strict=True):
        found |= zip([todo.item.path for todo in part], decoder.decode(result), strict=True)
    return found


def _compile(task: Task, part: Sequence[Todo], number: int, progress: Callable[[int], None]) -> bytes:
    """What each file of the part gave, as MessagePack: the less stands in memory, the faster all else goes."""
    compiler = Compiler(dialect_of(task.site))
    reader = TermReader(task.site, compiler)
    packer = Packer(task.memo, task.pack + number)
    encode = msgspec.msgpack.Encoder().encode
    found: list[msgspec.Raw] = []
    for place, todo in enumerate(part):
        found.append(msgspec.Raw(encode(_one(todo, task, reader, packer))))
        if place % 100 == 99:
            progress(100)
    packer.close()
    return encode(found)


def _one(todo: Todo, task: Task, reader: TermReader, packer: Packer) -> Known | None:
    item, stat, before = todo
    role = role_of(item)
    source = read_source(task.root, item.path, digest(task.salt, role.encode()))
    young = max(stat.mtime, stat.ctime) >= task.started - YOUNG
    if isinstance(source, Diagnostic):
        return Known(stat, young=True, digest="", faults=(source,), role=role)
    if before == source.digest:
        return None
    if item.role != "term":
        page, faults = read_leaflet(source, task.site, reader.compiler, item.section)
        if page is None:
            return Known(stat, young, source.digest, faults=faults, role=role)
        leaflet, text = page
        return Known(
            stat,
            young,
            source.digest,
            passage=packer.quote(text),
            leaflet=leaflet,
            faults=faults,
            bent=is_bent(text.text),
            role=role,
        )
    entry, faults = reader.read(source)
    if entry is None:
        return Known(stat, young, source.digest, faults=faults, role=role)
    kept, passage = packer.keep(entry.term, entry.words), packer.quote(entry.passage)
    bent = is_bent(entry.passage.text)
    return Known(stat, young, source.digest, kept, passage, entry.card, faults=faults, bent=bent, role=role)
