"""Gives a batch its ``source_request_id``, by which the service recognises a repeated batch (F-35).

A batch without an id gets one before its first attempt and keeps it, so a repeat is counted once, whichever process
sends it. A batch that was *changed* after it was sent is another batch and gets another id: otherwise the service would
drop the new content as a duplicate. To assign a field or to add an event is a change, even where the content stays the
same. To distinguish the two without keeping state, the ids made here are UUIDs of version 8 whose last 32 bits are a
checksum of the content. The order of keys does not matter, so a batch may be stored in between, even where keys are
sorted. An id that you set yourself is never changed, nor is one in bytes that you pass.
"""

from __future__ import annotations

import decimal
import os
import time
import uuid
import zlib
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, NamedTuple

import msgspec

from mparticle_events_models import partial
from mparticle_facade.codec.fields import with_field

_FIELD = "source_request_id"
_TAG = 0x6D7  # marks the ids of this module, in the twelve bits after the version
_exact = decimal.Context(prec=decimal.MAX_PREC, traps=[])
_decoder = msgspec.json.Decoder(
    dict[str, Any], float_hook=lambda digits: _exact.create_decimal(digits).normalize(_exact)
)
_canonical = msgspec.json.Encoder(order="sorted", decimal_format="number")
_now = time.time
set_id = vars(partial.Batch)[_FIELD].__set__  # the slot itself, past `Partial.__setattr__`


class _Named(msgspec.Struct):
    source_request_id: Any = None


_name = msgspec.json.Decoder(_Named)


def with_identity(body: Any, payload: bytes) -> bytes:
    """The bytes to send for a batch, ``source_request_id`` included.

    ``body`` is what the caller holds: a Struct or a mutable mapping keeps the new id. ``payload`` is its JSON.
    """
    current = body.source_request_id if isinstance(body, partial.Batch) else None
    if not isinstance(current, str):
        current = _name.decode(payload).source_request_id
    given_as_bytes = isinstance(body, bytes | bytearray | memoryview)
    if current and (given_as_bytes or not made_here(current)):
        return payload
    content = _decoder.decode(payload)
    named = _FIELD in content
    content.pop(_FIELD, None)
    checksum = zlib.crc32(_canonical.encode(content))
    if current and _confirms(current, checksum):
        return payload
    fresh = _mint(checksum)
    if isinstance(body, MutableMapping):
        body[_FIELD] = fresh
    elif not given_as_bytes and not isinstance(body, Mapping):
        body.source_request_id = fresh
    return with_field(payload, _FIELD, fresh, there=named)


def stamped(batch: partial.Batch, content: bytes) -> bytes:
    """The bytes to send for a batch whose id is empty or made here.

    ``content`` is the rest of it: compact JSON with its keys sorted and without any float, for which `with_identity`
    would come to the same checksum.
    """
    checksum = zlib.crc32(content)
    current = batch.source_request_id
    if not current or not _confirms(current, checksum):
        current = _mint(checksum)
        set_id(batch, current)
    return content[:-1] + f',"{_FIELD}":"{current}"}}'.encode()


def made_here(identity: object) -> bool:
    """Whether an id is one of ours, not the caller's."""
    # Search for the digits of our mark first: parsing a UUID is expensive.
    if not isinstance(identity, str) or not ("86d7" in identity or "86D7" in identity):
        return False
    try:
        number = uuid.UUID(identity).int
    except ValueError:
        return False
    return number >> 64 & 0xFFFF == 0x8000 | _TAG


def _confirms(identity: str, checksum: int) -> bool:
    return uuid.UUID(identity).int & 0xFFFFFFFF == checksum


class _Series(NamedTuple):
    """Ids that are the same up to their last digits."""

    head: str = ""
    numbers: Iterator[int] = iter(())
    since: float = 0.0


_series = _Series()


def _mint(checksum: int) -> str:
    global _series  # threads that run this at once draw a series each, which does no harm
    head, numbers, since = _series
    number = next(numbers, None)
    # A series is used for at most a second of wall-clock time: a snapshot of a machine may be started twice.
    if number is None or not since <= _now() < since + 1:
        _series = head, numbers, _ = _draw()
        number = next(numbers)
    return head + "%012x" % ((number & 0xFFFF) << 32 | checksum)


def _draw() -> _Series:
    """78 random bits; the last 16 then count up, because each call of ``urandom`` releases the interpreter's lock."""
    chance = os.urandom(10)
    text = chance.hex()
    head = f"{text[:8]}-{text[8:12]}-8{_TAG:03x}-{'89ab'[chance[9] & 3]}{text[12:15]}-"
    first = int(text[15:19], 16)
    return _Series(head, iter(range(first, first + 0x10000)), _now())


def _forget() -> None:
    global _series
    _series = _Series()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
