"""Pages, style sheets and scripts have no error that the checkers of others find."""

from pathlib import Path

import pytest

from bench.adopted import CONFIGS
from tests.builds import build, write
from tests.conftest import ROOT
from tests.test_corpora import built
from tests.tools import module, node, nu


def test_our_pages_have_no_error(tmp_path: Path) -> None:
    """Every page of our glossary, as it is published: with an address, and all that comes with it."""
    root = tmp_path / "root"
    config = (ROOT / "glossary.yml").read_text("utf-8")
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for name in ("terms", "docs")
        for path in (ROOT / name).rglob("*.*")
    }
    write(root, {**files, "glossary.yml": config + "url: https://example.org/words\n"})
    build(root, tmp_path / "site", tmp_path / "cache")
    assert (tmp_path / "site/all/index.html").exists()
    assert nu("--skip-non-html", tmp_path / "site") == ""


@pytest.mark.parametrize("name", CONFIGS)
def test_pages_of_a_corpus_have_no_error(name: str, shared_data: Path, tmp_path: Path) -> None:
    """Every page of a glossary that others wrote."""
    assert nu("--skip-non-html", built(name, shared_data, tmp_path, {}).out) == ""


def test_style_sheets_have_no_error() -> None:
    """Each part, and so the whole."""
    assert nu("--css", *sorted((ROOT / "static").glob("*.css"))) == ""


def test_scripts_have_no_error() -> None:
    """Each script follows the rules of tests/eslint.config.js."""
    eslint = module("eslint/bin/eslint.js")
    scripts = [*sorted((ROOT / "static").glob("*.js")), ROOT / "glossary/serve/live.js"]
    assert node(eslint, "-c", ROOT / "tests/eslint.config.js", *scripts) == ""


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("x.html", "<!doctype html><html lang=en><title>x</title><p id=a>x<p id=a>y", "Duplicate ID"),
        ("x.css", "p{colr:red}", "colr"),
    ],
)
def test_the_checker_finds_an_error(name: str, text: str, fault: str, tmp_path: Path) -> None:
    """A checker that finds nothing may be one that reads nothing."""
    write(tmp_path, {name: text})
    assert fault in nu(*(["--css"] if name.endswith("css") else []), tmp_path / name)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('(() => {"use strict"; document.body.innerHTML = location.hash;})();', "no-restricted-properties"),
        ('(() => {"use strict"; fetch("x");})();', "no-restricted-globals"),
        ("let shared = 1;", "no-implicit-globals"),
    ],
)
def test_the_linter_finds_an_error(text: str, fault: str, tmp_path: Path) -> None:
    """No script makes markup of text, asks a server, or leaves a name to all others."""
    write(tmp_path, {"x.js": text})
    found = node(module("eslint/bin/eslint.js"), "-c", ROOT / "tests/eslint.config.js", tmp_path / "x.js", cwd=tmp_path)
    assert fault in found
