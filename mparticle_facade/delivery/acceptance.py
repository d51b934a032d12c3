"""From what a program hands over to the batches that are kept: valid, identified, of a size that can be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from mparticle_facade.codec import encoding, requests
from mparticle_facade.codec.identity import with_identity
from mparticle_facade.configuration import Configuration
from mparticle_facade.delivery.coalescing import coalesce
from mparticle_facade.delivery.packing import ROOM
from mparticle_facade.delivery.queue import New
from mparticle_facade.delivery.splitting import split
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import MAX_BATCH_BYTES


class _Identified(msgspec.Struct):
    source_request_id: str = ""


_identity = msgspec.json.Decoder(_Identified)


def accept(body: encoding.Body, config: Configuration) -> list[New]:
    """One batch, or several where it is too large for one. A batch without an id is given one, and keeps it.

    Raises:
        ValidationError: with every problem; nothing is accepted.
    """
    return _sized(body, requests.accept(body, config), config)


def accept_many(bodies: Sequence[encoding.Body], config: Configuration, *, merge: bool) -> list[New]:
    """Several batches, all or none; with ``merge``, neighbours that differ in their events only become one.

    A batch that became part of another is given no id of its own.

    Raises:
        ValidationError: with the problems of every batch; nothing is accepted.
    """
    if isinstance(bodies, bytes | bytearray | memoryview | str | Mapping) or not isinstance(bodies, Sequence):
        raise ValidationError([Problem("$", "invalid", "must be a list of batches; upload takes a single one")])
    if merge:
        return _merged(bodies, config)
    payloads = _each(bodies, lambda body, path: requests.accept(body, config, path))
    return [new for body, payload in zip(bodies, payloads, strict=True) for new in _sized(body, payload, config)]


def _merged(bodies: Sequence[encoding.Body], config: Configuration) -> list[New]:
    payloads = _each(bodies, lambda body, path: requests.checked(body, config, path))
    accepted: list[New] = []
    for merged in coalesce(payloads):
        body = bodies[merged.position] if merged.alone else merged.payload()
        accepted += _sized(body, with_identity(body, merged.payload()), config)
    return accepted


def _each(bodies: Sequence[encoding.Body], encode: Callable[[encoding.Body, str], bytes]) -> list[bytes]:
    payloads: list[bytes] = []
    problems: list[Problem] = []
    for index, body in enumerate(bodies):
        try:
            payloads.append(encode(body, f"$[{index}]"))
        except ValidationError as error:
            problems += error.problems
    if problems:
        raise ValidationError(problems)
    return payloads


def _sized(body: encoding.Body, payload: bytes, config: Configuration) -> list[New]:
    identity = getattr(body, "source_request_id", None)
    if not isinstance(identity, str):
        identity = _identity.decode(payload).source_request_id
    if len(payload) <= MAX_BATCH_BYTES:
        return [New(payload, identity)]
    # The limit of a batch is advice; that of a request is not.
    largest = MAX_BATCH_BYTES if config.limits == "error" else ROOM - 1
    return split(payload, identity, largest)
