"""Members of the vendor's `ApiClient` that ours does without."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from mparticle_events_models.base import Partial
from mparticle_facade.codec import decoding
from mparticle_facade.errors import ApiException, ValidationError
from mparticle_facade.models import ApiResponseErrors, Batch

if TYPE_CHECKING:
    from mparticle_facade.http.connection import ApiClient

_OPERATIONS = {
    "/events": "upload_events",
    "/bulkevents": "bulk_upload_events",
    "/bulkevents/historical": "bulk_upload_historical_events",
}
_GONE = {
    "rest_client": "the connections are httpx's; `raw` is the client itself",
    "default_headers": "set_default_header(name, value) sets one",
    "cookie": "set_default_header('Cookie', value) sets one",
    "request": "`raw` takes any request",
    "deserialize": "an upload has no answer to read",
}
"""What is instead of members of the vendor's client."""


class Refused(ApiException, ValidationError):  # noqa: N818  # the vendor's exceptions have no suffix
    """A batch that must not be sent, as an exception of the vendor's SDK: there the service would have answered 400.

    So a program that goes on after an `ApiException`, or that looks at its ``status``, does here what it did.
    """

    def __init__(self, error: ValidationError) -> None:
        ValidationError.__init__(self, error.problems, error.warnings)
        self.status, self.reason, self.headers, self.attempts = 400, "Bad Request", {}, 0
        self.errors = [ApiResponseErrors("BAD_REQUEST", str(problem)) for problem in error.problems]
        self.body = msgspec.json.encode({"errors": self.errors}).decode()

    def __str__(self) -> str:
        return ValidationError.__str__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (ValidationError(self.problems, self.warnings),)


def equip() -> None:
    """Let what this process's `EventsApi` refuses be a `Refused`."""
    from mparticle_facade.api import EventsApi

    for name in ("_single", "_bulk", "_historical"):
        setattr(EventsApi, name, _refusing(getattr(EventsApi, name)))


def _refusing(make: Any) -> Any:
    @functools.wraps(make)
    def made(self: Any, body: Any) -> Any:
        try:
            return make(self, body)
        except ValidationError as error:
            raise Refused(error) from None

    return made


def member(client: ApiClient, name: str) -> Any:
    """A member of the vendor's `ApiClient` that is no method here.

    Raises:
        AttributeError: it is not there; the text says what is instead.
    """
    if name in ("config", "host"):
        return client.configuration if name == "config" else client.configuration.host
    instead = f": {_GONE[name]}" if name in _GONE else ""
    raise AttributeError(f"{type(client).__name__} has no {name}{instead}; see docs/migration.md", name=name)


def sanitize_for_serialization(obj: Any) -> Any:
    """What the vendor's SDK hands to ``json.dumps``. A batch is its wire form, event envelopes included.

    Outside a batch a ``Decimal`` is text, and so is a date, as there; inside one they are what `Batch.to_json` makes.
    """
    if isinstance(obj, Batch):
        return decoding.parse(obj.to_json())
    if isinstance(obj, Partial):
        fields = {name: getattr(obj, name) for name in obj.__struct_fields__ if name != "additional_properties"}
        return {name: sanitize_for_serialization(value) for name, value in fields.items() if value is not None}
    if isinstance(obj, Mapping):
        return {key: sanitize_for_serialization(value) for key, value in obj.items()}
    if isinstance(obj, list | tuple):
        return [sanitize_for_serialization(value) for value in obj]
    if isinstance(obj, dt.datetime | dt.date | dt.time):
        return obj.isoformat()
    return str(obj) if isinstance(obj, Decimal) else obj


def validate_attribute_bag_values(custom_attributes: Mapping[str, Any] | None) -> bool:
    """Whether all values are single: None, text, a number or a truth value. `Batch.validate` says more."""
    return all(isinstance(value, str | int | float | None) for value in (custom_attributes or {}).values())


def call_api(
    client: ApiClient,
    resource_path: str,
    method: str,
    *unused: Any,
    body: Any = None,
    callback: Any = None,
    **more: Any,
) -> Any:
    """A request for one of the documented paths, as `mparticle_facade.EventsApi` makes it.

    Raises:
        NotImplementedError: another method or path; `ApiClient.raw` takes any.
    """
    from mparticle_facade.api import EventsApi

    body = unused[3] if len(unused) > 3 else body
    if method != "POST" or resource_path not in _OPERATIONS:
        raise NotImplementedError(
            f"{method} {resource_path} is not an upload; use ApiClient.raw, see docs/migration.md"
        )
    if odd := [name for name in ("post_params", "files", "response_type") if more.get(name)]:
        raise NotImplementedError(f"call_api takes no {odd[0]}, see docs/migration.md")
    return getattr(EventsApi(client.configuration, client), _OPERATIONS[resource_path])(body, callback)
