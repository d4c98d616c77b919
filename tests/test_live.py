"""A folder in memory: what a change of a text comes to without reading all is what reading all comes to."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.build.keeper import LITTLE
from glossary.build.live import Live, lively
from glossary.build.memo import read_state, write_state
from glossary.build.run import options_of

WORDS = ("training", "loss", "model", "token", "prompt", "weight")


def text_of(word: str, body: str, plain: str = "Said plainly.") -> str:
    """The file of a term."""
    others = ", ".join(other for other in WORDS if other > word)
    return f"""---
term: {word.title()}
definition: A thing that is number {WORDS.index(word)}.
plain: {plain}
see_also: [{others}]
---
{body}
"""


@contextmanager
def opened(folder: Path, files: Mapping[str, str]) -> Iterator[Live]:
    """The folder with these files, in memory."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    options = options_of(folder, None, folder.with_name("cache"))._replace(check=True, drafts=True)
    with lively(options) as live:
        yield live


def book() -> dict[str, str]:
    """The files of a small glossary."""
    return {f"terms/{word}.md": text_of(word, f"A text of {word}.") for word in WORDS}


def site(live: Live) -> dict[str, bytes]:
    """All files of the site that is shown."""
    return {address: live.file(address) or b"" for address in live.shown.plan.artifacts}


SENTENCES = st.sampled_from(
    [
        "The loss of a model falls.",
        "A [[prompt]] is read.",
        "See [the tokens](token.md), or *training*.",
        "Nothing is named here.",
        "A [[weight|number]] and a weight.",
        "| a | b |\n|---|---|\n| model | loss |",
        "## A heading\n\nBelow it a token.",
        "`code` and **model** once more.",
    ]
)


@settings(max_examples=40)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(WORDS), st.lists(SENTENCES, max_size=4), st.booleans()), min_size=1, max_size=4
    )
)
def test_a_text_that_is_taken_in_alone_gives_the_site_that_reading_all_gives(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, list[str], bool]]
) -> None:
    folder = tmp_path_factory.mktemp("live") / "site"
    with opened(folder, book()) as live:
        for word, sentences, plainly in edits:
            plain = "In other words." if plainly else "Said plainly."
            path = f"terms/{word}.md"
            (folder / path).write_text(text_of(word, "\n\n".join(sentences), plain), encoding="utf-8")
            if live.amend(path):
                amended = site(live)
                live.adopt(live.read())
                assert amended == site(live)
            else:
                live.adopt(live.read())


def test_a_text_is_taken_in_with_its_links_and_its_sentences_elsewhere(tmp_path: Path) -> None:
    with opened(tmp_path / "site", book()) as live:
        (tmp_path / "site/terms/loss.md").write_text(
            text_of("loss", "New: a prompt of [[model|one]]."), encoding="utf-8"
        )

        assert live.amend("terms/loss.md")
        assert b"New: a <a " in (live.file("loss.html") or b"")
        assert b"New: a prompt of one." in (live.file("prompt.html") or b"")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("term: Loss", "term: Cost"),
        ("see_also:", "contrast:"),
        ("A text of loss.", "See [[nowhere]]."),
        ("definition:", "definitio:"),
        ("plain: Said plainly.", "plain: Said plainly.\norder: 4"),
    ],
)
def test_what_concerns_others_is_not_taken_in_alone(tmp_path: Path, old: str, new: str) -> None:
    with opened(tmp_path / "site", book()) as live:
        before = live.file("loss.html")
        file = tmp_path / "site/terms/loss.md"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

        assert not live.amend("terms/loss.md")
        assert live.file("loss.html") == before


def test_a_mistake_leaves_the_last_good_site_and_is_told_until_it_is_mended(tmp_path: Path) -> None:
    with opened(tmp_path / "site", book()) as live:
        before = site(live)
        file = tmp_path / "site/terms/loss.md"
        file.write_text(text_of("loss", "See [[nowhere]], which is new."), encoding="utf-8")
        live.adopt(live.read())

        assert [(found.rule, found.span.path) for found in live.problems] == [("dangling-link", "terms/loss.md")]
        assert live.broken
        assert site(live) == before
        file.write_text(text_of("loss", "It is new."), encoding="utf-8")
        live.adopt(live.read())
        assert not live.problems
        assert b"It is new." in (live.file("loss.html") or b"")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only some systems list what a process has open")
def test_no_file_stays_open_for_a_state_that_is_not_shown_any_more(tmp_path: Path) -> None:
    with opened(tmp_path / "site", book()) as live:
        counts = []
        for count in range(4):
            place = tmp_path / "site/terms/loss.md"
            place.write_text(text_of("loss", f"Text {count}." if count % 2 else "See [[nowhere]]."), encoding="utf-8")
            live.adopt(live.read())
            site(live)
            open_files = [os.path.realpath(place) for place in Path("/proc/self/fd").iterdir()]
            counts.append(sum(place.endswith(".pack") and place.startswith(live.memo) for place in open_files))
        assert 0 < counts[0] <= 2
        assert counts == counts[:1] * 4


def test_a_memo_that_is_mostly_garbage_serves_until_the_end_and_is_tidied_then(tmp_path: Path) -> None:
    with opened(tmp_path / "site", book()) as live:
        memo = live.memo
        before = site(live)
    write_state(memo, msgspec.structs.replace(read_state(memo), garbage=LITTLE + 1))
    with opened(tmp_path / "site", {}) as live:
        assert site(live) == before
        (tmp_path / "site/terms/loss.md").write_text(text_of("loss", "It is new."), encoding="utf-8")
        live.adopt(live.read())
        assert b"It is new." in (live.file("loss.html") or b"")
        assert live.file("token.html") == before["token.html"]
    assert read_state(memo).garbage == 0


def test_nothing_is_written_into_the_folder_and_a_second_one_shows_it_too(tmp_path: Path) -> None:
    with opened(tmp_path / "site", book()) as live, opened(tmp_path / "site", {}) as other:
        assert site(live) == site(other)
    assert [place.name for place in (tmp_path / "site").iterdir()] == ["terms"]
