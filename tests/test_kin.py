"""What one command has read of a folder, another does not compile again."""

import errno
from importlib import import_module
from pathlib import Path

import pytest

from glossary.build.kin import lend_packs, take_over
from glossary.build.live import lively
from glossary.build.lock import hold
from glossary.build.memo import KINDS, pack_path, packs_in, read_state
from glossary.build.run import Options, build, consult, memo_of
from glossary.term.schema import TermId
from tests.builds import difference, tree, write
from tests.places import MANY, Place


def options_of(place: Place, *, check: bool) -> Options:
    """What a command is called with."""
    return Options(str(place.root), str(place.out), str(place.cache), check=check)


def read_twice(place: Place, options: Options) -> None:
    """What `options` say is done, and again after an edit. So what the edit brought lies behind all else in the packs;
    whoever compiles all files anew puts it elsewhere.
    """
    for words in ("first", "second"):
        first = place.root / "terms" / "term-0.md"
        place.write(12, "first")
        first.write_text(first.read_text("utf-8").replace("the first", f"the {words}"), "utf-8")
        build(options)


def places_of(options: Options) -> dict[str, tuple[object, object]]:
    """Where in the packs what was compiled of each source lies."""
    return {path: (known.kept, known.passage) for path, known in read_state(memo_of(options)).sources.items()}


def test_a_check_after_a_build_compiles_nothing_again(place: Place) -> None:
    making, checking = options_of(place, check=False), options_of(place, check=True)
    read_twice(place, making)

    build(checking)

    assert places_of(checking) == places_of(making)


def test_a_build_after_a_check_compiles_nothing_again_and_makes_the_same_site(place: Place, tmp_path: Path) -> None:
    making, checking = options_of(place, check=False), options_of(place, check=True)
    read_twice(place, checking)

    build(making)

    assert places_of(making) == places_of(checking)
    cold = making._replace(out=str(tmp_path / "cold"), cache=str(tmp_path / "other"))
    build(cold)
    assert not (found := difference(tree(place.out), tree(tmp_path / "cold"))), found


def test_a_preview_after_a_build_compiles_nothing_again(place: Place) -> None:
    making = Options(str(place.root), str(place.root / "site"), str(place.cache))
    read_twice(place, making)
    preview = making._replace(out="serve", drafts=True, check=True)

    with lively(preview) as live:
        assert len(live.shown.glossary.terms) == 12

    assert places_of(preview) == places_of(making)


def test_what_one_command_compiles_later_leaves_what_the_other_reads(place: Place) -> None:
    place.write(12, "first")
    making, checking = options_of(place, check=False), options_of(place, check=True)
    build(making)
    build(checking)
    for words, options in (("second", making), ("third", checking)):
        first = place.root / "terms" / "term-0.md"
        first.write_text(
            first.read_text("utf-8").replace("the first", f"the {words}").replace("the second", f"the {words}"), "utf-8"
        )
        build(options)

    def read(options: Options) -> str:
        return consult(options, lambda _, packs: str(packs.term(TermId("term-0")).definition))

    assert "third" in read(checking)
    assert "third" in read(making)
    assert {known.digest for known in read_state(memo_of(making)).sources.values()} == {
        known.digest for known in read_state(memo_of(checking)).sources.values()
    }


def test_a_pack_that_holds_texts_of_pages_alone_stays(place: Place) -> None:
    place.write(12, "first")
    page = place.root / "pages" / "about.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: About\n---\nThe first words.\n", "utf-8")
    making, checking = options_of(place, check=False), options_of(place, check=True)
    build(making)
    build(checking)
    page.write_text("---\ntitle: About\n---\nOther words.\n", "utf-8")

    build(making)

    assert "pages/about.md" in read_state(memo_of(making)).sources


def test_a_take_over_that_fails_halfway_leaves_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write(12, "first")
    making, checking = options_of(place, check=False), options_of(place, check=True)
    build(making)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr(import_module("glossary.build.kin"), "write_state", full)
        with hold(Path(memo_of(checking))):
            take_over(memo_of(checking), [memo_of(making)])

    assert packs_in(memo_of(checking)) == []


def test_packs_are_never_copied_over_those_that_are_there(place: Place) -> None:
    place.write(12, "first")
    making, checking = options_of(place, check=False), options_of(place, check=True)
    build(making)
    build(checking)
    number = packs_in(memo_of(checking))[0]
    pack = Path(pack_path(memo_of(checking), KINDS[0], number))
    pack.unlink()
    pack.write_bytes(b"others")

    with pytest.raises(FileExistsError):
        lend_packs(memo_of(making), memo_of(checking))

    assert pack.read_bytes() == b"others"


def test_a_cold_build_of_many_pages_remembers_what_it_read(place: Place) -> None:
    place.write(MANY, "first")
    pages = {f"pages/page-{number}.md": f"---\ntitle: Page {number}\n---\nWords.\n" for number in range(MANY)}
    write(place.root, pages)
    making = options_of(place, check=False)

    build(making._replace(jobs=2))

    assert set(pages) <= set(read_state(memo_of(making)).sources)


def test_a_memo_that_another_command_holds_is_passed_by(place: Place) -> None:
    place.write(12, "first")
    making, checking = options_of(place, check=False), options_of(place, check=True)
    build(making)

    def ask(_: object, __: object) -> int:
        return build(checking).terms

    assert consult(making, ask) == 12
