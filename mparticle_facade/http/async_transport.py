"""`mparticle_facade.http.transport` for asyncio: one pool of connections for each event loop that it is used in.

httpcore loses a connection for good when a task is cancelled inside its pool. So tasks wait for a place outside of it,
where they may be cancelled, and each exchange is a task of its own that nobody here cancels. It ends by the deadline,
which the network keeps; when its caller is cancelled, the deadline is moved to now.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, cast

import httpx

from mparticle_facade.errors import ClientClosedError
from mparticle_facade.http.answers import Answer
from mparticle_facade.http.attempts import SEND, Attempts
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.forks import leave_to_parent, tell_child
from mparticle_facade.http.transport import CLOSED, NO_ROOM, spoils


class AsyncTransport(httpx.AsyncBaseTransport):
    """Async.

    ``connect`` makes a transport of httpx with a pool of ``size`` connections; it is asked again for another event
    loop, or when the first one can no longer be used.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[httpx.AsyncBaseTransport]], attempts: Attempts, size: int = 10
    ) -> None:
        self._connect = connect
        self._attempts = attempts
        self._size = size
        self._loops: dict[asyncio.AbstractEventLoop, _Loop] = {}
        self._closed = False
        tell_child(self)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        steps = self._attempts.steps(request)
        step = next(steps)
        while not isinstance(step, httpx.Response):
            if step is not SEND:
                await asyncio.sleep(step)
                step = next(steps)
                continue
            try:
                response = await self._exchange(request)
            except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                step = steps.throw(error)
            else:
                step = steps.send(response)
        return step

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        if self._closed:
            raise ClientClosedError(reason=CLOSED, attempts=0)
        loop = asyncio.get_running_loop()
        here = self._loops.get(loop)
        if here is None:
            for other in [each for each in list(self._loops) if each.is_closed()]:
                self._loops.pop(other, None)
            here = self._loops[loop] = _Loop(self._connect, self._size)
        return await here.exchange(request)

    async def aclose(self) -> None:
        """Close the connections of this event loop, and of those that run in other threads, when they are free."""
        self._closed = True
        while self._loops:
            loop, at = self._loops.popitem()
            if loop is asyncio.get_running_loop():
                await at.close()
            elif loop.is_running():
                asyncio.run_coroutine_threadsafe(at.close(), loop)

    def _after_fork_in_child(self) -> None:
        leave_to_parent(self._loops)
        self._loops = {}


class _Loop:
    """What there is in one event loop."""

    def __init__(self, connect: Callable[[], Awaitable[httpx.AsyncBaseTransport]], size: int) -> None:
        self._connect = connect
        self._size = size
        self._admission = asyncio.Semaphore(size)
        self._connecting = asyncio.Lock()
        self._pool: _Pool | None = None
        self._exchanges: set[asyncio.Task[Any]] = set()

    async def exchange(self, request: httpx.Request) -> httpx.Response:
        deadline: Deadline = request.extensions[DEADLINE]
        await self._admit(deadline)
        task = asyncio.create_task(self._run(request))
        self._exchanges.add(task)
        task.add_done_callback(self._leave)
        try:
            await asyncio.wait((task,))
        except BaseException:
            deadline.abort()
            raise
        if task.cancelled():  # by someone who cancels every task there is
            raise httpx.ReadError("the request was cancelled from outside")
        outcome = task.result()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def _admit(self, deadline: Deadline) -> None:
        if not self._admission.locked():
            await self._admission.acquire()  # at once
            return
        try:
            async with asyncio.timeout(deadline.left()):
                await self._admission.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout(NO_ROOM.format(self._size)) from None

    def _leave(self, task: asyncio.Task[Any]) -> None:
        # Not in the task itself: one that is cancelled before it begins never runs.
        self._exchanges.discard(task)
        self._admission.release()

    async def _run(self, request: httpx.Request) -> httpx.Response | Exception:
        try:
            async with self._entered() as pool:
                return await _receive(pool.inner, request)
        except Exception as error:  # noqa: BLE001  # raised by `exchange`, if its caller is still there
            return error

    @contextlib.asynccontextmanager
    async def _entered(self) -> AsyncGenerator[_Pool]:
        """The pool, for one exchange. One that may have lost a connection is left for a new one."""
        async with self._connecting:
            if self._pool is None or self._pool.spoilt:
                pool = _Pool(await self._connect())
                await anext(pool.closing)
                self._pool = pool
            pool = self._pool
            pool.inside += 1
        try:
            yield pool
        except BaseException as error:
            pool.spoilt |= spoils(error)
            raise
        finally:
            pool.inside -= 1
            if not pool.inside and (pool.spoilt or pool is not self._pool):
                await pool.closing.aclose()

    async def close(self) -> None:
        """Let what is being sent end, then close the connections."""
        while self._exchanges:
            await asyncio.wait(self._exchanges)
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.closing.aclose()


class _Pool:
    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self.inner = inner
        self.closing = _closing(inner)
        self.inside = 0
        """Exchanges."""
        self.spoilt = False


async def _closing(inner: httpx.AsyncBaseTransport) -> AsyncGenerator[None]:
    """Closes the connections when it is closed; an event loop that ends closes each generator that was begun in it."""
    try:
        yield
    finally:
        await inner.aclose()


async def _receive(inner: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
    received = await inner.handle_async_request(request)
    stream = cast("httpx.AsyncByteStream", received.stream)
    answer = Answer()
    try:
        async for chunk in stream:
            answer.add(chunk)
    finally:
        await stream.aclose()
    return answer.response(received)
