"""What one memo of a folder can take over from another: `build`, `check` and `serve` remember each for themselves."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.build.lock import Busy, hold
from glossary.build.memo import EMPTY, KINDS, forget, pack_path, packs_in, read_state, write_state

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_SOURCES: Final = ("reading", "sources", "calls", "drafts", "garbage")
"""What of a state is the same whatever is done with the sources; the rest tells of pages and of an output."""


def take_over(memo: str, kin: Iterable[str]) -> None:
    """Start a memo in which nothing is remembered with what the first of its kin knows of the sources, so that these
    are not compiled again. The caller holds the memo. One that somebody else holds now is passed by.
    """
    if os.path.exists(f"{memo}/state"):
        return
    for other in kin:
        if other != memo and os.path.exists(f"{other}/state"):
            with suppress(Busy, OSError), hold(Path(other), wait_seconds=0):
                if _taken(other, memo):
                    return


def _taken(other: str, memo: str) -> bool:
    state = read_state(other)
    if state is EMPTY:
        return False
    forget(memo)
    try:
        lend_packs(other, memo)
        kept = {name: getattr(state, name) for name in OF_SOURCES}
        write_state(memo, msgspec.structs.replace(EMPTY, **kept))
    except OSError:
        forget(memo)
        raise
    return True


def lend_packs(folder: str, memo: str) -> None:
    """The packs of a memo lie in another one too: by links, for nobody appends to a pack that has two names; copied
    where there are no links, or to another disk. `first_pack` holds to that.
    """
    for number in packs_in(folder):
        for kind in KINDS:
            source, target = pack_path(folder, kind, number), pack_path(memo, kind, number)
            try:
                os.link(source, target)
            except FileExistsError:
                raise
            except OSError:
                shutil.copyfile(source, target)
