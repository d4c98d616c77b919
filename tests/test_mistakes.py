"""Mistakes that people make: each is refused with its rule, its place, a caret and help.

Golden cases stand in `mistakes/`, for people to read; bytes that cannot stand in Markdown are built here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_type_hints

import pytest

from glossary.checks.styles import MOST
from glossary.cli import main
from glossary.config.schema import Config
from glossary.term.schema import Term
from glossary.text.near import Near
from glossary.text.rules import DEFAULTS
from tests.casefile import Case, read_cases, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CASES = tuple(read_cases(Path(__file__).parent / "mistakes"))
LIMIT = 2.0
"""Seconds for one small folder on a slow, busy machine; most take 20 ms."""

HEAD = re.compile(
    r"^(?P<path>[^\n:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning)\[(?P<rule>[\w-]+)\]: (?P<message>.+)$"
)
GOOD = b"---\nterm: Training\ndefinition: Fitting weights to data.\n---\n"


class Checked(NamedTuple):
    """What `glossary check` said."""

    status: int
    output: str
    tally: str
    seconds: float


class Problem(NamedTuple):
    """A problem as it is shown."""

    path: str
    line: int
    column: int
    severity: str
    rule: str
    snippet: tuple[str, ...]
    help: str


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Checked]:
    """Runs `glossary check` on a folder, in this process."""

    def run(folder: Path, *options: str) -> Checked:
        cache = tmp_path / "cache"
        monkeypatch.setattr(
            sys, "argv", ["glossary", "check", str(folder), "--cache", str(cache), "--jobs", "1", *options]
        )
        started = time.perf_counter()
        with pytest.raises(SystemExit) as ended:
            main()
        seconds = time.perf_counter() - started
        said = capsys.readouterr()
        assert not said.err
        output, _, tally = said.out.rstrip("\n").rpartition("\n")
        return Checked(int(str(ended.value.code)), output.strip("\n") + "\n" if output else "", tally, seconds)

    return run


def problems(output: str) -> Iterator[Problem]:
    """The problems that an output shows."""
    for block in output.strip("\n").split("\n\n"):
        head, *rest = block.split("\n")
        found = HEAD.match(head)
        assert found, head
        snippet = tuple(line for line in rest if re.match(r" *\d* \| ", line))
        help_ = next((line.removeprefix("  help: ") for line in rest if line.startswith("  help: ")), "")
        place = int(found["line"]), int(found["column"])
        yield Problem(found["path"], *place, found["severity"], found["rule"], snippet, help_)


def points_right(problem: Problem, folder: Path) -> bool:
    """Whether the caret stands under the column that the problem names, in the line that it names."""
    line = (folder / problem.path).read_bytes().decode("utf-8-sig").split("\n")[problem.line - 1].replace("\t", " ")
    shown, carets = (part.split(" | ", 1)[1] for part in problem.snippet)
    at, column = carets.index("^"), problem.column - 1
    return (
        not line.isascii()
        or shown[at : at + 3].rstrip("…") == line[column : column + 3][: len(shown[at : at + 3].rstrip("…"))]
    )


# ------------------------------------------------------------------------------- golden cases


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_mistake_is_told_as_its_case_says(
    case: Case, check: Callable[..., Checked], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "site"
    case.write(folder)
    found = check(folder)
    if request.config.getoption("--update"):
        update(case, "output", found.output)
    else:
        assert found.output == case.expected["output"]
    assert found.status == 1
    assert found.seconds < LIMIT


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_mistake_has_its_rule_its_place_a_caret_and_help(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    told = list(problems(case.expected["output"]))
    assert any(problem.severity == "error" for problem in told)
    for problem in told:
        assert problem.rule in DEFAULTS
        assert problem.help
        if (tmp_path / problem.path).stat().st_size:
            assert problem.snippet
            assert points_right(problem, tmp_path)


def test_there_are_many_cases_and_no_two_of_one_name() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


# ------------------------------------------------------------------ what cannot stand in Markdown


class Odd(NamedTuple):
    """A mistake in bytes: what is made in the folder, and what is told of it."""

    make: Callable[[Path], object]
    rule: str
    place: str
    words: str = ""


def file(path: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / path).write_bytes(data)


def field(value: bytes) -> Callable[[Path], object]:
    return file("terms/training.md", b"---\nterm: Training\ndefinition: d\nplain: " + value + b"\n---\n")


def link(path: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).symlink_to(target)


def pipe(path: str) -> Callable[[Path], object]:
    return lambda folder: os.mkfifo(folder / path)


def with_name(name: bytes) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        descriptor = os.open(bytes(folder) + b"/terms/" + name, os.O_CREAT | os.O_WRONLY)
        os.write(descriptor, GOOD)
        os.close(descriptor)

    return make


ODD = {
    "a NUL": Odd(file("terms/training.md", GOOD + b"a\0b\n"), "control-character", "terms/training.md:5:2", "U+0000"),
    "a NUL in front matter": Odd(field(b"\0"), "control-character", "terms/training.md:4:8", "U+0000"),
    "an escape for a terminal": Odd(
        file("terms/training.md", GOOD + b"a\x1b[31mb"), "control-character", "terms/training.md:5:2", "U+001B"
    ),
    "Latin-1": Odd(file("terms/training.md", GOOD + b"\xdcbung"), "invalid-utf8", "terms/training.md:5:1", "0xdc"),
    "half a character": Odd(
        file("terms/training.md", GOOD + b"\xe8\xa8"), "invalid-utf8", "terms/training.md:5:1", "0xe8"
    ),
    "a surrogate": Odd(
        file("terms/training.md", GOOD + b"ab\xed\xa0\x80"), "invalid-utf8", "terms/training.md:5:3", "0xed"
    ),
    "UTF-16": Odd(
        file("terms/training.md", b"\xff\xfe" + GOOD.decode().encode("utf-16-le")),
        "invalid-utf8",
        "terms/training.md:1:1",
        "UTF-16",
    ),
    "UTF-16, the other order": Odd(
        file("terms/training.md", b"\xfe\xff" + GOOD.decode().encode("utf-16-be")),
        "invalid-utf8",
        "terms/training.md:1:1",
        "Notepad",
    ),
    "UTF-16 without a mark": Odd(
        file("terms/training.md", GOOD.decode().encode("utf-16-le")), "invalid-utf8", "terms/training.md:1:1", "UTF-16"
    ),
    "many NULs": Odd(
        file("terms/training.md", GOOD + b"\0" * 5000), "control-character", "terms/training.md:5:1", "U+0000"
    ),
    "two byte order marks": Odd(
        file("terms/training.md", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD),
        "missing-front-matter",
        "terms/training.md:1:1",
        "delete <U+FEFF>",
    ),
    "a text of 5 MB": Odd(field(b"x" * 5_000_000), "limit", "terms/training.md:1:1", "2 MiB"),
    "a million brackets": Odd(field(b"[" * 1_000_000), "limit", "terms/training.md:4:39", "32"),
    "a million braces": Odd(field(b"{" * 1_000_000), "limit", "terms/training.md:4:39", "32"),
    "a million brackets for a name": Odd(
        file("terms/training.md", b"---\nterm: " + b"[" * 1_000_000 + b"\n---\n"),
        "limit",
        "terms/training.md:2:38",
        "32",
    ),
    "a million quotations": Odd(
        file("terms/training.md", GOOD + b">" * 1_000_000), "nesting", "terms/training.md:5:101", "100"
    ),
    "a list in a list in a list": Odd(field(b"\n" + b"- " * 30_000 + b"x"), "limit", "terms/training.md:5:63", "32"),
    "a colon, and a million spaces": Odd(
        field(b"a: " + b" " * 1_000_000 + b"x"), "yaml-syntax", "terms/training.md:4:9", "quote"
    ),
    "a line separator": Odd(field("a\u2028b".encode()), "control-character", "terms/training.md:4:9", "U+2028"),
    "a line separator in front of a key": Odd(
        field("a.\u2028level: beginner".encode()), "control-character", "terms/training.md:4:10", "U+2028"
    ),
    "a next-line character": Odd(field("a\u0085b".encode()), "control-character", "terms/training.md:4:9", "U+0085"),
    "a slip behind Windows line ends": Odd(
        file("terms/training.md", b"---\r\nterm: Training\r\ndefinition: a: b\r\n---\r\n"),
        "yaml-syntax",
        "terms/training.md:3:14",
        'definition: "a: b"`',
    ),
    "a slip behind Mac line ends": Odd(
        file("terms/training.md", b"---\rterm: Training\rdefintion: d\r---\r"),
        "unknown-key",
        "terms/training.md:3:1",
        "definition",
    ),
    "a link behind Mac line ends": Odd(
        file("terms/training.md", GOOD.replace(b"\n", b"\r") + b"a\r\rb [[x]]\r"),
        "dangling-link",
        "terms/training.md:7:3",
        "`x`",
    ),
    "a slip behind a byte order mark": Odd(
        file("terms/training.md", b"\xef\xbb\xbf---\nterm: Training\ndefintion: d\n---\n"),
        "unknown-key",
        "terms/training.md:3:1",
        "definition",
    ),
    "a link behind wide and astral characters": Odd(
        file("terms/training.md", GOOD + "重み \U0001d49c e\u0301 [[x]]\n".encode()),
        "dangling-link",
        "terms/training.md:5:9",
        "`x`",
    ),
    "a pipe": Odd(pipe("terms/training.md"), "unreadable-file", "terms/training.md:1:1", "ordinary file"),
    "a link out of the folder": Odd(
        link("terms/training.md", "/etc/passwd"), "unsafe-path", "terms/training.md:1:1", "out of the site"
    ),
    "a link within the folder": Odd(
        link("terms/training.md", "model.md"), "unsafe-path", "terms/training.md:1:1", "symbolic link"
    ),
    "a link to nothing": Odd(
        link("terms/training.md", "nothing.md"), "unsafe-path", "terms/training.md:1:1", "symbolic link"
    ),
    "a link to itself": Odd(
        link("terms/training.md", "training.md"), "unsafe-path", "terms/training.md:1:1", "symbolic link"
    ),
    "a folder that leads out": Odd(link("terms/more", "/etc"), "unsafe-path", "terms/more:1:1", "out of the site"),
    "a file name with its accent apart": Odd(
        with_name("cafe\u0301.md".encode()), "invalid-id", "terms/cafe\u0301.md:1:1", "accent as one character"
    ),
    "a file name that is no text": Odd(with_name(b"tr\xffning.md"), "unsafe-path", "terms/tr", "not UTF-8"),
    "glossary.yml as a pipe": Odd(pipe("glossary.yml"), "unreadable-file", "glossary.yml:1:1", "ordinary file"),
    "glossary.yml as a link": Odd(
        link("glossary.yml", "/etc/passwd"), "unsafe-path", "glossary.yml:1:1", "put the file itself here"
    ),
    "glossary.yml as a folder": Odd(
        lambda folder: (folder / "glossary.yml").mkdir(), "unreadable-file", "glossary.yml:1:1", "ordinary file"
    ),
    "glossary.yml in Latin-1": Odd(
        file("glossary.yml", b"title: W\xf6rter\n"), "invalid-utf8", "glossary.yml:1:9", "0xf6"
    ),
    "glossary.yml in UTF-16": Odd(
        file("glossary.yml", "title: Wörter\n".encode("utf-16")), "invalid-utf8", "glossary.yml:1:1", "UTF-16"
    ),
    "glossary.yml with Windows line ends": Odd(
        file("glossary.yml", b"title: W\r\nmath: maybe\r\n"), "wrong-type", "glossary.yml:2:7", "true or false"
    ),
    "a page in Latin-1": Odd(file("pages/about.md", b"W\xf6rter\n"), "invalid-utf8", "pages/about.md:1:2", "0xf6"),
}


def prepared(folder: Path) -> Path:
    """A site's folder with one good term."""
    for name in ("terms", "pages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "terms" / "model.md").write_bytes(GOOD.replace(b"Training", b"Model"))
    return folder


@pytest.mark.parametrize("name", ODD)
def test_a_mistake_in_bytes_is_told_at_its_place(name: str, check: Callable[..., Checked], tmp_path: Path) -> None:
    odd = ODD[name]
    folder = prepared(tmp_path / "site")
    odd.make(folder)
    found = check(folder)
    assert found.status == 1
    assert found.output.startswith(odd.place)
    assert f": error[{odd.rule}]: " in found.output.split("\n", 1)[0]
    assert odd.words in found.output
    assert "\n  help: " in found.output
    assert found.output.count(": error[") == 1, "one slip, one problem"
    assert found.seconds < LIMIT


@pytest.mark.parametrize("name", ["a NUL", "a million brackets", "a pipe"])
def test_the_command_itself_ends_with_1_and_without_a_traceback(name: str, tmp_path: Path) -> None:
    folder = prepared(tmp_path / "site")
    ODD[name].make(folder)
    command = [sys.executable, "-m", "glossary", "check", str(folder), "--cache", str(tmp_path / "cache")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False, cwd=Path(__file__).parents[1]
    )
    assert done.returncode == 1
    assert not done.stderr
    assert "Traceback" not in done.stdout


# --------------------------------------------------------------------------------- all in one run


def alone(case: Case) -> bool:
    """Whether a case can stand beside others: one term, whose name and id nothing else in the case uses."""
    (path, text), *others = case.files.items()
    itself = re.search(r"^(?:id|broader|replaced_by):", text, re.MULTILINE)
    return path == "terms/training.md" and not others and not itself


def moved(odd: Odd, folder: Path, to: Path) -> bool:
    """Make the mistake in `folder` and move its term to `to`; false where it is no mistake of a term's file."""
    odd.make(prepared(folder))
    made = folder / "terms" / "training.md"
    if not os.path.lexists(made) or made.is_symlink():
        return False
    made.rename(to)
    return True


def without_links(told: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The problems but dangling links: how many of these there are depends on who else is in the folder."""
    return sorted(problem for problem in told if problem[1] != "dangling-link")


def test_all_mistakes_of_a_folder_are_told_in_one_run(check: Callable[..., Checked], tmp_path: Path) -> None:
    folder = prepared(tmp_path / "site")
    wanted: list[tuple[str, str]] = []
    for number, case in enumerate(filter(alone, CASES)):
        path = f"terms/t{number}.md"
        (folder / path).write_bytes(case.files["terms/training.md"].encode())
        wanted += [(path, problem.rule) for problem in problems(case.expected["output"])]
    for number, odd in enumerate(ODD.values()):
        path = f"terms/u{number}.md"
        if moved(odd, tmp_path / f"u{number}", folder / path):
            wanted.append((path, odd.rule))
    found = check(folder)
    told = [(problem.path, problem.rule) for problem in problems(found.output) if problem.rule != "ambiguous-name"]
    assert found.status == 1
    assert len(wanted) > 150
    assert without_links(told) == without_links(wanted)
    assert {path for path, rule in wanted if rule == "dangling-link"} == {
        path for path, rule in told if rule == "dangling-link"
    }


# ----------------------------------------------------------------------- the wrong type in each field

WRONG = {"text": "just words", "list": "[[a, b], [c]]", "mapping": "{strange: {deep: er}}"}

SHORT = (
    "Plain", "Inline", "Name", "Block", "Url", "SitePath", "Relation", "Reference", "Analogy", "Word", "OpenQuestion", "Fact",
    "Resource", "Match", "Navigation", "Language", "Section", "Repository",
)  # fmt: skip
"""Types that are texts, or have a short form: there a text is understood."""

FIELDS = {
    name: str(kind) for name, kind in get_type_hints(Term).items() if name in Term.__struct_fields__ and name != "body"
}
KEYS = {name: str(kind) for name, kind in get_type_hints(Config).items() if name in Config.__struct_fields__}


def wrong(kind: str) -> list[str]:
    """The shapes that a field of that type cannot take."""
    if "Any" in kind:
        return []
    return [shape for shape in WRONG if not (shape == "text" and any(name in kind for name in SHORT))]


def told_of(path: str, output: str) -> list[Problem]:
    return [problem for problem in problems(output) if problem.path == path]


@pytest.mark.parametrize("name", [name for name, kind in FIELDS.items() if wrong(kind)])
def test_a_wrong_type_in_any_field_is_an_error_at_its_value(
    name: str, check: Callable[..., Checked], tmp_path: Path
) -> None:
    folder = prepared(tmp_path / "site")
    shapes = wrong(FIELDS[name])
    for shape in shapes:
        fields = {"term": shape.title(), "definition": "What is wrong.", name: WRONG[shape]}
        text = "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"
        (folder / "terms" / f"{shape}.md").write_bytes(text.encode())
    found = check(folder)
    assert found.status == 1
    for shape in shapes:
        told = told_of(f"terms/{shape}.md", found.output)
        assert told[0].column >= len(name) + 3
        assert told[0].help
        assert {problem.line for problem in told} == {{"term": 2, "definition": 3}.get(name, 4)}, (
            "nothing is told of other lines"
        )


@pytest.mark.parametrize(("name", "shape"), [(name, shape) for name, kind in KEYS.items() for shape in wrong(kind)])
def test_a_wrong_type_in_any_key_of_glossary_yml_is_an_error_at_its_value(
    name: str, shape: str, check: Callable[..., Checked], tmp_path: Path
) -> None:
    folder = prepared(tmp_path / "site")
    (folder / "glossary.yml").write_bytes(f"{name}: {WRONG[shape]}\n".encode())
    found = check(folder)
    told = told_of("glossary.yml", found.output)
    assert found.status == 1
    assert told[0].line == 1
    assert told[0].column >= len(name) + 3
    assert told[0].help


def test_what_was_meant_by_one_word_is_looked_for_once() -> None:
    near = Near(["training", *(f"trainin {number}" for number in range(450))])
    started = time.perf_counter()
    found = {near.find("trainng", frozenset({"training"})) for _ in range(5000)}

    assert found == {"trainin 9"}
    assert near.find("trainng") == "training"
    assert time.perf_counter() - started < LIMIT


def test_of_many_addresses_in_a_style_that_lead_nowhere_some_are_told(
    check: Callable[..., Checked], tmp_path: Path
) -> None:
    folder = prepared(tmp_path / "site")
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static/site.css").write_text("".join(f"a{{b:url(sytle{at}.css)}}" for at in range(10_000)))
    found = check(folder)
    assert found.output.count("warning[dangling-url]") == MOST
    assert found.seconds < LIMIT


def test_only_data_of_the_author_s_own_takes_anything() -> None:
    assert [name for name, kind in FIELDS.items() if not wrong(kind)] == ["extra"]
    assert [name for name, kind in KEYS.items() if not wrong(kind)] == ["fields"]
