"""The wire for threads: an httpx transport that does what `attempts` says, so that the raw client repeats, too.

Never are there more requests in httpcore's pool than it has connections, and never is it one of another process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import cast

import httpx

from mparticle_facade.errors import CLIENT_CLOSED, ClientClosedError
from mparticle_facade.http.admission import Admission
from mparticle_facade.http.answers import Answer
from mparticle_facade.http.attempts import SEND, Attempts
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.forks import leave_to_parent, tell_child

NO_ROOM = "no connection was free in time: connection_pool_size is {} and all are in use"


class Transport(httpx.BaseTransport):
    """Does what `Attempts` says, with the connections of a pool that others may share."""

    def __init__(self, pool: Pool, attempts: Attempts) -> None:
        self._pool = pool
        self._attempts = attempts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        steps = self._attempts.steps(request)
        step = next(steps)
        while not isinstance(step, httpx.Response):
            if step is not SEND:
                time.sleep(step)
                step = next(steps)
                continue
            try:
                response = self._pool.exchange(request)
            except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                step = steps.throw(error)
            else:
                step = steps.send(response)
        return step

    def close(self) -> None:
        self._pool.close()


class Pool:
    """``size`` connections. ``connect`` makes a transport of httpx that has them.

    It is asked again when the one that it made can no longer be used: after a fork, or when an exchange was torn out of
    httpcore, which may have lost a connection by it.
    """

    def __init__(self, connect: Callable[[], httpx.BaseTransport], size: int = 10) -> None:
        self._connect = connect
        self._size = size
        self._current: _Inner | None = None
        self._closed = False
        self._renew()
        tell_child(self)

    def _renew(self) -> None:
        self._admission = Admission(self._size)
        self._lock = threading.Lock()

    def exchange(self, request: httpx.Request) -> httpx.Response:
        """Send a request, receive the whole answer."""
        deadline: Deadline = request.extensions[DEADLINE]
        if not self._admission.acquire(deadline.left()):
            raise httpx.PoolTimeout(NO_ROOM.format(self._size))
        try:
            inner = self._enter()
            try:
                return _receive(inner.transport, request)
            except BaseException as error:
                inner.spoilt |= spoils(error)
                raise
            finally:
                self._leave(inner)
        finally:
            self._admission.release()

    def _enter(self) -> _Inner:
        with self._lock:
            if self._closed:
                raise ClientClosedError(reason=CLIENT_CLOSED, attempts=0)
            if self._current is None:
                self._current = _Inner(self._connect())
            self._current.exchanges += 1
            return self._current

    def _leave(self, inner: _Inner) -> None:
        with self._lock:
            inner.exchanges -= 1
            if inner.spoilt and inner is self._current:
                self._current = None
            abandoned = not inner.exchanges and inner is not self._current
        if abandoned:
            inner.transport.close()

    def close(self) -> None:
        """Close the connections: those in use when their exchanges have ended."""
        with self._lock:
            self._closed = True
            inner, self._current = self._current, None
            idle = inner is not None and not inner.exchanges
        if inner is not None and idle:
            inner.transport.close()

    def _after_fork_in_child(self) -> None:
        leave_to_parent(self._current)
        self._current = None
        self._renew()


class _Inner:
    def __init__(self, transport: httpx.BaseTransport) -> None:
        self.transport = transport
        self.exchanges = 0
        """How many are in it now."""
        self.spoilt = False


def spoils(error: BaseException) -> bool:
    """Whether an exchange was torn out of httpcore, by a signal handler or a cancellation: a connection may be lost."""
    return isinstance(error, httpx.PoolTimeout) or not isinstance(error, httpx.TransportError)


def _receive(inner: httpx.BaseTransport, request: httpx.Request) -> httpx.Response:
    received = inner.handle_request(request)
    stream = cast("httpx.SyncByteStream", received.stream)
    answer = Answer()
    try:
        for chunk in stream:
            answer.add(chunk)
    finally:
        stream.close()
    return answer.response(received)
