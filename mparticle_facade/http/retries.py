"""When a request is sent again, and after how long. Decisions only: no I/O, no clock of its own.

The retry loop itself is tenacity's, imported when the first request has to be sent again.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from mparticle_facade.http.backoff import full_jitter
from mparticle_facade.limits import retry_after

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState, Retrying

RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
"""What a repeat may mend (F-28). 400, 401 and 403 never are."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0


@dataclass(frozen=True)
class RetryPolicy:
    """How persistent a client is.

    A request is repeated after a connection error, a timeout, or one of `RETRIED_STATUSES`. The wait is what
    ``Retry-After`` asks for, else exponential backoff with full jitter: anything between 0 and
    ``min(30, 0.5 * 2 ** n)`` seconds before repeat ``n + 1``. A wait that would pass the deadline is not begun: the
    last failure is reported at once.
    """

    max_retries: int
    """Repeats after the first attempt."""
    deadline: float
    """Seconds for all attempts and waits together."""

    def sync(self, spent: float = 0.0) -> Retrying:
        """A retry loop for one request, which took so many seconds of the deadline already."""
        from tenacity import Retrying

        return Retrying(**self._arguments(spent))

    def asynchronous(self, spent: float = 0.0) -> AsyncRetrying:
        """`sync`, for an async client."""
        from tenacity import AsyncRetrying

        return AsyncRetrying(**self._arguments(spent))

    def _arguments(self, spent: float) -> dict[str, Any]:
        from tenacity import retry_if_exception, retry_if_result
        from tenacity.stop import stop_after_attempt, stop_before_delay

        return {
            "retry": retry_if_result(transient) | retry_if_exception(repeatable),
            "wait": wait,
            "stop": stop_after_attempt(self.max_retries + 1) | stop_before_delay(self.deadline - spent),
            "retry_error_callback": _last,
        }


def wait(state: RetryCallState) -> float:
    """Seconds before the next attempt."""
    outcome = state.outcome
    if outcome is not None and not outcome.failed:
        asked = retry_after(outcome.result().headers)
        if asked is not None:
            return asked
    return _backoff(state.attempt_number)


def _backoff(attempt: int) -> float:
    return full_jitter(attempt - 1, first=_FIRST_WAIT, longest=_LONGEST_WAIT)


def transient(response: httpx.Response) -> bool:
    """Whether an answer is one that a repeat may mend."""
    return response.status_code in RETRIED_STATUSES


def repeatable(error: BaseException) -> bool:
    """Whether an error is one that a repeat may mend."""
    hopeless = isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError) or _untrusted(error)
    return isinstance(error, httpx.TransportError) and not hopeless


def _untrusted(error: BaseException | None) -> bool:
    """Whether a certificate was not accepted, which no repeat changes."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def _last(state: RetryCallState) -> object:
    """No more attempts: whatever the last one came to, a response or its exception."""
    return state.outcome.result() if state.outcome is not None else None
