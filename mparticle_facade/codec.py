"""Facade objects to JSON bytes and back.

The fast path encodes in C and validates by decoding the bytes with the generated types, in C as well (`decoding`). Only
what those reject, or can't tell apart, goes through `mparticle_facade.validation`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import Partial
from mparticle_facade.decoding import convert, valid, valid_and_plain
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.historical import ignored
from mparticle_facade.identity import made_here, set_id, stamped, with_identity
from mparticle_facade.limits import MAX_BATCH_BYTES, MAX_BULK_BATCHES, MAX_REQUEST_BYTES
from mparticle_facade.models.events import BARE, CrashReportEvent, EventBase, event_class

if TYPE_CHECKING:
    from mparticle_facade.configuration import Configuration
    from mparticle_facade.models import Batch
    from mparticle_facade.validation import Report

Body: TypeAlias = "Batch | msgspec.Struct | Mapping[str, Any] | bytes"
"""One batch: a facade object, a generated Struct, a plain mapping in wire form, or bytes that are already encoded."""


Policy = Literal["error", "warn"]
B = TypeVar("B", bound="Batch")

_encoder = msgspec.json.Encoder(decimal_format="number")
_canonical = msgspec.json.Encoder(decimal_format="number", order="sorted")
_numbers = msgspec.msgpack.Encoder(decimal_format="number")
_DOUBLE = re.compile(rb"\xcb")
"""How a float begins in MessagePack."""
_NOT_FINITE = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]")
"""How NaN and infinity do."""
_LISTS = (list, tuple)
_set_events = vars(partial.Batch)["events"].__set__  # the slot itself, past `Partial.__setattr__`


class _Envelope(msgspec.Struct, gc=False):
    event_type: str  # first, so that a reader knows the type of what follows: validation is a sixth cheaper
    data: Any


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
    return _wrap(batch.__copy__()) if isinstance(batch, partial.Batch) else batch


def _wrap(shell: partial.Batch) -> partial.Batch:
    events = shell.events
    if isinstance(events, _LISTS):
        try:
            _set_events(shell, [_Envelope(BARE[type(e)], e) for e in events])
        except KeyError:
            _set_events(shell, [_Envelope(BARE[type(e)], e) if type(e) in BARE else _envelope(e) for e in events])
    return shell


def _encode_if_valid(body: Any) -> bytes | None:
    body = enveloped(body)
    try:
        payload = _encoder.encode(body)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None
    if not valid(payload):
        return None
    # NaN is encoded as null, which the types admit: only a look at the values can tell it from None.
    return None if b"null" in payload and _seems_to_hold(_NOT_FINITE, body) else payload


def _seems_to_hold(double: re.Pattern[bytes], shell: Any) -> bool:
    """Whether there may be such a float or `Decimal` in a batch; a few batches that hold none are suspected, too."""
    try:
        return double.search(_numbers.encode(shell)) is not None
    except (TypeError, ValueError, OverflowError, RecursionError):
        return True


def _content(batch: partial.Batch) -> bytes | None:
    """The canonical JSON of a valid batch without its id, where that is cheap: not where it may hold floats."""
    shell = batch.__copy__()
    set_id(shell, None)
    _wrap(shell)
    try:
        payload = _canonical.encode(shell)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None
    if valid_and_plain(payload) or (b"null" in payload and valid(payload) and not _seems_to_hold(_DOUBLE, shell)):
        return payload
    return None


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


# -- requests ---------------------------------------------------------------------------------------------------------


def accept(body: Body, config: Configuration, path: str = "$") -> bytes:
    """The bytes to send for one batch: validated, with a ``source_request_id``, encoded once.

    The id is kept on the batch, see `mparticle_facade.identity`.

    Raises:
        ValidationError: with every problem, each under ``path``.
    """
    if isinstance(body, partial.Batch):
        identity = body.source_request_id
        if (identity is None or identity == "" or made_here(identity)) and (content := _content(body)) is not None:
            return stamped(body, content)
    return with_identity(body, prepare(body, limits=config.limits, unknown_fields=config.unknown_fields, path=path))


def request(body: Body, config: Configuration) -> bytes:
    """The JSON of a request for one batch.

    Raises:
        ValidationError: the batch is not valid, or the request would be too large.
    """
    return _sized(accept(body, config), config)


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
            payload = accept(body, config, path)
        except ValidationError as error:
            problems += error.problems
            continue
        payloads.append(payload)
        if historical:
            problems += ignored(payload, path)
    if problems:
        raise ValidationError(problems)
    payloads[0] = b"[" + payloads[0]
    payloads[-1] += b"]"
    return _sized(b",".join(payloads), config)  # the one copy of a body this large


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
    batch = convert({key: value for key, value in tree.items() if key != "events"}, cls)
    if tree.get("events") is not None:
        batch.events = [_event(event) for event in convert(tree["events"], list[dict[str, Any]])]
    return batch


def _event(tree: dict[str, Any]) -> Any:
    tag, data = tree.get("event_type"), tree.get("data")
    cls = event_class(tag) if isinstance(tag, str) else None
    if cls is None or data is None:
        return convert(tree, EventBase)
    event = convert(data, cls)
    if isinstance(event, CrashReportEvent) and event.breadcrumbs is not None:
        event.breadcrumbs = [_event(crumb) for crumb in convert(event.breadcrumbs, list[dict[str, Any]])]
    if tree.keys() <= {"event_type", "data"}:
        return event
    envelope = convert({**tree, "data": None}, EventBase)
    envelope.data = event
    return envelope
