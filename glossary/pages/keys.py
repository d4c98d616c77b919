"""Digests of what pages show: two builds with equal keys have equal pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glossary.config.exports import is_printed
from glossary.pages.bar import in_navigation
from glossary.pages.frame import has_feed
from glossary.pages.shards import PREVIEWS, shard_count
from glossary.text.address import tag_id
from glossary.text.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.graph.glossary import Glossary
    from glossary.term.schema import TermId
    from glossary.text.labels import Labels

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def site_key(glossary: Glossary, theme: bytes, labels: Labels) -> bytes:
    """A digest of what every page shows: all that templates see as `site`."""
    config = glossary.site.config
    count = len(glossary.terms)
    shown = (config.title, config.description, config.url, config.language, config.license, glossary.image)
    bar = sorted(in_navigation(glossary, labels))
    titles = [(leaf.id, leaf.title) for leaf in glossary.pages if not leaf.section]
    look = (config.theme.navigation, glossary.logo, glossary.footer, glossary.footer_targets)
    # How many files of previews there are stands on every page, too.
    made = (has_feed(glossary), config.exports, is_printed(config, count), shard_count(count, PREVIEWS), count > 0)
    facts = (shown, config.repository, look, bar, titles, config.languages, made)
    return digest(theme, _encode(labels.table), _encode(facts))


class Keys:
    """Makes the keys of one build's pages. `marks` digest what is shown of a term elsewhere: its face and number.
    `holding` are keys of pages that show what they did in the build before, by term.
    """

    def __init__(self, glossary: Glossary, theme: bytes, labels: Labels) -> None:
        self.glossary = glossary
        self.holding: Mapping[TermId, bytes] = {}
        self.guide = glossary.guide
        self.site = site_key(glossary, theme, labels)
        shown_tags = {tag_id(tag) for tag in glossary.tags}
        every_tag = {tag for card in glossary.terms.values() for tag in card.tags}
        self.tags = frozenset(tag for tag in every_tag if tag_id(tag) in shown_tags)
        """Tags, as they stand on terms, that have a page."""
        numbers = glossary.numbers
        self.marks = {
            term: card.face + b"%d;" % card.minutes + numbers.get(term, "").encode() + b";"
            for term, card in glossary.terms.items()
        }

    def of(self, kind: bytes, *facts: object) -> bytes:
        """The key of a page that shows `facts` (anything that msgspec encodes)."""
        return digest(_encode((self.site, kind, facts)))

    def joined(self, terms: Iterable[TermId]) -> bytes:
        """What is shown of `terms`, in order."""
        marks = self.marks
        return b"".join([marks[term] for term in terms])

    def said(self, owner: TermId) -> object:
        """All that a table, a reason or the whole of `owner` shows on another page."""
        card, ties = self.glossary.terms[owner], self.glossary.ties[owner]
        return card.digest, self.glossary.leads_key(owner), self.marks[owner], self.joined(ties.named.values())
