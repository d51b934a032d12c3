"""A server for tests of uploads: keeps every request, and answers what the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple


class Answer(NamedTuple):
    status: int = 202
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes = b""


class Receiver:
    """What came, in order of arrival."""

    def __init__(self, url: str, answer: Callable[[int, list[dict[str, Any]]], Answer]) -> None:
        self.url = url
        self.answer = answer
        self.requests: list[tuple[str, list[dict[str, Any]]]] = []
        self.accepted: list[dict[str, Any]] = []
        self.lock = threading.Lock()

    @property
    def ids(self) -> list[str]:
        return [batch["source_request_id"] for batch in self.accepted]


@contextmanager
def receiving(
    answer: Callable[[int, list[dict[str, Any]]], Answer] = lambda number, batches: Answer(),
) -> Iterator[Receiver]:
    """``answer(number, batches)`` is called for request after request, from 0, while the others wait."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            batches = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with receiver.lock:
                given = receiver.answer(len(receiver.requests), batches)
                receiver.requests.append((self.path, batches))
                if given.status < 300:
                    receiver.accepted += batches
            try:
                self.send_response(given.status)
                for name, value in {**given.headers, "content-length": str(len(given.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(given.body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # who asked was killed

        def handle(self) -> None:
            with suppress(ConnectionResetError):
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(f"http://127.0.0.1:{server.server_port}", answer)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
