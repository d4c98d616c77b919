"""Our links against those of the editors of three real glossaries; which of ours are right, somebody read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import links, verdicts
from bench.adopted import DATA
from bench.links import Measured, Row, judge
from bench.verdicts import Link

MEASURES = {"gpu": links.gpu, "devops": links.devops, "mlg": links.mlg}

LINK = Link("warp", "thread", "threads", "0badf00d", "of [threads] in")


UNMET = {"gpu": ["links that no author made, right of those read"]}
"""A bar that does not hold: 19 of 21 are right, and 95 % were to be. The list is to become empty."""


@pytest.fixture(scope="module")
def measured(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Measured]:
    assert shared_data == DATA
    return {name: measure(tmp_path_factory.mktemp(name)) for name, measure in MEASURES.items()}


@pytest.mark.parametrize("name", MEASURES)
def test_every_bar_holds_and_every_link_that_counts_is_read(name: str, measured: Mapping[str, Measured]) -> None:
    rows, lines = measured[name]
    assert any(row.holds for row in rows)
    assert [row.what for row in rows if row.holds is False] == UNMET.get(name, []), "\n".join(lines)


def test_of_the_links_that_no_author_made_two_are_known_to_be_wrong(measured: Mapping[str, Measured]) -> None:
    wrong = [line for line in measured["gpu"].lines if line.startswith("gpu, wrong")]
    assert [line.split(":")[1].strip() for line in wrong] == ["l1-data-cache → registers", "tensor-core → overhead"]


def test_a_link_without_a_verdict_fails_its_bar_and_is_told_with_its_text() -> None:
    unread, right = judge("gpu", "links", [LINK]).rows
    assert unread == Row("gpu", "links, not yet read", "0", "1", holds=False)
    assert right.figure == "0 of 0"
    assert judge("gpu", "links", [LINK]).lines == ("gpu\twarp\tthread\tthreads\t0badf00d\tof [threads] in",)


def test_a_verdict_is_for_its_words_in_their_text() -> None:
    row, *_ = verdicts.read("gpu")
    read = Link(*row, "")
    assert judge("gpu", "links", [read]).rows[0].holds
    assert not judge("gpu", "links", [read._replace(words="others")]).rows[0].holds
    assert not judge("gpu", "links", [read._replace(digest="0badf00d")]).rows[0].holds


@pytest.mark.parametrize("name", MEASURES)
def test_verdicts_are_right_or_wrong_each_with_a_reason(name: str) -> None:
    found = verdicts.read(name)
    assert found
    assert list(found) == sorted(found)
    assert {each.verdict for each in found.values()} <= {"right", "wrong"}
    assert all(each.reason for each in found.values())


def test_a_link_more_changes_one_of_the_draw() -> None:
    every = [LINK._replace(page=str(number)) for number in range(100)]
    some = set(verdicts.drawn(every, 5, 20))
    assert len(some) == 20
    assert len(some - set(verdicts.drawn(every[:-1], 5, 20))) <= 1
    assert some != set(verdicts.drawn(every, 6, 20))
