"""Encodes a batch to JSON bytes and validates them.

The fast path encodes in C and validates by decoding the bytes with the generated types, in C as well (`decoders`). Only
what those reject, or can't distinguish, goes through `mparticle_facade.codec.report`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from mparticle_events_models import partial
from mparticle_facade.codec.decoders import valid, valid_and_plain, valid_and_plain_lines, valid_lines
from mparticle_facade.codec.decoding import examine, parse
from mparticle_facade.codec.envelopes import around, enveloped, joined, one_kind, set_events, wrap
from mparticle_facade.codec.identity import set_id
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import MAX_BATCH_BYTES

if TYPE_CHECKING:
    from mparticle_facade.codec.report import Report
    from mparticle_facade.limits import Policy

Body: TypeAlias = "partial.Batch | msgspec.Struct | Mapping[str, Any] | bytes"
"""One batch: a facade object, a generated Struct, a plain mapping in wire form, or bytes that are already encoded."""

_encoder = msgspec.json.Encoder(decimal_format="number")
_canonical = msgspec.json.Encoder(decimal_format="number", order="sorted")
_numbers = msgspec.msgpack.Encoder(decimal_format="number")
_DOUBLE = re.compile(rb"\xcb")
"""The first byte of a float in MessagePack."""
_NOT_FINITE = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]")
"""The first bytes of NaN and infinity."""


def encode(batch: partial.Batch) -> bytes:
    """The JSON of a batch whose values have their wire types. Checks nothing: callers want `to_json` or `prepare`."""
    return _encoder.encode(enveloped(batch))


def to_json(batch: partial.Batch) -> bytes:
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


def validate(batch: partial.Batch, *, limits: Policy = "error", unknown_fields: Policy = "error") -> list[Problem]:
    """Check every field; return the warnings.

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


def _encode_if_valid(body: Any) -> bytes | None:
    body = enveloped(body)
    try:
        payload = _encoder.encode(body)
    except Exception:  # noqa: BLE001  # an object of any library may raise anything; `examine` finds where
        return None
    if not valid(payload):
        return None
    # NaN is encoded as null, which the types admit: only the values themselves distinguish it from None.
    return None if b"null" in payload and _seems_to_hold(_NOT_FINITE, body) else payload


def _seems_to_hold(double: re.Pattern[bytes], shell: Any) -> bool:
    """Whether a batch may hold such a float or `Decimal`. True for a few batches that hold none."""
    try:
        return double.search(_numbers.encode(shell)) is not None
    except Exception:  # noqa: BLE001  # as above
        return True


def content(batch: partial.Batch) -> bytes | None:
    """The canonical JSON of a valid batch without its id; None where it may hold floats, which need the slow path."""
    shell = batch.__copy__()
    set_id(shell, None)
    events = shell.events
    tag = one_kind(events)
    payload: bytes | None
    try:
        if tag is not None:
            lines = _canonical.encode_lines(events)
            if not (valid_and_plain_lines(lines, tag) or _but_for_nulls(valid_lines, lines, events, tag)):
                return None
            set_events(shell, [])
            rest = _canonical.encode(shell)
            if not (valid_and_plain(rest) or _but_for_nulls(valid, rest, shell)):
                return None
            if (payload := joined(rest, lines, len(events), _around(tag))) is not None:
                return payload
            set_events(shell, events)
        payload = _canonical.encode(wrap(shell))
    except Exception:  # noqa: BLE001  # as above
        return None
    return payload if valid_and_plain(payload) or _but_for_nulls(valid, payload, shell) else None


def _but_for_nulls(accepts: Callable[..., bool], payload: bytes, value: Any, *tag: str) -> bool:
    """Whether this JSON is valid and holds no float but may hold a null, which is not plain: it may have been NaN."""
    return b"null" in payload and accepts(payload, *tag) and not _seems_to_hold(_DOUBLE, value)


@functools.cache
def _around(tag: str) -> tuple[bytes, bytes, bytes]:
    return around(tag, _canonical)


def _raise(report: Report, limits: Policy, unknown_fields: Policy) -> list[Problem]:
    errors, warnings = report.split(limits, unknown_fields)
    if errors:
        raise ValidationError(errors, warnings)
    return warnings
