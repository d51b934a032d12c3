"""Plans use the names of the identity service for identities, batches those of the Events API (F-56)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_USER = {
    "customer_id": "customerid", "facebook_custom_audience_id": "facebookcustomaudienceid",
    **{f"other_id_{number}": f"other{number}" for number in range(2, 11)},
}  # fmt: skip
_DEVICE = {
    "ios_advertising_id": "ios_idfa", "ios_idfv": "ios_idfv", "android_advertising_id": "android_aaid",
    "android_uuid": "android_uuid", "amp_id": "amp_id", "push_token": "push_token",
    "roku_advertising_id": "roku_aid", "roku_publisher_id": "roku_publisher_id", "fire_advertising_id": "fire_aid",
}  # fmt: skip


def planned_identities(batch: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """The identities of a batch under the names that plans use, and where in the batch each is."""
    values: dict[str, Any] = {}
    places: dict[str, tuple[str, ...]] = {}

    def add(name: str, value: Any, *place: str) -> None:
        if value is not None:
            values[name] = value
            places[name] = place

    user, device = batch.get("user_identities"), batch.get("device_info")
    if isinstance(user, dict):
        for field, value in user.items():
            add(_USER.get(str(field), str(field)), value, "user_identities", str(field))
    if isinstance(device, dict):
        for field, name in _DEVICE.items():
            add(name, device.get(field), "device_info", field)
    add("device_application_stamp", batch.get("mp_deviceid"), "mp_deviceid")
    return values, places
