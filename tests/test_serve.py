"""The server of a site that is written: who may ask, what is answered, and what follows from changes on the disk."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.build.live import Live, lively
from glossary.build.run import options_of
from glossary.serve import follow
from glossary.serve.follow import Follower, Told
from glossary.serve.news import Board, Problem
from glossary.serve.server import OWN, Server, _own, hosts_at, started
from glossary.serve.watch import Watch

PAGES = {
    "index.html": b"<html><body>Home</body></html>",
    "a/index.html": b"A folder",
    "404.html": b"<body>Lost</body>",
    "assets/x.css": b"a{}",
    "ä.html": "<body>Ä</body>".encode(),
}


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of a few pages."""
    with started(PAGES.get, Board(), 0) as found:
        yield found


def test_the_port_that_goes_without_saying_is_not_said() -> None:
    assert hosts_at(80) == {"127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost"}
    assert hosts_at(8000) == {"127.0.0.1:8000", "localhost:8000"}


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="Host" in given)
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_pages_are_answered_with_the_script_and_all_else_as_it_is(server: Server) -> None:
    status, headers, body = ask(server, "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body.startswith(b'<html><body>Home<script defer src="/-live/live.js"')
    assert body.endswith(b"</script></body></html>")
    assert ask(server, "/assets/x.css")[2] == b"a{}"
    assert ask(server, "/%C3%A4.html?x=1")[0] == 200
    assert ask(server, "/", "HEAD")[1:] == (headers, b"")
    assert headers["cache-control"] == "no-store"
    assert not {name for name in headers if name.startswith("access-control")}


def test_a_folder_without_its_stroke_is_led_to_and_what_is_not_there_is_lost(server: Server) -> None:
    assert ask(server, "/a")[:2][0] == 301
    assert ask(server, "/a")[1]["location"] == "/a/"
    status, _, body = ask(server, "/nothing.html")
    assert status == 404
    assert body.startswith(b"<body>Lost")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/-live/../server.py",
        "/-live/server.py",
        "/-live/%2e%2e/__init__.py",
        "/a/../../../etc/passwd",
        "/\\..\\..\\etc\\passwd",
        "/etc/passwd%00.html",
    ],
)
def test_no_path_leads_to_the_disk(server: Server, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"root:" not in body
    assert b"import" not in body


def test_what_is_asked_for_and_is_not_there_is_not_kept(server: Server) -> None:
    for number in range(4):
        assert ask(server, f"/{OWN}{number}.js")[0] == 404
    assert _own.cache_info().currsize <= 2


@pytest.mark.parametrize("path", ["/%ff", "/%C3"])
def test_an_address_that_is_no_text_is_refused(server: Server, path: str) -> None:
    assert ask(server, path)[0] == 400


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", ""])
def test_another_host_is_refused(server: Server, host: str) -> None:
    for path in ("/", f"/{OWN}news"):
        status, _, body = ask(server, path, Host=host.format(port=server.server_port))
        assert status == 421
        assert b"Home" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_answered(server: Server, method: str) -> None:
    status, headers, _ = ask(server, "/", method)
    assert status == 501
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_the_stream_of_news_is_not_for_pages_from_elsewhere(server: Server, headers: dict[str, str]) -> None:
    assert ask(server, f"/{OWN}news", **headers)[0] == 403


def news(server: Server) -> Iterator[dict[str, object]]:
    """The messages of the stream."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as own:
        own.sendall(f"GET /{OWN}news HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode())
        with own.makefile("rb") as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


def test_news_come_at_once_and_whenever_they_change(server: Server) -> None:
    stream = news(server)
    first = next(stream)
    assert (first["version"], first["problems"]) == (1, [])
    server.board.post((Problem("terms/a.md:1:1: error", "1 | x"),), theme=True)
    then = next(stream)
    assert (then["run"], then["version"], then["theme"]) == (first["run"], 2, 2)
    assert then["problems"] == [{"heading": "terms/a.md:1:1: error", "lines": "1 | x"}]


def test_who_is_slow_or_says_nothing_keeps_nobody_waiting(server: Server) -> None:
    idle = [socket.create_connection(("127.0.0.1", server.server_port), timeout=20) for _ in range(100)]
    for own in idle[:50]:
        own.sendall(b"GET / HTTP/1.1\r\nHo")
    streams = [news(server) for _ in range(100)]
    assert [next(stream)["version"] for stream in streams] == [1] * 100
    found: list[int] = []
    askers = [threading.Thread(target=lambda: found.append(ask(server, "/")[0])) for _ in range(200)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert found == [200] * 200
    server.board.post(())
    assert [next(stream)["version"] for stream in streams] == [2] * 100
    for own in idle:
        own.close()


def test_a_page_never_says_that_it_is_newer_than_it_is() -> None:
    board = Board()

    def slow(address: str) -> bytes | None:
        board.post(())  # while the page is made, its sources change
        return PAGES.get(address)

    with started(slow, board, 0) as server:
        assert b'data-version="1"' in ask(server, "/")[2]
        assert b'data-version="2"' in ask(server, "/")[2]


def test_a_port_that_is_taken_gives_the_next_free_one(server: Server) -> None:
    with started(PAGES.get, Board(), server.server_port) as other:
        assert other.server_port > server.server_port
        assert ask(other, "/")[0] == 200


# What follows from changes


class Folder:
    """A folder that is followed; `told` is what came of each change."""

    def __init__(self, root: Path, live: Live, watch: Watch) -> None:
        self.root = root
        self.live = live
        self.told: list[Told] = []
        self.follower = Follower(live, watch, self.told.append)

    def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        """Follow until that is true; fails where it never is."""
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, (self.told, self.live.problems)
            self.follower.step(0.05)

    def quiet(self) -> None:
        """Follow until nothing more comes."""
        while self.follower.step(0.3):
            pass

    def shows(self, address: str, words: str) -> bool:
        """Whether a page of the site has these words."""
        return words.encode() in (self.live.file(address) or b"")


FOOT = "{% macro footer(site) %}<p>Our own foot</p>{% endmacro %}"


def term(name: str, body: str = "A text.", more: str = "") -> str:
    """The file of a term."""
    return f"---\nterm: {name}\ndefinition: A thing of its kind.\n{more}---\n{body}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """A folder of a few terms."""
    root = tmp_path / "site"
    (root / "terms").mkdir(parents=True)
    (root / "glossary.yml").write_text("title: Words\n", encoding="utf-8")
    for name in ("One", "Two", "Three"):
        (root / f"terms/{name.lower()}.md").write_text(term(name), encoding="utf-8")
    options = options_of(root, None, tmp_path / "cache")._replace(check=True, drafts=True)
    with lively(options) as live, Watch(str(root)) as watch:
        yield Folder(root, live, watch)


def test_a_file_that_is_saved_is_shown(folder: Folder) -> None:
    (folder.root / "terms/one.md").write_text(term("One", "Quite new."), encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "Quite new."))


def test_an_editor_saves_by_rename_and_the_term_is_never_gone(folder: Folder) -> None:
    file = folder.root / "terms/one.md"
    for count in range(5):
        file.rename(file.with_name("one.md~"))
        (folder.root / "terms/4913").touch()
        (folder.root / "terms/4913").unlink()
        (folder.root / "terms/.one.md.swp").write_text("x", encoding="utf-8")
        file.write_text(term("One", f"Save {count}."), encoding="utf-8")
        file.with_name("one.md~").unlink()
        folder.until(lambda count=count: folder.shows("one.html", f"Save {count}."))  # type: ignore[misc]
        folder.quiet()
        assert not folder.live.problems
        assert folder.live.file("one.html")


def test_terms_that_come_go_and_are_renamed_have_their_pages(folder: Folder) -> None:
    (folder.root / "terms/four.md").write_text(term("Four", "See [[two]]."), encoding="utf-8")
    folder.until(lambda: folder.shows("four.html", "Four"))
    (folder.root / "terms/one.md").rename(folder.root / "terms/uno.md")
    folder.until(lambda: folder.live.file("uno.html") is not None and folder.live.file("one.html") is None)
    (folder.root / "terms/two.md").unlink()
    folder.until(lambda: folder.live.broken)
    assert [found.rule for found in folder.live.problems] == ["dangling-link"]
    assert folder.live.file("two.html"), "the last good site stays"
    (folder.root / "terms/four.md").write_text(term("Four", "See nothing."), encoding="utf-8")
    folder.until(lambda: not folder.live.broken and folder.live.file("two.html") is None)


def test_configuration_templates_and_static_files_are_followed(folder: Folder) -> None:
    (folder.root / "glossary.yml").write_text("title: Other words\n", encoding="utf-8")
    folder.until(lambda: folder.shows("index.html", "Other words"))
    (folder.root / "templates").mkdir()
    (folder.root / "templates/footer.html").write_text(FOOT, encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "Our own foot"))
    assert folder.told[-1].theme
    shutil.rmtree(folder.root / "templates")
    folder.until(lambda: not folder.shows("one.html", "Our own foot"))
    (folder.root / "static").mkdir()
    (folder.root / "static/site.css").write_text("p{color:red}", encoding="utf-8")
    folder.until(lambda: any(told.theme for told in folder.told[-1:]) and folder.shows("assets/style.css", "color:red"))


def test_a_folder_of_terms_that_goes_and_comes_back_is_followed(folder: Folder) -> None:
    (folder.root / "terms").rename(folder.root / "away")
    folder.until(lambda: folder.live.broken)
    assert folder.live.file("one.html"), "the last good site stays"
    (folder.root / "away").rename(folder.root / "terms")
    folder.until(lambda: not folder.live.broken)
    (folder.root / "terms/one.md").write_text(term("One", "Still followed."), encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "Still followed."))


def test_a_folder_of_terms_with_another_in_its_place_is_followed(folder: Folder, tmp_path: Path) -> None:
    folder.quiet()
    (folder.root / "terms").rename(tmp_path / "away")
    shutil.copytree(tmp_path / "away", folder.root / "terms")
    (folder.root / "terms/one.md").write_text(term("One", "In its place."), encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "In its place."))
    folder.quiet()
    (folder.root / "terms/one.md").write_text(term("One", "Followed anew."), encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "Followed anew."))


UNREAD_TEMPLATES = (
    "{% if %}",
    f"{{{{ {'9' * 5000} }}}}",
    f"{{{{ 1{'+1' * 5000} }}}}",
    "{{ 'a'" + "|upper" * 3000 + " }}",
    r"{{ '\ud800' }}",
)


def test_a_template_that_fails_leaves_the_last_good_site(folder: Folder) -> None:
    before = folder.live.file("one.html")
    (folder.root / "templates").mkdir()
    for text in UNREAD_TEMPLATES:
        (folder.root / "templates/term.html").write_text(text, encoding="utf-8")
        folder.until(lambda: folder.live.broken)
        assert [(found.rule, found.span.path) for found in folder.live.problems] == [
            ("template-error", "templates/term.html")
        ]
        assert folder.live.file("one.html") == before
        (folder.root / "templates/term.html").unlink()
        folder.until(lambda: not folder.live.broken)


def test_the_whole_folder_goes_and_another_one_comes(folder: Folder) -> None:
    folder.quiet()
    shutil.copytree(folder.root, folder.root.with_name("copy"))
    shutil.rmtree(folder.root)
    folder.until(lambda: folder.live.broken)
    assert folder.live.file("one.html"), "the last good site stays"
    folder.root.with_name("copy").rename(folder.root)
    folder.until(lambda: not folder.live.broken)
    (folder.root / "terms/one.md").write_text(term("One", "Followed again."), encoding="utf-8")
    folder.until(lambda: folder.shows("one.html", "Followed again."))


def git(folder: Path, *arguments: str) -> None:
    """Run git in the folder, without anybody's settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, env=environment)


def test_a_checkout_of_many_files_is_one_build(folder: Folder) -> None:
    for count in range(200):
        (folder.root / f"terms/word-{count}.md").write_text(term(f"Word {count}", "Before."), encoding="utf-8")
    git(folder.root, "init", "-q")
    git(folder.root, "add", ".")
    git(folder.root, "commit", "-qm", "before")
    git(folder.root, "checkout", "-qb", "other")
    for count in range(200):
        (folder.root / f"terms/word-{count}.md").write_text(term(f"Word {count}", "After."), encoding="utf-8")
    git(folder.root, "commit", "-qam", "after")
    folder.until(lambda: folder.shows("word-199.html", "After."))
    folder.quiet()
    folder.told.clear()

    git(folder.root, "checkout", "-q", "-")
    folder.until(lambda: folder.shows("word-199.html", "Before."))
    folder.quiet()
    assert len(folder.told) == 1, folder.told
    assert all(folder.shows(f"word-{count}.html", "Before.") for count in range(200))


def test_of_many_terms_a_text_is_shown_first_and_then_all_is_read(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.quiet()
    monkeypatch.setattr(follow, "SMALL", 0)
    (folder.root / "terms/one.md").write_text(term("One", "A Two, and a Two."), encoding="utf-8")
    folder.until(lambda: bool(folder.told))
    assert folder.told[0].done == "amended"
    assert folder.shows("one.html", "A <a ")
    folder.until(lambda: folder.told[-1].done == "read" and folder.follower.settled)


def test_a_disk_that_fails_while_all_is_read_ends_the_preview(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.quiet()
    monkeypatch.setattr(follow, "SMALL", 0)
    memo = Path(folder.live.memo)
    memo.rename(memo.with_name("away"))
    (folder.root / "terms/one.md").write_text(term("One", "A Two."), encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        folder.until(lambda: folder.told[-1:] != [] and folder.told[-1].done == "read")
    memo.with_name("away").rename(memo)


def test_what_git_left_behind_is_waited_for_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    git(folder.root, "init", "-q")
    folder.quiet()
    monkeypatch.setattr(follow, "GIT", 1.0)
    (folder.root / ".git/index.lock").touch()
    seconds = []
    for count in range(2):
        began = time.monotonic()
        (folder.root / "terms/one.md").write_text(term("One", f"Save {count}."), encoding="utf-8")
        folder.until(lambda count=count: folder.shows("one.html", f"Save {count}."))  # type: ignore[misc]
        seconds.append(time.monotonic() - began)
    assert seconds[1] < 1.0 < seconds[0]


def test_git_is_waited_for_in_a_further_work_tree(folder: Folder, tmp_path: Path) -> None:
    git(folder.root, "init", "-q")
    git(folder.root, "commit", "-q", "--allow-empty", "-m", "first")
    git(folder.root, "worktree", "add", "-q", str(tmp_path / "other"))
    (tmp_path / "other/words").mkdir()

    found = follow._git_lock(str(tmp_path / "other/words"))
    shown = subprocess.run(
        ["git", "rev-parse", "--git-path", "index.lock"],
        cwd=tmp_path / "other",
        check=True,
        capture_output=True,
        text=True,
    )
    assert found == Path(tmp_path / "other", shown.stdout.strip())


def test_a_symbolic_link_is_not_watched_through(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder.root / "static").symlink_to(tmp_path / "elsewhere")
    folder.until(lambda: folder.live.broken)
    folder.quiet()
    folder.told.clear()
    (tmp_path / "elsewhere/x.css").write_text("a{}", encoding="utf-8")
    folder.quiet()
    assert not folder.told
