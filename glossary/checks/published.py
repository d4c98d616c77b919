"""Ids that were published and lead nowhere any more. `glossary.lock` names them, one a line, sorted, for people and
merges to read; lines that start with `#` are remarks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.text.address import id_fault
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.near import Near
from glossary.text.source import BOM, read_text
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from glossary.config.schema import Site
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.text.source import Source

LOCK: Final = "glossary.lock"
HEAD: Final = "# Ids of published terms: each goes on to lead somewhere. `glossary publish` adds the new ones.\n"

_LINE = re.compile(r"[^\r\n]+")


def read_lock(source: Source) -> tuple[dict[str, Span], tuple[Diagnostic, ...]]:
    """The ids that were published, each with its place, and what is wrong with the lines. Never raises."""
    text, faults = read_text(source)
    ids: dict[str, Span] = {}
    found = [_kept_both(fault) for fault in faults]
    for line in _LINE.finditer(text.content) if text else ():
        written = line.group().strip()
        if not text or not written or written.startswith("#"):
            continue
        start = line.start() + line.group().index(written)
        span = text.span(start, start + len(written))
        if fault := id_fault(written):
            message = f"`{short(written)}` is no id: {fault}"
            found.append(Diagnostic.of("invalid-id", span, message, "write one id a line; a remark starts with `#`"))
        else:
            ids.setdefault(written, span)
    return ids, tuple(found)


def _kept_both(fault: Diagnostic) -> Diagnostic:
    """Of a merge the ids of both sides stay: to keep one version would lose what the other published."""
    if fault.rule != "merge-conflict":
        return fault
    help_ = "keep the lines of both versions, and delete only those with `<<<<<<<`, `=======` and `>>>>>>>`"
    return msgspec.structs.replace(fault, help=help_)


def write_lock(ids: Iterable[str]) -> bytes:
    """The text of a lock of these ids; equal ids make equal bytes."""
    return (HEAD + "".join(f"{each}\n" for each in sorted(set(ids)))).encode()


def add_to_lock(source: Source, new: Iterable[str]) -> bytes:
    """The text of a lock with more ids, each behind the last one that is smaller, or else below our own remark at the
    top; in one without ids at the end. All other lines stay, to the byte.
    """
    mark = BOM if source.data.startswith(BOM) else b""
    lines = source.data.removeprefix(mark).splitlines(keepends=True)
    if not lines:
        return mark + write_lock(new)
    ends = list(accumulate(map(len, lines), initial=len(mark)))
    places = {each: bisect_right(ends, span.start) for each, span in read_lock(source)[0].items()}
    ending = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    if not lines[-1].endswith((b"\n", b"\r")):
        lines[-1] += ending
    head = int(lines[0].strip() == HEAD.strip().encode()) if places else len(lines)
    added: dict[int, list[bytes]] = defaultdict(list)
    for each in sorted(new):
        added[max((at for known, at in places.items() if known < each), default=head)].append(each.encode() + ending)
    return mark + b"".join(b"".join((*added[at], *lines[at : at + 1])) for at in range(len(lines) + 1))


def check_published(
    ids: Mapping[str, Span], glossary: Glossary, drafts: Mapping[str, Card], told: Collection[str]
) -> Iterator[Diagnostic]:
    """`vanished-id` for each of `ids` that neither is a term's nor leads to one. `drafts` are terms that are not shown,
    `told` the ids of files that give no page for a reason that is told.
    """
    gone = [each for each in ids if each not in glossary.terms and each not in glossary.redirected]
    fresh, every = Near(each for each in glossary.terms if each not in ids), Near(glossary.terms)
    for each in gone:
        if each in drafts:
            yield _draft(each, ids[each], drafts[each], glossary.site)
        elif each not in told:
            meant = glossary.names.find(each).one() or fresh.find(each) or every.find(each)
            yield _vanished(each, ids[each], glossary.find(meant) if meant else None, glossary.site)


def _draft(former: str, span: Span, card: Card, site: Site) -> Diagnostic:
    help_ = "publish it, write `status: review` while it is unfinished, or `status: deprecated` if it is out of use"
    help_ += ": each keeps its page"
    if (key := site.key("status")) != "status":
        help_ = f"publish it: delete the line `{key}` in its file" if key else "publish it"
    return Diagnostic.of(
        "vanished-id",
        span,
        f"`{former}` was published and is a draft now, so its address leads nowhere",
        f"{help_}; to let the address end, delete this line",
        (Related(Span(card.path, *card.name), "the draft"),),
    )


def _vanished(former: str, span: Span, heir: Card | None, site: Site) -> Diagnostic:
    line = f"`{site.key('redirects') or 'redirects'}: [{former}]`"
    help_ = (
        f"did it become `{heir.id}`? Then write {line} in `{heir.path}`"
        if heir
        else f"write {line} in the term to read instead"
    )
    message = f"`{former}` was published and is gone, so its address leads nowhere"
    return Diagnostic.of("vanished-id", span, message, f"{help_}; to let the address end, delete this line")
