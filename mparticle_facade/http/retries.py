"""When a request is sent again, and after how long. Decisions only: no I/O, no clock of its own."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import msgspec

from mparticle_facade.http.backoff import full_jitter
from mparticle_facade.limits import retry_after

if TYPE_CHECKING:
    import httpx

    from mparticle_facade.http.messages import Response

RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
"""What a repeat may mend (F-28). 400, 401 and 403 never are."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0  # seconds


class RetryPolicy(msgspec.Struct, frozen=True):
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

    def wait(self, attempt: int, outcome: httpx.Response | Response | Exception, left: float) -> float | None:
        """Seconds until the next attempt, None where there is none.

        ``outcome`` is what attempt number ``attempt`` came to, ``left`` what is left of the deadline.
        """
        if attempt > self.max_retries or not _passing(outcome):
            return None
        asked = None if isinstance(outcome, Exception) else retry_after(outcome.headers)
        # No wait at all, or a date that has passed, would send every client that was refused again at once.
        seconds = asked or full_jitter(attempt - 1, first=_FIRST_WAIT, longest=_LONGEST_WAIT)
        return seconds if seconds < left else None


def _passing(outcome: httpx.Response | Response | Exception) -> bool:
    """Whether a repeat may mend it."""
    if not isinstance(outcome, Exception):
        return outcome.status_code in RETRIED_STATUSES
    from mparticle_facade.http.stack import httpx

    hopeless = isinstance(outcome, httpx.UnsupportedProtocol | httpx.LocalProtocolError) or _untrusted(outcome)
    return isinstance(outcome, httpx.TransportError) and not hopeless


def _untrusted(error: BaseException | None) -> bool:
    """Whether a certificate was not accepted, which no repeat changes."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None
