"""What a careful editor would link, sentence by sentence, in the languages of `mentions/`; `en.md` says how to read them."""

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from glossary.build.explain import Explained, explain
from glossary.build.run import Options
from tests.builds import write
from tests.casefile import split

_ITEM = re.compile(r"^- (?P<item>.*\n(?:\n?  .*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<kind>yaml|md)\n(?P<block>.*?)^(?P=fence)\n", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"\[(?P<words>[^\[\]]+)\]\{(?P<what>[a-z][^{}]*)\}")


class Seen(NamedTuple):
    """Words that are a name; the term that they link to, or nothing; the rule."""

    words: str
    term: str
    rule: str


class Group(NamedTuple):
    """Terms by id with their fields, and pages that mention them, as they are marked."""

    title: str
    language: str
    terms: dict[str, dict[str, Any]]
    texts: tuple[str, ...]


def _groups() -> Iterator[Group]:
    for path in sorted((Path(__file__).parent / "mentions").glob("*.md")):
        for title, body in split(path.read_text("utf-8")):
            terms: dict[str, dict[str, Any]] = {}
            found: list[tuple[int, str]] = []
            for block in _BLOCK.finditer(body):
                if block["kind"] == "yaml":
                    terms = yaml.safe_load(block["block"])
                else:
                    found.append((block.start(), block["block"]))
            bare = _BLOCK.sub(lambda block: "\n" * len(block[0]), body)
            found += [(item.start(), item["item"].replace("\n  ", "\n")) for item in _ITEM.finditer(bare)]
            yield Group(title, path.stem, terms, tuple(text for _, text in sorted(found)))


GROUPS = tuple(_groups())
CASES = [
    pytest.param(number, place, id=f"{group.language}: {group.title}, {place + 1}")
    for number, group in enumerate(GROUPS)
    for place in range(len(group.texts))
]


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What `explain` tells of all pages of a group, by its number."""

    @cache
    def explained(number: int) -> tuple[Explained, ...]:
        place = tmp_path_factory.mktemp("group")
        write(place / "glossary", files(GROUPS[number]))
        options = Options(str(place / "glossary"), str(place / "site"), str(place / "cache"), check=True)
        return explain(options, "", "")

    return explained


@pytest.mark.parametrize(("number", "place"), CASES)
def test_a_name_is_linked_where_an_editor_would_link_it(number: int, place: int, explained: Any) -> None:
    found = [
        Seen(row.text, row.terms[0] if row.linked else "", row.rule)
        for row in explained(number)
        if row.page == f"p{place + 1}" and row.rule != "written"
    ]

    assert found == expected(GROUPS[number].texts[place])


def test_there_are_enough_of_them_and_each_language_has_some() -> None:
    assert len(CASES) >= 180
    assert {group.language for group in GROUPS} >= {"en", "de", "fr", "tr", "ja", "ar"}
    assert len({(group.language, group.title) for group in GROUPS}) == len(GROUPS)


def files(group: Group) -> dict[str, str | bytes | None]:
    """The folder of a group: its terms, and `p1`, `p2`, … for its texts."""
    terms = dict(group.terms)
    site = {"language": group.language, "rules": {"dangling-link": "warning"}} | terms.pop("site", {})
    found = {"glossary.yml": "".join(f"{key}: {json.dumps(value)}\n" for key, value in site.items())}
    for name, fields in terms.items():
        given = {"definition": "—"} | fields
        found[f"terms/{name}.md"] = "".join(["---\n", *(f"{k}: {json.dumps(v)}\n" for k, v in given.items()), "---\n"])
    for place, marked in enumerate(group.texts, 1):
        text = _MARK.sub(lambda mark: mark["words"], marked)
        front = "" if text.startswith("---\n") else f"---\nterm: Page {place:03}\ndefinition: —\n---\n"
        found[f"terms/p{place}.md"] = front + text
    return dict(found)


def expected(marked: str) -> list[Seen]:
    """What is marked in a text: `[words]{term}`, `[words]{term, rule}`, `[words]{no: rule}`."""
    found = []
    for mark in _MARK.finditer(marked):
        words = " ".join(html.unescape(mark["words"]).replace("*", "").replace("_", "").split())
        term, _, rule = mark["what"].rpartition("no: ")
        if mark["what"] == rule:
            term, _, rule = mark["what"].partition(", ")
            found.append(Seen(words, term, rule or "first"))
        else:
            found.append(Seen(words, "", rule))
    return found
