"""The examples of the rules, made in a folder and looked at as their users do."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import glossary
from glossary.build.lint import Asked, lint
from glossary.build.run import options_of
from glossary.cli.render import render
from glossary.text.diagnostic import Diagnostic
from glossary.text.examples import Example, Files
from glossary.text.rules import RULES
from tests.builds import write


def found(example: Example, folder: Path, files: Files, made_by: str = "") -> tuple[Diagnostic, ...]:
    """What is wrong with the folder of an example that has these files beside those that are not shown."""
    folder.mkdir(parents=True)
    write(folder, dict(example.beside) | dict(files))
    if made_by:
        subprocess.run(["sh", "-ec", made_by], cwd=folder, check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.with_name(f"{folder.name}-cache")))
        if example.rule == "missing-extra":
            patch.setitem(sys.modules, "latex2mathml", None)
        if not example.lint:
            return glossary.check(folder)
        patch.chdir(folder)
        return lint(options_of(folder), Asked(example.lint)).diagnostics


def told(example: Example) -> str:
    """What is said of the wrong side of an example, as far as it is by its rule, and the first time."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "words"
        diagnostics = found(example, folder, example.wrong, example.made_by)
        by_rule = [each for each in diagnostics if each.rule == example.rule]
        return render(by_rule[:1], "text", str(folder), color=False)


def severity_of(rule: str) -> str:
    """How bad a rule is by default."""
    return next(each.severity for each in RULES if each.name == rule)
