"""Candidates for new terms: what is counted, what is left out, how they are ranked and shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from glossary.graph.phrases import c_values, count_phrases
from glossary.markup.prose import BREAK, clauses, sentence
from tests.builds import run, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def term(name: str, body: str, more: str = "") -> str:
    return f"---\nterm: {name}\ndefinition: A thing of its own.\n{more}---\n{body}\n"


def found(folder: Path, bodies: Mapping[str, str], *more: str, config: str = "") -> list[dict[str, Any]]:
    """What `glossary gaps` finds in terms with these bodies."""
    write(folder, {f"terms/{name}.md": term(name.title(), body) for name, body in bodies.items()})
    write(folder, {"glossary.yml": config or "title: Words\n"})
    done = run("gaps", folder, "--cache", folder.parent / "cache", "--jobs", "1", "--format", "json", *more)
    assert (done.status, done.err) == (0, "")
    gaps: list[dict[str, Any]] = json.loads(done.out)
    return gaps


def phrases(folder: Path, *bodies: str, config: str = "") -> list[str]:
    return [gap["phrase"] for gap in found(folder, dict(zip("abcdefgh", bodies, strict=False)), config=config)]


DECAY = "Here the weight decay is set. A high weight decay hurts."


def test_a_phrase_that_is_used_often_is_shown_with_its_place_and_sentence(tmp_path: Path) -> None:
    (gap,) = found(tmp_path / "words", {"a": f"\n{DECAY}", "b": "Less *weight*\ndecay helps. See weight-decay."})
    assert gap == {
        "phrase": "weight decay",
        "abbreviation": "",
        "uses": 4,
        "pages": 2,
        "score": 6.3,
        "term": "a",
        "path": "terms/a.md",
        "line": 6,
        "column": 10,
        "sentence": "Here the weight decay is set.",
    }


def test_for_people_each_is_two_lines(tmp_path: Path) -> None:
    write(tmp_path / "words", {f"terms/{name}.md": term(name, DECAY) for name in ("one", "two")})
    done = run("gaps", tmp_path / "words", "--cache", tmp_path / "cache")
    assert done.out == "terms/one.md:5:10: weight decay: 4 times, on 2 pages\n    Here the weight decay is set.\n"


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/one.md": term("One", DECAY)})
    done = run("gaps", tmp_path / "words", "--cache", tmp_path / "cache")
    assert done.out == "no word or phrase that is no term is used three times, on two pages\n"


@pytest.mark.parametrize(
    "name",
    ["Weight decay", "weight-decay", "Weight decays", "L2 (Weight decay)", "Weight decay (WD)"],
)
def test_names_of_terms_are_no_gaps(name: str, tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/decay.md": term(name, "")})
    assert phrases(tmp_path / "words", DECAY, DECAY) == []


def test_within_a_name_nothing_is_counted_but_around_it(tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/lr.md": term("Learning rate", "")})
    body = "The learning rate schedule is set, and the learning rate too. This learning rate is low."
    assert phrases(tmp_path / "words", body, body, body) == ["learning rate schedule"]


LEFT_OUT = {
    "a link": "The [[a|warp beam]] is here. A [warp beam](https://example.org) is there. The [[a|warp beam]] again.",
    "code": "The `warp beam` is here. A `warp beam` is there. The `warp beam` again.",
    "a heading": "## Warp beam\n\nHere.\n\n## A warp beam\n\nThere.\n\n## The warp beam\n\nThen.",
    "a quotation": "> The warp beam is here. A warp beam is there. The warp beam again.",
    "the end of a sentence": "This is the warp. Beam is here. This is the warp. Beam is there. A warp: beam it.",
    "a word between": "The warp of the beam. A warp of the beam. The warp of a beam.",
    "one page": "",
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_what_is_no_phrase_of_running_text_is_not_counted(what: str, tmp_path: Path) -> None:
    own = "The warp beam is here. A warp beam is there. The warp beam again." if what == "one page" else LEFT_OUT[what]
    assert "warp beam" not in [each.lower() for each in phrases(tmp_path / "words", own, LEFT_OUT[what])]


def test_an_abbreviation_is_shown_with_what_it_stands_for(tmp_path: Path) -> None:
    body = "A mixture of experts (MoE) is large. The MoE is fast. It is an MoE."
    (gap,) = found(tmp_path / "words", {"a": body, "b": body})
    assert (gap["phrase"], gap["abbreviation"], gap["uses"], gap["column"]) == ("mixture of experts", "MoE", 6, 42)


def test_of_a_phrase_and_its_abbreviation_one_is_shown_for_both(tmp_path: Path) -> None:
    body = (
        "Direct preference optimization (DPO) is used. The DPO run ends. Here the direct preference optimization fails."
    )
    gaps = found(tmp_path / "words", {"a": body, "b": body})
    shown = [(gap["phrase"], gap["abbreviation"], gap["uses"]) for gap in gaps]
    assert shown[0] == ("direct preference optimization", "DPO", 8)
    assert "DPO" not in [phrase for phrase, _, _ in shown]


def test_an_abbreviation_of_a_term_is_no_gap(tmp_path: Path) -> None:
    write(tmp_path / "words", {"terms/dpo.md": term("Direct preference optimization", "")})
    body = "Direct preference optimization (DPO) is used. The DPO is good. A DPO is bad."
    assert "DPO" not in phrases(tmp_path / "words", body, body)


def test_what_is_counted_and_its_unit_are_no_gaps(tmp_path: Path) -> None:
    body = "It takes 16 GB, then 32 GB, and once 8 GB."
    assert phrases(tmp_path / "words", body, body) == []


def test_names_and_abbreviations_come_before_common_words(tmp_path: Path) -> None:
    body = "The NCCL is a box. A box like the box is here. Then Kafka ran. In Kafka it is so. So Kafka is. An NCCL. The NCCL."
    assert phrases(tmp_path / "words", body, body)[:3] == ["NCCL", "Kafka", "box"]


def test_verbs_and_adverbs_are_no_gaps(tmp_path: Path) -> None:
    body = "They converge slowly. To converge is hard. It can converge slowly. We converge slowly."
    assert phrases(tmp_path / "words", body, body) == []


def test_a_language_without_stop_words_takes_those_that_stand_everywhere(tmp_path: Path) -> None:
    bodies = [f"Die Kettspannung ist der Wert {name * 4} und die Kettspannung {name * 3}." for name in "abcdefgh"] + [
        "Und der ist die."
    ] * 40
    files = {f"t{at}": body for at, body in enumerate(bodies)}
    gaps = found(tmp_path / "words", files, config="language: de\nrules: {missing-label: off}\n")
    assert gaps[0]["phrase"] == "Kettspannung"
    assert not {"die", "der", "ist", "und"} & {word for gap in gaps for word in gap["phrase"].lower().split()}


def test_a_limit_takes_the_strongest(tmp_path: Path) -> None:
    bodies = dict.fromkeys("ab", f"{DECAY} The warp beam is it. A warp beam is it.") | {"c": DECAY}
    both = found(tmp_path / "words", bodies)
    assert [gap["phrase"] for gap in both] == ["weight decay", "warp beam"]
    assert found(tmp_path / "words", bodies, "--limit", "1") == both[:1]


def test_a_folder_that_is_none_is_a_wrong_call(tmp_path: Path) -> None:
    done = run("gaps", tmp_path / "nowhere")
    assert done.status == 2
    assert "does not exist" in done.err


@pytest.mark.timeout(40)
def test_phrases_around_one_name_are_counted_in_time() -> None:
    run = ["aa", "bb"] * 60_000
    names = [("aa", "bb"), *(("aa", f"cc{at}") for at in range(10_000))]

    assert count_phrases([(run,)], 3, names) == {("aa", "bb", "aa", "bb"): (59_999, 1, 0)}


def test_the_c_value_of_a_part_is_what_it_is_used_for_itself() -> None:
    """Frantzi, Ananiadou, Mima 2000, § 2.2: `soft contact lens` 3 times, `contact lens` twice without `soft`."""
    runs = [[["soft", "contact", "lens"]] * 3 + [["contact", "lens"]] * 2]
    tallies = count_phrases(runs, 2, ())
    values = c_values(tallies)
    assert {phrase: tally.uses for phrase, tally in tallies.items() if len(phrase) > 1} == {
        ("soft", "contact"): 3, ("contact", "lens"): 5, ("soft", "contact", "lens"): 3
    }  # fmt: skip
    assert values[("soft", "contact")] == 0
    assert values[("contact", "lens")] == pytest.approx(2 * 1.585, abs=0.01)
    assert values[("soft", "contact", "lens")] == 6


def test_clauses_end_at_signs_and_compounds_are_several_words() -> None:
    text = f"CI/CD, node.js (C++ 3.5) – GPU's well-known{BREAK}end. \x02a link\x02 x"
    assert list(clauses(text)) == [["CI/CD"], ["node.js"], ["C++", "3.5"], ["GPU"], ["well", "known"], ["end"], ["x"]]


def test_a_sentence_is_cut_out_and_cut_short() -> None:
    text = f"One. Two \x02three\x02 e.g. four. Five{BREAK}six"
    assert sentence(text, text.index("four"), text.index("four") + 4) == "Two three e.g. four."
    assert sentence(text, text.index("six"), len(text)) == "six"
    long = "word " * 100 + "here " + "word " * 100
    cut = sentence(long, long.index("here"), long.index("here") + 4)
    assert cut.startswith("…word")
    assert cut.endswith("word…")
    assert "here" in cut
    assert len(cut) <= 202
