"""`glossary lint`: what it tells of other people's prose, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.build.lint import Asked, Linted, lint
from glossary.build.run import options_of
from glossary.cli.options import FORMATS
from glossary.prose.kinds import KINDS, kind_called, kind_of
from tests.builds import Builder, Run, command, environment, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent / "prose"
MARKED = sorted(HERE.glob("*.marked"))

SHORT = {
    "forbidden-word": "forbidden",
    "doubtful-word": "doubtful",
    "deprecated-name": "deprecated",
    "misspelling": "misspelling",
}
MARK = re.compile(r"⟦\w+: (.*?)⟧", re.DOTALL)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def read(cache: Path) -> Callable[..., Linted]:
    """What is told of paths by the glossary of the golden files."""
    options = options_of(HERE / "glossary", cache=cache)._replace(check=True)

    def run(*paths: str | Path, kind: str = "", piped: bytes = b"") -> Linted:
        return lint(options, Asked([str(path) for path in paths], piped, kind))

    return run


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    builder = Builder(tmp_path_factory.mktemp("builder"))
    yield builder
    builder.close()


@pytest.fixture(scope="module")
def say(builder: Builder, cache: Path) -> Callable[..., Run]:
    """What the command says."""

    def run(*arguments: str | Path) -> Run:
        builder.begin("lint", *arguments, "--folder", HERE / "glossary", "--cache", cache)
        return builder.end()

    return run


def marked(text: str, linted: Linted) -> str:
    """The text with each hit between brackets, behind its rule."""
    data = text.encode()
    for found in sorted(linted.diagnostics, key=lambda each: -each.span.start):
        start, end = found.span.start, found.span.end
        name = SHORT.get(found.rule, found.rule)
        data = data[:start] + f"⟦{name}: ".encode() + data[start:end] + "⟧".encode() + data[end:]
    return data.decode()


# Golden files


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_each_hit_is_marked_and_no_other(
    path: Path, read: Callable[..., Linted], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    wanted = path.read_text("utf-8")
    text = MARK.sub(r"\1", wanted)
    place = tmp_path / path.stem
    place.write_text(text, "utf-8")
    found = marked(text, read(place))

    if request.config.getoption("--update"):
        path.write_text(found, "utf-8")
    assert found == wanted
    assert found.count("⟦") >= 5


def test_each_kind_of_file_has_a_golden_one() -> None:
    assert {kind.name for path in MARKED if (kind := kind_of(path.stem))} == {kind.name for kind in KINDS}


# What is said

SAID = """\
guide.md:1:4: error[forbidden-word]: the glossary forbids `fine-tuned the prompt` (entry *Fine-tuning*)
1 | We fine-tuned the prompt on a Mac. Then teach
  |    ^^^^^^^^^^^^^^^^^^^^^
  help: write “We revised the prompt”, not “We fine-tuned the prompt”. The word is kept for updates of parameters. (https://words.example/fine-tuning.html#avoid)

guide.md:1:41: warning[doubtful-word]: the glossary warns of `teach it` (entry *Fine-tuning*)
1 | We fine-tuned the prompt on a Mac. Then teach
  |                                         ^^^^^
  help: did you mean “Let's retrieve prices at request time”, not “Let's teach it our prices”? When: The facts change daily. (https://words.example/fine-tuning.html#avoid)

guide.md:2:13: warning[doubtful-word]: the glossary warns of `Knobs` (entry *Parameter*)
2 | it to SNs. “Knobs” and synaptic networks: a
  |             ^^^^^
  help: did you mean `Parameters`? (https://words.example/parameter.html#avoid)

guide.md:2:24: warning[deprecated-name]: `synaptic networks` is a former name
2 | it to SNs. “Knobs” and synaptic networks: a
  |                        ^^^^^^^^^^^^^^^^^
  help: write `neural networks` (https://words.example/neural-network.html)

guide.md:3:1: warning[deprecated-name]: `drop-layer` is deprecated
3 | drop-layer. On Github, fintuning.
  | ^^^^^^^^^^
  help: no term took its place: say it in other words (https://words.example/dropout.html)

guide.md:3:16: warning[misspelling]: `Github` is a misspelling
3 | drop-layer. On Github, fintuning.
  |                ^^^^^^
  help: write `GitHub` (https://words.example/github.html)

guide.md:3:24: warning[misspelling]: `fintuning` is a misspelling
3 | drop-layer. On Github, fintuning.
  |                        ^^^^^^^^^
  help: write `fine-tuning` (https://words.example/fine-tuning.html)

"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with prose, in which the command is called."""
    text = "We fine-tuned the prompt on a Mac. Then teach\nit to SNs. “Knobs” and synaptic networks: a\n"
    write(tmp_path, {"guide.md": f"{text}drop-layer. On Github, fintuning.\n", "good.md": "All is well.\n"})
    return tmp_path


def said_in(folder: Path, cache: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """What a process of its own says that is started in a folder."""
    line = command("lint", *arguments, "--folder", HERE / "glossary", "--cache", cache)
    done = subprocess.run(
        line, cwd=folder, input=stdin, capture_output=True, env=environment(), check=False, timeout=60
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_hit_says_what_to_write_instead_when_and_why(here: Path, cache: Path) -> None:
    status, out, err = said_in(here, cache, "guide.md")

    assert (status, err) == (1, "")
    assert out.rpartition("1 file read")[0] == SAID
    assert out.endswith(" s; 1 error and 6 warnings\n")


def test_what_is_piped_in_is_read_as_what_it_is_said_to_be(here: Path, cache: Path) -> None:
    code = b"# a knob\nknob = 1\n"

    assert "<stdin>:1:5: warning[doubtful-word]" in said_in(here, cache, "-", "--as", "python", stdin=code)[1]
    assert said_in(here, cache, "-", "--as", "python", stdin=code)[1].count("warning[") == 1
    assert said_in(here, cache, "-", stdin=code)[1].count("warning[") == 2
    assert said_in(here, cache, "-", stdin=b"\xff")[1].startswith("<stdin>:1:1: error[invalid-utf8]")


def test_the_exit_status_is_that_of_check(say: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, {"doubt.md": "A knob.\n", "good.md": "Well.\n", "bad.md": "We fine-tuned the prompt.\n"})

    assert [say(tmp_path / name).status for name in ("good.md", "doubt.md", "bad.md")] == [0, 0, 1]
    assert say(tmp_path / "doubt.md", "--strict").status == 1
    assert say(tmp_path).status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name files or folders, or `-` for what is piped in"),
        (("nowhere\x1b[1m.md",), "nowhere\u241b[1m.md does not exist"),
        (("--out", "x"), "`--out` goes with `--export`"),
        (("--export", "vale"), "name it with `--out FOLDER`"),
        (("a.md", "--export", "vale", "--out", "x"), "`--export` reads no files"),
        (("a.md", "--as", "word"), "`--as` cannot be `word`"),
    ],
)
def test_a_wrong_call_is_told(say: Callable[..., Run], arguments: tuple[str, ...], message: str) -> None:
    said = say(*arguments)

    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_each_form_of_check_is_one_of_lint(say: Callable[..., Run], here: Path, form: str) -> None:
    said = say(here / "guide.md", "--format", form)

    assert (said.status, said.err) == (1, "")
    assert said.out.count("misspelling") >= 2
    assert "guide.md" in said.out
    if form in {"json", "sarif"}:
        json.loads(said.out)


def test_the_glossary_says_how_bad_a_rule_is(cache: Path, tmp_path: Path) -> None:
    avoid = "avoid: [{avoid: A knob., words: knob, write: A number.}, {avoid: Taught., words: taught}]"
    files = {
        "words/glossary.yml": "rules: {doubtful-word: error, misspelling: off}\n",
        "words/terms/parameter.md": f"---\nterm: Parameter\nhidden: parametre\ndefinition: A number.\n{avoid}\n---\n",
        "a.md": "A knob is a parametre, taught.\n",
    }
    write(tmp_path, files)
    options = options_of(tmp_path / "words", cache=cache)._replace(check=True)
    found = lint(options, Asked([str(tmp_path / "a.md")])).diagnostics

    assert [(each.rule, each.severity) for each in found] == [("doubtful-word", "error")] * 2
    assert found[1].help == "say it in other words than “Taught”"


def test_a_glossary_that_says_nothing_of_prose_is_told_so(builder: Builder, cache: Path, tmp_path: Path) -> None:
    write(tmp_path, {"words/terms/a.md": "---\nterm: A\ndefinition: [\n---\n", "a.md": "A.\n"})
    builder.begin("lint", tmp_path / "a.md", "--folder", tmp_path / "words", "--cache", cache)
    said = builder.end()

    assert said.status == 0
    assert "note: the glossary has 1 error; `glossary check` tells of them" in said.err
    assert "note: no term has phrases below `avoid`" in said.err


# Which files are read


def test_of_a_folder_prose_is_read_and_nothing_hidden(read: Callable[..., Linted], tmp_path: Path) -> None:
    knob = "A knob.\n"
    left_out = (
        ".hidden.md",
        ".git/a.md",
        "node_modules/a.md",
        "image.png",
        "a.js",
        "site/.glossary-site",
        "site/a.html",
    )
    taken = ("a.md", "b/a.markdown", "b/c/a.rst", "b/c/a.txt", "z.html")
    write(tmp_path, dict.fromkeys((*left_out, *taken), knob) | {"b/binary.txt": b"A knob\0", "b/a.py": "# A knob.\n"})
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "b" / "up").symlink_to("..")
    linted = read(tmp_path)

    assert {Path(each.span.path).relative_to(tmp_path).as_posix() for each in linted.diagnostics} == {*taken, "b/a.py"}
    assert read(tmp_path, tmp_path / "a.md").files == linted.files
    assert read(tmp_path / "site").diagnostics
    assert read(tmp_path / "link.md").diagnostics


def test_paths_are_told_as_they_were_named(
    read: Callable[..., Linted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a/b.md": "A knob.\n"})
    monkeypatch.chdir(tmp_path / "a")

    named = ("b.md", "./b.md", "../a/b.md", "../a", str(tmp_path / "a" / "b.md"), "b.md/../b.md")
    assert [read(path).diagnostics[0].span.path for path in named[:5]] == [
        "b.md",
        "b.md",
        "../a/b.md",
        "../a/b.md",
        f"{tmp_path}/a/b.md",
    ]


def test_the_names_of_files_reach_no_terminal(say: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, {"a\x1b[31m\n.md": "A knob\u202e.\n"})
    place = os.fsencode(tmp_path) + b"/\xff.md"
    Path(os.fsdecode(place)).write_bytes(b"A knob.\n")
    said = say(tmp_path)

    assert said.status == 0
    assert said.out.count("warning[doubtful-word]") == 2
    assert not {"\x1b", "\u202e"} & set(said.out)


# Hostile input

LARGE = {
    "a line of 5 MB": ("markdown text", b"a word " * 750_000 + b"knob"),
    "100,000 lines": ("markdown", b"A line of text that has no end of words.\n" * 100_000 + b"A knob.\n"),
    "many hits": ("text", b"a knob\n" * 20_000),
    "deep HTML": ("html markdown", b"<div>" * 200_000 + b"knob"),
    "tags without an end": ("html markdown", b"<a" * 200_000),
    "quotes without an end": ("html markdown", b'<a "' * 100_000 + b">"),
    "comments without an end": ("html markdown", b"<!--" * 200_000),
    "brackets": ("markdown", b"[" * 200_000 + b"](" * 50_000),
    "links without an end": ("markdown", b"[a](b (" * 50_000),
    "spaces in a link": ("markdown", b"[a](" + b" " * 400_000),
    "backquotes": ("markdown rst python", b"` `` ``` " * 30_000),
    "quotations": ("markdown", b">" * 300_000),
    "lists": ("markdown", b"- " * 100_000),
    "code without an end": ("html markdown", b"<code>a" * 50_000),
    "marks of templates": ("markdown", b"{{{%" * 100_000),
    "entities": ("html markdown", b"&#1;&#99999999;&amp" * 30_000),
    "strings": ("python", b"'a' " * 50_000),
    "brackets of Python": ("python", b"(" * 100_000),
    "an open string": ("python", b"'''" + b"a\n" * 50_000),
    "literal blocks": ("rst", b"a::\n" * 30_000),
    "no word": ("text", b"\xf0\x9f\x8e\x9b\xcc\x81\xe2\x80\x8b" * 50_000),
}
"""The kinds as which a text is read, and its bytes."""


@pytest.mark.parametrize("name", LARGE)
def test_no_text_takes_the_square_of_its_length(name: str, read: Callable[..., Linted], tmp_path: Path) -> None:
    kinds, data = LARGE[name]
    (tmp_path / "a").write_bytes(data)
    for kind in kinds.split():
        started = time.process_time()
        linted = read(tmp_path / "a", kind=kind)
        assert time.process_time() - started < 20, kind
        assert bool(linted.diagnostics) is (b"knob" in data or name in {"an open string", "brackets of Python"})


@pytest.mark.parametrize(
    ("data", "rule", "start"),
    [
        (b"a\nW\xf6rter", "invalid-utf8", 3),
        ("a".encode("utf-16"), "invalid-utf8", 0),
        (b"\x89PNG\0\0", "unread-prose", 0),
        (b"x" * (8 * 1024 * 1024 + 1), "limit", 0),
        (b"def f(:\n  '''open", "unread-prose", 8),
    ],
)
def test_what_cannot_be_read_is_told(
    read: Callable[..., Linted], tmp_path: Path, data: bytes, rule: str, start: int
) -> None:
    (tmp_path / "a.py").write_bytes(data)
    found = read(tmp_path / "a.py").diagnostics

    assert [(each.rule, each.span.start) for each in found] == [(rule, start)]
    assert found[0].help


def test_what_is_no_file_is_told(read: Callable[..., Linted], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")

    assert [each.rule for each in read(tmp_path / "a.md").diagnostics] == ["unreadable-file"]


SNIPPETS = (
    "knob",
    "teach it",
    "`",
    "``",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<code>",
    "</code>",
    "[",
    "](",
    "](x)",
    "\\",
    "&amp;",
)
SIGNS = st.lists(
    st.sampled_from(
        (*SNIPPETS, "\n", "\r\n", "\r", "    ", "> ", "- ", "# ", '"""', "'", "::", "\t", "|", "é", "🎛", " ")
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)


@given(SIGNS, st.sampled_from(KINDS))
def test_what_is_read_stands_in_the_file(text: str, kind: Any) -> None:
    prose = kind.read(text)

    assert kind is kind_called(kind.name)
    for at, sign in enumerate(prose.text):
        start, end = prose.span(at, at + 1)
        assert 0 <= start <= end <= len(text)
        if sign.isalpha() and "&" not in text[start:end]:
            assert text[start:end] == sign


def test_the_texts_of_all_corpora_are_read(read: Callable[..., Linted], shared_data: Path) -> None:
    linted = read(shared_data, Path(__file__).parents[1] / "terms", Path(__file__).parents[1] / "docs", HERE.parent)

    assert linted.files > 400
    assert {each.rule for each in linted.diagnostics} <= {*SHORT, "unread-prose"}
