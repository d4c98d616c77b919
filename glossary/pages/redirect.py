"""Pages at addresses that terms had: each leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.frame import Desk, Head, Planned, former_names, make_head
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.pages.keys import Keys

KIND: Final = "redirect"


class RedirectPage(msgspec.Struct, frozen=True):
    """What a page shows that leads on. `refresh` is the content of the element that does."""

    head: Head
    title: str
    lead: str
    name: str
    href: str
    refresh: str


def plan(keys: Keys) -> Iterator[Planned]:
    """A page for each id that a term had."""
    glossary = keys.glossary
    names = former_names(glossary)
    for former, term in glossary.redirected.items():
        yield Planned(
            term_address(former),
            keys.of(b"redirect", names.get(former), term, glossary.terms[term].term, glossary.terms[term].definition),
            former,
        )


def view(desk: Desk, id_: str, address: str) -> RedirectPage:
    """The page at the address of the former id `id_`."""
    glossary, labels = desk.glossary, desk.labels
    card = glossary.terms[glossary.redirected[id_]]
    href = desk.joiner(address).term_href(card.id)
    replaced = desk.former.get(id_)
    title = (
        labels.text("moved.see", term=replaced, instead=card.term)
        if replaced
        else labels.text("moved.title", term=card.term)
    )
    lead = labels.text("term.replaced" if replaced else "moved.lead")
    # `canonical` is the address it leads to: this one shall not be found.
    head = make_head(glossary, labels, title, card.definition, term_address(card.id))
    return RedirectPage(head, title, lead, card.term, href, f"0; url={href}")
