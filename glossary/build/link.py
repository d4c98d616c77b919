"""Texts are read for mentions, in as many processes as there are: of all terms, or of those that a change touched."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from glossary.build.memo import TEXTS, Packs, pack_path
from glossary.build.pool import run, shards
from glossary.graph.glossary import Linked, Target
from glossary.graph.linking import link, listed, make_linker
from glossary.graph.mentions import Page
from glossary.markup.passages import Passage
from glossary.text.fold import fold, longest_word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from glossary.build.memo import Kept, Known
    from glossary.config.schema import Site
    from glossary.graph.assemble import Called
    from glossary.graph.mentions import Linker
    from glossary.term.card import Card

FEW: Final = 64
"""So many texts are read with a lexicon of the names that stand in them: that of all names takes longer to make."""

MANY: Final = 400
"""So many changed names are not searched for one by one: all texts are read again."""

_TARGETS = msgspec.msgpack.Decoder(tuple[Target, ...])
_LINKED = msgspec.msgpack.Decoder(tuple[Linked, ...])
_PASSAGE = msgspec.msgpack.Decoder(Passage)


class Task(NamedTuple):
    """What every process needs to read its shard."""

    packs: Packs
    linker: Linker | None


class Text(NamedTuple):
    """A text to be read: the id of its term, or nothing where it is not that of one; its section; where it lies; the
    targets of its references, MessagePack of a tuple.
    """

    id: str
    section: str
    place: Kept
    targets: bytes


class Reader:
    """Reads the texts of the terms of one build; those that nothing touched since `before` are not read again."""

    def __init__(  # noqa: PLR0913, PLR0917 - what was read, and what was known before
        self,
        site: Site,
        memo: str,
        before: Mapping[str, Known],
        sources: Mapping[str, Known],
        jobs: int,
        progress: Callable[[int, int], None],
    ) -> None:
        self.site = site
        self.memo = memo
        self.before = before
        self.sources = sources
        self.jobs = jobs
        self.progress = progress

    def read(self, called: Called) -> dict[str, Linked]:
        """What the texts of each file come to, by path."""
        kept = self._kept(called)
        todo = {path: text for path, text in self._texts(called) if path not in kept}
        if not todo:
            return kept
        packs = Packs(self.memo, {}, {})
        task = Task(packs, self._linker(called, packs, todo.values()))
        parts = shards(tuple(todo.values()), self.jobs)
        results = run(_link, task, parts, lambda done: self.progress(done, len(todo)))
        packs.close()
        kept.update(zip(todo, chain.from_iterable(_LINKED.decode(result) for result in results), strict=True))
        return kept

    def _texts(self, called: Called) -> Iterator[tuple[str, Text]]:
        """All files that have texts, by path."""
        for card in called.terms.values():
            if (place := self.sources[card.path].passage) is not None:
                yield card.path, Text(card.id, card.section, place, called.ties[card.id].targets)
        for path, leaf in called.leaflets.items():
            if (place := self.sources[path].passage) is not None:
                yield path, Text("", leaf.section, place, _encode(called.page_targets[path]))

    def _linker(self, called: Called, packs: Packs, texts: Collection[Text]) -> Linker | None:
        wanted = None
        if len(texts) < FEW:
            read = [packs.passage_at(text.place).text for text in texts]
            wanted = _standing_in(read, self.site.config.language)
        return make_linker(self.site, called.terms, called.gone, called.ties, wanted)

    def _kept(self, called: Called) -> dict[str, Linked]:
        """What texts came to that nothing touched: neither they, nor what their links lead to, nor a name in them."""
        kept: dict[str, Linked] = {}
        for card in called.terms.values():
            old = self._same(card.path)
            if old is None or old.ties is None or old.linked is None or old.card is None or old.card.id != card.id:
                continue
            if old.ties.digest == called.ties[card.id].digest:
                kept[card.path] = old.linked
        for path in called.leaflets:
            old = self._same(path)
            if old is not None and old.linked is not None and old.targets == called.page_targets[path]:
                kept[path] = old.linked
        touched = _touched(self.before, self.sources, called) if kept else ()
        for path in self._with_names(touched, tuple(kept)) if touched else ():
            kept.pop(path, None)
        return kept

    def _same(self, path: str) -> Known | None:
        """What is remembered of a file that did not change."""
        old = self.before.get(path)
        return old if old is not None and old.passage == self.sources[path].passage else None

    def _with_names(self, keys: Collection[str], paths: Sequence[str]) -> Iterator[str]:
        """The files of `paths` in whose texts one of the keys stands, perhaps only within a word."""
        if len(keys) > MANY:
            yield from paths
            return
        places: dict[int, list[_Place]] = {}
        for path in paths:
            known = self.sources[path]
            if (passage := known.passage) is not None:
                end = passage.start + passage.size
                places.setdefault(passage.pack, []).append(_Place(passage.start, end, path, known.bent))
        for pack, found in places.items():
            found.sort()
            with open(pack_path(self.memo, TEXTS, pack), "rb") as file:
                yield from _holding(file.read(), found, keys, self.site.config.language)


class _Place(NamedTuple):
    """Where a passage lies in its pack, whose it is, and whether its words stand there otherwise than when folded."""

    start: int
    end: int
    path: str
    bent: bool


def _holding(data: bytes, places: Sequence[_Place], keys: Collection[str], language: str) -> Iterator[str]:
    """The paths of the passages, at `places` in the pack `data`, that hold one of the keys. Where the longest plain
    word of a key stands, if only within a longer one, the text itself is looked into.
    """
    starts = [place.start for place in places]
    small = data.lower()
    near: dict[int, set[str]] = {nth: set(keys) for nth, place in enumerate(places) if place.bent}
    for key in keys:
        word = longest_word(key).encode()
        at = small.find(word) if word else -1
        while at >= 0:
            nth = max(bisect_right(starts, at) - 1, 0)
            near.setdefault(nth, set()).add(key)
            at = small.find(word, max(places[nth].end, at + 1))
        if not word:
            for nth in range(len(places)):
                near.setdefault(nth, set()).add(key)
    for nth, sought in near.items():
        place = places[nth]
        text = fold(_PASSAGE.decode(data[place.start : place.end]).text, language).text
        if any(key in text for key in sought):
            yield place.path


def _touched(before: Mapping[str, Known], sources: Mapping[str, Known], called: Called) -> set[str]:
    """The keys of all names that a term gained or lost, or that mean something else now."""
    now = {card.path: card for card in (*called.terms.values(), *called.gone)}
    keys: set[str] = set()
    for path in before.keys() | sources.keys():
        old = _in_force(before[path]) if path in before else None
        new = now.get(path)
        if not _means_the_same(old, new, before, called):
            keys.update(heard.key for card in (old, new) if card is not None for heard in card.heard)
    return keys


def _in_force(known: Known) -> Card | None:
    """The card whose names counted when the texts were read last: of two files with one id that of the one that had the
    page, of which it is remembered what its text came to.
    """
    card = known.card
    gone = card is not None and (card.status == "draft" or bool(card.replaced_by))
    return card if gone or known.linked is not None else None


def _means_the_same(old: Card | None, new: Card | None, before: Mapping[str, Known], called: Called) -> bool:
    if old is None or new is None or old.voice != new.voice:
        return old is new
    return not new.senses or listed(new, before[old.path].ties) == listed(new, called.ties.get(new.id))


def _standing_in(texts: Sequence[str], language: str) -> Callable[[str], bool]:
    """Whether a key may stand in one of the texts: by its first word, or by all of it where words have no spaces."""
    joined = "\0".join(fold(text, language).text for text in texts)
    words = frozenset(_PLAIN.findall(joined))

    def stands(key: str) -> bool:
        first = key.partition(" ")[0]
        return first in words if _PLAIN.fullmatch(first) else key in joined

    return stands


_PLAIN: Final = re.compile(r"[a-z0-9]+")


def _link(task: Task, part: Sequence[Text], _number: int, progress: Callable[[int], None]) -> bytes:
    """What each text of the part comes to, as MessagePack. No card is touched but those of the terms that are linked:
    what a process touches, it has a copy of.
    """
    found: list[msgspec.Raw] = []
    for place, text in enumerate(part):
        targets = _TARGETS.decode(text.targets)
        page = Page(text.id, text.section, task.packs.passage_at(text.place), targets)
        found.append(msgspec.Raw(_encode(link(page, task.linker))))
        if place % 100 == 99:
            progress(100)
    return _encode(found)


_encode = msgspec.msgpack.Encoder().encode
