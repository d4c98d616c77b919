"""What changed, in sentences: one outline for a terminal and for a comment."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.cli.pen import mark
from glossary.cli.work import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.changes.compare import Changes, File, Renamed, Retired, Review
    from glossary.changes.fields import Field
    from glossary.changes.links import Link
    from glossary.cli.pen import Pen

FEW: Final = 12
"""So many names stand in one line; of more the rest is counted."""


class Line(NamedTuple):
    """A line, and those that belong to it."""

    text: str
    inner: tuple[str, ...] = ()


class Section(NamedTuple):
    """Lines below a title."""

    title: str
    lines: tuple[Line, ...]


def summary(changes: Changes) -> str:
    """All of it in one sentence."""
    lost = sum(not link.gained for link in changes.links)
    terms = [
        f"{len(found):,} {word}"
        for found, word in (
            (changes.added, "added"),
            (changes.renamed, "renamed"),
            (changes.retired, "retired"),
            (changes.changed, "changed"),
        )
        if found
    ]
    parts = [f"terms: {', '.join(terms)}" if terms else "no term changes"]
    for count, noun, verb in (
        (len(changes.ended), "address", "ends"),
        (len(changes.lapsed), "review", "lapses"),
        (len(changes.links) - lost, "link", "gained"),
        (lost, "link", "lost"),
        (len(changes.pages.new) + len(changes.pages.gone) + len(changes.pages.changed), "page", "changes"),
    ):
        if count:
            parts.append(_verb(count, noun, verb))
    return "; ".join(parts)


def _verb(count: int, noun: str, verb: str) -> str:
    if count != 1 and verb.endswith("s"):
        noun, verb = f"{noun}e" if noun.endswith("s") else noun, verb.removesuffix("s")
    return f"{counted(count, noun)} {verb}"


def outline(changes: Changes, pen: Pen) -> list[Section]:
    """All that changed, what asks for a decision first; sections without a line are left out."""
    here = {each.id for each in changes.changed}
    own = {source: list(links) for source, links in groupby(changes.links, attrgetter("source")) if source in here}
    away = [link for link in changes.links if link.source not in here]
    found = (
        Section("Not read: `glossary check` tells why", tuple(Line(pen.code(path)) for path in changes.unread)),
        Section("Addresses that end", tuple(_ended(changes, pen))),
        Section("Reviews", tuple(_review(each, pen) for each in changes.reviews)),
        Section("Added", tuple(_added(changes, pen))),
        Section("Renamed", tuple(_renamed(each, pen) for each in changes.renamed)),
        Section("Retired", tuple(_retired(each, pen) for each in changes.retired)),
        Section("Changed", tuple(_changed(changes, own, pen))),
        Section("Links of other terms", tuple(_links(away, pen))),
        Section("Pages that are no terms", tuple(_file(each, pen) for each in changes.texts)),
        Section("Drafts", tuple(_file(each, pen) for each in changes.drafts)),
        Section("glossary.yml", tuple(Line(_field(field, pen)) for field in changes.config)),
        Section("Pages of the site", tuple(_pages(changes, pen))),
    )
    return [section for section in found if section.lines]


def _called(name: str, id_: str, pen: Pen) -> str:
    return f"{pen.strong(name)} ({pen.code(id_)})"


def _ended(changes: Changes, pen: Pen) -> Iterator[Line]:
    for each in changes.ended:
        where = f"in {pen.code(each.path)}" if each.path else "in the term to read instead"
        yield Line(f"{pen.code(each.id)}: nothing leads on; write {pen.code(f'redirects: [{each.id}]')} {where}")


_STANDS: Final = {
    "changed": "lapses: the text is not the one that was reviewed",
    "unsourced": "lapses: the term names no sources any more",
    "removed": "is taken out",
    "verified": "holds now",
}


def _review(each: Review, pen: Pen) -> Line:
    by = " and ".join(map(pen.text, each.by))
    return Line(f"{_called(each.name, each.id, pen)}: the review by {by or 'nobody'} {_STANDS[each.now]}")


_WAS: Final = {"": "", "draft": " (it was a draft)", "redirect": " (its address led to another term)"}


def _added(changes: Changes, pen: Pen) -> Iterator[Line]:
    for each in changes.added:
        said = f": {pen.text(_cut(each.definition))}" if each.definition else ""
        yield Line(f"{_called(each.name, each.id, pen)}{_WAS[each.was]}{said}")


_KNOWN: Final = {"redirect": "", "file": " (known by its file)", "text": " (known by its text)", "id": ""}


def _renamed(each: Renamed, pen: Pen) -> Line:
    names = "" if each.name == each.old_name else f"{pen.strong(each.old_name)} → "
    leads = "its old address leads on" if each.leads else "its old address ends"
    return Line(f"{names}{pen.strong(each.name)}: {pen.code(each.old)} → {pen.code(each.id)}{_KNOWN[each.by]}; {leads}")


_OUT: Final = {
    "gone": "it is gone",
    "draft": "it is a draft again",
    "deprecated": "it is deprecated, and keeps its page",
}


def _retired(each: Retired, pen: Pen) -> Line:
    if each.heir:
        instead = f"; {'its address leads to' if each.now == 'gone' else 'instead'} {pen.code(each.heir)}"
    else:
        instead = ""
    return Line(f"{_called(each.name, each.id, pen)}: {_OUT[each.now]}{instead}")


def _changed(changes: Changes, own: dict[str, list[Link]], pen: Pen) -> Iterator[Line]:
    for each in changes.changed:
        inner = [_field(field, pen) for field in each.fields]
        if links := own.get(each.id):
            inner.append(f"links: {_names(list(_own(links, pen)))}")
        yield Line(_called(each.name, each.id, pen), tuple(inner))


def _own(links: Sequence[Link], pen: Pen) -> Iterator[str]:
    """The links of one term: `+` where there is one now, `−` where there was, `~` where it is another kind of link."""
    for target, found in groupby(links, attrgetter("target")):
        both = list(found)
        lost, gained = (_how(link for link in both if link.gained is side) for side in (False, True))
        sign = "~" if lost and gained else "+" if gained else "−"
        yield f"{sign} {pen.code(target)} ({' → '.join(filter(None, (lost, gained)))})"


def _how(links: Iterable[Link]) -> str:
    return ", ".join(_KINDS.get(link.how, link.how) for link in links)


_KINDS: Final = {"component": "listed", "text": "written", "mention": "mention"}


def _field(field: Field, pen: Pen) -> str:
    name = pen.code(field.name)
    if any(piece.kind != "same" for piece in field.words):
        return f"{name}: {mark(field.words, pen)}"
    if field.lost or field.gained:
        lost = [pen.lost(value) for value in field.lost]
        return f"{name}: {_names([*lost, *(pen.new(value) for value in field.gained)], ' ')}"
    if field.more or field.less:
        parts = [f"{counted(field.more, 'word')} new"] * bool(field.more)
        parts += [f"{counted(field.less, 'word')} gone"] * bool(field.less)
        return f"{name}: {', '.join(parts)}"
    return f"{name}: the same words, in another order, or with other signs or spaces"


def _links(links: Sequence[Link], pen: Pen) -> Iterator[Line]:
    """Links by what they lead to: a new term gets most of them."""
    for (target, lost), found in groupby(sorted(links, key=_toward), _toward):
        sources = [f"{pen.code(source)} ({_how(each)})" for source, each in groupby(found, attrgetter("source"))]
        sign, word = ("−", "no more from") if lost else ("+", "from")
        yield Line(f"{sign} {pen.code(target)} {word} {_names(sources)}")


def _toward(link: Link) -> tuple[str, bool]:
    return link.target, not link.gained


def _file(each: File, pen: Pen) -> Line:
    return Line(f"{pen.strong(each.title)} ({pen.code(each.path)}): {each.now}")


def _pages(changes: Changes, pen: Pen) -> Iterator[Line]:
    pages = changes.pages
    for what, found in (("new", pages.new), ("gone", pages.gone), ("made anew", pages.changed)):
        if found:
            of = f" of {pages.all:,}" if found is pages.changed else ""
            yield Line(f"{len(found):,}{of} {what}: {_names([pen.code(address) for address in found])}")


def _names(names: Sequence[str], between: str = ", ") -> str:
    shown = between.join(names[:FEW])
    return f"{shown} and {len(names) - FEW:,} more" if len(names) > FEW else shown


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


LONGEST: Final = 400
"""Characters of the definition of a new term."""


def lines_of(sections: Iterable[Section]) -> Iterator[str]:
    """The outline as plain lines."""
    for section in sections:
        yield ""
        yield section.title
        for line in section.lines:
            yield f"  {line.text}"
            yield from (f"    {inner}" for inner in line.inner)
