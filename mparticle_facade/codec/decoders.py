"""Validates the bytes of a batch by decoding them with the generated types, which msgspec does in C.

msgspec crashes the process when two threads use the same types for the first time at once, so a lock guards that use.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

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


def _accepting(types: str) -> Callable[[bytes], bool]:
    """Whether the generated types of a module accept some bytes; the decoder is made when it is first asked."""
    made: tuple[Callable[[bytes], Any], Any] | None = None

    def make() -> tuple[Callable[[bytes], Any], Any]:
        nonlocal made
        module = load(f"mparticle_events_models.{types}")
        with _building:
            if made is None:
                made = msgspec.json.Decoder(module.Batch).decode, module.CommerceEvent
        return made

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

    return accepts


def without_content(commerce: Any) -> bool:
    """Whether a commerce event has none of its three kinds: the one rule that the types can't express (D-44)."""
    kinds = (commerce.product_action, commerce.promotion_action, commerce.product_impressions)
    return all(kind in (None, msgspec.UNSET) for kind in kinds)


valid = _accepting("wire")
"""Whether these bytes are a batch without a mistake: no unknown field, nothing over a limit."""

valid_and_plain = _accepting("plain")
"""Whether these bytes are valid and hold neither a float nor a null. False where a custom flag is a list."""
