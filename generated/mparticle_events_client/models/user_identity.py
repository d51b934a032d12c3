# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.identity_type import IdentityType
from ..types import UNSET, Unset

T = TypeVar("T", bound="UserIdentity")


@_attrs_define
class UserIdentity:
    """One identity of a user in a user identity change.

    Attributes:
        identity_type (IdentityType): Kind of user identity, the same names as the keys of UserIdentities.

            - `other`: any other kind
            - `customer_id`: the sender's own identifier
            - `facebook`: Facebook user id
            - `twitter`: Twitter (X) user id
            - `google`: Google account id
            - `microsoft`: Microsoft account id
            - `yahoo`: Yahoo account id
            - `email`: email address
            - `alias`: second name for the same user
            - `facebook_custom_audience_id`: Facebook id used for custom audiences
            - `other_id_2`: identity 2 of the sender's own choosing
            - `other_id_3`: identity 3 of the sender's own choosing
            - `other_id_4`: identity 4 of the sender's own choosing
            - `other_id_5`: identity 5 of the sender's own choosing
            - `other_id_6`: identity 6 of the sender's own choosing
            - `other_id_7`: identity 7 of the sender's own choosing
            - `other_id_8`: identity 8 of the sender's own choosing
            - `other_id_9`: identity 9 of the sender's own choosing
            - `other_id_10`: identity 10 of the sender's own choosing
            - `mobile_number`: mobile telephone number
            - `phone_number_2`: second telephone number
            - `phone_number_3`: third telephone number
        identity (None | str): The identity itself.
        timestamp_unixtime_ms (int): When the identity was set, in milliseconds since the Unix epoch.
        created_this_batch (bool | None | Unset): Whether the identity is new in this batch.
    """

    identity_type: IdentityType
    identity: None | str
    timestamp_unixtime_ms: int
    created_this_batch: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identity_type = getattr(self.identity_type, "value", self.identity_type)

        identity: None | str
        identity = self.identity

        timestamp_unixtime_ms = self.timestamp_unixtime_ms

        created_this_batch: bool | None | Unset
        if isinstance(self.created_this_batch, Unset):
            created_this_batch = UNSET
        else:
            created_this_batch = self.created_this_batch

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "identity_type": identity_type,
                "identity": identity,
                "timestamp_unixtime_ms": timestamp_unixtime_ms,
            }
        )
        if created_this_batch is not UNSET:
            field_dict["created_this_batch"] = created_this_batch

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        identity_type = IdentityType(d.pop("identity_type"))

        def _parse_identity(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        identity = _parse_identity(d.pop("identity"))

        timestamp_unixtime_ms = d.pop("timestamp_unixtime_ms")

        def _parse_created_this_batch(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        created_this_batch = _parse_created_this_batch(d.pop("created_this_batch", UNSET))

        user_identity = cls(
            identity_type=identity_type,
            identity=identity,
            timestamp_unixtime_ms=timestamp_unixtime_ms,
            created_this_batch=created_this_batch,
        )

        user_identity.additional_properties = d
        return user_identity

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
