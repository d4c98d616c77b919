"""Style sheets and scripts that a site loads: without what only people read, and otherwise what stands in static/."""

import importlib
import re
import sys
from pathlib import Path

import pytest

from glossary.build.run import Options, build
from glossary.exporters.assets import JOINED, LISTS, STYLES
from glossary.exporters.packed import pack_script, pack_style
from tests import builds

ROOT = Path(__file__).parents[1]
LIBRARIES = {"rcssmin", "rjsmin"}
FILES = {"terms/a.md": "---\nterm: A\ndefinition: It.\n---\n"}


STYLE = b"""/*! MIT */
/* Why. */
.a > .b {
  margin: calc(1rem + 2px) ;
  content: "/* a  b */"
}
"""
SCRIPT = b"""/*! MIT */
// Why.
const a = `b  // ${ c }`;
return /[/ ]  "/.test(a);
"""


def test_comments_and_blanks_go_and_licences_stay() -> None:
    assert pack_style(STYLE) == b'/*! MIT */.a>.b{margin:calc(1rem + 2px);content:"/* a  b */"}\n'
    assert pack_script(SCRIPT) == b'/*! MIT */const a=`b  // ${ c }`;return/[/ ]  "/.test(a);\n'


@pytest.mark.parametrize("name", sorted(LIBRARIES))
def test_with_and_without_its_part_in_c_a_library_makes_the_same(name: str) -> None:
    library = importlib.import_module(name)
    pattern, make = ("*.css", library._make_cssmin) if name == "rcssmin" else ("*.js", library._make_jsmin)
    for path in sorted((ROOT / "static").glob(pattern)):
        assert make(python_only=True)(path.read_bytes()) == make(python_only=False)(path.read_bytes()), path


def test_copies_of_the_theme_s_own_files_change_nothing(tmp_path: Path) -> None:
    copies = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for pattern in ("templates/**/*.html", "static/*.css", "static/*.js")
        for path in ROOT.glob(pattern)
    }
    for name, files in (("bare", FILES), ("full", FILES | copies)):
        builds.write(tmp_path / name / "words", files)
        assert builds.build(tmp_path / name / "words", tmp_path / name / "out", tmp_path / name / "cache").status == 0

    assert builds.difference(builds.tree(tmp_path / "full/out"), builds.tree(tmp_path / "bare/out")) == ""


def test_a_site_has_all_styles_and_entries_load_no_others(tmp_path: Path) -> None:
    builds.write(tmp_path / "words", FILES | {"static/site.css": ".own { color: red }\n"})
    assert builds.build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0
    assets = tmp_path / "out/assets"
    links = {
        name: re.findall(r'"stylesheet" href="([^"]*)"', (tmp_path / "out" / name).read_text("utf-8"))
        for name in ("a.html", "index.html")
    }

    assert links == {"a.html": ["assets/style.css"], "index.html": ["assets/style.css", "assets/pages.css"]}
    assert {*STYLES, *LISTS} == {path.name for path in (ROOT / "static").glob("*.css")}
    for name in ("style.css", "pages.css"):
        assert (assets / name).read_bytes().endswith(b".own { color: red }\n")


def test_what_a_site_wrote_itself_stands_as_it_wrote_it(tmp_path: Path) -> None:
    style, script = ".a { .b :hover { color: red } } /* mine */\n", "// Mine.\nglossary.own  =  1;\n"
    own = {"static/site.css": style, "static/copy.js": script}
    builds.write(tmp_path / "words", FILES | own)
    assert builds.build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0
    assert style in (tmp_path / "out/assets/style.css").read_text("utf-8")
    assert script in (tmp_path / "out/assets/script.js").read_text("utf-8")


def test_a_part_that_becomes_the_site_s_own_is_joined_anew(tmp_path: Path) -> None:
    builds.write(tmp_path / "words", FILES)
    assert builds.build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0
    style = (ROOT / "static/copy.css").read_bytes() + b"\n/* mine */\n"
    builds.write(tmp_path / "words", {"static/copy.css": style})
    assert builds.build(tmp_path / "words", tmp_path / "out", tmp_path / "cache").status == 0
    assert style in (tmp_path / "out/assets/style.css").read_bytes()


def test_a_comment_of_the_site_s_that_is_never_closed_costs_nothing(tmp_path: Path) -> None:
    builds.write(tmp_path / "words", FILES | {"static/site.css": "/* " * 100_000, "static/copy.js": "/* " * 100_000})
    assert builds.build(tmp_path / "words", tmp_path / "out", tmp_path / "cache", timeout=10).status == 0


def test_a_build_that_makes_no_style_does_without_the_libraries(tmp_path: Path) -> None:
    options = Options(str(tmp_path / "words"), str(tmp_path / "out"), str(tmp_path / "cache"))
    for definition in ("It.", "Other."):
        builds.write(tmp_path / "words", {"terms/a.md": f"---\nterm: A\ndefinition: {definition}\n---\n"})
        for name in LIBRARIES:
            sys.modules.pop(name, None)
        assert build(options).result.changed
        assert {name for name in LIBRARIES if name in sys.modules} == (LIBRARIES if definition == "It." else set())


def test_every_script_is_joined_or_made_smaller() -> None:
    assert {part for parts in JOINED.values() for part in parts if part.endswith(".js")} == {
        path.name for path in (ROOT / "static").glob("*.js")
    }
