"""Revisions of real repositories are compared and checked; nothing that a repository names is run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from bench.adopted import CONFIGS
from tests.builds import Builder, Run, environment, run, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAIN = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}
"""No settings of whoever runs the tests; and the same bytes are the same commit."""


def git(folder: Path, *arguments: str) -> str:
    settings = ("user.name=Jo", "user.email=jo@example.org", "commit.gpgsign=false", "protocol.file.allow=always")
    options = [part for setting in settings for part in ("-c", setting)]
    done = subprocess.run(
        ["git", *options, *arguments],
        cwd=folder,
        env=os.environ | PLAIN,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def term(name: str, definition: str, more: str = "", body: str = "") -> str:
    return f"---\nterm: {name}\ndefinition: {definition}\n{more}---\n{body}\n"


MODEL = term("Model", "A function that was fitted to data.")
LOSS = term("Loss", "A number that says how far the output of a [[model]] is off.")
START = {"glossary.yml": "title: Words\n", "terms/model.md": MODEL, "terms/loss.md": LOSS}


class Place:
    """A repository with a glossary, and the process that is asked about it."""

    def __init__(self, builder: Builder, root: Path, cache: Path, folder: Path | None = None) -> None:
        self.builder = builder
        self.root = root
        self.cache = cache
        self.folder = folder or root

    def ask(self, *arguments: str) -> Run:
        where = ("--folder", str(self.folder)) if arguments[0] == "diff" else (str(self.folder),)
        self.builder.begin(*arguments[:1], *where, "--cache", self.cache, "--jobs", "1", *arguments[1:])
        said = self.builder.end()
        assert "Traceback" not in said.err
        return said

    def changes(self, *arguments: str) -> dict[str, Any]:
        said = self.ask("diff", "--format", "json", *arguments)
        assert said.status == 0, said.err
        found: dict[str, Any] = json.loads(said.out)
        return found

    def ids(self, kind: str, *arguments: str) -> list[str]:
        return [each["id"] for each in self.changes(*arguments)[kind]]

    def commit(self, files: dict[str, str | None], message: str = "next") -> str:
        write(self.folder, files)
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", message)
        return git(self.root, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    place = tmp_path_factory.mktemp("builder")
    builder = Builder(place, XDG_CACHE_HOME=str(place), **PLAIN)
    yield builder
    builder.close()


@pytest.fixture(scope="module")
def start(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository on a branch `work` that stands at `main`."""
    root = tmp_path_factory.mktemp("start") / "words"
    root.mkdir()
    git(root, "init", "-q", "--template=", "-b", "main")
    Place(builder, root, root.parent / "cache").commit(dict(START))
    git(root, "checkout", "-qb", "work")
    return root


@pytest.fixture
def place(builder: Builder, start: Path, tmp_path: Path) -> Place:
    """A copy of that repository."""
    shutil.copytree(start, tmp_path / "words")
    return Place(builder, tmp_path / "words", tmp_path / "cache")


COST = term("Cost", "What is paid for each wrong answer.")


def test_files_as_they_stand_are_compared_with_a_revision(place: Place) -> None:
    write(place.root, {"terms/cost.md": COST, "terms/loss.md": LOSS.replace("how far", "by how much")})
    said = place.ask("diff", "main")

    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"main ({git(place.root, 'rev-parse', '--short=7', 'main')}) → working tree\n")
    assert "definition: A number that says {+by+} how [-far-] {+much+} the output" in said.out
    assert "Cost (cost): What is paid for each wrong answer." in said.out


def test_two_revisions_are_compared(place: Place) -> None:
    place.commit({"terms/cost.md": COST})
    place.commit({"terms/model.md": None})

    assert place.ids("added", "main", "HEAD~1") == ["cost"]
    assert place.ids("retired", "main", "HEAD") == ["model"]
    assert place.ids("retired", "main", "HEAD~1") == []


def test_what_the_base_gained_meanwhile_is_no_change(place: Place) -> None:
    place.commit({"terms/cost.md": COST})
    git(place.root, "checkout", "-q", "main")
    place.commit({"terms/recall.md": term("Recall", "How much is found.")})
    git(place.root, "checkout", "-q", "work")
    found = place.changes("main")

    assert [each["id"] for each in found["added"]] == ["cost"]
    assert found["retired"] == []
    assert found["base"]["parted"] is True


def test_where_one_has_all_of_the_other_that_is_said(place: Place) -> None:
    place.commit({"terms/cost.md": COST})
    said = place.ask("diff", "work", "main")

    assert said.out.splitlines()[1:] == ["no term changes", "all of main is in work already"]


def test_histories_without_a_common_commit_are_compared_as_they_stand(place: Place) -> None:
    git(place.root, "checkout", "-q", "--orphan", "other")
    place.commit({"terms/cost.md": COST})
    found = place.changes("main")

    assert [each["id"] for each in found["added"]] == ["cost"]
    assert found["note"] == "main and HEAD have no commit in common here, so main is compared as it stands"


def test_a_glossary_in_a_folder_of_the_repository_is_found(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "code"
    (root / "docs" / "the words").mkdir(parents=True)
    git(root, "init", "-q", "--template=", "-b", "main")
    place = Place(builder, root, tmp_path / "cache", root / "docs" / "the words")
    (root / "glossary.yml").write_text("another: one\n")
    place.commit(dict(START))
    write(place.folder, {"terms/cost.md": COST})

    assert place.ids("added", "main") == ["cost"]


def test_where_there_was_no_glossary_all_of_it_is_new(place: Place) -> None:
    git(place.root, "checkout", "-q", "--orphan", "empty")
    git(place.root, "rm", "-rqf", ".")
    (place.root / "README").write_text("code\n")
    git(place.root, "add", "-A")
    git(place.root, "commit", "-qm", "code")
    place.commit(dict(START))

    assert place.ids("added", "HEAD~1") == ["loss", "model"]


def test_a_folder_and_a_revision_are_told_apart(place: Place, tmp_path: Path) -> None:
    write(tmp_path / "before", {"terms/old.md": term("Old", "It was.")})
    (place.root / "main" / "terms").mkdir(parents=True)

    assert place.ids("retired", str(tmp_path / "before")) == ["old"]
    assert place.changes("main")["base"]["commit"] == git(place.root, "rev-parse", "main")
    assert place.ids("added", str(tmp_path / "before"), "main") == ["loss", "model"]


def test_names_of_files_that_few_systems_like_are_read(place: Place) -> None:
    odd = "terms/a\nb \"c'\t.md"
    place.commit({odd: COST, "terms/ünï.md": term("Ünï", "A name.")})
    (place.root / odd).unlink()

    assert len(place.ids("retired", "HEAD")) == 1


# ------------------------------------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    ("arguments", "message", "help_"),
    [
        (("mian",), "the repository has no revision `mian`", "did you mean `main`?"),
        (("deadbeef",), "the repository has no revision `deadbeef`", "`git fetch` brings what is not"),
        (("main..work",), "`main..work` is a range", "`main work`"),
        (("--", "--upload-pack=touch pwned"), "`--upload-pack=touch pwned` is no revision", "name of a branch"),
        (("--", "main", "--output=pwned"), "`--output=pwned` is no revision", "name of a branch"),
        (("main:terms",), "no revision `main:terms`", "branch"),
        (("",), "no revision ``", "branch"),
        (("a" * 5000,), f"no revision `{'a' * 300}`", "branch"),
        (("ma\x1b[31min\n",), "no revision `ma␛[31min␊`", "branch"),
        (("./nowhere",), "./nowhere is no folder", "for BASE"),
        (("main", "/nowhere"), "/nowhere is no folder", "for HEAD"),
        (("/dev",), "there is no glossary in /dev", "name the folder"),
    ],
)
def test_what_names_nothing_is_refused(place: Place, arguments: tuple[str, ...], message: str, help_: str) -> None:
    said = place.ask("diff", *arguments)

    assert (said.status, said.out) == (2, "")
    assert message in said.err.splitlines()[0]
    assert help_ in said.err.splitlines()[1]
    assert not list(place.root.glob("**/pwned"))


def test_a_branch_of_a_remote_is_proposed(place: Place) -> None:
    git(place.root, "update-ref", "refs/remotes/origin/next", "HEAD")

    assert "did you mean `origin/next`?" in place.ask("diff", "next").err


def test_a_folder_without_a_repository_is_told(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path / "words", START)
    said = Place(builder, tmp_path / "words", tmp_path / "cache").ask("diff", "main")

    assert said.status == 2
    assert "is not in the work tree of a git repository" in said.err
    assert "name a folder to compare with" in said.err


def test_a_history_that_is_cut_is_told(place: Place, builder: Builder, tmp_path: Path) -> None:
    place.commit({"terms/cost.md": COST})
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{place.root}", "cut")
    cut = Place(builder, tmp_path / "cut", tmp_path / "cache")
    said = cut.ask("diff", "v1.0")

    assert said.status == 2
    assert "(a shallow clone)" in said.err
    assert "fetch-depth: 0" in said.err
    git(cut.root, "fetch", "-q", "--depth=1", "origin", "main:main")
    assert "fetch-depth: 0" in cut.changes("main")["note"]
    assert cut.ids("added", "main") == ["cost"]


def test_without_git_folders_can_still_be_compared(place: Place, tmp_path: Path) -> None:
    write(tmp_path / "before", START | {"terms/cost.md": COST})
    env = environment(PATH=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))
    refused = run("diff", "main", "--folder", place.root, env=env)
    done = run("diff", tmp_path / "before", "--folder", place.root, env=env)

    assert refused.status == 2
    assert refused.err.startswith("error: there is no program `git` here")
    assert done.status == 0
    assert "Cost (cost): it is gone" in done.out


def test_a_repository_of_another_user_is_told(place: Place) -> None:
    env = environment(**PLAIN, GIT_TEST_ASSUME_DIFFERENT_OWNER="1", XDG_CACHE_HOME=str(place.cache))
    wrapper = place.cache.parent / "bin"
    wrapper.mkdir()
    real = shutil.which("git")
    (wrapper / "git").write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{real}" "$@"\n')
    (wrapper / "git").chmod(0o755)
    said = run("diff", "main", "--folder", place.root, env=env | {"PATH": f"{wrapper}:{os.environ['PATH']}"})

    assert said.status == 2
    assert "it belongs to another user" in said.err
    assert "safe.directory" in said.err


# ------------------------------------------------------------------------------------------------ hostile


def test_no_program_that_a_repository_names_is_run(place: Place, tmp_path: Path) -> None:
    pwned = tmp_path / "pwned"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{pwned}'\ncat\n")
    script.chmod(0o755)
    place.commit({"terms/cost.md": COST, ".gitattributes": "*.md filter=evil diff=evil export-subst\n"})
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "core.gitProxy",
        "core.alternateRefsCommand", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
        "diff.evil.textconv", "diff.evil.command", "diff.external", "pager.ls-tree", "pager.rev-parse",
        "credential.helper", "uploadpack.packObjectsHook", "interactive.diffFilter", "gpg.program", "tar.tar.command",
    ):  # fmt: skip
        git(place.root, "config", key, str(script))
    git(place.root, "config", "alias.ls-tree", f"!{script}")
    (place.root / ".git" / "hooks").mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(script, place.root / ".git" / "hooks" / hook)
    write(place.root, {"terms/loss.md": LOSS.replace("far", "near")})

    assert place.ids("changed", "main") == ["loss"]
    assert place.ids("added", "main", "work") == ["cost"]
    assert place.ask("check", "--changed", "main").status == 0
    assert not pwned.exists()
    git(place.root, "status")
    assert pwned.exists(), "the trap is open"


def test_what_a_clone_lacks_is_not_fetched(place: Place, tmp_path: Path) -> None:
    pwned = tmp_path / "pwned"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{pwned}'\n")
    script.chmod(0o755)
    blob = git(place.root, "rev-parse", "main:terms/loss.md")
    (place.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", f"ext::{script}"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
    ):
        git(place.root, "config", key, value)
    said = place.ask("diff", "main")

    assert said.status == 2
    assert "is not in this clone" in said.err
    assert "this program fetches nothing" in said.err
    assert not pwned.exists()
    with pytest.raises(subprocess.CalledProcessError):
        git(place.root, "cat-file", "-p", blob)
    assert pwned.exists(), "the trap is open"


def test_a_folder_that_looks_like_a_repository_is_none(place: Place, builder: Builder, tmp_path: Path) -> None:
    fake = tmp_path / "fake"
    shutil.copytree(place.root / ".git", fake)
    git(fake, "config", "--file", "config", "core.bare", "true")
    write(fake, dict(START))
    said = Place(builder, fake, tmp_path / "cache").ask("diff", "main")

    assert said.status == 2
    assert "is not in the work tree of a git repository" in said.err


def test_links_of_a_revision_are_not_followed(place: Place, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    write(secret, {"s.md": term("Secret", "It is not yours.")})
    (place.root / "terms" / "link.md").symlink_to(secret / "s.md")
    (place.root / "terms" / "more").symlink_to(secret)
    place.commit({})
    (place.root / "terms" / "link.md").unlink()
    (place.root / "terms" / "more").unlink()

    assert place.ids("retired", "HEAD") == []
    (place.root / "terms" / "link.md").symlink_to(secret / "s.md")
    said = place.ask("check", "--changed", "HEAD")
    assert said.status == 0, said.out
    assert "1 older problem elsewhere not shown" in said.out


def test_paths_of_a_forged_tree_lead_nowhere(place: Place, tmp_path: Path) -> None:
    blob = git(place.root, "rev-parse", "main:terms/loss.md")
    tree = b"100644 loss.md\0" + bytes.fromhex(blob)
    inner = _tree(place.root, tree)
    climbing = _tree(place.root, b"40000 ..\0" + bytes.fromhex(inner) + b"40000 terms\0" + bytes.fromhex(inner))
    commit = git(place.root, "commit-tree", "-m", "forged", climbing)

    assert place.ids("added", commit) == ["model"]
    assert {path.name for path in tmp_path.iterdir()} <= {"words", "cache"}


def _tree(root: Path, data: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=root,
        input=data,
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def test_a_file_that_is_too_large_is_not_copied(place: Place) -> None:
    place.commit({"terms/large.md": COST + "word " * 500_000})
    write(place.root, {"terms/cost.md": COST})
    found = place.changes("HEAD")

    assert [each["id"] for each in found["added"]] == ["cost"]
    assert found["unread"] == ["terms/large.md"]
    assert "1 older problem elsewhere" in place.ask("check", "--changed", "HEAD").out


def test_variables_of_a_hook_name_no_other_repository(place: Place, tmp_path: Path) -> None:
    write(place.root, {"terms/cost.md": COST})
    env = environment(**PLAIN, GIT_DIR=".git", GIT_INDEX_FILE=".git/index", GIT_PREFIX="", XDG_CACHE_HOME=str(tmp_path))
    said = run("diff", "main", "--folder", place.root, env=env, cwd=tmp_path)

    assert (said.status, said.err) == (0, "")
    assert "Cost (cost)" in said.out


def test_nothing_is_left_behind(place: Place, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = sorted(path for path in place.root.rglob("*") if path.is_file())
    stats = [path.stat().st_mtime_ns for path in before]
    env = environment(**PLAIN, TMPDIR=str(temporary), XDG_CACHE_HOME=str(place.cache))

    assert run("diff", "main", "--folder", place.root, env=env).status == 0
    assert run("check", place.root, "--changed", "main", env=env).status == 0
    assert list(temporary.iterdir()) == []
    after = sorted(path for path in place.root.rglob("*") if path.is_file())
    assert (after, [path.stat().st_mtime_ns for path in after]) == (before, stats)


# ------------------------------------------------------------------------------------------------ check --changed

BROKEN = term("Broken", "It leads to [[nothing]].")


def test_old_problems_elsewhere_are_counted_only(place: Place) -> None:
    place.commit({"terms/broken.md": BROKEN})
    write(place.root, {"terms/cost.md": COST.replace("definition", "plain: What a [[modle]] pays.\ndefinition")})
    said = place.ask("check", "--changed", "HEAD")

    assert said.status == 1
    assert re.sub(r"\d\.\d\d s|[0-9a-f]{7}", "_", said.out) == (
        "terms/cost.md:3:15: error[dangling-link]: no term is called `modle`\n"
        "3 | plain: What a [[modle]] pays.\n"
        "  |               ^^^^^^^^^\n"
        "  help: did you mean `model`?\n"
        "\n"
        "4 terms checked against HEAD (_), _; 1 error\n"
        "1 older problem elsewhere not shown: `glossary check` shows all\n"
    )


def test_a_problem_that_the_change_made_elsewhere_is_shown(place: Place) -> None:
    write(place.root, {"terms/model.md": None})
    said = place.ask("check", "--changed", "main")

    assert said.status == 1
    assert "terms/loss.md:3:" in said.out
    assert "error[dangling-link]: no term is called `model`" in said.out
    assert "warning[vanished-id]: `model` had an address, which leads nowhere now" in said.out


def test_in_a_file_that_was_touched_old_problems_are_shown(place: Place) -> None:
    place.commit({"terms/broken.md": BROKEN})
    write(place.root, {"terms/broken.md": BROKEN + "\nMore of it.\n"})
    said = place.ask("check", "--changed", "HEAD")

    assert said.status == 1
    assert "error[dangling-link]" in said.out
    assert "older" not in said.out


def test_a_rule_that_is_made_worse_is_shown_everywhere(place: Place) -> None:
    place.commit({"terms/broken.md": BROKEN, "glossary.yml": "title: Words\nrules: {dangling-link: warning}\n"})
    write(place.root, {"glossary.yml": "title: Words\n"})

    assert "error[dangling-link]" in place.ask("check", "--changed", "HEAD").out


def test_programs_get_what_they_can_read(place: Place) -> None:
    place.commit({"terms/broken.md": BROKEN})
    write(place.root, {"terms/more.md": BROKEN.replace("Broken", "More")})
    as_json = place.ask("check", "--changed", "HEAD", "--format", "json")
    as_github = place.ask("check", "--changed", "HEAD", "--format", "github")

    assert {each["path"] for each in json.loads(as_json.out)} == {"terms/more.md"}
    assert all(line.startswith("::") for line in as_github.out.splitlines())
    assert "older problem" in as_json.err
    assert "older problem" in as_github.err


@pytest.mark.parametrize("base", ["", "nowhere", "main..work", "/nowhere"])
def test_a_base_that_is_not_there_checks_nothing(place: Place, base: str) -> None:
    said = place.ask("check", "--changed", base)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("error: ")


@pytest.mark.parametrize(
    ("files", "help_"),
    [
        ({"terms/model.md": None}, "write `redirects: [model]` in the term to read instead"),
        (
            {"terms/model.md": None, "terms/fitted.md": MODEL.replace("Model", "Fitted function")},
            "did it become `fitted`? Then write `redirects: [model]` in `terms/fitted.md`",
        ),
        (
            {"terms/model.md": MODEL.replace("definition", "status: draft\ndefinition")},
            "write `status: review` while it is unfinished",
        ),
    ],
)
def test_an_address_that_ends_is_told(place: Place, files: dict[str, str | None], help_: str) -> None:
    write(place.root, files)
    found = json.loads(place.ask("check", "--changed", "main", "--format", "json").out)
    (told,) = [each for each in found if each["rule"] == "vanished-id"]

    assert (told["severity"], told["path"]) == ("warning", "terms/model.md")
    assert told["help"].startswith(help_)


def test_a_lock_decides_which_addresses_may_end(place: Place) -> None:
    place.commit({"glossary.lock": "loss\n", "terms/model.md": MODEL, "terms/loss.md": COST.replace("Cost", "Loss")})
    write(place.root, {"terms/model.md": None})

    assert "vanished-id" not in place.ask("check", "--changed", "HEAD").out


def test_what_is_taken_out_of_a_lock_is_told(place: Place) -> None:
    place.commit({"glossary.lock": "loss\nmodel\n", "terms/model.md": MODEL})
    write(place.root, {"terms/model.md": None, "glossary.lock": "loss\n"})

    found = json.loads(place.ask("check", "--changed", "HEAD", "--format", "json").out)
    assert [(each["severity"], each["path"]) for each in found if each["rule"] == "vanished-id"] == [
        ("warning", "terms/model.md")
    ]


def test_redirects_and_unread_files_end_no_address(place: Place) -> None:
    renamed = MODEL.replace("term: Model", "term: Fitted model\nredirects: [model]")
    write(place.root, {"terms/model.md": None, "terms/fitted-model.md": renamed, "terms/loss.md": "no front matter\n"})
    said = place.ask("check", "--changed", "main")

    assert "missing-front-matter" in said.out
    assert "vanished-id" not in said.out


# ------------------------------------------------------------------------------------------------ a real glossary


def test_in_a_real_glossary_only_the_change_is_told(builder: Builder, shared_data: Path, tmp_path: Path) -> None:
    root = tmp_path / "mlg"
    shutil.copytree(shared_data / "mlg", root)
    write(root, {"glossary.yml": CONFIGS["mlg"]})
    git(root, "init", "-q", "--template=", "-b", "main")
    place = Place(builder, root, tmp_path / "cache")
    place.commit({}, "as it is")

    assert place.ask("diff", "main").out.splitlines()[1:] == ["no term changes"]
    same = place.ask("check", "--changed", "main")
    assert same.status == 0
    assert re.search(r"^\d{3} older problems elsewhere not shown", same.out, re.MULTILINE)

    path = root / "terms" / "autoencoder.md"
    path.write_text(path.read_text().replace("Typically an autoencoder", "Typically, an autoencoder [[nobody]]"))
    (root / "terms" / "adagrad.md").rename(root / "terms" / "adaptive-gradient.md")
    found = place.changes("main")
    assert [(each["old"], each["id"], each["by"]) for each in found["renamed"]] == [
        ("adagrad", "adaptive-gradient", "text")
    ]
    assert [each["id"] for each in found["changed"]] == ["autoencoder"]
    assert [each["id"] for each in found["ended"]] == ["adagrad"]
    assert found["added"] == found["retired"] == found["config"] == []
    told = json.loads(place.ask("check", "--changed", "main", "--format", "json").out)
    paths = {each["path"] for each in told if each["rule"] == "dangling-link"}
    assert {"terms/autoencoder.md", "terms/adadelta.md", "terms/adam-optimizer.md"} <= paths
    assert len(told) < 30
    assert "Traceback" not in place.ask("diff", "main", "--format", "markdown").err
