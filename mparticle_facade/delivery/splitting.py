"""A batch that is larger than the service advises, as several of the same user."""

from __future__ import annotations

from typing import Any

import msgspec

from mparticle_facade.delivery.queue import New
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import MAX_BATCH_BYTES

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_events = msgspec.json.Decoder(list[msgspec.Raw] | None)


def split(payload: bytes, source_request_id: str, largest: int = MAX_BATCH_BYTES) -> list[New]:
    """The batches to send in place of one of more than 128,000 bytes (F-43, D-37).

    Each keeps everything that is said about the user, and some of the events; their order is kept. The ids are made
    from the batch's own, so that the same batch gets the same ones again. Only the first keeps a ``batch_id``, by which
    the service would take the others for repetitions (F-35).

    Args:
        payload: the JSON, ``source_request_id`` included.
        source_request_id: its id.
        largest: what a single event may make of a batch, in bytes, where there is no choice.

    Raises:
        ValidationError: an event, or what is said about the user, is too large by itself.
    """
    fields: dict[str, Any] = dict(_fields.decode(payload))
    events = _events.decode(fields.get("events", b"null")) or []
    fields |= {"source_request_id": f"{source_request_id}/{len(events)}", "events": []}
    around = len(msgspec.json.encode(fields))
    parts: list[list[msgspec.Raw]] = []
    problems: list[Problem] = []
    size = MAX_BATCH_BYTES
    for index, event in enumerate(events):
        needed = len(bytes(event)) + 1
        if around + needed > largest:
            message = (
                f"makes a batch of {around + needed} bytes all by itself; the service takes {largest}: make it smaller"
            )
            problems.append(Problem(f"$.events[{index}]", "limit", message))
        elif size + needed > MAX_BATCH_BYTES:
            parts.append([event])
            size = around + needed
        else:
            parts[-1].append(event)
            size += needed
    if not events:
        message = f"is {len(payload)} bytes of JSON without any event; the service takes {largest}"
        problems.append(Problem("$", "limit", message))
    if problems:
        raise ValidationError(problems)
    batches = []
    for number, part in enumerate(parts, 1):
        identity = f"{source_request_id}/{number}"
        fields |= {"source_request_id": identity, "events": part}
        batches.append(New(msgspec.json.encode(fields), identity))
        fields.pop("batch_id", None)
    return batches
