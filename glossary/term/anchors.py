"""The fragments of a term's page: what can be linked to, and what headings may not be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from glossary.markup.segments import Heading
from glossary.term.schema import COMPONENTS
from glossary.text.address import make_id

if TYPE_CHECKING:
    from glossary.term.schema import Question, Quiz, Term, Tradeoff

FRAME: Final = (
    "main", "definition", "definition-text", "rail", "search", "top", "sources-list", "contrast", "mentions", "check"
)  # fmt: skip
"""Ids of the page itself."""

LONGEST: Final = 48


def slugs(texts: list[str], fallback: str) -> tuple[str, ...]:
    """An id for each text, none twice: made of its words, cut at 48 characters, numbered where it repeats."""
    found: list[str] = []
    for place, text in enumerate(texts, 1):
        made = make_id(text.replace("/", " "))[:LONGEST].strip("-.") or f"{fallback}-{place}"
        count = 2
        unique = made
        while unique in found:
            unique = f"{made}-{count}"
            count += 1
        found.append(unique)
    return tuple(found)


def table_ids(tables: tuple[Tradeoff, ...]) -> tuple[str, ...]:
    """The ids of trade-off tables; by default made of the title, or of the question."""
    return slugs(
        [table.id or table.title or (table.question.source if table.question else "") for table in tables], "table"
    )


def quiz_ids(quiz: tuple[Quiz, ...]) -> tuple[str, ...]:
    """The ids of questions; by default made of the question."""
    return slugs([item.id or item.question.source for item in quiz], "question")


def faq_ids(faq: tuple[Question, ...]) -> tuple[str, ...]:
    """The fragments of questions that people ask."""
    return tuple(f"faq-{made}" for made in slugs([item.question.source for item in faq], "question"))


def component_id(noun: str) -> str:
    """The fragment of a component's part of the page."""
    return noun.replace("_", "-")


def component_ids(term: Term, noun: str) -> tuple[str, ...]:
    """The ids of the items of a component that a comment may name; `("",)` where it has none of its own, `()` where
    the term lacks the component.
    """
    value = getattr(term, noun, None)
    if not value:
        return ()
    if noun == "tradeoffs":
        return table_ids(term.tradeoffs)
    if noun == "senses":
        return tuple(sense.id for sense in term.senses)
    return ("",)


ALWAYS_TAKEN: Final = frozenset({*FRAME, *(component_id(noun) for noun in COMPONENTS)})
"""Ids that no heading of any term may have."""


def taken_ids(values: dict[str, Any]) -> frozenset[str]:
    """The ids that headings of the body may not have, given the fields of the term."""
    if not values.keys() & {"senses", "tradeoffs", "faq"}:
        return ALWAYS_TAKEN
    senses = {f"sense-{sense.id}" for sense in values.get("senses", ())}
    tables = set(table_ids(values.get("tradeoffs", ())))
    return ALWAYS_TAKEN | senses | tables | set(faq_ids(values.get("faq", ())))


def anchors_of(term: Term) -> tuple[str, ...]:
    """The fragments that a link to the term may name, in the order of the format."""
    nouns = tuple(component_id(noun) for noun in COMPONENTS if getattr(term, noun))
    senses = tuple(f"sense-{sense.id}" for sense in term.senses)
    headings = tuple(segment.id for segment in term.body.segments if isinstance(segment, Heading))
    return ("definition", *nouns, *senses, *table_ids(term.tradeoffs), *faq_ids(term.faq), *headings)
