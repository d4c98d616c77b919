"""The pages of tags that stand on two terms or more, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.entries import Entry, make_entries, make_turns, portion_title
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.portions import portion_at, portions
from glossary.text.address import tag_id, term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys

KIND: Final = "tag"
ADDRESS: Final = "tags/index.html"


class Tag(msgspec.Struct, frozen=True):
    """A tag in the list of tags."""

    name: str
    href: str
    count: str


class TagPage(msgspec.Struct, frozen=True):
    """What the page of a tag shows; the list of tags has `tags` instead of `entries`."""

    head: Head
    home: Link | None
    title: str
    count: str
    entries: tuple[Entry, ...]
    turns: tuple[Link, ...]
    """The pages of the list, where it has several."""
    tags: tuple[Tag, ...]


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each tag, after the list of them; nothing where there are none."""
    tags = keys.glossary.tags
    if not tags:
        return
    yield Planned(ADDRESS, keys.of(b"tag", [(tag, len(terms)) for tag, terms in tags.items()]))
    for tag, terms in tags.items():
        made = tag_id(tag)
        for portion in portions(f"tags/{term_address(made)}", terms):
            key = keys.of(b"tag", tag, len(terms), portion.number, keys.joined(portion.terms))
            yield Planned(portion.address, key, made)


def view(desk: Desk, id_: str, address: str) -> TagPage:
    """The page of the tag with the id `id_`; the list where that is empty."""
    joiner = desk.joiner(address)
    if not id_:
        return _index(desk, joiner)
    glossary, labels = desk.glossary, desk.labels
    tag = next(tag for tag in glossary.tags if desk.tag_id(tag) == id_)
    terms = glossary.tags[tag]
    found = portions(f"tags/{term_address(id_)}", terms)
    here = portion_at(address, found)
    names = ", ".join(glossary.terms[term].term for term in here.terms)
    return TagPage(
        head=make_head(glossary, labels, portion_title(tag, here, labels), names, address),
        home=Link(labels.text("tag.title"), joiner.local(ADDRESS)),
        title=tag,
        count=labels.count("list.terms", len(terms)),
        entries=make_entries(here.terms, joiner),
        turns=make_turns(found, here, joiner),
        tags=(),
    )


def _index(desk: Desk, joiner: Joiner) -> TagPage:
    glossary, labels = desk.glossary, desk.labels
    tags = tuple(
        Tag(tag, joiner.local(f"tags/{term_address(desk.tag_id(tag))}"), labels.count("list.terms", len(terms)))
        for tag, terms in sorted(glossary.tags.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    )
    title = labels.text("tag.title")
    names = ", ".join(tag.name for tag in tags)
    return TagPage(make_head(glossary, labels, title, names, joiner.address), None, title, "", (), (), tags)
