"""Members of the vendor's `ApiClient` that ours does without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mparticle_events_models.base import Partial
from mparticle_facade.codec import decoding
from mparticle_facade.models import Batch

if TYPE_CHECKING:
    from mparticle_facade.http.connection import ApiClient

_OPERATIONS = {
    "/events": "upload_events",
    "/bulkevents": "bulk_upload_events",
    "/bulkevents/historical": "bulk_upload_historical_events",
}


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
