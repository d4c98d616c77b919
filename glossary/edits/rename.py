"""A term gets another name, and perhaps another id: every reference follows, and the old address leads on."""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.config.read import NAME
from glossary.edits.blank import NO_STEM
from glossary.edits.clashes import clashes
from glossary.edits.desk import Left
from glossary.edits.front import read_front
from glossary.edits.heir import Heir
from glossary.edits.mend import Own, mend_all
from glossary.edits.navigation import navigated
from glossary.term.adopt import name_in
from glossary.term.schema import TermId
from glossary.text.address import bare, make_id, name_id, name_key, seat_of
from glossary.text.diagnostic import Diagnostic, Span
from glossary.yaml.nodes import Scalar, items, short
from glossary.yaml.splice import Cut

if TYPE_CHECKING:
    from glossary.config.texts import Ref
    from glossary.edits.desk import Answer, Desk
    from glossary.edits.front import Front
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card

_HEADING: Final = re.compile(r"\s*#[ \t]+(?P<title>[^\r\n]+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")
_ARTICLE: Final = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)


class Name(NamedTuple):
    """What a term shall be called, its id, and whether the old name stays as an alias."""

    name: str
    id: TermId
    alias: bool = True


def following(card: Card, name: str) -> TermId:
    """The id of a term of that name: it follows the name if it was made of the old one, else it stays."""
    made = name_id(card.term), make_id(card.term.replace("/", " "))
    return TermId(name_id(name) or card.id) if card.id in made else card.id


def rename(desk: Desk, card: Card, to: Name) -> Answer:
    """The edit that calls the term `card` otherwise."""
    glossary = desk.glossary
    to = to._replace(name=" ".join(to.name.split()))
    if faults := tuple(clashes(glossary, card, to.name, to.id)):
        return None, faults
    front = read_front(desk.sources[card.path], glossary.site)
    if front is None:
        return None, (_unnamed(card, "its front matter has no end"),)
    renaming = _Renaming(front, card, to)
    if not renaming.named:
        return None, (_unnamed(card, f"where its name comes from, `{short(to.name)}` would be read as another one"),)
    own = {card.path: Own(front.splices(renaming.cuts), tuple(renaming.done), renaming.target)}
    heir = _heir(glossary, card, to, bare(renaming.target))
    site, _ = navigated(desk, heir) if to.id != card.id else (None, ())
    if site:
        own[NAME] = site

    def heir_of(_ref: Ref, _path: str, term: TermId) -> Heir | None:
        return heir if term == card.id else None

    edit = mend_all(desk, heir_of, own)
    return edit._replace(left=(*renaming.left, *edit.left)), ()


def _unnamed(card: Card, why: str) -> Diagnostic:
    message = f"`{card.term}` cannot be renamed: {why}"
    help_ = "leave an article out; else write the name as a field of its own first"
    return Diagnostic.of("missing-field", Span(card.path, *card.name), message, help_)


def _heir(glossary: Glossary, card: Card, to: Name, path: str) -> Heir:
    old = {name_key(card.id), name_key(card.term)}
    others = {claim.key for claim in card.claims} | {name_key(former) for former in card.redirects}
    return Heir(
        id=to.id,
        name=to.name,
        bare=path,
        former=card.id,
        kept=frozenset({name_key(to.id), name_key(to.name), *(others - old)}),
        paths=glossary.names.paths,
        folder=glossary.names.folder,
    )


class _Renaming:
    """The term's own file on its way: what is cut, what that does, where the file stands then."""

    def __init__(self, front: Front, card: Card, to: Name) -> None:
        self.front = front
        self.card = card
        self.to = to
        self.stem = bare(card.path).rsplit("/", 1)[-1]
        self.bundled = self._is_bundled()
        self.cuts: list[Cut] = []
        self.done: list[str] = []
        self.left: list[Left] = []
        self.new_stem = self.stem
        self.named = card.term == to.name or self._name()
        if card.term != to.name:
            self._aliases()
        if to.id != card.id:
            self._id()
            self._redirects()
        ending = card.path[len(bare(card.path)) :]
        self.target = join(dirname(card.path), self.new_stem + ending)

    def _is_bundled(self) -> bool:
        """Whether the file is the `index.md` of a folder that gives the id: it stays with what lies beside it."""
        site = self.front.site
        within = self.card.path.removeprefix(f"{site.config.terms}/")
        return site.adopting and seat_of(within) != bare(within)

    def _name(self) -> bool:
        """Write the name where the old one stands: in its field, in the heading, in the file's name."""
        self.done.append("name")
        adopt = self.front.site.config.adopt
        if scalar := self.front.scalar("term"):
            title = " ".join(scalar.value.split())
            value = self._titled(title)
            if value:
                self.cuts.append(self.front.set("term", value))
                self._repeated()
            return bool(value)
        if adopt is None or adopt.term_from == "key":
            return False
        heading = _HEADING.match(self.front.content, self.front.body) if adopt.term_from == "heading" else None
        if heading:
            value = self._titled(heading["title"])
            self.cuts.append(Cut(*heading.span("title"), value))
            return bool(value)
        if self.bundled or NO_STEM.search(self.to.name):
            return False
        self.new_stem = self.to.name
        return True

    def _repeated(self) -> None:
        """Write the name into the heading that says it again, too, and is not shown for that."""
        heading = _HEADING.match(self.front.content, self.front.body) if self.front.site.adopting else None
        if heading and (value := self._titled(heading["title"])):
            self.cuts.append(Cut(*heading.span("title"), value))

    def _titled(self, title: str) -> str:
        """A title in which the term's name became the new one; empty where that cannot be told."""
        adopt = self.front.site.config.adopt
        patterns = adopt.term_patterns if adopt else ()
        if title == self.card.term:
            return self.to.name
        for pattern in patterns if not _ARTICLE.match(self.to.name) else ():
            before, _, after = pattern.partition("{}")
            inner = title[len(before) : len(title) - len(after)]
            article = _ARTICLE.match(inner.lstrip())
            made = title[: len(before)] + (article.group() if article else "") + self.to.name
            made += title[len(title) - len(after) :] if after else ""
            if name_in(title, (pattern,)) == self.card.term and name_key(name_in(made, patterns)) == name_key(
                self.to.name
            ):
                return made
        return ""

    def _aliases(self) -> None:
        """Keep the old name as an alias, and the new one out of the lists in which it stood."""
        old, new = self.card.term, self.to.name
        known = {claim.key for claim in self.card.claims if claim.field not in {"term", "id"}}
        wanted = self.to.alias and name_key(old) not in {*known, name_key(new)}
        if wanted and not self.front.key("aliases"):
            why = f"`{old}` is no alias now: this folder uses the key `aliases` for another thing"
            self.left.append(Left(Span(self.card.path, *self.card.name), why))
            wanted = False
        self.cuts += self.front.listing("aliases", out=self._held("aliases"), new=old if wanted else "")
        self.cuts += self.front.listing("covers", out=self._held("covers"))
        self.done += [f"alias `{old}`"] * wanted

    def _held(self, field: str) -> str:
        """The new name, as a list of the term's other names has it; empty where that has not."""
        found = self.front.entry(field)
        texts = [item.value.strip() for item in items(found[1] if found else None) if isinstance(item, Scalar)]
        return next((text for text in texts if name_key(text) == name_key(self.to.name)), "")

    def _id(self) -> None:
        """Write the id where the old one stands: in its field, or in the file's name, which follows both."""
        given = self.front.scalar("id")
        if given:
            self.cuts.append(self.front.set("id", self.to.id))
        if self.bundled or self.new_stem != self.stem:
            if not given and (self.bundled or make_id(self.new_stem) != self.to.id):
                self.cuts.append(self.front.add("id", [f"{self.front.key('id') or 'id'}: {self.to.id}"]))
        elif not given or make_id(self.stem) == self.card.id:
            self.new_stem = self.to.id
        self.done.append("id")

    def _redirects(self) -> None:
        """Let the old address lead on."""
        if not self.front.key("redirects"):
            why = f"nothing leads on from `{self.card.id}`: this folder uses the key `redirects` for another thing"
            self.left.append(Left(Span(self.card.path, *self.card.name), why))
            return
        self.cuts += self.front.listing("redirects", out=self.to.id, new=self.card.id)
        self.done.append(f"redirect from `{self.card.id}`")
