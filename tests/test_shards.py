"""Shards of previews and questions: a warm build leaves what a cold one makes, and touches no other shard."""

from pathlib import Path

import pytest

from glossary.pages.shards import shard_count, shard_of
from tests import builds, reading

LOSS = "terms/loss.md"
MODEL = "terms/model.md"
CHANGES = {
    "a definition": (LOSS, "The gap between", "The distance between"),
    "a status": (LOSS, "status: review", "status: published"),
    "a number": (LOSS, "order: 2", "order: 0"),
    "a question": (MODEL, "On the web", '"In the [[loss]]"'),
    "a name": (MODEL, "term: Model", "term: Mould\naliases: model"),
    "a section": ("glossary.yml", "title: More", "title: Further"),
    "a path": ("glossary.yml", "terms: [loss, model]", "terms: [loss, training]"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_warm_build_leaves_the_shards_of_a_cold_one(change: str, tmp_path: Path) -> None:
    path, old, new = CHANGES[change]
    source, warm, cold = (tmp_path / name for name in ("source", "warm", "cold"))
    builds.write(source, reading.FILES)
    assert builds.build(source, warm, tmp_path / "cache", before=builds.LATER).status == 0
    before = builds.tree(warm)
    changed = reading.FILES[path].replace(old, new)
    assert changed != reading.FILES[path]
    builds.write(source, {path: changed})
    assert builds.build(source, warm, tmp_path / "cache", before=builds.LATER).status == 0
    assert builds.build(source, cold, tmp_path / "other").status == 0

    assert builds.difference(builds.tree(warm), builds.tree(cold)) == ""
    assert builds.tree(warm) != before


def test_without_questions_there_is_no_page_to_draw_them_from(tmp_path: Path) -> None:
    builds.write(tmp_path / "source", {"terms/loss.md": reading.FILES[LOSS]})
    done = builds.build(tmp_path / "source", tmp_path / "out", tmp_path / "cache")

    assert done.status == 0, done.err
    assert not (tmp_path / "out/quiz").exists()
    assert not (tmp_path / "out/assets/questions").exists()
    assert "quiz/" not in (tmp_path / "out/index.html").read_text("utf-8")


@pytest.mark.parametrize(("terms", "count"), [(0, 1), (16, 1), (17, 2), (33, 4), (10_000, 1024)])
def test_shards_are_a_power_of_two(terms: int, count: int) -> None:
    assert shard_count(terms, 16) == count


def test_terms_are_spread_over_the_shards() -> None:
    held = [0] * 8
    for number in range(800):
        held[shard_of(f"term-{number}", 8)] += 1

    assert min(held) > 50
