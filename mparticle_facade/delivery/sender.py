"""When the waiting batches are sent, and what follows from the answers. One turn at a time; the thread is elsewhere."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import msgspec

from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.packing import choose, even
from mparticle_facade.delivery.queue import DeadLetter, Entry, Queue
from mparticle_facade.delivery.reporting import Reporter
from mparticle_facade.delivery.sending import Cause, cause_of, deliver
from mparticle_facade.errors import ApiConnectionError, ApiException, ConfigurationError
from mparticle_facade.http.backoff import full_jitter
from mparticle_facade.http.pacing import Pacer, Turn
from mparticle_facade.http.responses import UploadResponse
from mparticle_facade.limits import MAX_BULK_BATCHES, MAX_LIVE_AGE_MS, MAX_REQUEST_BYTES, rate_limit_used, retry_after

_READ_AHEAD, _READ_AHEAD_BYTES = 5 * MAX_BULK_BATCHES, 4 * MAX_REQUEST_BYTES
_FULL = 0.9 * MAX_REQUEST_BYTES
_FIRST_BACKOFF, _LONGEST_BACKOFF = 2.0, 60.0
_FIRST_PROBE, _RAREST_PROBE = 60.0, 900.0
_BRIEFLY = 1.0
_MOMENT = 0.05
_LONGEST_HOLD = 86_400.0  # a ``Retry-After`` of more than a day is taken for a mistake
_ASLEEP = 0.1  # after so long a wait, another process may have become the sender
_CLAIMS = 3  # each may take as long, on a slow disk
_SPREAD = 0.25  # of a second after Retry-After: every host was told the same


class Rest(NamedTuple):
    """How long until the next turn."""

    seconds: float
    arrivals: float = math.inf
    """New batches end it early when they make up so many requests."""
    at_least: float = 0.0
    """New batches don't end it before so many seconds."""


class Connection(Protocol):
    """What requests are sent with: an `ApiClient` that repeats nothing by itself."""

    def send(self, operation: str, payload: bytes) -> UploadResponse: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Clock:
    """Where time comes from; another one in tests."""

    now: Callable[[], float] = time.time
    """Epoch seconds."""
    passed: Callable[[], float] = monotonic
    """Seconds that never go back."""


class Stopped(ApiConnectionError):  # noqa: N818  # no failure
    """No request was made, because the uploader is being closed."""


class Superseded(ApiConnectionError):  # noqa: N818  # no failure
    """No request was made, because another process became the sender meanwhile."""


class Sender:
    """Sends what waits in a queue while it is the queue's one sender.

    Args:
        queue: where the batches wait.
        connect: makes the connection, when it is needed first.
        reporter: who is told.
        wait: waits for so many seconds; False when the sender has to stop.
        interval: seconds that a batch waits for others to share its request with.
        pacer: the pace, None where there is no limit.
        retention: seconds after which an undelivered batch becomes a dead letter; None for never.
        poll: the most seconds between two turns: how fast another process's batches are seen, and its end.
        clock: where time comes from.
    """

    def __init__(
        self,
        queue: Queue,
        connect: Callable[[], Connection],
        reporter: Reporter,
        wait: Callable[[float], bool],
        *,
        interval: float,
        pacer: Pacer | None,
        retention: float | None,
        poll: float,
        clock: Clock | None = None,
    ) -> None:
        self._queue = queue
        self._connect = connect
        self._connection: Connection | None = None
        self._reporter = reporter
        self._wait = wait
        self._interval = interval
        self._pacer = pacer
        self.most = even(pacer.rate) if pacer else MAX_BULK_BATCHES
        """Batches in a full request."""
        self._retention = retention
        self._poll = poll
        self._clock = clock or Clock()
        self._window: list[Entry] = []
        self._ahead = MAX_BULK_BATCHES  # until it is known how large they are
        self._read_at = -math.inf
        self._gone: set[int] = set()
        self._since: float | None = None
        self._looked_at = -math.inf
        self._owed: tuple[Sequence[Entry], Sequence[DeadLetter]] = (), ()
        self._failures = 0
        self._probes = 0
        self._not_before = -math.inf
        self._last_request = -math.inf
        self.requests = 0
        self.retried = 0
        self.rate_limit_used: float | None = None
        self.paused: str | None = None
        self.refusals = 0
        """Requests after which delivery was paused."""
        self._claimed_at = -math.inf, -math.inf
        self._in_a_row = 0
        self.quiet_until = -math.inf
        """Nothing is sent before this moment, by the clock that never goes back."""

    # -- a turn -------------------------------------------------------------------------------------------------------

    def turn(self, *, hurry: bool) -> Rest:
        """Do what there is to do now, one request at most; ``hurry`` does not wait for a request to fill up.

        Each look at the queue makes those wait who upload: full requests that follow one another within a moment share
        one, and are settled together.
        """
        if not self._more_at_once():
            self._settle()
            if not self._claim():
                self._forget()
                return Rest(self._poll)
            barred = self._barred()
            if barred > 0:
                self._forget()
                return Rest(min(barred, self._poll))
            self._read()
            self._expire()
        if not self._window:
            self._since = None
            return self._rest(self._poll, arrivals=1e-9)
        return self._send_when_due(hurry)

    def _claim(self) -> bool:
        asked_at = self._clock.passed(), self._clock.now()  # before: who is frozen in the middle of it has slept
        claimed = self._queue.claim()
        self._claimed_at = asked_at
        return claimed

    def _slept(self) -> bool:
        """Whether much time passed since the claim, by one clock or the other: one stands still in a suspend."""
        passed, now = self._claimed_at
        return self._clock.passed() - passed > _ASLEEP or abs(self._clock.now() - now) > _ASLEEP

    def _more_at_once(self) -> bool:
        """Whether a full request can follow the one just made."""
        return (
            self._pacer is None and len(self._window) >= self.most and self._clock.passed() - self._looked_at < _MOMENT
        )

    def _rest(self, seconds: float, arrivals: float) -> Rest:
        """After a request, while many arrive, wait for several requests' worth of them."""
        return Rest(seconds, arrivals, max(0.0, self._last_request + _MOMENT - self._clock.passed()))

    def nudge(self) -> None:
        """Try again soon, even after failures; never before the time that the service asked for."""
        self._not_before = min(self._not_before, self._last_request + _BRIEFLY)

    def dropped(self, batches: Sequence[Entry]) -> None:
        """These are given up: not to be sent; nor to be told to be delivered, where they are just being sent."""
        self._gone.update(entry.sequence for entry in batches)

    def forget_the_pace(self) -> None:
        """Send as fast as can be, from now on."""
        self._pacer, self.most = None, MAX_BULK_BATCHES

    def finish(self) -> None:
        """Let another process be the sender."""
        if self._connection is not None:
            self._connection.close()
        try:
            self._settle()
        finally:
            self._queue.release()

    def _send_when_due(self, hurry: bool) -> Rest:
        passed = self._clock.passed()
        if self._since is None:
            self._since = passed
        places = choose((len(entry.payload) for entry in self._window), self._user, self.most)
        chosen = [self._window[at] for at in places]
        filled = max(len(chosen) / self.most, sum([len(entry.payload) for entry in chosen]) / _FULL)
        left = self._since + self._interval - passed
        if filled < 1 and left > 0 and not hurry:
            return self._rest(min(left, self._poll), arrivals=0.99 * (1 - filled))  # sums of fractions fall short
        self._warn_of_age(chosen)
        try:
            outcome = deliver(chosen, self._send)
        except ConfigurationError as error:
            self._pause(str(error))
            return Rest(0)
        self._since = self._clock.passed()
        now_ms = int(self._clock.now() * 1000)
        dead = [_letter(entry, now_ms, error.status, _said(error)) for entry, error in outcome.rejected]
        if outcome.obstacle is None:
            self._all_is_well()
        elif not isinstance(outcome.obstacle, Stopped | Superseded):
            self._stumble(outcome.obstacle, len(outcome.left))
        self._owe(outcome.accepted, dead)
        if not self._more_at_once():
            self._settle()
        return Rest(0)

    def _send(self, body: bytes, count: int) -> None:
        pacer = self._pacer
        turn = pacer.reserve(count) if pacer else None
        if not self._wait(turn or 0.0):
            raise Stopped(reason="the uploader is being closed")
        if self._connection is None:
            self._connection = self._connect()
        for _ in range(_CLAIMS):  # it may sleep in the middle of a claim, too
            if not self._slept():
                break
            if not self._claim():
                raise Superseded(reason="another process is the sender now")
        self.requests += 1
        self._last_request = self._clock.passed()
        try:
            headers = self._connection.send("bulk_upload_events", body).headers
        except ApiException as error:
            self._learn(rate_limit_used(error.headers), turn, limited=error.status == 429)
            raise
        self._learn(rate_limit_used(headers), turn, limited=False)
        self._wait(0.0)  # a breath for who uploads

    def _learn(self, used: float | None, turn: Turn | None, *, limited: bool) -> None:
        if used is not None:
            self.rate_limit_used = used
        pacer = self._pacer
        if pacer:
            pacer.observe(used, limited=limited, turn=turn)

    # -- what waits ---------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Have the oldest batches at hand; read again after a while, as nobody promised that they stay ours."""
        passed = self._clock.passed()
        if passed - self._read_at > _BRIEFLY:
            self._forget()
        if not self._window:
            self._read_at = passed
            self._gone.clear()
        if self._gone:
            self._window = [entry for entry in self._window if entry.sequence not in self._gone]
        self._looked_at = passed
        if len(self._window) < MAX_BULK_BATCHES:
            last = self._window[-1].sequence if self._window else 0
            asked = self._ahead
            self._read_on(last)
            if len(self._window) >= asked < self._ahead:
                self._read_on(self._window[-1].sequence)

    def _read_on(self, last: int) -> None:
        entries = self._queue.head(self._ahead, last)
        self._reporter.died(self._queue.take_damaged())
        self._window += entries
        if entries:
            mean = sum([len(entry.payload) for entry in entries]) / len(entries)
            self._ahead = min(_READ_AHEAD, max(MAX_BULK_BATCHES, int(_READ_AHEAD_BYTES / (mean + 1))))

    def _forget(self) -> None:
        self._window = []

    def _owe(self, delivered: Sequence[Entry], dead: Sequence[DeadLetter]) -> None:
        """To be settled, and not to be sent again meanwhile."""
        self._owed = [*self._owed[0], *delivered], [*self._owed[1], *dead]
        gone = {batch.sequence for batches in (delivered, dead) for batch in batches}
        self._window = [entry for entry in self._window if entry.sequence not in gone]

    def _settle(self) -> None:
        """Owed until it worked: what was delivered must not be sent again because a disk was full."""
        delivered, dead = self._owed
        if not (delivered or dead):
            return
        self._looked_at = -math.inf
        self._queue.settle(delivered, dead)
        self._owed = (), ()
        self._reporter.delivered([entry for entry in delivered if entry.sequence not in self._gone])
        self._reporter.died([letter for letter in dead if letter.sequence not in self._gone])

    def _expire(self) -> None:
        if self._retention is None or not self._window:
            return
        now_ms = int(self._clock.now() * 1000)
        reason = f"could not be delivered within the retention of {self._retention:g} s"
        expired = [e for e in self._window if now_ms - e.accepted_ms > self._retention * 1000]
        if expired:
            self._owe([], [_letter(entry, now_ms, 0, reason) for entry in expired])
            self._settle()

    def _user(self, position: int) -> object:
        return _user.decode(self._window[position].payload).key()

    def _warn_of_age(self, batches: Sequence[Entry]) -> None:
        forgotten_ms = int(self._clock.now() * 1000) - MAX_LIVE_AGE_MS
        late = sum(entry.accepted_ms < forgotten_ms for entry in batches)
        if late:
            self._reporter.late(late, MAX_LIVE_AGE_MS / 86_400_000)

    # -- when nothing may be sent -------------------------------------------------------------------------------------

    def _barred(self) -> float:
        """Seconds for which nothing may be sent."""
        passed = self._clock.passed()
        until = self._queue.held_until()
        held = until - self._clock.now() if until else 0.0
        barred = max(held, self._not_before - passed)
        self.quiet_until = passed + barred
        return barred

    def _all_is_well(self) -> None:
        self._failures = self._probes = 0
        self.paused = None
        if self._in_a_row:
            self._in_a_row = 0
            self._queue.note("", 0, 0.0)
        self._reporter.well()

    def _stumble(self, error: ApiException, batches: int) -> None:
        self.retried += batches
        self._looked_at = -math.inf
        if cause_of(error) is Cause.REFUSED:
            self._pause(str(error))
            return
        self.paused = None
        asked = retry_after(error.headers)
        if asked:
            if asked > _LONGEST_HOLD:
                self._reporter.unreasonable(asked, _LONGEST_HOLD)
                asked = _LONGEST_HOLD
            seconds = asked + random.uniform(0, _SPREAD)  # noqa: S311  # spreads load, guards nothing
            self._queue.hold_until(self._clock.now() + seconds)
        else:
            seconds = self._backoff()
            self._not_before = self._clock.passed() + seconds
        self._note(str(error), seconds)
        self._reporter.failed(error, seconds, batches)

    def _pause(self, reason: str) -> None:
        """Send nothing for long: no request works until somebody changes a setting."""
        self.paused = reason
        self.refusals += 1
        self._looked_at = -math.inf
        seconds = min(_RAREST_PROBE, _FIRST_PROBE * 2**self._probes)
        self._not_before = self._clock.passed() + seconds
        self._note(reason, seconds)
        self._probes = min(self._probes + 1, 10)
        self._reporter.paused(reason)

    def _note(self, trouble: str, seconds: float) -> None:
        self._in_a_row += 1
        self._queue.note(trouble, self._in_a_row, self._clock.now() + seconds)

    def _backoff(self) -> float:
        """Full jitter; `_FIRST_BACKOFF` makes it eight requests at most in 25 seconds."""
        self._failures += 1
        return full_jitter(self._failures - 1, first=_FIRST_BACKOFF, longest=_LONGEST_BACKOFF)


class _User(msgspec.Struct):
    """Who a batch is about, by the surest of the names it gives."""

    user_identities: dict[str, msgspec.Raw] | None = None
    mpid: msgspec.Raw = msgspec.Raw(b"")
    mp_deviceid: msgspec.Raw = msgspec.Raw(b"")
    device_info: msgspec.Raw = msgspec.Raw(b"")

    def key(self) -> tuple[str, bytes]:
        identities = self.user_identities or {}
        for name in ("customer_id", "email", *sorted(identities)):
            if name in identities:
                return name, bytes(identities[name])
        return "mpid", bytes(self.mpid) or bytes(self.mp_deviceid) or bytes(self.device_info)


_user = msgspec.json.Decoder(_User)


def _letter(entry: Entry, now_ms: int, status: int, reason: str) -> DeadLetter:
    return DeadLetter(entry.sequence, entry.payload, entry.source_request_id, entry.accepted_ms, now_ms, status, reason)


def _said(error: ApiException) -> str:
    """What the service answered, in its own words where it used some."""
    words = str(error)
    return words if error.errors or not error.body else f"{words}: {error.body[:500]}"
