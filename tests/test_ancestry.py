"""What is to be read before a term: all that it builds on and nothing else, in order, also in long rows and circles."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from glossary.graph.glossary import Lessons
from glossary.graph.guide import Guide
from glossary.term.schema import TermId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.graph.ancestry import Ancestry
    from glossary.term.card import Card

LIMIT = 4.0
"""Seconds of the processor for 10,000 terms in a row, on a slow machine; it takes a tenth."""
SOME = 9


def term(number: int) -> TermId:
    return TermId(f"t{number}")


def guide_of(
    count: int,
    needs: Mapping[int, tuple[int, ...]],
    levels: Mapping[int, str] | None = None,
    path: tuple[int, ...] = (),
) -> Guide:
    """The ways through a glossary in which term 3 takes four minutes."""
    found = levels or {}
    cards = {term(at): SimpleNamespace(level=found.get(at), minutes=at + 1) for at in range(count)}
    edges = {term(at): tuple(term(other) for other in others) for at, others in needs.items() if others}
    paths = (Lessons("way", "Way", tuple(term(at) for at in path)),) if path else ()
    return Guide(cast("Mapping[TermId, Card]", cards), edges, paths)


def reached(start: TermId, ancestry: Ancestry) -> set[TermId]:
    found: set[TermId] = set()
    left = [start]
    while left:
        new = [other for other in ancestry.edges.get(left.pop(), ()) if other not in found]
        found.update(new)
        left += new
    return found


graphs = st.dictionaries(
    st.integers(0, SOME - 1), st.lists(st.integers(0, SOME - 1), unique=True, max_size=4).map(tuple), max_size=SOME
)


@given(graphs, st.dictionaries(st.integers(0, SOME - 1), st.sampled_from(["beginner", "intermediate", "advanced"])))
def test_all_that_is_needed_is_named_and_each_term_comes_after_what_it_needs(
    needs: dict[int, tuple[int, ...]], levels: dict[int, str]
) -> None:
    ancestry = guide_of(SOME, needs, levels).ancestry
    totals = ancestry.totals()

    assert {*ancestry.edges} <= {*ancestry.place}
    for at in range(SOME):
        found = ancestry.nearest((term(at),))
        order = list(found)
        assert set(order) == reached(term(at), ancestry)
        assert term(at) not in found
        assert totals.get(term(at), (0, 0)) == (len(order), sum(ancestry.cards[other].minutes for other in order))
        for place, other in enumerate(order):
            assert set(ancestry.edges.get(other, ())) <= set(order[:place])
            assert other in ancestry.edges[found[other]]


@given(graphs)
def test_a_term_that_is_asked_for_alone_has_before_it_what_it_has_among_all(needs: dict[int, tuple[int, ...]]) -> None:
    whole = guide_of(SOME, needs)
    whole.ancestry.totals()

    for at in range(SOME):
        alone = guide_of(SOME, needs)
        assert alone.before(term(at), 3) == whole.before(term(at), 3)


@given(graphs)
def test_no_link_is_left_out_but_where_there_is_a_circle(needs: dict[int, tuple[int, ...]]) -> None:
    downwards = {at: tuple(other for other in others if other < at) for at, others in needs.items()}

    edges = {term(at): tuple(map(term, others)) for at, others in downwards.items() if others}
    assert guide_of(SOME, downwards).ancestry.edges == edges


def test_of_two_that_could_be_next_the_easier_comes_first_then_the_one_that_the_book_has_first() -> None:
    needs = {0: (5, 4, 3, 2, 1)}
    levels = {1: "advanced", 2: "intermediate", 4: "beginner"}

    assert list(guide_of(6, needs, levels).ancestry.nearest((term(0),))) == [term(at) for at in (4, 2, 3, 5, 1)]


def test_the_nearest_are_named_where_there_are_too_many() -> None:
    guide = guide_of(30, {at: (at - 1,) for at in range(1, 30)})
    before = guide.before(term(20), 12)

    assert before is not None
    assert list(before.nearest) == [term(at) for at in range(8, 20)]
    assert (before.total, before.minutes) == (20, sum(range(1, 21)))
    assert guide.before(term(0), 12) is None


def test_what_a_path_lacks_is_named_once_with_what_needs_it() -> None:
    needs = {5: (4,), 4: (1, 3), 3: (2,), 1: (0,)}
    guide = guide_of(6, needs, path=(1, 5))
    lacking = guide.lacking(guide.lessons[term(5)][0][0], 12)

    assert lacking is not None
    assert lacking.nearest == {term(0): term(1), term(2): term(3), term(3): term(4), term(4): term(5)}
    assert lacking.minutes == 1 + 3 + 4 + 5
    assert [place for _, place in guide.lessons[term(5)]] == [2]


def test_ten_thousand_in_a_row_are_no_trouble_nor_in_a_circle() -> None:
    count = 10_000
    started = time.process_time()
    guide = guide_of(count, {at: (at - 1,) for at in range(1, count)})
    before = [guide.before(term(at), 12) for at in range(count)]
    circle = guide_of(count, {at: ((at + 1) % count,) for at in range(count)})
    spent = time.process_time() - started

    assert before[-1] is not None
    assert (before[-1].total, before[-1].minutes) == (count - 1, sum(range(1, count)))
    assert max(total for total, _ in circle.ancestry.totals().values()) == count - 1
    assert spent < LIMIT
