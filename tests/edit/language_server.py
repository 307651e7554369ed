"""A client of the real yaml-language-server, over its standard input and output."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

VERSION = "2.0.0"
MOST_SECONDS = 60


def server_command() -> list[str]:
    """How to start the server, installed once into a folder of caches; the test is skipped where it cannot be had."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    home = Path(base, "public-aids-tests", f"yaml-language-server-{VERSION}")
    script = home / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not script.exists():
        home.mkdir(parents=True, exist_ok=True)
        words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home)]
        try:
            subprocess.run([*words, f"yaml-language-server@{VERSION}"], check=True, capture_output=True, timeout=180)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"yaml-language-server {VERSION} cannot be had with npm: {error}")
    return ["node", str(script), "--stdio"]


class LanguageServer:
    """One running server. `schemas` are patterns of file names by the address of their schema."""

    def __init__(self, command: list[str], root: Path, schemas: Mapping[str, str]) -> None:
        settings = {"validate": True, "completion": True, "schemaStore": {"enable": False}, "schemas": dict(schemas)}
        self._settings = {"yaml": settings}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._last = 0
        self._published: dict[str, list[dict[str, Any]]] = {}
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        folders = [{"uri": root.as_uri(), "name": "rules"}]
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": folders, "capabilities": capabilities},
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self._settings}})

    def __enter__(self) -> "LanguageServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def findings(self, path: Path, text: str) -> list[str]:
        """What the server says of a text: `line: message`, lines counted from 1."""
        uri = path.as_uri()
        self._open(uri, text)
        while uri not in self._published:
            self._handle(self._receive())
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in self._published.pop(uri)]

    def completions(self, path: Path, text: str, line: int, column: int) -> list[str]:
        """What the server proposes at a place, counted from 0."""
        uri = path.as_uri()
        self._open(uri, text)
        where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/completion", where)
        return [one["label"] for one in (found["items"] if isinstance(found, dict) else found)]

    def ask(self, method: str, params: object) -> Any:
        self._last += 1
        asked = self._last
        self._send({"id": asked, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == asked and "method" not in message:
                return message.get("result")
            self._handle(message)

    def _open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def _handle(self, message: dict[str, Any]) -> None:
        """What the server asks or tells by itself."""
        method, params = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._published[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            answer = [self._settings.get(one.get("section"), {}) for one in params["items"]]
            self._send({"id": message["id"], "result": answer})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            if self._process.poll() is not None:
                raise AssertionError("the language server has stopped")
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message
