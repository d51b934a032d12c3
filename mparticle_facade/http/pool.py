"""The connections of a client for threads: who may use them, until when they are good, and that no child inherits them.

Never are there more requests in httpcore's pool than it has connections, and never is it one of another process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from mparticle_facade.errors import CLIENT_CLOSED, ClientClosedError
from mparticle_facade.http.admission import Admission
from mparticle_facade.http.attempts import SEND, Attempts
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.forks import leave_to_parent, tell_child
from mparticle_facade.http.stack import raised

NO_ROOM = "no connection was free in time: connection_pool_size is {} and all are in use"


class Wire(Protocol):
    """Connections, and how a request goes over one of them."""

    def exchange(self, request: Any) -> Any:
        """Send a request, ours or httpx's; the answer, of the same shape or httpx's."""

    def close(self) -> None:
        """Close them."""


class Pool:
    """``size`` connections. ``connect`` makes the wire that has them.

    It is asked again when the one that it made can no longer be used: after a fork, or when an exchange was torn out of
    httpcore, which may have lost a connection by it.
    """

    def __init__(self, connect: Callable[[], Wire], size: int = 10) -> None:
        self._connect = connect
        self._size = size
        self._current: _Inner | None = None
        self._closed = False
        self._renew()
        tell_child(self)

    def _renew(self) -> None:
        self._admission = Admission(self._size)
        self._lock = threading.Lock()

    def send(self, request: Any, attempts: Attempts) -> Any:
        """Do what `Attempts` says for a request; its answer in the end."""
        steps = attempts.steps(request)
        step = next(steps)
        while True:
            if step is SEND:
                try:
                    response = self.exchange(request)
                except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                    step = steps.throw(error)
                else:
                    step = steps.send(response)
            elif isinstance(step, float | int):
                time.sleep(step)
                step = next(steps)
            else:
                return step

    def exchange(self, request: Any) -> Any:
        """Send a request, receive the whole answer."""
        deadline: Deadline = request.extensions[DEADLINE]
        if not self._admission.acquire(deadline.left()):
            raise no_room(self._size)
        try:
            inner = self._enter()
            try:
                return inner.wire.exchange(request)
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
            inner.wire.close()

    def close(self) -> None:
        """Close the connections: those in use when their exchanges have ended."""
        with self._lock:
            self._closed = True
            inner, self._current = self._current, None
            idle = inner is not None and not inner.exchanges
        if inner is not None and idle:
            inner.wire.close()

    def _after_fork_in_child(self) -> None:
        leave_to_parent(self._current)
        self._current = None
        self._renew()


class _Inner:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.exchanges = 0
        """How many are in it now."""
        self.spoilt = False


def no_room(size: int) -> Exception:
    """What is raised when no connection became free in time."""
    from mparticle_facade.http.stack import httpx

    return httpx.PoolTimeout(NO_ROOM.format(size))


def spoils(error: BaseException) -> bool:
    """Whether an exchange was torn out of httpcore, by a signal handler or a cancellation: a connection may be lost."""
    return raised(error, "PoolTimeout") or not raised(error, "TransportError")
