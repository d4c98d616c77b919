"""A build with nothing or little to do touches nothing else, and tells again what it told."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from glossary.build.output import MARKER, private_of
from tests.builds import LATER, Run, build, difference, digest, run, tree, write
from tests.places import MANY, Place, looks, small_disk

HEAVY = ("jinja2", "markdown_it", "pygments")
"""Libraries that are dear to import."""


# Nothing to do


def imported(done: Run) -> set[str]:
    """The modules that a run under `-X importtime` imported."""
    return {line.rpartition("|")[2].strip() for line in done.err.splitlines() if line.startswith("import time:")}


def test_a_build_with_nothing_changed_touches_nothing_and_imports_little(place: Place) -> None:
    place.write(3, "first")
    assert place.build(before=LATER).status == 0
    before, around, memo = looks(place.out), looks(place.out.parent), looks(place.cache)

    done = place.build(before=LATER, flags=("-X", "importtime"))

    assert done.status == 0
    assert "3 terms" in done.out
    assert "nothing changed" in done.out
    assert looks(place.out) == before
    assert looks(place.out.parent) == around
    assert looks(place.cache) == memo
    names = imported(done)
    assert "glossary.build.stamp" in names
    assert not {name for name in names if name.partition(".")[0] in {*HEAVY, "yaml", "msgspec", "multiprocessing"}}


def test_a_folder_without_terms_is_told_and_the_site_stays(place: Place) -> None:
    place.write(3, "first")
    assert place.build(before=LATER).status == 0
    before = looks(place.out)
    terms = place.root / "terms"
    kept = {path: path.read_bytes() for path in terms.glob("*.md")}
    for path in kept:
        path.unlink()
    for _ in range(2):
        done = place.build(before=LATER)
        assert done.status == 1
        assert "glossary.yml:1:1: error[unreadable-file]: there is no term in the folder `terms`" in done.out
    shutil.rmtree(terms)

    done = place.build(before=LATER)

    assert done.status == 1
    assert "glossary.yml:1:1: error[unreadable-file]: there is no folder `terms` of terms below this file" in done.out
    assert looks(place.out) == before
    terms.mkdir()
    for path, data in kept.items():
        path.write_bytes(data)
    assert place.build(before=LATER).status == 0


def test_a_folder_like_that_of_pages_is_told_where_glossary_yml_names_it_alone(place: Place) -> None:
    place.write(3, "first")
    (place.root / "page").mkdir()
    assert "unreadable-file" not in place.build().out
    settings = place.root / "glossary.yml"
    settings.write_text(settings.read_text("utf-8") + "pages: pages\n", "utf-8")

    assert "there is no folder `pages` of pages below this file" in place.build().out


def test_a_build_too_early_to_believe_stat_calls_touches_no_file_either(place: Place) -> None:
    place.write(3, "first")
    assert place.build().status == 0
    before = looks(place.out)

    done = place.build()

    assert "nothing changed" in done.out
    assert looks(place.out) == before


def test_the_version_is_told_without_libraries(tmp_path: Path) -> None:
    done = run("--version", flags=("-X", "importtime"), cwd=tmp_path)

    assert done.status == 0
    assert done.out.startswith("glossary, version ")
    assert not {name for name in imported(done) if name.partition(".")[0] in {*HEAVY, "yaml", "msgspec"}}


def test_an_edit_leaves_every_other_file_as_it_was(place: Place) -> None:
    place.built(MANY, "first")
    before = looks(place.out)
    term = place.root / "terms" / "term-7.md"
    term.write_text(
        term.read_text(encoding="utf-8").replace("```\n", "```\n\nAnother sentence.\n", 2), encoding="utf-8"
    )

    done = place.build()

    # The page, the volume to print and the words of bodies that the search reads: each shows the edit.
    showing = {"term-7.html", "all/index.html", "assets/search/bodies-0.js"}
    assert "3 written" in done.out
    after = looks(place.out)
    assert before.keys() == after.keys()
    # A folder has a twin in the staging tree; what a server or a browser asks for are files.
    files = {path for path in after if (place.out / path).is_file()}
    assert {path for path in files if after[path] != before[path]} == showing
    for path in showing:
        assert b"sentence" in (place.out / path).read_bytes()


def test_a_touched_file_with_the_same_bytes_changes_nothing(place: Place) -> None:
    place.write(3, "first")
    write(place.root, {"static/own.txt": b"own"})
    assert place.build().status == 0
    before = looks(place.out)
    for path in (place.root / "terms").iterdir():
        os.utime(path)

    assert place.build().status == 0
    assert looks(place.out) == before


def test_what_somebody_else_did_to_the_site_is_mended(place: Place) -> None:
    wanted = place.built(3, "first")
    (place.out / "term-1.html").write_bytes(b"mine")
    (place.out / "index.html").unlink()
    write(place.out, {".DS_Store": b"", "assets/Thumbs.db": b""})
    write(place.out, {MARKER: (place.out / MARKER).read_bytes() + b"more\n"})

    assert place.build().status == 0
    assert digest(place.out) == wanted


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("static/site.css", {"assets/style.css", "assets/pages.css"}),
        ("static/icon.svg", {"assets/icon.svg"}),
        ("static/own.svg", {"assets/own.svg"}),
        ("terms/own.png", {"assets/terms/own.png"}),
        ("root/CNAME", {"CNAME"}),
    ],
)
def test_an_edit_of_a_file_that_is_taken_over_changes_no_page(place: Place, path: str, changed: set[str]) -> None:
    place.write(3, "first")
    write(place.root, {path: b"first"})
    assert place.build().status == 0
    before = looks(place.out)
    write(place.root, {path: b"second"})

    assert f"{len(changed)} written" in place.build().out
    after = looks(place.out)
    assert {each for each in after if after[each] != before[each] and (place.out / each).is_file()} == changed


MOUNTED = """
import errno, os

def elsewhere(step, code):
    def run(one, other, **more):
        if os.fsdecode(other).startswith({out!r}) and not os.fsdecode(one).startswith({out!r}):
            raise OSError(code, os.strerror(code), other)
        return step(one, other, **more)
    return run

def no_link(one, other, **more):
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), other)

os.rename, os.replace, os.link = elsewhere(os.rename, errno.EBUSY), elsewhere(os.replace, errno.EXDEV), no_link
"""
"""The output is a mount point, as system calls tell it: no folder takes its place, no file comes or is shared."""


@pytest.mark.parametrize("mount", ["real", "as system calls tell it"])
def test_on_a_mount_point_unchanged_files_stay(place: Place, mount: str) -> None:
    place.out.parent.mkdir()
    with small_disk(place.out, "12m") if mount == "real" else nullcontext():
        mounted = "" if mount == "real" else MOUNTED.format(out=str(place.out))
        place.write(3, "first")
        write(place.root, {"terms/gone.md": "---\nterm: Gone\ndefinition: It goes.\n---\n"})
        assert place.build(before=mounted).status == 0
        before = looks(place.out)
        term = place.root / "terms" / "term-1.md"
        term.write_text(f"{term.read_text('utf-8')}\n\nAnother sentence.\n", "utf-8")

        assert place.build(before=mounted).status == 0
        after = looks(place.out)
        changed = {path for path in after if after[path] != before.get(path)}
        assert "term-1.html" in changed
        assert not {"term-0.html", "term-2.html", "index.html", "assets/style.css"} & changed

        assert "nothing changed" in place.build(before=f"{mounted}\n{LATER}").out
        assert "nothing changed" in place.build(before=f"{mounted}\n{LATER}").out
        assert looks(place.out) == after

        (place.root / "terms" / "gone.md").unlink()
        assert place.build(before=mounted).status == 0
        assert place.build().status == 0
        cold = build(place.root, place.root.parent / "cold", place.root.parent / "other")
        assert cold.status == 0
        assert not difference(tree(place.out), tree(place.root.parent / "cold"))


def test_warnings_are_told_again_by_a_build_with_nothing_changed(place: Place) -> None:
    place.write(3, "first")
    write(place.root, {"terms/odd.md": "---\nterm: Odd\ndefinition: It is odd.\n---\nSome <b>HTML</b>.\n"})
    first = place.build(before=LATER)
    before = looks(place.out)
    second = place.build(before=LATER)

    assert first.status == second.status == 0
    told = "terms/odd.md:5:6: warning[raw-html]"
    assert told in first.out
    assert told in second.out
    assert "nothing changed" in second.out
    assert looks(place.out) == before


def test_errors_leave_the_old_site_and_are_told_again(place: Place) -> None:
    old = place.built(3, "old")
    place.write(3, "new")
    write(place.root, {"terms/odd.md": "---\nterm: Odd\n---\n"})
    for _ in range(2):
        done = place.build(before=LATER)

        assert done.status == 1
        assert "terms/odd.md:1:1: error[missing-field]" in done.out
        assert "nothing was written" in done.out
        assert f"the site in {place.out} is as it was" in done.out
        assert digest(place.out) == old


def test_errors_in_a_first_build_leave_nothing_beside_the_sources(place: Place) -> None:
    write(place.root, {"terms/odd.md": "---\nterm: Odd\n---\n"})
    for _ in range(2):
        done = place.build()

        assert (done.status, done.err) == (1, "")
        assert f"there is no site in {place.out} yet" in done.out
        assert not place.out.exists()
        assert not private_of(place.out).exists()

    write(place.root, {"terms/odd.md": "---\nterm: Odd\ndefinition: It is odd.\n---\n"})
    assert place.build().status == 0
    assert place.out.is_dir()
