"""Makes the body of a request: the validated bytes of one batch or many, each batch with its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mparticle_events_models import partial
from mparticle_facade.codec.encoding import Body, content, prepare
from mparticle_facade.codec.historical import ignored
from mparticle_facade.codec.identity import made_here, stamped, with_identity
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import MAX_BULK_BATCHES, MAX_REQUEST_BYTES

if TYPE_CHECKING:
    from mparticle_facade.configuration import Configuration


def accept(body: Body, config: Configuration, path: str = "$") -> bytes:
    """The bytes to send for one batch: validated, with a ``source_request_id``, encoded once.

    The id is kept on the batch, see `mparticle_facade.codec.identity`.

    Raises:
        ValidationError: with every problem, each under ``path``.
    """
    if isinstance(body, partial.Batch) and config.data_plan is None:
        identity = body.source_request_id
        if (identity is None or identity == "" or made_here(identity)) and (plain := content(body)) is not None:
            return stamped(body, plain)
    return with_identity(body, checked(body, config, path))


def checked(body: Body, config: Configuration, path: str = "$") -> bytes:
    """The bytes of one batch, validated and as the data plan of the configuration wants them; without an id of ours.

    Raises:
        ValidationError: with every problem, each under ``path``.
    """
    payload = prepare(body, limits=config.limits, unknown_fields=config.unknown_fields, path=path)
    plan = config.data_plan
    return payload if plan is None else plan.applied(payload, config.plan_violations, path)


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
    return _sized(b",".join(payloads), config)  # the only copy of a large body


def _sized(payload: bytes, config: Configuration) -> bytes:
    if len(payload) >= MAX_REQUEST_BYTES and config.limits == "error":
        advice = "send fewer batches a request, or split the events of a batch over several batches of the same user"
        message = f"is {len(payload)} bytes of JSON, a request must stay under {MAX_REQUEST_BYTES}: {advice}"
        raise ValidationError([Problem("$", "limit", message)])
    return payload
