"""How a `glossary.yml` for somebody's folder is written: for people, who will change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.yaml.nodes import short
from glossary.yaml.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.edits.adoption import Adoption
    from glossary.edits.keys import Choice

PAGES: Final = "glossary-pages"
"""Where the site's own pages are looked for, if there is a folder `pages` of somebody else's."""

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2})?")


def write_settings(adoption: Adoption) -> bytes:
    """The file."""
    parts = (
        _head(adoption),
        _fields(adoption),
        _links(adoption),
        _adopt(adoption),
        _rules(adoption),
    )
    return "\n".join("".join(f"{line}\n" for line in part) for part in map(list, parts) if part).encode()


def _head(adoption: Adoption) -> Iterator[str]:
    yield f"# How the files in {short(adoption.terms, 120)} are read as a glossary; none of them was changed."
    yield "# `glossary check` tells what does not fit. A key of theirs means the field of ours on its left."
    yield ""
    yield f"title: {written(adoption.title, flow=False)}"
    tag = _TAG.fullmatch(adoption.origin.language)
    told = tag[1].lower() if tag else ""
    if adoption.language not in {"", "en", told}:  # a program names the first language of a site, or its own default
        yield f"language: {adoption.language}  # told by the words of the texts"
    elif told not in {"", "en"} and adoption.language != "en":
        yield f"language: {told}"
    yield f"terms: {written(adoption.terms, flow=False)}"
    if adoption.no_pages:
        yield f"pages: {PAGES}  # the folder `pages` here belongs to something else"
    if adoption.ignore or adoption.unread:
        yield "ignore:"
        yield from (f"  - {written(glob, flow=False)}" for glob in adoption.ignore)
        for passed in adoption.unread:
            yield f"  - {written(passed.glob, flow=False)}  # {short(passed.why, 120)}"


def _fields(adoption: Adoption) -> Iterator[str]:
    own = [choice.key for choice in adoption.choices if not choice.mapped]
    mapped = [choice for choice in adoption.choices if choice.mapped]
    if own:
        yield f"# Read under their own names: {', '.join(own)}."
    if not mapped and not adoption.unused:
        return
    yield "fields:"
    lines = [(_pair(field, mapped), files) for field, files in _counted(mapped)]
    width = max((len(line) for line, _ in lines), default=0)
    for line, files in lines:
        yield f"  {line:<{min(width, 60)}}  # {_files(files)}"
    if adoption.unused:
        yield "  ignore:"
        keys = [(written(unused.key, flow=False), unused) for unused in adoption.unused]
        width = max(len(key) for key, _ in keys)
        for key, unused in keys:
            yield f"    - {key:<{min(width, 40)}}  # {_files(unused.files)}: {short(unused.why, 100)}"


def _counted(choices: Iterable[Choice]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for choice in choices:
        found[choice.field] = max(found.get(choice.field, 0), choice.files)
    return list(found.items())


def _pair(field: str, choices: Iterable[Choice]) -> str:
    here = [choice for choice in choices if choice.field == field]
    if here[0].inner:
        inner = "".join(f", {ours}: {written(theirs, flow=True)}" for ours, theirs in here[0].inner)
        return f"{field}: {{key: {written(here[0].key, flow=True)}{inner}}}"
    if len(here) > 1:
        return f"{field}: [{', '.join(written(choice.key, flow=True) for choice in here)}]"
    return f"{field}: {written(here[0].key, flow=False)}"


def _files(count: int) -> str:
    return f"{count:,} file" if count == 1 else f"{count:,} files"


def _links(adoption: Adoption) -> Iterator[str]:
    if adoption.base:
        yield "links:"
        yield f"  base: {written(adoption.base, flow=False)}  # links in texts that start so lead to terms"


def _adopt(adoption: Adoption) -> Iterator[str]:
    yield "adopt:"
    if adoption.term_from != "key" or not (
        adoption.patterns
        or adoption.pages
        or adoption.pictures
        or {adoption.definition_from, adoption.section_from} != {"key"}
    ):
        yield f"  term_from: {adoption.term_from}"
    if adoption.patterns:
        yield "  term_patterns:"
        yield from (f"    - {written(pattern, flow=False)}" for pattern in adoption.patterns)
    if adoption.definition_from != "key":
        yield f"  definition_from: {adoption.definition_from}"
    if adoption.section_from != "key":
        yield f"  section_from: {adoption.section_from}"
    if adoption.pages:
        yield f"  pages: [{', '.join(written(page, flow=True) for page in adoption.pages)}]"
    if adoption.pictures:
        yield f"  pictures: [{', '.join(written(folder, flow=True) for folder in adoption.pictures)}]"


def _rules(adoption: Adoption) -> Iterator[str]:
    if adoption.spared:
        yield "# Only told, so that the site is built; take a line out when its problems are mended."
        yield "rules:"
        for rule, count in adoption.spared:
            yield f"  {rule}: warning  # {count:,} now"
