"""Checks between terms that need more terms than a golden case has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import glossary
from glossary.checks.circles import MOST
from glossary.checks.orphans import FEW, MANY
from tests.builds import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from glossary import Diagnostic


def term(name: str, more: str = "", body: str = "") -> str:
    return f"---\nterm: {name}\ndefinition: What is called so.\n{more}---\n{body}\n"


def ring(count: int) -> dict[str, str]:
    """Terms of which each links to the next."""
    return {f"terms/term{at}.md": term(f"Name{at}", body=f"See [[name{(at + 1) % count}]].") for at in range(count)}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def told(folder: Path, files: Mapping[str, str], rule: str = "orphan") -> list[Diagnostic]:
    write(folder, files)
    return [found for found in glossary.check(folder) if found.rule == rule]


LONE = {"terms/lone.md": term("Lone one", body="It links to [[name3]] alone.")}


def test_a_term_to_which_nothing_leads_is_told_with_where_to_mention_it(tmp_path: Path) -> None:
    (found,) = told(tmp_path / "words", ring(FEW) | LONE)
    assert found.span.path == "terms/lone.md"
    assert "`Lone one`" in found.message
    assert "mention it by its name in `terms/term3.md`" in found.help


LEADS = {
    "a bare mention": {"terms/term0.md": term("Name0", body="[[name1]] is no lone one.")},
    "a link": {"terms/term0.md": term("Name0", body="[[name1]] and [[lone|that]]")},
    "a relation": {"terms/term0.md": term("Name0", "see_also: lone\n", "[[name1]]")},
    "what a meaning lists": {
        "terms/term0.md": term("Name0", "senses: [{id: a, definition: A., see_also: lone}]\n", "[[name1]]")
    },
    "its own relation, which the other page shows": {"terms/lone.md": term("Lone one", "broader: name1\n")},
    "a contrast, which both pages show": {"terms/lone.md": term("Lone one", "contrast: name1\n")},
    "a table": {
        "terms/term0.md": term(
            "Name0", "tradeoffs: [{options: [lone, name2], rows: [{dimension: d, values: [a, b]}]}]\n", "[[name1]]"
        )
    },
    "a vocabulary": {"terms/term0.md": term("Name0", "vocabulary: [lone]\n", "[[name1]]")},
    "a path": {"glossary.yml": "paths: [{id: p, title: P, terms: [lone]}]\n"},
    "a page": {"pages/about.md": "---\ntitle: About\n---\n[[lone]]\n"},
    "a mention on a page": {"pages/about.md": "---\ntitle: About\n---\nThere is one lone one.\n"},
    "the introduction of a section": {"glossary.yml": "sections: [{id: s, title: S, intro: 'See [[lone]].'}]\n"},
    "the footer": {"glossary.yml": "theme: {footer: 'See [[lone]].'}\n"},
}


@pytest.mark.parametrize("lead", LEADS)
def test_a_term_is_no_orphan_by(lead: str, tmp_path: Path) -> None:
    files = ring(FEW) | LONE
    extra = {"terms/term1.md": files["terms/term1.md"].replace("---\nSee", "section: s\n---\nSee")}
    assert told(tmp_path / "words", files | (extra if "section" in lead else {}) | LEADS[lead]) == []


@pytest.mark.parametrize("status", ["draft", "deprecated"])
def test_nobody_need_be_led_to_a_term_that_is(status: str, tmp_path: Path) -> None:
    lone = {"terms/lone.md": term("Lone one", f"status: {status}\n", "[[name3]]")}
    assert told(tmp_path / "words", ring(FEW) | lone) == []


def test_a_small_glossary_has_no_orphans(tmp_path: Path) -> None:
    assert told(tmp_path / "words", ring(FEW - 2) | LONE) == []


def test_where_many_are_orphans_none_is_told(tmp_path: Path) -> None:
    lone = {f"terms/lone{at}.md": term(f"Lone{at}") for at in range(FEW)}
    assert told(tmp_path / "many", ring(FEW * (MANY - 1)) | lone) == []
    assert len(told(tmp_path / "fewer", ring(FEW * (MANY - 1) + 1) | lone)) == FEW


def test_a_term_that_is_never_linked_by_its_name_is_to_be_linked_by_hand(tmp_path: Path) -> None:
    lone = {"terms/lone.md": term("Lone one", "autolink: never\n")}
    (found,) = told(tmp_path / "words", ring(FEW) | lone)
    assert found.help.startswith("link to it with `[[lone]]` in a term that it belongs to")


def test_a_bare_mention_makes_an_entry_without_a_reason_needless(tmp_path: Path) -> None:
    files = {
        "terms/loss.md": term("Loss"),
        "terms/training.md": term("Training", "see_also: [loss, warp]\n", "It lowers the loss."),
        "terms/warp.md": term("Warp"),
    }
    (found,) = told(tmp_path / "words", files, "repeated-link")
    assert "`loss`" in found.message
    assert "`{term: loss, why: …}`" in found.help


def page(body: str, more: str = "") -> dict[str, str]:
    """Six terms, each with two hundred sentences that say *core*, and one that is called so."""
    words = "Some plain words stand here and say little. " * 50
    texts = {f"terms/t{at}.md": term(f"Name{at}", body=f"{words}\n\n{body}") for at in range(6)}
    return texts | {"terms/core.md": term("Core", more)}


def test_a_common_word_that_is_a_name_is_told_with_what_to_write(tmp_path: Path) -> None:
    (found,) = told(tmp_path / "words", page("The core of it. " * 10), "common-name")
    assert found.span.path == "terms/core.md"
    assert "mentions in a thousand words, on 6 pages" in found.message
    assert "`autolink: never`" in found.help


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("The core of it. " * 10, "autolink: first\n"),
        ("The core of it. " * 10, "not_in: [the core of]\n"),
        ("The CORE of it. " * 10, ""),
        ("The core of it.", ""),
    ],
)
def test_a_name_is_no_common_word_where(body: str, more: str, tmp_path: Path) -> None:
    assert told(tmp_path / "words", page(body, more), "common-name") == []


def test_definitions_that_use_one_term_are_no_circle(tmp_path: Path) -> None:
    files = {
        "terms/a.md": "---\nterm: Alpha\ndefinition: A kind of gamma.\n---\n",
        "terms/b.md": "---\nterm: Beta\ndefinition: An alpha made of gamma.\n---\n",
        "terms/c.md": "---\nterm: Gamma\ndefinition: What all are made of.\n---\nOf alpha and beta.\n",
    }
    assert told(tmp_path / "words", files, "definition-circle") == []


def test_a_word_is_explained_where_either_term_is_said_in_plain_words(tmp_path: Path) -> None:
    files = {
        "terms/a.md": "---\nterm: Alpha\ndefinition: A kind of gamma.\nplain: A.\n---\n",
        "terms/b.md": "---\nterm: Beta\ndefinition: A kind of alpha.\n---\n",
        "terms/c.md": "---\nterm: Gamma\ndefinition: What all are made of.\n---\n",
    }
    assert told(tmp_path / "words", files, "unexplained-word") == []


@pytest.mark.timeout(40)
def test_many_circles_are_told_in_time(tmp_path: Path) -> None:
    files = {f"terms/term{at}.md": term(f"Name{at}", f"broader: name{at ^ 1}\n") for at in range(5000)}
    assert len(told(tmp_path / "words", files, "cycle")) == 2500


@pytest.mark.timeout(40)
def test_definitions_that_all_speak_of_each_other_are_told_in_time(tmp_path: Path) -> None:
    names = ", ".join(f"name{at}" for at in range(200))
    files = {f"terms/term{at}.md": f"---\nterm: Name{at}\ndefinition: What has {names}.\n---\n" for at in range(200)}
    assert len(told(tmp_path / "words", files, "definition-circle")) == MOST
