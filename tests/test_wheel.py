"""The wheel builds a site from a folder of terms: theme and all, without the repository."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.builds import environment, tree, write

ROOT = Path(__file__).parents[1]

TERM = "---\nterm: One\ndefinition: The first of all.\n---\nBefore it there is nothing, not even `zero = 0`.\n"


def call(*words: str | Path, cwd: Path, **variables: str) -> str:
    """What a command prints that succeeds."""
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=environment(PYTHONPATH="", **variables), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made by the build backend itself: no other environment is made for it, nothing is asked of an index."""
    place = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place, cwd=ROOT)
    (made,) = place.iterdir()
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel in it.

    The libraries that the wheel asks for come from this environment, by a `.pth` line. What other `.pth` files say here
    is not followed from there, so that a checkout installed for editing stays unseen.
    """
    place = tmp_path_factory.mktemp("venv")
    call(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    python = place / "bin" / "python"
    purelib = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    (purelib / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    call(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--no-cache-dir",
        "--disable-pip-version-check", "--ignore-installed", wheel, cwd=place,
    )  # fmt: skip
    return place / "bin"


def test_the_wheel_holds_package_theme_and_license_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    starter = {name for name in names if name.startswith("glossary/theme/starter/")}
    folders = {name.split("/")[0] for name in names}
    info = next(folder for folder in folders if folder.endswith(".dist-info"))

    assert folders == {"glossary", info}
    assert f"{info}/licenses/LICENSE" in names
    assert "glossary/py.typed" in names
    theme = {name.removeprefix("glossary/theme/") for name in names if name.startswith("glossary/theme/")}
    here = {
        path.relative_to(ROOT).as_posix() for folder in ("templates", "static", "starter") for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }  # fmt: skip
    assert theme == here
    assert not [name for name in names - starter if name.endswith((".pyc", ".md", ".yml"))]


def test_the_program_tells_its_version(programs: Path, tmp_path: Path) -> None:
    told = call(programs / "glossary", "--version", cwd=tmp_path)
    metadata = call(
        programs / "python", "-c", "import importlib.metadata as m; print(m.version('glossary-site'))", cwd=tmp_path
    )

    assert told == f"glossary, version {metadata}"


def test_the_program_is_the_installed_one(programs: Path, tmp_path: Path) -> None:
    place = call(programs / "python", "-c", "import glossary; print(glossary.__file__)", cwd=tmp_path)

    assert Path(place).is_relative_to(programs.parent)


def test_a_folder_that_holds_one_term_becomes_a_site(programs: Path, tmp_path: Path) -> None:
    root = tmp_path / "words"
    write(root, {"terms/one.md": TERM})

    said = call(programs / "glossary", "build", cwd=root, XDG_CACHE_HOME=str(tmp_path / "cache"))

    assert said.startswith("1 term, ")
    assert {path for path in tree(root) if "/" not in path} == {"terms", "site", ".site.glossary"}
    site = root / "site"
    term = (site / "one.html").read_text(encoding="utf-8")
    assert "The first of all." in term
    assert 'href="one.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="stylesheet" href="assets/style.css">' in term
    style = (site / "assets" / "style.css").read_text(encoding="utf-8")
    assert "@font-face" in style
    assert ".definition" in style
    assert list((site / "assets" / "fonts").glob("*.woff2"))


def test_a_glossary_that_the_installed_program_starts_builds_without_a_warning(programs: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    call(programs / "glossary", "init", "words", cwd=tmp_path)
    call(programs / "glossary", "check", "words", "--strict", cwd=tmp_path, **cache)
    said = call(programs / "glossary", "build", "words", cwd=tmp_path, **cache)

    assert said.startswith("2 terms, ")
    assert (tmp_path / "words" / ".github" / "workflows" / "glossary.yml").is_file()


def test_the_installed_program_writes_what_the_checkout_writes(programs: Path, tmp_path: Path) -> None:
    root = tmp_path / "words"
    write(
        root, {"terms/one.md": TERM, "terms/two.md": TERM.replace("One", "Two"), "glossary.yml": "title: Two words\n"}
    )

    call(programs / "glossary", "build", root, "--out", "installed", "--cache", "cache", cwd=tmp_path)
    call(
        sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from glossary.cli import main; main()",
        "build", root, "--out", "checkout", "--cache", "cache", cwd=tmp_path,
    )  # fmt: skip

    assert tree(tmp_path / "installed") == tree(tmp_path / "checkout")
