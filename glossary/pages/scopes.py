"""What questions can be drawn from: the sections whose terms have some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.pages.portions import portions
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.graph.glossary import Glossary
    from glossary.pages.portions import Portion

QUIZ: Final = "quiz/index.html"
"""The page from which questions are drawn."""

SPLIT: Final = 600
"""With more terms that have questions than this each section has a page of its own."""


class Scope(msgspec.Struct, frozen=True):
    """A section and its terms that have questions; the terms in no section have neither id nor title."""

    id: str
    title: str
    terms: tuple[TermId, ...]

    def portions(self) -> tuple[Portion, ...]:
        """The pages of its terms in a large glossary. Their addresses are their own, whatever sections are called."""
        return portions(f"quiz/in-{self.id}.html" if self.id else "quiz/other.html", self.terms)


def has_questions(glossary: Glossary) -> bool:
    """Whether any term has a quiz, so that there is a page to draw questions from."""
    return any(card.questions for card in glossary.terms.values())


def make_scopes(glossary: Glossary) -> tuple[Scope, ...]:
    """The sections in their order that have questions; last the terms in none."""
    groups = [(chapter.id, chapter.title, chapter.terms) for chapter in glossary.sections]
    groups.append(("", "", tuple(term for term in glossary.terms if term not in glossary.section_of)))
    made = [
        Scope(id_, title, tuple(term for term in terms if glossary.terms[term].questions))
        for id_, title, terms in groups
    ]
    return tuple(scope for scope in made if scope.terms)


def quiz_addresses(glossary: Glossary) -> Iterator[str]:
    """The pages from which questions are drawn."""
    scopes = make_scopes(glossary)
    if scopes:
        yield QUIZ
    if is_split(scopes):
        yield from (portion.address for scope in scopes for portion in scope.portions())


def is_split(scopes: tuple[Scope, ...]) -> bool:
    """Whether these are too many terms for one page."""
    return sum(len(scope.terms) for scope in scopes) > SPLIT
