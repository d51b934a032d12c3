"""``source_request_id``: how the service tells a repeated batch from a second one (ledger 1.7).

A batch without an id is given one before its first attempt and keeps it, so a repeat is counted once, whoever makes
it. A batch that was *changed* after it was sent is another batch and gets another id: otherwise the service would drop
the new content as a duplicate. To tell the two apart without state of our own, the ids made here are UUIDs of version 8
whose last 32 bits are a checksum of the content, whatever the order of its keys: a batch may be stored in between, even
where keys are sorted. An id that you set yourself is never touched, nor is one in bytes that you pass.
"""

from __future__ import annotations

import decimal
import uuid
import zlib
from collections.abc import Mapping, MutableMapping
from typing import Any

import msgspec

_FIELD = "source_request_id"
_TAG = 0x6D7  # marks the ids of this module, in the twelve bits after the version
_exact = decimal.Context(prec=decimal.MAX_PREC, traps=[])
_decoder = msgspec.json.Decoder(
    dict[str, Any], float_hook=lambda digits: _exact.create_decimal(digits).normalize(_exact)
)
_pieces = msgspec.json.Decoder(dict[str, msgspec.Raw])
_canonical = msgspec.json.Encoder(order="sorted", decimal_format="number")


def with_identity(body: Any, payload: bytes) -> bytes:
    """The bytes to send for a batch, ``source_request_id`` included.

    ``body`` is what the caller holds: a Struct or a mutable mapping keeps the new id. ``payload`` is its JSON.
    """
    content = _decoder.decode(payload)
    named = _FIELD in content
    current = content.pop(_FIELD, None)
    given_as_bytes = isinstance(body, bytes | bytearray | memoryview)
    if current and (given_as_bytes or not _ours(current)):
        return payload
    checksum = zlib.crc32(_canonical.encode(content))
    if current and uuid.UUID(current).int & 0xFFFFFFFF == checksum:
        return payload
    fresh = _mint(checksum)
    if isinstance(body, MutableMapping):
        body[_FIELD] = fresh
    elif not given_as_bytes and not isinstance(body, Mapping):
        body.source_request_id = fresh
    if named:
        return msgspec.json.encode({**_pieces.decode(payload), _FIELD: fresh})
    return payload.rstrip()[:-1] + f',"{_FIELD}":"{fresh}"}}'.encode()


def _mint(checksum: int) -> str:
    fresh = uuid.uuid4().int & ~(0xFFFF << 64) & ~0xFFFFFFFF
    return str(uuid.UUID(int=fresh | 0x8 << 76 | _TAG << 64 | checksum))


def _ours(identity: str) -> bool:
    try:
        number = uuid.UUID(identity).int
    except ValueError:
        return False
    return number >> 64 & 0xFFFF == 0x8000 | _TAG
