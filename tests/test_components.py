"""What components give their macros, tested without HTML pages: the rules that choose, order, mark and leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from glossary.config.read import read_config
from glossary.graph.assemble import assemble
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.pages.components import view_borrowed, view_component
from glossary.pages.components.exercises import letter
from glossary.pages.join import Joiner
from glossary.term.anchors import slugs
from glossary.term.read import FIELDS, TermReader
from glossary.term.schema import COMPONENTS, TermId
from glossary.text.address import term_address
from glossary.text.english import ENGLISH
from glossary.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.graph.glossary import Glossary
    from glossary.pages.components import ComponentView
    from glossary.term.read import Entry

LOSS = "term: Loss\ndefinition: How wrong a model is.\nplain: The gap."
LORA = "term: LoRA\ndefinition: A cheap way to fine-tune."


class Site:
    """Terms, by id, of which only the front matter is given."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        compiler = Compiler(Dialect(components=COMPONENTS))
        site, _ = read_config(None, compiler, FIELDS)
        reader = TermReader(site, compiler)
        self.entries: dict[str, Entry] = {}
        for name, text in sorted(terms.items()):
            entry, faults = reader.read(Source(f"terms/{name}.md", f"---\n{text}\n---\n".encode(), name))
            assert entry is not None, faults
            self.entries[name] = entry
        self.glossary: Glossary = assemble(site, [entry.card for entry in self.entries.values()])[0]

    def joiner(self, name: str, prefix: str = "") -> Joiner:
        return Joiner(self.glossary, ENGLISH, term_address(name), prefix)

    def view(self, noun: str, name: str = "training", *, prefix: str = "", only: str = "") -> ComponentView | None:
        term, leads = self.entries[name].term, self.glossary.leads(TermId(name))
        return view_component(noun, term, self.joiner(name, prefix), leads, only=only)

    def item(self, noun: str, **how: str) -> Any:
        found = self.view(noun, **how)
        assert found is not None
        return found.item


def site(fields: str, **others: str) -> Site:
    """A site with the term Training, that has these fields, and others."""
    return Site({"training": f"term: Training\ndefinition: Fitting weights to data.\n{fields}", **others})


@pytest.mark.parametrize("noun", COMPONENTS)
def test_a_component_that_the_term_lacks_is_nothing(noun: str) -> None:
    assert site("").view(noun) is None


def test_ids_carry_the_prefix_of_the_page() -> None:
    given = site("faq: {question: Why?, answer: So.}\nsenses: {id: one, definition: This.}")

    assert given.view("faq", prefix="training--").id == "training--faq"  # type: ignore[union-attr]  # it is there
    assert given.item("faq", prefix="training--")[0].id == "training--faq-why"
    assert given.item("senses", prefix="training--")[0].id == "training--sense-one"


# Tables


def table(rest: str) -> str:
    return f"tradeoffs:\n  - {{{rest}}}"


def best(fields: str, **others: str) -> list[bool]:
    (found,) = site(fields, **others).item("tradeoffs").tables
    return [bool(cell.best) for cell in found.rows[0].cells]


def test_best_means_a_label_first_and_a_term_where_no_label_is_so() -> None:
    options = "options: [{term: lora, label: LoRA}, {term: lora, label: QLoRA}, Other]"

    assert best(table(f"{options}, rows: [{{dimension: d, values: [x, y, z], best: LoRA}}]"), lora=LORA) == [
        True,
        False,
        False,
    ]
    assert best(table(f"{options}, rows: [{{dimension: d, values: [x, y, z], best: qlora}}]"), lora=LORA) == [
        False,
        True,
        False,
    ]
    options = "options: [{term: lora, label: Small}, {term: lora, label: Smaller}, Other]"
    assert best(table(f"{options}, rows: [{{dimension: d, values: [x, y, z], best: lora}}]"), lora=LORA) == [
        True,
        True,
        False,
    ]
    assert best(table(f"{options}, rows: [{{dimension: d, values: [x, y, z]}}]"), lora=LORA) == [False, False, False]


@pytest.mark.parametrize(("options", "wide"), [("a, b", False), ("a, b, c", True), ("a, b, c, d", True)])
def test_four_columns_are_wide(options: str, wide: bool) -> None:  # noqa: FBT001 - what is expected
    (found,) = site(table(f"title: T, options: [{options}], rows: []")).item("tradeoffs").tables

    assert found.wide is wide


def test_without_a_title_the_question_is_the_caption() -> None:
    (asked,) = site(table("question: Which *one*?, options: [a, b], rows: []")).item("tradeoffs").tables
    (titled,) = site(table("title: A <b>, question: Which?, options: [a, b], rows: []")).item("tradeoffs").tables

    assert (asked.caption, asked.question) == ("Which <em>one</em>?", "")
    assert (titled.caption, titled.question) == ("A &lt;b&gt;", "Which?")


def test_a_borrowed_table_marks_its_column_names_its_owner_and_has_an_id_of_its_own() -> None:
    given = site(
        table("id: ways, title: Ways, options: [training, lora], rows: [{dimension: d, values: [x, y]}]"), lora=LORA
    )
    owner, leads = given.entries["training"].term, given.glossary.leads(TermId("training"))

    borrowed = view_borrowed(owner, "ways", TermId("lora"), given.joiner("lora"), leads)

    assert borrowed is not None
    (found,) = borrowed.item.tables
    assert (found.owner, found.owner_href, found.id) == ("Training", "training.html#ways", "training:ways")
    assert [option.own for option in found.options] == [False, True]
    assert [option.href for option in found.options] == ["training.html", ""]
    (own,) = given.item("tradeoffs").tables
    assert (own.owner, own.id, [option.own for option in own.options]) == ("", "ways", [True, False])


def test_only_gives_one_table() -> None:
    given = site("tradeoffs:\n  - {id: a, options: [x, y], rows: []}\n  - {id: b, options: [x, y], rows: []}")

    assert [found.id for found in given.item("tradeoffs").tables] == ["a", "b"]
    assert [found.id for found in given.item("tradeoffs", only="b").tables] == ["b"]


# Words and pairs


def test_a_word_with_a_page_is_told_as_its_page_tells_it() -> None:
    given = site(
        "vocabulary: [loss, {term: Loss, plain: Mine.}, {term: Epoch, plain: One *pass*.}, LoRA]", loss=LOSS, lora=LORA
    )

    rows = [(word.name, word.href, word.text) for word in given.item("vocabulary")]

    assert rows == [
        ("Loss", "loss.html", "The gap."),
        ("Loss", "loss.html", "The gap."),
        ("Epoch", "", "One <em>pass</em>."),
        ("LoRA", "lora.html", "A cheap way to fine-tune."),
    ]


def test_the_word_of_the_page_itself_is_no_link() -> None:
    (word,) = site("vocabulary: [training]").item("vocabulary")

    assert (word.name, word.href) == ("Training", "")


def test_names_to_match_are_sorted_and_ids_bring_their_definition() -> None:
    given = site(
        "match: [loss, {concept: epoch, definition: One pass.}, {concept: Batch, definition: Some.}]", loss=LOSS
    )

    found = given.item("match")

    assert [(pair.text, pair.name) for pair in found.pairs] == [
        ("How wrong a model is.", "Loss"),
        ("One pass.", "epoch"),
        ("Some.", "Batch"),
    ]
    assert found.names == ("Batch", "epoch", "Loss")


def test_see_also_names_each_term_once_and_never_the_page_itself() -> None:
    given = site("see_also: [{term: loss, why: Because.}, Loss, training, nothing]", loss=LOSS)

    assert [(entry.name, entry.why) for entry in given.item("see_also")] == [("Loss", "Because.")]


# Questions


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


def test_a_question_names_the_letters_of_its_right_choices() -> None:
    quiz = "quiz:\n  - {question: Which?, choices: [{text: a, correct: true}, b, {text: c, correct: true}]}"

    (question,) = site(quiz).item("quiz").questions

    assert question.right == "A C"
    assert [choice.verdict for choice in question.choices] == ["Right.", "Not this.", "Right."]


# Lists


def test_a_group_is_a_list_of_pairs_only_where_all_items_have_labels() -> None:
    fields = "groups:\n  - items: {A: x, B: y}\n  - items: [{label: A, text: x}, y]\n  - items: [x, y]"

    pairs, mixed, texts = site(fields).item("groups")

    assert [[row.label for row in group.rows] for group in (pairs, mixed, texts)] == [["A", "B"], [], []]
    assert [[row.label for row in group.items] for group in (pairs, mixed, texts)] == [[], ["A", ""], ["", ""]]


def test_a_facet_without_an_answer_is_left_out() -> None:
    (step,) = site("stages: [{title: One, facets: {Happens: x, Costs: [], Kinds: [a, b]}}]").item("stages").steps

    assert [(facet.label, facet.value, facet.values) for facet in step.facets] == [
        ("Happens", "x", ()),
        ("Kinds", "", ("a", "b")),
    ]


def test_heavy_boxes_are_explained_only_where_there_is_one() -> None:
    things = site("lifecycle: {lanes: [{steps: [a, b]}]}").item("lifecycle")
    both = site("lifecycle: {lanes: [{steps: [a, {title: b, kind: activity}]}]}").item("lifecycle")

    assert not things.key
    assert both.key


def test_a_work_without_anything_is_left_out_and_only_the_web_is_linked() -> None:
    given = site("sources: [{}, {title: A study, year: 2020}, 'https://example.org/', 'javascript:alert(1)']")

    assert [(work.title, work.href, work.by) for work in given.item("sources")] == [
        ("A study", "", "2020"),
        ("https://example.org/", "https://example.org/", ""),
        ("javascript:alert(1)", "", ""),
    ]


def test_the_id_of_a_question_has_all_its_words() -> None:
    assert slugs(["A and/or?", "B and/or?"], "question") == ("a-and-or", "b-and-or")
