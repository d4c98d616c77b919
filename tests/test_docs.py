"""The documents say what the code does: the tables of rules and fields, the links, the commands, the lengths."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
import types
import typing
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, get_args, get_type_hints

import msgspec
import pytest
from lxml import html

from glossary.cli import COMMANDS
from glossary.cli.rulebook import page
from glossary.config.schema import Config
from glossary.exporters.templates import FILTERS
from glossary.term.schema import COMPONENTS, Term
from glossary.text.examples import EXAMPLES
from glossary.yaml.shapes import Decodable
from tests.builds import build, run, tree, write
from tests.examples import told

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
EXAMPLED = sorted(path for path in (ROOT / "glossary").rglob("*.py") if "\n    >>> " in path.read_text("utf-8"))
FORMAT = ROOT / "docs" / "term-format.md"
RULES_PAGE = ROOT / "docs" / "rules.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part(name: str) -> re.Match[str]:
    """What stands between the two marker comments of the format's reference."""
    found = re.search(rf"(<!-- {name}\b[^\n]*-->\n)(.*?)(<!-- /{name} -->)", FORMAT.read_text("utf-8"), re.DOTALL)
    assert found, f"no markers for {name}"
    return found


def rows(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table of keys, by key."""
    lines = part(name)[2].splitlines()[2:]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    return {row[0].strip("`| "): row for row in cells}


def structs(kind: object) -> Iterator[type[Decodable]]:
    """The structs that a field's type is made of, and those inside them."""
    if isinstance(kind, type) and issubclass(kind, Decodable):
        yield kind
        for inner in get_type_hints(kind).values():
            yield from structs(inner)
    elif typing.get_origin(kind) in {tuple, typing.Union, types.UnionType}:
        for inner in get_args(kind):
            yield from structs(inner)


def test_the_page_of_rules_is_that_of_the_code_and_its_messages_are_those_that_are_told(
    request: pytest.FixtureRequest,
) -> None:
    made = page({example.rule: told(example) for example in EXAMPLES})
    if request.config.getoption("--update"):
        RULES_PAGE.write_text(made, "utf-8")
    else:
        assert RULES_PAGE.read_text("utf-8") == made


def test_every_field_of_a_term_has_its_row_and_no_other_has() -> None:
    assert list(rows("fields")) == [name for name in Term.__struct_fields__ if name != "body"]


def test_every_key_of_the_configuration_has_its_row_and_no_other_has() -> None:
    assert list(rows("config")) == list(Config.__struct_fields__)


@pytest.mark.parametrize("name", [name for name in Term.__struct_fields__ if name != "body"])
def test_a_row_names_the_properties_that_the_field_stands_for(name: str) -> None:
    field = get_type_hints(Term, include_extras=True)[name].__metadata__[0]
    assert rows("fields")[name][3] == f"{field.skos or '–'} / {field.schema or '–'}"


@pytest.mark.parametrize(("table", "kind"), [("fields", Term), ("config", Config)])
def test_the_keys_inside_a_value_are_named(table: str, kind: type[Decodable]) -> None:
    text = FORMAT.read_text("utf-8")
    for name, hint in get_type_hints(kind).items():
        for struct in structs(hint):
            for field in msgspec.structs.fields(struct):
                assert re.search(rf"[`\W]{field.encode_name}\b", text), f"{table}: {name} lacks {field.encode_name}"


def test_the_order_of_components_is_that_of_the_code() -> None:
    assert ", ".join(COMPONENTS) in " ".join(FORMAT.read_text("utf-8").split())


def test_each_command_stands_in_the_list_of_commands() -> None:
    listed = re.findall(r"^\| `glossary (\w+)", (ROOT / "docs" / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_between_files_of_the_repository_lead_somewhere(document: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        path, _, fragment = target.partition("#")
        if path.startswith("https:"):
            continue
        file = (document.parent / path) if path else document
        assert file.exists(), target
        assert not fragment or fragment in anchors(file), target


def anchors(file: Path) -> set[str]:
    """The fragments of headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("document", "most"),
    [(ROOT / "README.md", 120), (ROOT / "CONTRIBUTING.md", 100), *((decision, 40) for decision in DECISIONS)],
    ids=lambda value: name_of(value) if isinstance(value, Path) else "",
)
def test_a_document_is_short(document: Path, most: int) -> None:
    assert len(document.read_text("utf-8").splitlines()) <= most


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_a_decision_says_why_and_what_was_rejected(decision: Path) -> None:
    headings = re.findall(r"^## (.*)$", decision.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Rejected", "Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(decision.name[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))


THEME = ROOT / "docs" / "theme.md"


def test_the_examples_of_the_theme_make_a_site(tmp_path: Path) -> None:
    text = THEME.read_text("utf-8")
    files = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    files["terms/warp.md"] = "---\nterm: Warp\ndefinition: Threads.\ntakeaways: [One., Two.]\n---\n"
    files |= {"glossary.yml": "title: Words\n", "root/CNAME": "words.example\n"}
    write(tmp_path, files)
    done = build(tmp_path, tmp_path / "out", tmp_path.with_name("cache"), "--strict")
    assert done.status == 0, done
    made = tree(tmp_path / "out")
    page = str(made["warp.html"], "utf-8")  # type: ignore[arg-type]  # a file

    assert '<script src="assets/mine.js" defer></script>' in page
    assert '<p class="mine">Warp is explained by Words.</p>' in page
    assert '<ul class="takeaways mine">\n<li>One.</li>' in page
    assert page.index('<footer class="foot">') < page.index('<p class="mine">Printed copies')
    style = files["static/site.css"]
    assert str(made["assets/style.css"], "utf-8").endswith(style)  # type: ignore[arg-type]  # a file
    assert str(made["assets/pages.css"], "utf-8").endswith(style)  # type: ignore[arg-type]  # a file
    assert made["assets/mine.js"] == files["static/mine.js"].encode()
    assert made["CNAME"] == b"words.example\n"


def test_the_names_of_the_theme_are_those_of_its_tokens() -> None:
    listed = re.findall(r"^\| (`--.*?) \|", THEME.read_text("utf-8"), re.MULTILINE)
    told = set(re.findall(r"`--([\w-]+)`", " ".join(listed))) | {f"s{size}" for size in range(1, 9)}
    first = re.search(
        r"^:root\{(.*?)\}$", (ROOT / "static" / "tokens.css").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert first
    assert told == set(re.findall(r"--([\w-]+):", first[1]))


def test_the_filters_and_templates_of_the_theme_are_those_of_the_code() -> None:
    text = THEME.read_text("utf-8")
    listed = re.search(r"Filters: (.*?)\.\n", text, re.DOTALL)
    assert listed
    alike = {"count": "length", "d": "default", "e": "escape"}
    assert re.findall(r"\w+", listed[1]) == [name for name in FILTERS if name not in alike]
    assert alike.keys() <= set(FILTERS)
    names = {path.stem for path in (ROOT / "templates").glob("*.html")}
    assert {name for name in names if f"`{name}`" in text or f"`{name}.html`" in text} == names


def test_the_guides_are_pages_of_our_site_whose_links_lead_to_places_that_are_there(tmp_path: Path) -> None:
    assert build(ROOT, tmp_path / "site", tmp_path / "cache", "--strict").status == 0
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): html.parse(str(path)).getroot()
        for path in (tmp_path / "site").rglob("*.html")
    }
    guides = {f"pages/{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    led = {f"pages/{name}.html" for name in ("guide", "about")}
    for address in guides:
        for href in pages[address].xpath("//main//a/@href[not(contains(., ':'))]"):
            path, _, fragment = href.partition("#")
            target = normpath(join(dirname(address), path)) if path else address
            assert target in pages, (address, href)
            assert not fragment or pages[target].xpath("//*[@id = $id]", id=fragment), (address, href)
            led.update((target,) if address == "pages/guide.html" else ())
    assert guides <= led
    assert {address for address in guides if pages[address].xpath("//main//a[@data-t]")} == {"pages/about.html"}


CONTRIBUTING = ROOT / "docs" / "contributing.md"
WARP = "---\nterm: Warp\ndefinition: The threads that lie lengthwise in a loom.\nplain: The threads that stay.\n---\n"


def test_the_problems_in_the_guide_for_contributors_are_those_that_are_told(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    text = CONTRIBUTING.read_text("utf-8")
    files = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    shown = re.search(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert shown
    write(tmp_path, {"terms/warp.md": WARP, **files})
    cache = tmp_path.with_name("cache")
    said = run("check", "--cache", cache, cwd=tmp_path).out.rpartition("\n\n")[0] + "\n"
    if request.config.getoption("--update"):
        CONTRIBUTING.write_text(text.replace(shown[1], said), "utf-8")
    else:
        assert shown[1] == said
    write(tmp_path, {"terms/shed.md": None})
    assert run("check", "--strict", "--cache", cache, cwd=tmp_path).status == 0


@pytest.mark.parametrize("path", EXAMPLED, ids=name_of)
def test_the_examples_of_docstrings_are_true(path: Path) -> None:
    name = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    found = doctest.testmod(importlib.import_module(name))

    assert found.attempted
    assert not found.failed


def test_the_commands_of_the_guide_for_maintainers_run(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "maintaining.md").read_text("utf-8")
    lines = "".join(re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    names = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    shell(lines, tmp_path, tmp_path, **names)
    assert (tmp_path / "words" / "glossary.lock").is_file()


def shell(lines: str, folder: Path, place: Path, **names: str) -> None:
    """Run lines of a document in a folder; the program, and what it remembers, lie below `place`."""
    program = place / "bin" / "glossary"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m glossary "$@"\n', "utf-8")
    program.chmod(0o755)
    places = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(place),
    }
    subprocess.run(["sh", "-e", "-c", lines], cwd=folder, env=os.environ | places | names, check=True)


def test_the_lines_of_the_readme_make_a_site(tmp_path: Path) -> None:
    section = re.search(
        r"^## From nothing.*?(?=^## )", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert section
    blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```$", section[0], re.MULTILINE | re.DOTALL))
    *lines, last = [line for line in blocks["sh"].splitlines() if "pip install" not in line and "venv" not in line]
    assert last == "glossary serve --open"
    clone = tmp_path / "clone"
    clone.mkdir()
    shell("\n".join(lines), clone, tmp_path)
    words = tmp_path / "words"
    write(words, {"terms/warp.md": blocks["markdown"]})
    assert build(words, words / "site", tmp_path / "cache").status == 0
    assert {"index", "definition", "warp"} <= {path.stem for path in (words / "site").glob("*.html")}
