"""What looks odd and is right: accepted without a word, and the value that comes out is the one that was meant."""

from __future__ import annotations

import sys
import time
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pytest

from glossary.cli import main
from glossary.config.schema import Config, Site
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.deal import plain_text
from glossary.term.read import TermReader
from glossary.term.schema import COMPONENTS, Term
from glossary.text.source import Source

if TYPE_CHECKING:
    from pathlib import Path

READER = TermReader(Site(Config()), Compiler(Dialect(components=COMPONENTS)))
LIMIT = 2.0


class Accepted(NamedTuple):
    """A file, and what must come out of it: fields of the term, or what a function makes of it."""

    data: bytes
    fields: dict[str, object]
    path: str = "terms/training.md"


def term(*lines: str, body: str = "", end: str = "\n") -> bytes:
    """A term's file with these lines of front matter."""
    front = ["---", *lines, "---"]
    if not any(line.startswith("definition:") for line in lines):
        front.insert(-1, "definition: What it is.")
    if not any(line.startswith("term:") for line in lines):
        front.insert(1, "term: Training")
    return (end.join(front) + end + body).encode()


CASES = {
    "a byte order mark": Accepted(b"\xef\xbb\xbf" + term(), {"term": "Training"}),
    "Windows line ends": Accepted(
        term("tags: [a, b]", body="One.\r\n\r\nTwo.\r\n", end="\r\n"), {"term": "Training", "tags": ("a", "b")}
    ),
    "Windows line ends in a block text": Accepted(
        term("definition: >-", "  One", "  two.", end="\r\n"), {"definition": "One two."}
    ),
    "Mac line ends": Accepted(
        term("tags: [a, b]", body="One.\r\rTwo.\r", end="\r"), {"term": "Training", "tags": ("a", "b")}
    ),
    "no line end at the end": Accepted(term().removesuffix(b"\n"), {"term": "Training"}),
    "commas in quoted items": Accepted(
        term('aliases: "Red, green, blue"', "tags: ['a, b']"), {"aliases": ("Red, green, blue",), "tags": ("a, b",)}
    ),
    "semicolons in quoted items": Accepted(
        term("aliases: ['a; b', \"c、d\", Steins;Gate]"), {"aliases": ("a; b", "c、d", "Steins;Gate")}
    ),
    "an alias that is an option of a command": Accepted(term("aliases: -O3"), {"aliases": ("-O3",)}),
    "a quotation in typed quotes": Accepted(
        term("takeaways: [“All models are wrong.”]", "tags: [“a” and “b”]"), {"tags": ("“a” and “b”",)}
    ),
    "quoted texts over several lines": Accepted(
        term('definition: "One', '  two: three."', "plain: 'It''s", "  so.'"), {"definition": "One two: three."}
    ),
    "a comment behind a key": Accepted(term("tags: # none yet", "level: # easy?"), {"tags": (), "level": None}),
    "markers of a merge in code": Accepted(
        term(body="~~~\n<<<<<<< HEAD\n=======\n>>>>>>> a\n~~~\n\nOne\n=======\n"), {"term": "Training"}
    ),
    "brackets that are no links": Accepted(
        term(body="a[0][1], [[1, 2], [3, 4]], [[x](https://a.example)], `[[y]`, [z], [1] (2026), [ ] and \\[[w]\n"),
        {"term": "Training"},
    ),
    "lines that are no lists": Accepted(
        term(body="One – two\n– three.\n\n#1 of all, #hash\n\n-1 and\nless\n\n|x| is a norm.\n"), {"term": "Training"}
    ),
    "a quotation of a thread": Accepted(term(body=">>>>>>> deep\n"), {"term": "Training"}),
    "spaces behind the dashes": Accepted(term().replace(b"---\n", b"--- \t\n"), {"term": "Training"}),
    "NO in a text": Accepted(
        term("term: NO", "aliases: [no, Off, yes]"), {"term": "NO", "aliases": ("no", "Off", "yes")}
    ),
    "1e3 in a text": Accepted(
        term("term: 1e3", "abbreviation: [0x10, 010, 1_000]"), {"term": "1e3", "abbreviation": ("0x10", "010", "1_000")}
    ),
    "2019-29-11 in a text": Accepted(term("term: 2019-29-11"), {"term": "2019-29-11"}),
    "a date that is a name": Accepted(
        term("term: 2019-12-11", "aliases: 12:30:45"), {"term": "2019-12-11", "aliases": ("12:30:45",)}
    ),
    "null and its signs in a text": Accepted(
        term("term: null", "aliases: [~, 'NULL', NaN, .inf]"), {"term": "null", "aliases": ("~", "NULL", "NaN", ".inf")}
    ),
    "empty values": Accepted(
        term("aliases:", "plain: ''", "tags: []", "extra: {}", "see_also:", "order:", "quiz:"),
        {"aliases": (), "tags": (), "see_also": (), "quiz": (), "plain": None, "order": None},
    ),
    "one item for a list": Accepted(term("aliases: SFT", "tags: basics"), {"aliases": ("SFT",), "tags": ("basics",)}),
    "astral characters": Accepted(
        term(
            "term: \U0001d49c\U0001d4c9\U0001d4c9\U0001d452\U0001d4c3\U0001d4c9\U0001d4be\U0001d45c\U0001d4c3 🧠",
            body="\U0001d54f is 🇩🇪.\n",
        ),
        {"term": "\U0001d49c\U0001d4c9\U0001d4c9\U0001d452\U0001d4c3\U0001d4c9\U0001d4be\U0001d45c\U0001d4c3 🧠"},
    ),
    "combining characters": Accepted(term("term: Cafe\u0301"), {"term": "Café"}),
    "right-to-left text": Accepted(
        term("term: אימון", "definition: התאמת משקלים לנתונים.", body="زبان فارسی\n"),
        {"term": "אימון", "definition": "התאמת משקלים לנתונים."},
    ),
    "marks of direction": Accepted(term("term: \u200fאימון\u200e"), {"definition": "What it is."}),
    "signs of direction that are closed": Accepted(
        term("subtitle: A \u2067אימון\u2069 and \u202bאימון\u202c.", body="\u202c \u2068x\u2069\n"),
        {"term": "Training"},
    ),
    "joiners": Accepted(
        term("aliases: [می\u200cخواهم, \U0001f469\u200d\U0001f52c]"),
        {"aliases": ("می\u200cخواهم", "\U0001f469\u200d\U0001f52c")},
    ),
    "a file name in another script": Accepted(term("term: 訓練"), {"id": "訓練"}, "terms/訓練.md"),
    "a term called Index": Accepted(term("term: Index"), {"term": "Index", "id": "index"}, "terms/index.md"),
    "a term called Null": Accepted(term("term: Null"), {"term": "Null", "id": "null"}, "terms/null.md"),
    "a term called 404": Accepted(term("term: 404"), {"term": "404", "id": "404"}, "terms/404.md"),
    "a term called Con": Accepted(term("term: Con"), {"term": "Con", "id": "con"}, "terms/con.md"),
    "a term called Node.js": Accepted(term("term: Node.js"), {"term": "Node.js", "id": "node.js"}, "terms/node.js.md"),
    "a second line of dashes in the body": Accepted(term(body="One.\n\n---\n\nTwo.\n"), {"term": "Training"}),
    "front matter shown in the body": Accepted(term(body="```yaml\n---\nterm: [x\n---\n```\n"), {"term": "Training"}),
    "dashes inside a block text": Accepted(term("plain: |-", "  One", "  --- two."), {"term": "Training"}),
    "signs of other tools behind a backslash, or as code": Accepted(
        term(body="A \\==b== \\%%c\\%% \\{{< d >}} \\{% e %} `%% f %%` `==g==`.\n"), {"term": "Training"}
    ),
    "comments": Accepted(term("# a comment", "tags: [a] # another"), {"tags": ("a",)}),
    "comments within lists": Accepted(
        term(
            "tags:", "  # first", "  - a # one", "  - # two", "    b", "# last", "plain: >", "  # no comment", "  text"
        ),
        {"tags": ("a", "b")},
    ),
    "a colon without a space": Accepted(
        term("term: std::vector", "definition: See https://example.org/a:b for it."), {"term": "std::vector"}
    ),
    "a number sign inside a text": Accepted(
        term("term: C#", "aliases: [F#, a#b]"), {"term": "C#", "aliases": ("F#", "a#b")}
    ),
    "signs of YAML inside a text": Accepted(
        term("term: a & b * c ! d % e @ f | g > h"), {"term": "a & b * c ! d % e @ f | g > h"}
    ),
    "quotes inside a text": Accepted(
        term('definition: It is "so called", isn\'t it?'), {"definition": 'It is "so called", isn\'t it?'}
    ),
    "a quoted text with all that needs quotes": Accepted(
        term('definition: "[a]: *b* & {c}, #d \\"e\\""'), {"definition": '[a]: b & {c}, #d "e"'}
    ),
    "a text over several lines": Accepted(
        term("definition: One", "  two", "  three."), {"definition": "One two three."}
    ),
    "a text over several lines, one of which starts with a hyphen": Accepted(
        term("definition: A thread", "  - unlike the weft."), {"definition": "A thread - unlike the weft."}
    ),
    "a title that a program folded in front of a hyphen": Accepted(
        term("sources:", "- title: What is training?", "    - Quora", "  url: https://example.org/a"),
        {"term": "Training"},
    ),
    "items that a program folded in front of a hyphen": Accepted(
        term(
            "takeaways:",
            "- What it does to all the weights of a model, when these are fitted to the data",
            "  - as they are.",
            "- Two.",
            "aliases: The art of fitting the weights of a model to data by one batch after another",
            "  - Fitting",
        ),
        {"aliases": ("The art of fitting the weights of a model to data by one batch after another - Fitting",)},
    ),
    "YAML as JSON": Accepted(
        b'---\n{"term": "Training", "definition": "What it is.", "tags": ["a"]}\n---\n',
        {"term": "Training", "tags": ("a",)},
    ),
    "keys in quotes": Accepted(b"---\n\"term\": Training\n'definition': What it is.\n---\n", {"term": "Training"}),
    "a date with a time": Accepted(term("added: 2026-01-05T10:00:00Z"), {"added": "2026-01-05"}),
    "a leap day": Accepted(term("added: 2024-02-29"), {"added": "2024-02-29"}),
    "an order below nothing": Accepted(term("order: -3"), {"order": -3}),
    "flags as words, in data of one's own": Accepted(
        term("extra: {on: yes, off: [no, {deep: 1e3}]}"), {"extra": {"on": "yes", "off": ["no", {"deep": "1e3"}]}}
    ),
    "50,000 stars": Accepted(term(body="*" * 50_000 + "\n"), {"term": "Training"}),
    "50,000 backticks": Accepted(term(body="`" * 50_000 + "\n"), {"term": "Training"}),
    "50,000 stars in a field": Accepted(term('definition: "a' + "*" * 50_000 + '"'), {"term": "Training"}),
    "50,000 stars, each before a word": Accepted(term(body="*a " * 50_000 + "\n"), {"term": "Training"}),
    "100,000 brackets": Accepted(term(body="[" * 100_000 + "\n"), {"term": "Training"}),
    "a long list of aliases": Accepted(
        term("hidden: [" + ", ".join(f"n{n}" for n in range(5000)) + "]"), {"term": "Training"}
    ),
    "an empty body of spaces": Accepted(term(body="  \n\t\n\n"), {"term": "Training"}),
    "a no-break space in a name": Accepted(term("aliases: [GPU\u00a0RAM]"), {"aliases": ("GPU\u00a0RAM",)}),
    "NEL in the body": Accepted(term(body="a\u0085b\u2028c\n"), {"term": "Training"}),
}


def value(found: Term, name: str) -> object:
    inner = getattr(found, name)
    return plain_text(inner) if name == "definition" else inner


@pytest.mark.parametrize("name", CASES)
def test_what_looks_odd_is_accepted_without_a_word(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    place = tmp_path / "site" / case.path
    place.parent.mkdir(parents=True)
    place.write_bytes(case.data)
    monkeypatch.setattr(
        sys, "argv", ["glossary", "check", str(tmp_path / "site"), "--cache", str(tmp_path / "cache"), "--strict"]
    )
    started = time.perf_counter()
    with pytest.raises(SystemExit) as ended:
        main()
    seconds = time.perf_counter() - started
    said = capsys.readouterr()
    assert said.out.startswith("1 term checked, ")
    assert not said.err
    assert ended.value.code == 0
    assert seconds < LIMIT


@pytest.mark.parametrize("name", CASES)
def test_the_value_that_comes_out_is_the_one_that_was_meant(name: str) -> None:
    case = CASES[name]
    entry, told = READER.read(Source(case.path, case.data, ""))
    assert told == ()
    assert entry
    for field, wanted in case.fields.items():
        assert value(entry.term, field) == wanted


def test_a_name_is_in_nfc_however_it_is_written() -> None:
    entry, _ = READER.read(Source("terms/cafe.md", term(f"term: {unicodedata.normalize('NFD', 'Café')}"), ""))
    assert entry
    assert unicodedata.is_normalized("NFC", entry.term.term)


def test_there_are_many() -> None:
    assert len(CASES) >= 40
