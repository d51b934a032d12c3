"""`mparticle_facade.http.pool` for asyncio: one pool of connections for each event loop that it is used in.

httpcore loses a connection for good when a task is cancelled inside its pool. So tasks wait for a place outside of it,
where they may be cancelled, and each exchange is a task of its own that nobody here cancels. It ends by the deadline,
which the network keeps; when its caller is cancelled, the deadline is moved to now.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, Protocol

from mparticle_facade.errors import CLIENT_CLOSED, ClientClosedError
from mparticle_facade.http.attempts import SEND, Attempts
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.forks import leave_to_parent, tell_child
from mparticle_facade.http.pool import no_room, spoils


class AsyncWire(Protocol):
    """Connections in one event loop, and how a request goes over one of them."""

    async def exchange(self, request: Any) -> Any:
        """Send a request, ours or httpx's; the answer, of the same shape or httpx's."""

    async def aclose(self) -> None:
        """Close them."""


class AsyncPool:
    """``size`` connections in each event loop. ``connect`` makes the wire that has them.

    It is asked again when the one that it made can no longer be used: in another event loop, after a fork, or when an
    exchange was torn out of httpcore, which may have lost a connection by it.
    """

    def __init__(self, connect: Callable[[], Awaitable[AsyncWire]], size: int = 10) -> None:
        self._connect = connect
        self._size = size
        self._loops: dict[asyncio.AbstractEventLoop, _Loop] = {}
        self._closed = False
        tell_child(self)

    async def send(self, request: Any, attempts: Attempts) -> Any:
        """Do what `Attempts` says for a request; its answer in the end."""
        steps = attempts.steps(request)
        step = next(steps)
        while True:
            if step is SEND:
                try:
                    response = await self.exchange(request)
                except Exception as error:  # noqa: BLE001  # raised again where no other attempt is made
                    step = steps.throw(error)
                else:
                    step = steps.send(response)
            elif isinstance(step, float | int):
                await asyncio.sleep(step)
                step = next(steps)
            else:
                return step

    async def exchange(self, request: Any) -> Any:
        """Send a request, receive the whole answer."""
        if self._closed:
            raise ClientClosedError(reason=CLIENT_CLOSED, attempts=0)
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

    def __init__(self, connect: Callable[[], Awaitable[AsyncWire]], size: int) -> None:
        self._connect = connect
        self._size = size
        self._admission = asyncio.Semaphore(size)
        self._connecting = asyncio.Lock()
        self._current: _Inner | None = None
        self._exchanges: set[asyncio.Task[Any]] = set()

    async def exchange(self, request: Any) -> Any:
        deadline: Deadline = request.extensions[DEADLINE]
        await self._admit(deadline)
        task = asyncio.create_task(self._run(request))
        self._exchanges.add(task)
        ended = asyncio.get_running_loop().create_future()
        task.add_done_callback(functools.partial(self._end, ended))
        try:
            await ended
        except BaseException:
            deadline.abort()
            raise
        if task.cancelled():  # by someone who cancels every task there is
            from mparticle_facade.http.stack import httpx

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
            raise no_room(self._size) from None

    def _end(self, ended: asyncio.Future[None], task: asyncio.Task[Any]) -> None:
        # Not in the task itself: one that is cancelled before it begins never runs.
        if not ended.done():
            ended.set_result(None)
        self._exchanges.discard(task)
        self._admission.release()

    async def _run(self, request: Any) -> Any:
        """The answer, or the exception."""
        try:
            inner = await self._enter()
            try:
                return await inner.wire.exchange(request)
            except BaseException as error:
                inner.spoilt |= spoils(error)
                raise
            finally:
                await self._leave(inner)
        except Exception as error:  # noqa: BLE001  # raised by `exchange`, if its caller is still there
            return error

    async def _enter(self) -> _Inner:
        if self._current is None:
            async with self._connecting:
                if self._current is None:
                    inner = _Inner(await self._connect())
                    await anext(inner.closing)
                    self._current = inner
        self._current.exchanges += 1
        return self._current

    async def _leave(self, inner: _Inner) -> None:
        inner.exchanges -= 1
        if inner.spoilt and inner is self._current:
            self._current = None
        if not inner.exchanges and inner is not self._current:
            await inner.closing.aclose()

    async def close(self) -> None:
        """Let what is being sent end, then close the connections."""
        while self._exchanges:
            await asyncio.wait(self._exchanges)
        inner, self._current = self._current, None
        if inner is not None:
            await inner.closing.aclose()


class _Inner:
    def __init__(self, wire: AsyncWire) -> None:
        self.wire = wire
        self.closing = _closing(wire)
        self.exchanges = 0
        """How many are in it now."""
        self.spoilt = False


async def _closing(wire: AsyncWire) -> AsyncGenerator[None]:
    """Closes the connections when it is closed; an event loop that ends closes each generator that was begun in it."""
    try:
        yield
    finally:
        await wire.aclose()
