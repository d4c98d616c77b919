"""Serves a site to this machine alone, with a script in each page that keeps it up to date.

Files are looked up among those of the site, never on the disk. Requests for another host are refused (a page elsewhere
can make a name point to this machine: DNS rebinding), and so is the stream of news to pages from elsewhere.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import contextmanager
from functools import cache
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from glossary.exporters.artifact import Unmade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.serve.news import Board

HOST: Final = "127.0.0.1"
OWN: Final = "-live/"
"""Below this the script and its style stand; no id starts with a hyphen, so no page of a site does."""
LOADED: Final = frozenset({"live.js", "live.css"})
PATIENCE: Final = 30.0
"""Seconds for which a client may be silent in the middle of a request or of what it reads."""
PULSE: Final = 15.0
"""Seconds after which a stream without news says that it is alive: only so is a closed page found out."""
PORTS: Final = 50
"""How many ports above the wanted one are tried."""
WAITING: Final = 512
"""Connections that may wait to be answered."""

TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
}


class Answer(NamedTuple):
    """What a request is answered with."""

    status: HTTPStatus
    kind: str
    data: bytes
    location: str = ""


def hosts_at(port: int) -> frozenset[str]:
    """What browsers on this machine may call the server: the port that goes without saying (RFC 9110, § 4.2.1) they
    leave out.
    """
    endings = {f":{port}"} | ({""} if port == _USUAL else set())
    return frozenset(name + ending for name in (HOST, "localhost") for ending in endings)


_USUAL: Final = 80


class Server(ThreadingHTTPServer):
    """Serves `file`, which gives the bytes at an address, and the news of `board`, from a port of this machine: the
    wanted one, or the next that is free. Raises `OSError` where none is.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = WAITING
    allow_reuse_address = os.name != "nt"

    def __init__(self, file: Callable[[str], bytes | None], board: Board, port: int) -> None:
        self.file = file
        self.board = board
        super().__init__((HOST, port), Handler, bind_and_activate=False)
        try:
            self._bind_near(port)
            self.server_activate()
        except BaseException:
            self.server_close()
            raise
        self.hosts = hosts_at(self.server_port)

    def _bind_near(self, port: int) -> None:
        for wanted in (*range(port, min(port + PORTS, 65536)), 0):
            self.server_address = (HOST, wanted)
            try:
                self.server_bind()
            except OSError:
                if not wanted:
                    raise
            else:
                return

    def server_bind(self) -> None:
        """Bind, without asking the network for this machine's name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away, or was too slow, is no news."""

    def answer(self, path: str) -> Answer:
        """What stands at the path of a request."""
        try:
            address = unquote_to_bytes(path.partition("?")[0].partition("#")[0]).decode().lstrip("/")
        except UnicodeDecodeError:
            return _plain(HTTPStatus.BAD_REQUEST)
        if address.startswith(OWN):
            name = address.removeprefix(OWN)
            return _own(name) if name in LOADED else _plain(HTTPStatus.NOT_FOUND)
        if not address or address.endswith("/"):
            address += "index.html"
        version = self.board.news.version  # before the page: it may be newer than it says, never older
        try:
            data = self.file(address)
            if data is not None:
                return self._page(HTTPStatus.OK, address, data, version)
            if self.file(f"{address}/index.html") is not None:
                return Answer(HTTPStatus.MOVED_PERMANENTLY, TYPES["txt"], b"", f"/{quote(address)}/")
            lost = self.file("404.html")
        except Unmade as unmade:
            text = escape(f"{unmade.diagnostic.span.path}: {unmade.diagnostic.message}\n{unmade.diagnostic.help}")
            page = f"<!doctype html><meta charset=utf-8><title>500</title><pre>{text}</pre>"
            return self._page(HTTPStatus.INTERNAL_SERVER_ERROR, "500.html", page.encode(), version)
        return (
            _plain(HTTPStatus.NOT_FOUND)
            if lost is None
            else self._page(HTTPStatus.NOT_FOUND, "404.html", lost, version)
        )

    def _page(self, status: HTTPStatus, address: str, data: bytes, version: int) -> Answer:
        kind = TYPES.get(address.rpartition(".")[2].lower(), "application/octet-stream")
        return Answer(status, kind, self._with_script(data, version) if kind == TYPES["html"] else data)

    def _with_script(self, page: bytes, version: int) -> bytes:
        run = self.board.run
        script = f'<script defer src="/{OWN}live.js" data-run="{run}" data-version="{version}"></script>'
        body, end, behind = page.rpartition(b"</body>")
        return body + script.encode() + end + behind if end else page + script.encode()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        """Answer with a file of the site, or with the stream of news."""
        if self.headers.get("Host") not in self.server.hosts:
            self._send(_plain(HTTPStatus.MISDIRECTED_REQUEST))
        elif self.path.partition("?")[0] != f"/{OWN}news":
            self._send(self.server.answer(self.path))
        elif self._is_own():
            self._stream()
        else:
            self._send(_plain(HTTPStatus.FORBIDDEN))

    do_HEAD = do_GET  # noqa: N815 - the interface of http.server

    def _is_own(self) -> bool:
        """Whether a page of this server asks, as far as the browser tells."""
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site")
        return origin in {None, *(f"http://{host}" for host in self.server.hosts)} and site in {
            None,
            "same-origin",
            "none",
        }

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self._headers(answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")

    def _stream(self) -> None:
        """Send the news now, and whenever they change, until the page is gone."""
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = 0
        while self.command != "HEAD":
            news = self.server.board.wait(seen, PULSE)
            self.wfile.write(b":\n\n" if news is None else self.server.board.message(news))
            seen = seen if news is None else news.version

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the interface of http.server
        """Requests are not told."""

    def version_string(self) -> str:
        """What the server calls itself."""
        return "glossary"


@contextmanager
def started(file: Callable[[str], bytes | None], board: Board, port: int) -> Iterator[Server]:
    """A server that answers, in threads of its own."""
    with Server(file, board, port) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def _plain(status: HTTPStatus) -> Answer:
    return Answer(status, TYPES["txt"], f"{status.value} {status.phrase}\n".encode())


@cache
def _own(name: str) -> Answer:
    """A file of this package that pages load: one of `LOADED`."""
    return Answer(HTTPStatus.OK, TYPES[name.rpartition(".")[2]], Path(__file__).with_name(name).read_bytes())
