"""Fields of a batch that is JSON already, read and written without building the rest of it."""

from __future__ import annotations

from typing import Any

import msgspec

_pieces = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Data(msgspec.Struct):
    timestamp_unixtime_ms: Any = None


class Event(msgspec.Struct):
    data: Data | None = None


class Seen(msgspec.Struct):
    """What decides how a batch is sent, whatever else is in it."""

    source_request_id: Any = None
    environment: Any = None
    mpid: Any = None
    user_identities: Any = None
    device_info: Any = None
    events: list[Event] | None = None

    @property
    def timestamps(self) -> list[Any]:
        """Those of the events; None where one has none."""
        return [event.data.timestamp_unixtime_ms if event.data else None for event in self.events or ()]


look = msgspec.json.Decoder(Seen).decode


def with_field(payload: bytes, name: str, value: object, *, there: bool) -> bytes:
    """The object with this field; what else is in it stays as it is. ``there``: whether it may have the field."""
    if there:
        return msgspec.json.encode({**_pieces.decode(payload), name: value})
    text = payload.rstrip()[:-1].rstrip()
    comma = b"" if text.endswith(b"{") else b","
    return b"%b%b%b}" % (text, comma, msgspec.json.encode({name: value})[1:-1])
