"""What is to be done for one request, step by step: pace, attempts, waits between them, deadline. No I/O.

`Attempts.steps` is the only place where these rules stand. It says what to do next; a driver (`transport`) does it and
reports what came of it.
"""

from __future__ import annotations

import enum
import logging
import time
from collections.abc import Callable, Generator
from typing import Final, Literal, TypeAlias

import httpx
import msgspec

from mparticle_facade.http.pacing import Pacer
from mparticle_facade.http.retries import RetryPolicy
from mparticle_facade.limits import rate_limit_used

ATTEMPTS = "mparticle_attempts"
"""Request and response extension: which attempt this was."""
UNTIL = "mparticle_until"
"""Request extension: when the deadline is, by `time.monotonic`."""

_bulk = msgspec.json.Decoder(list[msgspec.Raw])
_log = logging.getLogger("mparticle_facade")


class _Do(enum.Enum):
    SEND = enum.auto()


SEND: Final = _Do.SEND
Steps: TypeAlias = Generator[Literal[_Do.SEND] | float | httpx.Response, httpx.Response | None, None]
"""`SEND`: send the request. A number: wait so many seconds. A response: return it. To raise is the end, too."""


class Attempts:
    """The rules that each request of one connection follows."""

    def __init__(
        self,
        policy: RetryPolicy,
        pacer: Pacer | None = None,
        *,
        debug: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.policy = policy
        self.pacer = pacer
        self._debug = debug
        self._clock = clock

    def steps(self, request: httpx.Request) -> Steps:
        """What to do for a request. What sending it came to, a response or an error, is sent or thrown in."""
        if self.pacer:
            yield self.pacer.reserve(_batches(request))  # before the first attempt: the deadline is for what follows
        seen = request.extensions
        until = seen[UNTIL] = self._clock() + self.policy.deadline
        allowed = seen.get("timeout", {})
        attempt = 0
        while True:
            attempt += 1
            seen[ATTEMPTS] = attempt
            left = max(until - self._clock(), 0.001)
            seen["timeout"] = {name: left if most is None else min(most, left) for name, most in allowed.items()}
            started = time.perf_counter()
            try:
                response = yield SEND
                assert response is not None
            except Exception as error:
                self._report(request, type(error).__name__, started)
                wait = self.policy.wait(attempt, error, until - self._clock())
                if wait is None:
                    raise
            else:
                response.extensions[ATTEMPTS] = attempt
                if self.pacer:
                    self.pacer.observe(rate_limit_used(response.headers), limited=response.status_code == 429)
                self._report(request, str(response.status_code), started)
                wait = self.policy.wait(attempt, response, until - self._clock())
                if wait is None:
                    yield response
                    return
            yield wait
            if self.pacer:
                yield self.pacer.reserve(_batches(request))

    def _report(self, request: httpx.Request, outcome: str, started: float) -> None:
        if self._debug:
            _log.debug(
                "%s %s: %s (attempt %d, %.1f ms, %s bytes sent)",
                request.method, request.url, outcome, request.extensions[ATTEMPTS],
                (time.perf_counter() - started) * 1000, request.headers.get("content-length", "?"),
            )  # fmt: skip


def _batches(request: httpx.Request) -> int:
    """What the service's rate limit counts (F-45)."""
    try:
        return len(_bulk.decode(request.content))
    except (httpx.RequestNotRead, msgspec.DecodeError):
        return 1
