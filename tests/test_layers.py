"""The drawing of the map: what leads to another thing stands left of it, nothing overlaps, equal input is drawn alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from glossary.graph.layers import acyclic, crossings, layered, reduced
from glossary.pages.drawing import BETWEEN, HEIGHT, TOP, draw, shorten_name, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

THINGS = 12
edges = st.lists(st.tuples(st.integers(0, THINGS - 1), st.integers(0, THINGS - 1)), max_size=30)


def test_an_edge_that_closes_a_circle_is_left_out() -> None:
    assert acyclic([(0, 1), (1, 2), (2, 0), (1, 1), (0, 2)]) == [(0, 1), (1, 2), (0, 2)]


def test_an_edge_that_a_longer_way_stands_for_is_left_out() -> None:
    assert reduced([(0, 1), (1, 2), (0, 2), (0, 1)]) == [(0, 1), (1, 2)]


def test_lines_of_one_thing_share_their_bends() -> None:
    layers = layered(6, [(0, 1), (1, 2), (2, 3), (0, 4), (2, 4), (4, 5), (0, 5)])
    long = layered(5, [(0, 1), (1, 2), (2, 3), (2, 4), (0, 3), (0, 4)])

    assert all(len(column) for column in layers.columns)
    assert long.routes == {(0, 1): (), (1, 2): (), (2, 3): (), (2, 4): ()}


def test_a_long_line_bends_in_each_column_that_it_passes() -> None:
    layers = layered(5, [(0, 1), (1, 2), (2, 3), (4, 3), (0, 4), (4, 2)])
    route = layered(5, [(0, 1), (1, 2), (4, 2), (2, 3), (0, 4)]).routes

    assert route[2, 3] == ()
    assert layers.routes[0, 4] == ()
    assert layered(4, [(0, 1), (1, 2), (3, 2)]).columns == ((0, 3), (1,), (2,)) or layered(
        4, [(0, 1), (1, 2), (3, 2)]
    ).routes[3, 2] == (4,)


def test_sweeps_take_crossings_out() -> None:
    layers = layered(4, [(0, 3), (1, 2)])
    right: dict[int, Sequence[int]] = {0: [3], 1: [2]}

    assert crossings([[0, 1], [2, 3]], right) == 1
    assert crossings(layers.columns, right) == 0


@given(edges)
def test_what_leads_to_another_thing_stands_left_of_it(found: list[tuple[int, int]]) -> None:
    layers = layered(THINGS, found)
    place = {thing: at for at, column in enumerate(layers.columns) for thing in column}

    assert set(layers.routes) == set(reduced(acyclic(found)))
    for (one, other), bends in layers.routes.items():
        assert [place[thing] for thing in (one, *bends, other)] == list(range(place[one], place[other] + 1))


@given(edges)
def test_boxes_do_not_overlap_and_stand_on_the_sheet(found: list[tuple[int, int]]) -> None:
    drawing = draw([60 + 9 * at for at in range(THINGS)], found)
    boxes = sorted(drawing.boxes)

    assert sorted(drawing.order) == list(range(THINGS))
    assert all(box.x >= 0 and box.right <= drawing.width and box.y + HEIGHT <= drawing.height for box in boxes)
    for one in boxes:
        for other in boxes:
            apart = one.right <= other.x or other.right <= one.x
            assert one is other or apart or abs(one.y - other.y) >= HEIGHT + BETWEEN - 1


@given(edges)
def test_the_first_column_stands_at_the_top(found: list[tuple[int, int]]) -> None:
    """On a phone it is all that a sheet shows at first."""
    drawing = draw([80] * THINGS, found)

    assert not drawing.columns or drawing.boxes[drawing.order[0]].y == TOP


@given(edges)
def test_equal_input_is_drawn_alike(found: list[tuple[int, int]]) -> None:
    widths = [80] * THINGS

    assert draw(widths, found) == draw(widths, list(found))


def test_a_long_name_is_cut_and_a_wide_letter_counts_twice() -> None:
    assert shorten_name("a" * 40) == "a" * 29 + "…"
    assert width_of("語" * 4, numbered=False) == width_of("a" * 8, numbered=False)
