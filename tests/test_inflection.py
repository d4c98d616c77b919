"""How names end in the other number: what static/finder.js makes of it are the forms that the rules give."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.endings import ENDINGS
from glossary.text.inflection import inflection
from glossary.text.number import other_numbers
from tests.test_number import PAIRS


def inflected(name: str, ending: str) -> str:
    """As `inflect` of static/finder.js."""
    words = name.split(" ")
    for back, change in enumerate(ending.split(" "), 1):
        told = re.fullmatch("([0-9]+)([^0-9].*|)", change, re.DOTALL)
        assert told, change
        word, cut = words[-back], int(told[1])
        assert all(ord(letter) < 0x10000 for letter in word[len(word) - cut :])  # a letter is one unit there, too
        words[-back] = word[: len(word) - cut] + told[2]
    return " ".join(words)


def forms(name: str, language: str) -> tuple[str, ...]:
    """The forms that the endings give."""
    return tuple(inflected(name, ending) for ending in inflection(name, language))


@pytest.mark.parametrize("language", PAIRS)
def test_the_forms_of_known_names(language: str) -> None:
    names = [name.strip() for name in re.split(r"[|/>,\n]", PAIRS[language]) if name.strip()]
    assert [forms(name, language) for name in names] == [other_numbers(name, language) for name in names]


@given(st.text(), st.sampled_from(sorted({*ENDINGS, "tr"})))
def test_the_forms_of_any_text(name: str, language: str) -> None:
    assert forms(name, language) == other_numbers(name, language)


@given(
    st.lists(
        st.sampled_from(
            ["model", "of", "axis", "AI-s", "bus", "ß", "lar", "modeli", "aux", "S", "neuronales", "Netz", "𝒳s"]
        ),
        max_size=5,
    ),
    st.sampled_from(sorted({*ENDINGS, "tr"})),
)
def test_the_forms_of_phrases(words: list[str], language: str) -> None:
    name = " ".join(words)
    assert forms(name, language) == other_numbers(name, language)


def test_names_that_are_inflected_alike_have_one_ending() -> None:
    assert {inflection(name, "en") for name in ("Model", "Large language model", "GPU", "Fine-tuning")} == {("0s",)}
    assert inflection("Neuronales Netz", "de") == inflection("Künstliches Netz", "de") != ()
