"""The connections of a pool between two requests. They stand in for httpcore's pool below httpx's transports.

httpcore makes the connections and speaks HTTP on them. Its pool looks at each of them whenever a request comes or goes,
which is a third of an async request, and it waits, which `mparticle_facade.http.admission` has done already. As soon as
its functions are replaced, as recorders of requests do, every request goes through them.
"""

from __future__ import annotations

import collections
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from types import FunctionType
from typing import Any, Generic, TypeVar, cast

from mparticle_facade.http.stack import httpcore

C = TypeVar("C", httpcore.ConnectionInterface, httpcore.AsyncConnectionInterface)


_SENDS = {httpcore.ConnectionPool: "handle_request", httpcore.AsyncConnectionPool: "handle_async_request"}


def _own(kind: type) -> object:
    """Httpcore's function, None where another had taken its place before we came."""
    function = vars(kind)[_SENDS[kind]]
    theirs = type(function) is FunctionType and function.__code__.co_filename.endswith("connection_pool.py")
    return function if theirs else None


_OWN = {kind: _own(kind) for kind in _SENDS}


def replaced(kind: type) -> bool:
    """Whether requests must go through httpcore's own pool, since somebody looks at its functions."""
    return vars(kind)[_SENDS[kind]] is not _OWN[kind]


class _Idle(Generic[C]):
    """Those that wait for a request; threads may share it. Who waits longest is next, so that none is forgotten."""

    def __init__(self) -> None:
        self._waiting: collections.deque[C] = collections.deque()

    def take(self, origin: httpcore.Origin) -> tuple[C | None, list[C]]:
        """One to this origin that is still open, and those to be closed."""
        finished: list[C] = []
        for _ in range(len(self._waiting)):
            try:
                connection = self._waiting.popleft()
            except IndexError:  # another thread was faster
                break
            if connection.has_expired() or connection.is_closed():
                finished.append(connection)
            elif connection.can_handle_request(origin):
                return connection, finished
            else:
                self._waiting.append(connection)
        return None, finished

    def give_back(self, connection: C) -> bool:
        """Whether it can be used again."""
        usable = connection.is_available()
        if usable:
            self._waiting.append(connection)
        return usable

    def all(self) -> Iterator[C]:
        """Take each."""
        while self._waiting:
            yield self._waiting.popleft()


class Connections(_Idle[httpcore.ConnectionInterface]):
    """What `httpx.HTTPTransport` asks of a pool. Never more requests come at a time than there may be connections."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        super().__init__()
        self._pool = pool

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request; its connection is free again when the body of the response is closed."""
        if replaced(httpcore.ConnectionPool):
            return self._pool.handle_request(request)
        connection, finished = self.take(request.url.origin)
        for each in finished:
            each.close()
        connection = connection or self._pool.create_connection(request.url.origin)
        try:
            response = connection.handle_request(request)
        except BaseException:
            connection.close()
            raise
        response.stream = _Body(cast("Iterable[bytes]", response.stream), connection, self)
        return response

    def close(self) -> None:
        """Close those that wait."""
        for connection in self.all():
            connection.close()
        self._pool.close()


class _Body:
    def __init__(self, stream: Iterable[bytes], connection: httpcore.ConnectionInterface, waiting: Connections) -> None:
        self._stream: Any = stream
        self._connection: httpcore.ConnectionInterface | None = connection
        self._waiting = waiting

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            self._stream.close()
        finally:
            if not self._waiting.give_back(connection):
                connection.close()


class AsyncConnections(_Idle[httpcore.AsyncConnectionInterface]):
    """What `httpx.AsyncHTTPTransport` asks of a pool."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        super().__init__()
        self._pool = pool

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """`Connections.handle_request`."""
        if replaced(httpcore.AsyncConnectionPool):
            return await self._pool.handle_async_request(request)
        connection, finished = self.take(request.url.origin)
        for each in finished:
            await each.aclose()
        connection = connection or self._pool.create_connection(request.url.origin)
        try:
            response = await connection.handle_async_request(request)
        except BaseException:
            await connection.aclose()
            raise
        response.stream = _AsyncBody(cast("AsyncIterable[bytes]", response.stream), connection, self)
        return response

    async def aclose(self) -> None:
        """Close those that wait."""
        for connection in self.all():
            await connection.aclose()
        await self._pool.aclose()


class _AsyncBody:
    def __init__(
        self, stream: AsyncIterable[bytes], connection: httpcore.AsyncConnectionInterface, waiting: AsyncConnections
    ) -> None:
        self._stream: Any = stream
        self._connection: httpcore.AsyncConnectionInterface | None = connection
        self._waiting = waiting

    def __aiter__(self) -> AsyncIterator[bytes]:
        return cast("AsyncIterator[bytes]", self._stream.__aiter__())

    async def aclose(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            await self._stream.aclose()
        finally:
            if not self._waiting.give_back(connection):
                await connection.aclose()
