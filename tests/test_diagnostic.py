"""Problems in one order, each once, as bad as the site says."""

from itertools import permutations

import pytest

from glossary.text.diagnostic import Diagnostic, Related, Span, weigh

HERE, THERE = Span("terms/a.md", 4, 9), Span("terms/b.md", 0, 3)

ALIKE = (
    Diagnostic.of("dangling-link", HERE, "no term is called `x`", "did you mean `y`?"),
    Diagnostic.of("dangling-link", HERE, "no term is called `x`", "did you mean `z`?"),
    Diagnostic.of("dangling-link", HERE, "no term is called `x`", "did you mean `z`?", (Related(HERE, "here"),)),
    Diagnostic.of("dangling-link", HERE, "no term is called `x`", "did you mean `z`?", (Related(THERE, "here"),)),
)
"""Problems that differ in nothing but what stands behind the message."""


@pytest.mark.parametrize("order", list(permutations(ALIKE)))
def test_problems_of_one_place_have_one_order(order: tuple[Diagnostic, ...]) -> None:
    assert weigh(order, {}) == ALIKE


def test_a_problem_is_told_once_and_in_file_order() -> None:
    later = Diagnostic.of("self-link", THERE, "`b` lists itself")
    assert weigh((later, ALIKE[0], later), {}) == (ALIKE[0], later)


def test_a_rule_is_as_bad_as_the_site_says() -> None:
    warning = Diagnostic.of("self-link", THERE, "`b` lists itself")
    assert [found.severity for found in weigh((warning,), {"self-link": "error"})] == ["error"]
    assert [found.severity for found in weigh((warning,), {}, strict=True)] == ["error"]
    assert weigh((warning,), {"self-link": "off"}, strict=True) == ()
