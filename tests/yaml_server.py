"""yaml-language-server, which completes and checks YAML in VS Code and other editors, spoken to as an editor does."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.tools import module, program

if TYPE_CHECKING:
    from pathlib import Path


class YamlServer:
    """The server with a folder open in it, over its standard streams (Language Server Protocol 3.17)."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        server = module("yaml-language-server/bin/yaml-language-server")
        self.folder = folder
        self.settings = settings
        self.number = 0
        self.process = subprocess.Popen(
            [program("node", "nodejs"), server, "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        uri = folder.as_uri()
        able = {
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {}}, "hover": {}},
        }
        self.ask("initialize", processId=None, rootUri=uri, workspaceFolders=[{"uri": uri, "name": "words"}], capabilities=able)  # fmt: skip
        self.tell("initialized")

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown")
        self.tell("exit")
        self.process.communicate(timeout=20)

    def open(self, path: str, text: str, language: str = "yaml") -> list[str]:
        """What the server says is wrong with a file, in the order of the lines; each `line: message`."""
        uri = (self.folder / path).as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text})
        while True:
            told = self.next()
            if told.get("method") == "textDocument/publishDiagnostics" and told["params"]["uri"] == uri:
                found = told["params"]["diagnostics"]
                return [f"{each['range']['start']['line'] + 1}: {each['message']}" for each in found]

    def complete(self, path: str, line: int, column: int) -> list[str]:
        """What the server offers at a place; line and column from 1."""
        at = {"line": line - 1, "character": column - 1}
        found = self.ask("textDocument/completion", textDocument={"uri": (self.folder / path).as_uri()}, position=at)
        return [each["label"] for each in found["items"]]

    def hover(self, path: str, line: int, column: int) -> str:
        """What the server says about a place."""
        at = {"line": line - 1, "character": column - 1}
        found = self.ask("textDocument/hover", textDocument={"uri": (self.folder / path).as_uri()}, position=at)
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request; what the server asks meanwhile is answered."""
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            told = self.next()
            if told.get("id") == self.number and "method" not in told:
                assert "error" not in told, told
                return told["result"]

    def tell(self, method: str, **params: Any) -> None:
        """A message that wants no answer."""
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        """Write a message."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def next(self) -> dict[str, Any]:
        """The next message of the server; where it is a question, it is answered."""
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            assert line, "the server ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        told: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in told and "id" in told:
            self.send({"id": told["id"], "result": self.answer(told)})
        return told

    def answer(self, told: dict[str, Any]) -> Any:
        """The editor's settings, where they are asked for."""
        if told["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item.get("section", ""), {}) for item in told["params"]["items"]]
