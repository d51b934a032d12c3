"""`Uploader`: delivery in the background."""

from __future__ import annotations

import copy
import math
import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar, TypeVarTuple, get_args

from mparticle_facade.clock import monotonic
from mparticle_facade.codec import decoders
from mparticle_facade.configuration import Configuration
from mparticle_facade.delivery import lifecycle
from mparticle_facade.delivery.acceptance import accept, accept_many
from mparticle_facade.delivery.bell import Bell
from mparticle_facade.delivery.memory import MemoryQueue
from mparticle_facade.delivery.queue import Counts, DeadLetter, Entry, New, Queue, Story, WhenFull
from mparticle_facade.delivery.reporting import Reporter, log
from mparticle_facade.delivery.results import FlushResult, Stats
from mparticle_facade.delivery.sender import Connection, Sender
from mparticle_facade.delivery.worker import Worker
from mparticle_facade.errors import ConfigurationError, OutboxError
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.lazy import importing, load
from mparticle_facade.loops import running_loop

if TYPE_CHECKING:
    from mparticle_facade.codec.encoding import Body
    from mparticle_facade.delivery.outbox import Outbox

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")

_POLL = 1.0  # seconds: how soon the batches of another process are seen, and its end
_UNSHARED_POLL = 60.0
_OTHERS = 0.05  # seconds between two looks at what another process delivers
_GRACE = 0.05  # seconds for a thread that has nothing left to do
_LONGEST_REQUEST = 20.0  # seconds; well within the time after which another process takes over
_the_parents: list[object] = []
"""What a forked child must neither use nor destroy."""


class Uploader:
    """Accepts batches and delivers them in the background, each counted once.

    ``upload`` checks a batch, fixes its bytes and its ``source_request_id``, and returns. From then on the batch is
    pending until it is delivered, or a dead letter with the service's reason, or dropped for a reason that is counted,
    logged and told to ``on_dropped``: ``accepted == delivered + pending + dead + dropped``, at every moment (`stats`).

    One thread sends, one request at a time, oldest batches first, up to 100 batches and 256,000 bytes together; what
    fails for a passing reason is sent again, the same bytes, for as long as ``retention`` allows. Wrong credentials
    pause the delivery and lose nothing.

    Use it as a context manager, which without an outbox goes on delivering for as long as that works, or call `close`;
    a process that ends without either delivers for ``exit_timeout`` seconds more.
    Threads may share one. After a fork, parent and child each deliver their own.

    Args:
        config: how to reach the service, and how strict to be. Its ``max_retries`` does not count here.
        outbox: a path, or an `Outbox`: accepted batches are in this file before ``upload`` returns, and survive the end
            of the process, however it ends. Several processes may share one. None keeps them in memory.
        max_pending: how many batches may be pending; by default 1,000,000 in an outbox, 100,000 in memory. In memory
            they may have 64 MB together, whatever their number.
        when_full: what to do with a batch for which there is no room: ``"raise"`` a `QueueFullError`; ``"block"`` until
            there is some, for 5 seconds at most; or ``"drop_oldest"``, which is told to ``on_dropped``.
        flush_interval: seconds that a batch waits for others to share its request with.
        max_batches_per_second: the pace, of all processes that share the outbox together; None for none. A slower pace
            of the configuration counts, too. The service's default limit is 270 (F-45).
        retention: seconds after which a batch that could not be delivered becomes a dead letter; None for never.
        exit_timeout: seconds that the end of the process may wait for deliveries.
        on_delivered: called with each batch that the service accepted.
        on_dead_letter: called with each batch that can't be delivered.
        on_dropped: called with each batch that is given up, and the reason.

    What a callback raises is logged. Those of deliveries run in the thread that sends, and hold it up.

    Raises:
        ConfigurationError: a credential is missing, or a setting can't work.
        OutboxError: the outbox can't be used.
    """

    def __init__(
        self,
        config: Configuration | None = None,
        outbox: str | os.PathLike[str] | Outbox | None = None,
        *,
        max_pending: int | None = None,
        when_full: WhenFull | None = None,
        flush_interval: float = 1.0,
        max_batches_per_second: float | None = 270.0,
        retention: float | None = None,
        exit_timeout: float = 2.0,
        on_delivered: Callable[[Entry], object] | None = None,
        on_dead_letter: Callable[[DeadLetter], object] | None = None,
        on_dropped: Callable[[Entry, str], object] | None = None,
    ) -> None:
        _check(
            max_pending=(max_pending, 1),
            flush_interval=(flush_interval, 0),
            max_batches_per_second=(max_batches_per_second, 0.001),
            retention=(retention, 0),
            exit_timeout=(exit_timeout, 0),
        )
        self._config = config if config is not None else Configuration()
        self._config.freeze(key=True)
        paces = [pace for pace in (max_batches_per_second, self._config.max_batches_per_second) if pace is not None]
        self._pace = min(paces, default=None)
        self._interval = flush_interval
        self._retention = retention
        self.exit_timeout = exit_timeout
        self._accepted: Callable[[Sequence[str]], None] | None = None
        self._connected: Callable[[Any], None] | None = None
        self._reporter = Reporter(on_delivered, on_dead_letter, on_dropped)
        _load()
        # Now, not in the background: it may fail, and reading certificates holds up every thread for a while.
        self._connection: Connection | None = self._new_connection()
        self._durable = outbox is not None
        self._owned = outbox is None or isinstance(outbox, str | os.PathLike)
        self._queue = _queue(outbox, max_pending, when_full)
        self._base = self._queue.counts()
        self._lock = threading.RLock()  # a signal's handler may end the process
        self._worker: Worker | None = None
        self._starting: Worker | None = None
        self._leaving: Worker | None = None
        self._known, self._seen = self._base, True
        self._ended = self._closed = False
        self._ending: int | None = None
        self._has_ended = Bell()
        self._final: Stats | None = None
        self._last_result: FlushResult | None = None
        lifecycle.register(self)
        if self._durable:
            self._start()  # something may wait there already

    def __repr__(self) -> str:
        file = getattr(self._queue, "path", None)
        return f"{type(self).__name__}({self._config!r}, outbox={str(file) if file else None!r})"

    # -- accepting ----------------------------------------------------------------------------------------------------

    def upload(self, batch: Body) -> list[str]:
        """Accept one batch; returns at once with its ``source_request_id``.

        A batch of more than 128,000 bytes becomes several of the same user, each with some of its events, in order;
        then there are as many ids. Changing the batch later changes nothing that was accepted.

        Raises:
            ValidationError: the batch is not valid, or one event alone is too large. Nothing was accepted.
            QueueFullError: there is no room, and ``when_full`` is not to make any.
            OutboxError: the file can't be written, such as for a full disk.
            RuntimeError: the uploader is closed, or keeps batches in memory while the interpreter is shutting down.
        """
        return self._put(accept(batch, self._config))

    def upload_many(self, batches: Sequence[Body], *, coalesce: bool = False) -> list[str]:
        """Accept several batches, all or none, in one transaction; returns their ids.

        Args:
            batches: as for `upload`.
            coalesce: make one batch of neighbours that differ in nothing but their events, up to 128,000 bytes: the
                service's limit counts batches. Nothing changes places, a batch with an id of its own stays alone, and
                all of it happens before acceptance: ids and bytes are final when this returns. Those that became part
                of another get no id of their own, so handing them over again would count them twice.

        Raises:
            ValidationError: with the problems of every batch. Nothing was accepted.
            QueueFullError, OutboxError, RuntimeError: as for `upload`.
        """
        return self._put(accept_many(batches, self._config, merge=coalesce))

    async def aupload(self, batch: Body) -> list[str]:
        """`upload`, awaited: with ``when_full="block"`` it is only this task that waits for room."""
        return await _in_a_thread(self._put, accept(batch, self._config))

    def observe(self, accepted: Callable[[Sequence[str]], None], connected: Callable[[Any], None]) -> None:
        """Tell the ids of what is accepted, and every connection that it is sent with; for telemetry."""
        self._accepted, self._connected = accepted, connected
        if self._connection is not None:
            connected(self._connection)

    def _put(self, batches: list[New]) -> list[str]:
        worker = self._worker or self._start()
        if self._accepted is not None:  # before: it may be delivered as soon as it is in the queue
            self._accepted([batch.source_request_id for batch in batches])
        self._queue.put(batches)
        identities = []
        size = 0
        for batch in batches:
            identities.append(batch.source_request_id)
            size += len(batch.payload)
        dropped = self._queue.take_dropped()
        if dropped:
            if worker is not None:
                worker.sender.dropped(dropped)
            self._reporter.dropped(dropped, "the queue was full, and newer batches came")
        if worker is not None:
            worker.arrived(len(batches), size)
        return identities

    def _start(self) -> Worker | None:
        with self._lock:
            if self._closed:
                raise RuntimeError("this uploader is closed and accepts no batch")
            if self._worker is None and not self._ended:
                # Kept before it is started: where a signal's handler raises meanwhile, the next call goes on with it.
                self._starting = self._starting or Worker(self._sender)
                try:
                    self._starting.start()
                except RuntimeError:
                    if not self._durable:
                        raise RuntimeError(
                            "the interpreter is shutting down and can't deliver this batch: upload it earlier, or use "
                            "an outbox"
                        ) from None
                    return None  # it is in the outbox, for the next process
                self._worker, self._starting = self._starting, None
                lifecycle.end_with_children_of_multiprocessing()
            return self._worker

    def _sender(self, wait: Callable[[float], bool]) -> Sender:
        return Sender(
            self._queue,
            self._connect,
            self._reporter,
            wait,
            interval=self._interval,
            pacer=Pacer(self._pace) if self._pace is not None else None,
            retention=self._retention,
            poll=_POLL if self._durable else _UNSHARED_POLL,
        )

    def _connect(self) -> Connection:
        connection, self._connection = self._connection, None
        return connection or self._new_connection()

    def _new_connection(self) -> Connection:
        with importing:
            from mparticle_facade.http.connection import ApiClient

        settings = copy.copy(self._config)
        settings.max_retries = 0
        settings.max_batches_per_second = None
        settings.deadline = min(settings.deadline, _LONGEST_REQUEST)
        connection = ApiClient(settings)
        if self._connected is not None:
            self._connected(connection)
        return connection

    # -- waiting ------------------------------------------------------------------------------------------------------

    def flush(self, timeout: float = 10.0) -> FlushResult:
        """Deliver what was accepted before; returns when that is done, or after ``timeout`` seconds.

        It returns early where nothing can be sent in time: delivery is paused, or the service asked to wait for longer.
        A flush tries once more what failed, the pause of wrong credentials included.
        """
        return self._flush(self._worker, _deadline(timeout))

    async def aflush(self, timeout: float = 10.0) -> FlushResult:
        """`flush`, awaited."""
        return await _in_a_thread(self.flush, timeout)

    def _flush(self, worker: Worker | None, deadline: float) -> FlushResult:
        if worker is None or worker.is_this_thread:
            return self._result(deadline)
        aim = self._counts(deadline).accepted
        sender, refusals = worker.sender, worker.sender.refusals
        hurry = worker.hurry(deadline)
        try:
            while True:
                turn = worker.turns()
                counts = self._counts(deadline)
                left = deadline - monotonic()
                done = counts.delivered + counts.dead + counts.dropped >= aim
                refused = sender.refusals > refusals
                late = worker.hurried and sender.quiet_until > deadline
                if done or refused or left <= 0 or late or worker.ended:
                    return self._result(deadline)
                worker.wait_for_turn(turn, min(left, _OTHERS) if self._durable else left)
        finally:
            worker.relax(hurry)

    def _counts(self, deadline: float) -> Counts:
        """The totals; those that were known last where another program does not let us look in time."""
        try:
            self._known = self._queue.counts(patience=max(0.0, deadline - monotonic()))
            self._seen = True
        except OutboxError as error:
            self._seen = False
            log.warning("can't look at the outbox: %s", error, extra={"event": "locked"})
        return self._known

    # -- ending -------------------------------------------------------------------------------------------------------

    def close(self, timeout: float = 10.0) -> FlushResult:
        """Deliver what is pending for up to ``timeout`` seconds, then stop. Closing again does nothing.

        What is left is pending in the result. It stays in the outbox; without one it is dropped: counted, logged, and
        told to ``on_dropped``.
        """
        self._end(timeout, refuse=True)
        return self._result()

    async def aclose(self, timeout: float = 10.0) -> FlushResult:
        """`close`, awaited."""
        return await _in_a_thread(self.close, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._deliver_while_it_works()
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await _in_a_thread(self.__exit__)

    def _deliver_while_it_works(self) -> None:
        """Without an outbox, a ``with`` block ends when all is delivered, or nothing was for 10 seconds."""
        while not self._durable:
            before = self._result()
            result = self.flush()
            if result or result.delivered + result.dead == before.delivered + before.dead:
                return

    def hasten(self) -> None:
        """`lifecycle.Living`."""
        worker = self._worker
        if worker is not None:
            if not self._durable:
                worker.sender.forget_the_pace()  # a 429 may follow; what is not sent is lost for certain
            worker.hurry(math.inf)

    def end(self, timeout: float) -> None:
        """`lifecycle.Living`. An outbox still takes batches, for the next process."""
        self._end(timeout, refuse=not self._durable)

    def forked(self) -> None:
        """`lifecycle.Living`."""
        _the_parents.extend([self._worker, self._starting, self._leaving])
        self._lock = threading.RLock()  # a signal's handler may end the process
        self._worker = self._starting = self._leaving = self._ending = None
        if not self._durable:
            self._base = Counts(0, 0, 0, 0, 0)

    def _end(self, timeout: float, *, refuse: bool) -> None:
        """May be called again after a signal's handler raised in it, and goes on then. One thread does it at a time."""
        deadline = _deadline(timeout)
        me = threading.get_ident()
        with self._lock:
            if self._final is not None or (self._ended and not refuse):
                return
            self._ended, self._closed = True, refuse or self._closed
            self._leaving = worker = self._worker or self._starting or self._leaving
            self._worker = self._starting = None
            mine = self._ending in (None, me)
            if mine:
                self._ending = me
        if not mine:
            self._has_ended.wait(deadline - monotonic(), unless=lambda: self._ending is None)
            return
        try:
            self._end_alone(worker, deadline, refuse=refuse)
        finally:
            self._ending = None
            self._has_ended.ring()

    def _end_alone(self, worker: Worker | None, deadline: float, *, refuse: bool) -> None:
        self._flush(worker, deadline)
        if worker is not None:
            worker.stop(deadline + _GRACE - monotonic())
        if not refuse:
            return
        self._last_result = self._result(deadline)
        self._give_up()
        stats = self._stats(worker, deadline)
        close = self._queue.close if self._owned else lambda: None
        if worker is None:
            close()
        else:
            worker.leave(close, deadline + _GRACE - monotonic())
        self._final = stats
        lifecycle.forget(self)

    def _give_up(self) -> None:
        if isinstance(self._queue, MemoryQueue):
            self._reporter.dropped(self._queue.drop_all(), "the uploader was closed before it was delivered")
        self._reporter.sum_up()

    # -- seen from outside --------------------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """What happened so far. Costs a query where there is an outbox."""
        return self._final or self._stats(self._worker)

    def _stats(self, worker: Worker | None, deadline: float = math.inf) -> Stats:
        counts = self._since_opened(deadline)
        oldest_ms, held_until, story = None, 0.0, Story()
        if deadline == math.inf or self._seen:
            oldest_ms, held_until = self._queue.oldest_pending_ms(), self._queue.held_until()
            story = self._queue.story()
        sender = worker.sender if worker is not None else None
        return Stats(
            **counts._asdict(),
            retried=sender.retried if sender else 0,
            requests=sender.requests if sender else 0,
            oldest_pending_age_s=0.0 if oldest_ms is None else max(0.0, time.time() - oldest_ms / 1000),
            rate_limit_used=sender.rate_limit_used if sender else None,
            held_until=held_until,
            paused=sender.paused if sender else None,
            last_error=story.trouble or None,
            last_error_at=story.trouble_ms / 1000,
            failures=story.failures,
            next_try_at=story.next_try_ms / 1000,
            sender=story.sender or None,
            sender_since=story.sender_since_ms / 1000,
        )

    def _since_opened(self, deadline: float = math.inf) -> Counts:
        now = self._queue.counts() if deadline == math.inf else self._counts(deadline)
        base = self._base
        settled = base.delivered + base.dead + base.dropped
        return Counts(
            now.accepted - settled,
            now.delivered - base.delivered,
            now.pending,
            now.dead - base.dead,
            now.dropped - base.dropped,
        )

    def _result(self, deadline: float = math.inf) -> FlushResult:
        if self._last_result is not None:
            return self._last_result
        counts = self._since_opened(deadline)
        return FlushResult(counts.delivered, counts.pending, counts.dead)


async def _in_a_thread(do: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """In one of its own: those of the loop are for everybody, and may all be busy."""
    from concurrent.futures import ThreadPoolExecutor

    loop = running_loop()
    executor = ThreadPoolExecutor(1, "mparticle-await")
    try:
        return await loop.run_in_executor(executor, do, *arguments)
    finally:
        executor.shutdown(wait=False)


def _queue(
    outbox: str | os.PathLike[str] | Outbox | None, max_pending: int | None, when_full: WhenFull | None
) -> Outbox | MemoryQueue:
    if outbox is not None and not isinstance(outbox, str | os.PathLike):
        if not isinstance(outbox, Queue):
            raise ConfigurationError(f"outbox must be a path, or an Outbox, not {outbox!r}")
        if max_pending is not None or when_full is not None:
            raise ConfigurationError("max_pending and when_full are settings of the Outbox that was passed in")
        return outbox
    if when_full not in (None, *get_args(WhenFull)):
        raise ConfigurationError(f"when_full must be one of {', '.join(get_args(WhenFull))}, not {when_full!r}")
    policy = when_full or "raise"
    if outbox is None:
        return MemoryQueue(max_batches=max_pending or 100_000, when_full=policy)
    with importing:
        from mparticle_facade.delivery.outbox import Outbox  # brings SQLite along

    return Outbox(outbox, max_batches=max_pending or 1_000_000, when_full=policy)


def _load() -> None:
    """Import now what is needed later: a process that forks while a thread imports has a child that never can."""
    for name in (
        "mparticle_facade.models",
        "mparticle_facade.http.connection",
        "mparticle_events_client.api.events.bulk_upload_events",
        "encodings.idna",
    ):
        load(name)
    decoders.valid(b"{}")
    decoders.valid_and_plain(b"{}")


def _deadline(timeout: float) -> float:
    return monotonic() + max(0.0, timeout)  # of what is no number, too: 0


def _check(**settings: tuple[float | None, float]) -> None:
    for name, (value, least) in settings.items():
        if value is not None and not (isinstance(value, int | float) and value >= least):
            raise ConfigurationError(f"{name} must be a number, at least {least:g}, not {value!r}")
