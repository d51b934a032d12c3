"""The receiving server, a process of its own: the one of the tests, which answers at once and counts what arrived.

``GET /stats`` reports the counts, ``GET /reset`` sets them to zero, ``GET /wait?events=N`` answers when N events have
come. It listens for http and for https, and counts both together.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import zlib
from pathlib import Path

from benchmarks.harness.receiver import Stats
from benchmarks.harness.sample import EVENT_NAME

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from parts.server import Exchange, Request, ScriptedServer  # the tests are a directory of their own, and no package

_MARK = EVENT_NAME.encode()
_PEERS_BODY = b'{"code":200,"status":1,"success":true}'
_JSON = {"content-type": "application/json"}


class _Counts:
    def __init__(self) -> None:
        self.secure = ""
        self._changed = threading.Condition()
        self.reset()

    def reset(self) -> None:
        self.answered = 0
        self.stats = Stats(requests=0, bytes=0, events=0, first_byte=0.0, last=0.0, secure=self.secure)

    def expect(self) -> None:
        with self._changed:
            self.answered += 1

    def add(self, request: Request, began: float, arrived: float) -> None:
        packed = request.headers.get("content-encoding") == "gzip"
        body = zlib.decompress(request.body, 47) if packed else request.body
        events = body.count(_MARK)
        with self._changed:
            stats = self.stats
            stats["first_byte"] = stats["first_byte"] or began
            stats["last"] = arrived
            stats["requests"] += 1
            stats["bytes"] += len(body)
            stats["events"] += events
            self._changed.notify_all()

    def wait(self, events: int) -> None:
        """Until so many events have come, or for 0, until everything that was answered is counted."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.stats["events"] >= events if events else self.stats["requests"] >= self.answered
            )


def _counting(exchange: Exchange) -> bool:
    """The answer first, and then the counting, which is nothing that a client should wait for."""
    began = time.monotonic()
    request = exchange.read()
    arrived = time.monotonic()
    exchange.server.forget()  # bodies add up
    if request.method == "GET":
        _COUNTS.wait(int(request.target.partition("/wait?events=")[2] or 0))
        if request.target == "/reset":
            _COUNTS.reset()
        exchange.answer(200, json.dumps(_COUNTS.stats).encode(), _JSON)
    else:
        _COUNTS.expect()
        if request.target.startswith("/v2/"):
            exchange.answer(202)
        else:
            exchange.answer(200, _PEERS_BODY, _JSON)
        _COUNTS.add(request, began, arrived)
    return request.headers.get("connection", "").lower() != "close"


_COUNTS = _Counts()

if __name__ == "__main__":
    with ScriptedServer(_counting) as server, ScriptedServer(_counting, tls=True) as secure:
        _COUNTS.secure = secure.host
        _COUNTS.reset()
        print(server.host, flush=True)
        sys.stdin.read()
