"""Each of the files of two real glossaries, renamed, retired, reviewed and mended: nothing changes but what is meant."""

from __future__ import annotations

import re
import shutil
from difflib import ndiff
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bench.adopted import CONFIGS
from glossary.build.edit import prepare, prepare_fix
from glossary.build.rewrite import rewrite
from glossary.build.run import Options, options_of
from glossary.edits.desk import Answer, Change, Desk, Edit
from glossary.edits.references import Finder, references
from glossary.edits.rename import Name, following, rename
from glossary.edits.retire import retire
from glossary.edits.review import Signature, review
from glossary.term.deal import meaning
from glossary.text.source import Source
from tests.builds import difference, tree, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from glossary.term.schema import TermId

CORPORA = ("devops", "gpu")
KEYS = {"devops": ("title", "slug"), "gpu": ("title",)}
"""The keys that a rename may change, besides references."""


class Corpus(NamedTuple):
    name: str
    options: Options


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    name = request.param
    root = tmp_path_factory.mktemp(name) / name
    return Corpus(name, options_of(copied(name, shared_data, root), None, root.with_name("cache")))


def copied(name: str, shared_data: Path, root: Path) -> Path:
    shutil.copytree(shared_data / name, root, copy_function=shutil.copyfile)
    write(root, {"glossary.yml": CONFIGS[name]})
    return root


def each(corpus: Corpus, check: Callable[[Desk, TermId], None]) -> int:
    """Do something with every term of a corpus, of which nothing is written. How many there are."""
    count = 0

    def make(desk: Desk) -> Answer:
        nonlocal count
        for term in desk.glossary.terms:
            check(desk, term)
            count += 1
        return Edit(), ()

    prepare(corpus.options, make)
    return count


def lines(change: Change) -> tuple[list[str], list[str]]:
    """The lines that go and that come."""
    found = list(ndiff(change.before.decode().splitlines(), change.after.decode().splitlines()))
    return [line[2:] for line in found if line[0] == "-"], [line[2:] for line in found if line[0] == "+"]


def done(answer: Answer) -> Mapping[str, Change]:
    edit, faults = answer
    assert edit
    assert not faults
    assert not edit.left
    return {change.path: change for change in edit.changes}


def wanted(desk: Desk, term: TermId) -> Mapping[str, int]:
    """How often each file refers to a term."""
    finder = Finder(desk.glossary)
    found = {path: sum(finder.term(ref, path) == term for ref in refs) for path, refs in references(desk.glossary)}
    return {path: count for path, count in found.items() if count}


def test_a_rename_changes_the_lines_that_name_the_term_and_no_other(corpus: Corpus) -> None:
    def check(desk: Desk, term: TermId) -> None:
        card = desk.glossary.terms[term]
        name = f"{card.term} zqx"
        new = following(card, name)
        changes = done(rename(desk, card, Name(name, new)))
        refs = wanted(desk, term) if new != term else {}
        assert changes.keys() == {*refs, card.path}
        for path, change in changes.items():
            gone, come = lines(change)
            own = path == card.path
            assert change.references == refs.get(path, 0)
            before = [line.casefold() for line in gone]  # titles may call a term with a small letter
            assert all(re.sub("[ -]zqx", "", line).casefold() in before for line in come if "zqx" in line)
            more = [line for line in come if "zqx" not in line]
            assert not more or (own and all(line.startswith(("aliases: [", "redirects: [")) for line in more))
            assert len(gone) == len(come) - len(more)
            assert len(gone) <= refs.get(path, 0) + own * len(KEYS[corpus.name])
            assert (change.target != change.path) == (own and new != term)

    assert each(corpus, check) >= 79


def test_retiring_a_term_adds_its_heir_and_turns_the_references(corpus: Corpus) -> None:
    def check(desk: Desk, term: TermId) -> None:
        terms = list(desk.glossary.terms)
        card, heir = (desk.glossary.terms[terms[(terms.index(term) + at) % len(terms)]] for at in (0, 5))
        refs = {path: count for path, count in wanted(desk, term).items() if path not in {card.path, heir.path}}
        changes = done(retire(desk, card, heir))
        assert changes.keys() == {*refs, card.path}
        for path, change in changes.items():
            gone, come = lines(change)
            if path == card.path:
                key = "replaced_by"
                assert (gone, sorted(come)) == ([], [f"{key}: {heir.id}", "status: deprecated"])
            else:
                assert len(come) <= len(gone) <= refs[path]
                assert all(heir.id in line or heir.path.rpartition("/")[2][:-3] in line for line in come)

    assert each(corpus, check) >= 79


def test_a_review_is_four_lines_that_hold(corpus: Corpus) -> None:
    def check(desk: Desk, term: TermId) -> None:
        card = desk.glossary.terms[term]
        old = desk.sources[card.path]
        sourced = old.data.replace(b"\n---\n", b"\nsources: https://example.org\n---\n", 1)
        source = Source(card.path, sourced, "")
        signed = done(review(_with(desk, source), card, Signature(("Ada",), "2026-11-22")))
        (change,) = signed.values()
        gone, come = lines(change)
        entry, faults = desk.reader.read(Source(card.path, change.after, ""))
        assert entry
        assert gone == []
        assert come == ["reviewed:", "  by: Ada", "  on: 2026-11-22", f'  digest: "{meaning(entry.term)}"']
        assert entry.card.standing == "verified"
        assert not [fault for fault in faults if fault.severity == "error"]
        again, _ = review(_with(desk, Source(card.path, change.after, "")), card, Signature(("Ada",), "2026-11-22"))
        assert again == Edit()

    assert each(corpus, check) >= 79


def _with(desk: Desk, source: Source) -> Desk:
    return Desk(glossary=desk.glossary, sources={source.path: source}, reader=desk.reader)


def test_what_is_written_is_what_was_meant_and_a_second_run_changes_nothing(
    corpus: Corpus, shared_data: Path, tmp_path: Path
) -> None:
    root = copied(corpus.name, shared_data, tmp_path / "words")
    options = options_of(root, None, tmp_path / "cache")
    before = tree(root)

    def apply(make: Callable[[Desk], Answer]) -> Edit:
        prepared = prepare(options, make)
        assert not prepared.faults
        rewrite(str(root), prepared.edit.changes)
        return prepared.edit

    def renamed(name: str) -> Callable[[Desk], Answer]:
        def make(desk: Desk) -> Answer:
            card = max(desk.glossary.terms.values(), key=lambda card: len(wanted(desk, card.id)))
            return rename(desk, card, Name(name or card.term, following(card, name) if name else card.id))

        return make

    edit = apply(renamed("Most linked of all"))
    assert len(edit.changes) > 5
    assert not apply(renamed("")).changes
    assert not [change for change in prepare_fix(options).edit.changes if change.references]
    changed = {path for change in edit.changes for path in (change.path, change.target)}
    after = tree(root)
    assert difference({k: v for k, v in before.items() if k not in changed}, {k: v for k, v in after.items() if k not in changed}) == ""  # fmt: skip


def test_stray_spaces_are_mended_in_every_file_and_nothing_else_is(
    corpus: Corpus, shared_data: Path, tmp_path: Path
) -> None:
    root = copied(corpus.name, shared_data, tmp_path / "words")
    options = options_of(root, None, tmp_path / "cache")
    edit = prepare_fix(options).edit
    assert all(change.before.rstrip() == change.after.rstrip() for change in edit.changes)
    rewrite(str(root), edit.changes)
    tidy = tree(root)
    count = 0
    for path in (root / "src" if corpus.name == "devops" else root / "gpu-glossary").rglob("*.md"):
        data = path.read_bytes()
        if data.startswith(b"---\n"):
            path.write_bytes(re.sub(rb"^(title: .*)$", rb"\1 \t", data, count=1, flags=re.MULTILINE).rstrip() + b"\n\n")
            count += 1
    edit = prepare_fix(options).edit
    assert len(edit.changes) == count >= 85
    rewrite(str(root), edit.changes)
    assert difference(tree(root), tidy) == ""
    assert not prepare_fix(options).edit.changes


def test_former_names_in_a_corpus_are_mended_at_once(shared_data: Path, tmp_path: Path) -> None:
    root = copied("mlg", shared_data, tmp_path / "words")
    options = options_of(root, None, tmp_path / "cache")
    edit = prepare_fix(options).edit
    rewrite(str(root), edit.changes)
    mended = [change for change in edit.changes if change.references]
    assert mended
    for change in edit.changes:
        gone, come = lines(change)
        assert change.references or change.done == ("spaces",), change.path
        gone = [line for line in gone if line]  # empty lines at the end of a file
        assert len(gone) == len(come) <= change.references + _spaces(gone, come), change.path
    assert not prepare_fix(options).edit.changes


def _spaces(gone: list[str], come: list[str]) -> int:
    return sum(one.split() == other.split() for one, other in zip(gone, come, strict=False))
