"""The wire for threads: an httpx transport that does what `attempts` says, so that the raw client repeats, too.

It owns a pool of connections: never more requests in it than it has connections, never one of another process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import cast

import httpx

from mparticle_facade.errors import ClientClosedError
from mparticle_facade.http.admission import Admission
from mparticle_facade.http.answers import Answer
from mparticle_facade.http.attempts import SEND, Attempts
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.forks import leave_to_parent, tell_child

NO_ROOM = "no connection was free in time: connection_pool_size is {} and all are in use"
CLOSED = "this client is closed; make a new one"


class Transport(httpx.BaseTransport):
    """Sync.

    ``connect`` makes a transport of httpx with a pool of ``size`` connections; it is asked again when the first one can
    no longer be used.
    """

    def __init__(self, connect: Callable[[], httpx.BaseTransport], attempts: Attempts, size: int = 10) -> None:
        self._connect = connect
        self._attempts = attempts
        self._size = size
        self._pool: _Pool | None = None
        self._closed = False
        self._renew()
        tell_child(self)

    def _renew(self) -> None:
        self._admission = Admission(self._size)
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        steps = self._attempts.steps(request)
        step = next(steps)
        while not isinstance(step, httpx.Response):
            if step is not SEND:
                time.sleep(step)
                step = next(steps)
                continue
            try:
                response = self._exchange(request)
            except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                step = steps.throw(error)
            else:
                step = steps.send(response)
        return step

    def _exchange(self, request: httpx.Request) -> httpx.Response:
        deadline: Deadline = request.extensions[DEADLINE]
        if not self._admission.acquire(deadline.left()):
            raise httpx.PoolTimeout(NO_ROOM.format(self._size))
        try:
            pool = self._enter()
            try:
                return _receive(pool.inner, request)
            except BaseException as error:
                pool.spoilt |= spoils(error)
                raise
            finally:
                self._leave(pool)
        finally:
            self._admission.release()

    def _enter(self) -> _Pool:
        """The pool, for one exchange. One that may have lost a connection is left for a new one."""
        with self._lock:
            if self._closed:
                raise ClientClosedError(reason=CLOSED, attempts=0)
            if self._pool is None or self._pool.spoilt:
                self._pool = _Pool(self._connect())
            self._pool.inside += 1
            return self._pool

    def _leave(self, pool: _Pool) -> None:
        with self._lock:
            pool.inside -= 1
            abandoned = not pool.inside and pool is not self._pool
            if pool.spoilt and pool is self._pool:
                self._pool, abandoned = None, not pool.inside
        if abandoned:
            pool.inner.close()

    def close(self) -> None:
        """Close the connections: those in use when their exchanges have ended."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
            idle = pool is not None and not pool.inside
        if pool is not None and idle:
            pool.inner.close()

    def _after_fork_in_child(self) -> None:
        leave_to_parent(self._pool)
        self._pool = None
        self._renew()


class _Pool:
    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.inside = 0
        """Exchanges."""
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
