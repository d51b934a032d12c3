"""Facade objects to JSON bytes and back.

The fast path encodes in C and validates by decoding the bytes with the generated ``wire`` types, in C as well. Only
what those reject, or can't tell apart, goes through `mparticle_facade.validation`.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import Partial
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.historical import ignored
from mparticle_facade.identity import with_identity
from mparticle_facade.limits import MAX_BATCH_BYTES, MAX_BULK_BATCHES, MAX_REQUEST_BYTES
from mparticle_facade.models.events import BARE, CrashReportEvent, EventBase, event_class

if TYPE_CHECKING:
    from mparticle_facade.configuration import Configuration
    from mparticle_facade.models import Batch
    from mparticle_facade.validation import Report

Body: TypeAlias = "Batch | msgspec.Struct | Mapping[str, Any] | bytes"
"""One batch: a facade object, a generated Struct, a plain mapping in wire form, or bytes that are already encoded."""


Policy = Literal["error", "warn"]
T = TypeVar("T")
B = TypeVar("B", bound="Batch")

_encoder = msgspec.json.Encoder(decimal_format="number")
_set_events = vars(partial.Batch)["events"].__set__  # the slot itself, past `Partial.__setattr__`


# -- to bytes ---------------------------------------------------------------------------------------------------------


def encode(batch: Batch) -> bytes:
    """The JSON of a batch whose values have their wire types. Checks nothing: callers want `to_json` or `prepare`."""
    return _encoder.encode(enveloped(batch))


def to_json(batch: Batch) -> bytes:
    """The wire form of a batch, complete or not.

    Raises:
        ValidationError: a value has no JSON form (NaN, an integer beyond 64 bits, an object of some other library).
    """
    payload = _encode_if_valid(batch)
    if payload is not None:
        return payload
    report = examine(enveloped(batch))
    if report.unsendable:
        raise ValidationError(report.unsendable)
    return _encoder.encode(report.tree)


def prepare(body: Body, *, limits: Policy = "error", unknown_fields: Policy = "error", path: str = "$") -> bytes:
    """The bytes to send for one batch, after validation.

    Bytes that were given, and fields that are only warned about, are sent untouched; only where a value in given bytes
    has to be converted, such as decimal text in an id, is the JSON written again.

    Raises:
        ValidationError: with every problem, each under ``path``.
    """
    if isinstance(body, bytes | bytearray | memoryview):
        given = bytes(body)
        if valid(given):
            return given
        report = examine(parse(given, path), path=path)
        _raise(report, limits, unknown_fields)
        return _encoder.encode(report.tree) if report.converted else given
    payload = _encode_if_valid(body)
    if payload is not None:
        return payload
    report = examine(enveloped(body), path=path)
    _raise(report, limits, unknown_fields)
    return _encoder.encode(report.tree)


def validate(batch: Batch, *, limits: Policy = "error", unknown_fields: Policy = "error") -> list[Problem]:
    """Look at every field; return what is only worth a look.

    Raises:
        ValidationError: with every problem that is an error under these policies.
    """
    report = examine(enveloped(batch))
    warnings = _raise(report, limits, unknown_fields)
    size = len(_encoder.encode(report.tree))
    if size > MAX_BATCH_BYTES:
        message = f"is {size} bytes of JSON; the service advises at most {MAX_BATCH_BYTES} a batch: split its events"
        warnings.append(Problem("$", "suspicious", message))
    return warnings


def enveloped(batch: Any) -> Any:
    """The batch with each event in its envelope; the batch itself is left alone."""
    if not isinstance(batch, partial.Batch) or not isinstance(batch.events, list | tuple):
        return batch
    events: Sequence[Any] = batch.events
    shell = batch.__copy__()
    _set_events(shell, [EventBase(e, e.event_type) if type(e) in BARE else _envelope(e) for e in events])
    return shell


def valid(payload: bytes) -> bool:
    """Whether the generated types accept these bytes, strictly: no unknown field, nothing over a limit."""
    try:
        batch = _decoder().decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not any(event.__class__ is _commerce_event() and _pointless(event.data) for event in batch.events or ())


def _pointless(commerce: Any) -> bool:
    kinds = (commerce.product_action, commerce.promotion_action, commerce.product_impressions)
    return all(kind in (None, msgspec.UNSET) for kind in kinds)


def _encode_if_valid(body: Any) -> bytes | None:
    try:
        payload = _encoder.encode(enveloped(body))
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None
    # NaN is encoded as null, which the types admit: only a look at the values can tell it from None.
    return payload if valid(payload) and b"null" not in payload else None


def _raise(report: Report, limits: Policy, unknown_fields: Policy) -> list[Problem]:
    errors, warnings = report.split(limits, unknown_fields)
    if errors:
        raise ValidationError(errors, warnings)
    return warnings


def _envelope(event: Any) -> Any:
    """An event of any other kind: a crash report, a subclass, an envelope, a generated Struct, a mapping."""
    if isinstance(event, EventBase):
        return msgspec.structs.replace(event, data=_unnested(event.data))
    tag = getattr(event, "event_type", None)
    return EventBase(_unnested(event), tag) if tag and isinstance(event, Partial) else event


def _unnested(data: Any) -> Any:
    """Breadcrumbs are events inside a crash report, each in an envelope of its own (ledger D-19)."""
    if isinstance(data, partial.CrashReportEventData) and isinstance(data.breadcrumbs, list | tuple):
        return msgspec.structs.replace(data, breadcrumbs=[_envelope(crumb) for crumb in data.breadcrumbs])
    return data


def examine(value: Any, path: str = "$", *, set_aside: bool = False) -> Report:
    """`mparticle_facade.validation.examine`, imported when the first batch needs it."""
    from mparticle_facade import validation

    return validation.examine(value, path=path, set_aside=set_aside)


# msgspec crashes the process when threads meet at the first use of the same types: one at a time.
_building = threading.Lock()


def _convert(value: Any, kind: type[T]) -> T:
    with _building:
        return msgspec.convert(value, kind)


def _decoder() -> msgspec.json.Decoder[Any]:
    with _building:
        return _wire_decoder()


@functools.cache
def _wire_decoder() -> msgspec.json.Decoder[Any]:
    from mparticle_events_models import wire

    return msgspec.json.Decoder(wire.Batch)


@functools.cache
def _commerce_event() -> Any:
    from mparticle_events_models import wire

    return wire.CommerceEvent


# -- requests ---------------------------------------------------------------------------------------------------------


def request(body: Body, config: Configuration) -> bytes:
    """The JSON of a request for one batch.

    Raises:
        ValidationError: the batch is not valid, or the request would be too large.
    """
    payload = prepare(body, limits=config.limits, unknown_fields=config.unknown_fields)
    return _sized(with_identity(body, payload), config)


def bulk_request(bodies: Sequence[Body], config: Configuration, *, historical: bool = False) -> bytes:
    """The JSON of a request for 1 to 100 batches.

    Raises:
        ValidationError: with the problems of every batch; or there are none, too many, or too many bytes together.
    """
    if isinstance(bodies, bytes | bytearray | memoryview | str | Mapping) or not isinstance(bodies, Sequence):
        raise ValidationError([Problem("$", "invalid", "must be a list of batches; upload_events takes a single one")])
    if not bodies:
        raise ValidationError([Problem("$", "invalid", "is empty; a bulk request holds 1 to 100 batches")])
    if len(bodies) > MAX_BULK_BATCHES and config.limits == "error":
        message = f"has {len(bodies)} batches, the service takes {MAX_BULK_BATCHES} a request: send them in several"
        raise ValidationError([Problem("$", "limit", message)])
    payloads: list[bytes] = []
    problems: list[Problem] = []
    for index, body in enumerate(bodies):
        path = f"$[{index}]"
        try:
            payload = prepare(body, limits=config.limits, unknown_fields=config.unknown_fields, path=path)
        except ValidationError as error:
            problems += error.problems
            continue
        # Now, not later: a batch that is in the list twice has one id.
        payloads.append(with_identity(body, payload))
        if historical:
            problems += ignored(payload, path)
    if problems:
        raise ValidationError(problems)
    return _sized(b"[" + b",".join(payloads) + b"]", config)


def _sized(payload: bytes, config: Configuration) -> bytes:
    if len(payload) >= MAX_REQUEST_BYTES and config.limits == "error":
        advice = "send fewer batches a request, or split the events of a batch over several batches of the same user"
        message = f"is {len(payload)} bytes of JSON, a request must stay under {MAX_REQUEST_BYTES}: {advice}"
        raise ValidationError([Problem("$", "limit", message)])
    return payload


# -- from bytes -------------------------------------------------------------------------------------------------------


def parse(data: bytes | str, path: str = "$") -> Any:
    """JSON text to plain values.

    Raises:
        ValidationError: it is not JSON (or not UTF-8).
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValidationError([Problem(path, "invalid", f"is not JSON that can be read: {error}")]) from None


def from_dict(tree: Mapping[str, Any], cls: type[B]) -> B:
    """The facade object for a batch in wire form, complete or not.

    Fields that the description does not know are kept in ``additional_properties``.

    Raises:
        ValidationError: a value has the wrong type, with every such problem.
    """
    try:
        return _batch(tree, cls)
    except (msgspec.ValidationError, TypeError, AttributeError):
        report = examine(tree, set_aside=True)
        try:
            return _batch(report.tree, cls)
        except (msgspec.ValidationError, TypeError, AttributeError) as error:
            problems = [problem for problem in report.problems if problem.kind == "invalid"]
            raise ValidationError(problems or [Problem("$", "invalid", str(error))]) from None


def _batch(tree: Mapping[str, Any], cls: type[B]) -> B:
    batch = _convert({key: value for key, value in tree.items() if key != "events"}, cls)
    if tree.get("events") is not None:
        batch.events = [_event(event) for event in _convert(tree["events"], list[dict[str, Any]])]
    return batch


def _event(tree: dict[str, Any]) -> Any:
    tag, data = tree.get("event_type"), tree.get("data")
    cls = event_class(tag) if isinstance(tag, str) else None
    if cls is None or data is None:
        return _convert(tree, EventBase)
    event = _convert(data, cls)
    if isinstance(event, CrashReportEvent) and event.breadcrumbs is not None:
        event.breadcrumbs = [_event(crumb) for crumb in _convert(event.breadcrumbs, list[dict[str, Any]])]
    if tree.keys() <= {"event_type", "data"}:
        return event
    envelope = _convert({**tree, "data": None}, EventBase)
    envelope.data = event
    return envelope
