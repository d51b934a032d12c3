"""Fails when a hot path has become twice as expensive: ``make guard``; the exit code is 1 then.

No stop-watch: a path's cost is a multiple of the floor, orjson reading and writing the same batch, both measured in
turns in this process, the cheapest of many short rounds each. A machine that is slow or busy slows both. A path fails
when its multiple is more than `MARGIN` times what is written here, in each of several measurements: a doubled cost
always does, noise does not last that long.

The parts of a path are paths of their own where they are too small a part of it to show. A new hot path is one line in
`PATHS`; run with ``--show`` for its figure, and set it anew after an improvement.
"""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from typing import NamedTuple

import httpcore
import orjson

import mparticle_facade as mparticle
from mparticle_events_client.api.events import upload_events
from mparticle_facade.codec import decoders, encoding, envelopes, identity, requests
from mparticle_facade.delivery.acceptance import accept
from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.hosts import Host
from mparticle_facade.http import network, observers
from mparticle_facade.http.async_pool import AsyncPool
from mparticle_facade.http.attempts import Attempts
from mparticle_facade.http.connections import AsyncConnections, Connections
from mparticle_facade.http.deadlines import DEADLINE, NEVER
from mparticle_facade.http.direct import Direct
from mparticle_facade.http.messages import Headers, Request, Response
from mparticle_facade.http.pool import Pool
from mparticle_facade.http.responses import interpret
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.http.wire import AsyncWire, Settings, SyncWire

MARGIN = 1.6
ROUNDS, ATTEMPTS = 60, 4
ROUND_S = 0.002


class Path(NamedTuple):
    run: Callable[[], object]
    multiple: float
    """Of the floor, as measured when the path was last improved."""


def build(own_id: str | None = None) -> mparticle.Batch:
    batch = mparticle.Batch("development", source_request_id=own_id)
    batch.user_identities = mparticle.UserIdentities(email="user@example.com")
    batch.events = [
        mparticle.AppEvent(
            "Level Completed",
            "navigation",
            timestamp_unixtime_ms=1_767_225_600_000,
            source_message_id=message,
            session_uuid=SESSION,
            custom_attributes={"plan": "gold", "level": "7", "screen": "home"},
        )
        for message in MESSAGES
    ]
    return batch


class Accepting:
    """What is behind our pool: a service that accepts at once."""

    def exchange(self, request: Request) -> Response:  # noqa: ARG002  # as a wire has it
        return Response(202, Headers(ANSWER), b"", {})

    def close(self) -> None:
        pass


CONFIG = mparticle.Configuration("key", "secret", host="http://127.0.0.1:9")
SESSION = str(uuid.UUID(int=1))
MESSAGES = [str(uuid.UUID(int=number)) for number in range(10)]
OWN, NEW = build("order-4711"), build()
PAYLOAD = requests.request(OWN, CONFIG)
READY = orjson.loads(PAYLOAD)
SHELL = envelopes.enveloped(NEW)
CONTENT = encoding.encode(NEW)
LINES = encoding._canonical.encode_lines(NEW.events)
ANSWER = [(b"content-type", b"application/json"), (b"content-length", b"0"), (b"date", b"Thu, 01 Jan 2026 00:00 GMT")]
HEADERS = Headers(ANSWER)
RULES = Attempts(RetryPolicy(3, 60.0))
ACCEPTING = Pool(Accepting)
CLIENT = Direct(
    ACCEPTING, RULES, Host("http", "127.0.0.1", 9, "/v2"),
    Headers([(b"Connection", b"keep-alive"), (b"Authorization", b"Basic token"), (b"accept", b"application/json")]),
    30.0, lambda _: None,
)  # fmt: skip


def floor() -> object:
    return orjson.loads(orjson.dumps(READY))


def new_id() -> bytes:
    NEW.source_request_id = None
    return requests.accept(NEW, CONFIG)


def stamp() -> bytes:
    NEW.source_request_id = None
    return identity.stamped(NEW, CONTENT)


QUEUE = MemoryQueue()
WAITING = accept(OWN, CONFIG)


def queue() -> object:
    entries = QUEUE.put(WAITING)
    QUEUE.settle(entries, [])
    return entries


def build_request() -> Request:
    return CLIENT._made("post", "/events", PAYLOAD, {"Content-Type": "application/json"})


REQUEST = build_request()


def rules() -> Response:
    REQUEST.extensions.clear()
    answer: Response = ACCEPTING.send(REQUEST, RULES)
    return answer


class Answering(httpcore.NetworkStream):
    """A network that answers at once."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # httpcore's signatures
        return b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> None:  # noqa: ARG002
        return None


class AnsweringAsync(httpcore.AsyncNetworkStream):
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return Answering().read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    async def aclose(self) -> None:
        pass

    def get_extra_info(self, info: str) -> None:  # noqa: ARG002
        return None


class Network(httpcore.NetworkBackend):
    def connect_tcp(self, *_: object, **__: object) -> httpcore.NetworkStream:
        return network._Stream(Answering(), NEVER)


class AsyncNetwork(httpcore.AsyncNetworkBackend):
    async def connect_tcp(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        return AnsweringAsync()


SETTINGS = Settings(mparticle.Configuration("key", "secret", host="http://a").ssl_context(), 10, None, http2=False)
WIRE, ASYNC_WIRE = SyncWire(SETTINGS), AsyncWire(SETTINGS, "httpcore")
WIRE._pool = Connections(httpcore.ConnectionPool(network_backend=Network()))
ASYNC_WIRE._pool = AsyncConnections(httpcore.AsyncConnectionPool(network_backend=AsyncNetwork()))
POOL = Pool(lambda: WIRE)
LOOP = asyncio.new_event_loop()


async def connect() -> AsyncWire:
    return ASYNC_WIRE


ASYNC_POOL = AsyncPool(connect)


def connection() -> Response:
    REQUEST.extensions[DEADLINE] = NEVER
    answer: Response = POOL.exchange(REQUEST)
    return answer


def async_connection() -> Response:
    REQUEST.extensions[DEADLINE] = NEVER
    answer: Response = LOOP.run_until_complete(ASYNC_POOL.exchange(REQUEST))
    return answer


PATHS = {
    "build and encode": Path(lambda: encoding.encode(build()), 1.1),
    "encode": Path(lambda: encoding.encode(OWN), 0.46),
    "envelope": Path(lambda: envelopes.enveloped(OWN), 0.13),
    "validate": Path(lambda: decoders.valid(PAYLOAD), 0.89),
    "validate, plain": Path(lambda: decoders.valid_and_plain(PAYLOAD), 0.89),
    "validate, many of one kind": Path(lambda: decoders.valid_and_plain_lines(LINES, "custom_event"), 0.67),
    "look for NaN": Path(lambda: encoding._seems_to_hold(encoding._NOT_FINITE, SHELL), 0.35),
    "identity, a new one": Path(stamp, 0.27),
    "identity, one's own": Path(lambda: identity.with_identity(OWN, PAYLOAD), 0.05),
    "identity, in bytes": Path(lambda: identity.with_identity(PAYLOAD, PAYLOAD), 0.23),
    "identity, a new one in bytes": Path(lambda: identity.with_identity(CONTENT, CONTENT), 1.74),
    "accept, a new id": Path(new_id, 1.68),
    "accept, an id of one's own": Path(lambda: requests.accept(OWN, CONFIG), 1.78),
    "accept, bytes": Path(lambda: requests.accept(PAYLOAD, CONFIG), 1.18),
    "a queue in memory": Path(queue, 0.24),  # a handler of a signal may raise between any two of its statements
    "a request": Path(lambda: upload_events.sync_detailed(client=CLIENT, body=PAYLOAD), 1.2),  # type: ignore[arg-type]
    "make a request": Path(build_request, 0.35),
    "does anybody look": Path(lambda: observers.nobody_looks("sync"), 0.05),
    "the rules": Path(rules, 0.56),
    "a connection": Path(connection, 13.0),
    "a connection, async": Path(async_connection, 20.6),
    "read an answer": Path(lambda: interpret(202, HEADERS, b""), 0.15),  # a tuple, as the vendor's SDK returns
}


def multiples(
    runs: Mapping[str, Callable[[], object]],
    floor: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The cost of each path as a multiple of the floor's."""
    everything = {"": floor, **runs}
    calls = dict.fromkeys(everything, 1)
    best = dict.fromkeys(everything, float("inf"))
    for _ in range(rounds):
        for name, run in everything.items():
            started = clock()
            for _ in range(calls[name]):
                run()
            best[name] = min(best[name], (clock() - started) / calls[name])
            calls[name] = max(1, round(ROUND_S / best[name]))
    return {name: best[name] / best[""] for name in runs}


def grown(
    paths: Mapping[str, Path],
    floor: Callable[[], object],
    attempts: int = ATTEMPTS,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The paths that cost too much in every measurement, and the least of their multiples."""
    least = {name: float("inf") for name in paths}
    for _ in range(attempts):
        suspects = {name: path for name, path in paths.items() if least[name] > path.multiple * MARGIN}
        if not suspects:
            break
        found = multiples({name: path.run for name, path in suspects.items()}, floor, clock=clock)
        least |= {name: min(least[name], multiple) for name, multiple in found.items()}
    return {name: least[name] for name, path in paths.items() if least[name] > path.multiple * MARGIN}


def main() -> int:
    if "--show" in sys.argv[1:]:
        for name, multiple in multiples({name: path.run for name, path in PATHS.items()}, floor).items():
            print(f"{name:34}{multiple:7.2f} x the floor, {PATHS[name].multiple} is written")
        return 0
    guilty = grown(PATHS, floor)
    for name, multiple in guilty.items():
        print(f"{name}: {multiple:.2f} times the floor, was {PATHS[name].multiple}", file=sys.stderr)
    print(f"{len(PATHS) - len(guilty)} of {len(PATHS)} hot paths cost what they did (margin {MARGIN})")
    return 1 if guilty else 0


if __name__ == "__main__":
    sys.exit(main())
