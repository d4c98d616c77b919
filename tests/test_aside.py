"""A question that a second process answers meanwhile; and a site whose output is looked at in one."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.build import stamp
from glossary.build.aside import aside
from glossary.build.run import Options, build

BARE = "---\nterm: Ada\ndefinition: A name.\n---\n"


def no_children() -> bool:
    """Whether this process has no other one that it started."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def elsewhere(here: int) -> bool:
    """Whether another process than `here` runs this."""
    return os.getpid() != here


@pytest.mark.parametrize("said", [True, False])
def test_the_answer_is_what_is_asked_whoever_looks_for_it(*, said: bool) -> None:
    for worth in (True, False):
        with aside(lambda: said, worth=worth) as answer:
            assert answer() is said
    assert no_children()


@pytest.mark.parametrize("worth", [True, False])
def test_a_second_process_looks_where_that_is_worth_its_start(*, worth: bool) -> None:
    here = os.getpid()
    with aside(lambda: elsewhere(here), worth=worth) as answer:
        assert answer() is worth


def test_what_goes_wrong_there_is_asked_again_and_goes_wrong_here() -> None:
    def ask() -> bool:
        raise PermissionError(13, "denied")

    with aside(ask, worth=True) as answer, pytest.raises(PermissionError):
        answer()
    assert no_children()


def test_an_answer_that_nobody_wants_is_not_waited_for() -> None:
    waiting = threading.Event()
    with aside(waiting.wait, worth=True):
        pass
    assert no_children()


def test_nothing_is_left_running_where_the_asker_fails() -> None:
    waiting = threading.Event()
    with pytest.raises(KeyboardInterrupt), aside(waiting.wait, worth=True):
        raise KeyboardInterrupt
    assert no_children()


def test_it_is_asked_here_where_no_process_may_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError(11, "no more processes")

    here = os.getpid()
    monkeypatch.setattr(os, "fork", full)
    with aside(lambda: elsewhere(here), worth=True) as answer:
        assert not answer()


def test_it_is_asked_here_where_other_threads_work() -> None:
    here = os.getpid()
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with aside(lambda: elsewhere(here), worth=True) as answer:
            assert not answer()
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("handled", [signal.SIG_IGN, lambda *_: None])
def test_it_is_asked_here_where_ends_of_processes_are_not_ours(handled: signal.Handlers | Callable[..., None]) -> None:
    here = os.getpid()
    before = signal.signal(signal.SIGCHLD, handled)
    try:
        with aside(lambda: elsewhere(here), worth=True) as answer:
            assert not answer()
        with aside(lambda: True, worth=True):
            pass
    finally:
        signal.signal(signal.SIGCHLD, before)


def touch(page: Path) -> None:
    """The same bytes, written later."""
    page.write_bytes(page.read_bytes())


def spoil(page: Path) -> None:
    """Other bytes."""
    page.write_text("no page", encoding="utf-8")


@pytest.mark.parametrize("change", [touch, spoil, Path.unlink])
def test_what_happened_to_the_output_of_a_large_site_is_seen(
    change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "LARGE", 0)
    root, out = tmp_path / "site", tmp_path / "out"
    (root / "terms").mkdir(parents=True)
    source = root / "terms" / "ada.md"
    source.write_text(BARE, encoding="utf-8")
    os.utime(source, (0, 0))
    options = Options(root=str(root), out=str(out), cache=str(tmp_path / "cache"), jobs=2)
    monkeypatch.setattr(stamp, "YOUNG", -(10**18))  # files made just now count as settled
    assert build(options).result is not None
    page = out / "ada.html"
    whole = page.read_bytes()
    assert build(options).result is None, "nothing changed"

    change(page)
    again = build(options).result

    assert again is not None
    assert page.read_bytes() == whole
    assert no_children()
