"""Our glossary, built and served as a host would serve it: compressed, from a sub-path."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BASE = "/words/"
TEXTS = (".html", ".css", ".js", ".svg", ".xml", ".txt", ".json")


class _Handler(SimpleHTTPRequestHandler):
    """Gives texts compressed, and everything as new each time."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.removeprefix(BASE.rstrip("/"))))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in TEXTS:
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        with BytesIO(data) as body, contextlib.suppress(BrokenPipeError):
            shutil.copyfileobj(body, self.wfile)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of our glossary, while it is served."""
    with tempfile.TemporaryDirectory() as place:
        root, out = Path(place, "root"), Path(place, "site")
        for name in ("terms", "docs"):
            shutil.copytree(ROOT / name, root / name)
        text = (ROOT / "glossary.yml").read_text("utf-8")
        (root / "glossary.yml").write_text(f"{text}\nurl: https://example.org/words\n", "utf-8")
        command = [sys.executable, "-m", "glossary", "build", root, "--out", out, "--cache", Path(place, "cache")]
        subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd=ROOT)

        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(out))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}{BASE}"
            server.shutdown()
