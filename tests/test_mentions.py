"""Names in running text: what holds for any text and any names; single sentences stand in `mentions/`."""

import json
import re
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.build.run import Options, build
from glossary.config.schema import Config, Site, Tag
from glossary.graph.glossary import NOWHERE, Target
from glossary.graph.lexicon import make_lexicon
from glossary.graph.mentions import LINKS, WHYS, Linker, Mention, Page
from glossary.markup.compiler import Compiler
from glossary.markup.passages import Passage, Scribe
from glossary.markup.segments import Dialect, Prose
from glossary.term.read import TermReader
from glossary.text.bounds import bounded
from glossary.text.fold import fold
from glossary.text.source import Source
from tests.builds import write

COMPILER = Compiler(Dialect())

WORDS = ("a", "A", "model", "Model", "models", "card", "GPU", "GPUs", "C++", "C", ".NET", "CI", "CD", "cafe\u0301", "Café", "İ", "ı", "ß", "ǅ",
    "モデル", "学", "نموذج", "ال", "모델", "은", "l’", "s", "x2", "ﬁ", "ſ")  # fmt: skip
SIGNS = (" ", " ", " ", "-", "/", "&", ".", ",", "'", "’", "\n", "*", "**", "_", "~~", "`", "\\", "&amp;", "&nbsp;", "&shy;", "\u200b", "\u0301",
    "<", "(", ")", "[", "]", "!", "\n\n", "\n- ", "\n> ", "\n## ", "|", "[^1]", "$", "#", "{.nolink}", "\u064e", "\u3099")  # fmt: skip
tricky = st.lists(st.sampled_from((*WORDS, *SIGNS)), max_size=24).map("".join)
names = st.lists(st.sampled_from((*WORDS, " ", " ", "-", "/", " (", ")")), min_size=1, max_size=5).map("".join)
LANGUAGES = ("en", "de", "fr", "tr", "ja", "ar", "ko", "zh", "it")


def passage_of(text: str) -> Passage:
    """What is read of a Markdown text."""
    scribe = Scribe()
    scribe.enter("body", 0)
    scribe.write(COMPILER.block(text).segments, 0, linked=True)
    return scribe.passage(())


def linker_of(given: list[str], language: str = "en", **fields: str) -> Linker:
    """A linker for a glossary of terms with these names."""
    reader = TermReader(Site(Config(language=Tag(language))), COMPILER)
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    cards = {}
    for number, name in enumerate(given):
        text = f"---\nterm: {json.dumps(name)}\ndefinition: x\n{more}---\n"
        entry, _ = reader.read(Source(f"terms/t{number}.md", text.encode(), str(number)))
        if entry is not None:
            cards[entry.card.id] = entry.card
    return Linker(make_lexicon(cards.values(), ()), cards, language, {})


def mentions(text: str, *given: str, **fields: str) -> list[tuple[str, str]]:
    """The words of a text that are names, each with the rule that decided."""
    passage = passage_of(text)
    found = linker_of(list(given), **fields).mentions(Page("", "", passage, ()))
    return [(passage.text[mention.start : mention.end], mention.why) for mention in found]


def test_a_sentence_of_a_thousand_names_links_each_once() -> None:
    given = [f"Name {number}" for number in range(1000)]
    found = mentions(", ".join(given).lower() + ", and again " + ", ".join(given), *given)

    assert [why for _, why in found] == ["first"] * 1000 + ["repeated"] * 1000


def test_a_name_in_a_hundred_thousand_brackets_is_found_in_time() -> None:
    assert mentions("(" * 50_000 + "model" + ")" * 50_000, "Model") == [("model", "first")]


MANY = 60_000


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    ("text", "given", "target", "rules"),
    [
        ("aa " * MANY, ("aa", "aa aa"), NOWHERE, {"first": 1, "repeated": MANY // 2 - 1}),
        ("aa" * MANY, ("aa",), NOWHERE, {}),
        ("[aa](b.md) " * MANY, ("aa",), NOWHERE, {"inside-link": MANY}),
        ("aa [b](b.md) " * MANY, ("aa (b)", "aa (c)"), Target("term", "t0"), {"chosen": 1, "repeated": MANY - 1}),
    ],
    ids=["names that overlap", "names within a word", "names in links", "names of two terms beside links"],
)
def test_a_text_of_one_name_is_read_in_time(
    text: str, given: tuple[str, ...], target: Target, rules: dict[str, int]
) -> None:
    passage = passage_of(text)
    found = linker_of(list(given)).mentions(Page("", "", passage, (target,) * len(passage.spots)))

    assert Counter(mention.why for mention in found) == rules


@pytest.mark.timeout(40)
def test_the_parts_of_many_tables_are_found_in_time() -> None:
    scribe = Scribe()
    for cell in range(3 * MANY):
        scribe.enter("tradeoffs", cell)
        scribe.write((Prose("x"),), 0, linked=True)

    assert len(scribe.passage(range(0, 3 * MANY, 3)).parts) == MANY


def test_each_rule_has_words_and_each_link_a_rule() -> None:
    assert {*LINKS} < {*WHYS}
    assert all(text and not text.endswith(".") for text in WHYS.values())


@pytest.mark.parametrize(
    ("text", "start", "end", "why"),
    [
        ("a model b", 2, 7, ""),
        ("remodel", 2, 7, "word"),
        ("models", 0, 5, "word"),
        ("re-models", 3, 8, "word"),
        ("re-model", 3, 8, "compound"),
        ("A/B-C", 2, 3, "compound"),
        ("A/B", 2, 3, "pair"),
        ("a--model", 3, 8, ""),
        ("\N{COMBINING ACUTE ACCENT}model", 1, 6, "word"),
    ],
)
def test_what_stands_beside_a_name_says_whether_it_is_one(text: str, start: int, end: int, why: str) -> None:
    assert bounded(text, start, end, "en") == why


@given(tricky, st.lists(names, min_size=1, max_size=6), st.sampled_from(LANGUAGES))
@example("A ***model** card* and", ["model card", "card and"], "en")
@example("a\u0301-ß model", ["\u0301", "ß"], "de")
def test_mentions_lie_in_the_text_side_by_side(text: str, given: list[str], language: str) -> None:
    passage = passage_of(text)
    linker = linker_of(given, language)
    found = linker.mentions(Page("", "", passage, ()))

    assert found == sorted(found)
    assert found == linker.mentions(Page("", "", passage, ()))
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(passage.text)
        end = mention.end
        assert mention.why in WHYS
        assert mention.terms
        assert mention.why != "written"
        words = passage.text[mention.start : mention.end]
        assert not words[0].isspace()
        assert "\x1e" not in words


@given(tricky, st.sampled_from(LANGUAGES))
def test_a_folded_text_keeps_its_places(text: str, language: str) -> None:
    folded = fold(text, language)

    for start in range(len(folded.text)):
        first, last = folded.span(start, start + 1)
        assert 0 <= first <= last <= len(text)
        assert first < last or text[first] in "ßẞ"  # which is two letters at one place
        assert first == 0 or folded.span(start - 1, start)[1] <= first
    assert "  " not in folded.text


@given(tricky, st.sampled_from(LANGUAGES))
@example("cafe\u0301\u064e", "en")
@example("\ubaa8\ub378\u0301", "en")
@example("\u0130\u0301", "en")
def test_both_forms_of_unicode_fold_alike(text: str, language: str) -> None:
    composed, apart = (fold(unicodedata.normalize(form, text), language).text for form in ("NFC", "NFD"))

    assert composed == apart


quick = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@quick
@given(st.lists(tricky, min_size=8, max_size=24), st.lists(names, min_size=2, max_size=6))
@example(["a ***model** card* b", "a *b **model*** card", "**a *model*** *card*"] * 3, ["model card", "b model"])
def test_a_link_adds_its_own_tags_and_nothing_else(texts: list[str], given: list[str]) -> None:
    """Without its links a page is what it is without bare mentions; with them it is HTML without an error."""
    with tempfile.TemporaryDirectory() as folder:
        linked, plain = (bodies(Path(folder), texts, given, autolink=autolink) for autolink in (True, False))

    for number, html in enumerate(linked):
        assert LINK.sub(r"\1", html) == plain[number]
        assert html.count("<a ") == html.count("</a>")
        html5lib.HTMLParser(strict=True).parseFragment(html)


LINK = re.compile(r'<a data-t="[^"]*" href="[^"]*">(.*?)</a>', re.DOTALL)


def bodies(folder: Path, texts: list[str], given: list[str], *, autolink: bool) -> list[str]:
    """The bodies of pages with these texts, as HTML, in a glossary with these names."""
    files = {"glossary.yml": json.dumps({"links": {"autolink": autolink}, "exports": ["html"]})}
    files |= {
        f"terms/t{number}.md": f"---\nterm: {json.dumps(name)}\ndefinition: x\n---\n"
        for number, name in enumerate(given)
    }
    files |= {f"pages/p{number}.md": f"---\ntitle: x\n---\n{text}\n" for number, text in enumerate(texts)}
    place = folder / str(autolink)
    write(place / "words", dict(files))
    build(Options(str(place / "words"), str(place / "site"), str(place / "cache"), keep_going=True))
    found = []
    for number in range(len(texts)):
        html = (place / "site" / "pages" / f"p{number}.html").read_text("utf-8")
        found.append(html[html.index("<h1>") : html.index("</main>")])
    return found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A large *language* model.", "A {large <em>language</em> model}."),
        ("A **large** language model.", "A {<strong>large</strong> language model}."),
        ("A *large language* model.", "A {<em>large language</em> model}."),
        ("A large **language model**.", "A {large <strong>language model</strong>}."),
        ("A large **language *model***.", "A {large <strong>language <em>model</em></strong>}."),
        ("A **large language** **model**.", "A {<strong>large language</strong> <strong>model</strong>}."),
        ("A **large language model**.", "A <strong>{large language model}</strong>."),
        ("A **very large** language model.", "A <strong>very large</strong> language model."),
        ("A large *language model of* it.", "A large <em>language model of</em> it."),
        ("A large\n*language\nmodel*.", "A {large\n<em>language\nmodel</em>}."),
        ("***large* language** model", "{<strong><em>large</em> language</strong> model}"),
        ("*a **large*** language model", "<em>a <strong>large</strong></em> language model"),
        ("large *language **model** b*", "large <em>language <strong>model</strong> b</em>"),
        ("*a* ***large*** language model", "<em>a</em> {<em><strong>large</strong></em> language model}"),
        ("(*CI*__/CD__)", "({<em>CI</em><strong>/CD</strong>})"),
        ("large[](x.md) language model", "large language model"),
        ("AT&T, a large &amp; language model", "AT&amp;T, a large &amp; language model"),
    ],
)
def test_a_link_is_whole_with_the_emphasis_in_it(text: str, html: str, tmp_path: Path) -> None:
    (found,) = bodies(tmp_path, [text], ["Large language model", "CI/CD"], autolink=True)
    term = "t1" if "CI" in text else "t0"
    wanted = html.replace("{", f'<a data-t="{term}" href="../{term}.html">').replace("}", "</a>")

    assert f"<p>{wanted}</p>" in found


CELLS = """---
term: Owner
definition: x
tradeoffs:
  - title: Starts
    options: [t0, cold]
    rows:
      - {dimension: d, values: [a **cold** start here, none]}
---
"""


def test_a_link_that_a_page_leaves_out_has_no_end_either(tmp_path: Path) -> None:
    begun = '---\nterm: Cold\ndefinition: "Cold **start** of it."\n---\n'
    start = "---\nterm: Cold start\ndefinition: x\n---\n"
    write(tmp_path / "words", {"terms/t0.md": CELLS, "terms/cold.md": begun, "terms/start.md": start})
    lent = CELLS.replace("Owner", "Lender").replace("t0, cold", "t1, start")
    write(tmp_path / "words", {"terms/t1.md": lent})
    build(Options(str(tmp_path / "words"), str(tmp_path / "site"), str(tmp_path / "cache")))
    definition = (tmp_path / "site" / "cold.html").read_text("utf-8")
    table = (tmp_path / "site" / "start.html").read_text("utf-8")

    assert "a <strong>cold</strong> start here" in table
    for page in (definition, table):
        assert page.count("<a ") == page.count("</a>")


def test_mentions_are_values() -> None:
    assert Mention(1, 2, "first", ()) < Mention(2, 3, "case", ())
