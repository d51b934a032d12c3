# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_channel import SourceChannel
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceInformation")


@_attrs_define
class SourceInformation:
    """Where a batch came from. Filled in by the service, so a sender leaves it out.

    Attributes:
        channel (None | SourceChannel | Unset): Channel through which the batch arrived.
        partner (None | str | Unset): Partner that sent the batch, if any.
        replay_request_id (None | str | Unset): Identifier of the request for a replay.
        replay_job_id (None | str | Unset): Identifier of the job that replayed the batch.
        is_historical (bool | None | Unset): Whether the batch arrived through the historical endpoint.
    """

    channel: None | SourceChannel | Unset = UNSET
    partner: None | str | Unset = UNSET
    replay_request_id: None | str | Unset = UNSET
    replay_job_id: None | str | Unset = UNSET
    is_historical: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, SourceChannel):
            channel = getattr(self.channel, "value", self.channel)
        else:
            channel = self.channel

        partner: None | str | Unset
        if isinstance(self.partner, Unset):
            partner = UNSET
        else:
            partner = self.partner

        replay_request_id: None | str | Unset
        if isinstance(self.replay_request_id, Unset):
            replay_request_id = UNSET
        else:
            replay_request_id = self.replay_request_id

        replay_job_id: None | str | Unset
        if isinstance(self.replay_job_id, Unset):
            replay_job_id = UNSET
        else:
            replay_job_id = self.replay_job_id

        is_historical: bool | None | Unset
        if isinstance(self.is_historical, Unset):
            is_historical = UNSET
        else:
            is_historical = self.is_historical

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if channel is not UNSET:
            field_dict["channel"] = channel
        if partner is not UNSET:
            field_dict["partner"] = partner
        if replay_request_id is not UNSET:
            field_dict["replay_request_id"] = replay_request_id
        if replay_job_id is not UNSET:
            field_dict["replay_job_id"] = replay_job_id
        if is_historical is not UNSET:
            field_dict["is_historical"] = is_historical

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_channel(data: object) -> None | SourceChannel | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = SourceChannel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceChannel | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_partner(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        partner = _parse_partner(d.pop("partner", UNSET))

        def _parse_replay_request_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        replay_request_id = _parse_replay_request_id(d.pop("replay_request_id", UNSET))

        def _parse_replay_job_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        replay_job_id = _parse_replay_job_id(d.pop("replay_job_id", UNSET))

        def _parse_is_historical(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_historical = _parse_is_historical(d.pop("is_historical", UNSET))

        source_information = cls(
            channel=channel,
            partner=partner,
            replay_request_id=replay_request_id,
            replay_job_id=replay_job_id,
            is_historical=is_historical,
        )

        source_information.additional_properties = d
        return source_information

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
