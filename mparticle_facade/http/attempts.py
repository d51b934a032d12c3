"""What is to be done for one request, step by step: pace, attempts, waits between them, deadline. No I/O.

`Attempts.steps` is the only place where these rules stand. It says what to do next; a driver (`transport`) does it and
reports what came of it.
"""

from __future__ import annotations

import copy
import enum
import logging
import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from mparticle_facade.clock import monotonic
from mparticle_facade.http.deadlines import DEADLINE, Deadline
from mparticle_facade.http.pacing import Pacer
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.limits import rate_limit_used

if TYPE_CHECKING:
    import httpx

    from mparticle_facade.http.messages import Request, Response

ATTEMPTS = "mparticle_attempts"
"""Request and response extension: which attempt this was."""

_bulk = msgspec.json.Decoder(list[msgspec.Raw])
_log = logging.getLogger("mparticle_facade")


class AttemptInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an attempt when it is over, for the hooks of a `Configuration`. No credentials, no data."""

    endpoint: str
    """The path of the URL, such as ``/v2/bulkevents``."""
    attempt: int
    """1 for the first."""
    elapsed_s: float
    """Seconds from when it was begun, a wait for a free connection included."""
    status: int | None
    """Of the answer, None where there was none."""
    error: str | None
    """The name of what went wrong, where there was no answer."""
    wait_s: float | None
    """Seconds until the next attempt, None where there is none."""
    rate_limit_used: float | None
    """Percentage of the most used rate limit, None where the service did not say (F-33)."""


Hook: TypeAlias = Callable[[AttemptInfo], object]


class _Do(enum.Enum):
    SEND = enum.auto()


SEND: Final = _Do.SEND
AnyRequest: TypeAlias = "httpx.Request | Request"
AnyResponse: TypeAlias = "httpx.Response | Response"
Steps: TypeAlias = "Generator[Literal[_Do.SEND] | float | AnyResponse, AnyResponse | None, None]"
"""`SEND`: send the request. A number: wait so many seconds. A response: return it. To raise is the end, too."""


class Attempts:
    """The rules that each request of one connection follows."""

    def __init__(
        self,
        policy: RetryPolicy,
        pacer: Pacer | None = None,
        *,
        debug: bool = False,
        authorization: Callable[[], str] | None = None,
        on_response: Hook | None = None,
        on_retry: Hook | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.policy = policy
        self.pacer = pacer
        self._debug = debug
        self._authorization = authorization
        self._on_response = on_response
        self._on_retry = on_retry
        self.on_attempt: Hook | None = None
        """Called when any attempt is over; for telemetry."""
        self._clock = clock

    def evolve(self, policy: RetryPolicy) -> Attempts:
        """The same rules, the same pace, with another patience."""
        twin = copy.copy(self)
        twin.policy = policy
        return twin

    def steps(self, request: AnyRequest) -> Steps:
        """What to do for a request. What sending it came to, a response or an error, is sent or thrown in."""
        turn = self.pacer.reserve(_batches(request)) if self.pacer else None
        if turn is not None:
            yield turn  # before the first attempt: the deadline is for what follows
        if self._authorization:  # credentials that change; never in a variable, which a traceback might show
            request.headers["Authorization"] = f"Basic {self._authorization()}"
        seen = request.extensions
        deadline = seen[DEADLINE] = Deadline(self.policy.deadline, self._clock)
        allowed = seen.get("timeout", {})
        attempt = 0
        while True:
            attempt += 1
            seen[ATTEMPTS] = attempt
            seen["timeout"] = deadline.timeouts(allowed)
            started = time.perf_counter()
            try:
                response = yield SEND
                assert response is not None
            except Exception as error:
                if self.pacer:
                    self.pacer.observe(None, limited=False, turn=turn)
                self._report(request, type(error).__name__, started)
                wait = self.policy.wait(attempt, error, deadline.left())
                self._tell(request, error, started, wait)
                if wait is None:
                    _forget_frames(error)
                    raise
            else:
                response.extensions[ATTEMPTS] = attempt
                if self.pacer:
                    limited = response.status_code == 429
                    self.pacer.observe(rate_limit_used(response.headers), limited=limited, turn=turn)
                self._report(request, str(response.status_code), started)
                wait = self.policy.wait(attempt, response, deadline.left())
                self._tell(request, response, started, wait)
                if wait is None:
                    yield response
                    return
            yield wait
            if self.pacer:
                turn = self.pacer.reserve(_batches(request))
                yield turn

    def _report(self, request: AnyRequest, outcome: str, started: float) -> None:
        if self._debug:
            _log.debug(
                "%s %s: %s (attempt %d, %.1f ms, %s bytes sent)",
                request.method, request.url, outcome, request.extensions[ATTEMPTS],
                (time.perf_counter() - started) * 1000, request.headers.get("content-length", "?"),
            )  # fmt: skip

    def _tell(self, request: AnyRequest, outcome: AnyResponse | Exception, started: float, wait: float | None) -> None:
        if not (self.on_attempt or self._on_response or self._on_retry):
            return
        answer = None if isinstance(outcome, Exception) else outcome
        info = AttemptInfo(
            endpoint=request.url.path,
            attempt=request.extensions[ATTEMPTS],
            elapsed_s=time.perf_counter() - started,
            status=answer.status_code if answer else None,
            error=None if answer else type(outcome).__name__,
            wait_s=wait,
            rate_limit_used=rate_limit_used(answer.headers) if answer else None,
        )
        wanted = (self.on_attempt, self._on_response if answer else None, None if wait is None else self._on_retry)
        for hook in filter(None, wanted):
            try:
                hook(info)
            except Exception:  # noqa: BLE001  # the caller's code may raise anything
                _log.exception("a hook of the configuration failed")


def _forget_frames(error: BaseException) -> None:
    """Drop the traceback inside httpx and httpcore: their variables hold the headers, credentials included."""
    below: BaseException | None = error
    while below is not None:
        below.__traceback__ = None
        below = below.__cause__ or below.__context__


def _batches(request: AnyRequest) -> int:
    """What the service's rate limit counts (F-45)."""
    try:
        return len(_bulk.decode(request.content))
    except (RuntimeError, msgspec.DecodeError):  # a body that is streamed, or no list
        return 1
