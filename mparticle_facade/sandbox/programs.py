"""A stored batch as the program that sends it."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Sequence
from typing import Any

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import Partial
from mparticle_facade import models
from mparticle_facade.codec import decoding, encoding
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.sandbox.records import StoredBatch

_WIDTH = 100
_MOST_EVENTS = 1000  # in a program; nobody reads a longer one, and it takes a minute of the processor to make
_building = threading.Lock()  # msgspec crashes when several threads build the same types at once
_UPLOADS = {
    "/v2/events": "api.upload_events(batch)",
    "/v2/bulkevents": "api.bulk_upload_events([batch])",
    "/v2/bulkevents/historical": "api.bulk_upload_historical_events([batch])",
}


def program(stored: StoredBatch, url: str, problems: Sequence[Problem] = ()) -> str:
    """The program that sends this batch to the sandbox at ``url``; empty where there is none.

    There is none of what is no batch, nor of one with more than a thousand events. ``problems`` are those that are
    known of the batch: what the client would refuse is allowed.
    """
    if stored.events > _MOST_EVENTS:
        return ""
    try:
        definition = _definition(stored.payload)
    except (RecursionError, ValidationError):
        return ""
    if not definition:
        return ""
    kinds = {problem.kind for problem in problems}
    return "\n".join(
        [
            "import mparticle_facade as mparticle",
            *(["from mparticle_events_models import partial"] if "partial." in definition else []),
            "",
            definition,
            "",
            "config = mparticle.Configuration.from_env()  # MPARTICLE_API_KEY, MPARTICLE_API_SECRET",
            f"config.host = {_text(url)}  # this sandbox",
            *(['config.limits = "warn"'] if "limit" in kinds else []),
            *(['config.unknown_fields = "warn"'] if "unknown_field" in kinds else []),
            "with mparticle.EventsApi(config) as api:",
            f"    {_UPLOADS[stored.endpoint]}",
            "",
        ]
    )


def _definition(payload: bytes) -> str:
    tree = decoding.parse(payload)
    if not isinstance(tree, dict):
        return ""
    wanted = [tree]
    with contextlib.suppress(ValidationError):
        # An id that was sent as text is a number in our objects (D-27), and goes out as one.
        wanted.append(decoding.parse(encoding.prepare(payload, limits="warn", unknown_fields="warn")))
    with contextlib.suppress(ValidationError), _building:
        batch = models.Batch.from_dict(tree)
        if batch.to_dict() in wanted:
            return _batch(batch)
    # What the objects can't say, such as a null where nothing belongs: the client takes plain mappings, too.
    return f"batch = {_source(tree, 0)}"


def _batch(batch: models.Batch) -> str:
    events: list[Any] | None = batch.events
    shell = batch.__copy__()
    shell.events = None if events else events
    lines = [f"batch = {_source(shell, 0)}"]
    for event in events or ():
        source = _source(event, 4)
        short = f"batch.add_event({source})"
        lines.append(short if _fits(short, 0) else f"batch.add_event(\n    {source}\n)")
    return "\n".join(lines)


def _source(value: Any, indent: int) -> str:
    if isinstance(value, Partial):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        given = {name: item for name, item in fields.items() if item is not None}
        items = [f"{name}={_source(item, indent + 4)}" for name, item in given.items()]
        return _joined(f"{_name(type(value))}(", items, ")", indent)  # type: ignore[arg-type]  # mypy looks at the __hash__ of instances
    if isinstance(value, dict):
        return _joined("{", [f"{_text(key)}: {_source(item, indent + 4)}" for key, item in value.items()], "}", indent)
    if isinstance(value, list):
        return _joined("[", [_source(item, indent + 4) for item in value], "]", indent)
    return _text(value) if isinstance(value, str) else repr(value)


def _joined(opening: str, items: list[str], closing: str, indent: int) -> str:
    line = f"{opening}{', '.join(items)}{closing}"
    if not items or _fits(line, indent):
        return line
    inside = " " * (indent + 4)
    return "\n".join([opening, *(f"{inside}{item}," for item in items), f"{' ' * indent}{closing}"])


def _fits(text: str, indent: int) -> bool:
    return "\n" not in text and indent + len(text) <= _WIDTH


def _text(text: str) -> str:
    """A literal in double quotes; `repr` escapes whatever could deceive the eye."""
    literal = repr(text)
    return f'"{literal[1:-1]}"' if literal[0] == "'" and '"' not in text else literal


@functools.cache
def _name(cls: type[msgspec.Struct]) -> str:
    for name in models.__all__:
        if getattr(models, name) is cls:
            return f"mparticle.{name}"
    assert getattr(partial, cls.__name__) is cls
    return f"partial.{cls.__name__}"
