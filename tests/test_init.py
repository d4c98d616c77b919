"""`glossary init`: a new folder builds at once, and nothing that was there is changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from lxml import html

from glossary import __version__
from glossary.build.creation import Barred, create, replace
from glossary.build.output import ARRIVING
from glossary.build.rewrite import PREFIX
from glossary.build.starter import STARTER
from glossary.cli import main
from tests.adopting import run
from tests.builds import Builder, Run, tree, write

ROOT = Path(__file__).parents[1]
FILES = {path for path, _ in STARTER}


@pytest.fixture(scope="module")
def words(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new glossary, built."""
    folder = tmp_path_factory.mktemp("new") / "words"
    assert run(builder, "init", folder).status == 0
    assert run(builder, "build", folder, "--strict", "--format", "json") == Run(0, "[]\n", "")
    return folder


def files(folder: Path) -> dict[str, bytes | None]:
    return {path: data for path, data in tree(folder).items() if data is not None}


def test_a_new_folder_has_all_files_and_nothing_beside_them(builder: Builder, tmp_path: Path) -> None:
    said = run(builder, "init", tmp_path / "some" / "words")

    assert (said.status, said.err) == (0, "")
    assert files(tmp_path).keys() == {f"some/words/{path}" for path in FILES}
    assert all(f"written      {tmp_path}/some/words/{path}\n" in said.out for path in FILES)
    assert f"glossary build {tmp_path}/some/words" in said.out
    assert not (tmp_path / "some" / "words" / "glossary.yml").stat().st_mode & 0o111


def test_the_folder_here_needs_no_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "init"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip

    assert files(tmp_path).keys() == FILES
    assert "  glossary serve, then open http://localhost:8000/\n" in done.stdout
    assert "  glossary build, then open site/index.html\n  glossary new 'Name of a term'\n" in done.stdout


def test_the_two_terms_link_to_each_other(words: Path) -> None:
    for one, other in (("term", "definition"), ("definition", "term")):
        page = html.document_fromstring((words / "site" / f"{one}.html").read_bytes())
        assert f"{other}.html" in {link.get("href") for link in page.xpath("//*[@id='text']//a | //main//p/a")}


def test_every_example_in_the_comments_works_when_its_sign_is_taken_away(builder: Builder, tmp_path: Path) -> None:
    run(builder, "init", tmp_path / "words")
    settings = tmp_path / "words" / "glossary.yml"
    before = settings.read_text("utf-8")
    after = re.sub(r"^# (?=[a-z]+:|  )", "", before, flags=re.MULTILINE)
    settings.write_text(after, "utf-8")

    assert before.count("\n# ") - after.count("\n# ") >= 15
    assert run(builder, "check", tmp_path / "words", "--strict", "--format", "json") == Run(0, "[]\n", "")


def test_what_is_there_stays_and_is_told(builder: Builder, tmp_path: Path) -> None:
    mine = {".gitignore": "mine\n", ".vscode/settings.json": "{}", "notes.txt": "mine", "static/a.css": "p {}\n"}
    write(tmp_path, mine)
    said = run(builder, "init", tmp_path)

    assert said.status == 0
    found = files(tmp_path)
    assert found.keys() == FILES | mine.keys()
    assert all(found[path] == text.encode() for path, text in mine.items())
    assert f"not written  {tmp_path}/.gitignore: it was there, and stays as it was; see that" in said.out
    assert f"not written  {tmp_path}/.vscode/settings.json: it was there" in said.out
    assert "note: the folder static was there: " in said.out


@pytest.mark.parametrize(
    ("there", "message"),
    [
        ({"glossary.yml": "title: Mine\n"}, "already: it has glossary.yml"),
        ({"glossary.yml": "title: Mine\n", "terms/a.md": ""}, "already: it has glossary.yml and terms"),
        ({"terms/a.md": ""}, "there is a folder terms in"),
    ],
)
def test_a_folder_with_a_glossary_is_refused(
    builder: Builder, tmp_path: Path, there: dict[str, str], message: str
) -> None:
    write(tmp_path, there)
    before = tree(tmp_path)
    said = run(builder, "init", tmp_path)

    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert "help: `glossary " in said.err
    assert tree(tmp_path) == before


def test_an_empty_folder_of_terms_is_no_glossary(builder: Builder, tmp_path: Path) -> None:
    """One that was interrupted left it."""
    (tmp_path / "terms").mkdir()

    assert run(builder, "init", tmp_path).status == 0
    assert (tmp_path / "glossary.yml").is_file()


def test_a_file_is_no_folder(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"words": "mine"})

    assert run(builder, "init", tmp_path / "words").status == 2
    assert (tmp_path / "words").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["terms", "glossary.yml", ".github", ".github/workflows", ".gitignore", ".vscode"])
def test_nothing_is_written_through_a_link(builder: Builder, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "words" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere" / ("none" if "." in name[1:] or name == ".gitignore" else ""))
    said = run(builder, "init", tmp_path / "words")

    assert not list((tmp_path / "elsewhere").iterdir())
    assert link.is_symlink()
    assert said.status == (2 if name in {"terms", "glossary.yml"} else 0)
    assert name in said.out + said.err


def test_in_a_folder_of_a_repository_github_would_not_look(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, {"code/.git/HEAD": ""})
    said = run(builder, "init", tmp_path / "code" / "docs" / "words")

    assert said.status == 0
    assert {path for path in FILES if not (tmp_path / "code/docs/words" / path).exists()} == {
        path for path in FILES if path.startswith(".github/")
    }
    assert f"at the top of a repository alone, which is {tmp_path}/code\n" in said.out
    assert run(builder, "init", tmp_path / "code").status == 0
    assert (tmp_path / "code" / ".github" / "workflows" / "glossary.yml").is_file()


def test_the_workflow_may_read_alone_and_its_actions_cannot_be_moved(words: Path) -> None:
    text = (words / ".github" / "workflows" / "glossary.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)

    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 3
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in uses)
    assert "secrets." not in text
    assert "pull_request_target" not in text
    commands = re.findall(r"run: (.*)", text)
    assert commands == [f"pip install glossary-site=={__version__}", "glossary check --format github", "glossary build"]


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-workflows", "workflows/glossary.yml"), ("github-issue-forms", "ISSUE_TEMPLATE/new-term.yml")],
)
def test_github_reads_the_files_that_are_for_it(words: Path, schema: str, path: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", words / ".github" / path],
        check=True, capture_output=True,
    )  # fmt: skip


def test_editors_find_the_schema_of_the_settings_in_the_built_site(words: Path) -> None:
    settings = json.loads((words / ".vscode" / "settings.json").read_bytes())
    ((path, file),) = settings["yaml.schemas"].items()
    schema = json.loads((words / path).read_bytes())

    assert file == "/glossary.yml"
    jsonschema.validate(yaml.safe_load((words / "glossary.yml").read_bytes()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"titel": "Words"}, schema)


def test_git_passes_over_what_a_build_makes(words: Path) -> None:
    ignored = (words / ".gitignore").read_text("utf-8").splitlines()
    made = {path.name for path in words.iterdir()} - {path.split("/")[0] for path in FILES}

    beside = {f"{PREFIX}*", ARRIVING}
    assert {f"/{name}/" for name in made} | beside == {line for line in ignored if line and not line.startswith("#")}


# Files that are new


def test_a_new_file_is_whole_and_alone(tmp_path: Path) -> None:
    create(str(tmp_path), "a/b/c.md", b"text")

    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/c.md": b"text"}
    assert (tmp_path / "a/b/c.md").stat().st_nlink == 1
    replace(str(tmp_path), "a/b/c.md", b"other")
    assert tree(tmp_path)["a/b/c.md"] == b"other"


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "mine"})
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere")
    for name in ("a.md", "link.md"):
        with pytest.raises(FileExistsError):
            create(str(tmp_path), name, b"text")
    with pytest.raises(Barred, match=r"a\.md"):
        create(str(tmp_path), "a.md/b.md", b"text")

    assert {path.name for path in tmp_path.iterdir()} == {"a.md", "link.md"}
    assert (tmp_path / "a.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "a/../../b.md", "a//b.md"])
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below"):
        create(str(tmp_path), path, b"text")


def test_a_disk_that_fails_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", fail)
    monkeypatch.setattr(sys, "argv", ["glossary", "init", str(tmp_path / "words")])
    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 3
    assert not files(tmp_path)
