"""What an editor offers while a program is written, asked of the language server of pyright."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mparticle_events_models import names

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = "import mparticle_facade as mparticle\nbatch, api = mparticle.Batch(), mparticle.EventsApi()\n"


class Editor:
    """As much of an editor as a question needs: messages of JSON-RPC over standard input and output."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server
        self._asked = 0

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

    def offers(self, line: str) -> dict[str, Any]:
        """What is offered at the end of a line that is being written, by label."""
        text = IMPORTS + line
        uri = (ROOT / f"tests/typing/written_{self._asked}.py").as_uri()  # no such file: its text is what we send
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        where = {"line": text.count("\n"), "character": len(line)}
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=where)
        return {item["label"]: item for item in found["items"]}

    def explained(self, item: dict[str, Any]) -> str:
        documentation = self.ask("completionItem/resolve", **item)["documentation"]
        return str(documentation["value"])


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    command = [sys.executable, "-m", "pyright.langserver", "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as server:
        opened = Editor(server)
        folders = [{"uri": ROOT.as_uri(), "name": "here"}]
        capabilities = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        opened.ask("initialize", processId=None, rootUri=None, workspaceFolders=folders, capabilities=capabilities)
        opened.tell("initialized")
        yield opened
        opened.ask("shutdown")
        opened.tell("exit")


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('mparticle.ProductAction("', list(names.ProductActionType)),
        ('mparticle.ProductAction(action="', list(names.ProductActionType)),
        ('mparticle.Batch("', ["development", "production"]),
        ('batch.environment = "', ["development", "production"]),
        ('mparticle.AppEvent("x", "', list(names.CustomEventType)),
        ('mparticle.Configuration(pod="', ["us1", "us2", "eu1", "au1"]),
        ('mparticle.PromotionAction("', list(names.PromotionActionType)),
    ],
)
def test_closed_sets_are_offered_as_texts(editor: Editor, line: str, texts: list[str]) -> None:
    offered = editor.offers(line)
    assert {f'"{text}"' for text in texts} <= offered.keys()


def test_fields_are_offered_with_what_they_mean(editor: Editor) -> None:
    offered = editor.offers("batch.user_")
    for field in ("user_identities", "user_attributes"):
        assert "user" in editor.explained(offered[field])
    keywords = editor.offers("mparticle.Product(")
    assert {"id=", "name=", "price=", "quantity=", "total_product_amount="} <= keywords.keys()
