"""Which folders a build takes for its site, and which it refuses."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from glossary.build.output import MARKER, private_of
from tests.builds import build, digest, run, tree, write
from tests.places import Place, looks

# A folder that is not ours


@pytest.mark.parametrize("name", ["thesis.txt", "index.html", ".hidden", "deep/down.txt"])
def test_a_folder_with_a_foreign_file_is_refused_and_untouched(place: Place, name: str) -> None:
    place.write(3, "first")
    write(place.out, {name: b"mine"})
    before, around = looks(place.out), looks(place.out.parent)

    done = place.build()

    assert done.status == 2
    assert done.out == ""
    assert f"{place.out} is not empty and was not written by glossary" in done.err
    assert "help: empty it, or name another folder with `--out`" in done.err
    assert tree(place.out) == {name: b"mine"} | ({"deep": None} if "/" in name else {})
    assert looks(place.out) == before
    assert looks(place.out.parent) == around


def test_a_site_that_lost_its_marker_is_not_ours_any_more(place: Place) -> None:
    place.built(3, "first")
    (place.out / MARKER).unlink()
    before = looks(place.out)

    done = place.build()

    assert done.status == 2
    assert looks(place.out) == before


@pytest.mark.parametrize("name", ["CNAME", ".nojekyll", "deep/down.txt", "a\nb", "later.html"])
@pytest.mark.parametrize("cache", ["there", "gone"])
def test_a_foreign_file_in_a_site_of_ours_is_never_removed(place: Place, name: str, cache: str) -> None:
    place.built(3, "first")
    if cache == "gone":
        shutil.rmtree(place.cache)
        shutil.rmtree(private_of(place.out))
    write(place.out, {name: b"mine"})
    # It would have a file of its own there.
    write(place.root, {"terms/later.md": "---\nterm: Later\ndefinition: It comes later.\n---\n"})
    before = looks(place.out)

    done = place.build()

    assert (done.status, done.out) == (2, "")
    assert f"`{name}`".replace("\n", "\u240a") in done.err
    assert "help: move it into the folder `root` beside glossary.yml" in done.err
    assert looks(place.out) == before
    assert place.cache.exists() == (cache == "there")

    (place.out / name).unlink()
    assert place.build().status == 0


def test_of_many_foreign_files_three_are_named(place: Place) -> None:
    place.built(3, "first")
    write(place.out, {f"mine/{number}": b"mine" for number in range(5)})

    done = place.build()

    assert "`mine/0`, `mine/1`, `mine/2` and 2 more\n" in done.err


def test_what_an_earlier_build_made_is_ours_without_a_cache(place: Place) -> None:
    wanted = place.built(3, "first")
    write(
        place.root,
        {
            "terms/100%0A.md": "---\nterm: X\nid: x\ndefinition: It goes again.\n---\n",
            "root/100%0A": b"",
            "root/a\nb": b"",
        },
    )
    assert place.build().status == 0
    for folder in (place.cache, private_of(place.out)):
        shutil.rmtree(folder)
    for path in ("terms/100%0A.md", "root/100%0A", "root/a\nb"):
        (place.root / path).unlink()

    assert place.build().status == 0
    assert digest(place.out) == wanted


ROOT = {"CNAME": b"words.example", ".nojekyll": b"", ".well-known/security.txt": b"Contact:", "robots.txt": b"mine"}


def test_files_in_root_stand_at_the_top_of_the_site(place: Place) -> None:
    wanted = place.built(3, "first")
    write(place.root, {f"root/{path}": data for path, data in ROOT.items()})
    write(place.root, {"root/.git/config": b"not entered", "root/.DS_Store": b"left out"})
    assert place.build().status == 0
    made = tree(place.out)

    assert {path: made.get(path) for path in ROOT} == ROOT
    assert not {".git/config", ".DS_Store"} & made.keys()

    shutil.rmtree(place.root / "root")
    assert place.build().status == 0
    assert digest(place.out) == wanted


@pytest.mark.parametrize("out", ["elsewhere", "site"])
def test_a_refused_output_leaves_no_cache(place: Place, out: str) -> None:
    place.built(3, "first")
    place.out = place.out.parent / out
    write(place.out, {"thesis.txt": b"mine"})
    before = tree(place.cache)
    place.cache, cache = place.cache.with_name("other"), place.cache

    assert place.build().status == 2
    assert not place.cache.exists()

    place.cache = cache
    assert place.build().status == 2
    assert tree(place.cache) == before


@pytest.mark.parametrize("where", [".", "..", "terms", "terms/site/../.."])
def test_the_sources_and_what_holds_them_are_refused(place: Place, where: str) -> None:
    place.write(3, "first")
    before = tree(place.root.parent)

    done = build(place.root, place.root / where, place.cache)

    assert done.status == 2
    assert "is made" in done.err
    assert {path for path in tree(place.root.parent) if not path.startswith("cache")} == before.keys()


def test_an_output_that_is_a_link_or_a_file_is_refused(place: Place) -> None:
    place.write(3, "first")
    elsewhere = place.root.parent / "elsewhere"
    elsewhere.mkdir()
    place.out.parent.mkdir()
    place.out.symlink_to(elsewhere)
    assert place.build().status == 2
    assert not tree(elsewhere)

    place.out.unlink()
    place.out.write_bytes(b"mine")
    assert place.build().status == 2
    assert place.out.read_bytes() == b"mine"


def test_an_output_behind_a_link_in_the_folder_of_the_sources_is_refused(place: Place) -> None:
    """A stranger's change can add such a link, and so send the site elsewhere."""
    place.write(3, "first")
    elsewhere = place.root.parent / "elsewhere"
    elsewhere.mkdir()
    (place.root / "public").symlink_to(elsewhere)

    done = build(place.root, place.root / "public" / "site", place.cache)

    assert done.status == 2
    assert "public is a symbolic link" in done.err
    assert not tree(elsewhere)


@pytest.mark.parametrize("where", ["content/site", "docs/site"])
def test_an_output_in_a_folder_that_glossary_yml_names_is_refused(place: Place, where: str) -> None:
    write(
        place.root,
        {
            "glossary.yml": b"terms: content\npages: docs\n",
            "content/loss.md": b"---\nterm: Loss\ndefinition: A number.\n---\n",
            "docs/about.md": b"# About\n",
        },
    )
    before = tree(place.root)

    done = build(place.root, place.root / where, place.cache)

    assert done.status == 2
    assert "is made" in done.err
    assert tree(place.root) == before


def test_an_empty_folder_becomes_the_site(place: Place) -> None:
    place.write(3, "first")
    place.out.mkdir(parents=True)

    assert place.build().status == 0
    assert (place.out / "index.html").is_file()


@pytest.mark.parametrize(
    "arguments",
    [("build", "no-such-folder"), ("build", "--jobs", "0"), ("build", "--no-such-option"), ("no-such-command",), ()],
)
def test_a_wrong_call_ends_with_2_and_no_traceback(tmp_path: Path, arguments: Sequence[str]) -> None:
    done = run(*arguments, cwd=tmp_path)

    assert done.status == 2
    assert "Traceback" not in done.err
    assert not tree(tmp_path)
