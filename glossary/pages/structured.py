"""Structured data by schema.org, one graph a page; only this module and exporters spell that vocabulary.

Ids are absolute, so there is none of it where the site's address is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from glossary.pages.frame import absolute, license_of, site_title
from glossary.pages.join import Markup, island
from glossary.text.address import term_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.config.schema import Config
    from glossary.graph.glossary import Chapter, Glossary, Lessons
    from glossary.pages.portions import Portion
    from glossary.term.card import Card
    from glossary.term.schema import TermId
    from glossary.text.labels import Labels


MOST_LISTED: Final = 300
"""With more terms than this the set does not list them: the first page would grow without bound."""


def set_data(glossary: Glossary, labels: Labels) -> Markup | None:
    """The data of the first page: the set of defined terms, and in a glossary of moderate size each of them."""
    config = glossary.site.config
    if not config.url:
        return None
    numbers = glossary.numbers
    terms = [
        _filled(
            {
                "@type": "DefinedTerm",
                "@id": _term_id(config, card),
                "name": card.term,
                "termCode": numbers.get(term, ""),
            }
        )
        for term, card in (glossary.terms.items() if len(glossary.terms) <= MOST_LISTED else ())
    ]
    whole = {
        "@type": "DefinedTermSet",
        "@id": _set_id(config),
        "name": site_title(config, labels),
        "description": config.description,
        "url": absolute(config, "index.html"),
        "inLanguage": config.language,
        "license": _license(config),
        "hasDefinedTerm": terms,
    }
    return _graph(whole)


def term_data(glossary: Glossary, card: Card, chapter: Chapter | None, labels: Labels) -> Markup | None:
    """The data of a term's page: the term, the page as a thing to learn from, the way to it, its questions."""
    config = glossary.site.config
    if not config.url:
        return None
    parts = [_term(glossary, card), _resource(glossary, card), _crumbs(config, card, chapter, labels)]
    if card.questions:
        parts.append(_quiz(config, card, labels))
    return _graph(*parts)


def path_data(glossary: Glossary, path: Lessons, description: str, shown: Portion) -> Markup | None:
    """The data of a page of a learning path: a thing to learn from whose parts are the pages of the terms there."""
    config = glossary.site.config
    if not config.url:
        return None
    cards = [glossary.terms[term] for term in shown.terms]
    parts = [
        {"@type": "LearningResource", "@id": absolute(config, term_address(card.id)), "name": card.term, "position": at}
        for at, card in enumerate(cards, shown.start + 1)
    ]
    whole = {
        "@type": "LearningResource",
        "@id": absolute(config, shown.address),
        "name": path.title,
        "description": description,
        "url": absolute(config, shown.address),
        "inLanguage": config.language,
        "learningResourceType": "learning path",
        "timeRequired": f"PT{sum(card.minutes for card in cards)}M",
        "license": _license(config),
        "hasPart": parts,
    }
    return _graph(whole)


def section_data(glossary: Glossary, chapter: Chapter, address: str, labels: Labels) -> Markup | None:
    """The data of a section's page: the way to it."""
    config = glossary.site.config
    if not config.url:
        return None
    steps = [
        (site_title(config, labels), absolute(config, "index.html")),
        (chapter.title, absolute(config, address)),
    ]
    return _graph({"@type": "BreadcrumbList", "itemListElement": _steps(steps)})


def quiz_data(glossary: Glossary, title: str, address: str, terms: Iterable[TermId]) -> Markup | None:
    """The data of a page that draws questions: a quiz whose parts are the quizzes of `terms`."""
    config = glossary.site.config
    if not config.url:
        return None
    cards = [glossary.terms[term] for term in terms]
    whole = {
        "@type": "Quiz",
        "@id": absolute(config, address),
        "name": title,
        "url": absolute(config, address),
        "inLanguage": config.language,
        "learningResourceType": "quiz",
        "about": {"@id": _set_id(config)},
        "hasPart": [{"@id": absolute(config, term_address(card.id)) + "#quiz"} for card in cards],
    }
    return _graph(whole)


def _term(glossary: Glossary, card: Card) -> dict[str, Any]:
    config = glossary.site.config
    return {
        "@type": "DefinedTerm",
        "@id": _term_id(config, card),
        "name": card.term,
        "alternateName": card.also,
        "termCode": glossary.numbers.get(card.id, ""),
        "description": card.definition,
        "url": absolute(config, term_address(card.id)),
        "inDefinedTermSet": _set_id(config),
    }


def _resource(glossary: Glossary, card: Card) -> dict[str, Any]:
    config = glossary.site.config
    return {
        "@type": "LearningResource",
        "@id": absolute(config, term_address(card.id)),
        "name": card.term,
        "inLanguage": config.language,
        "learningResourceType": "glossary entry",
        "educationalLevel": card.level,
        "timeRequired": f"PT{card.minutes}M",
        "dateCreated": card.added,
        "dateModified": card.updated,
        "keywords": card.tags,
        "license": _license(config),
        "mainEntity": {"@id": _term_id(config, card)},
        "competencyRequired": [glossary.terms[term].term for term in glossary.prerequisites.get(card.id, ())],
    }


def _crumbs(config: Config, card: Card, chapter: Chapter | None, labels: Labels) -> dict[str, Any]:
    steps = [(site_title(config, labels), absolute(config, "index.html"))]
    if chapter is not None:
        steps.append((chapter.title, absolute(config, f"sections/{chapter.id}.html")))
    steps.append((card.term, absolute(config, term_address(card.id))))
    return {"@type": "BreadcrumbList", "itemListElement": _steps(steps)}


def _steps(steps: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": at, "name": name, "item": address}
        for at, (name, address) in enumerate(steps, 1)
    ]


def _quiz(config: Config, card: Card, labels: Labels) -> dict[str, Any]:
    return {
        "@type": "Quiz",
        "@id": absolute(config, term_address(card.id)) + "#quiz",
        "name": labels.text("quiz.about", term=card.term),
        "about": {"@id": _term_id(config, card)},
        "learningResourceType": "quiz",
        "educationalLevel": card.level,
    }


def _set_id(config: Config) -> str:
    return absolute(config, "index.html") + "#set"


def _term_id(config: Config, card: Card) -> str:
    return absolute(config, term_address(card.id)) + "#term"


def _license(config: Config) -> str:
    return license_of(config.license or "")[1]


def _graph(*parts: Mapping[str, Any]) -> Markup:
    return island({"@context": "https://schema.org", "@graph": [_filled(part) for part in parts]})


def _filled(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value}
