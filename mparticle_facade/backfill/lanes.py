"""Several requests in flight, and still the batches of each user in order.

Each user belongs to one lane; a lane is a thread that sends one request after the other.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.packing import ROOM
from mparticle_facade.delivery.sending import Cause, Outcome, cause_of, deliver
from mparticle_facade.errors import ApiException
from mparticle_facade.http.backoff import full_jitter
from mparticle_facade.http.pacing import Pacer, Turn
from mparticle_facade.http.responses import UploadResponse
from mparticle_facade.limits import MAX_BULK_BATCHES, rate_limit_used, retry_after
from mparticle_facade.rows.handover import Handover

_WAITING = 2  # requests that a lane has ready
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0
_UNKNOWN_HOST_PATIENCE = 30.0
"""Seconds, before the service ever answered: the host may be wrong."""


class Item(NamedTuple):
    """A batch on its way."""

    payload: bytes
    events: int
    source: int
    ordinals: Sequence[int]
    """What is settled with it."""
    line: int


class Stopped(ApiException):
    """Not sent, because the upload stops."""


Send = Callable[[bool, bytes], UploadResponse]
"""``send(historical, body)`` makes one request, and raises an `ApiException` when it failed."""


class Lanes:
    """Sends what is put, and tells ``settled`` what became of it, from several threads."""

    def __init__(
        self,
        send: Send,
        settled: Callable[[Outcome[Item]], None],
        *,
        concurrency: int,
        patience: float,
        pacer: Pacer | None,
        notice: Callable[[str], None],
        most: int = MAX_BULK_BATCHES,
    ) -> None:
        """``most`` is how many batches a request may have."""
        self._send = send
        self._settled = settled
        self._patience = patience
        self._pacer = pacer
        self._notice = notice
        self.most = most
        self._stop = threading.Event()
        self._held_until = 0.0
        self._answered = False
        self.failure: Exception | None = None
        """What ended it before its time."""
        self.used: float | None = None
        self.requests = self.retried = 0
        self.handed = 0
        """Batches that were put."""
        self._lanes = [_Lane(self) for _ in range(concurrency)]

    def put(self, item: Item, user: int, historical: bool) -> None:
        """Hand over a batch; waits while its lane is full, and returns at once when the upload stops."""
        self.handed += 1
        self._lanes[user % len(self._lanes)].put(item, user, historical)

    def finish(self) -> None:
        """Send what is left, and wait for it."""
        for lane in self._lanes:
            lane.flush()
            lane.hand_over(None)
        self._join()

    def stop(self) -> None:
        """Wait for the answers to what is in flight, and send nothing more."""
        self._stop.set()
        self._join()

    def _join(self) -> None:
        for lane in self._lanes:
            lane.thread.join()

    @property
    def stopped(self) -> bool:
        """Whether nothing more is sent."""
        return self._stop.is_set()

    def fail(self, error: Exception) -> None:
        """Stop all lanes for this reason."""
        self.failure = self.failure or error
        self._stop.set()

    def attempt(self, historical: bool, body: bytes, batches: int) -> None:
        """One request, when pace and service allow it."""
        while (pause := self._held_until - monotonic()) > 0:
            self._pause(pause)
        turn = self._pacer.turn(batches) if self._pacer else None
        while self._pacer and turn:
            self._pause(turn)
            turn = self._pacer.turn(batches)
        if self.stopped:
            raise Stopped
        try:
            self.used = self._send(historical, body).rate_limit_used
        except ApiException as error:
            self._observe(rate_limit_used(error.headers), turn, limited=error.status == 429)
            self._answered = self._answered or error.status != 0
            raise
        finally:
            self.requests += 1
        self._answered = True
        self._observe(self.used, turn, limited=False)

    def _observe(self, used: float | None, turn: Turn | None, *, limited: bool) -> None:
        if self._pacer:
            self._pacer.observe(used, limited=limited, turn=turn)

    def _pause(self, seconds: float) -> None:
        if seconds > 0 and self._stop.wait(seconds):
            raise Stopped

    def persist(self, batches: Sequence[Item], historical: bool) -> None:
        """Send a request until all of it is settled, or patience ends."""
        left = list(batches)
        tries, since = 0, monotonic()
        while left and not self.stopped:
            outcome = deliver(left, lambda body, count: self.attempt(historical, body, count))
            if outcome.accepted or outcome.rejected:
                self._settled(outcome)
                tries, since = 0, monotonic()
            left, error = outcome.left, outcome.obstacle
            if error is None or self.stopped:
                return None
            if cause_of(error) is Cause.REFUSED:
                return self.fail(error)
            tries += 1
            self.retried += 1
            asked = retry_after(error.headers)
            pause = asked or full_jitter(tries, first=_FIRST_WAIT, longest=_LONGEST_WAIT)  # 0 asks for no hot loop
            patience = self._patience if self._answered else min(self._patience, _UNKNOWN_HOST_PATIENCE)
            if monotonic() + pause - since > patience:
                return self.fail(error)
            if asked:
                self._held_until = max(self._held_until, monotonic() + asked)
            if tries == 3:  # the first two may be nothing
                self._notice(f"{error}: trying again, for {patience:.0f} s")
            self._stop.wait(pause)
        return None


class _Lane:
    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._packs: dict[bool, list[Item]] = {False: [], True: []}
        self._sizes = {False: 0, True: 0}
        self._users: dict[bool, set[int]] = {False: set(), True: set()}
        self._ready: Handover[tuple[list[Item], bool] | None] = Handover(_WAITING)
        self.thread = threading.Thread(target=self._run, name="mparticle upload", daemon=True)
        self.thread.start()

    def put(self, item: Item, user: int, historical: bool) -> None:
        if user in self._users[not historical]:  # what they did before goes before
            self.pack(not historical)
        size = len(item.payload) + 1
        if self._sizes[historical] + size > ROOM or len(self._packs[historical]) == self._lanes.most:
            self.pack(historical)
        self._packs[historical].append(item)
        self._sizes[historical] += size
        self._users[historical].add(user)

    def pack(self, historical: bool) -> None:
        """Hand over what goes to this endpoint."""
        if self._packs[historical]:
            self.hand_over((self._packs[historical], historical))
        self._packs[historical], self._sizes[historical], self._users[historical] = [], 0, set()

    def flush(self) -> None:
        self.pack(True)
        self.pack(False)

    def hand_over(self, request: tuple[list[Item], bool] | None) -> None:
        while not self._lanes.stopped and not self._ready.put(request, timeout=0.2):
            pass

    def _run(self) -> None:
        while not self._lanes.stopped:
            try:
                request = self._ready.get(timeout=0.2)
            except queue.Empty:
                continue
            if request is None:
                return
            try:
                self._lanes.persist(*request)
            except Exception as error:  # noqa: BLE001  # a thread must not die alone
                self._lanes.fail(error)
