"""msgspec's decoders of the generated types. Decoding a batch's bytes validates them, in C.

msgspec crashes the process when threads meet at the first use of the same types: they are built one thread at a time.
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
if hasattr(os, "register_at_fork"):  # held by another thread, it would be held in the child for ever
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
            if type(event) is commerce_event and _pointless(event.data):
                return False
        return True

    return accepts


def _pointless(commerce: Any) -> bool:
    """The one rule that the types can't know."""
    kinds = (commerce.product_action, commerce.promotion_action, commerce.product_impressions)
    return all(kind in (None, msgspec.UNSET) for kind in kinds)


valid = _accepting("wire")
"""Whether these bytes are a batch without a mistake: no unknown field, nothing over a limit."""

valid_and_plain = _accepting("plain")
"""Whether they are that, and without a float or a null. False for some that are: those with a list in a custom flag."""
