"""Validates the bytes of a batch by decoding them with the generated types, which msgspec does in C.

msgspec crashes the process when two threads use the same types for the first time at once, so a lock guards that use.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from mparticle_facade.lazy import load

T = TypeVar("T")

_building = threading.Lock()
if hasattr(os, "register_at_fork"):  # a lock held by another thread would stay held in the child for ever
    os.register_at_fork(before=_building.acquire, after_in_parent=_building.release, after_in_child=_building.release)


def convert(value: Any, kind: type[T]) -> T:
    """`msgspec.convert`."""
    with _building:
        return msgspec.convert(value, kind)


def _accepting(types: str) -> tuple[Callable[[bytes], bool], Callable[[bytes, str], bool]]:
    """Whether the generated types of a module accept some bytes; a decoder is made when it is first needed."""
    made: tuple[Callable[[bytes], Any], Any] | None = None
    made_for: dict[str, Callable[[bytes], list[Any]] | None] = {}

    def make() -> tuple[Callable[[bytes], Any], Any]:
        nonlocal made
        module = load(f"mparticle_events_models.{types}")
        with _building:
            if made is None:
                made = msgspec.json.Decoder(module.Batch).decode, module.CommerceEvent
        return made

    def make_for(tag: str) -> Callable[[bytes], list[Any]] | None:
        module = load(f"mparticle_events_models.{types}")
        with _building:
            if tag not in made_for:
                data = _data_of(tag, module.Batch)
                made_for[tag] = None if data is None else msgspec.json.Decoder(data).decode_lines
        return made_for[tag]

    def accepts(payload: bytes) -> bool:
        decode, commerce_event = made or make()
        try:
            batch = decode(payload)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        for event in batch.events or ():  # noqa: SIM110  # a generator costs more than the whole loop
            if type(event) is commerce_event and without_content(event.data):
                return False
        return True

    def accepts_lines(lines: bytes, tag: str) -> bool:
        decode = made_for.get(tag) or make_for(tag)
        if decode is None:
            return False
        try:
            events = decode(lines)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        return tag != "commerce_event" or not any(map(without_content, events))

    return accepts, accepts_lines


def _data_of(tag: str, batch: type[Any]) -> Any:
    """The type of the data of an event, None where it is not all that an event of a batch has to be."""
    (events,) = (field.type for field in msgspec.structs.fields(batch) if field.name == "events")
    for kind in get_args(events):
        if get_origin(kind) is list:  # without a limit of its own
            (union,) = get_args(kind)
            (envelope,) = (each for each in get_args(union) or (union,) if each.__struct_config__.tag == tag)
            fields = msgspec.structs.fields(envelope)
            return fields[0].type if [field.name for field in fields if field.required] == ["data"] else None
    return None


def without_content(commerce: Any) -> bool:
    """Whether a commerce event has none of its three kinds: the one rule that the types can't express (D-44)."""
    kinds = (commerce.product_action, commerce.promotion_action, commerce.product_impressions)
    return all(kind in (None, msgspec.UNSET) for kind in kinds)


valid, valid_lines = _accepting("wire")
"""Whether these bytes are a batch without a mistake: no unknown field, nothing over a limit.

``valid_lines`` says it of the data of events of one ``event_type``, a line each: without their envelopes, of which the
decoder has to find out the type first, they are a third cheaper to read.
"""

valid_and_plain, valid_and_plain_lines = _accepting("plain")
"""Whether these bytes are valid and hold neither a float nor a null. False where a custom flag is a list."""
