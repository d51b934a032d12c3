"""Successive batches that say the same about the same user, as one: the service's limit counts batches (F-45)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mparticle_facade.limits import MAX_BATCH_BYTES

_IDENTITY_BYTES = 64  # a source_request_id with its key, which comes later
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_events = msgspec.json.Decoder(list[msgspec.Raw] | None)


class Merged:
    """One or several batches that become one; ``position`` is that of the first."""

    def __init__(self, position: int, payload: bytes) -> None:
        self.position = position
        self._first = payload
        self._fields = _fields.decode(payload)
        self._events = _events.decode(self._fields.pop("events", msgspec.Raw(b"null"))) or []
        self._size = len(payload)
        self.alone = True
        """Nothing was merged with it."""

    def take(self, later: Merged) -> bool:
        """Make the next batch part of this one, if every field but the events is the same and it fits."""
        size = self._size + later._size
        identified = any(self._fields.get(name) for name in ("source_request_id", "batch_id"))
        if identified or self._fields != later._fields or size > MAX_BATCH_BYTES - _IDENTITY_BYTES:
            return False
        self._events += later._events
        self._size = size
        self.alone = False
        return True

    def payload(self) -> bytes:
        """The JSON: the given bytes where nothing was merged."""
        return self._first if self.alone else msgspec.json.encode({**self._fields, "events": self._events})


def coalesce(payloads: Sequence[bytes]) -> Iterator[Merged]:
    """Merge neighbours. Nothing changes places: what is not next to each other stays apart.

    ``payloads`` is the JSON of valid batches. One that has an id of its own stays what it is.
    """
    current: Merged | None = None
    for position, payload in enumerate(payloads):
        later = Merged(position, payload)
        if current is not None and current.take(later):
            continue
        if current is not None:
            yield current
        current = later
    if current is not None:
        yield current
