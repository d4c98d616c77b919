"""Two folders, read side by side: what changed from one glossary to the other, and which problems that caused."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.build.keeper import state_after
from glossary.build.kin import lend_packs
from glossary.build.lock import hold
from glossary.build.memo import EMPTY, write_state
from glossary.build.published import lock_of
from glossary.build.reading import read_site
from glossary.build.run import consult, look_through, memo_of
from glossary.build.snapshot import is_read
from glossary.build.sources import folders_of, read_bytes
from glossary.build.stamp import look
from glossary.changes.caused import caused, vanished
from glossary.changes.compare import compare
from glossary.changes.side import Side
from glossary.checks.published import LOCK
from glossary.exporters import html
from glossary.text.address import make_id, stem_of
from glossary.text.diagnostic import Diagnostic, weigh
from glossary.text.english import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.run import Options
    from glossary.build.stamp import World
    from glossary.changes.compare import Changes
    from glossary.graph.glossary import Glossary

    Progress = Callable[[str, int, int], None]


class Checked(NamedTuple):
    """The problems of what changed, in file order, and of what that affects; how many others there are, which are as
    old as the other glossary; how many terms there are, and how long it took.
    """

    diagnostics: tuple[Diagnostic, ...]
    old: int
    terms: int
    seconds: float


def diff(before: Options, after: Options, progress: Progress = lambda *_: None) -> Changes:
    """What changed from the one folder's glossary to the other's. The memo of `before` is a folder that nobody else
    uses. Raises as `build` does.
    """

    def ask(reading: Reading, shelf: Packs) -> Changes:
        _lend(reading, shelf, memo_of(before))
        now = _side(reading, shelf)
        return consult(before, lambda then, kept: compare(_side(then, kept), now), progress)

    return consult(after, ask, progress)


def check_changed(before: Options, after: Options, progress: Progress = lambda *_: None) -> Checked:
    """What is wrong with the second folder's glossary because it is not the first's. `before` as in `diff`."""
    started = time.perf_counter()
    now = look_through(after, progress)
    _copy(memo_of(after), memo_of(before))
    then = look_through(before, progress)
    old, new = _world(before.root), _world(after.root)
    found = now.diagnostics
    if among := _promised(then.glossary, before.root, after.root, locked=LOCK in new.files):
        rules = now.glossary.site.config.rules
        gone = weigh(tuple(vanished(then.glossary, now.glossary, new.files, among)), rules, strict=after.strict)
        found = weigh((*found, *gone), {})
    shown = caused(found, then.diagnostics, _touched(before.root, old, after.root, new))
    return Checked(shown, len(found) - len(shown), len(now.glossary.terms), time.perf_counter() - started)


def _promised(then: Glossary, old_root: str, root: str, *, locked: bool) -> Collection[str]:
    """The ids of the first glossary that are to lead on: those that its lock has and the other's has lost, or all where
    the other has no lock; what that one has is held by every check.
    """
    return lock_of(old_root) - lock_of(root) if locked else {*then.terms, *then.redirected}


def _side(reading: Reading, shelf: Packs) -> Side:
    unread = {
        make_id(stem_of(path)): path
        for path, known in reading.sources.items()
        if known.card is None and known.leaflet is None
    }
    pages = {page.path: page.key for page in html.plan(reading.glossary, reading.theme, ENGLISH)}
    return Side(reading.glossary, shelf, unread, pages)


def _lend(reading: Reading, shelf: Packs, memo: str) -> None:
    """Start a memo with what is known of another folder: of two glossaries most files are the same."""
    os.makedirs(memo, mode=0o700)
    lend_packs(shelf.folder, memo)
    write_state(memo, state_after(EMPTY, reading))


def _copy(memo: str, to: str) -> None:
    """The same where all of it was remembered."""
    if memo and os.path.isfile(f"{memo}/state"):
        with hold(Path(memo)):
            os.makedirs(to, mode=0o700)
            lend_packs(memo, to)
            shutil.copyfile(f"{memo}/state", f"{to}/state")


def _world(root: str) -> World:
    return look(root, folders_of(read_site(root)[0].config))


def _touched(old_root: str, old: World, root: str, new: World) -> frozenset[str]:
    """The files of a folder that are not in the other, or have other bytes there."""
    links = set(new.links).symmetric_difference(old.links)
    return frozenset(links) | {path for path in new.files if not _is_same(path, old_root, root, old.files)}


def _is_same(path: str, old_root: str, root: str, old: Mapping[str, object]) -> bool:
    if path not in old or not is_read(path):
        return path in old
    one, other = read_bytes(old_root, path), read_bytes(root, path)
    unread = isinstance(one, Diagnostic) and isinstance(other, Diagnostic) and one.rule == other.rule
    return unread or one == other
