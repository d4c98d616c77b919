"""Programs from tests/node_modules, and what they say."""

import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT
from tests.needs import missing

MODULES = ROOT / "tests/node_modules"


def module(path: str) -> Path:
    """A file of an installed package; its test is skipped, or under CI failed, without."""
    found = MODULES / path
    if not found.exists():
        missing("tests/node_modules (make test installs it)", "CI")
    return found


def program(name: str, package: str) -> str:
    """A program of the system; its test is skipped, or under CI failed, without."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} (Debian: apt-get install {package})", "CI")
    return found


def said(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a program says of what is wrong; empty where nothing is."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    text = (done.stdout + done.stderr).strip()
    assert bool(text) == bool(done.returncode), f"exit status {done.returncode}: {text}"
    return text


def nu(*arguments: str | Path) -> str:
    """The errors that the Nu HTML checker of the W3C finds: in HTML files and in all below a folder, or in CSS."""
    java = program("java", "default-jre-headless")
    return said(
        java, "-Xss4m", "-jar", module("vnu-jar/build/dist/vnu.jar"), "--errors-only", "--format", "gnu", *arguments
    )


def node(*arguments: str | Path, cwd: Path = ROOT) -> str:
    """What a program for Node says of what is wrong."""
    return said(program("node", "nodejs"), *arguments, cwd=cwd)
