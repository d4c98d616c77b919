"""What changed between two glossaries: who is who, word by word, and how it is told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossary.changes.words import compare_words
from glossary.cli.comment import LONGEST, MOST
from glossary.cli.pen import Markdown, Terminal, mark
from glossary.config.read import read_config
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.deal import meaning
from glossary.term.read import FIELDS, TermReader
from glossary.text.source import Source
from tests.builds import Builder, Run, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Files = dict[str, str]


def term(name: str, definition: str, more: str = "", body: str = "") -> str:
    return f"---\nterm: {name}\ndefinition: {definition}\n{more}---\n{body}\n"


class Site:
    """A process that compares two folders."""

    def __init__(self, builder: Builder, place: Path) -> None:
        self.builder = builder
        self.place = place

    def ask(self, before: Mapping[str, str], after: Mapping[str, str], *more: str) -> Run:
        for name, files in (("before", before), ("after", after)):
            write(self.place / name, {"glossary.yml": "title: Words\n", **files})
        cache = self.place / "cache"
        sides = (f"{self.place}/before", f"{self.place}/after")
        self.builder.begin("diff", *sides, "--cache", cache, "--jobs", "1", *more)
        return self.builder.end()

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
        said = self.ask(before, after, "--format", "json")
        assert (said.status, said.err) == (0, "")
        found: dict[str, Any] = json.loads(said.out)
        return found


@pytest.fixture
def site(builder: Builder, tmp_path: Path) -> Site:
    return Site(builder, tmp_path)


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("A model fits.", "A model fits.", "A model fits."),
        ("A model fits its data.", "A model follows its data.", "A model [-fits-] {+follows+} its data."),
        ("It fits, well.", "It grows; slowly.", "It [-fits, well-] {+grows; slowly+}."),
        ("Fits.", "Fits well.", "Fits {+well+}."),
        ("", "New here.", "{+New here.+}"),
        ("Old.", "", "[-Old.-]"),
        ("模型是函数。", "模型是一个函数。", "模型是{+一个+}函数。"),
        ("over-fitting", "over-fitted", "[-over-fitting-] {+over-fitted+}"),
        ("a b c d", "b a c d", "{+b+} a [-b-] c d"),
    ],
)
def test_a_text_is_shown_word_by_word(before: str, after: str, shown: str) -> None:
    assert mark(compare_words(before, after), Terminal(color=False)) == shown


TEXTS = st.text(st.sampled_from("ab ,.\n語é-"), max_size=40)


@given(TEXTS, TEXTS)
def test_the_parts_make_both_texts(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    old = "".join(piece.text for piece in pieces if piece.kind != "new")

    assert "".join(piece.text for piece in pieces if piece.kind != "lost") == after
    assert old.split() == before.split() or "".join(old.split()) == "".join(before.split())


@pytest.mark.timeout(5)
def test_long_texts_of_few_words_are_compared_at_once() -> None:
    pieces = compare_words("x " + "a b " * 20_000, "x " + "b a " * 20_000)

    assert [piece.kind for piece in pieces] == ["same", "lost", "new"] or len(pieces) <= 4


def test_of_a_long_text_what_did_not_change_is_shortened() -> None:
    same = "word " * 100
    shown = mark(compare_words(f"{same}one {same}", f"{same}two {same}"), Terminal(color=False))

    assert "[-one-] {+two+}" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 250


# ------------------------------------------------------------------------------------------------ who is who

MODEL = term("Model", "A function that was fitted to data.")
LOSS = term("Loss", "A number that says how far the output of a model is off.", body="It falls while a model learns.")


def test_a_redirect_makes_a_rename(site: Site) -> None:
    new = LOSS.replace("term: Loss\n", "term: Loss function\nredirects: [loss]\n")
    found = site.changes(
        {"terms/loss.md": LOSS, "terms/model.md": MODEL},
        {"terms/loss-function.md": new, "terms/model.md": MODEL},
    )

    assert found["renamed"] == [
        {
            "old": "loss",
            "id": "loss-function",
            "old_name": "Loss",
            "name": "Loss function",
            "path": "terms/loss-function.md",
            "by": "redirect",
            "leads": True,
        }
    ]
    assert found["added"] == found["retired"] == found["links"] == found["ended"] == []
    assert [field["name"] for each in found["changed"] for field in each["fields"]] == ["term"]


def test_without_a_redirect_the_text_or_the_file_tells(site: Site) -> None:
    moved = site.changes({"terms/loss.md": LOSS}, {"terms/cost.md": LOSS.replace("Loss", "Cost")})
    assert [(each["old"], each["id"], each["by"], each["leads"]) for each in moved["renamed"]] == [
        ("loss", "cost", "text", False)
    ]
    assert moved["ended"] == [{"id": "loss", "heir": "cost", "path": "terms/cost.md"}]


def test_a_file_whose_id_changed_is_the_same_term(site: Site) -> None:
    other = "---\nid: cost\nterm: Cost\ndefinition: What is paid.\n---\n"
    found = site.changes({"terms/loss.md": LOSS}, {"terms/loss.md": other})

    assert [(each["old"], each["id"], each["by"]) for each in found["renamed"]] == [("loss", "cost", "file")]


def test_other_texts_are_other_terms(site: Site) -> None:
    found = site.changes(
        {"terms/loss.md": LOSS}, {"terms/recall.md": term("Recall", "The share of right items that were found.")}
    )

    assert [each["id"] for each in found["added"]] == ["recall"]
    assert [(each["id"], each["now"], each["heir"]) for each in found["retired"]] == [("loss", "gone", "")]
    assert [each["id"] for each in found["ended"]] == ["loss"]


def test_of_two_terms_that_one_swallows_the_nearer_one_is_renamed(site: Site) -> None:
    new = LOSS.replace("term: Loss\n", "term: Objective\nredirects: [error, loss]\n")
    before = {"terms/error.md": term("Error", "A wrong answer."), "terms/loss.md": LOSS}
    found = site.changes(before, {"terms/objective.md": new})

    assert [(each["old"], each["id"]) for each in found["renamed"]] == [("loss", "objective")]
    assert [(each["id"], each["heir"]) for each in found["retired"]] == [("error", "objective")]
    assert found["ended"] == []


def test_what_replaced_by_leaves_is_retired_and_leads_on(site: Site) -> None:
    files = {"terms/loss.md": LOSS, "terms/cost.md": term("Cost", "What is paid for an answer.")}
    found = site.changes(files, files | {"terms/cost.md": "---\nterm: Cost\nreplaced_by: loss\n---\n"})

    assert [(each["id"], each["now"], each["heir"]) for each in found["retired"]] == [("cost", "gone", "loss")]
    assert found["ended"] == []


def test_a_deprecated_term_is_retired_and_keeps_its_page(site: Site) -> None:
    files = {"terms/loss.md": LOSS, "terms/cost.md": term("Cost", "What is paid.")}
    new = term("Cost", "What is paid.", "status: deprecated\nreplaced_by: loss\n")
    found = site.changes(files, files | {"terms/cost.md": new})

    assert [(each["id"], each["now"], each["heir"]) for each in found["retired"]] == [("cost", "deprecated", "loss")]
    assert found["changed"] == found["ended"] == []


def test_drafts_are_told_apart(site: Site) -> None:
    draft = term("Cost", "What is paid.", "status: draft\n")
    files = {"terms/loss.md": LOSS}
    new = site.changes(files, files | {"terms/cost.md": draft})
    assert (new["added"], [(each["path"], each["now"]) for each in new["drafts"]]) == ([], [("terms/cost.md", "new")])

    published = site.changes(files | {"terms/cost.md": draft}, {"terms/cost.md": term("Cost", "What is paid.")})
    assert [(each["id"], each["was"]) for each in published["added"]] == [("cost", "draft")]
    assert published["drafts"] == []

    withdrawn = site.changes({"terms/cost.md": term("Cost", "What is paid.")}, {"terms/cost.md": draft})
    assert [(each["id"], each["now"]) for each in withdrawn["retired"]] == [("cost", "draft")]


def test_a_file_that_cannot_be_read_is_no_term_that_is_gone(site: Site) -> None:
    found = site.changes(
        {"terms/loss.md": LOSS, "terms/model.md": MODEL}, {"terms/loss.md": "Loss\n", "terms/model.md": MODEL}
    )

    assert found["unread"] == ["terms/loss.md"]
    assert [each["id"] for each in found["retired"]] == []
    assert found["ended"] == []


def test_the_same_glossary_elsewhere_has_no_changes(site: Site) -> None:
    files = {"terms/loss.md": LOSS, "terms/model.md": MODEL, "pages/about.md": "# About\n\nModels.\n"}

    assert site.ask(files, files).out.splitlines()[1:] == ["no term changes"]


def test_line_ends_and_order_of_keys_are_no_changes(site: Site) -> None:
    turned = "---\r\ndefinition: A function that was fitted to data.\r\nterm: Model\r\n---\r\n\r\n"
    found = site.changes({"terms/model.md": MODEL}, {"terms/model.md": turned})

    assert found["changed"] == []


def test_a_review_that_lapses_is_told(site: Site) -> None:
    sourced = term("Model", "A function.", "sources: [https://example.org]\n")
    digest = digest_of(sourced)
    review = f"reviewed: {{by: Jo, on: 2026-01-02, digest: '{digest}'}}\n"
    good = sourced.replace("sources:", f"{review}sources:")
    found = site.changes({"terms/model.md": good}, {"terms/model.md": good.replace("A function", "A thing")})

    assert [(each["id"], each["by"], each["now"]) for each in found["reviews"]] == [("model", ["Jo"], "changed")]
    assert [each["now"] for each in site.changes({"terms/model.md": sourced}, {"terms/model.md": good})["reviews"]] == [
        "verified"
    ]
    assert [each["now"] for each in site.changes({"terms/model.md": good}, {"terms/model.md": sourced})["reviews"]] == [
        "removed"
    ]


def digest_of(text: str) -> str:
    """The digest that a review of a term must have."""
    compiler = Compiler(Dialect())
    reader = TermReader(read_config(None, compiler, FIELDS)[0], compiler)
    entry, _ = reader.read(Source("terms/model.md", text.encode(), ""))
    assert entry is not None
    return meaning(entry.term)


# ------------------------------------------------------------------------------------------------ how it is told

BEFORE = {
    "glossary.yml": "title: Words\nsections: [basics]\n",
    "terms/model.md": term("Model", "A function that was fitted to data.", "section: basics\n"),
    "terms/loss.md": term("Loss", "A number that says how far a model is off.", "aliases: [cost]\n", "It falls."),
    "terms/perceptron.md": term("Perceptron", "A neuron with a step."),
    "terms/layer.md": term("Layer", "A row of neurons.", "", "Its perceptron was the first. A weight is a number."),
    "terms/gone.md": term("Old word", "Nobody says it."),
    "pages/about.md": "# About\n\nWords about models.\n",
}
AFTER = {
    "glossary.yml": "title: Words of ours\nsections: [basics]\nrules: {orphan: off}\n",
    "terms/model.md": term(
        "Model", "A function whose weights were fitted to data.", "section: basics\ntags: [core]\nlevel: beginner\n"
    ),
    "terms/objective.md": term(
        "Objective", "A number that says how far a model is off.", "aliases: [cost]\nredirects: [loss]\n", "It falls."
    ),
    "terms/weight.md": term("Weight", "A number that training sets.", "see_also: [model]\n"),
    "terms/layer.md": BEFORE["terms/layer.md"],
    "pages/about.md": "# About\n\nWords about many models.\n",
    "terms/idea.md": term("Idea", "To be written.", "status: draft\n"),
}

TEXT = """\
Addresses that end
  gone: nothing leads on; write redirects: [gone] in the term to read instead
  perceptron: nothing leads on; write redirects: [perceptron] in the term to read instead

Added
  Weight (weight): A number that training sets.

Renamed
  Loss → Objective: loss → objective; its old address leads on

Retired
  Old word (gone): it is gone
  Perceptron (perceptron): it is gone

Changed
  Model (model)
    definition: A function [-that was-] {+whose weights were+} fitted to data.
    level: {+beginner+}
    tags: {+core+}
    links: + weight (mention)
  Objective (objective)
    term: [-Loss-] {+Objective+}

Links of other terms
  − perceptron no more from layer (mention)
  + weight from layer (mention)

Pages that are no terms
  About (pages/about.md): changed

Drafts
  Idea (terms/idea.md): new

glossary.yml
  title: [-Words-] {+Words of ours+}
  rules.orphan: {+off+}
"""


def both(site: Site, form: str) -> str:
    for path in BEFORE.keys() - AFTER.keys():
        (site.place / "after" / path).unlink(missing_ok=True)
    said = site.ask(BEFORE, AFTER, "--format", form)
    assert (said.status, said.err) == (0, "")
    return said.out


def test_for_people_a_decision_comes_first(site: Site) -> None:
    first, counts, _, rest = both(site, "text").split("\n", 3)

    assert first.endswith("/before → " + first.rpartition(" → ")[2])
    assert counts == (
        "terms: 1 added, 1 renamed, 2 retired, 2 changed; 2 addresses end; 2 links gained; 1 link lost; 15 pages change"
    )
    assert rest.startswith(TEXT)


MARKDOWN = """\
### Addresses that end (2)

- `gone`: nothing leads on; write `redirects: [gone]` in the term to read instead
- `perceptron`: nothing leads on; write `redirects: [perceptron]` in the term to read instead

### Added (1)

- <b>Weight</b> (`weight`): A number that training sets.

### Renamed (1)

- <b>Loss</b> → <b>Objective</b>: `loss` → `objective`; its old address leads on

### Retired (2)

- <b>Old word</b> (`gone`): it is gone
- <b>Perceptron</b> (`perceptron`): it is gone

### Changed (2)

- <b>Model</b> (`model`)
  - `definition`: A function <del>that was</del> <ins>whose weights were</ins> fitted to data.
"""


def test_for_a_pull_request_it_is_markdown(site: Site) -> None:
    said = both(site, "markdown")
    assert "<li>+ <code>weight</code> from <code>layer</code> (mention)</li>" in MarkdownIt().render(said)

    assert said.startswith("<!-- glossary diff -->\n**Glossary**, ")
    assert MARKDOWN in said


HOSTILE = (
    "@octocat and a@b.co, <script>alert(1)</script>, <!-- , --> , &lt;b&gt;, [x](https://evil.example), "
    "https://evil.example www.evil.example, ![p](https://evil.example/p.png), `code`, ``` , #12, GH-12, o/r#3, "
    "**bold** _it_ ~~no~~ $x^2$ :tada: 1234567890abcdef mailto:a@b.co ftp://evil.example | x | \\@octocat [^1] - [ ] t"
)


@pytest.mark.parametrize("how", ["text", "strong", "lost", "new", "code"])
def test_in_markdown_what_somebody_wrote_is_text_alone(how: str) -> None:
    written = getattr(Markdown(), how)(HOSTILE)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"- {written}\n")
    inner = [each for token in tokens for each in token.children or ()]
    html = {each.content for each in inner if each.type == "html_inline"}
    shown = "".join(each.content for each in inner if each.type == "text")

    kinds = {each.type for each in inner} - {"code_inline"} if how == "code" else {each.type for each in inner}
    assert kinds <= {"text", "html_inline", "text_special"}
    assert html <= {"<b>", "</b>", "<del>", "</del>", "<ins>", "</ins>", "<span>", "</span>"}
    assert not re.search(r"@\w|#\d|://|www\.|(?i:gh-\d)|:tada:|\b[0-9a-f]{7,}\b|mailto:", shown)


@given(st.text(st.sampled_from("`@a#1<>[]()*_\\!&~|$^: \n.wh/-"), max_size=30))
def test_no_words_reach_out_of_their_place(words: str) -> None:
    pen = Markdown()
    line = f"- {pen.strong(words)} ({pen.code(words)}): {pen.text(words)} END\n"
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(line)
    inner = [each for token in tokens for each in token.children or ()]

    assert [token.type for token in tokens if token.level == 0] == ["bullet_list_open", "bullet_list_close"]
    assert {each.type for each in inner} <= {"text", "html_inline", "text_special", "code_inline"}
    assert {each.content for each in inner if each.type == "html_inline"} <= {"<b>", "</b>", "<span>", "</span>"}
    assert inner[-1].content.endswith("END")


def test_a_comment_has_room_and_counts_what_has_none(site: Site) -> None:
    words = "Words that fill a comment. " * 20
    many = {f"terms/t{n}.md": term(f"T{n}", f"Number {n}, {words}") for n in range(300)}
    said = site.ask({"terms/model.md": MODEL}, many | {"terms/model.md": MODEL}, "--format", "markdown").out

    shown = re.search(r"### Added \(300\)\n\n(.*?)\n\n", said, re.DOTALL)
    assert len(said) <= LONGEST
    assert shown is not None
    assert shown[1].count("\n") == MOST
    assert f"*{300 - MOST} entries left out*" in said


def test_a_comment_stays_within_its_bound(site: Site) -> None:
    long = "An alternative and rather long wording, " * 40
    before = {f"terms/t{n}.md": term(f"T{n}", f"Number {n}.", "plain: short\n") for n in range(60)}
    after = {f"terms/t{n}.md": term(f"T{n}", f"{long} {n}.", f"plain: {long}\n") for n in range(60)}
    said = site.ask(before, after, "--format", "markdown").out

    assert len(said) <= LONGEST
    assert "left out*" in said
    assert "### Pages of the site" in said


def test_a_name_cannot_act_on_a_terminal(site: Site) -> None:
    odd = term('"\\u202eOdd"', "A \\u202e thing.")
    said = site.ask({"terms/model.md": MODEL}, {"terms/model.md": MODEL, "terms/odd.md": odd})

    assert "\u202e" not in said.out
    assert "odd" in said.out
