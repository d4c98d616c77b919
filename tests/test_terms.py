"""The glossary that ships: what its plan asks of every entry, and of the whole."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import glossary
from glossary.term.schema import COMPONENTS
from tests.conftest import ROOT

TERMS, QUESTIONS = 64, 90
LONGEST_DEFINITION, LONGEST_REASON = 30, 12
DEEP = ("training", "inference", "model", "hallucination", "fine-tuning")
NOBODYS = {"reviewed", "opinion"}
"""What only somebody real can give."""
BANNED = re.compile(r"\b(?:simply|just|obviously|revolutionary|cutting-edge)\b", re.IGNORECASE)
"""Words that the style leaves out (content style, § 2)."""


def read() -> dict[str, tuple[dict[str, Any], str]]:
    """Front matter and body of each term by its id."""
    found = {}
    for path in sorted((ROOT / "terms").glob("*.md")):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        found[path.stem] = yaml.load(front, yaml.BaseLoader), body  # noqa: S506 - makes texts alone
    return found


ENTRIES = read()


@pytest.fixture(scope="module")
def whole() -> glossary.Glossary:
    """The glossary of this repository."""
    return glossary.load(ROOT)


def questions() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question with its term."""
    for term, (fields, _) in ENTRIES.items():
        for question in fields.get("quiz", ()):
            yield term, question


def test_nothing_is_wrong_with_it() -> None:
    assert glossary.check(ROOT, strict=True) == ()


def test_all_planned_terms_are_there_in_their_sections(whole: glossary.Glossary) -> None:
    assert len(whole.terms) == TERMS
    assert len(whole.numbers) == TERMS
    assert [len(section.terms) for section in whole.sections] == [11, 10, 8, 8, 7, 5, 5, 10]
    assert all(section.intro for section in whole.sections)
    assert len(whole.paths) == 4


@pytest.mark.parametrize("term", ENTRIES)
def test_an_entry_is_finished(term: str) -> None:
    fields, body = ENTRIES[term]
    assert len(fields["definition"].split()) <= LONGEST_DEFINITION
    assert fields["plain"]
    assert fields["section"]
    assert fields["sources"]
    assert all(source["title"] and source["url"] for source in fields["sources"])
    assert len(body.split("\n\n")) >= 2
    assert 3 <= len(fields["see_also"]) <= 7
    assert all(len(card["why"].split()) <= LONGEST_REASON for card in fields["see_also"])
    assert not NOBODYS & fields.keys()
    assert not BANNED.findall(body + fields["definition"] + fields["plain"])


@pytest.mark.parametrize("term", ENTRIES)
def test_two_others_lead_to_an_entry(term: str, whole: glossary.Glossary) -> None:
    card = whole.find(term)
    assert card is not None
    relations = (whole.see_also, whole.contrast, whole.prerequisites, whole.broader)
    named = {other for edges in relations for other, terms in edges.items() if card.id in terms}
    assert len(named | set(whole.mentioned_in.get(card.id, ()))) >= 2


def test_the_deep_entries_have_every_component() -> None:
    for term in DEEP:
        assert set(COMPONENTS) - NOBODYS - ENTRIES[term][0].keys() == set(), term


def test_each_component_helps_in_two_entries_or_more() -> None:
    counts = Counter(itertools.chain.from_iterable(fields for fields, _ in ENTRIES.values()))
    assert {noun for noun in set(COMPONENTS) - NOBODYS if counts[noun] < 2} == set()


def test_at_least_twenty_entries_are_rich(whole: glossary.Glossary) -> None:
    tables = {term for term, (fields, _) in ENTRIES.items() if "tradeoffs" in fields} | set(whole.borrowed)
    rich = [
        term
        for term, (fields, _) in ENTRIES.items()
        if {"plain", "avoid", "sources"} <= fields.keys() and len(fields.get("quiz", ())) >= 3 and term in tables
    ]
    assert len(rich) >= 20


def test_questions_teach_and_their_answers_cannot_be_told_by_place_or_length() -> None:
    found = list(questions())
    assert len(found) >= QUESTIONS
    places: Counter[int] = Counter()
    expected: Counter[int] = Counter()
    longest = 0
    chance = 0.0
    for term, question in found:
        choices = question["choices"]
        right = [place for place, choice in enumerate(choices) if choice.get("correct") == "true"]
        lengths = [len(choice["text"]) for choice in choices]
        assert all(choice["why"] for choice in choices), (term, question["question"])
        assert len(right) == 1, (term, question["question"])
        places[right[0]] += 1
        for place in range(len(choices)):
            expected[place] += 1 / len(choices)  # type: ignore[assignment]  # shares
        longest += lengths[right[0]] == max(lengths) and lengths.count(max(lengths)) == 1
        chance += 1 / len(choices)
    assert all(abs(places[place] - expected[place]) <= 0.25 * expected[place] for place in expected), (places, expected)
    assert longest <= chance * 1.25
