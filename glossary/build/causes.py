"""Problems of a folder that was written for another program, of which many have one cause."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.markup.signs import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.text.diagnostic import Diagnostic

FEW: Final = 3
"""So many problems that say the same are told one by one."""

RULES: Final = frozenset({"raw-html", FOREIGN})
"""Rules whose problems, where they say the same of what another program reads, are mended by one decision."""


def by_cause(faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems, of which many that say the same are one: the first, with the number of the others."""
    alike: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    faults = list(faults)
    for fault in faults:
        if fault.rule in RULES:
            alike[fault.rule, fault.message].append(fault)
    for fault in faults:
        same = alike.get((fault.rule, fault.message), [])
        if len(same) <= FEW:
            yield fault
        elif fault is same[0]:
            yield msgspec.structs.replace(fault, message=f"{fault.message}{_others(same)}")


def _others(same: list[Diagnostic]) -> str:
    files = len({fault.span.path for fault in same})
    where = f", in {files:,} files in all" if files > 1 else " in this file"
    return f"; so {len(same) - 1:,} times more{where}"
