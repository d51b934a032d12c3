"""Decodes JSON, or plain values in wire form, to the objects of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from mparticle_events_models import partial
from mparticle_facade.codec.decoders import convert
from mparticle_facade.codec.envelopes import EventBase, event_class
from mparticle_facade.codec.identity import set_id
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.lazy import importing

if TYPE_CHECKING:
    from mparticle_facade.codec.report import Report

B = TypeVar("B", bound=partial.Batch)

_MOST = 100


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

    Fields that the description does not know are kept in ``additional_properties``. What the vendor's own SDKs and
    exports write in another way is read as it is meant, and logged (D-54).

    Raises:
        ValidationError: a value has the wrong type, with every such problem.
    """
    try:
        return _batch(tree, cls)
    except (msgspec.ValidationError, TypeError, AttributeError):
        report = examine(tree, set_aside=True)
        try:
            batch = _batch(report.tree, cls)
            _warn(report)
            return batch
        except (msgspec.ValidationError, TypeError, AttributeError) as error:
            problems = [problem for problem in report.problems if problem.kind == "invalid"]
            raise ValidationError(problems or [Problem("$", "invalid", str(error))]) from None


def _batch(tree: Mapping[str, Any], cls: type[B]) -> B:
    batch = convert({key: value for key, value in tree.items() if key != "events"}, cls)
    if tree.get("events") is not None:
        identity = batch.source_request_id
        batch.events = [_event(event) for event in convert(tree["events"], list[dict[str, Any]])]
        set_id(batch, identity)  # which an assignment forgets
    return batch


def _event(tree: dict[str, Any]) -> Any:
    tag, data = tree.get("event_type"), tree.get("data")
    cls = event_class(tag) if isinstance(tag, str) else None
    if cls is None or data is None:
        return convert(tree, EventBase)
    event = convert(data, cls)
    if isinstance(event, partial.CustomEventData) and "custom_event_type" not in data:
        event.custom_event_type = None  # a default is for who builds an event, not for what was read
    if isinstance(event, partial.CrashReportEventData) and event.breadcrumbs is not None:
        event.breadcrumbs = [_event(crumb) for crumb in convert(event.breadcrumbs, list[dict[str, Any]])]
    if tree.keys() <= {"event_type", "data"}:
        return event
    envelope = convert({**tree, "data": None}, EventBase)
    envelope.data = event
    return envelope


_told: set[str] = set()


def _warn(report: Report) -> None:
    """Log what was tolerated; each kind of it once in a process, since the next million batches have it, too."""
    import logging  # only data that is out of the ordinary needs them
    import re

    for problem in report.problems:
        place = re.sub(r"\[\d+\]", "[]", problem.path)
        if problem.kind == "tolerated" and (said := f"{place} {problem.message}") not in _told and len(_told) < _MOST:
            _told.add(said)
            logging.getLogger("mparticle_facade").warning("read from data: %s", said)


def examine(value: Any, path: str = "$", *, set_aside: bool = False) -> Report:
    """`mparticle_facade.codec.report.examine`, imported when the first batch needs it."""
    with importing:
        from mparticle_facade.codec import report

    return report.examine(value, path=path, set_aside=set_aside)
