"""The page from which readers draw questions: the terms that have some, by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.bar import Link
from glossary.pages.entries import make_turns, portion_title
from glossary.pages.frame import Desk, Head, Planned, make_head
from glossary.pages.join import Markup, island
from glossary.pages.portions import portion_at
from glossary.pages.scopes import QUIZ, is_split, make_scopes
from glossary.pages.shards import QUESTIONS, shard_count
from glossary.pages.structured import quiz_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.graph.glossary import Glossary
    from glossary.pages.join import Joiner
    from glossary.pages.keys import Keys
    from glossary.pages.portions import Portion
    from glossary.pages.scopes import Scope
    from glossary.term.schema import TermId

KIND: Final = "quiz"


class Asking(msgspec.Struct, frozen=True):
    """A term that has questions: how many, and that in words."""

    id: str
    name: str
    href: str
    questions: int
    count: str


class Drawer(msgspec.Struct, frozen=True):
    """A section that questions can be drawn from. In a large glossary its terms stand on a page of its own (`href`)."""

    title: str
    href: str
    count: str
    terms: tuple[Asking, ...]


class QuizPage(msgspec.Struct, frozen=True):
    """What the page shows; `shards` is the number of files that hold the questions.

    `position` and `score` are words with places that the script fills.
    """

    head: Head
    home: Link | None
    title: str
    count: str
    shards: int
    position: str
    score: str
    drawers: tuple[Drawer, ...]
    turns: tuple[Link, ...]
    """The pages of the section, where it has several."""
    paths: Markup | None
    """As JSON: the title of each path, and its terms that have questions."""


def plan(keys: Keys) -> Iterator[Planned]:
    """The page; in a large glossary also one for each section. Nothing where no term has a question."""
    glossary = keys.glossary
    scopes = make_scopes(glossary)
    if not scopes:
        return
    split = is_split(scopes)
    shards = _shards(scopes)
    shown = [(scope.id, scope.title, _questions(glossary, scope.terms)) for scope in scopes]
    terms = [] if split else [_facts(glossary, scope.terms) for scope in scopes]
    sectioned = bool(glossary.sections)
    yield Planned(QUIZ, keys.of(b"quiz", sectioned, shown, terms, shards, _listed(glossary)))
    for scope in scopes if split else ():
        for portion in scope.portions():
            count = len(scope.terms)
            key = keys.of(b"quiz", sectioned, scope.id, scope.title, shards, count, _facts(glossary, portion.terms))
            yield Planned(portion.address, key, scope.portions()[0].address)


def _facts(glossary: Glossary, terms: Iterable[TermId]) -> list[tuple[TermId, str, int]]:
    return [(term, glossary.terms[term].term, glossary.terms[term].questions) for term in terms]


def view(desk: Desk, id_: str, address: str) -> QuizPage:
    """A page of the section whose first page stands at `id_`; the page of all where that is empty."""
    glossary, labels = desk.glossary, desk.labels
    joiner = desk.joiner(address)
    scopes = make_scopes(glossary)
    found = next((scope.portions() for scope in scopes if id_ == scope.portions()[0].address), ())
    here = portion_at(address, found) if found else None
    shown = tuple(_within(scope, here) for scope in scopes if here is None or scope.portions() == found)
    listed = bool(id_) or not is_split(scopes)
    title = _title(shown[0], joiner) if id_ else labels.text("session.title")
    total = sum(_questions(glossary, scope.terms) for scope in shown)
    name = portion_title(title, here, labels) if here else title
    head = make_head(glossary, labels, name, labels.text("session.lead"), address)
    asked = [term for scope in shown for term in scope.terms] if listed else []
    scripts = (joiner.local("assets/quiz.js"), joiner.local("assets/session.js"))
    return QuizPage(
        head=msgspec.structs.replace(head, scripts=scripts, data=quiz_data(glossary, title, address, asked)),
        home=Link(labels.text("session.title"), joiner.local(QUIZ)) if id_ else None,
        title=title,
        count=labels.count("session.count", total),
        shards=_shards(scopes),
        position=labels.text("quiz.position", n="{n}", m="{m}"),
        score=labels.text("quiz.score", right="{right}", all="{all}"),
        drawers=tuple(_drawer(scope, joiner, listed=listed) for scope in shown),
        turns=make_turns(found, here, joiner) if here else (),
        paths=_paths(glossary) if not id_ else None,
    )


def _within(scope: Scope, portion: Portion | None) -> Scope:
    """The scope with no more terms than the portion has, if there is one."""
    return msgspec.structs.replace(scope, terms=portion.terms) if portion else scope


def _shards(scopes: Iterable[Scope]) -> int:
    return shard_count(sum(len(scope.terms) for scope in scopes), QUESTIONS)


def _questions(glossary: Glossary, terms: Iterable[TermId]) -> int:
    return sum(glossary.terms[term].questions for term in terms)


def _title(scope: Scope, joiner: Joiner) -> str:
    return scope.title or joiner.labels.text("list.other" if joiner.glossary.sections else "nav.terms")


def _drawer(scope: Scope, joiner: Joiner, *, listed: bool) -> Drawer:
    glossary, count = joiner.glossary, joiner.labels.count
    total = count("session.count", _questions(glossary, scope.terms))
    if not listed:
        return Drawer(_title(scope, joiner), joiner.local(scope.portions()[0].address), total, ())
    rows = [
        Asking(term, name, f"{joiner.term_href(term)}#quiz", questions, count("session.count", questions))
        for term, name, questions in _facts(glossary, scope.terms)
    ]
    return Drawer(_title(scope, joiner), "", total, tuple(rows))


def _paths(glossary: Glossary) -> Markup | None:
    found = _listed(glossary)
    return island(found) if found else None


def _listed(glossary: Glossary) -> list[tuple[str, list[TermId]]]:
    """The title of each path that has questions, and the terms that have them."""
    paths = [(path.title, [term for term in path.terms if glossary.terms[term].questions]) for path in glossary.paths]
    return [(title, terms) for title, terms in paths if terms]
