"""The sentence in which a link stands, as *Mentioned in* shows it."""

import time

import pytest

from glossary.markup.compiler import Compiler
from glossary.markup.passages import Scribe
from glossary.markup.segments import Dialect
from glossary.markup.sentences import LONGEST, Sentences


def said(text: str) -> list[str]:
    """The sentences of the links of a Markdown text, in order."""
    scribe = Scribe()
    scribe.enter("body", 0)
    scribe.write(Compiler(Dialect()).block(text).segments, 0, linked=True)
    passage = scribe.passage(())
    sentences = Sentences(passage.text)
    return [sentences.around(spot.start, spot.end) for spot in passage.spots]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Before it. A [[model]] learns! After it.", "A model learns!"),
        ("See e.g. the [[model]] of it. More.", "See e.g. the model of it."),
        ("- one\n- a **bold** [[model]] of `code`\n- three", "a bold model of code"),
        ("| a | b |\n|---|---|\n| the [[model]] | c |", "the model"),
        ("A fact.[^1] The [[model]] & <more>.\n\n[^1]: A note.", "The model & <more>."),
        ("One\nline and [[model|two\nmodels]] on it.", "One line and two models on it."),
        ("\u8a9e\u3002[[model]]\u3067\u3059\u3002\u8a9e", "model\u3067\u3059\u3002"),
    ],
)
def test_a_link_is_shown_with_its_sentence(text: str, sentence: str) -> None:
    assert said(text) == [sentence]


def test_a_link_in_a_heading_has_none() -> None:
    assert said("## The [[model]]\n\nText.") == []


def test_a_long_sentence_is_cut_around_the_link() -> None:
    (sentence,) = said("word " * 100 + "[[model]]" + " word" * 100 + ".")

    assert sentence.startswith("…word ")
    assert sentence.endswith(" word…")
    assert " model " in sentence
    assert len(sentence) <= LONGEST + 2


def test_many_links_in_one_endless_sentence_cost_what_its_characters_do() -> None:
    text = "a b, " * 20_000
    start = time.process_time()
    sentences = Sentences(text)
    found = [sentences.around(at, at + 1) for at in range(2, len(text), 5)]

    assert time.process_time() - start < 5
    assert len(found) == 20_000
    assert max(map(len, found)) <= LONGEST + 2
