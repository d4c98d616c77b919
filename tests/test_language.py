"""A site in a language for which there is no catalogue: its words are English, and each says so.

The authors of the site write Arabic letters alone, so all that is Latin on a page is the theme's.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from glossary.build.run import Options, build
from glossary.pages.join import escape
from glossary.pages.words import Foreign, labels_on
from glossary.text.english import ENGLISH
from tests.builds import write
from tests.elements import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

W, X = "كلمة", "نموذج"
LATIN = re.compile(r"[A-Za-z]")
SILENT = frozenset({"head", "script", "style", "code", "svg", "option"})
"""Elements whose texts are no words of the page, or that can hold no other element."""

EVERYWHERE = re.compile(r"[A-Z]|CC BY 4\.0")
"""Letters of the alphabet and names that are alike in every language."""

RICH: dict[str, Any] = {
    "term": W, "abbreviation": X[:2], "pronunciation": "ه", "definition": f"{W} هي {X}.", "plain": W, "subtitle": X,
    "analogy": {"text": W, "limits": X}, "section": "one", "order": 1, "level": "beginner", "tags": [W, X],
    "added": "2026-11-20", "updated": "2026-11-22", "broader": "b", "prerequisites": "b",
    "contrast": {"term": "b", "why": W}, "see_also": {"term": "b", "why": X}, "redirects": "a-former",
    "reviewed": {"by": W, "on": "2026-11-22", "until": "2027-11-22", "digest": "1:" + "0" * 64, "note": X},
    "cover": {"text": "ـــ", "alt": W},
    "senses": [{"id": "s", "label": W, "definition": X, "example": W, "see_also": "b"}],
    "stages": [{"title": W, "text": X, "facets": {W: [X, W]}}],
    "lifecycle": {"title": W, "text": X, "lanes": [{"title": W, "steps": [{"title": X, "kind": "activity"}, W]}]},
    "groups": [{"title": W, "items": {W: X}}], "implications": [{"for": W, "text": X}],
    "tradeoffs": [{
        "title": W, "options": ["b", X], "rows": [{"dimension": W, "values": [W, ""], "best": "b"}],
        "takeaway": X, "caveat": W, "as_of": "٢٠٢٦", "sources": [{"title": W}],
    }],
    "decision": {"question": W, "steps": [{"ask": W, "then": X}], "otherwise": W},
    "facts": [{"text": W, "as_of": "٢٠٢٦", "source": {"title": X}}],
    "misconceptions": [{"claim": W, "correction": X}], "opinion": {"by": W, "text": X},
    "avoid": [{"avoid": W, "write": X, "why": W, "when": X, "words": [W]}],
    "usage": [{"speaker": "ا", "says": W}, {"speaker": "ب", "says": X}], "takeaways": [W],
    "faq": [{"question": f"{W}؟", "answer": X}], "vocabulary": ["b", {"term": f"{W} {X}", "plain": X}],
    "open_questions": [{"question": W, "known": X, "settles": W}],
    "resources": [{"title": W, "level": "beginner", "why": X}],
    "quiz": [
        {"question": W, "choices": [{"text": X, "correct": True, "why": W}, W], "explanation": X},
        {"question": X, "choices": [{"text": X, "correct": True}, {"text": W, "correct": True}, W]},
    ],
    "match": ["b", {"concept": f"{X} {W}", "definition": W}],
    "sources": [{"title": W, "authors": X, "year": "٢٠٢٦"}],
}  # fmt: skip

BODY = f"""
[[{X}]] {W}[^1]

## {W}

> [!NOTE]
> {X}

- [ ] {W}
- [x] {X}

| {W} | {X} |
|---|---|
| {X} | {W} |

## {X}

[^1]: {W}
"""


def term(fields: dict[str, Any], body: str = "") -> str:
    """A term file; JSON is YAML as far as the format goes."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n{body}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every component and every kind of page."""
    place = tmp_path_factory.mktemp("arabic")
    config = {
        "title": W, "description": X, "language": "ar", "url": "https://example.org/", "license": "CC-BY-4.0",
        "repository": "https://example.org/r", "rules": {"missing-label": "off"},
        "sections": [{"id": "one", "title": W, "intro": X}, {"id": "two", "title": X}],
        "paths": [{"id": "way", "title": W, "intro": X, "terms": ["a", "b"]}],
    }  # fmt: skip
    other = {"term": X, "definition": f"{X}.", "status": "deprecated", "replaced_by": "a", "section": "two", "order": 1}
    files = {
        "glossary.yml": json.dumps(config, ensure_ascii=False),
        "terms/a.md": term(RICH, BODY),
        "terms/b.md": term({**other, "tags": [W, X]}),
        "pages/about.md": f"---\ntitle: {X}\n---\n## {W}\n\n## {X}\n\n## {W} {X}\n",
    }
    write(place / "words", files)
    outcome = build(Options(str(place / "words"), str(place / "out"), str(place / "cache")))
    assert [found for found in outcome.result.diagnostics if found.severity == "error"] == []
    return place / "out"


def texts(element: Any, languages: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The texts of the element, each with the language and the direction that it is said to have."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in SILENT:
        return
    said = element.get("lang", languages[0]), element.get("dir", languages[1])
    yield element.text or "", said
    for inner in element:
        yield from texts(inner, said)
        yield inner.tail or "", said


def test_each_word_of_the_theme_says_its_language_and_its_direction(site: Path) -> None:
    strange: dict[str, list[str]] = {}
    for page in sorted(site.rglob("*.html")):
        found = [
            text.strip()
            for text, said in texts(parse(page.read_text("utf-8")).getroot(), ("", ""))
            if LATIN.search(text) and not EVERYWHERE.fullmatch(text.strip()) and said != ("en", "ltr")
        ]
        if found:
            strange[page.relative_to(site).as_posix()] = found
    assert strange == {}


def test_what_authors_wrote_has_the_language_of_the_site(site: Path) -> None:
    page = parse((site / "a.html").read_text("utf-8")).getroot()
    said = {language for text, (language, _) in texts(page, ("", "")) if re.search("[\u0621-\u064a]", text)}

    assert said == {"ar"}


def test_no_attribute_and_no_title_holds_an_element(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        held = [value for element in parse(text).iter() for value in element.attrib.values() if "<span" in value]
        assert held == [], page
        assert "&lt;span" not in text, page
        assert "<span" not in text.partition("</head>")[0], page


def test_an_option_says_its_language_itself(site: Path) -> None:
    options = [
        option
        for page in sorted(site.rglob("*.html"))
        for option in parse(page.read_text("utf-8")).iter()
        if isinstance(option.tag, str) and option.tag.rpartition("}")[2] == "option"
    ]
    assert {option.get("lang") for option in options if LATIN.search(option.text or "")} == {"en"}
    assert {option.get("lang") for option in options if not LATIN.search(option.text or "")} == {None}
    assert [list(option) for option in options] == [[]] * len(options)


def test_words_in_the_language_of_the_site_need_no_mark() -> None:
    assert labels_on("en-GB", ENGLISH) is ENGLISH
    german = labels_on("de", ENGLISH)
    assert isinstance(german, Foreign)
    assert escape(german.text("moved.title", term="A <b>")) == (
        '<span lang="en"><span lang="de">A &lt;b&gt;</span> has moved</span>'
    )
    assert german.text("moved.title", term="A <b>") == "A <b> has moved"


def test_a_mere_mark_is_in_no_language() -> None:
    """Set apart from left to right, a colon would stand on the wrong side of an Arabic name."""
    arabic = labels_on("ar", ENGLISH)

    assert (escape(arabic.text("term.colon")), escape(arabic.text("term.comma"))) == (": ", ", ")
    assert escape(arabic.words().term_colon) == ": "
