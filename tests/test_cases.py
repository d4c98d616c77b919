"""Every field of the format and every key of glossary.yml: what it shows, and what is told of it; cases in `cases/`.

Expectations: ```` ```html page.html SELECTOR ```` the elements of a built page; ```` ```diagnostics ```` what is told, all
of it; ```` ```json term FIELD… ```` fields of the term as it was read, or of the card that all others know it by;
```` ```files FOLDER GLOB ```` which pages there are. A fence ```` ```options ```` names options of the build.
"""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest

from glossary.build.compile import dialect_of
from glossary.build.run import Options, build
from glossary.build.sources import read_source
from glossary.cli.render import Files
from glossary.markup.compiler import Compiler
from glossary.term.deal import meaning
from glossary.term.read import TermReader
from glossary.text.source import Source
from tests.casefile import Case, read_cases, update
from tests.elements import parse, pretty, select

if TYPE_CHECKING:
    from glossary.build.whole import Result
    from glossary.config.schema import Site
    from glossary.term.read import Entry

CASES = tuple(read_cases(Path(__file__).parent / "cases"))
OPTIONS = frozenset({"drafts", "strict"})
DIGEST = "1:" + "0" * 64
"""Stands in a case for the digest of the text that it is in."""
SEEN = count()
PAGES = ("html", "files")
"""Expectations that need the site; all others need only what is told."""


class Built(NamedTuple):
    """A case's folder and what came of it."""

    root: Path
    out: Path
    result: Result


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what builds remember; no two cases stand at one place, so none meets another's."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_case_shows_what_it_says(case: Case, tmp_path: Path, cache: Path, request: pytest.FixtureRequest) -> None:
    """The pages and the diagnostics are those of the case, and there are no others."""
    built = build_case(case, tmp_path, cache)
    found = {name: shown(name, built) for name in case.expected if name != "options"}
    found["diagnostics"] = told(built)
    if request.config.getoption("--update"):
        for name, text in found.items():
            update(case, name, text)
        return
    expected = {"diagnostics": "", **case.expected}
    expected.pop("options", None)
    assert found == expected


def test_cases_have_titles_of_their_own() -> None:
    """No two cases of a file have one name, so that a failure names its case."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))


def test_no_fault_in_a_term_stops_its_page(tmp_path: Path) -> None:
    """All terms of all cases in one folder, faults and all: with --keep-going each has its page."""
    names: list[str] = []
    for number, case in enumerate(CASES):
        for path, text in case.files.items():
            if (
                path.startswith("terms/")
                and text.startswith("---")
                and not re.search(r"^(id|replaced_by):", text, re.MULTILINE)
            ):
                names.append(f"{number}-{len(names)}")
                place = tmp_path / "site" / "terms" / f"{names[-1]}.md"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text.replace("status: draft", "status: review"), "utf-8")
    outcome = build(Options(str(tmp_path / "site"), str(tmp_path / "out"), str(tmp_path / "cache"), keep_going=True))
    made = {path.stem for path in (tmp_path / "out").glob("*.html")}
    assert outcome.result is not None
    assert [name for name in names if name not in made] == []


def build_case(case: Case, folder: Path, cache: Path) -> Built:
    """Build the files of the case; pages are written whatever is wrong, so that a case may show both.

    Where no page is asked for, none is written: that takes half as long.
    """
    root, out = folder / "site", folder / "out"
    root.mkdir()
    case.write(root)
    chosen = set(case.expected.get("options", "").split())
    assert chosen <= OPTIONS
    options = Options(
        str(root),
        str(out),
        str(cache / str(next(SEEN))),
        keep_going=True,
        drafts="drafts" in chosen,
        strict="strict" in chosen,
        check=not any(name.startswith(PAGES) for name in case.expected),
    )
    outcome = build(options)
    if any(DIGEST in text for text in case.files.values()):
        sign(root, outcome.result.glossary.site)
        outcome = build(options)
    assert outcome.result is not None
    return Built(root, out, outcome.result)


def sign(root: Path, site: Site) -> None:
    """Put the digest of its text into each file that asks for it."""
    for path in root.rglob("*.md"):
        text = path.read_text("utf-8")
        if DIGEST in text:
            entry = read(root, path.relative_to(root).as_posix(), site)
            path.write_text(text.replace(DIGEST, meaning(entry.term)), "utf-8")


def read(root: Path, path: str, site: Site) -> Entry:
    """The term at `path`, read."""
    source = read_source(str(root), path)
    assert isinstance(source, Source)
    entry, _ = TermReader(site, Compiler(dialect_of(site))).read(source)
    assert entry is not None
    return entry


def shown(name: str, built: Built) -> str:
    """What an expectation with this name is compared with."""
    kind, first, rest = name.split(" ", 2) if " " in name else (name, "", "")
    match kind:
        case "html":
            return elements(built.out / first, rest)
        case "json":
            return fields(built, first, rest.split())
        case "files":
            folder = built.out / first
            return "".join(
                f"{path.relative_to(folder).as_posix()}\n" for path in sorted(folder.glob(rest)) if path.is_file()
            )
        case "diagnostics":
            return told(built)
    return f"there is no expectation {kind}\n"


def elements(path: Path, selector: str) -> str:
    """The elements of the page, printed; a page that is not there says so."""
    if not path.exists():
        return "no such page\n"
    return "".join(pretty(found) for found in select(parse(path.read_text("utf-8")), selector)) or "nothing\n"


def fields(built: Built, term: str, names: list[str]) -> str:
    """Fields of the term, or else of its card, a line each."""
    card: Any = next(card for card in built.result.glossary.terms.values() if card.id == term)
    entry = read(built.root, card.path, built.result.glossary.site)
    lines = []
    for name in names:
        value = getattr(entry.term, name) if hasattr(entry.term, name) else getattr(entry.card, name)
        lines += [f"{name}: {json.dumps(plain, ensure_ascii=False)}\n" for plain in (msgspec.to_builtins(value),)]
    return "".join(lines)


def told(built: Built) -> str:
    """The diagnostics, a line each."""
    files = Files(str(built.root))
    return "".join(line(found, files) for found in built.result.diagnostics)


def line(found: Any, files: Files) -> str:
    """A diagnostic as `path:line:column: severity[rule]: message`."""
    place = files.place(found.span)
    return f"{found.span.path}:{place.line}:{place.column}: {found.severity}[{found.rule}]: {found.message}\n"
