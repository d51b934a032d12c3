"""As much of an editor as it takes to ask a language server what it would offer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Editor:
    """Speaks JSON-RPC over the standard input and output of a language server."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server
        self._asked = 0
        folders = [{"uri": ROOT.as_uri(), "name": "here"}]
        capabilities = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        self.ask("initialize", processId=None, rootUri=None, workspaceFolders=folders, capabilities=capabilities)
        self.tell("initialized")

    def close(self) -> None:
        self.ask("shutdown")
        self.tell("exit")

    def ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self.tell(method, id=self._asked, **params)
        while True:
            message = self._read()
            if "method" in message and "id" in message:  # the server asks for settings: there are none
                wanted = message["params"].get("items", [])
                self._write({"id": message["id"], "result": [None] * len(wanted)})
            elif message.get("id") == self._asked:
                return message["result"]

    def tell(self, method: str, *, id: int | None = None, **params: Any) -> None:
        self._write({"method": method, "params": params} | ({} if id is None else {"id": id}))

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _read(self) -> Any:
        assert self._server.stdout is not None
        length = 0
        while (line := self._server.stdout.readline().strip()) or not length:
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
            assert line or self._server.poll() is None, "the language server has ended"
        return json.loads(self._server.stdout.read(length))

    def offers(self, imports: str, line: str) -> dict[str, Any]:
        """What is offered at the end of a line that is being written below ``imports``, by label."""
        text = imports + line
        uri = (ROOT / f"tests/typing/written_{self._asked}.py").as_uri()  # no such file: its text is what we send
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        where = {"line": text.count("\n"), "character": len(line)}
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=where)
        return {item["label"]: item for item in found["items"]}

    def explained(self, item: dict[str, Any]) -> str:
        documentation = self.ask("completionItem/resolve", **item)["documentation"]
        return str(documentation["value"])
