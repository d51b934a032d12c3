"""Puts events in the envelopes in which they are sent: ``{"event_type": ..., "data": ...}``."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import Event, Partial, names

_LISTS = (list, tuple)
_replace: Any = msgspec.structs.replace
_MANY = 3  # from so many on events are cheaper without their envelopes, although the batch is decoded in two parts
_NO_EVENTS = b'"events":[]'  # not in any text, where the quotes would be escaped
_set_events = vars(partial.Batch)["events"].__set__  # the slot itself, past `Partial.__setattr__`


class EventBase(Event):
    """An event in its envelope, as it is sent. Needed only to send an event type that has no class here."""

    EventType = names.EventType
    if TYPE_CHECKING:
        data: Any
        """The event: an object of `mparticle_facade.models.events`, a generated Struct, or a mapping."""
        event_type: str | None
        """The event's type, the tag of the union."""

        def __init__(
            self,
            data: Any = None,
            event_type: str | None = None,
            *,
            additional_properties: dict[str, Any] | None = None,
        ) -> None: ...
    else:
        data: Any = None
        event_type: str | None = None


_bare: dict[type, str] = {}
"""The classes whose objects need no conversion before they are wrapped, and their ``event_type``."""
_classes: dict[str, type[Partial]] = {}
"""The class used for an ``event_type`` instead of the generated one."""


def register(event: type[Partial]) -> None:
    """Use a subclass of a generated event for its event type, when encoding and when decoding."""
    tag: str = event.event_type  # type: ignore[attr-defined]
    _classes[tag] = event
    if not issubclass(event, partial.CrashReportEventData):  # its breadcrumbs are events
        _bare[event] = tag


@functools.cache
def event_class(tag: str) -> type[Partial] | None:
    """The class for an ``event_type``: a registered one, else the generated one, else None."""
    generated = {getattr(cls, "event_type", None): cls for cls in vars(partial).values()}
    return _classes.get(tag) or generated.get(tag)


class _Envelope(msgspec.Struct, gc=False):
    event_type: str  # first, so that a reader knows the type of what follows: validation is a sixth cheaper
    data: Any


def enveloped(batch: Any) -> Any:
    """A copy of the batch with each event in its envelope; the batch itself is not changed."""
    return wrap(batch.__copy__()) if isinstance(batch, partial.Batch) else batch


def wrap(shell: partial.Batch) -> partial.Batch:
    """Put the events of this batch, which is the codec's own copy, in their envelopes."""
    events = shell.events
    if isinstance(events, _LISTS):
        try:
            _set_events(shell, [_Envelope(_bare[type(e)], e) for e in events])
        except KeyError:
            _set_events(shell, [_Envelope(_bare[type(e)], e) if type(e) in _bare else _envelope(e) for e in events])
    return shell


def one_kind(events: Any) -> str | None:
    """The ``event_type`` of these events where they are many and all of a class that is wrapped as it is, else None."""
    if type(events) is not list or len(events) < _MANY:
        return None
    kind = type(events[0])
    for event in events:
        if type(event) is not kind:
            return None
    return _bare.get(kind)


def set_events(shell: partial.Batch, events: Any) -> None:
    """Give this batch, which is the codec's own copy, other events."""
    _set_events(shell, events)


def around(tag: str, encoder: msgspec.json.Encoder) -> tuple[bytes, bytes, bytes]:
    """What this encoder writes before, between and after the data of the events of a batch."""
    event = _Envelope(tag, msgspec.Raw(b"\n"))
    head, between, tail = encoder.encode([event, event]).split(b"\n")
    return b'"events":' + head, between, tail


def joined(rest: bytes, lines: bytes, events: int, between: tuple[bytes, bytes, bytes]) -> bytes | None:
    """The JSON of a batch from the rest of it, where the events are empty, and the data of so many events, a line each.

    None where that would be a guess: values that are JSON already may hold line feeds, or other empty events.
    """
    head, middle, tail = between
    before, _, after = rest.partition(_NO_EVENTS)
    listed = lines[:-1].replace(b"\n", middle)
    if _NO_EVENTS in after or len(listed) - len(lines) != (events - 1) * len(middle) - events:
        return None
    return b"".join((before, head, listed, tail, after))


def _envelope(event: Any) -> Any:
    """An event of any other kind: a crash report, a subclass, an envelope, a generated Struct, a mapping."""
    if isinstance(event, EventBase):
        return _replace(event, data=_unnested(event.data))
    tag = getattr(event, "event_type", None)
    return EventBase(_unnested(event), tag) if tag and isinstance(event, Partial) else event


def _unnested(data: Any) -> Any:
    """Breadcrumbs are events inside a crash report, each in an envelope of its own (D-19)."""
    if isinstance(data, partial.CrashReportEventData) and isinstance(data.breadcrumbs, list | tuple):
        return _replace(data, breadcrumbs=[_envelope(crumb) for crumb in data.breadcrumbs])
    return data
