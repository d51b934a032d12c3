"""What becomes of the batches of a request, whoever sends it: accepted, rejected, or left for another time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Generic, NamedTuple, Protocol, TypeVar

from mparticle_facade.delivery.packing import request_body
from mparticle_facade.errors import (
    ApiConnectionError,
    ApiException,
    BadRequestError,
    PayloadTooLargeError,
    RateLimitError,
    ServerError,
)


class Packed(Protocol):
    """Anything that carries the bytes of one batch."""

    @property
    def payload(self) -> bytes: ...


T = TypeVar("T", bound=Packed)


class Cause(Enum):
    """Why a request failed, by what can be done about it."""

    CONTENT = "content"
    """400, 413: something in it can't be taken, and never will be."""
    TRANSIENT = "transient"
    """429, 408, 5xx, no answer: the same request may work later."""
    REFUSED = "refused"
    """401, 403 and the rest: no request will work until somebody changes a setting."""


def cause_of(error: ApiException) -> Cause:
    """What kind of failure this is (F-25 to F-28)."""
    if isinstance(error, BadRequestError | PayloadTooLargeError):
        return Cause.CONTENT
    if isinstance(error, RateLimitError | ServerError | ApiConnectionError) or error.status == 408:
        return Cause.TRANSIENT
    return Cause.REFUSED


class Rejected(NamedTuple, Generic[T]):
    """A batch that the service does not take, alone in its request, and what it answered."""

    batch: T
    error: ApiException


class Outcome(NamedTuple, Generic[T]):
    """Where each batch of a request ended up."""

    accepted: list[T]
    rejected: list[Rejected[T]]
    left: list[T]
    """Not taken, for no fault of their own; in order."""
    obstacle: ApiException | None
    """Why some are left."""


def deliver(batches: Sequence[T], send: Callable[[bytes, int], object]) -> Outcome[T]:
    """Send batches in one request; where the service won't take that, halve it until the poison batch is alone.

    ``send(body, count)`` sends a bulk request of so many batches, paced as it sees fit, and raises an `ApiException`
    when it failed. Order is kept. After a failure that another time may mend nothing more is sent.
    """
    accepted: list[T] = []
    rejected: list[Rejected[T]] = []
    waiting = [list(batches)]
    while waiting:
        part = waiting.pop()
        try:
            send(request_body([batch.payload for batch in part]), len(part))
        except ApiException as error:
            if cause_of(error) is not Cause.CONTENT:
                left = part + [batch for later in reversed(waiting) for batch in later]
                return Outcome(accepted, rejected, left, error)
            if len(part) == 1:
                rejected.append(Rejected(part[0], error))
            else:
                half = len(part) // 2
                waiting += [part[half:], part[:half]]
        else:
            accepted += part
    return Outcome(accepted, rejected, [], None)
