"""The receiving server, a process of its own: reads bodies, answers at once, counts what arrived.

As bare as a server can be, so that the clients are what is measured. ``GET /stats`` reports the counts, ``GET /reset``
sets them to zero, ``GET /wait?events=N`` answers when N events have come.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import zlib
from typing import ClassVar

from benchmarks.harness.receiver import Stats
from benchmarks.harness.sample import EVENT_NAME

_MARK = EVENT_NAME.encode()
_ACCEPTED = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
_PEERS_BODY = b'{"code":200,"status":1,"success":true}'
_PEERS_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(_PEERS_BODY),
    _PEERS_BODY,
)


def _zero() -> Stats:
    return Stats(requests=0, bytes=0, events=0, first_byte=0.0, last=0.0)


class _Receiver(asyncio.Protocol):
    stats: ClassVar[Stats] = _zero()
    waiting: ClassVar[list[tuple[int, _Receiver]]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.buffer = bytearray()
        self.needed = 0

    def data_received(self, data: bytes) -> None:
        if not self.stats["first_byte"] and data.startswith(b"POST"):
            self.stats["first_byte"] = time.monotonic()
        self.buffer += data
        while len(self.buffer) > self.needed and self._request():
            pass

    def _request(self) -> bool:
        """Answer one request; False where it has not arrived in full."""
        head_end = self.buffer.find(b"\r\n\r\n") + 4
        if head_end < 4:
            return False
        head = bytes(self.buffer[:head_end]).lower()
        _, found, length = head.partition(b"\r\ncontent-length:")
        end = head_end + (int(length.split(b"\r\n", 1)[0]) if found else 0)
        if len(self.buffer) < end:
            self.needed = end - 1
            return False
        body = bytes(self.buffer[head_end:end])
        del self.buffer[:end]
        self.needed = 0
        method, path, _ = head.split(b" ", 2)
        if method == b"get":
            self._control(path.decode())
            return True
        self.transport.write(_ACCEPTED if path.startswith(b"/v2/") else _PEERS_OK)
        if b"\r\nconnection: close" in head:
            self.transport.close()
        self._count(zlib.decompress(body, 47) if b"\r\ncontent-encoding: gzip" in head else body)
        return True

    def _count(self, body: bytes) -> None:
        stats = self.stats
        stats["last"] = time.monotonic()
        stats["requests"] += 1
        stats["bytes"] += len(body)
        stats["events"] += body.count(_MARK)
        for wait in [wait for wait in self.waiting if wait[0] <= stats["events"]]:
            self.waiting.remove(wait)
            wait[1].tell()

    def _control(self, path: str) -> None:
        if path.startswith("/wait?events="):
            events = int(path.partition("=")[2])
            if events > self.stats["events"]:
                self.waiting.append((events, self))
                return
        elif path == "/reset":
            self.stats.update(_zero())
        self.tell()

    def tell(self) -> None:
        body = json.dumps(self.stats).encode()
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    def connection_lost(self, _: Exception | None) -> None:
        self.waiting[:] = [wait for wait in self.waiting if wait[1] is not self]


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Receiver, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
