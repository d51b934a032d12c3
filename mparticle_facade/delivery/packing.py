"""Which batches share a request: never more bytes or batches than the service takes, and few half-empty ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from mparticle_facade.errors import Problem
from mparticle_facade.limits import MAX_BULK_BATCHES, MAX_REQUEST_BYTES

ROOM = MAX_REQUEST_BYTES - 2
"""Bytes for the batches of a request, each with a comma: the brackets take two, the last batch needs no comma."""
_FULL = 0.9  # of the bytes: past that, looking for something that still fits isn't worth it


def request_body(payloads: Sequence[bytes]) -> bytes:
    """The JSON of a bulk request."""
    return b"[%b]" % b",".join(payloads)


def fits_alone(size: int) -> bool:
    """Whether a batch of ``size`` bytes can be sent at all."""
    return size + 1 <= ROOM


def too_large(size: int) -> list[Problem]:
    """What is wrong with a batch of so many bytes, as far as that goes."""
    if fits_alone(size):
        return []
    message = f"is {size} bytes of JSON, and a request must stay under {MAX_REQUEST_BYTES}: split its events"
    return [Problem("$", "limit", f"{message} over several batches of the same user")]


def even(rate: float) -> int:
    """How many batches a request has where whole ones are to make up a second's: 90 for 270, as 100 would waste 70."""
    second = max(1, int(rate))
    return second // -(-second // MAX_BULK_BATCHES)


def choose(sizes: Iterable[int], user: Callable[[int], Hashable], most: int = MAX_BULK_BATCHES) -> list[int]:
    """The positions of the batches that go into the next request, in order.

    ``sizes`` are the bytes of the batches that wait, oldest first, each of which `fits_alone`. One that does not fit is
    passed over for later ones of other users, but never for one of its own: ``user(position)`` says whose it is, and is
    asked only then. The request has at most ``most`` batches and stays under 256,000 bytes (F-43, D-37).
    """
    left = ROOM
    chosen: list[int] = []
    passed_over: set[Hashable] = set()
    for position, size in enumerate(sizes):
        if len(chosen) == most:
            break
        if size + 1 <= left and not (passed_over and user(position) in passed_over):
            chosen.append(position)
            left -= size + 1
        elif left <= (1 - _FULL) * ROOM:
            break
        else:
            passed_over.add(user(position))
    return chosen
